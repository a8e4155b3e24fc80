"""What a fault is: the hooks that it may have, what it may do, and how its settings are read.

A new kind is a class with the hooks it needs and a line in ``KINDS`` of ``fault_kinds.py``:

* ``before`` may answer in place of the exchange, or end the session, before a command is executed;
* ``after`` may replace the answer, or end the session, when it has been executed;
* ``shape`` may change how an answer is delivered: late, in small pieces, cut, with something in the middle;
* ``refuses_connection`` and ``session_limit`` bear on those who come in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.counters import Counters
from simulator.replies import Reply

ALARM_LINE = "MAJ 0010 ERR 2026-01-01 00:00 BLOCKING TERMINAL DLCA 1 5 PORT 5"
PAGER = "-- MORE --"
WRITES = frozenset(("WRITE", "VRS STORE", "VRS DELETE"))
UPLOADS = frozenset(("VRS BEGIN", "VRS DATA"))
LOGOUT = "LOGOUT"
COUNTED = ("commands", "reads", "writes")
"""What a fault may count: all commands, those that only read, or those that store something."""


class FaultSettingError(Exception):
    """A fault that does not exist, or a value it cannot have; the text says what it can."""


@dataclass(slots=True)
class Intervention:
    """What a fault makes of a command: an answer of its own (or none), then perhaps the end of the session.

    ``drop`` ends the session, ``restart`` all sessions; ``hang`` leaves it open and never says anything more.
    """

    reply: Reply | None = None
    drop: bool = False
    hang: bool = False
    restart: bool = False


@dataclass(slots=True)
class Delivery:
    """How an answer is sent. Pauses are in seconds."""

    pause: float = 0.0
    echo_pause: float = 0.0
    echo_after: int | None = None
    """Bytes of the answer that come before the echo."""
    alarm_after: int | None = None
    """Bytes of the answer that come before an alarm line."""
    alarm_line: str = ALARM_LINE
    rows: int | None = None
    """The most rows of a listing that are printed."""
    closing: str = "count"
    """How a listing that was cut ends, see ``Truncated``."""
    page: int | None = None
    """Rows of a page, after which a key has to be pressed."""
    pager: str = PAGER


class Fault:
    """A fault that does nothing. ``spent`` faults are removed."""

    spent = False

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Look at a command that is about to be executed."""
        return None

    def after(self, word: str, reply: Reply) -> Intervention | None:
        """Look at the answer of a command that has been executed."""
        return None

    def watch(self, reply: Reply) -> None:
        """Look at an answer that is none of the fault's business yet: its turn comes later."""

    def shape(self, delivery: Delivery) -> None:
        """Change how an answer is delivered."""

    def piece(self) -> int | None:
        """Return the largest number of bytes sent at once; echo and prompts are cut as well."""
        return None

    def refuses_connection(self) -> bool:
        """Say whether a connection that has just come is cut."""
        return False

    def session_limit(self) -> int | None:
        """Return how many sessions may program, ``None`` for as many as ever."""
        return None

    def session_refused(self) -> None:
        """Count somebody who was one too many."""

    def disk_is_full(self) -> bool:
        """Say whether nothing more can be recorded."""
        return False


class Placed(Fault):
    """Lets another fault begin at a certain command.

    ``<fault>_at=5``: with the fifth command from now; ``<fault>_of=writes`` (``reads``): with the fifth of these.
    ``<fault>_times=1``: for so many commands of any kind; otherwise it stays.
    """

    def __init__(self, name: str, fault: Fault, options: Mapping[str, Any]) -> None:
        """Place ``fault``."""
        self.fault = fault
        self._wait = whole_number(f"{name}_at", options.get("at", 1), 1)
        self._of = choice(f"{name}_of", options.get("of", "commands"), COUNTED)
        self._left = whole_number(f"{name}_times", options["times"], 1) if "times" in options else None
        self._on = False
        self._over = False

    @property
    def spent(self) -> bool:  # type: ignore[override]
        """Whether it has had its turn."""
        return self._over or self.fault.spent

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Wait; when it is time, let the fault look."""
        self._on = self._is_due(word)
        return self.fault.before(word, counters) if self._on else None

    def _is_due(self, word: str) -> bool:
        if self._wait and is_counted(self._of, word):
            self._wait -= 1
        if self._wait or self._left == 0:
            self._over = self._left == 0
            return False
        if self._left is not None:
            self._left -= 1
        return True

    def after(self, word: str, reply: Reply) -> Intervention | None:
        """Let the fault look when it is time, and only watch before."""
        if self._on:
            return self.fault.after(word, reply)
        self.fault.watch(reply)
        return None

    def shape(self, delivery: Delivery) -> None:
        """Let the fault change the delivery when it is time; this is the end of a command."""
        if self._on:
            self.fault.shape(delivery)
            self._over = self._left == 0

    def piece(self) -> int | None:
        """Cut when it is time."""
        return self.fault.piece() if self._on else None

    def refuses_connection(self) -> bool:
        """Cut connections when it is time."""
        return self._on and self.fault.refuses_connection()

    def session_limit(self) -> int | None:
        """Limit the sessions when it is time."""
        return self.fault.session_limit() if self._on else None

    def session_refused(self) -> None:
        """Pass it on."""
        self.fault.session_refused()

    def disk_is_full(self) -> bool:
        """Be full when it is time."""
        return self._on and self.fault.disk_is_full()


class AtNth(Fault):
    """A fault that strikes once: ``<fault>=3`` at the third write from now; ``<fault>_of=commands``: third command.

    ``<fault>_executed=yes``: the command is executed all the same.
    """

    def __init__(self, name: str, value: Any, options: Mapping[str, Any], of: str = "writes") -> None:
        """Strike at command number ``value``."""
        self.left = whole_number(name, value, 1)
        self.of = choice(f"{name}_of", options.get("of", of), COUNTED)
        self.executed = is_on(options.get("executed", False))
        self._now = False

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Count down; strike without executing."""
        self._now = False
        if not is_counted(self.of, word):
            return None
        self.left -= 1
        self._now = self.left == 0
        return self._strike() if self._now and not self.executed else None

    def after(self, word: str, reply: Reply) -> Intervention | None:
        """Strike when it has been executed."""
        return self._strike() if self._now else None

    def effect(self) -> Intervention:
        """Return what happens."""
        raise NotImplementedError

    def _strike(self) -> Intervention:
        self.spent = True
        return self.effect()


def is_counted(of: str, word: str) -> bool:
    """Say whether a command with this word is among what a fault counts. LOGOUT never is but among all commands."""
    if of == "commands":
        return True
    if of == "writes":
        return word in WRITES
    return word not in WRITES and word not in UPLOADS and word != LOGOUT


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
