"""A marker in every secret field is in nothing that the toolkit writes or prints, however it ends."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from ansible.parsing.vault import VaultLib, VaultSecret

from simulator.thread import FleetHandle, run_in_thread
from tests.integration.backups import Backups, git
from tests.integration.workbench import EXCHANGE, Workbench, site_of

LOGIN, CHANGED, WRONG = "48151623", "42108642", "31415926"
"""The password of the account, the one that it is changed to, and one that is wrong."""
MARKERS = (LOGIN, CHANGED, WRONG)
FOLDERS = ("sites", "slots", "plans", ".sentral", "recorded", "confirmations", "results.jsonl")


@pytest.fixture
def fleet() -> Iterator[FleetHandle]:
    """An exchange whose account has the marker for a password."""
    account = {"user": 5, "name": "operator", "password": LOGIN, "level": "IN"}
    exchange = {"name": EXCHANGE, "ssh_port": 0, "telnet_port": 0, "sessions": 4, "accounts": [account]}
    with run_in_thread([exchange]) as handle:
        yield handle


@pytest.fixture
def guarded(tmp_path: Path, fleet: FleetHandle) -> Workbench:
    """An inventory whose secrets are variables, and where every session is recorded."""
    bench = Workbench(tmp_path, fleet)
    variables = {"ansible_user": "operator", "ansible_password": LOGIN}
    recorded = {"pbx_record_directory": str(tmp_path / "recorded")}
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, "telnet", **variables, **recorded)})
    bench.site(site_of())
    (tmp_path / "secrets.yml").write_text(f'new_password: "{CHANGED}"\n')
    return bench


def places_with_a_marker(bench: Workbench, output: str) -> list[str]:
    """Where a secret was found: in what was printed, or in a file that the toolkit wrote."""
    found = [f"printed: {line.strip()[:200]}" for line in output.splitlines() if any(m in line for m in MARKERS)]
    for name in FOLDERS:
        place = bench.folder / name
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and any(marker.encode() in path.read_bytes() for marker in MARKERS):
                found.append(f"written: {path.relative_to(bench.folder)}")
    return found


def task(name: str, module: str, **arguments: Any) -> dict[str, Any]:
    """A task that may fail."""
    return {"name": name, f"sentral.nec.{module}": arguments, "ignore_errors": True, "ignore_unreachable": True}


CHANGE_PASSWORD = [
    "WRITE 90-02-02 5 = {{ new_password }}",
    "READ 90-02-02 5",
    "LIST 90-02 ALL",
    "WRITE 90-02-02 5 = {{ ansible_password }}",
    "NONSENSE",
]
FAULTS: dict[str, dict[str, Any]] = {
    "refused": {"refuse": 3},
    "lost": {"drop": 90},
    "an unknown answer that shows the password": {"unknown": 2, "unknown_text": f"PASSWORD IS {LOGIN}"},
    "busy": {"busy": 2},
    "an alarm in the middle": {"alarm": "every"},
}


def test_nothing_shows_a_secret(guarded: Workbench) -> None:
    """Planned, applied, refused, lost, taken back, recorded, adopted, confirmed, with -vvvv and --diff."""
    tasks = [task("confirm", "pbx_confirm"), task("check", "pbx_check", quiet=True)]
    tasks += [task(name, "pbx_site", state="overridden", save_plan="plans/lillevik") for name in FAULTS]
    tasks += [
        task("apply", "pbx_site", state="overridden", save_plan="plans/lillevik"),
        task("change the password", "pbx_command", commands=CHANGE_PASSWORD),
        task("gather", "pbx_site", state="gathered"),
        task("info", "pbx_site_info"),
        task("adopt", "pbx_adopt", overwrite=True),
    ]

    def begin(settings: dict[str, Any]) -> None:
        guarded.fleet.clear_faults(EXCHANGE)
        guarded.fleet.fault(EXCHANGE, **settings)

    before = {name: partial(begin, settings) for name, settings in FAULTS.items()}
    before["apply"] = partial(guarded.fleet.clear_faults, EXCHANGE)
    run = guarded.run(tasks, "-vvvv", "--diff", "-e", f"@{guarded.folder / 'secrets.yml'}", before=before)
    ends = {result.task: result.result.get("end", result.status) for result in run.results}
    assert ends["refused"] == ends["lost"] == "all old", ends
    assert "all new" in ends.values()
    assert ends["an unknown answer that shows the password"] in ("all old", "left")
    assert "'NONSENSE' was refused" in run.output
    assert list((guarded.folder / "recorded").iterdir()), "the sessions were recorded"
    assert places_with_a_marker(guarded, run.output) == []


@pytest.mark.parametrize("transport", ["ssh", "telnet"])
def test_a_wrong_password_is_not_shown_either(guarded: Workbench, transport: str) -> None:
    variables = {"ansible_user": "operator", "ansible_password": WRONG}
    guarded.inventory({EXCHANGE: guarded.way_to(EXCHANGE, transport, **variables)})
    run = guarded.run(task("gather", "pbx_site", state="gathered"), "-vvvv")
    assert run.result().status == "unreachable", run.output
    assert places_with_a_marker(guarded, run.output) == []


VAULT = "16180339"
"""The vault's password is a secret as well."""


def test_a_backup_holds_no_secret_and_a_drill_of_it_shows_none(guarded: Workbench) -> None:
    """Printed, committed, sealed: not even the dump that is decrypted has the password of an account."""
    backups = Backups(guarded, VAULT)
    guarded.fleet.poke(EXCHANGE, "90-02-02", "6", CHANGED)
    runs = [backups.run("-vvvv", "--diff"), backups.run("-vvvv", name="drill")]
    runs += [
        backups.run("-vvvv", "-e", "to=HEAD", "-e", "rollback_all=true", name="rollback"),
        backups.run("-vvvv", name="restore"),
    ]
    assert [run.exit_code for run in runs] == [0, 0, 0, 0]
    printed = "".join(run.output for run in runs)
    committed = git(backups.archive, "log", "-p", "--all", "--text")
    assert "90-02-02 6 = ********" in committed
    dump = VaultLib([("default", VaultSecret(VAULT.encode()))]).decrypt(
        (backups.archive / EXCHANGE / "dump.vault").read_text()
    )
    opened = lzma.decompress(bytes(dump)).decode()
    assert "90-02-02 6 = ********" in opened
    assert [m for m in (*MARKERS, VAULT) if m in printed or m in committed or m in opened] == []
    assert places_with_a_marker(guarded, printed) == []
