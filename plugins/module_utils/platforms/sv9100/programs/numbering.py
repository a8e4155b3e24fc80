"""11-xx: the numbering plan, and who holds which number."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..factory import extension_of_port, extension_of_virtual_port
from ..item import Index, Item, Order

_PLAN = {
    "0": ("1", "4"),
    "1": ("3", "2"),
    "2": ("3", "2"),
    "3": ("4", "2"),
    "4": ("3", "2"),
    "5": ("3", "2"),
    "6": ("3", "1"),
    "7": ("3", "1"),
    "8": ("3", "1"),
    "9": ("1", "3"),
}
_PLAN_SOURCE = Assumed("the table was not found; the lengths of 1 and 3 follow from the sourced port numbers")


def _length(index: Index, order: Order) -> str:
    """By the leading digit: 1 for 0 and 9, 4 for 3, and 3 for the others."""
    return _PLAN[index[0]][0]


def _kind(index: Index, order: Order) -> str:
    """By the leading digit: 4 for 0, 2 for 1 to 5, 1 for 6 to 8, and 3 for 9."""
    return _PLAN[index[0]][1]


ITEMS = (
    Item("11-01-01", "number length", ("leading digit",), _length, "IN", Sourced("P-SV91 p.135"), _PLAN_SOURCE),
    Item("11-01-02", "kind of number", ("leading digit",), _kind, "IN", Sourced("P-SV91 p.135"), _PLAN_SOURCE),
    Item("11-02-01", "extension number", ("port",), extension_of_port, "IN", Sourced("N-SV91 p.684")),
    Item(
        "11-04-01",
        "virtual extension number",
        ("virtual port",),
        extension_of_virtual_port,
        "IN",
        Sourced("P-SV91 p.283"),
        Assumed("the SV8100's first 99 (F-SV81b p.1582); two issues differ on the rest"),
    ),
    Item("11-06-01", "ACI extension number", ("ACI port",), "", "IN", Assumed("named in F-SV81 p.540, page not found")),
    Item(
        "11-07-01",
        "department group pilot number",
        ("department group",),
        "",
        "IN",
        Sourced("P-SV91 p.281"),
        Assumed("none, as on the SL1000 (P-SL10 p.83)"),
    ),
    Item("11-08-01", "ACI group pilot number", ("ACI group",), "", "IN", Sourced("P-ASPEX p.495")),
    Item("11-17-01", "ACD group pilot number", ("ACD group",), "", "IN", Sourced("A-SL21 p.75")),
)

NUMBER_ITEMS = ("11-02-01", "11-04-01", "11-06-01", "11-07-01", "11-08-01", "11-17-01")
"""The items that share one number space (N-SV91 p.684, F-SV81 p.540)."""

KIND_EXTENSION = "2"
"""The kind in 11-01 that extensions and pilots must have (P-SV91 p.281)."""
