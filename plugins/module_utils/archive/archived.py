"""What the archive holds of one exchange, at some commit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..engine.slots_file import SlotsFile, slots_from
from ..model.strict_yaml import SiteFileError, load_text
from ..platforms.capture import Capture
from .changes_outside import rows_of_text
from .manifest import DUMP, ITEMS, MANIFEST, SITE, SLOTS, Manifest, ManifestError, audio_path, sha256
from .repository import Archive
from .sealing import Seal, SealBroken

NAMES = (MANIFEST, SITE, SLOTS, ITEMS, DUMP)


@dataclass(frozen=True)
class Archived:
    """The files of one exchange's backup. Reading one of them that does not fit the manifest raises."""

    exchange: str
    commit: str
    manifest: Manifest
    read: Callable[[], Mapping[str, bytes]]
    """Gives the files by name."""

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The files; read when the first of them is asked for."""
        return self.read()

    @classmethod
    def at(cls, archive: Archive, exchange: str, commit: str, asked: str) -> Archived:
        """The backup of an exchange at a commit, which somebody has ``asked`` for. Raises ``ManifestError``."""
        found = archive.read_many([f"{exchange}/{name}" for name in NAMES], commit)
        archived = cls._of(exchange, commit, found.get(f"{exchange}/{MANIFEST}"), lambda: _named(exchange, found))
        if archived is None:
            raise ManifestError(f"{exchange}: the archive has no backup of it at {asked} ({commit[:12]})")
        return archived

    @classmethod
    def of_many(
        cls, archive: Archive, exchanges: Sequence[str], at: str = "HEAD", whole: Collection[str] = ()
    ) -> Callable[[str], Archived | None]:
        """Gives the newest backup of each exchange; all are read at once, and looked at one by one.

        Of those in ``whole`` that is every file but the dump; of the others the manifest, until another is asked for.
        """
        beside = (SITE, SLOTS, ITEMS)
        paths = [f"{exchange}/{MANIFEST}" for exchange in exchanges]
        paths += [f"{exchange}/{name}" for exchange in exchanges if exchange in whole for name in beside]
        found = archive.read_many(paths, at)

        def files_of(exchange: str) -> Mapping[str, bytes]:
            if exchange in whole:
                return _named(exchange, found)
            return _named(exchange, archive.read_many([f"{exchange}/{name}" for name in beside], at))

        return lambda exchange: cls._of(
            exchange, "HEAD", found.get(f"{exchange}/{MANIFEST}"), lambda: files_of(exchange)
        )

    @classmethod
    def _of(
        cls, exchange: str, at: str, content: bytes | None, read: Callable[[], Mapping[str, bytes]]
    ) -> Archived | None:
        if content is None:
            return None
        where = f"{exchange}/{MANIFEST} at {at}"
        manifest = Manifest.from_bytes(content, where)
        if manifest.exchange != exchange:
            raise ManifestError(f"{where}: it is the backup of {manifest.exchange}, not of {exchange}")
        return cls(exchange, at, manifest, read)

    def content(self, name: str) -> bytes:
        """A file, proved by the manifest to be the one that was written with it."""
        content = self.files.get(name)
        if content is None:
            raise ManifestError(f"{self.exchange}: the backup at {self.commit} lacks {name}; it is not whole")
        if sha256(content) != self.manifest.files.get(name):
            raise ManifestError(
                f"{self.exchange}: {name} of the backup at {self.commit} is not the file that its manifest was "
                "made for; somebody has changed it, or parts of two backups were mixed. Use another commit"
            )
        return content

    def site(self) -> Any:
        """The site file, as YAML gives it."""
        return load_text(self.content(SITE).decode())

    def slots(self) -> SlotsFile:
        """Which slot held which name."""
        path = Path(self.exchange) / SLOTS
        try:
            return slots_from(load_text(self.content(SLOTS).decode()), path)
        except SiteFileError as error:
            raise ManifestError(
                f"{self.exchange}: {SLOTS} of the backup at {self.commit} cannot be read: {error}"
            ) from error

    def audio(self, archive: Archive) -> dict[str, bytes]:
        """The recordings that it names, by checksum, proved by it. Raises ``ManifestError`` where one is missing."""
        checksums = sorted({checksum for _size, checksum in self.manifest.recordings.values()})
        found = archive.read_many([audio_path(checksum) for checksum in checksums], self.commit)
        for checksum in checksums:
            content = found.get(audio_path(checksum))
            if content is None or sha256(content) != checksum:
                raise ManifestError(
                    f"{self.exchange}: {audio_path(checksum)} is missing in the backup at {self.commit}, or damaged"
                )
        return {checksum: found[audio_path(checksum)] for checksum in checksums}

    def rows(self) -> dict[str, str]:
        """The rows of the items: place to data."""
        return rows_of_text(self.content(ITEMS).decode())

    def open_capture(self) -> Capture:
        """All that was captured but for callers' messages, without the dump, so that no vault password is needed."""
        programs: dict[str, list[str]] = {program: [] for program in self.manifest.programs}
        for line in self.content(ITEMS).decode().splitlines():
            if line[:1].isdigit():
                programs.setdefault(line[:5], []).append(line)
        return self.manifest.capture({program: tuple(rows) for program, rows in programs.items()})

    def capture(self, seal: Seal) -> Capture:
        """The dump, opened. Raises ``ManifestError`` with what is wrong with it."""
        where = f"{self.exchange}: the dump of the backup at {self.commit}"
        try:
            text = seal.open(self.content(DUMP))
            capture = Capture.from_text(text)
        except SealBroken as broken:
            raise ManifestError(f"{where} cannot be used: {broken}") from broken
        except ValueError as error:
            raise ManifestError(f"{where} cannot be used: {error}") from error
        if capture.exchange != self.exchange:
            raise ManifestError(f"{where} is that of {capture.exchange}")
        return capture


def _named(exchange: str, found: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of one exchange by their names in its folder."""
    return {name: found[f"{exchange}/{name}"] for name in NAMES if f"{exchange}/{name}" in found}
