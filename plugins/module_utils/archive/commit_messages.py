"""The messages of the commits of a run: which exchanges changed and how, who did it, and what asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .attribution import told
from .drills import Drill
from .object_counts import Counts

MOST_NAMED = 3
"""Exchanges named in the first line of a message; the others are counted, and all are in its body."""


@dataclass(frozen=True)
class ExchangeChange:
    """What changed on one exchange, for a message. ``items`` counts rows and recordings."""

    exchange: str
    counts: Sequence[Counts] = ()
    items: int = 0
    first: bool = False
    operators: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    remark: str = ""

    def words(self) -> str:
        """``users +3, schedules ~1``; items where no object of a site file differs."""
        if self.first:
            return "first backup"
        said = ", ".join(str(counts) for counts in self.counts)
        if not said and self.items:
            said = f"{self.items:,} {'item' if self.items == 1 else 'items'} that no site file says"
        return "; ".join(part for part in (said, self.remark) if part) or "facts of the exchange"


def message_of(title: str, changes: Sequence[ExchangeChange], operator: str, request: str) -> str:
    """A message with trailers. ``operator`` and ``request`` are those of the backup's own run."""
    names = [f"{change.exchange} ({change.words()})" for change in changes[:MOST_NAMED]]
    if len(changes) > MOST_NAMED:
        names = [f"{len(changes):,} exchanges, {', '.join(change.exchange for change in changes[:MOST_NAMED])} ..."]
    lines = [f"{title}: {', '.join(names)}", ""]
    for change in changes:
        by = f", by {told(change.operators)}" if change.operators else ""
        asked = f", request {told(change.requests)}" if change.requests else ""
        lines.append(f"{change.exchange}: {change.words()}{by}{asked}")
    lines.append("")
    lines += [f"Operator: {name}" for name in _all(operator, (change.operators for change in changes))]
    lines += [f"Request: {name}" for name in _all(request, (change.requests for change in changes))]
    return "\n".join(lines).rstrip() + "\n"


def message_of_drills(drills: Sequence[Drill], operator: str, request: str) -> str:
    """The message of the one commit with all drills of a run, in their order."""
    lines = [f"Drill: {words_of_drills(drills)}", ""]
    for drill in drills:
        came = f"restores, {drill.seconds:,.1f} s" if drill.restored else drill.result
        lines.append(f"{drill.exchange}: {came}")
    trailers = (("Operator", operator), ("Request", request))
    lines += ["", *(f"{name}: {told((value,))}" for name, value in trailers if value)]
    return "\n".join(lines).rstrip() + "\n"


def words_of_drills(drills: Sequence[Drill]) -> str:
    """``3 exchanges restore, 1 does not``."""
    good = sum(drill.restored for drill in drills)
    bad = len(drills) - good
    said = [f"{good:,} {'exchange restores' if good == 1 else 'exchanges restore'}"] if good else []
    if bad:
        verb = "does not" if bad == 1 else "do not"
        said.append(f"{bad:,} {verb}" if good else f"{bad:,} {'exchange' if bad == 1 else 'exchanges'} {verb} restore")
    return ", ".join(said)


def _all(own: str, others: Iterable[Sequence[str]]) -> list[str]:
    """Every name once, in the order in which they come; the run's own where there is no other."""
    names = list(dict.fromkeys(told((name,)) for each in others for name in each))
    return names or ([told((own,))] if own else [])
