"""Faults that answer in place of the exchange."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from simulator.counters import Counters
from simulator.fault import (
    LOGOUT,
    UPLOADS,
    WRITES,
    AtNth,
    Fault,
    FaultSettingError,
    Intervention,
    choice,
    is_on,
    whole_number,
)
from simulator.replies import (
    DISK_FULL,
    REFUSALS,
    TOO_MANY_COMMANDS,
    WRITES_ARE_FATAL,
    Reply,
    refusal_line,
)

STORING = UPLOADS | {"WRITE", "VRS STORE"}
"""Needs room on the disk; deleting a message does not."""


class Refuse(AtNth):
    """``refuse=3``: the third write from now is refused, once. ``refuse_code`` (10), ``refuse_text`` (the code's)."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Refuse the write number ``value``."""
        super().__init__("refuse", value, options)
        self.code = whole_number("refuse_code", options.get("code", 10), 0)
        self.text = options.get("text")

    def effect(self) -> Intervention:
        """Refuse."""
        status = f"REFUSED {self.code:02d} {self.text or REFUSALS.get(self.code, 'FAULT')}"
        return Intervention(Reply(status=status, refusal=self.code))


class Unknown(AtNth):
    """``unknown=1``: the next write is answered with a text nobody knows, once.

    ``unknown_executed=yes``: it is executed all the same. ``unknown_text``: the text.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Spoil the answer of the write number ``value``."""
        super().__init__("unknown", value, options)
        self.text = str(options.get("text", "INTERNAL STATE 7F"))

    def effect(self) -> Intervention:
        """Say the text."""
        return Intervention(Reply(status=self.text))


class Busy(Fault):
    """``busy=3``: three commands are told BUSY and not executed; ``busy=on``: all, until cleared. Never LOGOUT."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Be busy for ``value`` commands, or for ever."""
        self.left = -1 if is_on(value) else whole_number("busy", value, 1)
        self.text = str(options.get("text", "SYSTEM BUSY"))

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Answer BUSY."""
        if word == LOGOUT:
            return None
        self.left -= 1 if self.left > 0 else 0
        self.spent = self.left == 0
        counters.busy += 1
        return Intervention(Reply(status=f"BUSY {self.text}"))


class RateLimit(Fault):
    """``rate_limit=20``: more than 20 commands within a second, all sessions together, are told BUSY.

    They are not executed. ``rate_limit_answer=refused``: they are refused with 91 instead. Never LOGOUT.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Execute at most ``value`` commands within a second."""
        self.limit = whole_number("rate_limit", value, 1)
        self.refuses = choice("rate_limit_answer", options.get("answer", "busy"), ("busy", "refused")) == "refused"
        self._executed: deque[float] = deque(maxlen=self.limit)

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Turn away what comes too fast."""
        now = time.monotonic()
        if word == LOGOUT or len(self._executed) < self.limit or now - self._executed[0] >= 1:
            self._executed.append(now)
            return None
        if self.refuses:
            return Intervention(Reply(status=refusal_line(TOO_MANY_COMMANDS), refusal=TOO_MANY_COMMANDS))
        counters.busy += 1
        return Intervention(Reply(status=f"BUSY {REFUSALS[TOO_MANY_COMMANDS]}"))


class FullDisk(Fault):
    """``full_disk=3``: from the third write on, what needs room is refused with 90: rows, uploads, kept messages.

    Deleting a message is not. ``full_disk_refusals=2``: after two refusals there is room again.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Be full from write number ``value`` on."""
        self.left = whole_number("full_disk", value, 1)
        self.refusals = whole_number("full_disk_refusals", options["refusals"], 1) if "refusals" in options else None

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Count writes down, then refuse."""
        # What is uploaded belongs to the write that stores it.
        first = word in WRITES and self.left > 0
        self.left -= first
        if word not in STORING or self.left > (1 if word in UPLOADS else 0):
            return None
        if self.refusals is not None:
            self.refusals -= 1
            self.spent = self.refusals == 0
        return Intervention(Reply(status=refusal_line(DISK_FULL), refusal=DISK_FULL))

    def disk_is_full(self) -> bool:
        """Say whether nothing more can be recorded."""
        return self.left == 0


class WrongOrder(Fault):
    """``wrong_order=rows``: the rows of a listing come last one first.

    ``wrong_order=answers``: each command gets the answer of the one before it, as from a line that is one behind. What
    the answer is about is executed.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Mix up rows or answers."""
        self.what = choice("wrong_order", value, ("rows", "answers"))
        self._held: Reply | None = None

    def watch(self, reply: Reply) -> None:
        """Hold the answer for the next command."""
        if self.what == "answers":
            reply.rows = tuple(reply.rows)
            self._held = Reply(reply.rows, reply.status, refusal=reply.refusal)

    def after(self, word: str, reply: Reply) -> Intervention | None:
        """Turn the rows round, or give the answer that was held. A LOGOUT ends the session in any case."""
        if reply.ends_session:
            return None
        if self.what == "rows":
            return Intervention(Reply(tuple(reply.rows)[::-1], reply.status, refusal=reply.refusal))
        held = self._held
        self.watch(reply)
        return Intervention(held) if held is not None else None


class WritesFatal(Fault):
    """``writes_fatal=on``: any write is counted, refused with 99, and drops the session. Proves that nothing writes."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Be fatal until cleared."""
        if not is_on(value):
            raise FaultSettingError(f"writes_fatal: {value!r} is neither on nor off")

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Refuse and drop."""
        if word not in WRITES | UPLOADS:
            return None
        counters.fatal_writes += 1
        return Intervention(Reply(status=refusal_line(WRITES_ARE_FATAL), refusal=WRITES_ARE_FATAL), drop=True)
