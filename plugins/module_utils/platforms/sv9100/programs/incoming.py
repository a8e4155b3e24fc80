"""22-xx: what calls from outside reach. Read for the extensions that it refers to."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..factory import first_ring_group
from ..item import Item

_LEVEL = Assumed("IN, as the other items of incoming calls; the level was not found")
_NOTHING = Assumed("empty; no default was found")
_DDI = Sourced("F-SV91 p.372")

ITEMS = (
    Item(
        "22-04-01",
        "ring group member",
        ("ring group", "member"),
        first_ring_group(101),
        "SA",
        Sourced("P-SL21b p.313"),
        refers="extension",
    ),
    Item("22-04-02", "ring group delay", ("ring group", "member"), "0", "SA", Sourced("P-SL21b p.313")),
    Item("22-06-01", "rings or flashes", ("extension", "mode"), "1", "IN", Sourced("UX5000 p.429")),
    Item(
        "22-07-01",
        "direct line destination",
        ("trunk", "mode"),
        "",
        "IN",
        Sourced("P-SV91 p.408"),
        refers="extension",
    ),
    Item("22-11-01", "DDI entry: received", ("entry",), "", "IN", _DDI, _NOTHING, level_source=_LEVEL),
    Item(
        "22-11-02", "DDI entry: target", ("entry",), "", "IN", _DDI, _NOTHING, refers="extension", level_source=_LEVEL
    ),
    Item("22-11-03", "DDI entry: name", ("entry",), "", "IN", _DDI, _NOTHING, level_source=_LEVEL),
)
