"""Where a queue overflows to (41-08-02 and what it points at): one place, or the table of 41-09.

The codes of 41-08-02 and 41-09 are numbered behind the last ACD group of the model, so they stand in its profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.fields import Object
from ...model.value_types import overflow_places
from .context import Context
from .destinations import missing_target, target_of
from .directory import Directory, View
from .ring_groups import RingGroup
from .rows import RowKey

OVERFLOW_ITEM, TIME_ITEM, BIN_ITEM, RING_ITEM = "41-08-02", "41-08-04", "41-08-05", "41-08-06"
TABLE_ITEM = "41-09-01"
NO_ENTRY = "0"

Values = dict[RowKey, str]


def table_rows(context: Context, slot: int) -> list[RowKey]:
    """The rows of a queue's overflow table, the preferred entry first."""
    return [(TABLE_ITEM, (str(slot), str(place))) for place in range(1, context.profile.limits.overflow_table + 1)]


def read_overflow(context: Context, view: View, slot: int, names: Mapping[int, str]) -> Object | None:
    """The overflow of an ACD group; None where it leads nowhere, or where a site file cannot say where.

    ``names`` are what the queues that are there are called.
    """
    to = _place(context, view, slot, names)
    return None if to is None else {"after": int(view.rows.get(TIME_ITEM, str(slot))), "to": to}


def _place(context: Context, view: View, slot: int, names: Mapping[int, str]) -> Any:
    rows, index = view.rows, str(slot)
    code, codes = int(rows.get(OVERFLOW_ITEM, index)), context.profile.overflow_codes
    if code == codes["table"]:
        return _read_table(context, view, slot, names)
    if code == codes["voice_mail"]:
        return _mailbox(view, slot)
    if code == codes["speed_dial"]:
        return {"speed_dial": int(rows.get(BIN_ITEM, index))}
    if code == codes["ring_group"]:
        group = context.ring_groups.held.get(int(rows.get(RING_ITEM, index)))
        there = group is not None and group.members and set(group.members) <= view.directory.extensions
        return {"ring": group.members} if group is not None and there else None
    return _queue(code, slot, names)


def _read_table(context: Context, view: View, slot: int, names: Mapping[int, str]) -> tuple[Object, ...] | None:
    """The entries that a site file can say: other queues once each, and the mailbox where it comes last."""
    places: list[Object] = []
    for item, index in table_rows(context, slot):
        code = int(view.rows.get(item, *index))
        if code == context.profile.table_mailbox:
            mailbox = _mailbox(view, slot)
            if mailbox is not None:
                places.append(mailbox)
                break
        place = _queue(code, slot, names)
        if place is not None and place not in places:
            places.append(place)
    return tuple(places) or None


def _mailbox(view: View, slot: int) -> Object | None:
    pilot = str(view.rows.get("11-17-01", str(slot)))
    return {"mailbox": pilot} if pilot else None


def _queue(code: int, slot: int, names: Mapping[int, str]) -> Object | None:
    return {"queue": names[code]} if code in names and code != slot else None


def foreign_mailbox(entry: Object) -> str | None:
    """Why a queue cannot overflow to the mailbox that it names; None where it can, or names none.

    41-08-02 and 41-09 say "voice mail" and no number: it takes the call into the mailbox with the number of the
    queue's pilot (47-03-02, F-SV81c p.95). 41-08-07, a number of a box, is the UX5000's alone, for another voice mail
    than InMail (UX5000 p.625).
    """
    for place in overflow_places(entry.get("overflow", {})):
        mailbox, pilot = place.get("mailbox"), entry.get("pilot")
        if mailbox is not None and mailbox != pilot:
            remedy = f", {pilot}; name that one" if pilot else ", which it has not; give it a pilot, and name that one"
            return (
                f"{mailbox} is never reached: an overflow names no mailbox on the exchange, and the voice mail takes "
                f"callers into the one of the queue's own pilot{remedy}"
            )
    return None


def overflow_problem(entry: Object, directory: Directory) -> str | None:
    """What is wrong with the overflow of a queue, in a sentence."""
    foreign = foreign_mailbox(entry)
    if foreign:
        return foreign
    for place in overflow_places(entry.get("overflow", {})):
        if place.get("queue") == entry["name"]:
            return "a queue cannot overflow to itself"
        problem = None if "mailbox" in place else missing_target(place, directory)
        if problem:
            return problem
    return None


def ring_group_of(entry: Object) -> RingGroup | None:
    """The ring group that an overflow leads to."""
    for place in overflow_places(entry.get("overflow", {})):
        if "ring" in place:
            return RingGroup(tuple(place["ring"]))
    return None


def overflow_values(context: Context, view: View, slot: int, entry: Object) -> Values:
    """The values of all rows that say where callers go: what the overflow does not use is the factory's."""
    index = (str(slot),)
    own = [(item, index) for item in (OVERFLOW_ITEM, TIME_ITEM, BIN_ITEM, RING_ITEM)]
    table, to = table_rows(context, slot), entry.get("overflow", {}).get("to")
    # A table is there before callers are sent to it, and goes after they are sent elsewhere.
    order = [*table, *own] if isinstance(to, tuple) else [*own, *table]
    values: Values = {(item, place): view.rows.factory(item, *place) for item, place in order}
    if "overflow" not in entry:
        return values
    overflow, codes = entry["overflow"], context.profile.overflow_codes
    values[TIME_ITEM, index] = str(overflow["after"])
    if isinstance(to, tuple):
        values[OVERFLOW_ITEM, index] = str(codes["table"])
        for key, place in zip(table, to, strict=False):  # the table may be longer
            values[key] = _table_code(context, view.directory, place)
        return values
    word, value = target_of(to)
    if word == "queue":
        values[OVERFLOW_ITEM, index] = str(view.directory.slot("queues", value) or 0)
    elif word == "mailbox":
        values[OVERFLOW_ITEM, index] = str(codes["voice_mail"])
    elif word == "speed_dial":
        values |= {(OVERFLOW_ITEM, index): str(codes["speed_dial"]), (BIN_ITEM, index): str(value)}
    else:
        number = context.allocation.number(RingGroup(tuple(value)))
        values |= {(OVERFLOW_ITEM, index): str(codes["ring_group"]), (RING_ITEM, index): str(number or 0)}
    return values


def _table_code(context: Context, directory: Directory, place: Object) -> str:
    if "mailbox" in place:
        return str(context.profile.table_mailbox)
    return str(directory.slot("queues", place["queue"]) or NO_ENTRY)
