"""The confirmation gate, through Ansible: read-only, confirmed, and read-only again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.confirmed import confirm
from tests.integration.workbench import EXCHANGE, TaskResult, Workbench, calm

SITE = {"users": [{"extension": "101", "name": "Kari"}]}
APPLY = {"sentral.nec.pbx_site": {"config": SITE}}
CONFIRM = {"sentral.nec.pbx_confirm": None}


@pytest.fixture
def strange(bench: Workbench) -> Workbench:
    """An exchange that nobody has confirmed."""
    confirmation_of(bench).unlink()
    return bench


def confirmation_of(bench: Workbench) -> Path:
    """The file of the confirmation."""
    return bench.folder / "confirmations" / f"{EXCHANGE}.yml"


def refused(bench: Workbench, task: object = APPLY) -> TaskResult:
    """Try to write, while writes are fatal to the exchange."""
    bench.writes_fatal()
    run = bench.run(task)  # type: ignore[arg-type]
    calm(run)
    assert run.exit_code == 2
    assert bench.fatal_writes() == 0
    assert bench.rows() == ({}, {})
    bench.fleet.clear_faults(EXCHANGE)
    return run.result()


def test_an_exchange_is_read_only_until_it_is_confirmed(strange: Workbench) -> None:
    says = (
        f"{EXCHANGE}: is read-only until its session has been confirmed; run playbooks/confirm.yml --limit {EXCHANGE}"
    )
    assert refused(strange).message == says
    assert refused(strange, {"sentral.nec.pbx_command": {"commands": ["WRITE 15-01-01 101 = x"]}}).message == says
    planned = strange.run(APPLY, "--check").result()
    assert planned["end"] == "planned"
    assert says in planned["warnings"], "a plan says what would stop it"
    assert strange.run({"sentral.nec.pbx_command": {"commands": ["VERSION"]}}).exit_code == 0


def test_confirm_records_and_lets_writes_pass(strange: Workbench) -> None:
    run = strange.run([CONFIRM, APPLY])
    calm(run)
    confirmed, applied = run.results
    assert (confirmed["changed"], confirmed["confirmed"], applied["end"]) == (True, True, "all new")
    assert len(confirmed["comparisons"]) > 60
    written = yaml.safe_load(confirmation_of(strange).read_text())
    assert (written["model"], written["region"], written["software"]) == ("SV9100", "EU", "12.00")
    assert strange.run(CONFIRM).result()["changed"] is False, "it says the same already"
    assert any("the factory's password still opens the accounts" in text for text in confirmed["warnings"])


def test_confirm_compares_only_in_check_mode(strange: Workbench) -> None:
    assert strange.run(CONFIRM, "--check").result()["changed"] is True
    assert not confirmation_of(strange).exists()


def test_another_software_makes_it_read_only_again(bench: Workbench) -> None:
    confirm(bench.folder, EXCHANGE, software="11.50")
    assert "is read-only again: its software is 12.00 and was 11.50 when it was confirmed on" in refused(bench).message


def test_another_profile_makes_it_read_only_again(bench: Workbench) -> None:
    path = confirmation_of(bench)
    path.write_text(path.read_text().replace("profile_hash: ", "profile_hash: 0"))
    assert "what Sentral knows of this platform has changed since it was confirmed on" in refused(bench).message


def test_a_file_that_is_no_confirmation_confirms_nothing(bench: Workbench) -> None:
    confirmation_of(bench).write_text("confirmed: true\n")
    assert "is no confirmation: it holds platform, model, region, software" in refused(bench).message


def test_what_differs_is_named_and_the_confirmation_withdrawn(bench: Workbench) -> None:
    bench.inventory({EXCHANGE: {**bench.way_to(EXCHANGE), "pbx_region": "NA"}})
    assert confirmation_of(bench).exists()
    run = bench.run(CONFIRM)
    calm(run)
    result = run.result()
    assert run.exit_code == 2
    assert "is not what Sentral takes it for, and stays read-only: region: EU instead of NA" in result.message
    assert (result["changed"], result["confirmed"]) == (True, False)
    assert not confirmation_of(bench).exists()


def test_a_confirmation_can_be_withdrawn(bench: Workbench) -> None:
    run = bench.run([{"sentral.nec.pbx_confirm": {"state": "absent"}}] * 2)
    assert [result["changed"] for result in run.results] == [True, False]
    assert "is read-only until" in refused(bench).message


def test_the_playbook_confirms_every_exchange(strange: Workbench) -> None:
    run = strange.shipped("confirm")
    calm(run)
    assert run.exit_code == 0, run.output
    assert "comparisons agree, software 12.00; it may be written to" in run.output
