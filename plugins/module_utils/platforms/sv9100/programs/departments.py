"""16-xx: department groups, which Sentral calls hunt groups."""

from __future__ import annotations

from ....model.source import Sourced
from ..factory import PORT_ORDER_SOURCE, port_order
from ..item import Item

_GROUP = ("department group",)
_PAGE = Sourced("P-SV91 p.281")

ITEMS = (
    Item("16-01-01", "department group name", _GROUP, "", "IN", _PAGE),
    Item("16-01-02", "calling cycle", _GROUP, "0", "IN", _PAGE),
    Item("16-01-03", "routing when busy", _GROUP, "0", "IN", _PAGE),
    Item("16-01-04", "hunting mode", _GROUP, "0", "IN", _PAGE),
    Item("16-01-10", "enhanced hunting", _GROUP, "0", "IN", Sourced("N-SL11 p.273")),
    Item("16-02-01", "department group of extension", ("extension",), "1", "IN", Sourced("P-SV91 p.283")),
    Item(
        "16-02-02",
        "priority in the department group",
        ("extension",),
        port_order,
        "IN",
        Sourced("P-SV91 p.283"),
        PORT_ORDER_SOURCE,
    ),
)
