"""Items that nothing is planned with. They belong to a whole copy of an exchange, and come back when it is rebuilt."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..factory import mode_text
from ..item import Item

_GROUP = ("night group",)
_PAGE = Sourced("F-SL21 p.677")
_LEVEL = Assumed("SA, as 12-04 on the Aspila EX; the level was not found")

ITEMS = (
    Item("12-07-01", "night mode text", ("night group", "mode"), mode_text, "SA", _PAGE, level_source=_LEVEL),
    Item("12-08-01", "toggle range", _GROUP, "2", "SA", _PAGE, level_source=_LEVEL),
    Item("12-08-02", "key lamp", _GROUP, "0", "SA", _PAGE, level_source=_LEVEL),
)
