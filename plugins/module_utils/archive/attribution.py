"""Who changed it: what the journals of this controller say that Sentral wrote since the last backup."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..engine.journal import read_journal, steps_of


@dataclass(frozen=True)
class SentralRun:
    """What one run wrote: target (``15-01-01 105``, ``VRS 1``) to the value that it was left with, and for whom."""

    left: Mapping[str, str]
    operator: str = ""
    request: str = ""


@dataclass(frozen=True)
class SentralRuns:
    """The runs since a moment, oldest first."""

    runs: tuple[SentralRun, ...] = ()

    @cached_property
    def values(self) -> Mapping[str, str]:
        """What each target was left with by the last run that wrote there."""
        return {target: value for run in self.runs for target, value in run.left.items()}

    def wrote(self, target: str, value: str) -> bool:
        """Whether the last that a run left at the target is just this."""
        return self.values.get(target) == value

    def that_wrote(self, targets: Collection[str]) -> SentralRuns:
        """Those that wrote at any of the targets. Who changed nothing that is there now is not named for it."""
        return SentralRuns(tuple(run for run in self.runs if not run.left.keys().isdisjoint(targets)))

    @property
    def operators(self) -> tuple[str, ...]:
        """Who made them."""
        return tuple(dict.fromkeys(run.operator for run in self.runs if run.operator))

    @property
    def requests(self) -> tuple[str, ...]:
        """What asked for them."""
        return tuple(dict.fromkeys(run.request for run in self.runs if run.request))


def runs_since(folder: Path, moment: datetime.datetime) -> SentralRuns:
    """What the journals in a folder say of the runs that began after ``moment``, oldest first.

    A journal that cannot be read says nothing: what it wrote counts as changed outside, which is seen and asked about.
    """
    found: list[SentralRun] = []
    for path in sorted(folder.glob("*.jsonl")):
        records = _records(path)
        if not records or _began(records[0]) <= moment:
            continue
        left = _left_by(records)
        if left:
            operator, request = (str(records[0].get(name) or "") for name in ("operator", "request"))
            found.append(SentralRun(left, operator, request))
    return SentralRuns(tuple(found))


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
