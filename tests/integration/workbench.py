"""A simulated exchange, an inventory around it, and real Ansible runs: what the tests of the modules work with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order
from ansible_collections.sentral.nec.plugins.module_utils.engine.slots_file import SlotsFile, write_slots
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from simulator.thread import FleetHandle
from tests.confirmed import confirm_hosts, open_gate
from tests.integration.ansible_run import CHECKOUT, AnsibleRun
from tests.integration.doorbell import Actions, doorbell

EXCHANGE = "lillevik"
BIG = "storvik"
ABROAD = "dallas"
TODAY = "2026-11-23"
"""A Monday."""

PLAYBOOKS = CHECKOUT / "playbooks"
GREETINGS = CHECKOUT / "inventory" / "demo" / "greetings"

FLEET: list[dict[str, Any]] = [
    {"name": EXCHANGE, "ssh_port": 0, "telnet_port": 0, "sessions": 4},
    {
        "name": BIG,
        "ssh_port": 0,
        "telnet_port": 0,
        "hardware": [
            {"slot": 1, "card": "DLCA", "ports": "1-960"},
            {"slot": 5, "card": "PRIU", "trunks": "1-30"},
            {"slot": 6, "card": "VRS", "messages": "1-100"},
        ],
    },
    {"name": ABROAD, "ssh_port": 0, "region": "NA"},
]

Site = dict[str, Any]


@dataclass(frozen=True)
class TaskResult:
    """What a task came to on one host: ``ok``, ``failed``, ``unreachable`` or ``skipped``, and Ansible's result."""

    task: str
    host: str
    status: str
    result: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.result[key]

    def __contains__(self, key: str) -> bool:
        return key in self.result

    @property
    def message(self) -> str:
        """What it says."""
        return str(self.result.get("msg", ""))


@dataclass(frozen=True)
class Run:
    """One run of Ansible: how it ended, all that it printed, and the results of its tasks in order."""

    exit_code: int
    output: str
    results: list[TaskResult]

    def result(self, host: str = EXCHANGE) -> TaskResult:
        """The last result of a host."""
        found = [result for result in self.results if result.host == host]
        assert found, self.output
        return found[-1]


def site_of(users: int = 4) -> Site:
    """A site with something of every kind."""
    numbers = [str(101 + place) for place in range(users)]
    return {
        "users": [{"extension": number, "name": f"User {number}"} for number in numbers],
        "hunt_groups": [{"name": "Sales", "pilot": "180", "distribution": "circular", "members": numbers[:2]}],
        "greetings": [{"name": "welcome", "message": 1, "audio": "greetings/velkommen.wav"}],
        "schedules": [
            {
                "name": "opening-hours",
                "trunks": ["1-4"],
                "weekly": {"monday": ["08:00-16:00"], "tuesday": ["08:00-11:00", "12:00-16:00"]},
                "exceptions": [{"date": "2026-12-24", "open": ["08:00-12:00"]}],
            }
        ],
    }


