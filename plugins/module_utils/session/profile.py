"""What a platform's line session looks like, as a table. Every literal says where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..model.source import Assumed, Source, Sourced, StandIn
from .errors import InvalidCommand
from .secret import MASK, Secret

Value = TypeVar("Value")


@dataclass(frozen=True)
class Marked(Generic[Value]):
    """A literal with its source."""

    value: Value
    source: Source


def sourced(value: Value, document: str) -> Marked[Value]:
    """A literal that stands in a published document."""
    return Marked(value, Sourced(document))


def assumed(value: Value, reason: str) -> Marked[Value]:
    """A literal that was chosen because no document has it."""
    return Marked(value, Assumed(reason))


def stand_in(value: Value, reason: str) -> Marked[Value]:
    """A literal of our own invention: no real exchange is known to answer to it."""
    return Marked(value, StandIn(reason))


@dataclass(frozen=True)
class SessionProfile:
    """The line grammar of one platform. Patterns match a whole line."""

    platform: str
    encoding: Marked[str]
    line_end: Marked[str]
    """Ends every line that the exchange prints."""
    send_end: Marked[str]
    """Ends every line that is sent."""
    prompt: Marked[str]
    """Stands at the start of a line, with nothing after it."""
    banner: Marked[str]
    login_prompt: Marked[str]
    password_prompt: Marked[str]
    login_incorrect: Marked[str]
    session_limit: Marked[re.Pattern[str]]
    """Said to a session too many, with group `sessions`: how many the exchange takes."""
    pager: Marked[str | None]
    """Stands at the start of a line, with nothing after it, where a listing waits for a key. None: there is none."""
    pager_key: Marked[str]
    """Goes on with the listing; it is not echoed."""
    pager_erased: Marked[str]
    """What the exchange prints over the pager when it goes on."""
    status_counted: Marked[re.Pattern[str]]
    """Done, with group `rows`: the proof of completeness."""
    status_stored: Marked[str]
    """Done, and something was written."""
    status_ended: Marked[str]
    """Done, and the session closes: the answer to a log-out and to nothing else."""
    status_refused: Marked[re.Pattern[str]]
    """Groups `code` and `text`. Nothing was changed."""
    status_busy: Marked[re.Pattern[str]]
    """Group `text`. Nothing was changed; worth another try."""
    busy_codes: Marked[tuple[str, ...]]
    """Codes of refusals that are only for the moment: they count as busy."""
    alarm_start: Marked[str]
    """Begins an unsolicited line, which stands between two line ends of its own."""
    logout: Marked[str]
    take_back: Marked[str]
    """Takes back what was typed on a line so far, for a serial line on which somebody left half a command."""
    read_commands: Marked[tuple[str, ...]]
    """First words of the commands that are known to change nothing."""
    storing_commands: Marked[tuple[str, ...]]
    """First words of the commands that are done only when they are answered with `status_stored`."""
    masked_items: Marked[tuple[str, ...]]
    """Items whose data is a secret."""
    command_limit: Marked[int]
    """Characters in a command, without the line end."""
    answer_limit: Marked[int]
    """Bytes in an answer, beyond which it is not one."""
    commands_per_second: Marked[float | None]
    busy_pauses: Marked[tuple[float, ...]]
    """Seconds before each new try; the last one is repeated."""

    def is_read(self, command: str) -> bool:
        """Whether the command is known to change nothing. What is not known is taken for a write."""
        return "=" not in command and _begins_with(command, self.read_commands.value)

    def stores(self, command: str) -> bool:
        """Whether the command is known to be done only when the exchange says that something was stored."""
        return _begins_with(command, self.storing_commands.value)

    def check_command(self, command: str) -> None:
        """Raise `InvalidCommand` for what must not be sent. The message shows no secret."""
        shown = self.mask(command)
        if not command.strip():
            raise InvalidCommand("an empty command cannot be sent")
        bad = next((letter for letter in command if not letter.isprintable()), None)
        if bad is not None:
            raise InvalidCommand(f"the command {shown!r} holds the control character U+{ord(bad):04X}")
        try:
            command.encode(self.encoding.value)
        except UnicodeEncodeError as error:
            letter = command[error.start]
            raise InvalidCommand(f"the command {shown!r} holds {letter!r}, which the line cannot carry") from None
        if len(command) > self.command_limit.value:
            limit = self.command_limit.value
            raise InvalidCommand(f"the command {shown[:40]!r}... has {len(command)} characters, the line takes {limit}")
        if command.split()[0] == self.logout.value:
            raise InvalidCommand(f"{self.logout.value} is sent when the session is closed, not as a command")

    def mask(self, text: str) -> str:
        """A command or a row with the data of a secret item replaced; a malformed one is masked generously."""
        for item in self.masked_items.value:
            before, found, after = text.partition(item)
            if not found or self.is_read(text):
                continue
            index, equals, _data = after.partition("=")
            return f"{before}{item}{index}= {MASK}" if equals else f"{before}{item} {MASK}"
        return text

    def secret_in(self, command: str) -> Secret:
        """The secret data that the command carries, or an empty secret."""
        if self.mask(command) == command:
            return Secret("")
        return Secret(command.partition("=")[2].strip())


def _begins_with(command: str, words: tuple[str, ...]) -> bool:
    """Whether the first words of a command are among some."""
    return any(command == known or command.startswith(known + " ") for known in words)
