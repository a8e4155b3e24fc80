"""Routes by time for one number: entries without digits, time tables (22-17), and the step that nobody can dial."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import WEEKDAYS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from simulator.calls import dial, place_call
from simulator.calls.events import Kind
from tests.unit.instant import Bench, sentences

PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "103")]
WEEK = {"monday": ["08:00-16:00"], "tuesday": ["08:00-12:00", "13:00-16:00"]}
OPEN = {"name": "open", "trunks": ["1-30"], "weekly": WEEK}
LATE = {"name": "late", "weekly": {"monday": ["10:00-20:00"]}}
MAIN = {"number": "22334455", "schedule": "open", "open": {"user": "101"}, "closed": {"user": "102"}}
OTHER = {"number": "22334466", "schedule": "late", "open": {"user": "103"}, "closed": {"user": "102"}}
THURSDAY_AND_FRIDAY = {"thursday": ["08:00-16:00"], "friday": ["08:00-16:00"]}
MONDAY, TUESDAY, WEDNESDAY = 23, 24, 25
CHRISTMAS = {"exceptions": [{"date": "2026-12-24", "open": []}, {"date": "2026-12-25", "open": []}]}


def site(*routes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A site with three users, two schedules and some routes by time on trunk group 1."""
    listed = [{"trunk_group": 1, "time_tables": True, **route} for route in routes]
    return {"users": PEOPLE, "schedules": [OPEN, LATE], "incoming_routes": listed, **more}


def dialled(bench: Bench) -> None:
    """Activate every table that has a number, as somebody has to."""
    for row in bench.rows():
        if row.startswith("22-17-01 "):
            dial(bench.exchange.state, "101", f"888 {row.split()[1]} 1", at=datetime.datetime(2026, 11, 23))


def rings(bench: Bench, digits: str, day: int = MONDAY, hour: int = 9, month: int = 11, trunk: int = 1) -> list[str]:
    """Who rings."""
    moment = datetime.datetime(2026, month, day, hour)
    events = place_call(bench.exchange.state, trunk=trunk, digits=digits, at=moment)
    return [" ".join(map(str, event.subjects)) for event in events if event.kind is Kind.RINGS]


def refusal(bench: Bench, wanted: dict[str, Any], state: str = "overridden") -> str:
    """Why a site is refused, with or without looking at the exchange."""
    with pytest.raises((PlanRefused, SiteError)) as caught:
        bench.draft(wanted, state)
    return str(caught.value)


def of_program(bench: Bench, program: str) -> dict[str, str]:
    """The programmed rows of a program."""
    return {row: data for row, data in bench.rows().items() if row.startswith(program)}


def test_without_being_asked_for_nothing_of_it_is_used(bench: Bench) -> None:
    bench.apply(site({**MAIN, "time_tables": False}))
    assert not of_program(bench, "22-17")
    assert bench.rows()["22-02-01 1 1"] == "3"
    assert bench.gather().site["incoming_routes"] == [{**MAIN, "trunk_group": 1}]


def test_a_table_for_each_day_leads_to_entries_without_digits(bench: Bench) -> None:
    bench.apply(site(MAIN))
    rows = bench.rows()
    assert not of_program(bench, "22-11-01")
    assert (rows["22-11-02 1"], rows["22-11-02 2"]) == ("101", "102")
    assert {rows[f"22-02-01 {trunk} {mode}"] for trunk in (1, 30) for mode in range(1, 9)} == {"8"}
    assert [rows[f"22-17-01 {table}"] for table in range(1, 8)] == ["4455"] * 7
    assert "22-17-01 8" not in rows
    tuesday = next(table for table in range(1, 8) if rows.get(f"22-17-05 {table}", "1") == "3")
    patterns = [tuple(rows.get(f"22-17-0{part} {tuesday} {place}", "-") for part in (2, 3, 4)) for place in range(1, 7)]
    assert patterns == [
        ("-", "0800", "2"),
        ("0800", "1200", "1"),
        ("1200", "1300", "2"),
        ("1300", "1600", "1"),
        ("1600", "-", "2"),
        ("-", "-", "-"),
    ]


