"""The kinds of fault that can be switched on, one class each.

A new kind is a class with the hooks it needs and a line in ``KINDS``:

* ``before`` may answer in place of the exchange, or drop the session, before a command is executed;
* ``after`` may replace the answer, or drop the session, when it has been executed;
* ``shape`` may change how an answer is delivered: late, in small pieces, with something in the middle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.counters import Counters
from simulator.replies import REFUSALS, WRITES_ARE_FATAL, Reply, refusal_line

ALARM_LINE = "MAJ 0010 ERR 2026-01-01 00:00 BLOCKING TERMINAL DLCA 1 5 PORT 5"
WRITES = frozenset(("WRITE", "VRS STORE", "VRS DELETE"))
FATAL_WRITES = WRITES | {"VRS BEGIN", "VRS DATA"}
ALARM_EVERY_AFTER = 7
"""Bytes: inside the first row, or inside a status line."""


class FaultSettingError(Exception):
    """A fault that does not exist, or a value it cannot have; the text says what it can."""


@dataclass(slots=True)
class Intervention:
    """What a fault makes of a command: an answer of its own (or none), then perhaps the end of the session."""

    reply: Reply | None = None
    drop: bool = False


@dataclass(slots=True)
class Delivery:
    """How an answer is sent: after a pause (seconds), in pieces (bytes), with an alarm line after some bytes."""

    pause: float = 0.0
    piece: int | None = None
    alarm_after: int | None = None
    alarm_line: str = ALARM_LINE


class Fault:
    """A fault that does nothing. ``spent`` faults are removed."""

    spent = False

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Look at a command that is about to be executed."""
        return None

    def after(self, word: str, reply: Reply) -> Intervention | None:
        """Look at the answer of a command that has been executed."""
        return None

    def shape(self, delivery: Delivery) -> None:
        """Change how an answer is delivered."""

    def piece(self) -> int | None:
        """Return the largest number of bytes sent at once; echo and prompts are cut as well."""
        return None


class Latency(Fault):
    """``latency=20``: each answer waits that many milliseconds."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Wait for ``value`` milliseconds."""
        self.seconds = whole_number("latency", value, 0) / 1000

    def shape(self, delivery: Delivery) -> None:
        """Pause."""
        delivery.pause = self.seconds


class Chunk(Fault):
    """``chunk=1``: nothing leaves in packets of more than that many bytes."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Send at most ``value`` bytes at once."""
        self.bytes = whole_number("chunk", value, 1)

    def shape(self, delivery: Delivery) -> None:
        """Cut."""
        delivery.piece = self.bytes

    def piece(self) -> int | None:
        """Cut echo and prompts too."""
        return self.bytes


