"""Ring groups (22-04): telephones that ring together, and the door to a queue with announcements (41-03).

A site file does not name them. Sentral allocates them for the routes, queues and positions that need one, and finds
those that are there by what they hold. Ring group 1 rings what the factory put there and is never used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .directory import View
from .rows import RowKey, Rows

MEMBER_ITEM, DELAY_ITEM = "22-04-01", "22-04-02"
QUEUE_ITEM, NIGHT_ITEM, CALL_PRIORITY_ITEM = "41-03-01", "41-03-02", "41-03-03"
DOOR_ITEMS = (NIGHT_ITEM, CALL_PRIORITY_ITEM)
"""What a way into a queue has besides: a site file cannot say it. It stays as long as the way leads to its queue."""
ANNOUNCEMENT_ITEMS = tuple(f"22-14-0{part}" for part in range(1, 8))
FACTORY_GROUP, NOTHING = 1, "0"
RINGING_MEMBERS = 32
"""Of up to 48 members the first 32 ring, the others only flash (P-SL21b p.313)."""

ROUTE_ITEMS, QUEUE_OVERFLOW_ITEMS = ("22-11-05", "22-11-06"), ("41-08-06",)
OTHER_ITEMS = ("22-05-01", "22-08-01", "22-12-01", "25-03-01", "25-04-01")
REFERRING_ITEMS = (*ROUTE_ITEMS, *QUEUE_OVERFLOW_ITEMS, *OTHER_ITEMS)
"""Items whose data can be the number of a ring group."""


@dataclass(frozen=True)
class RingGroup:
    """What a ring group holds: the extensions that ring, or the queue (ACD group) that it leads to."""

    members: tuple[str, ...] = ()
    queue: int = 0


@dataclass
class RingGroups:
    """The ring groups of one moment: what each holds. ``strange`` ones hold more than a site file can say."""

    held: dict[int, RingGroup] = field(default_factory=dict)
    strange: set[int] = field(default_factory=set)

    def number_of(self, wanted: RingGroup) -> int | None:
        """The lowest ring group that holds exactly this."""
        return next((number for number, group in sorted(self.held.items()) if group == wanted), None)


def _is_slot(value: str, most: int) -> bool:
    """Whether data is the number of a ring group."""
    return value.isdecimal() and len(value) < 6 and 1 <= int(value) <= most


def read_ring_groups(rows: Rows, most: int) -> RingGroups:
    """What every programmed ring group holds; group 1 only where it leads to a queue is of no interest either."""
    found = RingGroups()
    members: dict[int, list[tuple[int, str]]] = {}
    for index, value in rows.of_item(MEMBER_ITEM):
        if value:
            members.setdefault(int(index[0]), []).append((int(index[1]), value))
    delayed = {int(index[0]) for index, _value in rows.of_item(DELAY_ITEM)}
    announcing = {int(index[0]) for item in ANNOUNCEMENT_ITEMS for index, _value in rows.of_item(item)}
    queues: dict[int, set[str]] = {}
    for index, value in rows.of_item(QUEUE_ITEM):
        queues.setdefault(int(index[0]), set()).add(value)
    for number in range(FACTORY_GROUP + 1, most + 1):
        listed = tuple(extension for _place, extension in sorted(members.get(number, ())))
        led = queues.get(number, set())
        if number in delayed | announcing or len(led) > 1 or (led and listed):
            found.strange.add(number)
        elif listed or led:
            found.held[number] = RingGroup(listed, int(next(iter(led), "0")))
    return found


@dataclass
class Allocation:
    """Ring groups for one plan: what is needed is found or gets the lowest free number."""

    present: RingGroups
    most: int
    blocked: set[int]
    needed: dict[int, RingGroup] = field(default_factory=dict)

    def number(self, wanted: RingGroup) -> int | None:
        """The ring group for ``wanted``; None when none is left."""
        known = next((number for number, group in self.needed.items() if group == wanted), None)
        if known is not None:
            return known
        number = self.present.number_of(wanted)
        if number is None or number in self.needed:
            taken = {*self.present.held, *self.present.strange, *self.needed, *self.blocked, FACTORY_GROUP}
            number = next((free for free in range(FACTORY_GROUP + 1, self.most + 1) if free not in taken), None)
        if number is not None:
            self.needed[number] = wanted
        return number


def rows_of_ring_group(view: View, number: int, group: RingGroup, periods: Iterable[int]) -> list[tuple[RowKey, str]]:
    """The rows that make a ring group hold this and nothing else."""
    index = str(number)
    present = [int(place[1]) for place, _value in view.rows.of_item(MEMBER_ITEM) if place[0] == index]
    written: list[tuple[RowKey, str]] = []
    for place in range(1, max([len(group.members), *present]) + 1):
        value = group.members[place - 1] if place <= len(group.members) else ""
        written.append(((MEMBER_ITEM, (index, str(place))), value))
    used = set(periods)
    led = {int(place[1]): value for place, value in view.rows.of_item(QUEUE_ITEM) if place[0] == index}
    stays = group.queue > 0 and set(led.values()) == {str(group.queue)}
    for period in sorted(used | set(led)):
        written.append(((QUEUE_ITEM, (index, str(period))), str(group.queue if period in used else 0)))
    for item in DOOR_ITEMS:
        held = {int(place[1]): value for place, value in view.rows.of_item(item) if place[0] == index}
        values = _moved(held, set(led), used) if stays else dict.fromkeys(sorted(held), NOTHING)
        written += [((item, (index, str(period))), value) for period, value in values.items()]
    return written


def _moved(held: Mapping[int, str], led: set[int], used: set[int]) -> dict[int, str]:
    """What a way into a queue has besides, when its hours move from the periods ``led`` to ``used``.

    It goes along where it is the same in all of them. Periods that the way does not touch are left alone.
    """
    moved = dict.fromkeys(sorted(led - used), NOTHING)
    same = {held.get(period, NOTHING) for period in led}
    return moved | dict.fromkeys(sorted(used - led), same.pop()) if len(same) == 1 else moved


def referred_ring_groups(rows: Rows, most: int) -> set[int]:
    """The ring groups that some programmed row refers to."""
    return {int(value) for item in REFERRING_ITEMS for _index, value in rows.of_item(item) if _is_slot(value, most)}


def given_up(present: RingGroups, rows: Rows, most: int, decided: set[RowKey]) -> set[int]:
    """The ring groups that nothing refers to but the rows that this plan decides; it empties those it does not need."""
    mine = {int(rows.get(item, *index)) for item, index in decided}
    others = {
        int(value)
        for item in REFERRING_ITEMS
        for index, value in rows.of_item(item)
        if (item, index) not in decided and _is_slot(value, most)
    }
    return set(present.held) & (mine - others)
