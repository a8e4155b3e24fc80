"""The backup of one exchange within a fleet's: read, compared with the last one, and made into files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from ansible.errors import AnsibleError

from ansible_collections.sentral.nec.plugins.module_utils.archive.archived import Archived
from ansible_collections.sentral.nec.plugins.module_utils.archive.attribution import SentralRuns, runs_since
from ansible_collections.sentral.nec.plugins.module_utils.archive.backup import Backup, BackupFiles
from ansible_collections.sentral.nec.plugins.module_utils.archive.changes_outside import compare, only_outside
from ansible_collections.sentral.nec.plugins.module_utils.archive.commit_messages import ExchangeChange, message_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.history import LastChanges
from ansible_collections.sentral.nec.plugins.module_utils.archive.made_of import MadeOf, read_made_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.manifest import SITE, audio_path
from ansible_collections.sentral.nec.plugins.module_utils.archive.object_counts import Counts, count_changes
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, Commit, Folder
from ansible_collections.sentral.nec.plugins.module_utils.archive.sealing import Seal
from ansible_collections.sentral.nec.plugins.module_utils.archive.shared_folders import AUDIO
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import unfinished_journal
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import ReadFailed, WrongExchange
from ansible_collections.sentral.nec.plugins.plugin_utils.fleet_action import FleetHost, unchanged_meanwhile


@dataclass(frozen=True)
class ExchangeBackup:
    """What is to be committed of one exchange: first what changed outside Sentral, then the rest; None for nothing."""

    exchange: str
    objects: Mapping[str, int]
    before: str = ""
    after: str = ""
    outside: tuple[ExchangeChange, Mapping[str, bytes]] | None = None
    rest: tuple[ExchangeChange, Mapping[str, bytes]] | None = None
    warnings: tuple[str, ...] = ()
    made_of: MadeOf | None = None
    """What the files were made of, where all of them were made and found in the archive."""

    @property
    def changed(self) -> bool:
        """Whether anything of it differs from the archive."""
        return self.outside is not None or self.rest is not None

    @property
    def words(self) -> str:
        """How it changed."""
        said = [f"{change.words()} outside Sentral" for change, _files in filter(None, (self.outside,))]
        said += [change.words() for change, _files in filter(None, (self.rest,))]
        return "; ".join(said) or "nothing changed"

    def result(self) -> dict[str, Any]:
        """What Ansible's result says of it."""
        return {"changed": self.changed, "change": self.words, "objects": dict(self.objects)}


