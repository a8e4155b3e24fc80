"""Who changed it: what the journals of this controller say that Sentral wrote since the last backup."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..engine.journal import read_journal, steps_of


@dataclass(frozen=True)
class SentralRuns:
    """What the runs wrote: target (``15-01-01 105``, ``VRS 1``) to the value that it was left with, and for whom."""

    values: Mapping[str, str] = field(default_factory=dict)
    operators: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()

    def wrote(self, target: str, value: str) -> bool:
        """Whether the last that a run left at the target is just this."""
        return self.values.get(target) == value


def runs_since(folder: Path, moment: datetime.datetime) -> SentralRuns:
    """What the journals in a folder say of the runs that began after ``moment``, oldest first.

    A journal that cannot be read says nothing: what it wrote counts as changed outside, which is seen and asked about.
    """
    values: dict[str, str] = {}
    operators: dict[str, None] = {}
    requests: dict[str, None] = {}
    for path in sorted(folder.glob("*.jsonl")):
        records = _records(path)
        if not records or _began(records[0]) <= moment:
            continue
        left = _left_by(records)
        if not left:
            continue
        values.update(left)
        for known, name in ((operators, "operator"), (requests, "request")):
            if records[0].get(name):
                known[str(records[0][name])] = None
    return SentralRuns(values, tuple(operators), tuple(requests))


def _records(path: Path) -> list[dict[str, Any]]:
    try:
        records = read_journal(path)
    except OSError:
        return []
    return records if records and records[0].get("event") == "begin" else []


def _began(header: Mapping[str, Any]) -> datetime.datetime:
    try:
        began = datetime.datetime.fromisoformat(str(header.get("time")))
    except ValueError:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return began if began.tzinfo else began.replace(tzinfo=datetime.UTC)


def _left_by(records: list[dict[str, Any]]) -> dict[str, str]:
    """The value that each target was left with, as far as something was sent."""
    left: dict[str, str] = {}
    try:
        steps = steps_of(records)
        for record in records:
            answer = str(record.get("answer", ""))
            if record.get("event") == "answered" and answer == "done":
                left[steps[record["step"]].target] = steps[record["step"]].after
            elif record.get("event") == "undone" and answer in ("done", "was not done"):
                left[steps[record["step"]].target] = steps[record["step"]].before
    except (KeyError, TypeError, IndexError):
        return {}
    return left


def told(words: Iterable[str]) -> str:
    """Names in a trailer of a commit, one line."""
    return ", ".join(" ".join(word.split()) for word in words)
