"""Queues: ACD groups whose hours are one table of the exchange."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.unit.instant import Bench, sentences

PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "103")]
DAYTIME = {"monday": ["08:00-11:00", "12:00-16:00"], "friday": ["08:00-15:00"]}


def site(*queues: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A site with three users and some queues."""
    return {"users": PEOPLE, "queues": list(queues), **more}


def refusal(bench: Bench, *queues: dict[str, Any], **more: Any) -> str:
    """Why a site is refused."""
    with pytest.raises(PlanRefused) as caught:
        bench.draft(site(*queues, **more))
    return str(caught.value)


def test_agents_belong_to_the_queue_in_the_work_periods_in_which_it_is_open(bench: Bench) -> None:
    bench.apply(site({"name": "Sales", "pilot": "190", "agents": ["101", "102"], "hours": DAYTIME}))
    rows = bench.rows()
    assert rows["11-17-01 1"] == "190"
    assert {rows[f"41-02-01 {agent} {period}"] for agent in ("101", "102") for period in (1, 2)} == {"1"}
    assert "41-02-01 101 3" not in rows
    assert (rows["41-07-01 2"], rows["41-07-01 6"]) == ("1", "2")
    assert "41-07-01 3" not in rows
    assert (rows["41-05-01 1 1"], rows["41-05-02 1 1"]) == ("0800", "1100")
    assert (rows["41-06-01 2 1"], rows["41-06-02 2 1"]) == ("0800", "1500")


def test_a_queue_without_hours_is_always_open(bench: Bench) -> None:
    bench.apply(site({"name": "Sales", "agents": ["101"]}))
    rows = bench.rows()
    assert (rows["41-05-02 1 1"], rows["41-05-01 1 2"]) == ("1200", "1200")
    assert "41-05-02 1 2" not in rows
    assert bench.gather().site["queues"] == [{"name": "Sales", "agents": ["101"]}]


def test_another_agent_is_one_row_for_each_period(bench: Bench) -> None:
    bench.apply(site({"name": "Sales", "agents": ["101"]}))
    draft = bench.draft(site({"name": "Sales", "agents": ["101", "102"]}))
    assert sentences(draft) == ["change queue Sales: agents 101, 102 instead of 101"]
    assert [step.command for step in draft.operations[0].steps] == [
        "WRITE 41-02-01 102 1 = 1",
        "WRITE 41-02-01 102 2 = 1",
    ]


def test_an_agent_of_two_queues_that_are_open_together_is_refused(bench: Bench) -> None:
    text = refusal(bench, {"name": "A", "agents": ["101"]}, {"name": "B", "agents": ["101"], "hours": DAYTIME})
    assert "queue B, agents: 101 is an agent of queue A at the same hours" in text


def test_an_agent_of_two_queues_at_different_hours_is_in_each_at_its_time(bench: Bench) -> None:
    morning, evening = {"monday": ["08:00-12:00"]}, {"monday": ["12:00-20:00"]}
    bench.apply(
        site({"name": "A", "agents": ["101"], "hours": morning}, {"name": "B", "agents": ["101"], "hours": evening})
    )
    rows = bench.rows()
    assert (rows["41-02-01 101 1"], rows["41-02-01 101 2"]) == ("1", "2")


def test_more_kinds_of_days_than_work_schedules_are_refused_with_the_queues(bench: Bench) -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    hours = {day: [f"0{place}:00-16:00"] for place, day in enumerate(days, start=5)}
    assert "queue Sales has 5 different kinds of days together; the exchange has 4 work schedules" in refusal(
        bench, {"name": "Sales", "hours": hours}
    )


def test_overflow_and_announcements_share_one_mode(bench: Bench) -> None:
    queue = {
        "name": "Sales",
        "pilot": "190",
        "announcements": [{"greeting": "wait", "after": 10, "repeat": 3}],
        "overflow": {"after": 60, "to": {"mailbox": "190"}},
    }
    bench.poke("11-02-01", "90", "")
    bench.exchange.state.commit_message(1, b"", "0" * 64, "")
    bench.slots = {"greetings": {"wait": 1}}
    draft = bench.draft(site(queue), "merged")
    commands = [step.command for operation in draft.operations for step in operation.steps]
    assert {"WRITE 41-08-01 1 = 4", "WRITE 41-08-02 1 = 66", "WRITE 41-08-04 1 = 60"} <= set(commands)
    assert {"WRITE 41-11-01 1 = 10", "WRITE 41-11-02 1 = 1", "WRITE 41-11-03 1 = 3"} <= set(commands)


