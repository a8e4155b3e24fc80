"""Runs sentral.nec.pbx_drill_record inside the controller process: one commit for all drills of the play."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_record import read_record
from ansible_collections.sentral.nec.plugins.module_utils.archive.commit_messages import (
    message_of_drills,
    words_of_drills,
)
from ansible_collections.sentral.nec.plugins.module_utils.archive.drills import Drill, archived_drills
from ansible_collections.sentral.nec.plugins.module_utils.archive.pushing import push
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import (
    Archive,
    ArchiveBusy,
    ArchiveError,
    Commit,
)
from ansible_collections.sentral.nec.plugins.plugin_utils.archive_task import EXPECTED_OF_ARCHIVE, open_archive
from ansible_collections.sentral.nec.plugins.plugin_utils.fleet_action import FleetAction, patiently
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.terminal import show


class ActionModule(FleetAction):
    """Brings what this controller has recorded of its drills into the archive, where it is newer than what is there."""

    module = "pbx_drill_record"
    _VALID_ARGS = frozenset({"remote"})

    def expected(self) -> tuple[type[Exception], ...]:
        return EXPECTED_OF_ARCHIVE

    def names(self) -> list[str]:
        """Also those whose drill has failed: Ansible counts them among the hosts of the play no longer."""
        return [str(name) for name in self.variables["ansible_play_hosts_all"]]

    def work(self) -> dict[str, Any]:
        """One commit with all that is new, and a push where that is asked for."""
        here = self._recorded_here()
        if not here:
            return self._result([], [])
        try:
            archive = open_archive(self.one_host(), create=False)
            with patiently(archive.exclusive, ArchiveBusy):
                in_archive = archived_drills(archive, [drill.exchange for drill in here])
                new = [drill for drill in here if drill.is_newer_than(in_archive.get(drill.exchange))]
                made = self._committed(archive, new)
        except ArchiveError as error:
            raise InputError(f"the drills are recorded on this controller, but not in the archive: {error}") from error
        remote = self.text("remote")
        pushed = push(archive, remote) if remote and not self._task.check_mode else ""
        show([pushed] if pushed else [])
        return self._result(new, made, pushed)

    def _recorded_here(self) -> list[Drill]:
        """The last drill of each exchange of the play, as this controller knows it."""
        operator = self.one_host().operator()
        folders = {name: self.state_folder(name) for name in self.names()}
        records = {name: read_record(folder) for name, folder in folders.items() if folder is not None}
        drills = [Drill.of_record(name, record, operator) for name, record in records.items()]
        return [drill for drill in drills if drill is not None]

    def _committed(self, archive: Archive, new: Sequence[Drill]) -> list[str]:
        if not new or self._task.check_mode:
            return []
        fleet = self.one_host()
        operator = fleet.operator()
        message = message_of_drills(new, operator, fleet.request())
        made = archive.write([Commit({drill.path: drill.to_bytes() for drill in new}, message, operator)])
        show([f"drill: {words_of_drills(new)}, 1 commit"])
        return made

    def _result(self, new: Sequence[Drill], made: Sequence[str], pushed: str = "") -> dict[str, Any]:
        drills = {drill.exchange: asdict(drill) for drill in new}
        return {"changed": bool(new), "drills": drills, "commits": list(made), "pushed": pushed}
