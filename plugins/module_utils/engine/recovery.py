"""Finishing or taking back a run that did not end: the exchange is read first, and nothing is sent blindly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..platforms.operation import Step
from ..platforms.platform import Platform, ReadFailed
from ..session.errors import SessionError
from ..session.session import Session
from ..session.write_guard import ensure_writable
from .interrupted_run import InterruptedRun
from .interruption import Interruption
from .journal import ALL_NEW, ALL_OLD, KEPT, LEFT, Journal
from .sending import Sender, Stopped
from .undo import Undo

STOP, UNDO, FINISH, KEEP = "stop", "undo", "finish", "keep"
POLICIES = (STOP, UNDO, FINISH, KEEP)


class RunInterrupted(Exception):
    """An earlier run did not end, and nobody has said what to do about it."""


class RecoveryFailed(Exception):
    """An earlier run could be neither finished nor taken back altogether; ``left`` says what is there."""

    def __init__(self, sentence: str, left: list[str], journal: str) -> None:
        super().__init__(sentence)
        self.left = left
        self.journal = journal


@dataclass
class Found:
    """What the exchange holds of the steps of a run: those that are done, and targets that hold something else."""

    done: list[int]
    strange: dict[str, str] = field(default_factory=dict)
    """Target to a sentence: somebody has changed it since."""

    def all_done(self, run: InterruptedRun) -> bool:
        """Whether the exchange holds what the run wanted."""
        return not self.strange and len(self.done) == len(run.steps)

    def none_done(self) -> bool:
        """Whether the exchange holds what it held before."""
        return not self.strange and not self.done


def look(platform: Platform, run: InterruptedRun, snapshot: Any) -> Found:
    """Compare what the journal says with what the exchange holds."""
    found = Found(list(run.done))
    for number in sorted(run.uncertain):
        step = run.steps[number]
        if not platform.holds(snapshot, step, step.before):
            found.done.append(number)
    found.done.sort()
    for target, wanted in _expected(run, found.done).items():
        own = [number for number, step in enumerate(run.steps) if step.target == target]
        first, last = run.steps[own[0]], run.steps[own[-1]]
        if platform.holds(snapshot, last, wanted):
            continue
        if platform.holds(snapshot, first, first.before):  # somebody has put it right by hand
            found.done = [number for number in found.done if number not in own]
        elif platform.holds(snapshot, last, last.after):
            found.done = sorted({*found.done, *own})
        else:
            found.strange[target] = (
                f"{target} holds {platform.shown(snapshot, last)!r}, which the interrupted run neither found nor wrote"
            )
    return found


def _expected(run: InterruptedRun, done: list[int]) -> dict[str, str]:
    """What every target of a run holds when the steps ``done`` are."""
    expected: dict[str, str] = {}
    for number, step in enumerate(run.steps):
        if number in done:
            expected[step.target] = step.after
        else:
            expected.setdefault(step.target, step.before)
    return expected


def _any_step(run: InterruptedRun, target: str) -> Step:
    return next(step for step in run.steps if step.target == target)


class Recovery:
    """One attempt to bring an interrupted run to an end."""

    def __init__(
        self,
        platform: Platform,
        run: InterruptedRun,
        open_session: Callable[[], Session],
        session: Session,
        reconnect_for: float,
        interruption: Interruption,
    ) -> None:
        self.platform = platform
        self.run = run
        self.session: Session | None = session
        self._open_session = open_session
        self._reconnect_for = reconnect_for
        self._interruption = interruption
        self._contents: Mapping[str, bytes] = run.contents()
        self.snapshot: Any = None
        """What the exchange held when the rest had been sent."""

    def close(self, state: str) -> None:
        """Note the end of a run that needed nothing any more, and forget that it was open."""
        self._journal.end(state)
        self._journal.settled()

    @cached_property
    def _journal(self) -> Journal:
        """The journal of the run, opened again when something is about to be done about it."""
        return Journal.reopen(self.run.path)

    def keep(self) -> None:
        """The exchange stays as it is."""
        self.close(KEPT)

    def undo(self, found: Found, uncertain: int | None = None) -> None:
        """Take back what is done, but for what somebody has changed since. Raises :class:`RecoveryFailed`.

        ``uncertain`` is a step of this run that may be done.
        """
        steps = self.run.steps
        undo = Undo(
            self.platform,
            self.run.exchange,
            self._open_session,
            self.session,
            self._journal,
            self._contents,
            self._reconnect_for,
        )
        self.session = None
        done = [number for number in found.done if steps[number].target not in found.strange]
        left = undo.run(steps, done, uncertain, self._left_before)
        self.session = undo.session
        self._end(ALL_OLD, left, "it could not be taken back altogether")

    def finish(self, found: Found) -> None:
        """Do what is left to do, and go back where that does not succeed. Raises :class:`RecoveryFailed`."""
        try:
            self._send_rest(found)
        except Stopped as stopped:
            self.undo(found, stopped.uncertain)
            reason = stopped.reason.removeprefix(f"{self.run.exchange}: ").rstrip(".")
            raise RecoveryFailed(
                f"{self.run.exchange}: {self.run.sentence()}. It could not be finished: {reason}. It was taken "
                "back; the exchange holds what it held before it",
                [],
                str(self.run.path),
            ) from stopped
        self._end(ALL_NEW, self._left_after(), "it could not be finished altogether")

    def _send_rest(self, found: Found) -> None:
        """Send the steps that are not done. Raises :class:`Stopped`."""
        sender = Sender(self.platform, self.run.exchange, self._journal, self._contents)
        for number, step in enumerate(self.run.steps):
            if number in found.done or step.target in found.strange:
                continue
            if self._interruption.reason:
                raise Stopped(f"{self.run.exchange}: {self._interruption.reason}")
            try:
                session = self._usable_session()
                ensure_writable(session)
            except SessionError as error:
                raise Stopped(str(error)) from error
            sender.send(session, number, step)
            found.done.append(number)

    def _usable_session(self) -> Session:
        if self.session is None or not self.session.usable:
            self.session = self._open_session()
        return self.session

    def _left_after(self) -> list[str]:
        try:
            self.snapshot = self.platform.read(self.run.exchange, self._usable_session())
            return self._different(self.snapshot, after=True)
        except (SessionError, ReadFailed) as error:
            return [f"the exchange could not be read again to see what it holds: {error}"]

    def _left_before(self, snapshot: Any) -> list[str]:
        return self._different(snapshot, after=False)

    def _different(self, snapshot: Any, *, after: bool) -> list[str]:
        """What the targets of the run hold otherwise than after it, or before it; one sentence each."""
        wanted = _expected(self.run, list(range(len(self.run.steps))) if after else [])
        return [
            f"{target} holds {self.platform.shown(snapshot, _any_step(self.run, target))!r}"
            for target, value in wanted.items()
            if not self.platform.holds(snapshot, _any_step(self.run, target), value)
        ]

    def _end(self, state: str, left: list[str], why: str) -> None:
        if not left:
            self.close(state)
            return
        self._journal.end(LEFT, left, why)
        raise RecoveryFailed(
            f"{self.run.exchange}: {self.run.sentence()}; {why}. Left on the exchange: {'; '.join(left)}. Put it right "
            "and run again with -e pbx_on_interrupted=keep",
            left,
            str(self.run.path),
        )
