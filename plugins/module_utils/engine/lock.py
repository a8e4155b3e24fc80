"""One run at a time changes an exchange: a lock file for each, held by the kernel, so that it dies with its process."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType


class ExchangeBusy(Exception):
    """Another run holds the exchange's lock. The sentence says which."""


class LockFailed(Exception):
    """The lock file cannot be made. The sentence says where and why."""


class ExchangeLock:
    """``flock`` on ``folder/lock``; the file says who holds it, for people."""

    def __init__(self, exchange: str, folder: Path) -> None:
        self.exchange = exchange
        self.path = folder / "lock"
        self._handle = -1

    def __enter__(self) -> ExchangeLock:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, self._mode())
        except OSError as error:
            raise LockFailed(
                f"{self.exchange}: the lock {self.path} cannot be made: {error.strerror}. Nothing was changed"
            ) from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self._handle, 4096).decode("utf-8", "replace")
            os.close(self._handle)
            self._handle = -1
            raise ExchangeBusy(
                f"{self.exchange}: another run is changing this exchange ({_describe(holder)}); wait for it to end"
            ) from error
        os.ftruncate(self._handle, 0)
        now = datetime.datetime.now(datetime.UTC)
        with suppress(OSError):  # who holds it is for people only: a full disk is told where content is written
            os.write(
                self._handle, json.dumps({"pid": os.getpid(), "since": now.isoformat(timespec="seconds")}).encode()
            )
        return self

    def _mode(self) -> int:
        """The owner's only, unless the folder is one that a group shares."""
        return 0o660 if self.path.parent.parent.stat().st_mode & stat.S_IWGRP else 0o600

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle >= 0:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = -1


def _describe(holder: str) -> str:
    try:
        facts = json.loads(holder)
        return f"process {facts['pid']}, since {facts['since']}"
    except (ValueError, KeyError, TypeError):
        return "it has just begun"
