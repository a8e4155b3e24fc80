"""An earlier run on the same exchange that did not end: found before anything else is done, and settled as asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..platforms.operation import Recordings, Slots, Step
from ..session.session import Session
from .interrupted_run import InterruptedRun, JournalUnreadable, read_interrupted
from .interruption import Interruption
from .journal import ALL_NEW, ALL_OLD, forget_unfinished, unfinished_journal
from .order import Order
from .recovery import FINISH, KEEP, STOP, UNDO, Found, Recovery, RunInterrupted, look

_ASK = (
    "say what becomes of it: run again with -e pbx_on_interrupted=undo (take it back), finish (do the rest), or keep "
    "(leave the exchange as it is)"
)


@dataclass(frozen=True)
class Settled:
    """What was done about an earlier run, in words, and the names that count from now on, where it gave some."""

    notice: str = ""
    slots: Slots | None = None
    recordings: Recordings | None = None
    changed: bool = False
    """Whether the exchange was written to, so that it has to be read again."""
    session: Session | None = None


def interrupted_run(order: Order) -> InterruptedRun | None:
    """The run before this one, where it is not over. One that had not begun is forgotten."""
    folder = order.folder / "journal"
    try:
        path = unfinished_journal(folder)
        if path is None:
            return None
        run = read_interrupted(path, order.exchange) if path.exists() else None
        if run is None and not order.check:
            forget_unfinished(folder)
    except OSError as error:
        raise JournalUnreadable(
            f"{order.exchange}: whether the run before this one ended cannot be read in {folder}: {error.strerror}. "
            "Nothing was changed"
        ) from error
    return run


def notice_of(order: Order) -> str:
    """What a check says of an earlier run that did not end; empty where there is none."""
    run = interrupted_run(order)
    return "" if run is None or run.closed else f"{order.exchange}: {run.sentence()}; {_ASK}"


def settle(
    order: Order, snapshot: Any, session: Session, open_session: Callable[[], Session], interruption: Interruption
) -> Settled:
    """Finish an earlier run, take it back, or leave it, as asked.

    Raises :class:`RunInterrupted` where nobody has said what is to be done and something is, or where it cannot be
    done; ``RecoveryFailed`` where something is left.
    """
    run = interrupted_run(order)
    if run is None:
        return Settled()
    steps = _steps_as_sent_now(order, run)
    platform = order.platform.reading(steps)
    if platform is not order.platform:  # a rebuild was interrupted, and this run alone would not read all that it wrote
        snapshot = platform.read(order.exchange, session)
    found = look(platform, run, snapshot)
    recovery = Recovery(platform, run, open_session, session, order.reconnect_for, interruption)
    settled = _settled_by_itself(order, run, found, recovery, snapshot)
    if settled is not None:
        return settled
    policy = order.on_interrupted
    if policy == STOP:
        raise RunInterrupted(f"{order.exchange}: {run.sentence()}. Nothing was changed now; {_ASK}")
    if policy == KEEP:
        recovery.keep()
        return Settled(f"{order.exchange}: {run.sentence()}; the exchange stays as it is")
    _insist_on_steps(run, steps)
    order.gate(snapshot)
    with interruption:
        (recovery.undo if policy == UNDO else recovery.finish)(found)
    if interruption.reason:
        raise RunInterrupted(f"{order.exchange}: {interruption.reason}, when the run before had been settled")
    how = "taken back" if policy == UNDO else "finished"
    slots, recordings = _names(order, run, recovery.snapshot) if policy == FINISH else (None, None)
    return Settled(f"{order.exchange}: {run.sentence()}; it was {how} first", slots, recordings, True, recovery.session)


def _steps_as_sent_now(order: Order, run: InterruptedRun) -> list[Step]:
    """The steps of a journal, made anew. Of places that there are not nothing can be compared with the exchange."""
    try:
        return [order.platform.step(step.target, step.before, step.after) for step in run.steps]
    except ValueError as error:
        raise JournalUnreadable(
            f"{order.exchange}: the journal {run.path} was altered: {error}. Nothing was changed; move it away "
            "when it has been looked at"
        ) from error


def _insist_on_steps(run: InterruptedRun, steps: list[Step]) -> None:
    """Nothing is sent from a file: each command of the journal must be the one that would be sent now."""
    for step, now in zip(run.steps, steps, strict=True):
        if step != now:
            raise RunInterrupted(
                f"{run.exchange}: the journal {run.path} was altered, or written by another version: its step for "
                f"{step.target} is not what would be sent now. Nothing is sent from it"
            )


def _settled_by_itself(
    order: Order, run: InterruptedRun, found: Found, recovery: Recovery, snapshot: Any
) -> Settled | None:
    """A run of which everything or nothing is on the exchange needs no decision; None for one that does."""
    new = run.ended == ALL_NEW if run.closed else found.all_done(run)
    if not (run.closed or new or found.none_done()):
        return None
    recovery.close(run.ended if run.closed else ALL_NEW if new else ALL_OLD)
    notice = "" if run.closed else f"{order.exchange}: {run.sentence()}; {'all' if new else 'nothing'} of it is there"
    return Settled(notice, *(_names(order, run, snapshot) if new else (None, None)))


def _names(order: Order, run: InterruptedRun, snapshot: Any) -> tuple[Slots, Recordings]:
    """The names that the run gave are those of now: without them its objects would be made again."""
    platform = order.platform
    expected = platform.after_steps(snapshot, run.steps)
    return run.slots, platform.recordings(expected, snapshot, order.wish.recordings)
