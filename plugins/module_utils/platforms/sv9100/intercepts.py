"""What takes the calls of a trunk group that nothing else takes (22-12, 22-09-02).

In a site file this is the route with the number ``*`` and the trunk group: ``*1``. Calls to numbers that no route has
go there, and those that nobody took at the end of a route (22-11-05, then 22-11-06, then 22-12; P-SV81e p.346).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.fields import Object
from .context import Context
from .ddi_destinations import NotPossible, code_of_ring_group, destination_of_ring_group
from .ddi_tables import INTERCEPT_ITEM, table_of
from .destinations import NOTHING, VOICE_MAIL, Destination, target_of
from .directory import Directory, View
from .ring_groups import FACTORY_GROUP
from .route_parts import PARTS, Part, lead_in_mode, parts_of, said_by_parts, schedules_of
from .rows import MODES, Rows
from .slot_kind import Written
from .trunk_groups import night_group_of_trunks

VACANT_ITEM = "22-09-02"
DISCONNECTS, INTERCEPTS = "0", "1"
OTHERS = "*"
SLOTS_FROM = 20_000
"""Slots of intercepts: 20001 is that of trunk group 1."""


def is_intercept(route: Object) -> bool:
    """Whether a route is for the calls that nothing else takes."""
    return str(route["number"]).startswith(OTHERS)


def number_of(group: int) -> str:
    """What the intercept of a trunk group is called."""
    return f"{OTHERS}{group}"


def decode_intercept(context: Context, view: View, group: int, trunks: tuple[int, ...]) -> Object | None:
    """The intercept of a trunk group; None for the factory's, for none at all, and for what a route cannot say."""
    codes = {mode: view.rows.get(INTERCEPT_ITEM, str(table_of(view.rows, group, mode)), mode) for mode in MODES}
    if set(codes.values()) <= {NOTHING, str(FACTORY_GROUP)}:
        return None
    names = schedules_of(view.directory, night_group_of_trunks(view.rows, trunks))
    leads: dict[Part, Mapping[str, Any] | None] = {
        part: _decode(context, view.directory, codes[modes[0]]) for part, modes in parts_of(names, names).items()
    }
    said = said_by_parts(leads, names)
    if said is None:
        return None
    route: Object = {"number": number_of(group), "trunk_group": group, **said, "_digits": ""}
    if view.rows.get(VACANT_ITEM, str(group)) != INTERCEPTS:
        route["other_numbers"] = False
    return route


def _decode(context: Context, directory: Directory, code: str) -> dict[str, Any] | None:
    if code == NOTHING:
        return {"disconnect": True}
    if code == VOICE_MAIL:
        return {"voice_mail": True}
    return destination_of_ring_group(context, directory, int(code), single_as_user=True)


def encode_intercept(context: Context, directory: Directory, destination: Destination) -> str:
    """The code of a destination in 22-12; raises :class:`NotPossible`."""
    word, value = target_of(destination)
    if isinstance(destination.get("then"), Mapping):
        raise NotPossible("is the last place that a call goes to: nothing can come after it (22-12)")
    if word == "disconnect":
        return NOTHING
    if word == "voice_mail":
        return VOICE_MAIL
    if word == "mailbox":
        raise NotPossible(
            f"the voice mail chooses the mailbox there: say voice_mail, and which trunks mailbox {value} answers"
        )
    if word in ("ring", "user", "queue", "answering_position"):
        return code_of_ring_group(context, directory, word, value)
    raise NotPossible(f"calls that nothing else takes cannot lead to a {word.replace('_', ' ')} (22-12)")


def rows_of_intercept(context: Context, view: View, route: Object, trunks: tuple[int, ...]) -> Written:
    """The rows of an intercept in the tables that its trunk group uses."""
    group = route["trunk_group"]
    names = schedules_of(view.directory, night_group_of_trunks(view.rows, trunks))
    codes = {part: encode_intercept(context, view.directory, route[part]) for part in PARTS if part in route}
    written: Written = [
        ((INTERCEPT_ITEM, (str(table_of(view.rows, group, mode)), mode)), codes[lead_in_mode(route, mode, names)])
        for mode in MODES
    ]
    vacant = INTERCEPTS if route.get("other_numbers", True) else DISCONNECTS
    return [*written, ((VACANT_ITEM, (str(group),)), vacant)]


def cleared_intercept(rows: Rows, before: Rows, group: int) -> Written:
    """The tables that a trunk group used and uses intercept nothing, and other numbers are cut off."""
    tables = sorted({(table_of(moment, group, mode), mode) for moment in (before, rows) for mode in MODES})
    written: Written = [((INTERCEPT_ITEM, (str(table), mode)), NOTHING) for table, mode in tables]
    return [*written, ((VACANT_ITEM, (str(group),)), DISCONNECTS)]
