"""One answer of an exchange, classified. Only what the platform's table knows is done, refused or busy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .profile import SessionProfile


class ReplyKind(StrEnum):
    """The four kinds of answers."""

    DONE = "done"
    REFUSED = "refused"
    BUSY = "busy"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reply:
    """An answer: its kind, and what stood in it. Neither echo, nor alarm lines, nor secrets are in it."""

    kind: ReplyKind
    code: str
    """The code of a refusal, `BUSY` for one that came of a busy exchange, otherwise empty."""
    text: str
    """The text of a refusal; the status line of a done answer; what was wrong with an unknown one."""
    rows: tuple[str, ...]
    command: str
    """The command with secrets masked."""
    stored: bool = False
    """True when the exchange said that it stored something."""

    @property
    def done(self) -> bool:
        """Whether the command did what it should."""
        return self.kind is ReplyKind.DONE

    def sentence(self) -> str:
        """The answer in words, for messages."""
        if self.kind is ReplyKind.DONE:
            return f"{self.command!r} was answered with {self.text}"
        if self.kind is ReplyKind.UNKNOWN:
            return f"{self.command!r} got an unknown answer: {self.text}"
        return f"{self.command!r} was refused: {' '.join(part for part in (self.code, self.text) if part)}"


def classify(profile: SessionProfile, command: str, answer: bytes) -> Reply:
    """Classify what the exchange printed between command and prompt. Alarm lines are already taken out."""
    try:
        text = answer.decode(profile.encoding.value)
    except UnicodeDecodeError as error:
        return _unknown(profile, command, f"byte {answer[error.start]:#04x} is not {profile.encoding.value}")
    line_end = profile.line_end.value
    if not text.endswith(line_end):
        return _unknown(profile, command, "its last line is not ended")
    lines = text[: -len(line_end)].split(line_end)
    if lines[0] != command:
        begin = _shorten(profile.mask(lines[0]))
        return _unknown(profile, command, f"it begins with {begin!r} instead of the echo of the command")
    if any(not line.isprintable() for line in lines):
        return _unknown(profile, command, "it holds a control character")
    if len(lines) == 1:
        return _unknown(profile, command, "there is nothing after the echo")
    return _classify_status(profile, command, tuple(profile.mask(line) for line in lines[1:-1]), lines[-1])


def _classify_status(profile: SessionProfile, command: str, rows: tuple[str, ...], status: str) -> Reply:
    """The kind by the status line, the last one before the prompt."""
    shown = profile.mask(command)
    hide = profile.secret_in(command).hide_in
    counted = profile.status_counted.value.fullmatch(status)
    if counted and profile.stores(command):
        # The right answer to another command: what became of this one is not known.
        return _unknown(profile, command, f"{_shorten(status)!r} does not say that it was stored", rows)
    if counted:
        announced = int(counted["rows"])
        if announced == len(rows):
            return Reply(ReplyKind.DONE, "", status, rows, shown)
        return _unknown(profile, command, f"truncated, {announced} rows announced, {len(rows)} arrived", rows)
    if rows:
        # Only a counted answer has rows; anything else in front of a status line is not understood.
        return _unknown(profile, command, f"{len(rows)} unexpected lines before {_shorten(status)!r}", rows)
    if status == profile.status_stored.value and not profile.is_read(command):
        return Reply(ReplyKind.DONE, "", status, (), shown, stored=True)
    refused = profile.status_refused.value.fullmatch(status)
    if refused:
        kind = ReplyKind.BUSY if refused["code"] in profile.busy_codes.value else ReplyKind.REFUSED
        return Reply(kind, refused["code"], hide(refused["text"]), (), shown)
    busy = profile.status_busy.value.fullmatch(status)
    if busy:
        return Reply(ReplyKind.BUSY, "", hide(busy["text"]), (), shown)
    if status == profile.status_stored.value:
        return _unknown(profile, command, f"{status!r}, and nothing was to be stored")
    return _unknown(profile, command, f"the status line {_shorten(profile.mask(status))!r}")


def _unknown(profile: SessionProfile, command: str, why: str, rows: tuple[str, ...] = ()) -> Reply:
    """An unknown answer. What is quoted of it may hold the secret that was sent, so it is masked."""
    hide = profile.secret_in(command).hide_in
    return Reply(ReplyKind.UNKNOWN, "", hide(why), tuple(hide(row) for row in rows), profile.mask(command))


def _shorten(text: str, limit: int = 80) -> str:
    """Enough of a line to recognise it."""
    return text if len(text) <= limit else text[:limit] + "..."