def test_nothing_is_in_force_before_somebody_has_dialled_and_the_plan_says_so(bench: Bench) -> None:
    warnings = bench.draft(site(MAIN)).warnings
    assert any(
        warning.startswith("incoming route 22334455: time tables 1-7 must be activated at a telephone, each once")
        for warning in warnings
    )
    bench.apply(site(MAIN))
    assert rings(bench, "22334455") == []
    dialled(bench)
    assert rings(bench, "22334455") == ["101"]
    assert not bench.draft(site(MAIN)).warnings, "nothing is new"


def test_calls_go_by_the_schedule_of_each_number(bench: Bench) -> None:
    bench.apply(site(MAIN, OTHER))
    dialled(bench)
    assert [rings(bench, "22334455", MONDAY, hour) for hour in (7, 8, 15, 16)] == [["102"], ["101"], ["101"], ["102"]]
    assert [rings(bench, "22334455", TUESDAY, hour) for hour in (11, 12, 13)] == [["101"], ["102"], ["101"]]
    assert [rings(bench, "22334455", WEDNESDAY, hour) for hour in (0, 12, 23)] == [["102"]] * 3
    assert [rings(bench, "22334466", MONDAY, hour) for hour in (9, 10, 19, 20)] == [["102"], ["103"], ["103"], ["102"]]


def test_it_reads_back_as_it_was_written(bench: Bench) -> None:
    always = {"number": "22334477", "name": "Always", "open": {"user": "101"}}
    bench.apply(site(MAIN, OTHER, always))
    gathered = bench.gather()
    written = [{**route, "trunk_group": 1, "time_tables": True} for route in (MAIN, OTHER, always)]
    assert gathered.site["incoming_routes"] == written
    assert (
        "incoming route 22334455 is routed by time tables; whether they are activated cannot be read"
        in gathered.warnings
    )
    assert not bench.draft(site(MAIN, OTHER, always)).operations
    assert bench.slots["incoming_routes"] == {"22334455": 30001, "22334466": 30008, "22334477": 30015}


def test_of_two_schedules_with_the_same_hours_it_is_the_one_that_is_wished(bench: Bench) -> None:
    twins = [{"name": name, "weekly": WEEK} for name in ("one", "two")]
    wanted = site({**MAIN, "schedule": "two"}, schedules=twins)
    bench.apply(wanted)
    draft = bench.draft(wanted)
    assert draft.before == draft.after
    assert not draft.operations


def test_other_hours_change_the_tables_also_where_only_the_schedule_is_named(bench: Bench) -> None:
    bench.apply(site(MAIN, OTHER))
    dialled(bench)
    hours = {"schedules": [{"name": "open", "weekly": {"monday": ["09:00-10:00"]}}]}
    draft = bench.draft(hours, "merged")
    assert "change incoming route 22334455: its time tables follow the schedule" in sentences(draft)
    assert "incoming route 22334455: time tables 1-2 change; whether that ends their activation is not published" in (
        draft.warnings
    )
    bench.apply(hours, "merged")
    assert [rings(bench, "22334455", MONDAY, hour) for hour in (8, 9, 10)] == [["102"], ["101"], ["102"]]
    assert rings(bench, "22334466", MONDAY, 19) == ["103"]


def test_other_hours_are_followed_also_where_the_route_holds_more_than_a_site_can_say(bench: Bench) -> None:
    bench.apply(site(MAIN))
    bench.poke("22-11-03", "2", "Night")  # the two entries of a route have one name
    dialled(bench)
    bench.apply({"schedules": [{"name": "open", "weekly": {"monday": ["09:00-10:00"]}}]}, "merged")
    assert [rings(bench, "22334455", MONDAY, hour) for hour in (8, 9, 10)] == [["102"], ["101"], ["102"]]


# Holidays


