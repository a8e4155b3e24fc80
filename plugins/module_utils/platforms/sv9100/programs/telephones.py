"""15-xx, 20-xx, 21-xx, 23-xx, 24-xx: what belongs to one extension, and what refers to one."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..factory import PORT_ORDER_SOURCE, class_of_service, first_operator, port_order
from ..item import Item

_EXTENSION = ("extension",)
_BY_MODE = ("extension", "mode")
_LEVEL = Assumed("IN, as the other programs of an extension; the level was not found")

ITEMS = (
    Item(
        "15-01-01",
        "extension name",
        _EXTENSION,
        "",
        "IN",
        Sourced("F-SV81b p.1582"),
        Assumed("empty; the SV8100 has texts like STA 101"),
        level_source=_LEVEL,
    ),
    Item(
        "15-01-03",
        "call record print-out",
        _EXTENSION,
        "1",
        "IN",
        Sourced("AGG"),
        Assumed("on; the default was not found"),
        level_source=_LEVEL,
    ),
    Item(
        "15-07-01",
        "function key",
        ("extension", "key"),
        "00",
        "IN",
        Sourced("F-SV81d p.1233"),
        Assumed("no function on any key; the default was not found"),
        refers="extension",
        level_source=_LEVEL,
    ),
    Item("20-06-01", "class of service", _BY_MODE, class_of_service, "IN", Sourced("P-SV91 p.295")),
    Item(
        "20-17-01",
        "operator's extension",
        ("operator",),
        first_operator("101"),
        "IN",
        Sourced("F-SL21 p.689"),
        Assumed("101, as one of the two SV8100 manuals says (F-SV81d p.822)"),
        refers="extension",
        level_source=_LEVEL,
    ),
    Item("20-17-02", "operator's console", ("operator",), "0", "IN", Sourced("F-SL21 p.689"), level_source=_LEVEL),
    Item("21-04-01", "toll class", _BY_MODE, "1", "IN", Assumed("title and key in the facts, page not found")),
    Item("23-02-01", "pickup group", _EXTENSION, "1", "IN", Sourced("P-SV91 p.429")),
    Item("23-02-02", "pickup priority", _EXTENSION, port_order, "IN", Sourced("P-SV91 p.429"), PORT_ORDER_SOURCE),
    Item("24-09-01", "forwarding type", _EXTENSION, "0", "IN", Sourced("P-SL11 p.308")),
    *(
        Item(
            f"24-09-0{part}",
            f"forwarding destination: {meaning}",
            _EXTENSION,
            "",
            "IN",
            Sourced("P-SL11 p.308"),
            Assumed("empty; only the default of the type was found"),
            refers="extension",
        )
        for part, meaning in (
            (2, "outside, all calls, no answer, both ring"),
            (3, "inside, all calls, no answer, both ring"),
            (4, "outside, busy"),
            (5, "inside, busy"),
            (6, "Centrex, all calls, no answer"),
            (7, "Centrex, busy"),
        )
    ),
)
