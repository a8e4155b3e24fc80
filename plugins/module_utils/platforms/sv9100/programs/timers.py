"""Times and other values of the whole system. The line needs an index: the one word 1 (stand-in)."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..item import Item

_SYSTEM = ("system",)
_LEVEL = Assumed("IN, as the other items of incoming calls; the level was not found")
_TIMES = Sourced("P-SV81 p.377")

ITEMS = (
    Item("20-01-01", "operator access mode", _SYSTEM, "0", "IN", Sourced("F-SL21 p.689"), level_source=_LEVEL),
    Item("22-01-04", "direct line no-answer time", _SYSTEM, "0", "IN", _TIMES, level_source=_LEVEL),
    Item("22-01-06", "DDI no-answer time", _SYSTEM, "20", "IN", _TIMES, level_source=_LEVEL),
    Item("22-01-07", "ring group no-answer time", _SYSTEM, "20", "IN", _TIMES, level_source=_LEVEL),
    Item("22-01-08", "pilot no-answer time", _SYSTEM, "60", "IN", _TIMES, level_source=_LEVEL),
    Item(
        "22-01-11",
        "announcement repeat interval",
        _SYSTEM,
        "20",
        "IN",
        Sourced("A-SL21b p.40"),
        Assumed("20 s; the default was not found"),
        level_source=_LEVEL,
    ),
    Item("24-02-03", "forwarding no-answer time", _SYSTEM, "10", "IN", Sourced("P-SV91 p.435"), level_source=_LEVEL),
)
