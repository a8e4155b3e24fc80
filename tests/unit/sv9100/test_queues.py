"""Queues: ACD groups whose hours are one table of the exchange."""

from __future__ import annotations

from typing import Any

import pytest

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


def test_voice_mail_answers_with_the_mailbox_of_the_pilot_only(bench: Bench) -> None:
    queue = {"name": "Sales", "pilot": "190", "overflow": {"after": 60, "to": {"mailbox": "101"}}}
    assert "the voice mail answers with the mailbox of the queue's pilot, which is not 101" in refusal(bench, queue)


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
