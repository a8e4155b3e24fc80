"""Direct lines: trunks whose calls lead somewhere without any number being dialled (22-02, 22-05, 22-07, 22-08).

One telephone or hunt group is a destination of 22-07, of type 4 (P-SV91 p.408). Everything else is a ring group or the
voice mail of 22-05, of type 0 (F-SV91 p.1024); so is a telephone after which something comes, as long as a destination
of 22-07 never gives up: its time is 0 from the factory, never (22-01-04, P-SV81 p.377).

The exchange keeps neither a number nor a name for a line. A route of lines is known by its first trunk.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ...model.fields import Object
from .context import Context
from .ddi_destinations import NotPossible, canonical, code_of_ring_group, destination_of_ring_group
from .destinations import DISCONNECT, NOTHING, VOICE_MAIL, Destination, dialled_number, said_by_number, target_of
from .directory import Directory, View
from .ring_groups import FACTORY_GROUP
from .route_parts import PARTS, Part, lead_in_mode, parts_of, said_by_parts, schedules_of
from .rows import MODES, Rows
from .slot_kind import Written
from .trunk_groups import TYPE_ITEM, night_group_of_trunks

RING_ITEM, DESTINATION_ITEM, NO_ANSWER_ITEM = "22-05-01", "22-07-01", "22-08-01"
NO_ANSWER_TIME = "22-01-04"
ITEMS = (TYPE_ITEM, RING_ITEM, DESTINATION_ITEM, NO_ANSWER_ITEM)
NORMAL, DIRECT = "0", "4"
UNUSED = str(FACTORY_GROUP)
"""The ring group of a line that leads to a destination of 22-07: the factory's, which does not count then."""
NEVER = "0"
SLOTS_FROM = 10_000
"""Slots of direct lines: behind the entries of the DDI tables, 10005 is trunk 5."""


@dataclass(frozen=True)
class Line:
    """The four values of a trunk in one mode."""

    incoming_type: str
    ring_group: str
    destination: str
    no_answer: str

    @staticmethod
    def read(rows: Rows, trunk: int, mode: str) -> Line:
        """What a trunk holds."""
        return Line(*(rows.get(item, str(trunk), mode) for item in ITEMS))

    def rows(self, trunk: int, mode: str) -> Written:
        """The rows in the order of writing: the type, which makes the others count, comes last."""
        values = dict(zip(ITEMS, (self.incoming_type, self.ring_group, self.destination, self.no_answer), strict=True))
        return [((item, (str(trunk), mode)), values[item]) for item in (*ITEMS[1:], TYPE_ITEM)]


def slot_of(trunks: tuple[int, ...]) -> int:
    """The slot of a route of direct lines."""
    return SLOTS_FROM + trunks[0]


def decode_lines(context: Context, view: View, taken: Collection[int] = ()) -> dict[int, Object]:
    """The routes of direct lines by slot. Lines that lead to the same are one, as far as names and wishes tell.

    Trunks that are ``taken`` belong to a trunk group with routes; what else one of them holds cannot be said.
    """
    routes: dict[int, Object] = {}
    for trunk in sorted(context.snapshot.installed("TRUNKS") - set(taken)):
        said = _said(context, view, trunk)
        if said is not None:
            routes[trunk] = said
    owners = _owners(context, routes)
    names = context.names_by_slot("incoming_routes")
    found: dict[int, Object] = {}
    for first in sorted(set(owners.values())):
        trunks = tuple(trunk for trunk in sorted(routes) if owners[trunk] == first)
        number = names.get(SLOTS_FROM + first, f"trunk-{first}")
        found[SLOTS_FROM + first] = {"number": number, "trunks": trunks, **routes[first], "_digits": ""}
    return found


def _owners(context: Context, routes: Mapping[int, Object]) -> dict[int, int]:
    """The first trunk of the route that each line belongs to.

    The wish tells lines that lead to the same apart, then the names that are known; a line that neither knows belongs
    to the named one before it, else to the first that leads to the same.
    """
    named = {slot - SLOTS_FROM for slot in context.names_by_slot("incoming_routes") if slot > SLOTS_FROM}
    wished = {
        trunk: route["trunks"][0] for route in context.wished("incoming_routes") for trunk in route.get("trunks", ())
    }
    owners: dict[int, int] = {}
    for trunk, route in sorted(routes.items()):
        like = [other for other in sorted(routes) if routes[other] == route]
        before = [other for other in like if other <= trunk and other in named]
        if wished.get(trunk) in like:
            owners[trunk] = wished[trunk]
        elif before:
            owners[trunk] = before[-1]  # itself, where it is named
        else:
            owners[trunk] = next(other for other in like if other not in named and wished.get(other) not in like)
    return owners


