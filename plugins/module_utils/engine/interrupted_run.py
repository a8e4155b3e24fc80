"""What the journal of a run says that did not end: which steps are done, and of which nobody knows.

The journal alone decides what may have been sent; what the exchange holds decides what was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..platforms.operation import Slots, Step
from .journal import CLOSED, FORMAT, contents_of, read_journal, steps_of


class JournalUnreadable(Exception):
    """A journal that cannot be used. The sentence names the file and the remedy."""


@dataclass
class InterruptedRun:
    """A run that did not end, as its journal tells it. Steps are numbers from 0."""

    path: Path
    exchange: str
    steps: list[Step]
    operator: str
    time: str
    slots: Slots
    done: list[int] = field(default_factory=list)
    """Steps that were answered with done and not taken back, in the order of the journal."""
    uncertain: set[int] = field(default_factory=set)
    """Steps that were sent, or whose way back was, without an answer that anybody understood."""
    ended: str = ""
    """The end state, where the journal has one."""

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do about it but to forget that it was open."""
        return self.ended in CLOSED

    def contents(self) -> dict[str, bytes]:
        """The audio that going on or back may need, by checksum."""
        return contents_of(self.path)

    def sentence(self) -> str:
        """Which run it was, and how far it came."""
        began = self.time.partition(".")[0].replace("T", " ")
        whose = f" by {self.operator}" if self.operator else ""
        how = "ended with something left" if self.ended else "was interrupted"
        reached = len(self.done) + len(self.uncertain)
        return f"the run of {began} UTC{whose} {how} after {reached} of {len(self.steps)} commands"


def read_interrupted(path: Path, exchange: str) -> InterruptedRun | None:
    """The run of a journal; None where it had not begun, so that nothing was sent.

    Raises :class:`JournalUnreadable` for a journal of another exchange, or of a format of another Sentral.
    """
    records = read_journal(path)
    if not records or records[0].get("event") != "begin":
        return None
    header = records[0]
    if header.get("format") != FORMAT or header.get("exchange") != exchange:
        raise JournalUnreadable(
            f"{exchange}: the journal {path} is of {header.get('exchange')!r} in format {header.get('format')!r}; it "
            f"cannot be used for {exchange} in format {FORMAT}. Move it away when it has been looked at"
        )
    try:
        slots = {kind: {name: int(slot) for name, slot in table.items()} for kind, table in header["slots"].items()}
        run = InterruptedRun(path, exchange, steps_of(records), str(header["operator"]), str(header["time"]), slots)
        _follow(run, records[1:])
    except (LookupError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise JournalUnreadable(f"{exchange}: the journal {path} is damaged: {error!r}") from error
    return run


def _follow(run: InterruptedRun, records: Sequence[Mapping[str, Any]]) -> None:
    """Go through the records in their order."""
    under_way: int | None = None
    for record in records:
        event, number, answer = record.get("event"), record.get("step", -1), str(record.get("answer", ""))
        if event in ("sending", "answered", "undoing", "undone") and number not in range(len(run.steps)):
            raise LookupError(f"there is no step {number!r}")
        if event in ("sending", "undoing"):
            under_way = number
        elif event == "answered":
            under_way = None
            _note(run, number, done=answer == "done", known=answer == "done" or answer.startswith(("refused", "busy")))
        elif event == "undone":
            under_way = None
            if answer in ("done", "was not done"):
                _note(run, number, done=False, known=True)
            elif not answer.startswith("refused"):
                run.uncertain.add(number)
        elif event == "end":
            run.ended = str(record["state"])
        elif event == "resumed":
            run.ended = ""
    if under_way is not None:
        run.uncertain.add(under_way)
    run.done = [number for number in run.done if number not in run.uncertain]


def _note(run: InterruptedRun, number: int, *, done: bool, known: bool) -> None:
    run.uncertain.discard(number)
    if number in run.done:
        run.done.remove(number)
    if done:
        run.done.append(number)
    if not known:
        run.uncertain.add(number)
