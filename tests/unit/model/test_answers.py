"""Which trunks mailboxes answer: how it is written, and how several mailboxes are put together."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.answering import put_together
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import Answers

MONDAY = {"monday": ["08:00-16:00"]}
NAMES = {1: "mailbox 190", 2: "mailbox 101", 3: "mailbox 102"}
Raw = list[dict[str, Any]]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ([{"trunks": []}], "entry 1: trunks: needs at least one trunk, such as trunks: ['1-4']"),
        ([{}], "entry 1: trunks: needs at least one trunk, such as trunks: ['1-4']"),
        ([{"trunks": ["1-4"], "weekly": {}}], "entry 1: weekly: holds no hours; leave it out for all times"),
        ([{"trunks": ["1"], "hours": {}}], "entry 1: 'hours' is not supported here"),
        ([{"trunks": ["1-4"]}, {"trunks": ["3"], "weekly": MONDAY}], "entry 2: trunk 3 stands in another entry, too"),
        ([{"trunks": ["1"], "weekly": {"monday": ["22:00-06:00"]}}], "hours past midnight are two ranges"),
        ([{"trunks": ["1"], "dates": [{"date": "12-24"}]}], "entry 1: dates: a date needs date and open"),
        ([{"trunks": ["1"], "dates": [{"date": "12-24", "open": []}]}], "12-24: has no hours, and there is no weekly"),
        ([{"trunks": ["1"], "dates": [{"date": "2026-12-24", "open": []}]}], "is not a day of every year"),
        ([{"trunks": ["1"], "dates": [{"date": "02-30", "open": []}]}], "'02-30' is a date that does not exist"),
        ([{"trunks": ["1"], "dates": [{"date": 1224, "open": []}]}], "1224 is not in quotes"),
        (
            [{"trunks": ["1"], "dates": [{"date": "12-24", "open": ["08:00-09:00"]}] * 2}],
            "the date 12-24 stands twice",
        ),
    ],
)
def test_what_cannot_be_is_said(raw: Raw, says: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        Answers().parse(raw)
    assert says.replace("'", '"') in str(caught.value).replace("'", '"')


def test_entries_with_the_same_hours_are_one_and_touching_hours_are_joined() -> None:
    raw: Raw = [
        {"trunks": ["7-8"], "weekly": {"monday": ["08:00-12:00", "12:00-16:00"]}},
        {"trunks": ["1"], "weekly": MONDAY, "dates": []},
        {"trunks": ["2"], "dates": [{"date": "02-29", "open": ["00:00-24:00"]}]},
    ]
    assert Answers().write(Answers().parse(raw)) == [
        {"trunks": ["1", "7-8"], "weekly": MONDAY},
        {"trunks": ["2"], "dates": [{"date": "02-29", "open": ["00:00-24:00"]}]},
    ]


def quarrels(**boxes: Raw) -> list[tuple[int, str]]:
    """What is wrong between mailboxes that are written as a site file has them."""
    answers = {place: Answers().parse(raw) for place, raw in enumerate(boxes.values(), start=1)}
    return [(quarrel.slot, quarrel.sentence) for quarrel in put_together(answers, NAMES)[1]]


def test_trunks_that_are_answered_in_the_same_way_are_together() -> None:
    answers = {
        1: Answers().parse([{"trunks": ["1-4"], "weekly": MONDAY}]),
        2: Answers().parse([{"trunks": ["1-8"]}]),
        3: Answers().parse([{"trunks": ["9"]}]),
    }
    found, wrong = put_together(answers, NAMES)
    assert not wrong
    assert {answering.say(NAMES): trunks for answering, trunks in found.items()} == {
        "mailbox 190 monday 08:00-16:00; mailbox 101 at all other times": (1, 2, 3, 4),
        "mailbox 101 at all times": (5, 6, 7, 8),
        "mailbox 102 at all times": (9,),
    }


def test_two_mailboxes_do_not_answer_at_the_same_minute() -> None:
    week: Raw = [{"trunks": ["1-4"], "weekly": MONDAY}]
    late: Raw = [{"trunks": ["3-6"], "weekly": {"monday": ["15:00-18:00"]}}]
    assert quarrels(a=week, b=late) == [(2, "answers trunks 3-4 on monday 15:00-16:00, when mailbox 190 does")]
    assert not quarrels(a=week, b=[{"trunks": ["1-4"], "weekly": {"monday": ["16:00-18:00"]}}])
    assert quarrels(a=[{"trunks": ["1"]}], b=[{"trunks": ["1-2"]}]) == [
        (2, "answers trunks 1 at all other times, as mailbox 190 does; give one of them hours")
    ]
    date = {"date": "12-24", "open": ["08:00-10:00"]}
    assert quarrels(a=[{"trunks": ["1"], "dates": [date]}], b=[{"trunks": ["1"], "dates": [date]}]) == [
        (2, "answers trunks 1 on 12-24 08:00-10:00, when mailbox 190 does")
    ]


def test_a_date_that_takes_another_ones_weekly_hours_must_be_said_by_both() -> None:
    closed = {"date": "12-24", "open": []}
    one: Raw = [{"trunks": ["1"], "weekly": MONDAY, "dates": [closed]}]
    other: Raw = [{"trunks": ["1"], "weekly": {"tuesday": ["10:00-12:00", "18:00-20:00"]}}]
    assert quarrels(a=one, b=other) == [
        (
            2,
            "has weekly hours 10:00-12:00 on trunks 1, of which another mailbox decides on 12-24; say under dates when "
            "it answers on 12-24, with open: [] for not at all",
        )
    ]
    assert not quarrels(a=one, b=[{**other[0], "dates": [{"date": "12-24", "open": ["10:00-11:00"]}]}])
    assert not quarrels(a=one, b=[{"trunks": ["1"], "weekly": {"tuesday": ["18:00-20:00"]}}])


def test_what_a_date_leaves_over_is_as_few_ranges_as_can_be() -> None:
    raw: Raw = [
        {
            "trunks": ["1"],
            "weekly": {"monday": ["08:00-11:00", "12:00-16:00"]},
            "dates": [{"date": "12-24", "open": ["09:00-10:00"]}],
        }
    ]
    (answering,) = put_together({1: Answers().parse(raw)}, NAMES)[0]
    assert answering.left_over("1224") == ((480, 540), (600, 960))
