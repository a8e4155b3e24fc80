"""The journal of one apply: written and synced before each command and after each answer.

A later run (or a person) can tell from it alone what was sent, what was answered, and how to go on or back. The first
line holds the plan's steps with their values before and after, so that nothing has to be planned again; the audio that
the plan replaces or deletes, and the audio that it uploads, lie beside it by checksum.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..platforms.operation import Step
from .plan import Plan

FORMAT = 1
ALL_NEW, ALL_OLD, LEFT, KEPT, NOT_BEGUN = "all new", "all old", "left", "kept", "not begun"
CLOSED = (ALL_NEW, ALL_OLD, KEPT, NOT_BEGUN)
"""End states that leave nothing to do."""

UNFINISHED = "unfinished"
"""The file beside the journals that names the one whose run has not ended: written before the first command."""

MOST_JOURNALS = 1000
"""Older journals of runs that ended are removed, with their audio."""


class JournalFailed(Exception):
    """The journal cannot be written, so nothing more may be sent but what leads back."""


class Journal:
    """One journal file, append only, mode 0600 in a folder of mode 0700."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle = handle

    @classmethod
    def begin(
        cls, folder: Path, plan: Plan, contents: Mapping[str, bytes], operator: str, request: str = ""
    ) -> Journal:
        """Start a journal for ``plan``: header, steps, and the audio that going on or back may need.

        Raises :class:`JournalFailed`; nothing has been sent then.
        """
        try:
            return cls._begin(folder, plan, contents, operator, request)
        except OSError as error:
            raise JournalFailed(f"the journal cannot be begun in {folder}: {error.strerror}") from error

    @classmethod
    def _begin(cls, folder: Path, plan: Plan, contents: Mapping[str, bytes], operator: str, request: str) -> Journal:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        now = datetime.datetime.now(datetime.UTC)
        stem = f"{now:%Y%m%dT%H%M%S%fZ}-{plan.hash()[:12]}"
        save_contents(folder / f"{stem}.audio", contents)
        path = folder / f"{stem}.jsonl"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        journal = cls(path, handle)
        steps = [(operation.id, step) for operation in plan.operations for step in operation.steps]
        journal.append(
            {
                "event": "begin",
                "format": FORMAT,
                "exchange": plan.exchange,
                "platform": plan.platform,
                "model": plan.model,
                "software": plan.software,
                "profile_hash": plan.profile_hash,
                "before_hash": plan.before_hash,
                "desired_hash": plan.desired_hash,
                "plan_hash": plan.hash(),
                "slots": plan.document()["slots"],
                "operator": operator,
                "request": request,
                "time": now.isoformat(),
                "steps": [
                    {
                        "operation": operation,
                        "target": step.target,
                        "before": step.before,
                        "after": step.after,
                        "command": step.command,
                        "undo": step.undo,
                    }
                    for operation, step in steps
                ],
            }
        )
        sync_folder(folder)
        _write_pointer(folder, path.name)
        prune(folder)
        return journal

    @classmethod
    def reopen(cls, path: Path) -> Journal:
        """Go on with the journal of a run that did not end."""
        try:
            handle = os.open(path, os.O_RDWR | os.O_APPEND)
            size = os.fstat(handle).st_size
            if size and os.pread(handle, 1, size - 1) != b"\n":
                write_all(handle, b"\n")  # the last record was cut
        except OSError as error:
            raise JournalFailed(f"the journal {path} cannot be written: {error.strerror}") from error
        journal = cls(path, handle)
        journal.append({"event": "resumed", "time": datetime.datetime.now(datetime.UTC).isoformat()})
        return journal

    def append(self, record: Mapping[str, Any]) -> None:
        """Write one record and wait until it is on the disk."""
        try:
            write_all(self._handle, (json.dumps(record, ensure_ascii=False) + "\n").encode())
            os.fdatasync(self._handle)
        except OSError as error:
            raise JournalFailed(f"the journal {self.path} cannot be written: {error.strerror}") from error

    def sending(self, number: int) -> None:
        """Step ``number`` (from 0) is about to be sent."""
        self.append({"event": "sending", "step": number})

    def answered(self, number: int, answer: str) -> None:
        """What came of a step: ``done``, ``refused``, ``unknown`` or ``lost``, with the reply where it says more."""
        self.append({"event": "answered", "step": number, "answer": answer})

    def undoing(self, number: int) -> None:
        """The way back of a step is about to be sent."""
        self.append({"event": "undoing", "step": number})

    def undone(self, number: int, answer: str) -> None:
        """What came of the way back of a step."""
        self.append({"event": "undone", "step": number, "answer": answer})

    def end(self, state: str, left: Sequence[str] = (), reason: str = "") -> None:
        """The end: ``all new``, ``all old``, or ``left`` with what is left and why."""
        self.append({"event": "end", "state": state, "left": list(left), "reason": reason})
        os.close(self._handle)
        self._handle = -1

    def settled(self) -> None:
        """Nothing is left to do about this run: forget that it was open."""
        with suppress(FileNotFoundError):
            (self.path.parent / UNFINISHED).unlink()
            sync_folder(self.path.parent)


def unfinished_journal(folder: Path) -> Path | None:
    """The journal of the run that did not end, or ended with something left; None where there is none."""
    try:
        name = (folder / UNFINISHED).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return folder / Path(name).name


def forget_unfinished(folder: Path) -> None:
    """Forget a run of which no journal is left, or which had not begun."""
    (folder / UNFINISHED).unlink(missing_ok=True)


def _write_pointer(folder: Path, name: str) -> None:
    temporary = folder / f".{UNFINISHED}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        write_all(handle, f"{name}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    temporary.replace(folder / UNFINISHED)
    sync_folder(folder)


def prune(folder: Path, most: int = MOST_JOURNALS) -> None:
    """Remove the oldest journals beyond ``most``; their names begin with their time. The open one is the newest."""
    for path in sorted(folder.glob("*.jsonl"))[:-most]:
        shutil.rmtree(path.with_suffix(".audio"), ignore_errors=True)
        path.unlink(missing_ok=True)


def save_contents(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Keep audio by checksum in ``folder``, synced; nothing is created when there is none."""
    if not contents:
        return
    folder.mkdir(parents=True, mode=0o700)
    for checksum, content in sorted(contents.items()):
        handle = os.open(folder / f"{checksum}.wav", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            write_all(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
    sync_folder(folder)


def write_all(handle: int, content: bytes) -> None:
    """Write every byte: a full disk may take some of them first and fail at the rest."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_journal(path: Path) -> list[dict[str, Any]]:
    """The records of a journal. A line that was cut by a crash is left out: what it announced was not done yet."""
    records: list[dict[str, Any]] = []
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            records.append(record)
    return records


def contents_of(path: Path) -> dict[str, bytes]:
    """The audio that was saved beside a journal, by checksum; a file that does not fit its name is left out."""
    found = {file.stem: file.read_bytes() for file in sorted(path.with_suffix(".audio").glob("*.wav"))}
    return {checksum: content for checksum, content in found.items() if hashlib.sha256(content).hexdigest() == checksum}


def steps_of(records: Sequence[Mapping[str, Any]]) -> list[Step]:
    """The steps that a journal's header lists. Raises ``TypeError`` for what is no text in one."""
    steps = [
        Step(step["target"], step["before"], step["after"], step["command"], step["undo"])
        for step in records[0]["steps"]
    ]
    for step in steps:
        for text in (step.target, step.before, step.after, step.command, step.undo):
            if not isinstance(text, str):
                raise TypeError(f"{text!r} is no text")
    return steps
