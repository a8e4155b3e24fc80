"""Every kind of object on every model, through Ansible; rendered and parsed need no session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.thread import FleetHandle, run_in_thread
from tests.integration.workbench import GREETINGS, Site, Workbench, calm

SITE = "sentral.nec.pbx_site"
MODELS = ("sv9100", "sv8100", "sl2100", "sl1100")
FIRST = {"sl1100": 200}
"""The first extension of the factory; 101 on the other models."""

FLEET = [
    {
        "name": model,
        "model": model,
        "ssh_port": 0,
        "accounts": [{"user": 2, "name": "tech", "password": "12345678", "level": "IN"}],
    }
    for model in MODELS
]


def site_of(model: str) -> Site:
    """A small office with every kind of object."""
    first = FIRST.get(model, 101)
    one, two, three = (str(first + place) for place in range(3))
    pilot, other = ("390", "391") if model == "sl1100" else ("240", "241") if model == "sl2100" else ("190", "191")
    trunks = "1-30" if model.startswith("sv") else "1-12"
    return {
        "users": [
            {"extension": one, "name": "Kari Nordmann", "display_name": "Kari N", "pickup_group": "Front"},
            {"extension": two, "name": "Ola Hansen", "forward": {"busy": pilot, "no_answer": pilot}},
            {"extension": three, "name": "Liv", "class_of_service": {"day": 2, "night": 5}},
        ],
        "hunt_groups": [{"name": "Support", "pilot": pilot, "members": [one, two]}],
        "pickup_groups": [{"name": "Front"}],
        "queues": [
            {
                "name": "Sales",
                "pilot": other,
                "agents": [three],
                "hours": {"monday": ["08:00-16:00"]},
                "announcements": [{"greeting": "wait", "after": 10, "repeat": 2}],
                "overflow": {"after": 60, "to": {"mailbox": other}},
            }
        ],
        "answering_positions": [{"name": "Reception", "number": 1, "extension": one}],
        "greetings": [{"name": "wait", "audio": str(GREETINGS / "velkommen.wav")}],
        "schedules": [{"name": "open", "trunks": [trunks], "weekly": {"monday": ["08:00-16:00"]}}],
        "incoming_routes": [
            {
                "number": "22334455",
                "name": "Main",
                "trunk_group": 1,
                "schedule": "open",
                "open": {"queue": "Sales", "then": {"mailbox": other}},
                "closed": {"greeting": "wait", "then": "disconnect"},
            }
        ],
        "mailboxes": [
            {"number": one, "user": one, "answers": [{"trunks": ["1-4"]}]},
            {
                "number": other,
                "group": "Sales",
                "answers": [
                    {
                        "trunks": ["1-2"],
                        "weekly": {"monday": ["08:00-16:00"], "tuesday": ["08:00-16:00"]},
                        "dates": [{"date": "12-24", "open": ["08:00-12:00"]}],
                    }
                ],
            },
        ],
    }


@pytest.fixture(scope="module")
def family() -> Iterator[FleetHandle]:
    """One exchange of each model."""
    with run_in_thread(FLEET) as fleet:
        yield fleet


@pytest.fixture
def bench(family: FleetHandle, tmp_path: Path) -> Workbench:
    """An inventory of the four, each with its site file."""
    bench = Workbench(tmp_path, family, {"localhost": {}})
    hosts: dict[str, dict[str, Any]] = {}
    for model in MODELS:
        family.reset(model)
        hosts[model] = {**bench.way_to(model), "pbx_platform": model}
        bench.site(site_of(model), model)
    bench.inventory(hosts)
    return bench


def test_every_model_takes_every_kind_and_gives_it_back(bench: Workbench) -> None:
    overridden = {SITE: {"state": "overridden"}}
    run = bench.run(
        [{**overridden, "name": "do"}, {**overridden, "name": "again"}, {SITE: {"state": "gathered"}, "name": "gather"}]
    )
    assert run.exit_code == 0, run.output
    calm(run)
    for model in MODELS:
        done, again, gathered = (result for result in run.results if result.host == model)
        assert (done["end"], again["end"]) == ("all new", "nothing to do"), model
        wished, there = site_of(model), gathered["gathered"]
        assert set(there) == set(wished)
        assert there["queues"] == wished["queues"]
        assert there["incoming_routes"] == wished["incoming_routes"]
        assert there["mailboxes"] == wished["mailboxes"]
        rows = bench.rows(model)[0]
        assert (rows["47-10-01 1"], rows["47-10-01 3"]) == ("2", "3"), model
        assert [rows[f"47-12-0{part} 2 1"] for part in (1, 2, 4, 5, 7, 8)] == ["2", "2 1", "2", "3", "0800", "1600"]
        assert (rows["47-11-03 2"], rows["47-11-03 3"]) == ("1 1", "1 1"), model


def test_rendered_is_what_would_be_sent_to_a_new_exchange_and_opens_no_session(bench: Workbench) -> None:
    before = [bench.sessions(model) for model in MODELS]
    run = bench.run([{SITE: {"state": "rendered"}, "name": "render"}])
    assert run.exit_code == 0, run.output
    assert [bench.sessions(model) for model in MODELS] == before
    for result in run.results:
        assert "WRITE 22-11-01 1 = 4455" in result["rendered"], result.host


def test_parsed_reads_a_listing_without_a_session(bench: Workbench) -> None:
    listing = "LIST 16-01\n16-01-01 2 = Support\n16-02-01 101 = 2\nOK ROWS 2\nPRG> "
    run = bench.run([{SITE: {"state": "parsed", "running_config": listing}, "name": "parse"}])
    groups = run.result("sv9100")["parsed"]["hunt_groups"]
    assert groups == [{"name": "Support", "distribution": "priority", "members": ["101"]}]


def test_replaced_makes_one_object_what_is_written_and_leaves_the_others(bench: Workbench) -> None:
    bench.run([{SITE: {"state": "overridden"}, "name": "do"}])
    queue = {"name": "Sales", "agents": ["101"]}
    run = bench.run(
        [
            {
                "sentral.nec.pbx_queue": {"state": "replaced", "config": [queue]},
                "name": "replace",
                "when": "inventory_hostname == 'sv9100'",
            }
        ]
    )
    done = next(result for result in run.results if result.host == "sv9100")
    assert done["after"]["queues"] == [queue]
    assert "22-11-01 1" in bench.rows("sv9100")[0]


def test_profiles_give_users_their_fields(bench: Workbench) -> None:
    site = {"users": [{"extension": "101", "name": "Kari", "profile": "sales", "toll_class": {"day": 3}}]}
    bench.site(site, "sv9100")
    profiles = {"sales": {"class_of_service": {"day": 4}, "toll_class": {"day": 9}}}
    bench.inventory({"sv9100": {**bench.way_to("sv9100"), "pbx_profiles": profiles}})
    run = bench.run([{SITE: {"state": "overridden"}, "name": "do"}])
    assert run.exit_code == 0, run.output
    rows = bench.rows("sv9100")[0]
    assert (rows["20-06-01 101 1"], rows["21-04-01 101 1"]) == ("4", "3")
