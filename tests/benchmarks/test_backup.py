"""A fleet's backup, beside Nornir and Netmiko with the same reads on the same simulator. Run by ``make bench``.

The numbers are printed, not judged. SENTRAL_BENCH_EXCHANGES says how many exchanges (300). The simulator is a process
of its own and shares the processors with what is measured; its processor seconds are printed beside the client's.

The two alternate in an order that favours neither (S N N S S N) after each has run once, and read the exchanges in the
same state: what is changed by hand is changed before both.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.captures import captured_programs
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.snapshot import list_command
from simulator.control_client import ask
from tests.integration.ansible_run import CHECKOUT, AnsibleRun

pytestmark = pytest.mark.benchmark

EXCHANGES = int(os.environ.get("SENTRAL_BENCH_EXCHANGES", "300"))
USERS = 4
CHANGED = 10
WORKERS = 25
"""Sessions at a time, for both."""
ACCOUNT = {"user": "tech", "password": "12345678"}
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """One run: seconds by the clock and of the processors, and what the exchanges counted."""

    run: str
    seconds: float
    client: float
    simulator: float
    commands: int
    sessions: int


class SimulatedFleet:
    """Exchanges in a simulator process of their own."""

    def __init__(self, folder: Path, exchanges: int) -> None:
        self.state = folder / "state"
        self._file = folder / "fleet.yml"
        # Addresses of their own: a known_hosts of one address with many ports would be searched line by line.
        entries = [
            {"name": f"site{place:03d}", "address": f"127.20.{place // 250}.{place % 250 + 1}", "ssh_port": 0}
            for place in range(exchanges)
        ]
        self._file.write_text(yaml.safe_dump({"exchanges": entries}))
        self._simulator("up", str(self._file))
        status = ask(self.state, "status")
        self._pid = status["pid"]
        self.addresses = {
            entry["name"]: (entry["ssh"]["address"], entry["ssh"]["port"]) for entry in status["exchanges"]
        }
        for name in self.addresses:
            for place in range(USERS):
                self.rename(name, str(101 + place), f"User {101 + place}")

    def _simulator(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "simulator", *arguments, "--state", str(self.state)]
        return subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout

    def rename(self, exchange: str, extension: str, name: str) -> None:
        """A change by hand."""
        ask(self.state, "poke", exchange, item="15-01-01", index=extension, data=name)

    def known_hosts(self) -> str:
        """Lines for a known_hosts file."""
        return self._simulator("host-keys", "--known-hosts")

    def counted(self) -> tuple[int, int]:
        """Commands without log-outs, and sessions, of all exchanges until now."""
        commands = sessions = 0
        for name in self.addresses:
            counters = ask(self.state, "counters", name)
            commands += sum(count for word, count in counters["commands"].items() if word != "LOGOUT")
            sessions += counters["sessions"]
        return commands, sessions

    def processor_seconds(self) -> float:
        """Of the simulator until now."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self) -> None:
        """End the process."""
        self._simulator("down")


class FleetRuns(AnsibleRun):
    """Runs clients against the fleet and measures them."""

    def __init__(self, folder: Path, fleet: SimulatedFleet) -> None:
        self.fleet = fleet
        hosts = {
            name: {"ansible_host": host, "ansible_port": port, "pbx_transport": "ssh"}
            for name, (host, port) in fleet.addresses.items()
        }
        super().__init__(folder, hosts, fleet.known_hosts())
        (folder / "vault-password").write_text("correct horse")
        self._plan = folder / "nornir.json"
        commands = [list_command(SV9100.profile, program) for program in captured_programs(SV9100.profile)]
        plan = {
            **ACCOUNT,
            "hosts": fleet.addresses,
            "commands": ["VERSION", *commands, "VRS LIST", "HARDWARE", "MAILBOXES", "LICENCES"],
            "prompt": rf"(^|\n){SV9100.line.prompt.value}$",
            "workers": WORKERS,
        }
        self._plan.write_text(json.dumps(plan))

    def backup(self, run: str) -> Measured:
        """The shipped playbook."""
        password = str(self.folder / "vault-password")
        playbook = str(CHECKOUT / "playbooks" / "backup.yml")
        options = ("--vault-password-file", password, "-e", f"backup_sessions={WORKERS}")
        command, environment = self._command("ansible-playbook", playbook, *options)
        return self._measured(run, command, environment)

    def nornir(self, run: str) -> Measured:
        """The same reads."""
        program = str(Path(__file__).with_name("nornir_reads.py"))
        return self._measured(run, [sys.executable, program, str(self._plan)], dict(os.environ))

    def _measured(self, run: str, command: list[str], environment: dict[str, str]) -> Measured:
        commands, sessions = self.fleet.counted()
        simulator, before = self.fleet.processor_seconds(), resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - began
        after, simulator = resource.getrusage(resource.RUSAGE_CHILDREN), self.fleet.processor_seconds() - simulator
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        client = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        commands_after, sessions_after = self.fleet.counted()
        return Measured(run, seconds, client, simulator, commands_after - commands, sessions_after - sessions)


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatedFleet]:
    """The simulated exchanges."""
    running = SimulatedFleet(tmp_path_factory.mktemp("fleet"), EXCHANGES)
    yield running
    running.stop()


