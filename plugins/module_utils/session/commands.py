"""Commands in a row, in one session: what `pbx_command` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .errors import SessionLost
from .reply import Reply
from .session import Session
from .write_guard import ensure_writable


@dataclass
class CommandRun:
    """What became of the commands."""

    exchange: str
    replies: list[Reply] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    """Not sent in check mode, because they are not known to be reads."""
    failure: str | None = None

    @property
    def changed(self) -> bool:
        """Whether something was stored, or in check mode would be sent that may store something."""
        return any(reply.stored for reply in self.replies) or bool(self.skipped)

    def result(self) -> dict[str, Any]:
        """The result of the task."""
        stdout_lines = [_answer_lines(reply) for reply in self.replies]
        result: dict[str, Any] = {
            "changed": self.changed,
            "replies": [
                {
                    "command": reply.command,
                    "kind": str(reply.kind),
                    "code": reply.code,
                    "text": reply.text,
                    "rows": list(reply.rows),
                }
                for reply in self.replies
            ],
            "stdout": ["\n".join(lines) for lines in stdout_lines],
            "stdout_lines": stdout_lines,
            "skipped_commands": self.skipped,
        }
        if self.failure is not None:
            result.update(failed=True, msg=self.failure)
        elif self.skipped:
            result["msg"] = f"{self.exchange}: check mode, not sent: {', '.join(map(repr, self.skipped))}"
        return result


def run_commands(
    session: Session,
    commands: Sequence[str],
    *,
    before_writes: Callable[[Session], None],
    check_mode: bool = False,
) -> CommandRun:
    """Send the commands in order and stop at the first that is not done.

    Raises `InvalidCommand` or `WritesNotConfirmed`, or what `before_writes` raises, before anything is sent that is not
    known to be a read. In check mode only known reads are sent.
    """
    for command in commands:
        session.check_command(command)
    if not all(session.is_read(command) for command in commands):
        # Also in check mode: it would promise what the real run refuses.
        ensure_writable(session)
        before_writes(session)
    run = CommandRun(session.exchange)
    for place, command in enumerate(commands):
        if check_mode and not session.is_read(command):
            run.skipped.append(session.profile.mask(command))
            continue
        try:
            reply = session.send(command)
        except SessionLost as error:
            run.failure = f"{error} {_so_far(run, len(commands) - place - 1)}"
            break
        run.replies.append(reply)
        if not reply.done:
            run.failure = f"{session.exchange}: {reply.sentence()}. {_so_far(run, len(commands) - place - 1)}"
            break
    return run


def _so_far(run: CommandRun, left: int) -> str:
    """What had been done before the failure, and what was not sent any more."""
    stored = [reply.command for reply in run.replies if reply.stored]
    done = "Nothing was stored before it."
    if stored:
        done = f"Stored before it, and staying so: {', '.join(map(repr, stored))}."
    return f"{done} Commands not sent any more: {left}." if left else done


def _answer_lines(reply: Reply) -> list[str]:
    """What the exchange answered, without echo and prompt."""
    status = reply.text if reply.done else f"{reply.kind} {reply.code} {reply.text}".replace("  ", " ")
    return [*reply.rows, status]