def _said(context: Context, view: View, trunk: int) -> Object | None:
    """Where the calls of a trunk lead, as a route says it; None for the factory's and what a route cannot say."""
    if not any(view.rows.programmed(item, str(trunk), mode) for item in ITEMS for mode in MODES):
        return None
    names = schedules_of(view.directory, night_group_of_trunks(view.rows, (trunk,)))
    leads: dict[Part, Mapping[str, Any] | None] = {
        part: _decode(context, view.directory, Line.read(view.rows, trunk, modes[0]), _gives_up(view.rows))
        for part, modes in parts_of(names, names).items()
    }
    return said_by_parts(leads, names)


def _decode(context: Context, directory: Directory, line: Line, gives_up: bool) -> dict[str, Any] | None:
    first: dict[str, Any] | None
    if line.incoming_type == DIRECT and line.destination:
        first = said_by_number(line.destination, directory)
        if not {"user", "hunt_group"} & set(first) or (line.no_answer != NOTHING and not gives_up):
            return None
    elif line.incoming_type == NORMAL:
        first = _decode_code(context, directory, line.ring_group)
    else:
        return None
    if line.no_answer == NOTHING:
        return first
    then = _decode_code(context, directory, line.no_answer)
    return None if first is None or then is None else {**first, "then": then}


def _decode_code(context: Context, directory: Directory, code: str) -> dict[str, Any] | None:
    if code == VOICE_MAIL:
        return {"voice_mail": True}
    return destination_of_ring_group(context, directory, int(code), single_as_user=True)


def encode_line(context: Context, directory: Directory, destination: Destination) -> Line:
    """The values of a trunk for a destination; raises :class:`NotPossible`."""
    word, value = target_of(destination)
    then = destination.get("then")
    if isinstance(then, Mapping) and isinstance(then.get("then"), Mapping):
        raise NotPossible("has more steps than a direct line holds: one after the first (22-08)")
    goes_on = then is None or _gives_up(context.snapshot.rows)
    if word == "hunt_group" and not goes_on:
        raise NotPossible("goes on to what comes after only where the exchange has a time for it: 22-01-04 is 0, never")
    if word == "hunt_group" or (word in ("user", "answering_position") and goes_on):
        number = dialled_number(destination, directory)
        if number is None:
            raise NotPossible(f"{word.replace('_', ' ')} {value} has no number that a direct line can lead to")
        return Line(DIRECT, UNUSED, number, NOTHING if then is None else _code(context, directory, then))
    first = _code(context, directory, destination)
    return Line(NORMAL, first, "", NOTHING if then is None else _code(context, directory, then))


def _gives_up(rows: Rows) -> bool:
    """Whether a destination of 22-07 ever gives up, so that 22-08 follows."""
    return rows.get(NO_ANSWER_TIME, "1") != NEVER


def _code(context: Context, directory: Directory, step: Destination) -> str:
    """What 22-05 and 22-08 hold for a step."""
    word, value = target_of(step)
    if word == "voice_mail":
        return VOICE_MAIL
    if word == "mailbox":
        raise NotPossible(
            "on a direct line the voice mail chooses the mailbox: say voice_mail here, and which trunks mailbox "
            f"{value} answers"
        )
    if word in ("ring", "user", "queue", "answering_position"):
        return code_of_ring_group(context, directory, word, value)
    raise NotPossible(f"a direct line cannot lead to a {word.replace('_', ' ')} here (22-05, 22-08)")


def plain(destination: Destination) -> dict[str, Any]:
    """The destination as it reads back: one telephone that rings alone is its user, a final disconnect says nothing."""
    said = canonical(destination)
    if "ring" in said and len(said["ring"]) == 1:
        number = said.pop("ring")[0]
        said = {"user": number, **said}
    if said.get("then") == DISCONNECT:
        del said["then"]
    return said


def rows_of_line(context: Context, view: View, route: Object, left: tuple[int, ...]) -> Written:
    """The rows of all trunks of a route in all modes, and of those that leave it."""
    lines = {part: encode_line(context, view.directory, route[part]) for part in PARTS if part in route}
    names = schedules_of(view.directory, night_group_of_trunks(view.rows, route["trunks"]))
    written = factory_lines(view.rows, left)
    for trunk in route["trunks"]:
        for mode in MODES:
            written += lines[lead_in_mode(route, mode, names)].rows(trunk, mode)
    return written


def factory_lines(rows: Rows, trunks: tuple[int, ...], *, but_type_of: frozenset[int] = frozenset()) -> Written:
    """The rows of trunks as the factory has them; the type is somebody else's for ``but_type_of``."""
    return [
        ((item, (str(trunk), mode)), rows.factory(item, str(trunk), mode))
        for trunk in trunks
        for mode in MODES
        for item in ITEMS
        if item != TYPE_ITEM or trunk not in but_type_of
    ]
