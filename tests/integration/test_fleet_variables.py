"""One task for all exchanges sees for each of them what a task on that exchange would see."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.integration.backups import Backups
from tests.integration.test_vault import encrypted
from tests.integration.workbench import BIG, EXCHANGE, Workbench, calm

STATUS: dict[str, Any] = {"sentral.nec.pbx_backup_status": {"news": True}, "failed_when": False}
BACKUP: dict[str, Any] = {"sentral.nec.pbx_backup": {}}
OPEN = ("--vault-password-file", "vault-password")


@pytest.fixture
def bench(backups: Backups) -> Workbench:
    """Two exchanges that were never backed up: the status tells so, and notes in their folders that it was told."""
    return backups.bench


def noted(bench: Workbench, exchange: str = EXCHANGE) -> list[str]:
    """The folders in which something was noted of an exchange."""
    found = bench.folder.glob(f"**/{exchange}/backup.json")
    return sorted(str(path.parent.parent.relative_to(bench.folder)) for path in found)


def in_inventory(bench: Workbench, **variables: Any) -> None:
    """Variables of all exchanges; None takes one away."""
    path = bench.folder / "hosts.yml"
    inventory = yaml.safe_load(path.read_text())
    together = {**inventory["all"]["vars"], **variables}
    inventory["all"]["vars"] = {name: value for name, value in together.items() if value is not None}
    path.write_text(yaml.safe_dump(inventory))


@pytest.mark.parametrize("highest", ["inventory", "play", "file", "task", "fact", "extra"])
def test_what_stands_nearer_to_the_task_wins_as_with_every_task(bench: Workbench, highest: str) -> None:
    """The order of Ansible: inventory, play, vars_files, task, set_fact, -e. All below the highest are set, too."""
    places = ["inventory", "play", "file", "task", "fact", "extra"]
    present = places[: places.index(highest) + 1]
    in_inventory(bench, pbx_state_dir="inventory")
    bench.write("more.yml", {"pbx_state_dir": "file"})
    status = {**STATUS, "vars": {"pbx_state_dir": "task"}} if "task" in present else STATUS
    fact = {"ansible.builtin.set_fact": {"pbx_state_dir": "fact"}}
    run = bench.run(
        [*([fact] if "fact" in present else []), status],
        *(("-e", "pbx_state_dir=extra") if "extra" in present else ()),
        vars={"pbx_state_dir": "play"} if "play" in present else {},
        vars_files=["more.yml"] if "file" in present else [],
    )
    calm(run)
    assert noted(bench) == noted(bench, BIG) == [highest], run.output


def test_templates_are_worked_out_for_each_exchange(bench: Workbench) -> None:
    """In variables of the play, in those of a loop, and in facts that each exchange was given."""
    fact = {"ansible.builtin.set_fact": {"mine": "fact-of-{{ inventory_hostname }}"}}
    status = {**STATUS, "loop": ["a", "b"], "vars": {"pbx_state_dir": "{{ place }}/{{ item }}"}}
    run = bench.run([fact, status], vars={"place": "{{ group_names | first }}-{{ mine }}"})
    calm(run)
    assert noted(bench) == [f"ungrouped-fact-of-{EXCHANGE}/{item}" for item in "ab"], run.output
    assert noted(bench, BIG) == [f"ungrouped-fact-of-{BIG}/{item}" for item in "ab"]


def test_a_role_brings_its_defaults_and_variables(bench: Workbench) -> None:
    bench.write("roles/mine/defaults/main.yml", {"pbx_state_dir": "default", "place": "default"})
    bench.write("roles/mine/vars/main.yml", {"place": "role-{{ inventory_hostname }}"})
    bench.write("roles/mine/tasks/main.yml", [{**STATUS, "vars": {"pbx_state_dir": "{{ place }}"}}, STATUS])
    run = bench.run([], roles=["mine"])
    calm(run)
    assert noted(bench) == ["default", f"role-{EXCHANGE}"], run.output
    assert noted(bench, BIG) == ["default", f"role-{BIG}"]


def test_the_way_to_an_exchange_may_be_templated_and_encrypted(bench: Workbench) -> None:
    ways = {exchange: bench.way_to(exchange, "telnet") for exchange in (EXCHANGE, BIG)}
    hosts = {exchange: {"the_port": way.pop("ansible_port")} for exchange, way in ways.items()}
    bench.inventory(hosts)
    in_inventory(bench, ansible_password="{{ secret }}")
    secret = encrypted(bench, "12345678").replace("\n", "\n  ").rstrip()
    bench.write("secrets.yml", f"secret: {secret}\npbx_state_dir: {encrypted(bench, 'hidden')}\n")
    play = {**ways[EXCHANGE], "ansible_port": "{{ the_port }}", "pbx_archive": "of-the-play"}
    run = bench.run([BACKUP], *OPEN, vars=play, vars_files=["secrets.yml"])
    calm(run)
    assert run.exit_code == 0, run.output
    assert run.result()["failed_hosts"] == [], run.output
    assert (bench.folder / "of-the-play" / BIG / "site.yml").exists()
    assert noted(bench) == noted(bench, BIG) == ["hidden"]


def test_a_variable_that_cannot_be_worked_out_fails_its_exchange_alone(bench: Workbench) -> None:
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE), BIG: {**bench.way_to(BIG), "place": "here"}})
    run = bench.run([BACKUP], *OPEN, vars={"pbx_state_dir": "{{ place }}"})
    calm(run)
    assert run.result()["failed_hosts"] == [{"name": EXCHANGE, "msg": f"{EXCHANGE}: 'place' is undefined"}], run.output
    assert noted(bench, BIG) == ["here"]
    status = bench.run([{"sentral.nec.pbx_backup_status": {}, "run_once": True}], vars={"pbx_state_dir": "{{ place }}"})
    calm(status)
    assert status.result()["failed_hosts"] == [{"name": EXCHANGE, "msg": f"{EXCHANGE}: 'place' is undefined"}]


@pytest.mark.parametrize("asked", [False, True])
def test_no_exchange_is_offered_the_password_of_another(bench: Workbench, asked: bool) -> None:
    """The first one has its own and the second none: it is offered what was asked for (``-k``), or nothing."""
    in_inventory(bench, ansible_password=None)
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, ansible_password="12345678"), BIG: bench.way_to(BIG, "telnet")})
    path = bench.write("asked", "12345678")
    run = bench.run([BACKUP], *OPEN, *(("--connection-password-file", str(path)) if asked else ()))
    calm(run)
    failed = [failure["name"] for failure in run.result()["failed_hosts"]]
    assert failed == ([] if asked else [BIG]), run.output
    assert bench.fleet.counters(BIG)["sessions"] == (1 if asked else 0)
