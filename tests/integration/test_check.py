"""playbooks/check.yml: what is wrong across the objects of a site file, without a session."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.integration.workbench import EXCHANGE, Run, Workbench, calm, site_of

CHECK = "sentral.nec.pbx_check"


@pytest.fixture
def bench(bench: Workbench) -> Workbench:
    """An inventory whose password is not the factory's: most of these tests open no session."""
    with_password(bench, "24681357")
    return bench


def with_password(bench: Workbench, password: str) -> None:
    """The same inventory with another password."""
    path = bench.folder / "hosts.yml"
    inventory = yaml.safe_load(path.read_text(encoding="utf-8"))
    inventory["all"]["vars"]["ansible_password"] = password
    path.write_text(yaml.safe_dump(inventory), encoding="utf-8")


def with_a_queue(**fields: Any) -> dict[str, Any]:
    """A site in which a route leads to a queue; its overflow is a warning."""
    site = site_of()
    site["queues"] = [
        {"name": "Orders", "agents": ["103"], "overflow": {"after": 0, "to": {"ring": ["104"]}}, **fields}
    ]
    site["incoming_routes"] = [{"number": "22334455", "trunk_group": 1, "open": {"queue": "Orders"}}]
    site["mailboxes"] = [{"number": "101", "user": "101", "greeting": "welcome"}]
    return site


def printed(run: Run) -> list[str]:
    """The findings on the terminal, without those of the failure's message."""
    words = ("ERROR", "WARNING", "NOTICE", "checked")
    return [
        line for line in run.output.splitlines() if line.startswith(tuple(f"{EXCHANGE}: {word} " for word in words))
    ]


def test_nothing_found_is_one_line(bench: Workbench) -> None:
    bench.site(with_a_queue(overflow={"after": 30, "to": {"ring": ["104"]}}))
    run = bench.shipped("check")
    calm(run)
    assert run.exit_code == 0, run.output
    assert printed(run) == [f"{EXCHANGE}: checked 7 kinds, nothing found"]
    result = run.result()
    assert result["findings"] == []
    assert result["counts"] == {"error": 0, "warning": 0, "notice": 0}
    assert result["changed"] is False
    assert result["capacity"]["tables"]["queues"] == {"table": 64, "used": 1, "left": 63}
    assert result["capacity"]["ports"] == {"table": 960, "used": 4, "left": 956, "installed": "not known offline"}
    assert result["capacity"]["licences"] == "not known offline"
    assert bench.sessions() == 0


def test_a_mailbox_that_an_overflow_cannot_reach_is_found_without_a_session(bench: Workbench) -> None:
    bench.site(with_a_queue(overflow={"after": 30, "to": {"mailbox": "101"}}))
    run = bench.shipped("check")
    assert run.exit_code == 2
    assert printed(run) == [
        f"{EXCHANGE}: ERROR SITE001 queue Orders, overflow: 101 is never reached: an overflow names no mailbox on the "
        "exchange, and the voice mail takes callers into the one of the queue's own pilot, which it has not; give it a "
        "pilot, and name that one"
    ]
    assert bench.sessions() == 0


def test_an_error_ends_the_run_in_a_sentence(bench: Workbench) -> None:
    site = with_a_queue()
    site["incoming_routes"][0]["open"] = {"queue": "Ordres"}
    site["hunt_groups"][0]["members"].append("199")
    bench.site(site)
    run = bench.shipped("check")
    calm(run)
    assert run.exit_code == 2
    result = run.result()
    assert result.status == "failed"
    assert result.message == (
        f"{EXCHANGE}: hunt group Sales, members: 199 does not exist: no user has that extension\n"
        f"{EXCHANGE}: incoming route 22334455, open: there is no queue 'Ordres' in the site"
    )
    assert printed(run) == [
        f"{EXCHANGE}: ERROR REF001 hunt group Sales, members: 199 does not exist: no user has that extension",
        f"{EXCHANGE}: ERROR REF001 incoming route 22334455, open: there is no queue 'Ordres' in the site",
        f"{EXCHANGE}: WARNING TIM003 queue Orders, overflow: after 0 seconds may mean never; give at least 1",
    ]
    assert [(finding["code"], finding["object"]) for finding in result["findings"]] == [
        ("REF001", "hunt group Sales"),
        ("REF001", "incoming route 22334455"),
        ("TIM003", "queue Orders"),
    ]
    assert result["counts"] == {"error": 2, "warning": 1, "notice": 0}
    assert bench.sessions() == 0