def test_dates_that_are_alike_are_the_table_for_holidays(bench: Bench) -> None:
    wanted = site(MAIN, schedules=[{**OPEN, **CHRISTMAS, "weekly": THURSDAY_AND_FRIDAY}])
    draft = bench.draft(wanted)
    assert any("time tables 1-8 must be activated" in warning for warning in draft.warnings)
    assert any("holidays is assumed to count on the dates of the night group" in warning for warning in draft.warnings)
    bench.apply(wanted)
    dialled(bench)
    assert bench.rows()["22-17-05 8"] == "8"
    assert [rings(bench, "22334455", day, 9, month=12) for day in (17, 18, 24, 25)] == [
        ["101"],
        ["101"],
        ["102"],
        ["102"],
    ]
    assert bench.gather().site["incoming_routes"][0]["schedule"] == "open"
    assert not bench.draft(wanted).operations


def test_a_table_for_holidays_goes_when_the_last_date_does(bench: Bench) -> None:
    bench.apply(site(MAIN, schedules=[{**OPEN, **CHRISTMAS, "weekly": THURSDAY_AND_FRIDAY}]))
    bench.apply(site(MAIN, schedules=[{**OPEN, "weekly": THURSDAY_AND_FRIDAY}]))
    assert len(of_program(bench, "22-17-01")) == 7
    assert not [row for row in of_program(bench, "22-17") if row.split()[1] == "8"]


def test_dates_with_different_hours_are_refused(bench: Bench) -> None:
    dates = [{"date": "2026-12-24", "open": ["08:00-12:00"]}, {"date": "2026-12-25", "open": []}]
    text = refusal(bench, site(MAIN, schedules=[{**OPEN, "weekly": THURSDAY_AND_FRIDAY, "exceptions": dates}]))
    assert "is open 08:00-12:00 on 12-24 and closed on 12-25; time tables have one kind of holiday" in text


def test_dates_that_the_trunks_do_not_know_are_refused(bench: Bench) -> None:
    text = refusal(bench, site(OTHER, schedules=[OPEN, {**LATE, **CHRISTMAS, "weekly": THURSDAY_AND_FRIDAY}]))
    assert "incoming route 22334466, schedule: has hours of its own on 12-24" in text
    assert "let a schedule that has the date switch the trunks" in text


# What cannot be


def test_all_numbers_of_a_trunk_group_or_none(bench: Bench) -> None:
    text = refusal(bench, site(MAIN, {**OTHER, "time_tables": False, "schedule": "open"}))
    assert (
        "incoming route 22334466, time_tables: is needed here as incoming route 22334455 says it: all numbers of trunk "
        "group 1 are routed by time tables, or none (22-02)" in text
    )


def test_also_beside_numbers_that_a_partial_wish_does_not_name(bench: Bench) -> None:
    bench.apply(site({**MAIN, "time_tables": False}))
    text = refusal(bench, {"incoming_routes": [{**OTHER, "trunk_group": 1, "time_tables": True}]}, "merged")
    assert "all numbers of trunk group 1 are routed by time tables, or none" in text


def test_a_number_is_by_time_on_one_trunk_group_only(bench: Bench) -> None:
    bench.poke("14-05-01", "30", "2")
    text = refusal(bench, site(MAIN, {**OTHER, "number": "55664455", "trunk_group": 2}))
    assert "ends in 4455 as incoming route 22334455 of trunk group 1 does; a time table is for a number on what" in text


@pytest.mark.parametrize(("hours", "word"), [([], "never"), (["00:00-24:00"], "always")])
def test_a_schedule_that_is_always_open_or_never_is_none(bench: Bench, hours: list[str], word: str) -> None:
    schedules = [{"name": "open", "weekly": dict.fromkeys(WEEKDAYS, hours)}]
    assert f"is {word} open; say open alone, without a schedule" in refusal(bench, site(MAIN, schedules=schedules))


def test_a_day_with_more_changes_than_a_table_has_patterns_is_refused(bench: Bench) -> None:
    hours = [f"{hour:02d}:00-{hour:02d}:30" for hour in range(8, 12)]
    text = refusal(bench, site(MAIN, schedules=[{**OPEN, "weekly": {"monday": hours}}]))
    assert "needs 9 time patterns; a time table has 8" in text


def test_direct_lines_and_other_numbers_have_no_tables(bench: Bench) -> None:
    with pytest.raises(SiteError, match="needs trunk_group, too"):
        bench.draft(
            {"incoming_routes": [{"number": "1", "trunks": ["1"], "time_tables": True, "open": {"user": "101"}}]}
        )
    assert "is said by the route of a number only" in refusal(bench, site({"number": "*1", "open": {"user": "101"}}))