def test_a_queue_does_not_overflow_to_itself_nor_to_one_that_is_not_there(bench: Bench) -> None:
    assert "a queue cannot overflow to itself" in refusal(
        bench, {"name": "Sales", "overflow": {"after": 1, "to": {"queue": "Sales"}}}
    )
    assert "there is no queue 'Help'" in refusal(
        bench, {"name": "Sales", "overflow": {"after": 1, "to": {"queue": "Help"}}}
    )


def test_a_queue_that_goes_takes_its_agents_and_settings_along(bench: Bench) -> None:
    bench.apply(site({"name": "Sales", "pilot": "190", "agents": ["101"], "limit": {"calls": 5}}))
    before = bench.rows()
    bench.apply(site())
    left = [row for row in bench.rows() if row.startswith(("41-02", "41-16", "11-17"))]
    assert before["41-16-01 1"] == "5"
    assert not left


def test_an_overflow_that_cannot_be_said_stays_until_the_queue_changes(bench: Bench) -> None:
    bench.apply(site({"name": "Sales", "agents": ["101"]}))
    bench.poke("41-08-01", "1", "8")
    gathered = bench.gather().site["queues"]
    assert gathered == [{"name": "Sales", "agents": ["101"]}]
    assert not bench.draft(site({"name": "Sales", "agents": ["101"]})).operations


def test_the_plan_says_the_hours_queue_by_queue(bench: Bench) -> None:
    sales: dict[str, Any] = {"name": "Sales", "agents": ["101"], "hours": DAYTIME}
    service = {"name": "Service", "agents": ["102"]}
    assert sentences(bench.draft(site(sales, service)))[3] == (
        "the weekly hours of the queues: queue Sales: hours monday 08:00-11:00 and 12:00-16:00, friday 08:00-15:00; "
        "queue Service: hours always open"
    )
    bench.apply(site(sales, service))
    longer = {**sales, "hours": {**DAYTIME, "friday": ["08:00-17:00"]}}
    draft = bench.draft(site(longer, service))
    assert sentences(draft)[0] == (
        "the weekly hours of the queues: queue Sales: hours monday 08:00-11:00 and 12:00-16:00, friday 08:00-17:00 "
        "instead of monday 08:00-11:00 and 12:00-16:00, friday 08:00-15:00"
    )
    goes = sentences(bench.draft(site(service)))
    assert goes[0] == "the weekly hours of the queues: queue Sales: its hours go"
    assert goes[-1] == "delete queue Sales (ACD group 1)"


def test_periods_that_are_numbered_anew_change_the_hours_of_nobody(bench: Bench) -> None:
    bench.apply(site({"name": "Sales", "agents": ["101"]}))
    for item in ("41-05-01", "41-05-02", "41-06-01", "41-06-02"):
        bench.poke(item, "1 1", "0000")
        bench.poke(item, "1 2", "0000")
        bench.poke(item, "1 3", "0000" if item.endswith("01") else "1200")
        bench.poke(item, "1 4", "1200" if item.endswith("01") else "0000")
    for period, group in (("1", "0"), ("2", "0"), ("3", "1"), ("4", "1")):
        bench.poke("41-02-01", f"101 {period}", group)
    gathered = bench.gather().site["queues"]
    assert gathered == [{"name": "Sales", "agents": ["101"]}]
    draft = bench.draft(site(*gathered, {"name": "Help"}))
    assert sentences(draft)[0] == "the weekly hours of the queues: queue Help: hours always open"


def test_the_queue_depth_is_said_after_the_announcements_that_say_so(bench: Bench) -> None:
    bench.exchange.state.commit_message(1, b"", "0" * 64, "")
    bench.slots = {"greetings": {"wait": 1}}
    announcements = [{"greeting": "wait", "after": 5, "repeat": 1}, {"greeting": "wait", "repeat": 2}]
    for first, second, code in ((False, False, None), (True, False, "1"), (False, True, "2"), (True, True, "3")):
        wanted = [dict(entry) for entry in announcements]
        for entry, said in zip(wanted, (first, second), strict=True):
            if said:
                entry["queue_depth"] = True
        bench.apply({"queues": [{"name": "Sales", "announcements": wanted}]}, "merged")
        assert bench.rows().get("41-11-08 1") == code
        assert bench.gather().site["queues"][0]["announcements"] == wanted