def test_what_the_platform_and_the_fields_refuse_is_told_with_a_code(bench: Workbench) -> None:
    site = with_a_queue()
    site["users"][0]["name"] = "Bartholomeus Hansen"
    bench.site(site)
    run = bench.shipped("check")
    assert run.exit_code == 2
    assert [finding["code"] for finding in run.result()["findings"]] == ["SITE001", "TIM003"]
    bench.site({"users": [{"extension": 101, "name": "Kari"}]})
    run = bench.shipped("check")
    calm(run)
    assert run.exit_code == 2
    assert printed(run)[0].startswith(f"{EXCHANGE}: ERROR SITE001 users[1], extension: 101 is not in quotes")
    assert bench.sessions() == 0


def test_a_warning_is_silenced_with_a_reason(bench: Workbench) -> None:
    bench.site(with_a_queue())
    loud = bench.shipped("check")
    assert loud.exit_code == 0
    assert printed(loud) == [
        f"{EXCHANGE}: WARNING TIM003 queue Orders, overflow: after 0 seconds may mean never; give at least 1"
    ]
    policy = {"silence": [{"code": "TIM003", "object": "queue Orders", "reason": "agents are always there"}]}
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, pbx_policy=policy)})
    run = bench.shipped("check")
    assert printed(run) == [f"{EXCHANGE}: checked 7 kinds, nothing found"]
    assert [(entry["code"], entry["reason"]) for entry in run.result()["silenced"]] == [
        ("TIM003", "agents are always there")
    ]
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, pbx_policy={"silence": [{"code": "TIM003"}]})})
    run = bench.shipped("check")
    calm(run)
    assert run.exit_code == 2
    assert f"{EXCHANGE}: pbx_policy, silence[1]: needs a reason" in run.result().message
    assert bench.sessions() == 0


def test_what_a_whole_group_silences_need_not_fit_every_exchange_of_it(bench: Workbench) -> None:
    bench.inventory({name: {"ansible_connection": "local"} for name in ("oslo", "bergen", "voss")})
    for name in ("oslo", "bergen", "voss"):
        bench.site(with_a_queue(overflow={"after": 0 if name == "oslo" else 30, "to": {"ring": ["104"]}}), name)
    group = {"code": "TIM003", "reason": "agents are always there"}
    own = {"code": "TIM005", "reason": "old"}
    bench.write("group_vars/all.yml", {"pbx_policy": {"silence": [group]}})
    bench.write("host_vars/voss.yml", {"pbx_policy": {"silence": [group, own]}})
    run = bench.shipped("check")
    assert run.exit_code == 0, run.output
    assert sorted(line for line in run.output.splitlines() if "POL" in line) == [
        "voss: NOTICE POL002 pbx_policy, silence TIM005: silences nothing any more; take it out"
    ]


def test_no_connection_of_ours_is_needed(bench: Workbench) -> None:
    config = {"queues": [{"name": "Orders"}], "users": []}
    run = bench.run(
        [
            {CHECK: {"config": config}, "ignore_errors": True},
            {CHECK: {"config": config, "state": "merged"}},
            {CHECK: {"config": {"users": []}, "quiet": True}},
            {CHECK: {"state": "replaced"}, "ignore_errors": True},
        ],
        vars={"ansible_connection": "local"},
    )
    calm(run)
    assert [result.status for result in run.results] == ["failed", "ok", "ok", "failed"]
    assert "WAY003" in str(run.results[0]["findings"])
    assert "state: 'replaced' is not supported yet; supported: overridden, merged" in run.results[3].message
    assert printed(run)[1:] == [f"{EXCHANGE}: checked 2 kinds, nothing found"]
    assert bench.sessions() == 0


def test_a_plan_checks_first_and_reads_nothing_when_an_error_is_left(bench: Workbench) -> None:
    with_password(bench, "12345678")
    bench.site(site_of())
    planned = bench.shipped("plan")
    assert planned.exit_code == 0, planned.output
    assert [line for line in printed(planned) if "SEC001" not in line] == []
    sessions = bench.sessions()
    site = with_a_queue(agents=[])
    bench.site(site)
    refused = bench.shipped("plan")
    calm(refused)
    assert refused.exit_code == 2
    assert "has no agents, and an overflow after 0 seconds may mean never" in refused.result().message
    assert bench.sessions() == sessions


def test_the_factory_s_password_in_the_inventory_is_told(bench: Workbench) -> None:
    """And shown nowhere."""
    with_password(bench, "12345678")
    bench.site({"users": [{"extension": "101", "name": "Kari"}]})
    run = bench.shipped("check")
    assert run.exit_code == 0, run.output
    assert "WARNING SEC001 account tech, ansible_password: is the factory's password" in run.output
    assert "12345678" not in run.output