@dataclass
class ExchangeReader:
    """Reads exchanges in the threads of a fleet task. ``archived`` gives the last backup, ``kept`` the audio there."""

    seal: Seal
    archived: Callable[[str], Archived | None]
    kept: Collection[str]
    committed: Callable[[str], Any]
    """When the backup of an exchange last changed; asked only where something did."""
    replaced: Sequence[str] = ()
    """Exchanges that may be others than those in the archive."""
    folders: Mapping[str, Folder] = field(default_factory=dict)
    """The folders of the archive by exchange, at the commit at which ``archived`` looks."""
    noted: Mapping[str, MadeOf] = field(default_factory=dict)
    """What the files of an exchange were last made of, where that is known."""
    code: str = ""
    """What stands for Sentral's own code; without it, all files are made anew."""
    audio: dict[str, bytes] = field(default_factory=dict)
    """The recordings that the archive does not have yet, by path; each thread adds its own."""

    @classmethod
    def of_archive(
        cls, archive: Archive | None, hosts: Sequence[FleetHost], seal: Seal, code: str, replaced: Sequence[str] = ()
    ) -> ExchangeReader:
        """What compares with the newest commit of an archive; None is one that is not there yet."""
        if archive is None:
            return cls(seal, lambda exchange: None, (), lambda exchange: None)
        at = archive.head or "HEAD"  # one commit for all, also where somebody commits meanwhile
        exchanges = [host.exchange for host in hosts]
        folders = archive.folders(at)
        noted = {host.exchange: note for host in hosts if (note := _note_of(host)) is not None}
        likely_the_same = {name for name, note in noted.items() if name in folders and note.folder == folders[name].id}
        return cls(
            seal=seal,
            archived=Archived.of_many(archive, exchanges, at, whole=set(exchanges) - likely_the_same),
            kept=frozenset(archive.listing(AUDIO, at)),
            committed=LastChanges(archive, at).of,
            replaced=replaced,
            folders=folders,
            noted=noted,
            code=code,
        )

    def __call__(self, host: FleetHost) -> ExchangeBackup:
        """The backup of one exchange; raises for whatever is not whole or not the right exchange."""
        before = self.archived(host.exchange)
        folder = host.inputs.places().state_folder
        with unchanged_meanwhile(host.exchange, folder):
            capture = host.platform.capture(host.exchange, host.connection.session)
            self._insist_on_identity(host.exchange, before, capture)
            self._download(host, capture)
            host.connection.close()
        backup = Backup(host.platform, host.exchange, host.inputs.nothing_wished(KINDS), self.seal)
        made = self._same_or_made(backup, backup.lasting(capture), before, folder)
        if unfinished_journal(folder / "journal") is not None:
            note = "an earlier run has not ended: the backup holds what that run left"
            return replace(made, warnings=(*made.warnings, f"{host.exchange}: {note}"))
        return made

    def _insist_on_identity(self, exchange: str, before: Archived | None, capture: Capture) -> None:
        """Another exchange behind the same address must not take the place of a good backup."""
        if before is None or exchange in self.replaced:
            return
        held, there = before.manifest, capture
        different = [
            f"{word} {now or 'none'} instead of {then or 'none'}"
            for word, then, now in (("identity", held.system, there.system), ("model", held.model, there.model))
            if then != now
        ]
        if different:
            raise WrongExchange(
                f"{exchange}: what answers is another exchange than the one in the archive ({', '.join(different)}); "
                f"its backup was left as it is. Correct ansible_host; or, if the exchange was replaced, run it "
                f"once with -e backup_replaced={exchange}"
            )

    def _download(self, host: FleetHost, capture: Capture) -> None:
        for message, (size, checksum) in capture.recordings.items():
            path = audio_path(checksum)
            if path in self.kept or path in self.audio:
                continue
            content = host.platform.download(host.connection.session, message)
            if len(content) != size or hashlib.sha256(content).hexdigest() != checksum:
                raise ReadFailed(
                    f"{host.exchange}: message {message} was not given back whole; the backup was left as it is"
                )
            self.audio[path] = content

    def _same_or_made(self, backup: Backup, capture: Capture, before: Archived | None, folder: Path) -> ExchangeBackup:
        """Nothing is made where an earlier night has shown that it would be what the archive holds."""
        if before is None or backup.exchange not in self.folders or not self.code:
            return self._made(backup, capture, before, folder)
        made_of = MadeOf(backup.sources(capture, self.code), self.folders[backup.exchange].id)
        if self.noted.get(backup.exchange) == made_of:
            return ExchangeBackup(backup.exchange, before.manifest.objects)
        made = self._made(backup, capture, before, folder)
        # A warning is to be told every night, so such an exchange is made every night.
        return made if made.changed or made.warnings else replace(made, made_of=made_of)

    def _made(self, backup: Backup, capture: Capture, before: Archived | None, folder: Path) -> ExchangeBackup:
        files = backup.files(capture, before.manifest if before else None)
        return replace(self._compared(backup, capture, files, before, folder), warnings=files.warnings)

    def _compared(
        self, backup: Backup, capture: Capture, files: BackupFiles, before: Archived | None, folder: Path
    ) -> ExchangeBackup:
        after = files.files[SITE].decode()
        exchange = backup.exchange
        if before is None:
            return ExchangeBackup(
                exchange, files.objects, "", after, rest=(ExchangeChange(exchange, first=True), files.files)
            )
        old = before.content(SITE).decode()
        if not _differs(files, before):
            return ExchangeBackup(exchange, files.objects, old, after)
        runs = runs_since(folder / "journal", self.committed(exchange))
        difference = compare(before.rows(), before.manifest.recordings, capture, runs)
        if difference.by_sentral and difference.outside:
            between = only_outside(before.rows(), before.manifest.recordings, capture, difference)
            made = backup.with_slots(before.slots().slots).files(between, before.manifest)
            middle = made.files[SITE].decode()
            outside = ExchangeChange(exchange, _counted(old, middle), len(difference.outside))
            rest = self._by_sentral(exchange, _counted(middle, after), difference.by_sentral, runs)
            return ExchangeBackup(exchange, files.objects, old, after, (outside, made.files), (rest, files.files))
        if difference.by_sentral:
            rest = self._by_sentral(exchange, _counted(old, after), difference.by_sentral, runs)
            return ExchangeBackup(exchange, files.objects, old, after, rest=(rest, files.files))
        remark = "" if difference.outside else _facts_changed(before, files)
        change = ExchangeChange(exchange, _counted(old, after), len(difference.outside), remark=remark)
        if difference.outside:
            return ExchangeBackup(exchange, files.objects, old, after, outside=(change, files.files))
        return ExchangeBackup(exchange, files.objects, old, after, rest=(change, files.files))

    @staticmethod
    def _by_sentral(exchange: str, counts: list[Counts], places: Collection[str], runs: SentralRuns) -> ExchangeChange:
        named = runs.that_wrote(places)
        return ExchangeChange(exchange, counts, len(places), operators=named.operators, requests=named.requests)


def _note_of(host: FleetHost) -> MadeOf | None:
    try:
        return read_made_of(host.inputs.places().state_folder)
    except AnsibleError:  # what is wrong with its variables is said when it is its turn
        return None


def commits_of(
    backups: Iterable[ExchangeBackup], audio: Mapping[str, bytes], operator: str, request: str
) -> list[Commit]:
    """At most two: first what changed outside Sentral, then the rest. Each brings the recordings that it names."""
    found = list(backups)
    commits = []
    for title, chosen in (
        ("Changed outside Sentral", [(backup.exchange, backup.outside) for backup in found]),
        ("Backup", [(backup.exchange, backup.rest) for backup in found]),
    ):
        changes: list[ExchangeChange] = []
        files: dict[str, bytes | None] = {}
        for exchange, part in chosen:
            if part is not None:
                changes.append(part[0])
                files |= {f"{exchange}/{name}": content for name, content in part[1].items()}
        if changes:
            commits.append(Commit({**files, **audio}, message_of(title, changes, operator, request), operator))
    return commits


def _differs(files: BackupFiles, before: Archived) -> bool:
    """Whether any file is another than in the archive; a dump that was made anew is."""
    return (
        any(before.manifest.files.get(name) != checksum for name, checksum in files.hashes.items())
        or files.manifest != before.manifest
    )


def _counted(before: str, after: str) -> list[Counts]:
    return count_changes(_plain(before), _plain(after))


def _plain(site: str) -> dict[str, Any]:
    """A site file that Sentral wrote itself: nothing in it has to be told apart by its quotes."""
    return yaml.load(site, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}  # noqa: S506


def _facts_changed(before: Archived, files: BackupFiles) -> str:
    """What changed where no row and no recording did: names that Sentral keeps, hardware, licences, software."""
    now, then = files.manifest, before.manifest
    changed = [
        word for word in ("software", "hardware", "licences", "system") if getattr(now, word) != getattr(then, word)
    ]
    return ", ".join(changed) or "names"
