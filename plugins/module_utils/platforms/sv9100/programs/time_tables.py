"""22-17: tables by time for one received number, which trunks with 22-02 = 8 use."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..item import Item

_LEVEL = Assumed("IN, as the other items of incoming calls; the level was not found")
_TABLE, _PATTERN = ("time table",), ("time table", "time pattern")
_PARTS = Sourced("F-SV81d p.409")

ITEMS = (
    Item("22-17-01", "time table: received digits", _TABLE, "", "IN", _PARTS, level_source=_LEVEL),
    Item("22-17-02", "time table: start", _PATTERN, "0000", "IN", _PARTS, level_source=_LEVEL),
    Item("22-17-03", "time table: end", _PATTERN, "0000", "IN", _PARTS, level_source=_LEVEL),
    Item("22-17-04", "time table: DDI entry", _PATTERN, "0", "IN", _PARTS, level_source=_LEVEL),
    Item(
        "22-17-05",
        "time table: day of the week",
        _TABLE,
        "1",
        "IN",
        Sourced("F-SV91 p.372"),
        Assumed("1, the first of the range; no default was found"),
        level_source=_LEVEL,
    ),
)
