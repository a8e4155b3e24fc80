"""Runs sentral.nec.pbx_backup inside the controller process: all exchanges of the play in one task."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_record import read_record
from ansible_collections.sentral.nec.plugins.module_utils.archive.made_of import write_made_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.opening import is_missing
from ansible_collections.sentral.nec.plugins.module_utils.archive.pushing import push
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import (
    Archive,
    ArchiveError,
    Folder,
)
from ansible_collections.sentral.nec.plugins.module_utils.archive.sealing import derived_key
from ansible_collections.sentral.nec.plugins.module_utils.archive.shared_folders import problem_of_name
from ansible_collections.sentral.nec.plugins.module_utils.archive.upkeep import maintain
from ansible_collections.sentral.nec.plugins.plugin_utils.archive_task import (
    EXPECTED_OF_ARCHIVE,
    archive_folder,
    demo_secret,
    is_demo,
    open_archive,
    vault_seal,
)
from ansible_collections.sentral.nec.plugins.plugin_utils.exchange_backup import (
    ExchangeBackup,
    ExchangeReader,
    commits_of,
)
from ansible_collections.sentral.nec.plugins.plugin_utils.fleet_action import FleetAction, FleetHost
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.own_code import code_digest
from ansible_collections.sentral.nec.plugins.plugin_utils.task_options import truth_option
from ansible_collections.sentral.nec.plugins.plugin_utils.terminal import show

DEMO_SECRET = (
    "the dumps are encrypted with the vault password of the demo, which everybody has: name your own with "
    "--vault-password-file or ANSIBLE_VAULT_PASSWORD_FILE"
)
CODE = code_digest()
"""Read where the code itself is: an update that comes while a backup runs must not count as what made its files."""
SHOWN = 20
"""Exchanges that changed and are named on the terminal; the others are counted."""


class ActionModule(FleetAction):
    """Reads every exchange of the play and commits what changed. A failed exchange keeps its last good backup."""

    module = "pbx_backup"
    _VALID_ARGS = frozenset({"sessions", "remote", "vault_id", "replaced", "new_archive"})

    def expected(self) -> tuple[type[Exception], ...]:
        return EXPECTED_OF_ARCHIVE

    def work(self) -> dict[str, Any]:
        """Read all, commit at most twice, push where that is asked for; and note what came of it, whatever it is."""
        try:
            return self._back_up()
        except (InputError, *EXPECTED_OF_ARCHIVE) as error:
            if not self._task.check_mode:
                self._record_all_failed(str(error))
            raise

    def _back_up(self) -> dict[str, Any]:
        seal = vault_seal(self._loader, self.text("vault_id"))
        self.is_demo_secret = seal.key == derived_key(demo_secret()) and not is_demo(self.variables)
        fleet = self.one_host()
        check = bool(self._task.check_mode)
        with ExitStack() as held:
            missing = self._is_missing(archive_folder(fleet))
            archive = None if check and missing else open_archive(fleet, create=missing)
            if archive is not None:
                held.enter_context(archive.exclusive())
            hosts = self.hosts()
            reader = ExchangeReader.of_archive(archive, hosts, seal, CODE, self._replaced())
            backups: dict[str, ExchangeBackup] = self.visit(hosts, reader, "backup", self.sessions())
            commits = commits_of(backups.values(), reader.audio, fleet.operator(), fleet.request())
            made = archive.write(commits) if archive is not None and not check else []
            folders = archive.folders() if archive is not None and not check else {}
            pushed = self._push(archive, check)
        if not check:
            self._record(backups, made, folders)
        self._tell(backups, made, pushed)
        return self._result(backups, made, pushed)

    def _is_missing(self, place: Path) -> bool:
        """Whether there is no archive yet. One that was there and is not is refused: its disk may not be mounted."""
        try:
            if not is_missing(place):
                return False
        except OSError:  # opening it says why
            return False
        if truth_option(self.module, self.arguments, "new_archive", False):
            return True
        folders = {name: self.state_folder(name) for name in self.names()}
        times = [(read_record(folder).succeeded, name) for name, folder in folders.items() if folder is not None]
        time, name = max(times, default=("", ""))
        if time:
            raise InputError(
                f"there is no archive at {place}, but {name} was backed up at {time[:16].replace('T', ' ')} UTC: "
                f"mount its disk, correct pbx_archive, or take it over from a remote (git clone ADDRESS {place}). To "
                "begin anew, without the history, run it once with -e backup_new_archive=true. Nothing was read"
            )
        return True

    def hosts(self) -> list[FleetHost]:
        """As everywhere, without those that can have no folder of their own in the archive: they have failed."""
        problems = {name: problem_of_name(name) for name in self.names()}
        found = [host for host in super().hosts() if not problems[host.exchange]]
        self.failed |= {name: problem for name, problem in problems.items() if problem}
        return found

    def _replaced(self) -> list[str]:
        """The exchanges that may be others than those in the archive."""
        given = self.arguments.get("replaced") or []
        return given if isinstance(given, list) else str(given).replace(",", " ").split()

    def _push(self, archive: Archive | None, check: bool) -> str:
        remote = self.text("remote")
        if archive is None or check:
            return ""
        said = ""
        try:
            said = push(archive, remote) if remote else ""
            maintain(archive)
        except ArchiveError as error:  # what was committed stays; told with the first exchange, so that the run fails
            first = self.names()[0]
            self.failed[first] = "; ".join(part for part in (self.failed.get(first, ""), str(error)) if part)
        return said

    def _record(self, backups: Mapping[str, ExchangeBackup], made: list[str], folders: Mapping[str, Folder]) -> None:
        """Note for each exchange that it was backed up, or since when it fails."""
        now = _now()
        for name in self.names():
            folder = self.state_folder(name)
            if folder is None:
                continue
            record = read_record(folder)
            backup = backups.get(name)
            if backup is None:
                self.record(name, record.failure(now, self.failed.get(name, "")))
                continue
            commit = made[-1] if made and backup.changed else ""
            self.record(name, record.success(now, commit, folders[name].bytes))
            if backup.made_of is not None:
                with suppress(OSError):  # where nothing is noted, the files are made again
                    write_made_of(folder, backup.made_of)

    def _record_all_failed(self, reason: str) -> None:
        """Note that nothing was backed up: the archive could not be used, or not be written."""
        for name in self.names():
            folder = self.state_folder(name)
            if folder is not None:
                self.record(name, read_record(folder).failure(_now(), reason))

    def _tell(self, backups: Mapping[str, ExchangeBackup], made: list[str], pushed: str) -> None:
        changed = [backup for backup in backups.values() if backup.changed]
        lines = [f"{backup.exchange}: {backup.words}" for backup in changed[:SHOWN]]
        if len(changed) > SHOWN:
            lines.append(f"... and {len(changed) - SHOWN:,} more")
        done = "would change" if self._task.check_mode else "changed"
        commits = f", {len(made)} commit{'' if len(made) == 1 else 's'}" if made else ""
        failed = f", {len(self.failed):,} failed" if self.failed else ""
        lines.append(f"backup: {len(backups):,} exchanges read, {len(changed):,} {done}{commits}{failed}")
        show([*lines, *([pushed] if pushed else [])])

    def _result(self, backups: Mapping[str, ExchangeBackup], made: list[str], pushed: str) -> dict[str, Any]:
        hosts = {exchange: backup.result() for exchange, backup in backups.items()}
        changed = [backup for backup in backups.values() if backup.changed]
        result = self.result(hosts, bool(changed), commits=made, pushed=pushed)
        result["diff"] = [
            {
                "before_header": f"{backup.exchange}/site.yml",
                "after_header": f"{backup.exchange}/site.yml",
                "before": backup.before,
                "after": backup.after,
            }
            for backup in changed
        ]
        warnings = [warning for backup in backups.values() for warning in backup.warnings]
        if self.is_demo_secret:
            warnings.insert(0, DEMO_SECRET)
        return {**result, "warnings": warnings} if warnings else result


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
