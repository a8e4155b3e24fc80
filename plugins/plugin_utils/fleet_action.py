"""One task for all exchanges of a play: a pool of sessions, a result for each, and nobody pays for another's failure.

docs/decisions/fleet-tasks.md says why it is one task. The connections are made here, in the worker, one for each host.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from ansible.errors import AnsibleActionFail, AnsibleError
from ansible.plugins.action import ActionBase
from ansible.plugins.loader import connection_loader

from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_record import BackupRecord, write_record
from ansible_collections.sentral.nec.plugins.module_utils.engine.lock import ExchangeBusy, ExchangeLock
from ansible_collections.sentral.nec.plugins.module_utils.engine.progress import Progress
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Platform
from ansible_collections.sentral.nec.plugins.module_utils.platforms.registry import platform_named
from ansible_collections.sentral.nec.plugins.module_utils.session.plain import plain_data
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError, Inputs
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import EXPECTED
from ansible_collections.sentral.nec.plugins.plugin_utils.terminal import REPORT_EVERY, report

CONNECTION = "sentral.nec.pbx"
SESSIONS = 25
"""Sessions at a time, unless the task says otherwise. More gain nothing on two cores."""
LOCK_PATIENCE, LOCK_INTERVAL = 60.0, 0.5
"""Seconds for which an exchange that is being changed is waited for, and between two looks."""


@dataclass(frozen=True)
class FleetHost:
    """One exchange of the play: what the inventory says of it, and the way to it."""

    exchange: str
    inputs: Inputs
    platform: Platform
    connection: Any


class FleetAction(ActionBase):
    """One task for the play. Subclasses say what is done in :meth:`work`, which returns Ansible's result."""

    BYPASS_HOST_LOOP = True
    _supports_check_mode = True
    _supports_diff = True
    _supports_async = False
    module: ClassVar[str] = ""

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Find the hosts, do the work, and turn what was expected to go wrong with all of it into one sentence."""
        super().run(tmp, task_vars)
        self.variables = task_vars or {}
        self.arguments: dict[str, Any] = plain_data(self._task.args)
        self.failed: dict[str, str] = {}
        """What went wrong, by exchange; the others have theirs."""
        self._variables: dict[str, Mapping[str, Any]] = {}
        """The variables of hosts, by exchange; Ansible puts them together anew whenever it is asked."""
        failure = ""
        try:
            return self.work()
        except (InputError, *self.expected()) as error:
            failure = str(error)
        raise AnsibleActionFail(failure)

    def expected(self) -> tuple[type[Exception], ...]:
        """What ends the whole task in its own words, besides a wrong input."""
        return ()

    def work(self) -> dict[str, Any]:
        """Do the task; returns Ansible's result."""
        raise NotImplementedError

    def names(self) -> list[str]:
        """The exchanges of the play (of the batch, where the play goes in batches), in the order of the inventory."""
        return [str(name) for name in self.variables.get("ansible_play_batch") or self.variables["ansible_play_hosts"]]

    def hosts(self) -> list[FleetHost]:
        """What the inventory says of each exchange; where it says something wrong, only that one has failed."""
        found = []
        for name in self.names():
            try:
                found.append(self._host(name))
            except (AnsibleError, *EXPECTED) as error:
                self.failed[name] = str(error)
        return found

    def _host(self, name: str) -> FleetHost:
        variables = self._variables_of(name)
        used = str(variables.get("ansible_connection", ""))
        if used != CONNECTION:
            raise InputError(f"{name}: {self.module} needs ansible_connection: {CONNECTION}, not {used or 'none'!r}")
        inputs = self.inputs_of(name)
        platform = platform_named(
            name, str(inputs.variable("pbx_platform", "sv9100")), str(inputs.variable("pbx_region", "EU"))
        )
        connection = connection_loader.get(CONNECTION, self._play_context)
        keys = {**self._task.dump_attrs(), "password": self._play_context.password}
        connection.set_options(task_keys=keys, var_options=variables)
        return FleetHost(name, inputs, platform, connection)

    def inputs_of(self, name: str) -> Inputs:
        """What the inventory says of a host; ``hostvars`` has templated it already."""
        return Inputs(name, self._variables_of(name), lambda value: value, self._loader.get_basedir())

    def _variables_of(self, name: str) -> Mapping[str, Any]:
        if name not in self._variables:
            self._variables[name] = self.variables["hostvars"][name]
        return self._variables[name]

    def one_host(self) -> Inputs:
        """Inputs of what belongs to the fleet and not to one exchange, such as the archive."""
        return self.inputs_of(self.names()[0])

    def visit(
        self, hosts: Sequence[FleetHost], call: Callable[[FleetHost], Any], title: str, sessions: int
    ) -> dict[str, Any]:
        """Do something with each exchange, some at a time; returns what came of it, in the order of the hosts.

        What is expected to go wrong with one of them is noted in ``failed``; anything else is a bug and ends the task.
        """
        progress = Progress(title, len(hosts), report, REPORT_EVERY, things="exchanges")
        came: dict[str, Any] = {}
        with ThreadPoolExecutor(max_workers=max(1, min(sessions, len(hosts) or 1))) as pool:
            running: dict[Future[Any], FleetHost] = {pool.submit(self._visit_one, host, call): host for host in hosts}
            done = 0
            while running:
                ended, _rest = wait(running, timeout=REPORT_EVERY, return_when=FIRST_COMPLETED)
                for future in ended:
                    host = running.pop(future)
                    done += 1
                    try:
                        came[host.exchange] = future.result()
                    except (AnsibleError, *EXPECTED, *self.expected()) as error:
                        self.failed[host.exchange] = str(error)
                progress.note = f"; {len(self.failed):,} failed" if self.failed else ""
                progress.done(done)
        return {host.exchange: came[host.exchange] for host in hosts if host.exchange in came}

    @staticmethod
    def _visit_one(host: FleetHost, call: Callable[[FleetHost], Any]) -> Any:
        try:
            return call(host)
        finally:
            host.connection.close()

    def record(self, name: str, record: BackupRecord) -> None:
        """Keep what is known of an exchange's backups beside its journals."""
        folder = self.inputs_of(name).places().state_folder
        try:
            write_record(folder, record)
        except OSError as error:
            self.failed[name] = f"{name}: {folder} cannot be written: {error.strerror}"

    def sessions(self) -> int:
        """The task's ``sessions``."""
        given = self.arguments.get("sessions", SESSIONS)
        if isinstance(given, bool) or not str(given).isdecimal() or not 1 <= int(given) <= 1000:
            raise InputError(f"{self.module}: sessions: {given!r} is not a number from 1 to 1000")
        return int(given)

    def text(self, name: str, default: str = "") -> str:
        """An option that is a text."""
        return str(self.arguments.get(name) or default)

    def result(self, hosts: dict[str, Any], changed: bool, **more: Any) -> dict[str, Any]:
        """Ansible's result. It has not failed for one exchange's sake: the playbook fails those in ``failed_hosts``."""
        failed = [
            {"name": name, "msg": self.failed[name]}
            for name in dict.fromkeys([*self.names(), *self.failed])
            if name in self.failed
        ]
        return {"changed": changed, "hosts": hosts, "failed_hosts": failed, **more}


@contextmanager
def unchanged_meanwhile(exchange: str, folder: Path) -> Iterator[None]:
    """No run of this working copy changes the exchange while it is read; one that is under way is waited for."""
    give_up = time.monotonic() + LOCK_PATIENCE
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(ExchangeLock(exchange, folder))
                break
            except ExchangeBusy:
                if time.monotonic() > give_up:
                    raise
                time.sleep(LOCK_INTERVAL)
        yield
