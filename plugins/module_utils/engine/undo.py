"""The way back: every step that was done, last one first, each looked at when it is not known whether it was done."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from ..platforms.operation import Step
from ..platforms.platform import Platform, ReadFailed
from ..session.errors import SessionError, Unreachable
from ..session.reply import ReplyKind
from ..session.session import Session
from ..session.write_guard import ensure_writable
from .journal import Journal, JournalFailed
from .sending import what_came

PAUSES = (0.0, 0.2, 1.0, 3.0, 5.0)
"""Seconds before each attempt after a lost session or an unknown answer: an exchange takes a while to notice that a
session is gone. Each time a new session looks first."""

RECONNECT_FOR = 60.0
"""Seconds for which an exchange that is out of reach, because it restarts, is tried every few seconds."""


class Undo:
    """Takes steps back within the same process, with new sessions where the old one is lost."""

    def __init__(
        self,
        platform: Platform,
        exchange: str,
        open_session: Callable[[], Session],
        session: Session | None,
        journal: Journal,
        contents: Mapping[str, bytes],
        reconnect_for: float = RECONNECT_FOR,
    ) -> None:
        self.platform = platform
        self.exchange = exchange
        self.session = session
        self._open_session = open_session
        self._journal = journal
        self._contents = contents
        self._reconnect_for = reconnect_for
        self._gone = False
        """Whether the exchange stayed out of reach for as long as it is waited for; nothing is waited for then."""

    def run(
        self,
        steps: Sequence[Step],
        done: Sequence[int],
        uncertain: int | None,
        differences: Callable[[Any], list[str]],
    ) -> list[str]:
        """Undo the steps ``done``, and the ``uncertain`` one if it was done after all; what is left, in words.

        ``differences`` says what a fresh snapshot holds otherwise than before.
        """
        failed: list[str] = []
        if uncertain is not None and uncertain not in done:
            self._abandon()  # what was not understood may have more to come: a new session looks
            self._undo_one(uncertain, steps[uncertain], failed, look_first=True)
        for number in reversed(done):
            self._undo_one(number, steps[number], failed, look_first=False)
        return self._what_is_left(differences, failed)

    def _undo_one(self, number: int, step: Step, failed: list[str], *, look_first: bool) -> None:
        """Take one step back. Whenever it is not known what a command did, a new session looks before it goes on."""
        problem = ""
        for attempt, pause in enumerate(PAUSES):
            self._pause(pause)
            try:
                session = self._usable_session(fresh=look_first and attempt > 0)
                if look_first and self.platform.observe(session, step) == step.before:
                    self._note(self._journal.undone, number, "was not done")
                    return
                ensure_writable(session)
                self._note(self._journal.undoing, number)
                reply = self.platform.perform(session, step, step.before, self._contents)
            except (SessionError, ReadFailed) as error:
                problem = str(error)
                self._note(self._journal.undone, number, what_came(error))
                look_first = True
                self._abandon()
                continue
            self._note(self._journal.undone, number, what_came(reply))
            if reply.done:
                return
            problem = reply.sentence()
            if reply.kind is ReplyKind.REFUSED:
                break
            look_first = True
        failed.append(f"{step.undo}: {problem}")

    def _note(self, record: Callable[..., None], *facts: object) -> None:
        """Keep the journal where that can be done: a disk that is full must not keep the exchange half-way."""
        with suppress(JournalFailed):
            record(*facts)

    def _usable_session(self, *, fresh: bool) -> Session:
        if self.session is not None and (fresh or not self.session.usable):
            self._abandon()
        if self.session is None:
            self.session = self._open_again()
        return self.session

    def _open_again(self) -> Session:
        """A new session. An exchange that is out of reach may only be restarting."""
        give_up = time.monotonic() + self._reconnect_for
        pause = min(PAUSES[-1], self._reconnect_for / 4)
        while True:
            try:
                return self._open_session()
            except Unreachable:
                if self._gone or time.monotonic() + pause > give_up:
                    self._gone = True
                    raise
                time.sleep(pause)

    def _pause(self, seconds: float) -> None:
        if not self._gone:
            time.sleep(seconds)

    def _abandon(self) -> None:
        if self.session is not None:
            self.session.close()
            self.session = None

    def _what_is_left(self, differences: Callable[[Any], list[str]], failed: list[str]) -> list[str]:
        """Read the exchange again: only what it holds counts, not what it answered."""
        problem = ""
        for attempt, pause in enumerate(PAUSES):
            self._pause(pause)
            try:
                actual = self.platform.read(self.exchange, self._usable_session(fresh=attempt > 0))
            except (SessionError, ReadFailed) as error:
                problem = str(error)
                self._abandon()
                continue
            return differences(actual)
        return [*failed, f"the exchange could not be read again to see what it holds: {problem}"]
