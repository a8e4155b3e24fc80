"""Where queues overflow to: one place, several by the table 41-09, and the mailbox of the pilot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.unit.instant import Bench

PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "103")]
HELP: dict[str, Any] = {"name": "Help", "agents": ["102"]}
NIGHT: dict[str, Any] = {"name": "Night", "agents": ["103"]}


def sales(*places: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A queue that overflows to the places in their order."""
    return {"name": "Sales", "agents": ["101"], "overflow": {"after": 60, "to": list(places)}, **fields}


def site(*queues: dict[str, Any]) -> dict[str, Any]:
    """A site with three users and some queues."""
    return {"users": PEOPLE, "queues": list(queues)}


def commands(bench: Bench, *queues: dict[str, Any]) -> list[str]:
    """What a plan writes of 41-08 and 41-09, in its order."""
    draft = bench.draft(site(*queues))
    steps = [step.command for operation in draft.operations for step in operation.steps]
    return [command for command in steps if command.startswith(("WRITE 41-08", "WRITE 41-09"))]


def test_a_list_is_the_overflow_table_and_is_there_before_callers_are_sent_to_it(bench: Bench) -> None:
    assert commands(bench, sales({"queue": "Night"}, {"queue": "Help"}), HELP, NIGHT) == [
        "WRITE 41-08-01 1 = 1",
        "WRITE 41-09-01 1 1 = 3",
        "WRITE 41-09-01 1 2 = 2",
        "WRITE 41-08-02 1 = 65",
        "WRITE 41-08-04 1 = 60",
    ]


def test_a_table_goes_after_callers_are_sent_elsewhere(bench: Bench) -> None:
    bench.apply(site(sales({"queue": "Night"}, {"queue": "Help"}), HELP, NIGHT))
    single = {**sales(), "overflow": {"after": 60, "to": {"queue": "Help"}}}
    assert commands(bench, single, HELP, NIGHT) == [
        "WRITE 41-08-02 1 = 2",
        "WRITE 41-09-01 1 1 = 0",
        "WRITE 41-09-01 1 2 = 0",
    ]


@pytest.mark.parametrize(
    "places", [[{"queue": "Help"}], [{"queue": "Night"}, {"queue": "Help"}], [{"queue": "Help"}, {"mailbox": "190"}]]
)
def test_what_is_gathered_is_what_was_written(bench: Bench, places: list[dict[str, Any]]) -> None:
    queue = sales(*places, pilot="190")
    assert bench.apply(site(queue, HELP, NIGHT)).end == "all new"
    assert bench.gather().site["queues"][0]["overflow"] == queue["overflow"]
    assert not bench.draft(site(queue, HELP, NIGHT)).operations


@pytest.mark.parametrize(
    ("model", "table", "voice_mail"),
    [("sv9100", "65", "65"), ("sv8100", "65", "65"), ("sl2100", "9", "9"), ("sl1100", "3", "3")],
)
def test_every_model_numbers_table_and_voice_mail_behind_its_groups(
    tmp_path: Path, model: str, table: str, voice_mail: str
) -> None:
    bench = Bench(tmp_path, model=model)
    people = ["201", "202"] if model == "sl1100" else ["101", "102"]
    queues = [
        {**sales({"queue": "Help"}, {"mailbox": "400"}), "agents": people[:1], "pilot": "400"},
        {**HELP, "agents": people[1:]},
    ]
    wanted = {"users": [{"extension": number, "name": f"User {number}"} for number in people], "queues": queues}
    assert bench.apply(wanted).end == "all new"
    rows = bench.rows()
    assert (rows["41-08-02 1"], rows["41-09-01 1 1"], rows["41-09-01 1 2"]) == (table, "2", voice_mail)
    assert bench.gather().site["queues"] == queues


def test_a_table_by_hand_is_gathered_in_its_order_and_stays_as_it_is(bench: Bench) -> None:
    bench.apply(site(sales({"queue": "Help"}), HELP, NIGHT))
    for place, code in {"1": "0", "2": "3", "3": "9", "4": "2", "5": "3", "6": "65"}.items():
        bench.poke("41-09-01", f"1 {place}", code)  # 9 is no queue that is there, and Sales has no pilot
    gathered = bench.gather().site["queues"]
    assert gathered[0]["overflow"]["to"] == [{"queue": "Night"}, {"queue": "Help"}]
    assert not bench.draft({"users": PEOPLE, "queues": gathered}).operations
    changed = bench.draft(site(sales({"queue": "Night"}), HELP, NIGHT)).operations
    assert [step.command for operation in changed for step in operation.steps] == [
        "WRITE 41-09-01 1 1 = 3",
        "WRITE 41-09-01 1 2 = 0",
        "WRITE 41-09-01 1 3 = 0",
        "WRITE 41-09-01 1 4 = 0",
        "WRITE 41-09-01 1 5 = 0",
        "WRITE 41-09-01 1 6 = 0",
    ]


def test_a_table_that_leads_nowhere_is_no_overflow(bench: Bench) -> None:
    bench.apply(site(sales({"queue": "Help"}), HELP))
    bench.poke("41-09-01", "1 1", "0")
    assert "overflow" not in bench.gather().site["queues"][0]


def test_a_queue_that_goes_takes_its_table_along(bench: Bench) -> None:
    bench.apply(site(sales({"queue": "Help"}, {"queue": "Night"}), HELP, NIGHT))
    assert bench.rows()["41-09-01 1 2"] == "3"
    bench.apply(site(HELP, NIGHT))
    assert not [row for row in bench.rows() if row.startswith(("41-08", "41-09"))]


@pytest.mark.parametrize(
    ("places", "says"),
    [
        ([{"queue": "Help"}, {"queue": "Sales"}], "queue Sales, overflow: a queue cannot overflow to itself"),
        ([{"queue": "Help"}, {"queue": "Nobody"}], "queue Sales, overflow: there is no queue 'Nobody'"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(bench: Bench, places: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(PlanRefused, match=says):
        bench.draft(site(sales(*places), HELP))


FOREIGN = (
    "oslo: queue Sales, overflow: 101 is never reached: an overflow names no mailbox on the exchange, and the voice "
    "mail takes callers into the one of the queue's own pilot"
)


@pytest.mark.parametrize(
    ("queue", "remedy"),
    [
        (sales(pilot="190", overflow={"after": 60, "to": {"mailbox": "101"}}), ", 190; name that one"),
        (sales({"queue": "Help"}, {"mailbox": "101"}, pilot="190"), ", 190; name that one"),
        (sales({"mailbox": "101"}), ", which it has not; give it a pilot, and name that one"),
    ],
)
def test_another_mailbox_is_refused_before_any_session(bench: Bench, queue: dict[str, Any], remedy: str) -> None:
    with pytest.raises(SiteError) as caught:
        bench.prepare(site(queue, HELP))
    assert str(caught.value) == FOREIGN + remedy


def test_the_plan_says_so_where_the_pilot_is_on_the_exchange_only(bench: Bench) -> None:
    bench.apply(site(sales({"queue": "Help"}, pilot="190"), HELP))
    change = {"queues": [{"name": "Sales", "overflow": {"after": 60, "to": {"mailbox": "101"}}}]}
    bench.prepare(change, "merged")
    with pytest.raises(PlanRefused) as caught:
        bench.draft(change, "merged")
    assert str(caught.value) == f"{FOREIGN}, 190; name that one"
    change["queues"][0]["overflow"]["to"] = {"mailbox": "190"}
    assert bench.draft(change, "merged").operations
