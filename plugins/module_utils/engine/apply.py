"""Apply: lock, read, plan, write with a journal, read back; and on any trouble all the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..platforms.operation import Draft, Recordings, Step, Wish
from ..platforms.platform import Platform, Prepared, ReadFailed
from ..session.errors import SessionError, SessionLost
from ..session.session import Session
from ..session.write_guard import ensure_writable
from .journal import Journal, JournalFailed
from .limits import check_deletions
from .lock import ExchangeLock
from .plan import Plan, make_plan
from .progress import Progress, Report
from .undo import Undo

ALL_NEW, ALL_OLD, LEFT, NOTHING = "all new", "all old", "left", "nothing to do"


class PlanChanged(Exception):
    """The plan that was reviewed is not the plan of now. The sentence says what differs."""


@dataclass(frozen=True)
class Order:
    """How one exchange is to be worked on.

    ``folder`` holds its lock and journals. ``reviewed`` is the compared text of a plan file, where one was reviewed.
    ``most_deletions`` is None where nobody set it. ``on_plan`` is given the plan before anything is done.
    ``inspect`` is given the draft before that, and raises where it must not be carried out. ``report_every`` is in
    seconds.
    """

    exchange: str
    platform: Platform
    open_session: Callable[[], Session]
    folder: Path
    wish: Wish
    prepared: Prepared
    check: bool = False
    reviewed: str | None = None
    most_deletions: int | None = None
    operator: str = ""
    on_plan: Callable[[Plan], None] = lambda plan: None
    inspect: Callable[[Draft], None] = lambda draft: None
    report: Report = lambda line, finished: None
    report_every: float = 5.0


@dataclass(frozen=True)
class Outcome:
    """What came of it. ``end`` is one of :data:`ALL_NEW`, :data:`ALL_OLD`, :data:`LEFT`, :data:`NOTHING`."""

    end: str
    plan: Plan
    draft: Draft
    reason: str = ""
    left: tuple[str, ...] = ()
    journal: Path | None = None
    recordings: Recordings = field(default_factory=dict)
    reads: int = 0
    writes: int = 0


class _Trouble(Exception):
    """Why the writing stopped, and the step of which nobody knows whether it was done."""

    def __init__(self, reason: str, uncertain: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.uncertain = uncertain


@dataclass
class _Work:
    """What is being written: the state before, the plan, its steps, and those that are done."""

    snapshot: Any
    plan: Plan
    draft: Draft
    steps: list[Step]
    contents: Mapping[str, bytes]
    journal: Journal
    done: list[int] = field(default_factory=list)

    @property
    def under_way(self) -> int | None:
        """The step that may have been sent and is not known to be done; None when all are done."""
        return len(self.done) if len(self.done) < len(self.steps) else None


class Apply:
    """One run on one exchange. The session it ends with is not always the one that it began with."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.session: Session | None = None
        self._opened: list[Session] = []
        self._recordings: Recordings = order.wish.recordings

    def run(self) -> Outcome:
        """Plan, and unless it is only a check, do it. Raises for everything that is found before the first write."""
        try:
            if self.order.check:
                snapshot = self._read()
                return self._outcome(NOTHING, *self._plan(snapshot))
            with ExchangeLock(self.order.exchange, self.order.folder):
                snapshot = self._read()
                plan, draft = self._plan(snapshot)
                if plan.empty:
                    return self._outcome(NOTHING, plan, draft)
                return self._write(snapshot, plan, draft)
        finally:
            self._close()

    def _open(self) -> Session:
        session = self.order.open_session()
        self._opened.append(session)
        return session

    def _usable_session(self) -> Session:
        if self.session is None or not self.session.usable:
            self.session = self._open()
        return self.session

    def _read(self) -> Any:
        return self.order.platform.read(self.order.exchange, self._usable_session())

    def _plan(self, snapshot: Any) -> tuple[Plan, Draft]:
        order = self.order
        draft = order.platform.draft(order.exchange, snapshot, order.wish, order.prepared)
        plan = make_plan(order.platform, order.exchange, snapshot, order.wish, order.prepared, draft)
        if order.reviewed is not None and not plan.empty and plan.to_json() != order.reviewed:
            raise PlanChanged(
                f"{order.exchange}: the exchange, the site file or the plan file has changed since the plan was "
                "reviewed; nothing was changed. Make the plan again and review it"
            )
        order.inspect(draft)
        order.on_plan(plan)
        check_deletions(order.exchange, draft, order.most_deletions)
        return plan, draft

    def _write(self, snapshot: Any, plan: Plan, draft: Draft) -> Outcome:
        session = self._usable_session()
        ensure_writable(session)
        work = self._begin(session, snapshot, plan, draft)
        try:
            self._send_all(session, work)
            self._verify(draft)
        except _Trouble as trouble:
            return self._go_back(work, trouble)
        except JournalFailed as failure:
            return self._go_back(work, _Trouble(f"{self.order.exchange}: {failure}", work.under_way))
        except BaseException as interruption:
            # A `timeout:` of the task is a BaseException: what was written is taken back before it goes on its way.
            self._go_back(work, _Trouble(f"the run was interrupted: {type(interruption).__name__}", work.under_way))
            raise
        work.journal.end(ALL_NEW)
        return self._outcome(ALL_NEW, plan, draft, journal=work.journal.path)

    def _begin(self, session: Session, snapshot: Any, plan: Plan, draft: Draft) -> _Work:
        """Save the audio that will be replaced, and start the journal."""
        steps = [step for operation in plan.operations for step in operation.steps]
        moved = {checksum for step in steps for checksum in (step.before, step.after)}
        known = {**draft.contents, **self.order.platform.fetch(session, steps)}
        contents = {checksum: content for checksum, content in known.items() if checksum in moved}
        journal = Journal.begin(self.order.folder / "journal", plan, contents, self.order.operator)
        return _Work(snapshot, plan, draft, steps, contents, journal)

    def _send_all(self, session: Session, work: _Work) -> None:
        progress = Progress(self.order.exchange, len(work.steps), self.order.report, self.order.report_every)
        journal = work.journal
        for number, step in enumerate(work.steps):
            journal.sending(number)
            try:
                reply = self.order.platform.perform(session, step, step.after, work.contents)
            except SessionLost as error:
                journal.answered(number, "lost")
                raise _Trouble(str(error), number) from error
            journal.answered(number, reply.kind.value if reply.done else f"{reply.kind.value}: {reply.sentence()}")
            if not reply.done:
                uncertain = number if reply.kind.value == "unknown" else None
                raise _Trouble(f"{self.order.exchange}: {reply.sentence()}", uncertain)
            work.done.append(number)
            progress.done(number + 1)

    def _verify(self, draft: Draft) -> None:
        """Read back: what was answered with done must also be there."""
        try:
            try:
                actual = self._read()
            except SessionLost:
                actual = self._read()  # by a new session: nothing is known to be wrong yet
        except (SessionError, ReadFailed) as error:
            raise _Trouble(f"reading back failed: {error}") from error
        self._recordings = self.order.platform.recordings(draft.expected, actual, self.order.wish.recordings)
        different = self.order.platform.differences(draft.expected, actual)
        if different:
            shown = "; ".join(different[:3]) + (f"; and {len(different) - 3} more" if len(different) > 3 else "")
            raise _Trouble(f"{self.order.exchange}: the exchange does not hold what was written: {shown}")

    def _go_back(self, work: _Work, trouble: _Trouble) -> Outcome:
        platform, journal = self.order.platform, work.journal
        undo = Undo(platform, self.order.exchange, self._open, self._take_session(), journal, work.contents)
        left = undo.run(work.steps, work.done, trouble.uncertain, work.snapshot)
        self.session = undo.session
        end = LEFT if left else ALL_OLD
        with suppress(JournalFailed):
            journal.end(end, left, trouble.reason)
        return self._outcome(end, work.plan, work.draft, trouble.reason, tuple(left), journal.path)

    def _take_session(self) -> Session | None:
        session, self.session = self.session, None
        return session

    def _close(self) -> None:
        if self.session is not None:
            self.session.close()

    def _outcome(
        self,
        end: str,
        plan: Plan,
        draft: Draft,
        reason: str = "",
        left: tuple[str, ...] = (),
        journal: Path | None = None,
    ) -> Outcome:
        reads = sum(session.commands_sent.reads for session in self._opened)
        writes = sum(session.commands_sent.writes for session in self._opened)
        return Outcome(end, plan, draft, reason, left, journal, self._recordings, reads, writes)
