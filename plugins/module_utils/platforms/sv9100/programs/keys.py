"""15-xx, 20-11, 21-11, 30-xx: keys, virtual extensions, and single destinations of a telephone."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..item import Item

_EXTENSION = ("extension",)
_KEY = ("extension", "key", "mode")
_LEVEL = Assumed("IN, as the other programs of an extension; the level was not found")
_DENIED = Assumed(
    "20-11-01 to -05 deny kinds of forwarding (F-SV91b p.140); which is which, and defaults, were not found"
)
_RENUMBERED = Assumed("named among the programs to revisit after renumbering (F-SV81 p.540), page not found")

ITEMS = (
    Item(
        "15-02-21",
        "virtual extension access mode",
        _EXTENSION,
        "2",
        "IN",
        Sourced("F-SL11c p.787"),
        level_source=_LEVEL,
    ),
    Item(
        "15-09-01",
        "virtual extension ring",
        _KEY,
        "0",
        "SA",
        Assumed("0 does not ring, 1 rings; named beside 15-11 (P-SL11a p.171), its values were not found"),
    ),
    Item("15-11-01", "virtual extension delayed ring", _KEY, "0", "SA", Sourced("P-SL11a p.171")),
    Item("15-12-01", "conversation recording destination", _EXTENSION, "", "IN", _RENUMBERED, refers="extension"),
    Item("15-14-01", "one-touch key", ("extension", "one-touch key"), "", "IN", _RENUMBERED, refers="extension"),
    Item("15-18-01", "virtual key mode", _EXTENSION, "0", "IN", Sourced("F-SL11c p.787"), level_source=_LEVEL),
    Item("15-18-02", "virtual key display", _EXTENSION, "1", "IN", Sourced("F-SL11c p.787"), level_source=_LEVEL),
    *(
        Item(
            f"20-11-0{part}",
            f"forwarding allowed: {title}",
            ("class",),
            "1",
            "IN",
            _DENIED,
        )
        for part, title in enumerate(("all calls", "busy", "no answer", "both ring"), 1)
    ),
    Item("21-11-01", "hotline destination", _EXTENSION, "", "IN", _RENUMBERED, refers="extension"),
    Item(
        "30-03-01",
        "console key",
        ("console", "console key"),
        "00",
        "IN",
        Assumed("codes as 15-07 (SL1100 Programming Manual, 30-03); no default was found"),
        Assumed("no function on any key, as 15-07"),
        refers="extension",
        level_source=_LEVEL,
    ),
)