def test_announcements_that_do_not_come_from_the_vrs_are_none(bench: Bench) -> None:
    bench.exchange.state.commit_message(1, b"", "0" * 64, "")
    bench.slots = {"greetings": {"wait": 1}}
    bench.apply({"queues": [{"name": "Sales", "announcements": [{"greeting": "wait"}]}]}, "merged")
    bench.poke("41-08-03", "1", "2")
    gathered = bench.gather().site["queues"]
    assert gathered == [{"name": "Sales"}]
    assert not bench.draft({"queues": gathered}, "replaced").operations


def test_an_agent_who_logs_in_with_a_code_is_warned_of(bench: Bench) -> None:
    bench.apply(site({"name": "Sales", "agents": ["101"]}))
    assert not bench.draft(site({"name": "Sales", "agents": ["101", "102"]})).warnings
    bench.poke("41-17-01", "102", "1")
    draft = bench.draft(site({"name": "Sales", "agents": ["101", "102"]}))
    assert draft.warnings == (
        "queue Sales: 102 logs in with an agent identity code (41-17-01); until that is changed on the exchange, it "
        "ignores that it is an agent",
    )


def test_more_waiting_callers_than_the_model_takes_are_refused(tmp_path: Path) -> None:
    for model, most in (("sv9100", 400), ("sv8100", 200), ("sl2100", 128), ("sl1100", 84)):
        bench = Bench(tmp_path, model=model)
        assert bench.apply({"queues": [{"name": "Sales", "limit": {"calls": most}}]}).end == "all new"
        if most < 400:
            with pytest.raises(SiteError, match=f"{most + 1} callers are beyond the {model.upper()}'s {most}"):
                bench.prepare({"queues": [{"name": "Sales", "limit": {"calls": most + 1}}]})


ROUTED: dict[str, Any] = {"incoming_routes": [{"number": "22334455", "trunk_group": 1, "open": {"queue": "Sales"}}]}


def test_priority_and_night_announcement_stay_with_the_way_and_go_along_with_the_hours(bench: Bench) -> None:
    morning, evening = {"monday": ["08:00-12:00"]}, {"monday": ["12:00-20:00"]}
    bench.apply(site({"name": "Sales", "hours": evening}, **ROUTED))
    assert bench.rows()["41-03-01 2 1"] == "1"
    bench.poke("41-03-02", "2 1", "1")
    bench.poke("41-03-03", "2 1", "4")
    assert not bench.draft(site({"name": "Sales", "hours": evening}, **ROUTED)).operations
    bench.apply(site({"name": "Sales", "hours": evening}, {"name": "Help", "hours": morning}, **ROUTED))
    rows = bench.rows()
    assert (rows["41-03-01 2 2"], rows["41-03-02 2 2"], rows["41-03-03 2 2"]) == ("1", "1", "4")
    assert not {"41-03-01 2 1", "41-03-02 2 1", "41-03-03 2 1"} & set(rows)


def test_the_next_owner_of_a_ring_group_inherits_no_priority(bench: Bench) -> None:
    bench.apply(site({"name": "Sales"}, **ROUTED))
    bench.poke("41-03-03", "2 1", "1")
    bench.poke("41-03-02", "2 5", "1")
    bench.apply(site({"name": "Sales"}, incoming_routes=[]))
    assert not [row for row in bench.rows() if row.startswith("41-03")]


def test_adopt_lists_what_the_site_file_cannot_say_of_queues(bench: Bench) -> None:
    bench.apply(site({"name": "Sales", "agents": ["101"]}, **ROUTED))
    for item, index, value in (("41-03-03", "2 1", "4"), ("41-03-02", "2 2", "1"), ("41-17-01", "101", "1")):
        bench.poke(item, index, value)
    snapshot, wish = bench.platform.read("oslo", bench.open()), bench.wish({})
    gathered = bench.platform.gather("oslo", snapshot, wish)
    listed = bench.platform.unexpressed("oslo", snapshot, wish, gathered)
    assert listed == [
        "night announcement of ring group 2 2 (41-03-02) holds '1', the factory's is '0'",
        "ACD priority of ring group 2 1 (41-03-03) holds '4', the factory's is '0'",
        "agent log-in mode 101 (41-17-01) holds '1', the factory's is '0'",
    ]
