"""11-xx: the numbering plan, and who holds which number."""

from __future__ import annotations

from collections.abc import Mapping

from ....model.source import Assumed, Sourced
from ..factory import runs
from ..item import FactoryTable, Index, Item, Order

PLAN = {
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
"""Length and kind of number by the leading digit."""

_PLAN_SOURCE = Assumed("the table was not found; the lengths of 1 and 3 follow from the sourced port numbers")


def number_lengths(plan: Mapping[str, tuple[str, str]]) -> FactoryTable:
    """The length of numbers by their leading digit."""
    by_length: dict[str, list[str]] = {}
    for digit, (length, _kind) in plan.items():
        by_length.setdefault(length, []).append(digit)
    words = "; ".join(f"{length} for {', '.join(digits)}" for length, digits in sorted(by_length.items()))
    return FactoryTable(
        f"By the leading digit: {words}.", {(digit,): length for digit, (length, _kind) in plan.items()}
    )


def _kind(index: Index, order: Order) -> str:
    """By the leading digit: 4 for 0, 2 for 1 to 5, 1 for 6 to 8, and 3 for 9."""
    return PLAN[index[0]][1]


ITEMS = (
    Item(
        "11-01-01",
        "number length",
        ("leading digit",),
        number_lengths(PLAN),
        "IN",
        Sourced("P-SV91 p.135"),
        _PLAN_SOURCE,
    ),
    Item("11-01-02", "kind of number", ("leading digit",), _kind, "IN", Sourced("P-SV91 p.135"), _PLAN_SOURCE),
    Item(
        "11-02-01", "extension number", ("port",), runs((1, 99, 101), (100, 960, 3101)), "IN", Sourced("N-SV91 p.684")
    ),
    Item(
        "11-04-01",
        "virtual extension number",
        ("virtual port",),
        runs((1, 99, 201)),
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
