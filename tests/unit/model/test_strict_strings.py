"""What is not in quotes is never turned into text: whatever YAML made of it, the field says how to write it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (
    Choice,
    Exceptions,
    Holidays,
    Number,
    Numbers,
    Text,
    Trunks,
    ValueType,
    Weekly,
)


def problem(field: ValueType, raw: object) -> str:
    """What a field says about a value that it does not take."""
    with pytest.raises(ValueProblem) as caught:
        field.parse(raw)
    return str(caught.value)


def not_in_quotes(text: str) -> str:
    """The sentence for what is written without quotes."""
    return f'{text} is not in quotes, so YAML does not read it as text; write it as "{text}"'


@pytest.mark.parametrize(
    ("field", "written"),
    [
        (Number(), "0201"),
        (Number(), "101"),
        (Number(), "1_0"),
        (Number(), "0x10"),
        (Text(), "NO"),
        (Text(), "yes"),
        (Text(), "1.5"),
        (Text(), "10:00"),
        (Text(), "2026-12-24"),
        (Text(), "2026-13-45"),
        (Choice(("on", "off")), "on"),
    ],
)
def test_an_unquoted_scalar_is_named_as_it_stands_in_the_file(field: ValueType, written: str) -> None:
    assert problem(field, load_text(f"value: {written}")["value"]) == not_in_quotes(written)


@pytest.mark.parametrize(
    ("field", "written", "place"),
    [
        (Numbers(), "[101]", ("101", "")),
        (Trunks(), "[4]", ("4", "")),
        (Weekly(), "{monday: [10:00]}", ("10:00", "monday: ")),
        (Holidays(), "{calendar: NO}", ("NO", "calendar: ")),
        (Exceptions(), "[{date: 2026-12-24, open: []}]", ("2026-12-24", "")),
        (Exceptions(), '[{date: "2026-12-24", open: [10:00]}]', ("10:00", "2026-12-24: ")),
    ],
)
def test_an_unquoted_scalar_inside_a_value_is_named_with_its_place(
    field: ValueType, written: str, place: tuple[str, str]
) -> None:
    scalar, before = place
    assert problem(field, load_text(f"value: {written}")["value"]) == before + not_in_quotes(scalar)


@pytest.mark.parametrize(
    "raw", [129, 0, True, False, 1.5, datetime.date(2026, 12, 24), datetime.datetime(2026, 12, 24, 8)]
)
@pytest.mark.parametrize("field", [Text(), Number(), Choice(("a", "b"))])
def test_what_a_variable_gives_as_a_number_a_boolean_or_a_date_is_refused(field: ValueType, raw: object) -> None:
    assert problem(field, raw) == not_in_quotes(str(raw))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (None, "has no value"),
        (["a"], "takes one text, not a list"),
        ({"a": "b"}, "takes one text, not a mapping"),
    ],
)
def test_a_text_is_one_text(raw: object, says: str) -> None:
    assert problem(Text(), raw) == says


@pytest.mark.parametrize("written", ["value:", "value: ~", "value: null"])
def test_a_field_without_a_value_has_none(written: str) -> None:
    assert problem(Text(), load_text(written)["value"]) == "has no value"


@pytest.mark.parametrize("written", ['"0201"', "'0201'", "!!str 0201"])
def test_what_is_in_quotes_keeps_its_zeros(written: str) -> None:
    assert Number().parse(load_text(f"value: {written}")["value"]) == "0201"


@pytest.mark.parametrize("control", ["\n", "\r", "\t", "\0", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029"])
@pytest.mark.parametrize("field", [Text(), Number(), Choice(("a", "b"))])
def test_a_control_character_never_gets_into_a_value(field: ValueType, control: str) -> None:
    assert problem(field, f"1{control}2") == f"holds a control character ({control!r}); take it out"


@pytest.mark.parametrize("mark", [";", '"', "\\"])
def test_a_mark_that_could_end_a_command_is_refused(mark: str) -> None:
    assert problem(Text(), f"Kari{mark}N") == f"holds {mark!r}, which is not allowed in a value"


@pytest.mark.parametrize("text", [" Kari", "Kari ", " ", "\u00a0Kari"])
def test_a_space_outside_is_refused(text: str) -> None:
    assert problem(Text(may_be_empty=True), text) == f"{text!r} begins or ends with a space"


@pytest.mark.parametrize("text", ["Kari Nordmann", "O'Hara", "Åse Øst", "電話", "K=N (1) ~", "a,b"])
def test_other_letters_and_marks_are_left_to_the_platform(text: str) -> None:
    assert Text().parse(text) == text


def test_a_text_is_empty_only_where_it_may_be() -> None:
    assert Text(may_be_empty=True).parse("") == ""
    assert problem(Text(), "") == "is empty"


def nested(field: ValueType, text: str) -> Any:
    """A value of a field's shape that holds ``text`` where a text stands."""
    return [text] if isinstance(field, (Numbers, Trunks)) else {"calendar": text}


@pytest.mark.parametrize("field", [Numbers(), Trunks(), Holidays()])
@pytest.mark.parametrize("text", ["1;2", "1\n2", " 1", ""])
def test_texts_inside_lists_and_mappings_are_as_strict(field: ValueType, text: str) -> None:
    assert problem(field, nested(field, text))