class Drop(Fault):
    """``drop=2``: two more commands are answered, the next one drops the session. Once.

    ``drop_when=before`` (default): that command is not executed. ``drop_when=after``: it is executed, not answered.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Let ``value`` commands pass."""
        self.left = whole_number("drop", value, 0)
        self.when = choice("drop_when", options.get("when", "before"), ("before", "after"))
        self._now = False

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Count down; drop without executing."""
        self._now = self.left == 0
        self.left -= 1
        if self._now and self.when == "before":
            self.spent = True
            return Intervention(drop=True)
        return None

    def after(self, word: str, reply: Reply) -> Intervention | None:
        """Drop when it has been executed."""
        if not self._now:
            return None
        self.spent = True
        return Intervention(drop=True)


class Refuse(Fault):
    """``refuse=3``: the third write from now is refused, once. ``refuse_code`` (10), ``refuse_text`` (the code's)."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Refuse the write number ``value``."""
        self.left = whole_number("refuse", value, 1)
        self.code = whole_number("refuse_code", options.get("code", 10), 0)
        self.text = options.get("text")

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Count writes down; refuse the one that is due."""
        if word not in WRITES:
            return None
        self.left -= 1
        if self.left:
            return None
        self.spent = True
        status = f"REFUSED {self.code:02d} {self.text or REFUSALS.get(self.code, 'FAULT')}"
        return Intervention(Reply(status=status, refusal=self.code))


class Busy(Fault):
    """``busy=3``: three commands are told BUSY and not executed; ``busy=on``: all, until cleared. Never LOGOUT."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Be busy for ``value`` commands, or for ever."""
        self.left = -1 if is_on(value) else whole_number("busy", value, 1)
        self.text = str(options.get("text", "SYSTEM BUSY"))

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Answer BUSY."""
        if word == "LOGOUT":
            return None
        self.left -= 1 if self.left > 0 else 0
        self.spent = self.left == 0
        counters.busy += 1
        return Intervention(Reply(status=f"BUSY {self.text}"))


class Unknown(Fault):
    """``unknown=1``: the next write is answered with a text nobody knows, once.

    ``unknown_executed=yes``: it is executed all the same. ``unknown_text``: the text.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Spoil the answer of the write number ``value``."""
        self.left = whole_number("unknown", value, 1)
        self.text = str(options.get("text", "INTERNAL STATE 7F"))
        self.executed = is_on(options.get("executed", False))
        self._now = False

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Count writes down; answer without executing."""
        self._now = False
        if word not in WRITES:
            return None
        self.left -= 1
        self._now = self.left == 0
        if self._now and not self.executed:
            return self._answer()
        return None

    def after(self, word: str, reply: Reply) -> Intervention | None:
        """Replace the answer."""
        return self._answer() if self._now else None

    def _answer(self) -> Intervention:
        self.spent = True
        return Intervention(Reply(status=self.text))


class Alarm(Fault):
    """``alarm=12``: an alarm line after byte 12 of the next answer, once; ``alarm=every``: in every answer.

    ``alarm_every=yes`` repeats a numbered one. Beyond the end of the answer it comes after the prompt.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Print an alarm after byte ``value``."""
        every = value == "every"
        self.after_byte = ALARM_EVERY_AFTER if every else whole_number("alarm", value, 0)
        self.every = every or is_on(options.get("every", False))
        self.line = str(options.get("text", ALARM_LINE))

    def shape(self, delivery: Delivery) -> None:
        """Put the line into the answer."""
        delivery.alarm_after = self.after_byte
        delivery.alarm_line = self.line
        self.spent = not self.every


class WritesFatal(Fault):
    """``writes_fatal=on``: any write is counted, refused with 99, and drops the session. Proves that nothing writes."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Be fatal until cleared."""
        if not is_on(value):
            raise FaultSettingError(f"writes_fatal: {value!r} is neither on nor off")

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Refuse and drop."""
        if word not in FATAL_WRITES:
            return None
        counters.fatal_writes += 1
        return Intervention(Reply(status=refusal_line(WRITES_ARE_FATAL), refusal=WRITES_ARE_FATAL), drop=True)


KINDS: dict[str, tuple[Any, frozenset[str]]] = {
    # name: class, options (``refuse_code`` is the option ``code`` of ``refuse``); the first to intervene wins
    "writes_fatal": (WritesFatal, frozenset()),
    "drop": (Drop, frozenset(["when"])),
    "busy": (Busy, frozenset(["text"])),
    "refuse": (Refuse, frozenset(["code", "text"])),
    "unknown": (Unknown, frozenset(["text", "executed"])),
    "latency": (Latency, frozenset()),
    "chunk": (Chunk, frozenset()),
    "alarm": (Alarm, frozenset(["every", "text"])),
}


def is_on(value: Any) -> bool:
    """Understand on, yes, true as well as the values of YAML and JSON."""
    return value is True or (isinstance(value, str) and value.lower() in ("on", "yes", "true"))


def is_off(value: Any) -> bool:
    """Understand off, no, false, nothing."""
    return value is None or value is False or (isinstance(value, str) and value.lower() in ("off", "no", "false"))


def whole_number(key: str, value: Any, lowest: int) -> int:
    """Return ``value`` as a number, or raise ``FaultSettingError``."""
    text = str(value)
    if not (text.isascii() and text.isdecimal()) or int(text) < lowest:
        raise FaultSettingError(f"{key}: {value!r} is not a number from {lowest}")
    return int(text)


def choice(key: str, value: Any, choices: tuple[str, ...]) -> str:
    """Return ``value`` when it is one of the choices, or raise ``FaultSettingError``."""
    if value not in choices:
        raise FaultSettingError(f"{key}: {value!r} is not one of {', '.join(choices)}")
    return str(value)
