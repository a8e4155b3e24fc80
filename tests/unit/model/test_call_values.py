"""The types of what happens to a call: public numbers, destinations, announcements, overflow, limits."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (
    Announcements,
    Destination,
    Limit,
    Overflow,
    OverflowTo,
    PublicNumber,
    ValueType,
)

WORDS = "user, hunt_group, queue, mailbox, greeting, answering_position, ring, number, voice_mail, disconnect"


def problem(field: ValueType, raw: object) -> str:
    """What a field says about a value that it does not take."""
    with pytest.raises(ValueProblem) as caught:
        field.parse(raw)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("22334455", "22334455"),
        ("22 33 44 55", "22334455"),
        ("+47 22 33 44 55", "+4722334455"),
        ("12", "12"),
        ("1" * 24, "1" * 24),
    ],
)
def test_a_public_number_has_no_spaces_in_the_end(text: str, value: str) -> None:
    assert PublicNumber().parse(text) == value


@pytest.mark.parametrize("text", ["", "1", "1" * 25, "+", "22-33", "(22) 33", "22+33", "0047x", "٣٣"])
def test_what_is_no_public_number(text: str) -> None:
    says = "is not a public number: 2 to 24 digits, with or without a + before them"
    assert problem(PublicNumber(), text).endswith(says)


def test_a_public_number_is_in_quotes() -> None:
    assert "22334455 is not in quotes" in problem(PublicNumber(), load_text("22334455"))


@pytest.mark.parametrize(
    "destination",
    [
        {"user": "105"},
        {"hunt_group": "Support"},
        {"queue": "Sales"},
        {"mailbox": "190"},
        {"greeting": "closed", "then": "disconnect"},
        {"answering_position": "Reception"},
        {"number": "0922334455"},
        {"queue": "Sales", "then": {"user": "105"}},
        {"greeting": "closed", "then": {"greeting": "really closed", "then": "disconnect"}},
        {"greeting": "closed", "then": {"user": "105", "then": {"mailbox": "105"}}},
    ],
)
def test_where_a_call_can_lead(destination: Any) -> None:
    assert Destination().parse(destination) == destination


def test_extensions_that_ring_together_keep_their_order() -> None:
    assert Destination().parse({"ring": ["102", "101"]}) == {"ring": ("102", "101")}


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("Sales", "takes a mapping"),
        ({}, f"leads to exactly one of {WORDS}"),
        ({"user": "105", "queue": "Sales"}, f"leads to exactly one of {WORDS}"),
        ({"then": "disconnect"}, f"leads to exactly one of {WORDS}"),
        ({"fax": "105"}, f"'fax' is not where a call can lead here; supported are {WORDS}"),
        ({"speed_dial": 5}, f"'speed_dial' is not where a call can lead here; supported are {WORDS}"),
        ({"user": load_text("105")}, 'user: 105 is not in quotes, so YAML does not read it as text; write it as "105"'),
        ({"queue": ""}, "queue: is empty"),
        ({"ring": []}, "ring: needs at least 1"),
        ({"ring": ["101", "101"]}, "ring: 101 stands twice"),
        (
            {"greeting": "closed"},
            "say what comes after the greeting (then: another destination, or disconnect)",
        ),
        ({"greeting": "closed", "then": "hang up"}, "then: takes another destination, or disconnect"),
        ({"greeting": "closed", "then": None}, "then: takes another destination, or disconnect"),
        (
            {"queue": "Sales", "then": {"greeting": "closed"}},
            "then: say what comes after the greeting (then: another destination, or disconnect)",
        ),
        (
            {"user": "1", "then": {"user": "2", "then": {"user": "3", "then": "disconnect"}}},
            "then: then: then: a call is led on 2 times at most",
        ),
    ],
)
def test_where_a_call_cannot_lead(raw: Any, says: str) -> None:
    assert problem(Destination(), raw) == says


def test_only_what_is_said_so_needs_something_after_it() -> None:
    assert Destination(then_required_for=()).parse({"greeting": "closed"}) == {"greeting": "closed"}
    assert problem(Destination(then_required_for=("queue",)), {"queue": "Sales"}).startswith(
        "say what comes after the q"
    )


@pytest.mark.parametrize("word", ["greeting", "ring", "answering_position", "then"])
def test_a_position_overflows_to_what_has_a_number(word: str) -> None:
    assert OverflowTo().parse({"hunt_group": "Support"}) == {"hunt_group": "Support"}
    supported = "user, hunt_group, queue, mailbox, number"
    assert (
        problem(OverflowTo(), {word: "x"}) == f"{word!r} is not where a call can lead here; supported are {supported}"
    )


def test_announcements_have_their_defaults() -> None:
    raw = [{"greeting": "please-wait"}, {"greeting": "still-waiting", "repeat": 3}]
    assert [list(entry.items()) for entry in Announcements().parse(raw)] == [
        [("greeting", "please-wait"), ("after", 0), ("repeat", 1)],
        [("greeting", "still-waiting"), ("repeat", 3)],
    ]
    assert Announcements().parse([]) == ()


def test_the_queue_depth_belongs_to_the_announcement_that_it_follows() -> None:
    raw = [{"greeting": "a", "queue_depth": False}, {"greeting": "b", "queue_depth": True}]
    value = Announcements().parse(raw)
    assert value == ({"greeting": "a", "after": 0, "repeat": 1}, {"greeting": "b", "repeat": 1, "queue_depth": True})
    assert Announcements().say(value) == "a, then b, with the queue depth"


def test_an_overflow_table_is_said_in_its_order() -> None:
    value = Overflow().parse({"after": 60, "to": [{"queue": "A"}, {"queue": "B"}, {"mailbox": "190"}]})
    assert Overflow().say(value) == "queue A, else queue B, else mailbox 190 after 60 s"
    assert Overflow().write(value)["to"] == [{"queue": "A"}, {"queue": "B"}, {"mailbox": "190"}]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"greeting": "please-wait"}, "takes a list"),
        ([{"greeting": "a"}] * 3, "a queue has 2 announcements at most, not 3"),
        (["please-wait"], "announcement 1: takes a mapping"),
        ([{"after": 10}], "announcement 1: needs a greeting"),
        ([{"greeting": ""}], "announcement 1: greeting: is empty"),
        ([{"greeting": "a", "after": 64801}], "announcement 1: after: 64801 is not in the range 0 to 64800"),
        ([{"greeting": "a", "repeat": 0}], "announcement 1: repeat: 0 is not in the range 1 to 255"),
        ([{"greeting": "a", "repeat": 256}], "announcement 1: repeat: 256 is not in the range 1 to 255"),
        (
            [{"greeting": "a"}, {"greeting": "b", "after": 10}],
            "announcement 2: a second announcement has no start time of its own; it follows the first",
        ),
        (
            [{"greeting": "a", "every": 10}],
            "announcement 1: 'every' is not supported here; supported are greeting, after, repeat, queue_depth",
        ),
        (
            [{"greeting": "a", "queue_depth": "maybe"}],
            "announcement 1: queue_depth: 'maybe' is neither true nor false",
        ),
        (
            [{"mailbox": "190"}],
            "announcement 1: is a greeting, a message of the VRS; a site file cannot say mailbox, for InMail (41-19 "
            "names a mailbox, and the manuals do not agree on which kind of mailbox it is)",
        ),
        (
            [{"greeting": "a", "source": "aci"}],
            "announcement 1: is a greeting, a message of the VRS; a site file cannot say source, for a source of its "
            "own (41-08-03: ACI ports, and InMail by 41-19)",
        ),
    ],
)
def test_what_are_no_announcements(raw: Any, says: str) -> None:
    assert problem(Announcements(), raw) == says


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"queue": "Support"}, {"queue": "Support"}),
        ({"mailbox": "190"}, {"mailbox": "190"}),
        ({"ring": ["101"]}, {"ring": ("101",)}),
        ({"speed_dial": 9999}, {"speed_dial": 9999}),
        ([{"queue": "Support"}], ({"queue": "Support"},)),
        ([{"queue": "B"}, {"queue": "A"}, {"mailbox": "190"}], ({"queue": "B"}, {"queue": "A"}, {"mailbox": "190"})),
    ],
)
def test_where_a_queue_can_overflow_to(raw: Any, value: Any) -> None:
    assert Overflow().parse({"to": raw, "after": 60}) == {"after": 60, "to": value}


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (60, "takes a mapping"),
        ({"after": 60}, 'an overflow needs after and to, such as {after: 60, to: {mailbox: "190"}}'),
        ({"to": {"queue": "Support"}}, 'an overflow needs after and to, such as {after: 60, to: {mailbox: "190"}}'),
        ({"after": -1, "to": {"queue": "Support"}}, "after: -1 is not in the range 0 to 64800"),
        ({"after": 60, "to": "Support"}, "to: takes a mapping"),
        (
            {"after": 60, "to": {"hunt_group": "Support"}},
            "to: a queue overflows to another queue, the overflow table, voice mail, speed dial or a ring group; not "
            "to a hunt group; supported are queue, mailbox, ring, speed_dial",
        ),
        (
            {"after": 60, "to": {"user": "105"}},
            "to: 'user' is not where a call can lead here; supported are queue, mailbox, ring, speed_dial",
        ),
        (
            {"after": 60, "to": {"queue": "Support", "then": "disconnect"}},
            "to: 'then' is not where a call can lead here; supported are queue, mailbox, ring, speed_dial",
        ),
        ({"after": 60, "to": {"speed_dial": 10000}}, "to: speed_dial: 10000 is not in the range 0 to 9999"),
        ({"after": 60, "to": []}, "to: is an empty list; name a queue, or leave the overflow out"),
        (
            {"after": 60, "to": [{"queue": str(number)} for number in range(8)]},
            "to: an overflow has 7 places at most, not 8",
        ),
        ({"after": 60, "to": ["Support"]}, "to: place 1: takes a mapping"),
        ({"after": 60, "to": [{"queue": "A"}, {"queue": "A"}]}, "to: place 2: queue A stands twice"),
        (
            {"after": 60, "to": [{"mailbox": "190"}, {"queue": "A"}]},
            "to: the mailbox takes every call, so that nothing comes after it; put it last",
        ),
        (
            {"after": 60, "to": [{"queue": "A"}, {"speed_dial": 1}]},
            "to: place 2: a list holds queues, and the mailbox of the queue's own pilot; telephones that ring together "
            "and a speed dial are the only place that an overflow leads to",
        ),
        (
            {"after": 60, "to": [{"hunt_group": "Support"}]},
            "to: place 1: a queue overflows to another queue, the overflow table, voice mail, speed dial or a ring "
            "group; not to a hunt group; supported are queue, mailbox",
        ),
        ({"after": 60, "to": {}, "when": 1}, "'when' is not supported here; supported are after, to"),
    ],
)
def test_where_a_queue_cannot_overflow_to(raw: Any, says: str) -> None:
    assert problem(Overflow(), raw) == says


def test_a_limit_has_its_default() -> None:
    assert Limit().parse({"calls": 400}) == {"calls": 400, "when_full": "busy"}
    assert Limit().parse({"when_full": "longest", "calls": 1}) == {"calls": 1, "when_full": "longest"}


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (10, "takes a mapping"),
        ({}, "needs calls, the number of callers that may wait"),
        ({"calls": 0}, "calls: 0 is not in the range 1 to 400"),
        ({"calls": 401}, "calls: 401 is not in the range 1 to 400"),
        ({"calls": 10, "when_full": "first"}, "when_full: 'first' is not one of busy, last, longest"),
        ({"calls": 10, "then": "busy"}, "'then' is not supported here; supported are calls, when_full"),
    ],
)
def test_what_is_no_limit(raw: Any, says: str) -> None:
    assert problem(Limit(), raw) == says
