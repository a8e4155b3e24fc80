"""The trunks that mailboxes answer: answer tables, their entries, and what somebody programmed there."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from simulator.calls import place_call
from tests.unit.instant import Bench, sentences

OFFICE = {
    **{day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday")},
    "friday": ["08:00-15:00"],
}
CHRISTMAS = [{"date": "12-24", "open": ["08:00-12:00"]}]
SALES: dict[str, Any] = {"number": "190", "group": "Sales"}
KARI: dict[str, Any] = {"number": "101", "user": "101"}
OLA: dict[str, Any] = {"number": "102", "user": "102"}
OPEN = {**SALES, "answers": [{"trunks": ["1-4"], "weekly": OFFICE, "dates": CHRISTMAS}]}
OTHERWISE = {**KARI, "answers": [{"trunks": ["1-4"]}]}
ANSWER_ITEMS = ("47-10", "47-11", "47-12")


def site(*mailboxes: dict[str, Any]) -> dict[str, Any]:
    """Two users, a hunt group, and mailboxes."""
    return {
        "users": [{"extension": number, "name": f"User {number}"} for number in ("101", "102")],
        "hunt_groups": [{"name": "Sales", "pilot": "190", "members": ["101"]}],
        "mailboxes": list(mailboxes),
    }


def table_rows(bench: Bench) -> dict[str, str]:
    """What is programmed of the answer tables."""
    return {place: data for place, data in bench.rows().items() if place.startswith(ANSWER_ITEMS)}


def entries(bench: Bench, table: int = 2) -> list[list[str]]:
    """The entries of a table that count: kind, box, day, first, last, date, start, end."""
    rows = bench.rows()
    places = [f"{table} {entry}" for entry in range(1, 11)]
    return [
        [rows.get(f"47-12-0{part} {place}", "") for part in range(1, 9)]
        for place in places
        if f"47-12-01 {place}" in rows
    ]


def refusal(bench: Bench, *mailboxes: dict[str, Any], state: str = "overridden") -> str:
    """Why mailboxes are refused."""
    with pytest.raises((PlanRefused, SiteError)) as caught:
        bench.draft({"mailboxes": list(mailboxes)} if state == "merged" else site(*mailboxes), state)
    return str(caught.value)


def answered(bench: Bench, trunk: int, moment: str) -> str:
    """The mailbox that takes a call on a trunk that the voice mail answers; empty for none."""
    for mode in range(1, 9):
        bench.poke("22-05-01", f"{trunk} {mode}", "102")
    events = place_call(bench.exchange.state, trunk=trunk, at=datetime.datetime.fromisoformat(moment))
    return next((event.remark for event in events if event.kind.name == "IN_MAILBOX"), "")


def test_hours_are_entries_with_equal_days_together(bench: Bench) -> None:
    bench.apply(site(OPEN, OTHERWISE))
    assert entries(bench) == [
        ["2", "2 1", "", "2", "5", "", "0800", "1600"],
        ["1", "2 1", "6", "", "", "", "0800", "1500"],
        ["3", "2 1", "", "", "", "1224", "0800", "1200"],
        ["3", "1 1", "", "", "", "1224", "1200", "1600"],
    ]
    rows = bench.rows()
    assert rows["47-11-03 2"] == "1 1"
    assert [rows.get(f"47-10-01 {trunk}") for trunk in range(1, 6)] == ["2", "2", "2", "2", None]
    assert not any(place.split()[1] == "1" for place in table_rows(bench) if not place.startswith("47-10"))


@pytest.mark.parametrize(
    ("moment", "box"),
    [
        ("2026-11-23 07:59", "101"),
        ("2026-11-23 08:00", "190"),
        ("2026-11-26 15:59", "190"),
        ("2026-11-27 15:00", "101"),
        ("2026-11-28 09:00", "101"),
        ("2026-12-24 11:59", "190"),
        ("2026-12-24 12:00", "101"),
        ("2026-12-24 23:59", "101"),
        ("2027-12-24 13:00", "101"),
    ],
)
def test_the_simulated_exchange_answers_with_the_mailbox_of_the_hour(bench: Bench, moment: str, box: str) -> None:
    bench.apply(site(OPEN, OTHERWISE))
    assert answered(bench, 1, moment) == box


def test_a_whole_day_and_midnight(bench: Bench) -> None:
    week = {"saturday": ["00:00-24:00"], "sunday": ["00:00-24:00"], "friday": ["16:00-24:00"]}
    bench.apply(site({**OLA, "answers": [{"trunks": ["3"], "weekly": week}]}))
    assert entries(bench) == [
        ["1", "1 2", "1", "", "", "", "0000", "0000"],
        ["1", "1 2", "6", "", "", "", "1600", "0000"],
        ["1", "1 2", "7", "", "", "", "0000", "0000"],
    ]
    assert answered(bench, 3, "2026-11-27 23:59") == "102"


def test_what_is_wished_is_gathered(bench: Bench) -> None:
    bench.apply(site(OPEN, OTHERWISE))
    assert bench.gather().site["mailboxes"] == [OTHERWISE, OPEN]
    assert not bench.draft(site(OPEN, OTHERWISE)).operations


def test_trunks_answered_in_another_way_get_another_table(bench: Bench) -> None:
    everywhere = {**KARI, "answers": [{"trunks": ["1-8"]}]}
    bench.apply(site(OPEN, everywhere))
    rows = bench.rows()
    assert {rows[f"47-10-01 {trunk}"] for trunk in range(1, 5)} == {"2"}
    assert {rows[f"47-10-01 {trunk}"] for trunk in range(5, 9)} == {"3"}
    assert bench.gather().site["mailboxes"] == [everywhere, OPEN]


def test_a_plan_says_who_answers(bench: Bench) -> None:
    assert sentences(bench.draft(site(OPEN, OTHERWISE)))[-1] == (
        "answer table 2: trunks 1-4 are answered by mailbox 190 monday-thursday 08:00-16:00, friday 08:00-15:00, "
        "12-24 08:00-12:00; mailbox 101 at all other times"
    )
    bench.apply(site(OPEN, OTHERWISE))
    assert sentences(bench.draft(site(SALES, KARI))) == [
        "answer table 2: trunks 1-4 are answered as from the factory again"
    ]


def test_fields_that_are_left_out_are_untouched_under_merged_and_the_factory_s_under_overridden(bench: Bench) -> None:
    bench.apply(site(OPEN, OTHERWISE))
    before = table_rows(bench)
    bench.apply({"mailboxes": [{**SALES, "messages": 50}]}, "merged")
    assert table_rows(bench) == before
    bench.apply({"mailboxes": [{**SALES, "answers": []}]}, "merged")
    assert entries(bench) == []
    bench.apply(site(SALES, KARI))
    assert table_rows(bench) == {}


def test_a_mailbox_that_goes_takes_its_answering_along(bench: Bench) -> None:
    bench.apply(site(OPEN, OTHERWISE))
    bench.apply({"mailboxes": [{"number": "190"}]}, "deleted")
    assert entries(bench) == []
    assert bench.gather().site["mailboxes"] == [OTHERWISE]


def test_a_renumbered_mailbox_keeps_its_answering(bench: Bench) -> None:
    bench.apply(site(OPEN, OTHERWISE))
    before = table_rows(bench)
    moved = site()
    moved["users"][0] = {"extension": "150", "name": "User 101"}
    moved["hunt_groups"][0]["members"] = ["150"]
    moved["mailboxes"] = [OPEN, {"number": "150", "user": "150", "answers": OTHERWISE["answers"]}]
    assert bench.apply(moved).end == "all new"
    assert table_rows(bench) == before
    assert answered(bench, 2, "2026-11-28 09:00") == "150"


def test_more_trunks_stay_in_their_table(bench: Bench) -> None:
    bench.apply(site(OTHERWISE))
    draft = bench.draft(site({**KARI, "answers": [{"trunks": ["1-5"]}]}))
    assert [step.command for operation in draft.operations for step in operation.steps] == ["WRITE 47-10-01 5 = 2"]


def test_a_trunk_is_answered_before_a_box_goes_and_after_it_comes(bench: Bench) -> None:
    bench.apply(site(OPEN, OTHERWISE))
    steps = [s.command for o in bench.draft(site(KARI)).operations for s in o.steps]
    assert steps.index("WRITE 47-10-01 1 = 1") < steps.index("WRITE 47-03-02 1 =")
    bench.apply(site())
    steps = [s.command for o in bench.draft(site(OPEN, OTHERWISE)).operations for s in o.steps]
    assert (
        steps.index("WRITE 47-03-02 1 = 190")
        < steps.index("WRITE 47-12-01 2 1 = 2")
        < steps.index("WRITE 47-10-01 1 = 2")
    )


# What does not fit


def test_more_entries_than_a_table_has_are_refused_before_any_session(bench: Bench) -> None:
    split = {day: ["08:00-09:00", "10:00-11:00", "14:00-15:00"] for day in ("monday", "wednesday", "friday")}
    many = {**SALES, "answers": [{"trunks": ["1-4"], "weekly": split}]}
    more = {**OLA, "answers": [{"trunks": ["1-4"], "weekly": {day: ["12:00-13:00"] for day in list(split)[:2]}}]}
    with pytest.raises(SiteError) as caught:
        bench.prepare(site(many, more, OTHERWISE))
    assert (
        "mailbox 190, answers: trunks 1-4 need 11 entries for the hours of mailbox 190, mailbox 102, mailbox 101; an "
        "answer table of the SV9100 has 10"
    ) in str(caught.value)


@pytest.mark.parametrize(("model", "tables"), [("sv9100", 16), ("sv8100", 16), ("sl2100", 8), ("sl1100", 8)])
def test_more_tables_than_the_model_has_are_refused(tmp_path: Path, model: str, tables: int) -> None:
    hardware = [
        {"slot": 1, "card": "DLCA", "ports": "1-16"},
        {"slot": 2, "card": "COIU", "trunks": "1-20"},
        {"slot": 7, "card": "INMAIL", "mailboxes": "1-64"},
    ]
    bench = Bench(tmp_path, model=model, hardware=hardware)
    first = 200 if model == "sl1100" else 101
    numbers = [str(first + place) for place in range(tables)]
    users = [{"extension": number, "name": f"User {number}"} for number in numbers]
    boxes = [
        {"number": number, "user": number, "answers": [{"trunks": [str(trunk)]}]}
        for trunk, number in enumerate(numbers, start=1)
    ]
    with pytest.raises(PlanRefused) as caught:
        bench.draft({"users": users, "mailboxes": boxes})
    assert (
        f"no answer table is left for trunks that are answered in {tables} different ways; the {model.upper()} has "
        f"{tables}, the first of which is where every trunk starts"
    ) in str(caught.value)
    assert all(f"mailbox {number}" in str(caught.value) for number in numbers)
    bench.draft({"users": users, "mailboxes": boxes[1:]})


def test_quarrels_and_dates_that_leave_nobody_are_refused(bench: Bench) -> None:
    assert "mailbox 102, answers: answers trunks 4 on monday 08:00-09:00, when mailbox 190 does" in refusal(
        bench, OPEN, OTHERWISE, {**OLA, "answers": [{"trunks": ["4-5"], "weekly": {"monday": ["07:00-09:00"]}}]}
    )
    assert (
        "mailbox 190, answers: on 12-24 nobody answers trunks 1-4 outside the hours of mailbox 190; name these trunks "
        "in a mailbox without hours"
    ) in refusal(bench, OPEN)
    bench.apply(site(OPEN, OTHERWISE))
    assert "on 12-24 nobody answers trunks 1-4" in refusal(bench, {**KARI, "answers": []}, state="merged")


def test_trunks_that_are_not_there_are_refused(bench: Bench) -> None:
    assert "trunk 401 is beyond the SV9100's 400" in refusal(bench, {**KARI, "answers": [{"trunks": ["1", "401"]}]})
    assert "trunk 31 is not installed" in refusal(bench, {**KARI, "answers": [{"trunks": ["1-31"]}]})


# What somebody programmed


def by_hand(bench: Bench, table: int, trunk: int, *found: str, default: str = "0") -> None:
    """A table that somebody programmed: entries as ``kind box day first last date start end``, ``-`` for empty."""
    if table > 1:
        bench.poke("47-10-01", str(trunk), str(table))
    bench.poke("47-11-03", str(table), default)
    for number, text in enumerate(found, start=1):
        for part, word in enumerate(text.split(","), start=1):
            bench.poke(f"47-12-0{part}", f"{table} {number}", word)


def test_a_table_in_another_order_is_read_and_left_as_it_is(bench: Bench) -> None:
    by_hand(bench, 5, 3, "3,1 1,,,,1224,1200,1600", "1,1 2,2,,,,0800,1600", "3,1 2,,,,1224,0800,1200", default="1 1")
    gathered = bench.gather()
    assert gathered.site["mailboxes"] == [
        {**KARI, "answers": [{"trunks": ["3"]}]},
        {
            **OLA,
            "answers": [{"trunks": ["3"], "weekly": {"monday": ["08:00-16:00"]}, "dates": CHRISTMAS}],
        },
    ]
    assert not bench.draft(dict(gathered.site), slots=gathered.slots).operations
    snapshot = bench.platform.read("oslo", bench.open())
    assert bench.platform.unexpressed("oslo", snapshot, bench.wish({}), gathered) == []


def test_the_first_table_is_read_where_somebody_programmed_it_and_all_its_trunks_are_named(bench: Bench) -> None:
    bench.poke("47-12-02", "1 1", "1 2")
    bench.poke("47-11-03", "1", "0")
    gathered = bench.gather()
    week = {
        day: ["00:00-24:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    }
    assert gathered.site["mailboxes"] == [{**OLA, "answers": [{"trunks": ["1-30"], "weekly": week}]}]
    assert not bench.draft(dict(gathered.site), slots=gathered.slots).operations
    fewer = site({**OLA, "answers": [{"trunks": ["1-29"], "weekly": week}]})
    bench.apply(fewer)
    assert answered(bench, 29, "2026-11-28 09:00") == "102"
    assert [place for place in table_rows(bench) if place.split()[1] == "1" and place[:5] != "47-10"] == []


@pytest.mark.parametrize(
    ("item", "index", "data"),
    [
        ("47-11-02", "5", "3 2"),
        ("47-11-03", "5", "3 2"),
        ("47-11-04", "5", "6"),
        ("47-11-04", "6", "5"),
        ("47-12-02", "5 1", "3 1"),
        ("47-12-02", "5 1", "1 128"),
        ("47-12-07", "5 1", ""),
        ("47-12-07", "5 1", "1700"),
    ],
)
def test_what_a_site_file_cannot_say_is_listed_and_left_alone(bench: Bench, item: str, index: str, data: str) -> None:
    by_hand(bench, 5, 3, "1,1 2,2,,,,0800,1600", default="1 1")
    bench.poke(item, index, data)
    before = table_rows(bench)
    gathered = bench.gather()
    assert not any("answers" in box for box in gathered.site["mailboxes"])
    snapshot = bench.platform.read("oslo", bench.open())
    listed = bench.platform.unexpressed("oslo", snapshot, bench.wish({}), gathered)
    assert len([line for line in listed if "answer" in line]) == len(before)
    bench.apply(site(KARI, OLA, {**SALES, "answers": [{"trunks": ["1-2"]}]}))
    assert {place: data for place, data in table_rows(bench).items() if place in before} == before
    assert (
        "mailbox 101, answers: trunk 3 is answered by answer table 5, which holds what a site file cannot say; put the "
        "trunk back into table 1 by hand (47-10-01), or leave it out here"
    ) in refusal(bench, OTHERWISE)


def test_a_mailbox_to_which_a_foreign_table_leads_neither_goes_nor_is_given_away(bench: Bench) -> None:
    bench.apply(site(KARI, OLA))
    by_hand(bench, 5, 3, "1,1 2,2,,,,0800,1600", default="3 2")
    assert (
        "mailbox 102: cannot go: answer table 5 leads to it, and holds what a site file cannot say; change that table "
        "by hand first"
    ) in refusal(bench, KARI)
    by_hand(bench, 6, 4, "1,2 1,2,,,,0800,1600", default="3 2")
    bench.apply(site(SALES, KARI, OLA))
    assert bench.rows()["47-03-02 2"] == "190"


def test_boxes_with_the_same_minute_by_hand_are_not_read(bench: Bench) -> None:
    by_hand(bench, 5, 3, "1,1 2,2,,,,0800,1600", "2,1 1,,2,6,,1500,1700")
    assert not any("answers" in box for box in bench.gather().site["mailboxes"])


def test_offline_commands_name_the_trunks(bench: Bench) -> None:
    snapshot = bench.platform.factory_snapshot(bench.wish(site(OTHERWISE)))
    assert {1, 2, 3, 4} <= snapshot.installed("TRUNKS")