class Workbench(AnsibleRun):
    """An inventory with simulated exchanges, and files beside it as an operator has them."""

    def __init__(self, folder: Path, fleet: FleetHandle, hosts: dict[str, dict[str, Any]] | None = None) -> None:
        self.fleet = fleet
        super().__init__(folder, hosts or {EXCHANGE: self.way_to(EXCHANGE)}, fleet.known_hosts())
        callbacks = folder / "home" / ".ansible" / "plugins" / "callback"
        callbacks.mkdir(parents=True)
        shutil.copy(Path(__file__).with_name("collect_results.py"), callbacks)

    def way_to(self, exchange: str, transport: str = "ssh", **variables: Any) -> dict[str, Any]:
        """The variables of a host that reaches an exchange of the fleet."""
        host, port = self.fleet.address(exchange, "telnet" if transport == "telnet" else "ssh")
        reach = {"ansible_host": host, "ansible_port": port, "pbx_transport": transport, "pbx_today": TODAY}
        return {**reach, **variables}

    def inventory(self, hosts: dict[str, dict[str, Any]]) -> None:
        """Other hosts than those of the beginning."""
        path = self.folder / "hosts.yml"
        inventory = yaml.safe_load(path.read_text())
        inventory["all"]["hosts"] = hosts
        path.write_text(yaml.safe_dump(inventory, allow_unicode=True))
        confirm_hosts(self.folder, hosts)

    def write(self, path: str, content: Any) -> Path:
        """A file of the operator: text as it is, data as YAML."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        place.write_text(text, encoding="utf-8")
        return place

    def site(self, content: Any, exchange: str = EXCHANGE) -> None:
        """The site file of an exchange, and the demo's greetings beside the inventory."""
        self.write(f"sites/{exchange}.yml", content)
        greetings = self.folder / "greetings"
        if not greetings.exists():
            greetings.symlink_to(GREETINGS)

    def equip(self, site: Site, exchange: str = EXCHANGE) -> Site:
        """A site that is on the exchange already, its site file and slots file: by the engine, quicker than Ansible."""
        self.site(site, exchange)
        host, port = self.fleet.address(exchange, "telnet")
        target = Target(exchange, host, port, "telnet", "tech", "12345678")
        wish = Wish(read_site(exchange, site), "overridden", {}, TODAY, audio_roots=(str(self.folder),))
        order = Order(
            exchange=exchange,
            platform=SV9100,
            open_session=lambda: Session.open(target, SV9100.line),
            folder=self.folder / "home" / "equipped",
            wish=wish,
            prepared=SV9100.prepare(exchange, wish),
            gate=open_gate,
        )
        outcome = Apply(order).run()
        assert outcome.end == ALL_NEW, outcome.reason
        write_slots(self.folder / "slots" / f"{exchange}.yml", SlotsFile(outcome.plan.slots))
        return site

    def run(
        self,
        tasks: Sequence[dict[str, Any]] | dict[str, Any],
        *options: str,
        before: Actions | None = None,
        **play: Any,
    ) -> Run:
        """Run tasks; a single one may stand alone. ``before`` says what the test does before the task of a name."""
        listed = [tasks] if isinstance(tasks, dict) else list(tasks)
        plays = [{"hosts": "all", "gather_facts": False, **play, "tasks": listed}]
        with doorbell(self.folder, before) if before else nullcontext():
            outcome = self.playbook(plays, *options)
        return Run(outcome.exit_code, outcome.output, self._results())

    def shipped(self, name: str, *options: str) -> Run:
        """Run a playbook of the toolkit, or several ("apply backup") in one command."""
        done = self._run("ansible-playbook", *(str(PLAYBOOKS / f"{one}.yml") for one in name.split()), *options)
        return Run(done.returncode, done.stdout + done.stderr, self._results())

    def _results(self) -> list[TaskResult]:
        path = self.folder / "results.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [TaskResult(**json.loads(line)) for line in lines]

    def apply(self, site: Site, state: str = "overridden", *options: str, **arguments: Any) -> Run:
        """``pbx_site`` with a site given in place."""
        return self.run({"sentral.nec.pbx_site": {"state": state, "config": site, **arguments}}, *options)

    def rows(self, exchange: str = EXCHANGE) -> tuple[dict[str, str], dict[int, str]]:
        """What the exchange holds: rows that differ from the factory, and messages."""
        return self.fleet.state(exchange), self.fleet.messages(exchange)

    def sessions(self, exchange: str = EXCHANGE) -> int:
        """How many sessions the exchange has seen since it was reset."""
        return int(self.fleet.counters(exchange)["sessions"])

    def writes_fatal(self, on: bool = True, exchange: str = EXCHANGE) -> None:
        """Let any write end the session, and be counted; or not any more."""
        self.fleet.fault(exchange, writes_fatal="on" if on else None)

    def fatal_writes(self, exchange: str = EXCHANGE) -> int:
        """How many writes were sent while they were fatal."""
        return int(self.fleet.counters(exchange)["fatal_writes"])


def calm(run: Run) -> None:
    """Nothing that an operator should not see was printed."""
    assert "Traceback" not in run.output, run.output
    assert "12345678" not in run.output
