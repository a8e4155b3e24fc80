"""The table of all kinds of fault that can be switched on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.fault import Fault, Placed
from simulator.faulty_answers import Busy, FullDisk, RateLimit, Refuse, Unknown, WritesFatal, WrongOrder
from simulator.faulty_delivery import Alarm, Chunk, EchoDelay, Latency, Pager, Truncated
from simulator.faulty_sessions import Drop, Hang, Restart, SessionLimit

PLACES = frozenset(["at", "of", "times"])
"""Options of the faults that last: the command with which they begin, and how long."""

KINDS: dict[str, tuple[Any, frozenset[str]]] = {
    # name: class, options (``refuse_code`` is the option ``code`` of ``refuse``); the first to intervene wins
    "writes_fatal": (WritesFatal, frozenset()),
    "restart": (Restart, frozenset(["of", "executed", "connects", "seconds"])),
    "drop": (Drop, frozenset(["when"])),
    "hang": (Hang, frozenset(["of", "executed"])),
    "rate_limit": (RateLimit, PLACES | {"answer"}),
    "busy": (Busy, PLACES | {"text"}),
    "refuse": (Refuse, frozenset(["of", "code", "text"])),
    "unknown": (Unknown, frozenset(["of", "text", "executed"])),
    "full_disk": (FullDisk, frozenset(["refusals"])),
    "wrong_order": (WrongOrder, PLACES),
    "session_limit": (SessionLimit, PLACES | {"refusals"}),
    "latency": (Latency, PLACES),
    "echo_delay": (EchoDelay, PLACES | {"after"}),
    "chunk": (Chunk, PLACES),
    "alarm": (Alarm, PLACES | {"every", "text"}),
    "pager": (Pager, PLACES | {"text"}),
    "truncated": (Truncated, PLACES | {"closing"}),
}


def build(name: str, value: Any, options: Mapping[str, Any]) -> Fault:
    """Return the fault ``name``, waiting for its turn where the options place it; raise ``FaultSettingError``."""
    kind, known = KINDS[name]
    fault: Fault = kind(value, options)
    return Placed(name, fault, options) if known >= PLACES and PLACES & options.keys() else fault
