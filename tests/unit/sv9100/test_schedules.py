"""Schedules in night groups, also in those that somebody programmed by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.instant import Bench, sentences

WEEK = {"monday": ["08:00-16:00"]}


def site(**schedules: dict[str, Any]) -> dict[str, Any]:
    """A site with these schedules."""
    return {"schedules": [{"name": name, **fields} for name, fields in schedules.items()]}


def test_no_schedule_uses_the_first_night_group(bench: Bench) -> None:
    assert bench.apply(site(hours={})).plan.slots["schedules"] == {"hours": 2}


def test_night_group_that_an_extension_is_in_is_not_used(bench: Bench) -> None:
    bench.poke("12-05-01", "101", "2")
    assert bench.draft(site(hours={})).slots["schedules"] == {"hours": 3}


def test_patterns_come_before_the_days_that_use_them_and_trunks_last(bench: Bench) -> None:
    programs = [
        command.split(" ")[1] for command in bench.apply(site(hours={"trunks": ["1"], "weekly": WEEK})).plan.commands
    ]
    assert programs[-1].startswith("12-06-01")
    assert programs.index("12-03-01") > max(n for n, item in enumerate(programs) if item.startswith("12-02"))


def test_trunks_change_places_in_one_plan(bench: Bench) -> None:
    bench.apply(site(a={"trunks": ["1-3"]}, b={"trunks": ["4-6"]}))
    bench.apply(site(a={"trunks": ["4", "1"]}, b={"trunks": ["2-3", "5"]}))
    rows = bench.rows()
    follows = {trunk: rows.get(f"12-06-01 {trunk}", "1") for trunk in range(1, 7)}
    assert follows == {1: "2", 2: "3", 3: "3", 4: "2", 5: "3", 6: "1"}


def test_trunk_taken_by_a_merged_schedule_leaves_the_other(bench: Bench) -> None:
    bench.apply(site(a={"trunks": ["1-2"]}))
    bench.apply(site(b={"trunks": ["2"]}), "merged")
    assert [schedule["trunks"] for schedule in bench.gather().site["schedules"]] == [["1"], ["2"]]


def test_deleting_a_schedule_leaves_nothing_behind(bench: Bench) -> None:
    exceptions = [{"date": "2026-12-24", "open": ["08:00-12:00"]}]
    bench.apply(
        site(hours={"trunks": ["1-4"], "weekly": WEEK, "holidays": {"calendar": "NO"}, "exceptions": exceptions})
    )
    bench.apply(site())
    assert bench.rows() == {}


@pytest.mark.parametrize(
    "by_hand",
    [
        {"12-02-03 2 1 2": "", "12-02-01 2 1 2": "", "12-02-02 2 1 2": ""},
        {"12-02-03 2 1 2": "4"},
        {"12-02-01 2 2 5": "1000", "12-02-02 2 2 5": "1100", "12-02-03 2 2 5": "1"},
        {"12-02-01 2 1 1": "0100"},
        {"12-01-02 2": None},
        {"12-04-01 2 0229": "2"},
    ],
    ids=["gap", "other mode", "entry beyond a gap", "late start", "switched off", "29 February"],
)
def test_what_was_changed_by_hand_is_put_right_and_can_be_taken_back(
    bench: Bench, by_hand: dict[str, str | None]
) -> None:
    hours = site(hours={"trunks": ["1"], "weekly": WEEK})
    bench.apply(hours)
    good = dict(bench.rows())
    for place, data in by_hand.items():
        item, _space, index = place.partition(" ")
        bench.poke(item, index, data)
    spoiled = dict(bench.rows())
    outcome = bench.apply(hours)
    assert outcome.end == "all new"
    assert bench.rows() == good
    session = bench.open()
    for operation in reversed(outcome.plan.operations):
        for step in reversed(operation.steps):
            assert session.send(step.undo).done, step.undo
    assert bench.rows() == spoiled


def test_what_opening_hours_cannot_say_is_named(bench: Bench) -> None:
    bench.apply(site(hours={"weekly": WEEK}))
    bench.poke("12-02-03", "2 1 2", "4")
    (sentence,) = sentences(bench.draft(site(hours={"weekly": WEEK})))
    assert "what was programmed there and opening hours cannot say is replaced" in sentence


def test_change_of_todays_hours_is_not_promised(bench: Bench) -> None:
    bench.apply(site(hours={"trunks": ["1"], "weekly": WEEK}))  # the day of these tests is a Monday
    draft = bench.draft(site(hours={"trunks": ["1"], "weekly": {"monday": ["08:00-15:00"]}}))
    assert draft.warnings == (
        "schedule hours: today's hours change; the exchange may not switch before the next time in its pattern",
    )


def test_past_exception_is_left_out_and_said(bench: Bench) -> None:
    draft = bench.draft(site(hours={"exceptions": [{"date": "2026-11-22", "open": ["08:00-12:00"]}]}))
    assert draft.warnings == ("schedule hours: the exception of 2026-11-22 is past and is not programmed",)
    assert not [step for operation in draft.operations for step in operation.steps if "12-04" in step.command]


def test_a_merged_week_without_holidays_warns_that_they_may_be_open(bench: Bench) -> None:
    bench.apply(site(hours={"weekly": WEEK, "holidays": {"calendar": "NO"}}))
    other = {"weekly": {"friday": ["08:00-16:00"]}}
    assert any("holidays are not given" in warning for warning in bench.draft(site(hours=other), "merged").warnings)
    whole = {**other, "holidays": {"calendar": "NO"}}
    assert bench.draft(site(hours=whole), "merged").warnings == ()


def test_merged_keeps_the_dates_that_it_does_not_name(bench: Bench) -> None:
    first = {"date": "2026-12-07", "open": []}
    second = {"date": "2026-12-14", "open": ["10:00-11:00"]}
    bench.apply(site(hours={"weekly": WEEK, "exceptions": [first]}))
    bench.apply(site(hours={"exceptions": [second]}), "merged")
    assert bench.gather().site["schedules"][0]["exceptions"] == [first, second]
    as_monday = {"date": "2026-12-07", "open": ["08:00-16:00"]}
    bench.apply(site(hours={"exceptions": [as_monday]}), "merged")
    assert bench.gather().site["schedules"][0]["exceptions"] == [second]


def test_what_opening_hours_cannot_say_is_told_when_it_is_gathered(bench: Bench) -> None:
    bench.apply(site(hours={"weekly": WEEK}))
    assert bench.gather().warnings == ()
    bench.poke("12-02-03", "2 1 1", "3")
    assert len(bench.gather().warnings) == 1
    assert "night group 2" in bench.gather().warnings[0]
