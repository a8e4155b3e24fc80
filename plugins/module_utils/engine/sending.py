"""Sending one step: the journal knows of it before the command goes out, and of what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..platforms.operation import Step
from ..platforms.platform import Platform
from ..session.errors import SessionError, SessionLost
from ..session.reply import Reply, ReplyKind
from ..session.session import Session
from .journal import Journal, JournalFailed


class Stopped(Exception):
    """Why the writing stopped, in a sentence that names the exchange.

    ``uncertain`` is the step of which nobody knows whether it was done.
    """

    def __init__(self, reason: str, uncertain: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.uncertain = uncertain


@dataclass(frozen=True)
class Sender:
    """Sends steps of one run. ``contents`` is the audio that they may need, by checksum."""

    platform: Platform
    exchange: str
    journal: Journal
    contents: Mapping[str, bytes]

    def send(self, session: Session, number: int, step: Step) -> None:
        """Do step ``number``. Raises :class:`Stopped` for everything but an answer that says it is done."""
        try:
            self.journal.sending(number)
            try:
                reply = self.platform.perform(session, step, step.after, self.contents)
            except SessionError as error:
                self.journal.answered(number, what_came(error))
                raise Stopped(str(error), number) from error
            self.journal.answered(number, what_came(reply))
        except JournalFailed as failure:
            raise Stopped(f"{self.exchange}: {failure}", number) from failure
        if not reply.done:
            uncertain = number if reply.kind is ReplyKind.UNKNOWN else None
            raise Stopped(f"{self.exchange}: {reply.sentence()}", uncertain)


def what_came(of: Reply | Exception) -> str:
    """What came of a command, as the journal has it: ``done``, ``refused: ...``, ``unknown: ...``, ``lost``."""
    if isinstance(of, Reply):
        return of.kind.value if of.done else f"{of.kind.value}: {of.sentence()}"
    return "lost" if isinstance(of, SessionLost) else f"failed: {of}"
