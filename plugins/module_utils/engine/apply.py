"""Apply: lock, read, plan, write with a journal, read back; and on any trouble all the way back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..model.shortened import shortened
from ..platforms.operation import Draft, Recordings, Step
from ..platforms.platform import ReadFailed
from ..session.errors import SessionError, SessionLost
from ..session.session import Session
from ..session.write_guard import ensure_writable
from .change_window import OutsideWindow, insist_on_window
from .confirmation import NotConfirmed
from .interruption import Interruption
from .journal import ALL_NEW, ALL_OLD, LEFT, Journal, JournalFailed
from .limits import check_deletions
from .lock import ExchangeLock
from .order import NOTHING, Order, Outcome
from .plan import Plan, make_plan
from .progress import Progress
from .sending import Sender, Stopped
from .settlement import notice_of, settle
from .undo import Undo

NOT_OURS = "no command of this run wrote there: somebody else did, or the first reading was not whole"


class PlanChanged(Exception):
    """The plan that was reviewed is not the plan of now. The sentence says what differs."""


class ExchangeChanged(Exception):
    """The exchange is not what it was when it was read. The sentence says what differs."""


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
        self.interruption = Interruption()
        self._opened: list[Session] = []
        self._recordings: Recordings = order.wish.recordings
        self._notices: list[str] = []

    def run(self) -> Outcome:
        """Plan, and unless it is only a check, do it. Raises for everything that is found before the first write."""
        try:
            if self.order.check:
                snapshot = self._read()
                plan, draft = self._plan(snapshot)
                self._notices += self._would_stop(snapshot, draft)
                return self._outcome(NOTHING, plan, draft)
            with ExitStack() as locks:
                for folder in (self.order.folder, self.order.also_locked):
                    if folder is not None:
                        locks.enter_context(ExchangeLock(self.order.exchange, folder))
                snapshot = self._settle(self._read())
                plan, draft = self._plan(snapshot)
                if plan.empty:
                    self.order.keep(plan.slots, self._recordings)
                    return self._outcome(NOTHING, plan, draft)
                with self.interruption:
                    return self._write(snapshot, plan, draft)
        finally:
            self._close()

    def _would_stop(self, snapshot: Any, draft: Draft) -> list[str]:
        """What would keep a real run from writing, in words: a check does not stop at it."""
        notices = [notice_of(self.order)]
        try:
            self.order.gate(snapshot)
        except NotConfirmed as error:
            notices.append(str(error))
        try:
            insist_on_window(self.order.exchange, self.order.window, draft.disturbing, self.order.now())
        except OutsideWindow as error:
            notices.append(str(error))
        return [notice for notice in notices if notice]

    def _settle(self, snapshot: Any) -> Any:
        """See to a run before this one that did not end; returns what the exchange holds then."""
        session, self.session = self._usable_session(), None
        try:
            settled = settle(self.order, snapshot, session, self._open, self.interruption)
        except JournalFailed as failure:
            raise JournalFailed(
                f"{self.order.exchange}: {failure}. Run it again when that is mended: the exchange is compared anew"
            ) from failure
        self.session = settled.session or session
        if settled.notice:
            self._notices.append(settled.notice)
        if settled.recordings is not None:
            self._recordings = settled.recordings
        if settled.slots is not None:
            wish = replace(self.order.wish, slots=settled.slots, recordings=self._recordings)
            self.order = replace(self.order, wish=wish)
            self.order.keep(settled.slots, self._recordings)
        return self._read() if settled.changed else snapshot

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
        if order.draft is not None:
            draft = order.draft(snapshot)
        else:
            draft = order.platform.draft(order.exchange, snapshot, order.wish, order.prepared)
        plan = make_plan(
            order.platform, order.exchange, snapshot, order.wish, order.prepared, draft, desired=order.desired
        )
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
        self.order.gate(snapshot)
        insist_on_window(self.order.exchange, self.order.window, draft.disturbing, self.order.now())
        work = self._begin(session, snapshot, plan, draft)
        try:
            self._send_all(session, work)
            self._verify(draft)
        except Stopped as stopped:
            return self._go_back(work, stopped)
        except BaseException as interruption:
            # Whatever it is, what was written is taken back before it goes on its way.
            self._go_back(work, Stopped(f"the run was interrupted: {type(interruption).__name__}", work.under_way))
            raise
        with suppress(JournalFailed):  # the exchange holds all of it: the next run finds that out by itself
            work.journal.end(ALL_NEW)
        self.order.keep(plan.slots, self._recordings)
        work.journal.settled()
        return self._outcome(ALL_NEW, plan, draft, journal=work.journal.path)

    def _begin(self, session: Session, snapshot: Any, plan: Plan, draft: Draft) -> _Work:
        """Look once more at what will be written, save the audio that will be replaced, and start the journal."""
        steps = [step for operation in plan.operations for step in operation.steps]
        changed = self.order.platform.changed_since(session, snapshot, steps)
        if changed:
            raise ExchangeChanged(
                f"{self.order.exchange}: what the plan was made from is not what the exchange says now: "
                f"{shortened(changed)}. Somebody has changed it in between, or it was not read whole. Nothing was "
                "changed; run it again"
            )
        moved = {checksum for step in steps for checksum in (step.before, step.after)}
        known = {**draft.contents, **self.order.platform.fetch(session, steps)}
        contents = {checksum: content for checksum, content in known.items() if checksum in moved}
        try:
            journal = Journal.begin(
                self.order.folder / "journal", plan, contents, self.order.operator, self.order.request
            )
        except JournalFailed as failure:
            raise JournalFailed(f"{self.order.exchange}: {failure}. Nothing was changed") from failure
        return _Work(snapshot, plan, draft, steps, contents, journal)

    def _send_all(self, session: Session, work: _Work) -> None:
        progress = Progress(self.order.exchange, len(work.steps), self.order.report, self.order.report_every)
        sender = Sender(self.order.platform, self.order.exchange, work.journal, work.contents)
        for number, step in enumerate(work.steps):
            if self.interruption.reason:
                raise Stopped(f"{self.order.exchange}: {self.interruption.reason}")
            sender.send(session, number, step)
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
            raise Stopped(f"reading back failed: {error}") from error
        self._recordings = self.order.platform.recordings(draft.expected, actual, self.order.wish.recordings)
        different = self.order.platform.differences(draft.expected, actual)
        if different:
            shown = shortened(different)
            raise Stopped(f"{self.order.exchange}: the exchange does not hold what was written: {shown}")

    def _go_back(self, work: _Work, stopped: Stopped) -> Outcome:
        platform, journal = self.order.platform, work.journal
        undo = Undo(
            platform,
            self.order.exchange,
            self._open,
            self._take_session(),
            journal,
            work.contents,
            self.order.reconnect_for,
        )
        left = undo.run(
            work.steps, work.done, stopped.uncertain, lambda actual: self._differs_from_before(work, actual)
        )
        self.session = undo.session
        end = LEFT if left else ALL_OLD
        with suppress(JournalFailed):
            journal.end(end, left, stopped.reason)
        if end == ALL_OLD:
            journal.settled()
        return self._outcome(end, work.plan, work.draft, stopped.reason, tuple(left), journal.path)

    def _differs_from_before(self, work: _Work, actual: Any) -> list[str]:
        """What the exchange holds otherwise than before; where no command of this run wrote, it says so."""
        platform = self.order.platform
        back = [platform.step(step.target, step.after, step.before) for step in reversed(work.steps)]
        ours = set(platform.differences(platform.after_steps(actual, back), actual))
        different = platform.differences(work.snapshot, actual)
        return [sentence if sentence in ours else f"{sentence} ({NOT_OURS})" for sentence in different]

    def _take_session(self) -> Session | None:
        session, self.session = self.session, None
        return session

    def _close(self) -> None:
        for session in self._opened:
            session.close()

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
        notices = tuple(self._notices)
        return Outcome(end, plan, draft, reason, left, journal, self._recordings, reads, writes, notices)
