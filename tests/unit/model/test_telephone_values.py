"""The types of what belongs to a telephone: yes or no, dialled digits, classes, forwarding, keys."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (
    FUNCTIONS,
    ByMode,
    Digits,
    Forward,
    Keys,
    Truth,
    ValueType,
)

ONE_TYPE = "all, both_ring and busy with no_answer exclude each other; forwarding holds one type at a time"


def problem(field: ValueType, raw: object) -> str:
    """What a field says about a value that it does not take."""
    with pytest.raises(ValueProblem) as caught:
        field.parse(raw)
    return str(caught.value)


def not_in_quotes(text: str) -> str:
    """The sentence for what is written without quotes."""
    return f'{text} is not in quotes, so YAML does not read it as text; write it as "{text}"'


@pytest.mark.parametrize(("written", "value"), [("true", True), ("no", False), ("'yes'", True), ("'False'", False)])
def test_yes_or_no_comes_from_yaml_or_as_a_word(written: str, value: bool) -> None:
    assert Truth().parse(load_text(written)) is value


@pytest.mark.parametrize("raw", [1, 0, "1", "on", "", None, [], load_text("1")])
def test_nothing_else_is_yes_or_no(raw: object) -> None:
    assert problem(Truth(), raw).endswith(" is neither true nor false")


@pytest.mark.parametrize("text", ["0", "*21#", "0@PR", "9" * 36])
def test_dialled_digits(text: str) -> None:
    assert Digits().parse(text) == text


@pytest.mark.parametrize("text", ["", "9" * 37, "12 34", "+47", "p", "٣"])
def test_what_cannot_be_dialled(text: str) -> None:
    assert problem(Digits(), text) == f"{text!r} is not 1 to 36 of the digits and marks 0-9 * # @ P R"


def test_dialled_digits_are_in_quotes() -> None:
    assert problem(Digits(), load_text("0122334455")) == not_in_quotes("0122334455")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"day": 2}, {"day": 2, "night": 2}),
        ({"night": 5, "day": 2}, {"day": 2, "night": 5}),
        ({"mode_8": 1, "mode_3": 7, "day": 15}, {"day": 15, "night": 15, "mode_3": 7, "mode_8": 1}),
    ],
)
def test_classes_by_mode_with_night_as_day(raw: Any, value: Any) -> None:
    parsed = ByMode(1, 15).parse(raw)
    assert parsed == value
    assert list(parsed) == list(value)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (2, "takes a mapping"),
        ({}, "needs day"),
        ({"night": 5}, "needs day"),
        ({"day": 0}, "day: 0 is not in the range 1 to 15"),
        ({"day": 1, "mode_3": 16}, "mode_3: 16 is not in the range 1 to 15"),
        ({"day": "two"}, "day: 'two' is not a whole number"),
        (
            {"day": 1, "mode_9": 1},
            "'mode_9' is not a mode; they are day, night, mode_3, mode_4, mode_5, mode_6, mode_7, mode_8",
        ),
    ],
)
def test_what_are_no_classes_by_mode(raw: Any, says: str) -> None:
    assert problem(ByMode(1, 15), raw) == says


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({}, {}),
        ("off", {}),
        ({"all": "180"}, {"all": {"inside": "180", "outside": "180"}}),
        ({"both_ring": {"outside": "0922"}}, {"both_ring": {"outside": "0922"}}),
        (
            {"enforce": True, "no_answer": "180", "busy": {"outside": "181", "inside": "182"}},
            {
                "busy": {"inside": "182", "outside": "181"},
                "no_answer": {"inside": "180", "outside": "180"},
                "enforce": True,
            },
        ),
        ({"busy": "180", "enforce": False}, {"busy": {"inside": "180", "outside": "180"}}),
        ({"enforce": True}, {"enforce": True}),
    ],
)
def test_forwarding_by_type(raw: Any, value: Any) -> None:
    assert Forward().parse(raw) == value
    assert list(Forward().parse(raw)) == list(value)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (load_text("off"), 'takes a mapping of all, both_ring, busy, no_answer, or "off" in quotes'),
        ("180", 'takes a mapping of all, both_ring, busy, no_answer, or "off" in quotes'),
        (["180"], 'takes a mapping of all, both_ring, busy, no_answer, or "off" in quotes'),
        ({"all": "180", "busy": "181"}, ONE_TYPE),
        ({"all": "180", "both_ring": "181"}, ONE_TYPE),
        ({"both_ring": "180", "no_answer": "181"}, ONE_TYPE),
        (
            {"never": "180"},
            "'never' is not supported here; supported are all, both_ring, busy, no_answer, enforce",
        ),
        ({"all": {}}, "all: needs inside, outside or both"),
        ({"all": {"home": "180"}}, "all: 'home' is not supported here; supported are inside, outside"),
        ({"busy": {"inside": load_text("0170")}}, f"busy: inside: {not_in_quotes('0170')}"),
        ({"busy": 180}, f"busy: {not_in_quotes('180')}"),
        ({"all": "180", "enforce": "always"}, "enforce: 'always' is neither true nor false"),
    ],
)
def test_what_is_no_forwarding(raw: Any, says: str) -> None:
    assert problem(Forward(), raw) == says


def test_keys_are_sorted_and_their_parts_stand_in_order() -> None:
    raw = [
        {"data": "102", "code": "*01", "key": 48},
        {"enforce": True, "ring": "delayed", "data": "301", "function": "virtual_extension", "key": 1},
        {"enforce": False, "function": "voice_mail", "key": "2"},
    ]
    assert [list(key.items()) for key in Keys().parse(raw)] == [
        [("key", 1), ("function", "virtual_extension"), ("data", "301"), ("ring", "delayed"), ("enforce", True)],
        [("key", 2), ("function", "voice_mail")],
        [("key", 48), ("code", "*01"), ("data", "102")],
    ]


def test_no_keys_is_an_empty_list() -> None:
    assert Keys().parse([]) == ()


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ({"function": "night_mode"}, "entry 1: needs the number of the key"),
        ("night_mode", "entry 1: takes a mapping"),
        ({"key": 0, "function": "night_mode"}, "key 0: key: 0 is not in the range 1 to 48"),
        ({"key": 49, "function": "night_mode"}, "key 49: key: 49 is not in the range 1 to 48"),
        ({"key": 5}, "key 5: needs either function or code"),
        ({"key": 5, "function": "night_mode", "code": "01"}, "key 5: needs either function or code"),
        ({"key": 5, "function": "dance"}, f"key 5: function: 'dance' is not one of {', '.join(FUNCTIONS)}"),
        ({"key": 5, "code": load_text("01")}, f"key 5: code: {not_in_quotes('01')}"),
        (
            {"key": 5, "code": "1"},
            'key 5: code: \'1\' is not the code of a function; they are "00" to "99" and "*00" to "*99"',
        ),
        ({"key": 5, "code": "01", "data": ""}, "key 5: data: '' is not 1 to 36 of the digits and marks 0-9 * # @ P R"),
        (
            {"key": 5, "function": "voice_mail", "ring": "none"},
            "key 5: ring is only for the function virtual_extension",
        ),
        ({"key": 5, "code": "01", "ring": "none"}, "key 5: ring is only for the function virtual_extension"),
        (
            {"key": 5, "function": "virtual_extension", "ring": "loud"},
            "key 5: ring: 'loud' is not one of at_once, delayed, none",
        ),
        (
            {"key": 5, "colour": "red"},
            "key 5: 'colour' is not supported here; supported are key, function, code, data, ring, enforce",
        ),
    ],
)
def test_what_is_no_key(key: Any, says: str) -> None:
    assert problem(Keys(), [key]) == says


def test_a_key_stands_once() -> None:
    twice = [{"key": 5, "code": "01"}, {"key": 5, "function": "voice_mail"}]
    assert problem(Keys(), twice) == "key 5 stands twice"


def test_keys_are_a_list() -> None:
    assert problem(Keys(), {"5": "night_mode"}) == "takes a list"