@pytest.mark.parametrize(("model", "most"), [("sv9100", 14), ("sl2100", 14), ("sv8100", 100), ("sl1100", 71)])
def test_tables_run_out_with_the_routes_and_the_number(tmp_path: Path, model: str, most: int) -> None:
    bench = Bench(tmp_path, model=model)
    first = 200 if model == "sl1100" else 101
    people = [{"extension": str(first), "name": "Kari"}]
    routes = [{"number": f"2233{4000 + place}", "open": {"user": str(first)}} for place in range(most + 1)]
    whole = {**site(*routes), "users": people, "schedules": []}
    bench.draft({**whole, "incoming_routes": whole["incoming_routes"][:-1]})
    text = refusal(bench, whole)
    needed = (most + 1) * (1 if model == "sv8100" else 7)
    limit = 500 if model == "sl1100" else 100
    assert "22334000, 22334001" in text
    assert f"need {needed} time tables, and the {model.upper()} has {limit}" in text


def test_tables_that_somebody_else_uses_are_left_alone(bench: Bench) -> None:
    for table in range(1, 98):
        bench.poke("22-17-01", str(table), "9999")
    text = refusal(bench, site(MAIN))
    assert "needs 7 time tables, and too few of the exchange's 100 are left for routes 22334455" in text
    bench.poke("22-17-01", "97", None)
    assert "too few" in refusal(bench, site(MAIN))
    for table in range(93, 97):
        bench.poke("22-17-01", str(table), None)
    bench.apply(site(MAIN))
    assert next(row for row, data in of_program(bench, "22-17-01").items() if data == "4455") == "22-17-01 93"


# Models


def test_on_an_sv8100_a_table_is_for_every_day(tmp_path: Path) -> None:
    bench = Bench(tmp_path, model="sv8100")
    text = refusal(bench, site(MAIN))
    assert "has days with different hours, and a time table of this model is for every day" in text
    daily = {"name": "open", "weekly": {day: ["08:00-16:00"] for day in WEEKDAYS}}
    wanted = site(MAIN, schedules=[daily])
    bench.apply(wanted)
    dialled(bench)
    assert len(of_program(bench, "22-17-01")) == 1
    assert [rings(bench, "22334455", day, hour) for day in (MONDAY, 29) for hour in (7, 8)] == [["102"], ["101"]] * 2
    assert not bench.draft(wanted).operations
    assert bench.gather().site["incoming_routes"] == [{**MAIN, "trunk_group": 1, "time_tables": True}]


@pytest.mark.parametrize("model", ["sl2100", "sl1100"])
def test_on_the_small_models_as_on_the_large(tmp_path: Path, model: str) -> None:
    bench = Bench(tmp_path, model=model)
    first = 200 if model == "sl1100" else 101
    numbers = [str(first + place) for place in range(2)]
    wanted = {
        "users": [{"extension": number, "name": f"User {number}"} for number in numbers],
        "schedules": [{**OPEN, "trunks": ["1-12"]}],
        "incoming_routes": [
            {
                **MAIN,
                "trunk_group": 1,
                "open": {"user": numbers[0]},
                "closed": {"user": numbers[1]},
                "time_tables": True,
            }
        ],
    }
    bench.apply(wanted)
    for table in range(1, 8):
        dial(bench.exchange.state, numbers[0], f"888 {table} 1", at=datetime.datetime(2026, 11, 23))
    assert [rings(bench, "22334455", MONDAY, hour) for hour in (7, 8)] == [[numbers[1]], [numbers[0]]]
    assert not bench.draft(wanted).operations


# Coming and going


