"""playbooks/plan.yml and apply.yml with several exchanges, of which not all are there."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from simulator.thread import FleetHandle
from tests.integration.workbench import ABROAD, BIG, EXCHANGE, Workbench, calm, site_of

GONE = "nobody-home"


@pytest.fixture
def several(fresh_fleet: FleetHandle, tmp_path: Path) -> Workbench:
    """Two exchanges that answer, one over telnet, and one that does not."""
    bench = Workbench(tmp_path / "bench", fresh_fleet)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    bench.inventory(
        {
            EXCHANGE: bench.way_to(EXCHANGE),
            BIG: bench.way_to(BIG, "telnet"),
            GONE: {**bench.way_to(EXCHANGE), "ansible_port": closed},
        }
    )
    for name in (EXCHANGE, BIG, GONE):
        bench.site(site_of(), name)
    return bench


def test_the_others_are_planned_and_served(several: Workbench) -> None:
    planned = several.shipped("plan")
    calm(planned)
    assert planned.exit_code == 4
    assert {result.host: result.status for result in planned.results if "Plan" in result.task} == {
        EXCHANGE: "ok",
        BIG: "ok",
        GONE: "unreachable",
    }
    assert f"{GONE}: cannot connect to 127.0.0.1:" in planned.result(GONE).message
    kept = sorted(path.name for path in (several.folder / "plans").iterdir())
    assert kept == [f"{name}.{suffix}" for name in (EXCHANGE, BIG) for suffix in ("json", "md")]
    assert f"{EXCHANGE}: 9 changes, " in planned.output
    assert "  + add user 101 User 101 on port 1" in planned.output
    assert not (several.folder / "slots").exists()
    assert several.rows(BIG) == several.rows() == ({}, {})

    checked = several.shipped("apply", "--check", "--diff", "-e", "site_reviewed=true", "--limit", f"!{GONE}")
    assert checked.exit_code == 0, checked.output
    assert not (several.folder / "slots").exists()
    assert not (several.folder / ".sentral").exists()

    applied = several.shipped("apply")
    calm(applied)
    assert applied.exit_code == 4
    for name in (EXCHANGE, BIG):
        assert applied.result(name)["end"] == "all new"
        assert f"{name}: all new, every change written and read back" in applied.output
        assert several.rows(name)[0]["15-01-01 101"] == "User 101"
        assert "opening-hours: 2" in (several.folder / "slots" / f"{name}.yml").read_text()
    assert not (several.folder / "slots" / f"{GONE}.yml").exists()

    again = several.shipped("apply", "--limit", f"{EXCHANGE},{BIG}")
    assert again.exit_code == 0
    assert f"{BIG}: nothing to do" in again.output
    assert not any(result["changed"] for result in again.results if "end" in result)


def test_one_that_fails_does_not_cost_the_others_theirs(several: Workbench) -> None:
    several.fleet.fault(EXCHANGE, refuse=2)
    several.site({"users": [{"extension": "1010", "name": "Kari"}]}, GONE)
    run = several.shipped("apply")
    calm(run)
    assert run.exit_code == 2
    assert run.result(EXCHANGE)["end"] == "all old"
    assert run.result(BIG)["end"] == "all new"
    assert "user 1010 Kari, extension: 1010 is not in the numbering plan" in run.result(GONE).message
    assert several.rows() == ({}, {})


def test_an_exchange_that_is_not_what_the_inventory_says(bench: Workbench) -> None:
    """Another region than declared, and what the log-in turns away: said in one sentence."""
    apart = {"pbx_lock_dir": "{{ inventory_dir }}/locks/{{ inventory_hostname }}"}  # they have one address
    bench.inventory(
        {
            ABROAD: bench.way_to(ABROAD),
            "wrong-password": bench.way_to(EXCHANGE, ansible_password="00000000", **apart),
            "wrong-key": bench.way_to(EXCHANGE, pbx_known_hosts="{{ inventory_dir }}/wrong_known_hosts", **apart),
            "unknown-key": bench.way_to(EXCHANGE, pbx_known_hosts="{{ inventory_dir }}/none", **apart),
        }
    )
    lines = bench.fleet.known_hosts().splitlines()
    names, other_key = lines[0].split(" ", 1)[0], lines[1].split(" ", 1)[1]
    bench.write("wrong_known_hosts", f"{names} {other_key}\n")
    tasks = [{"sentral.nec.pbx_site": {"config": {"users": [{"extension": "101", "name": "Kari"}]}}}]
    run = bench.run(tasks, "-vvv")
    calm(run)
    says = {
        ABROAD: (
            "failed",
            f"{ABROAD}: pbx_region: the exchange is programmed for region NA, the inventory says EU",
        ),
        "wrong-password": ("unreachable", "refused the log-in of 'tech'; check ansible_user and ansible_password"),
        "wrong-key": ("unreachable", "somebody may be listening in"),
        "unknown-key": ("unreachable", "is not known (ssh-ed25519 SHA256:"),
    }
    for host, (status, sentence) in says.items():
        assert run.result(host).status == status, host
        assert sentence in run.result(host).message
        assert f"{host}: " in run.result(host).message
    assert "00000000" not in run.output
    assert bench.rows(ABROAD) == ({}, {})
