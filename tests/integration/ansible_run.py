"""Runs real `ansible` and `ansible-playbook` processes against exchanges, and hands back what they said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.confirmed import confirm_hosts

CHECKOUT = Path(__file__).resolve().parents[2]
RUN_SECONDS = 60


@dataclass
class Outcome:
    """How a run ended: the process, and for `ansible` the result of each host."""

    exit_code: int
    output: str
    results: dict[str, dict[str, Any]]


class AnsibleRun:
    """Ansible with an inventory of its own, in a home of its own, so that nobody's known_hosts is read."""

    def __init__(self, folder: Path, hosts: dict[str, dict[str, Any]], known_hosts: str) -> None:
        """Write the inventory: each host with its variables, and what all have in common."""
        self.folder = folder
        self.within: list[str] = []
        """What a run is started by, where it sees another world than the test does."""
        (folder / "home" / ".ssh").mkdir(parents=True)
        (folder / "home" / ".ssh" / "known_hosts").write_text(known_hosts)
        everybody = {"ansible_connection": "sentral.nec.pbx", "ansible_user": "tech", "ansible_password": "12345678"}
        inventory = {"all": {"vars": everybody, "hosts": hosts}}
        (folder / "hosts.yml").write_text(yaml.safe_dump(inventory))
        confirm_hosts(folder, hosts)

    def module(self, hosts: str, name: str, arguments: dict[str, Any] | str = "", *options: str) -> Outcome:
        """Run one module ad hoc; the results are read from the files that `--tree` writes."""
        tree = self.folder / "tree"
        for old in tree.glob("*"):
            old.unlink()
        text = arguments if isinstance(arguments, str) else json.dumps(arguments)
        done = self._run("ansible", hosts, "-m", name, "-a", text, "--tree", str(tree), *options)
        results = {path.name: json.loads(path.read_text()) for path in tree.glob("*")}
        return Outcome(done.returncode, done.stdout + done.stderr, results)

    def playbook(self, plays: list[dict[str, Any]] | str, *options: str) -> Outcome:
        """Run a playbook, given as data or as text."""
        path = self.folder / "playbook.yml"
        path.write_text(plays if isinstance(plays, str) else yaml.safe_dump(plays, sort_keys=False))
        done = self._run("ansible-playbook", str(path), *options)
        return Outcome(done.returncode, done.stdout + done.stderr, {})

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command, environment = self._command(program, *arguments)
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=RUN_SECONDS, check=False
        )

    def begin(self, plays: list[dict[str, Any]]) -> subprocess.Popen[str]:
        """Start a playbook and do not wait for it: for tests that interrupt it. It has a process group of its own."""
        path = self.folder / "playbook.yml"
        path.write_text(yaml.safe_dump(plays, sort_keys=False))
        command, environment = self._command("ansible-playbook", str(path))
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def _command(self, program: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
        """What is run, and in which environment."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ANSIBLE_")}
        environment = {
            **inherited,
            "HOME": str(self.folder / "home"),
            "ANSIBLE_CONFIG": str(CHECKOUT / "ansible.cfg"),
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_HOME": str(self.folder / "home" / ".ansible"),
            "COLUMNS": "1000",
            # A template that Ansible does not trust would otherwise pass through as text, without a word.
            "_ANSIBLE_TEMPLAR_UNTRUSTED_TEMPLATE_BEHAVIOR": "error",
        }
        command = [str(Path(sys.executable).parent / program), "-i", str(self.folder / "hosts.yml"), *arguments]
        return [*self.within, *command], environment
