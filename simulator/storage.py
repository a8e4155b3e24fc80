"""Where an exchange keeps its state: in memory, or in a folder that survives a restart and a ``kill -9``.

On disk there is a snapshot (``state.json``) and a journal of what has happened since. Each change is one line,
handed to the operating system before the exchange answers ``STORED``: killing the process loses nothing. (A power
cut may: nothing is synchronised to the disk, this is a simulator.) From time to time, and at the end, the journal
is folded into a new snapshot; each snapshot names the journal that follows it, so there is no moment in which a
change counts twice or not at all.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any, Protocol

Record = dict[str, Any]
FORMAT = 1
LONGEST_JOURNAL = 4_000_000
"""Bytes after which the journal is folded into a new snapshot: some 30,000 changes, 50 ms of reading at the start."""


class StorageError(Exception):
    """A state folder that cannot be used; the text says which and why."""


class Storage(Protocol):
    """What the state needs from the place where it is kept."""

    def load(self) -> tuple[Record | None, list[Record]]:
        """Return the last snapshot (``None`` for a new exchange) and the changes since."""

    def append(self, change: Record) -> None:
        """Keep a change."""

    def wants_snapshot(self) -> bool:
        """Say whether it is time for a new snapshot."""

    def write_snapshot(self, snapshot: Record) -> None:
        """Replace the snapshot and forget the changes before it."""

    def put_audio(self, checksum: str, audio: bytes) -> None:
        """Keep the audio of a message under its SHA-256."""

    def get_audio(self, checksum: str) -> bytes:
        """Return audio that was kept."""

    def drop_audio(self, keep: set[str]) -> None:
        """Forget all audio but the named."""

    def close(self) -> None:
        """Let go of open files."""


class MemoryStorage:
    """Keeps nothing but audio, and that only as long as the process lives. For tests."""

    def __init__(self) -> None:
        """Start empty."""
        self._audio: dict[str, bytes] = {}

    def load(self) -> tuple[Record | None, list[Record]]:
        """Know nothing."""
        return None, []

    def append(self, change: Record) -> None:
        """Forget the change: the state itself is in memory anyway."""

    def wants_snapshot(self) -> bool:
        """Never."""
        return False

    def write_snapshot(self, snapshot: Record) -> None:
        """Forget it."""

    def put_audio(self, checksum: str, audio: bytes) -> None:
        """Keep the audio."""
        self._audio[checksum] = audio

    def get_audio(self, checksum: str) -> bytes:
        """Return the audio."""
        return self._audio[checksum]

    def drop_audio(self, keep: set[str]) -> None:
        """Forget the rest."""
        self._audio = {checksum: audio for checksum, audio in self._audio.items() if checksum in keep}

    def close(self) -> None:
        """Nothing to let go of."""


class FolderStorage:
    """Keeps the state of one exchange in a folder that only its owner can read (it holds passwords)."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which is made when it is missing."""
        self._folder = folder
        self._audio_folder = folder / "messages"
        self._audio_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        self._generation = 0
        self._journal_size = 0
        self._journal: int | None = None

    def load(self) -> tuple[Record | None, list[Record]]:
        """Read the snapshot and its journal. Raise ``StorageError`` when the snapshot is not readable."""
        path = self._folder / "state.json"
        snapshot = None
        if path.exists():
            try:
                snapshot = dict(json.loads(path.read_bytes()))
                self._generation = int(snapshot["generation"])
            except (ValueError, KeyError, TypeError) as error:
                raise StorageError(f"{path} is not a state file of this simulator") from error
        self._remove_old_journals()
        return snapshot, self._load_journal()

    def _remove_old_journals(self) -> None:
        for path in self._folder.glob("journal-*.jsonl"):
            if path != self._journal_path(self._generation):
                path.unlink()

    def _load_journal(self) -> list[Record]:
        path = self._journal_path(self._generation)
        if not path.exists():
            return []
        content = path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):  # the machine stopped in the middle of a line: that change was never answered
            os.truncate(path, whole)
        self._journal_size = whole
        try:
            return [json.loads(line) for line in content[:whole].splitlines()]
        except ValueError as error:
            raise StorageError(f"{path} is not a journal of this simulator") from error

    def append(self, change: Record) -> None:
        """Hand one line to the operating system."""
        if self._journal is None:
            path = self._journal_path(self._generation)
            self._journal = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        line = json.dumps(change, separators=(",", ":")).encode("ascii") + b"\n"
        if os.write(self._journal, line) != len(line):
            os.ftruncate(self._journal, self._journal_size)  # half a line must not spoil the next one
            raise StorageError(f"{self._journal_path(self._generation)}: the disk is full")
        self._journal_size += len(line)

    def wants_snapshot(self) -> bool:
        """Say whether the journal has become long."""
        return self._journal_size > LONGEST_JOURNAL

    def write_snapshot(self, snapshot: Record) -> None:
        """Write the snapshot beside the old one, put it in its place, then remove the journal before it."""
        self._close_journal()
        before, self._generation = self._generation, self._generation + 1
        content = json.dumps({"format": FORMAT, "generation": self._generation, **snapshot}, separators=(",", ":"))
        write_private(self._folder / "state.json", content.encode("ascii"))
        self._journal_size = 0
        with contextlib.suppress(FileNotFoundError):
            self._journal_path(before).unlink()

    def put_audio(self, checksum: str, audio: bytes) -> None:
        """Write the audio under its checksum. Only the journal makes it a message."""
        write_private(self._audio_path(checksum), audio)

    def get_audio(self, checksum: str) -> bytes:
        """Read the audio."""
        return self._audio_path(checksum).read_bytes()

    def drop_audio(self, keep: set[str]) -> None:
        """Remove all other audio."""
        for path in self._audio_folder.iterdir():
            if path.stem not in keep:
                path.unlink()

    def close(self) -> None:
        """Close the journal."""
        self._close_journal()

    def _close_journal(self) -> None:
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None

    def _journal_path(self, generation: int) -> Path:
        return self._folder / f"journal-{generation}.jsonl"

    def _audio_path(self, checksum: str) -> Path:
        return self._audio_folder / f"{checksum}.wav"


def write_private(path: Path, content: bytes) -> None:
    """Replace a file as a whole; only its owner may read it. Another process sees the old content or the new."""
    beside = path.with_name(path.name + ".new")
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)
    beside.replace(path)