@pytest.mark.parametrize("by_time_first", [True, False])
def test_a_trunk_group_changes_from_the_one_way_to_the_other(bench: Bench, by_time_first: bool) -> None:
    schedules = [OPEN, {**LATE, "trunks": ["1-30"]}]
    by_time = site(MAIN, OTHER, schedules=schedules)
    by_table = site({**MAIN, "time_tables": False}, {**OTHER, "time_tables": False}, schedules=schedules)
    for wanted in (by_time, by_table) if by_time_first else (by_table, by_time):
        bench.apply(wanted)
        assert not bench.draft(wanted).operations
    dialled(bench)
    assert [rings(bench, "22334455", MONDAY, hour) for hour in (7, 8)] == [["102"], ["101"]]
    assert [rings(bench, "22334466", MONDAY, hour) for hour in (9, 10)] == [["102"], ["103"]]
    if by_time_first:
        assert not of_program(bench, "22-17")
    else:
        assert not of_program(bench, "22-11-01")
    fresh = Bench(bench.folder / "fresh")
    (bench.folder / "fresh").mkdir()
    fresh.apply(by_table if by_time_first else by_time)
    assert len(of_program(bench, "22-11")) == len(of_program(fresh, "22-11")), "no entry is left behind"


def test_a_route_that_goes_leaves_neither_tables_nor_entries(bench: Bench) -> None:
    bench.apply(site(MAIN, OTHER))
    bench.apply(site(OTHER))
    assert not [row for row, data in of_program(bench, "22-17-01").items() if data == "4455"]
    assert "22-11-02 1" not in bench.rows()
    dialled(bench)
    assert rings(bench, "22334466", MONDAY, 10) == ["103"]
    bench.apply({"incoming_routes": [{"number": "22334466"}]}, "deleted")
    assert not of_program(bench, "22-17")
    assert not of_program(bench, "22-11")


def test_a_route_without_hours_any_more_gives_its_second_entry_up(bench: Bench) -> None:
    bench.apply(site(MAIN))
    always = {"number": "22334455", "open": {"user": "103"}}
    bench.apply(site(always))
    dialled(bench)
    assert [rings(bench, "22334455", WEDNESDAY, hour) for hour in (3, 15)] == [["103"]] * 2
    assert of_program(bench, "22-11-02") == {"22-11-02 1": "103"}


def test_an_entry_that_two_numbers_share_is_parted_when_one_of_them_changes(bench: Bench) -> None:
    bench.apply(site(MAIN, OTHER))
    for row, data in of_program(bench, "22-17-04").items():
        if data == "4":  # the closed entry of the second number
            bench.poke("22-17-04", row.partition(" ")[2], "2")
    dialled(bench)
    assert not bench.draft(site(MAIN, OTHER)).operations
    bench.apply(site(MAIN, {**OTHER, "closed": {"user": "101"}}))
    assert rings(bench, "22334455", WEDNESDAY) == ["102"]
    assert rings(bench, "22334466", WEDNESDAY) == ["101"]


def test_the_intercept_takes_what_no_table_has(bench: Bench) -> None:
    bench.apply(site(MAIN, {"number": "*1", "time_tables": False, "open": {"user": "103"}}))
    dialled(bench)
    assert rings(bench, "22330000") == ["103"]
    assert rings(bench, "22334455") == ["101"]
    assert [route["number"] for route in bench.gather().site["incoming_routes"]] == ["*1", "22334455"]


def test_two_trunk_groups_by_time_read_back_each_as_its_own(bench: Bench) -> None:
    bench.poke("14-05-01", "30", "2")
    wanted = site(MAIN, {**OTHER, "trunk_group": 2})
    bench.apply(wanted)
    assert not bench.draft(wanted).operations
    assert [route["trunk_group"] for route in bench.gather().site["incoming_routes"]] == [1, 2]
    dialled(bench)
    assert rings(bench, "22334466", MONDAY, 10, trunk=30) == ["103"]


def test_what_was_programmed_by_hand_and_cannot_be_said_is_reported(bench: Bench) -> None:
    bench.apply(site(MAIN))
    bench.poke("22-17-03", "1 2", "1500")  # a gap from 15 to 16
    gathered = bench.gather()
    assert gathered.site["incoming_routes"] == []
    snapshot = bench.platform.read("oslo", bench.open())
    unexpressed = bench.platform.unexpressed("oslo", snapshot, bench.wish({}), gathered)
    assert any(line.startswith("time table: end 1 2 (22-17-03) holds '1500'") for line in unexpressed)
