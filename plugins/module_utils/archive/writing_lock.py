"""One process at a time writes to an archive: a lock held by the kernel, so that it dies with those who hold it."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
from pathlib import Path

from .errors import ArchiveError


class ArchiveBusy(ArchiveError):
    """Another process writes to the archive. The sentence says which."""


class WritingLock:
    """``flock`` on a file inside .git; its content says who holds it, for people.

    The git commands that write get the handle too: where this process is killed and they are not, the archive is free
    when the last of them has ended.
    """

    def __init__(self, archive: Path, git_folder: Path) -> None:
        self._archive = archive
        self._path = git_folder / "sentral.lock"
        self._handle = -1

    @property
    def handles(self) -> tuple[int, ...]:
        """For the git commands that write; empty when the lock is not held."""
        return () if self._handle < 0 else (self._handle,)

    def acquire(self) -> None:
        """Raises `ArchiveBusy` where another process has it, `ArchiveError` where it cannot be made."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        except OSError as error:
            raise ArchiveError(
                f"the archive {self._archive} cannot be written: {error.strerror} ({self._path}). Nothing was changed"
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = _describe(os.read(handle, 4096))
            os.close(handle)
            raise ArchiveBusy(
                f"another backup is writing to the archive {self._archive} ({holder}); wait for it to end"
            ) from error
        self._handle = handle
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        try:
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps({"pid": os.getpid(), "since": now}).encode())
        except OSError:
            os.ftruncate(handle, 0)  # who holds it is for people only: a full disk is told where content is written

    def release(self) -> None:
        """Give the lock back."""
        handle, self._handle = self._handle, -1
        os.ftruncate(handle, 0)
        os.close(handle)


def _describe(holder: bytes) -> str:
    try:
        facts = json.loads(holder)
        return f"process {facts['pid']}, since {facts['since']}"
    except (ValueError, KeyError, TypeError):
        return "it has just begun"
