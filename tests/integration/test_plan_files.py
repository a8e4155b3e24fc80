"""A plan that was reviewed is applied only while it is the plan of now; a plan that deletes much wants to be meant."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from tests.integration.workbench import EXCHANGE, Run, Site, Workbench, calm, site_of

CHANGED = "the exchange, the site file or the plan file has changed since the plan was reviewed; nothing was changed."


def refused(run: Run) -> str:
    """The sentence of a run that changed nothing."""
    calm(run)
    assert run.exit_code == 2, run.output
    result = run.result()
    assert result.status == "failed"
    assert result["changed"] is False
    return result.message


def smaller(site: Site, users: int) -> Site:
    """The same site with the first few users only."""
    return {**site, "users": site["users"][:users]}


@pytest.fixture
def eight(bench: Workbench) -> tuple[Workbench, Site]:
    """An exchange with eight users."""
    return bench, bench.equip(site_of(8))


def test_more_deletions_than_allowed(eight: tuple[Workbench, Site]) -> None:
    """Also in check mode, and not once they are meant; as many as allowed are no question."""
    bench, site = eight
    held = bench.rows()
    six = {"sentral.nec.pbx_site": {"state": "overridden", "config": smaller(site, 2)}}
    five = {"sentral.nec.pbx_site": {"state": "overridden", "config": smaller(site, 3)}}
    one = {"sentral.nec.pbx_user": {"state": "absent", "extension": "103"}}

    def allowed() -> None:
        assert bench.fatal_writes() == 0
        assert bench.rows() == held
        bench.writes_fatal(False)

    run = bench.run(
        [
            {**six, "check_mode": True, "ignore_errors": True},
            {**six, "ignore_errors": True},
            {**one, "vars": {"pbx_max_deletions": 0}, "ignore_errors": True},
            {**six, "check_mode": True, "vars": {"pbx_max_deletions": 6}},
            {**five, "name": "allowed"},
        ],
        before={"allowed": allowed},
    )
    calm(run)
    check, real, none, meant, done = run.results
    for result in (check, real):
        assert result.message.endswith(
            f"{EXCHANGE}: the plan deletes 6 objects (user 103, user 104, user 105, user 106, user 107, user 108), and "
            "pbx_max_deletions is 5; if that is meant, run it with -e pbx_max_deletions=6"
        )
    assert "(user 103), and pbx_max_deletions is 0; if that is meant" in none.message
    assert (real.status, none.status, real["changed"]) == ("failed", "failed", False)
    assert len(meant["after"]["users"]) == 2
    assert done["end"] == "all new"


def test_a_kind_is_emptied_only_when_that_is_meant(eight: tuple[Workbench, Site]) -> None:
    bench, site = eight
    messages = bench.rows()[1]
    task = {"sentral.nec.pbx_site": {"state": "overridden", "config": {**site, "greetings": []}}}

    def still_there() -> None:
        assert bench.rows()[1] == messages != {}

    run = bench.run(
        [{**task, "ignore_errors": True}, {**task, "name": "meant", "vars": {"pbx_max_deletions": 1}}],
        before={"meant": still_there},
    )
    calm(run)
    told, done = run.results
    assert told.status == "failed"
    assert f"{EXCHANGE}: the plan deletes every greeting of the exchange (1)" in told.message
    assert "; if that is meant, run it with -e pbx_max_deletions=1" in told.message
    assert done["end"] == "all new"
    assert bench.rows()[1] == {}


def plan_of(bench: Workbench) -> dict[str, Any]:
    """The kept plan, with its envelope."""
    return dict(json.loads((bench.folder / "plans" / f"{EXCHANGE}.json").read_text(encoding="utf-8")))


@pytest.fixture
def planned(bench: Workbench) -> Workbench:
    """A new exchange, its site file, and the plan that the playbook keeps."""
    bench.site(site_of())
    bench.writes_fatal()
    run = bench.shipped("plan")
    assert run.exit_code == 0, run.output
    assert bench.fatal_writes() == 0
    bench.writes_fatal(False)
    return bench


def check_plan_file(bench: Workbench, document: dict[str, Any]) -> None:
    """What a plan file holds, and that a pull request shows the same in words."""
    plan = document["plan"]
    assert set(document) == {"created", "author", "plan_hash", "plan"}
    assert (plan["exchange"], plan["platform"], plan["state"]) == (EXCHANGE, "sv9100", "overridden")
    words = (bench.folder / "plans" / f"{EXCHANGE}.md").read_text(encoding="utf-8")
    for operation in plan["operations"]:
        assert f"## {operation['sentence']}" in words
        assert len(operation["commands"]) == len(operation["undo"])
    assert document["plan_hash"] in words
    assert not (bench.folder / "slots").exists()


def test_the_reviewed_plan_is_applied_and_an_edited_one_is_not(planned: Workbench) -> None:
    document = plan_of(planned)
    check_plan_file(planned, document)
    document["plan"]["operations"][1]["commands"][0] = "WRITE 90-02-02 2 = 0000"
    planned.write("plans/edited.json", json.dumps(document))
    other = plan_of(planned)
    other["plan"]["exchange"] = "another"
    planned.write("plans/another.json", json.dumps(other))
    tasks = [
        {"sentral.nec.pbx_site": {"state": "overridden", "plan": f"plans/{name}.json"}, "ignore_errors": True}
        for name in ("edited", "another", EXCHANGE)
    ]
    edited, another, good = planned.run(tasks).results
    assert (edited.status, another.status, good.status) == ("failed", "failed", "ok")
    assert f"{EXCHANGE}: {CHANGED} Make the plan again and review it" in edited.message
    assert CHANGED in another.message
    assert good["end"] == "all new"
    assert good["plan"] == plan_of(planned)["plan"]
    assert not [command for command in good["commands"] if "90-02-02" in command]


def test_an_edited_plan_with_its_hash_mended_is_refused(planned: Workbench) -> None:
    """A plan file is compared and never sent: nobody gets a command to an exchange by way of one."""
    document = plan_of(planned)
    document["plan"]["operations"][0]["commands"].append("WRITE 90-02-02 2 = 0000")
    document["plan"]["operations"][0]["undo"].insert(0, "WRITE 90-02-02 2 = 12345678")
    mended = json.dumps(document["plan"], indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    document["plan_hash"] = hashlib.sha256(mended.encode()).hexdigest()
    planned.write(f"plans/{EXCHANGE}.json", json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    planned.writes_fatal()
    assert CHANGED in refused(planned.shipped("apply", "-e", "site_reviewed=true"))
    assert planned.fatal_writes() == 0
    assert planned.rows() == ({}, {})


def test_a_stale_plan_is_refused(planned: Workbench) -> None:
    """Somebody has programmed by hand since the review; or the site file has changed."""
    planned.writes_fatal()
    planned.fleet.poke(EXCHANGE, "15-01-01", "109", "Somebody")
    assert CHANGED in refused(planned.shipped("apply", "-e", "site_reviewed=true"))
    planned.fleet.poke(EXCHANGE, "15-01-01", "109", None)
    planned.site(site_of(5))
    assert CHANGED in refused(planned.shipped("apply", "-e", "site_reviewed=true"))
    assert planned.rows() == ({}, {})
    assert planned.fatal_writes() == 0