def test_a_fleets_backup_beside_nornir(fleet: SimulatedFleet, tmp_path: Path) -> None:
    runs = FleetRuns(tmp_path / "bench", fleet)
    warm_up = [runs.backup("Sentral, first backup"), runs.nornir("Nornir and Netmiko, first reads")]
    warm_up.append(runs.backup("Sentral, second backup"))
    unchanged, reads = "Sentral, nothing changed", "Nornir and Netmiko, the reads"
    alternating = [
        runs.backup(unchanged),
        runs.nornir(reads),
        runs.nornir(reads),
        runs.backup(unchanged),
        runs.backup(unchanged),
        runs.nornir(reads),
    ]
    changed, reads_again = f"Sentral, {CHANGED} changed", f"Nornir and Netmiko, {CHANGED} changed"
    for turn, sentral_first in enumerate((True, False, True), start=1):
        for name in list(fleet.addresses)[:CHANGED]:
            fleet.rename(name, "102", f"By hand {turn}")
        pair: list[Callable[[], Measured]] = [lambda: runs.backup(changed), lambda: runs.nornir(reads_again)]
        alternating += [run() for run in (pair if sentral_first else pair[::-1])]
    archive = str(runs.folder / "archive")
    commits = subprocess.run(["git", "-C", archive, "rev-list", "--count", "HEAD"], check=True, capture_output=True)
    assert int(commits.stdout) == 4, "the first backup and three with changes"
    print(f"\n\n{EXCHANGES} exchanges over SSH, {WORKERS} sessions, {os.cpu_count()} cores (simulator included).")
    print("Netmiko is its own device type `generic` with send_command and expect_string; it only reads.")
    print_runs([*warm_up, *alternating])
    print_medians(alternating)
    expected = {row.commands for row in (*warm_up, *alternating)}
    assert len(expected) == 1, f"not the same reads: {expected}"


def print_runs(runs: list[Measured]) -> None:
    """Every run, in the order in which they ran."""
    print("\n| run, in this order | seconds | CPU seconds | CPU of the simulator | sessions | commands |")
    print("|---|---:|---:|---:|---:|---:|")
    for row in runs:
        print(
            f"| {row.run} | {row.seconds:.1f} | {row.client:.1f} | {row.simulator:.1f} | {row.sessions:,} "
            f"| {row.commands:,} |"
        )


def print_medians(runs: list[Measured]) -> None:
    """The middle of the runs of each kind, with the least and the most."""
    print("\n| the middle of three (least to most) | seconds | CPU seconds | commands a second |")
    print("|---|---:|---:|---:|")
    for kind in dict.fromkeys(row.run for row in runs):
        rows = [row for row in runs if row.run == kind]
        columns = (
            ([row.seconds for row in rows], ".1f"),
            ([row.client for row in rows], ".1f"),
            ([row.commands / row.seconds for row in rows], ",.0f"),
        )
        cells = [
            f"{statistics.median(numbers):{shape}} ({min(numbers):{shape}} to {max(numbers):{shape}})"
            for numbers, shape in columns
        ]
        print(f"| {kind} | {' | '.join(cells)} |")
