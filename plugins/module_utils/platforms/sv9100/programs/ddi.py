"""22-xx, 25-xx: trunks, DDI tables and entries, and what comes after a call that nobody takes."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..factory import own_number, table_area
from ..item import Item

_LEVEL = Assumed("IN, as the other items of incoming calls; the level was not found")
_SA_LEVEL = Assumed("SA, as 22-04; the level was not found")
_NOTHING = Assumed("nothing; no default was found")
_TRUNK, _BY_MODE = ("trunk",), ("trunk", "mode")
_ENTRY, _TABLE, _RING_GROUP = ("entry",), ("DDI table",), ("ring group",)
_TRANSFER, _DELAYED = Sourced("IPK2-F p.354"), Sourced("NECSI")
_AREA_PARTS = Assumed("first area from, to, second area from, to; the numbers of the parts were not found")

ITEMS = (
    Item("14-05-01", "trunk group", _TRUNK, "1", "IN", Sourced("F-SV91b p.991"), level_source=_LEVEL),
    Item(
        "14-05-02",
        "priority in the trunk group",
        _TRUNK,
        own_number,
        "IN",
        Sourced("F-SV91b p.991"),
        level_source=_LEVEL,
    ),
    Item("22-02-01", "incoming type", _BY_MODE, "0", "IN", Sourced("F-SV91 p.1024"), level_source=_LEVEL),
    Item(
        "22-05-01",
        "ring group of trunk",
        _BY_MODE,
        "1",
        "IN",
        Sourced("F-SV91 p.1024"),
        Sourced("TOPAZ-F p.284"),
        level_source=_LEVEL,
    ),
    Item(
        "22-08-01", "no-answer ring group of trunk", _BY_MODE, "0", "IN", Sourced("F-SV91 p.1024"), level_source=_LEVEL
    ),
    Item("22-09-01", "DDI digits", ("trunk group",), "4", "IN", Sourced("P-SV91 p.410")),
    Item("22-09-02", "vacant number", ("trunk group",), "0", "IN", Sourced("P-SV91 p.410")),
    *(
        Item(
            f"22-10-0{part}",
            f"DDI table: {title}",
            _TABLE,
            table_area(part),
            "IN",
            Sourced("P-SL21c p.80"),
            Sourced("F-SV81c p.405"),
            index_source=_AREA_PARTS,
            level_source=_LEVEL,
        )
        for part, title in enumerate(("first area from", "first area to", "second area from", "second area to"), 1)
    ),
    Item(
        "22-11-04",
        "DDI entry: transfer mode",
        _ENTRY,
        "0",
        "IN",
        Assumed("0 none, 1 busy, 2 no answer, 3 busy or no answer, 4 at once; the values were not found"),
        _TRANSFER,
        level_source=_LEVEL,
    ),
    Item("22-11-05", "DDI entry: transfer destination 1", _ENTRY, "0", "IN", _TRANSFER, level_source=_LEVEL),
    Item("22-11-06", "DDI entry: transfer destination 2", _ENTRY, "0", "IN", _TRANSFER, level_source=_LEVEL),
    Item("22-12-01", "DDI intercept", ("DDI table", "mode"), "1", "IN", Sourced("P-SV81e p.346"), level_source=_LEVEL),
    Item(
        "22-13-01",
        "DDI table of trunk group",
        ("trunk group", "mode"),
        "1",
        "IN",
        Sourced("GURU"),
        Assumed("table 1; no default was found"),
        level_source=_LEVEL,
    ),
    *(
        Item(
            f"22-14-0{part}",
            f"delayed announcement: {title}",
            _RING_GROUP,
            "60" if part == 7 else "0",
            "SA",
            _DELAYED,
            Assumed("as 41-11 (P-SV91 p.554); no default was found"),
            level_source=_SA_LEVEL,
        )
        for part, title in enumerate(
            ("start", "first message", "first count", "second message", "second count", "tone", "disconnect"), 1
        )
    ),
    Item(
        "25-03-01",
        "wrong dialling to ring group",
        _BY_MODE,
        "0",
        "IN",
        Sourced("TOPAZ-F p.284"),
        _NOTHING,
        level_source=_LEVEL,
    ),
    Item(
        "25-04-01",
        "busy or no answer after dialling",
        _BY_MODE,
        "0",
        "IN",
        Assumed("title unverified, page not found"),
        level_source=_LEVEL,
    ),
    Item(
        "25-06-01",
        "one-digit menu",
        ("message", "digit"),
        "",
        "IN",
        Assumed("title unverified, page not found"),
        refers="extension",
        level_source=_LEVEL,
    ),
)
