"""Kinds of objects that sit in numbered slots (queues in ACD groups, positions in operator numbers ...).

A kind is a class with a table of defaults, how its object is read from the rows of a slot, and which rows it is written
to. Who goes, who comes, which slot a new one gets, what is left as it is and how a change is said is the same for all
of them, and stands here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ...model.fields import Kind, Object
from .context import Context
from .directory import Directory, View
from .rows import RowKey

Written = list[tuple[RowKey, str]]
"""Rows with their values, in the order in which they are written."""


@dataclass(frozen=True)
class Resolution:
    """What shall be there of one kind, by slot; what goes; and which objects are new."""

    objects: dict[int, Object]
    gone: dict[int, Object] = field(default_factory=dict)
    created: frozenset[int] = frozenset()
    joined: set[int] = field(default_factory=set)
    """Slots that a wish for another kind changes: a user who names his pickup group."""


class SlotKind(ABC):
    """One kind of object on this family of exchanges."""

    kind: ClassVar[Kind]
    stage: ClassVar[int]
    """Where its changes stand in a plan, among those of other kinds."""
    defaults: ClassVar[Mapping[str, Any]] = {}
    """What a field means that is left out. A field at its default is left out of what is gathered."""

    def __init__(self) -> None:
        self.strange: set[int] = set()
        """Slots that hold more than the kind's fields can say. They stay as they are until their object changes."""

    def mark_strange(self, context: Context, view: View, held: Mapping[int, Object]) -> None:
        """Find the slots that writing the object which was read there would change."""
        for slot, entry in held.items():
            written = self.rows(context, view, slot, entry)
            if any(view.rows.get(key[0], *key[1]) != value for key, value in written):
                self.strange.add(slot)

    @abstractmethod
    def slots(self, context: Context, entry: Object | None = None) -> Iterable[int]:
        """The slots that a new object may get, the first one first; ``entry`` is the one that asks."""

    @abstractmethod
    def decode(self, context: Context, view: View) -> dict[int, Object]:
        """The objects that are there, by slot, with every field that is not the default."""

    @abstractmethod
    def rows(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        """The rows that hold the object; ``view`` is the exchange as it shall be, as far as it is worked out."""

    @abstractmethod
    def cleared(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        """The rows of a slot that is given up, with the values that the factory put there."""

    @abstractmethod
    def check(self, context: Context, directory: Directory, slot: int, entry: Object) -> None:
        """Note in the context what an object refers to and is not there."""

    def recordings(self, context: Context, view: View, slot: int, entry: Object | None) -> dict[int, str]:
        """The checksum that each recording of a slot shall have; empty for no recording."""
        return {}

    def where(self, slot: int) -> str:
        """How a sentence names the slot."""
        return f"number {slot}"

    def anew(self, entry: Object) -> str:
        """What a sentence says of an object that is written although nothing changes in its fields."""
        return "programmed anew"

    def own_slot(self, entry: Object, current: Mapping[int, Object]) -> int | None:
        """The slot that an object names itself, or that holds its own number; never a guess."""
        return None

    def match(self, context: Context, entry: Object, current: Mapping[int, Object]) -> int | None:
        """The slot that a wished object is in: its own, else the one that is known to hold its name."""
        own = self.own_slot(entry, current)
        return own if own is not None else context.slot_of(self.kind.name, entry[self.kind.key])

    def invented_name(self, slot: int) -> str:
        """What an object is called that nobody has named."""
        return f"{self.kind.word.replace(' ', '-')}-{slot}"

    def without_defaults(self, entry: Object) -> Object:
        """The object in the table's order, without the fields that mean what leaving them out means."""
        names = [name.name for name in self.kind.fields]
        return {n: entry[n] for n in names if n in entry and (n == self.kind.key or entry[n] != self.defaults.get(n))}

    def completed(self, context: Context, entry: Object, slot: int, present: Object | None) -> Object:
        """The wished object; what it leaves out is the present value under merged, else the default."""
        base = present if present is not None and context.wish.state == "merged" else {}
        return self.without_defaults({**base, **entry})

    def followed(self, entry: Object, renamed: Mapping[str, str], gone: Container[str]) -> Object:
        """A present object with the new numbers of those it names, and without those who go."""
        followed: Object = _followed(entry, renamed, gone)
        return followed


def resolve(
    context: Context,
    slot_kind: SlotKind,
    held: dict[int, Object],
    renamed: Mapping[str, str],
    leaving: Container[str] = (),
) -> Resolution:
    """Decide what shall be there of a kind, and in which slots.

    ``renamed`` and ``leaving`` are the extensions that get another number or go: what is there follows them.
    """
    kind = slot_kind.kind
    current = {slot: slot_kind.followed(entry, renamed, leaving) for slot, entry in held.items()}
    if not context.manages(kind.name):
        return Resolution(dict(current))
    wished = context.wished(kind.name)
    matched = {str(entry[kind.key]): slot_kind.match(context, entry, current) for entry in wished}
    taken = {slot for slot in matched.values() if slot is not None}
    if context.wish.state == "deleted":
        return Resolution(
            {slot: entry for slot, entry in current.items() if slot not in taken},
            {slot: entry for slot, entry in held.items() if slot in taken},
        )
    kept = {} if context.wish.state == "overridden" else dict(current)
    objects, created = dict(kept), set()
    used = set(current) | taken
    owners: dict[int, str] = {}
    for entry in wished:
        slot = matched[str(entry[kind.key])]
        if slot is None:
            slot = next((free for free in slot_kind.slots(context, entry) if free not in used), None)
            if slot is None:
                context.refuse(kind.label(entry), "", f"no {kind.word} is free on the exchange")
                continue
            used.add(slot)
        if slot in owners:
            context.refuse(kind.label(entry), kind.key, f"{slot_kind.where(slot)} is that of {owners[slot]} already")
            continue
        owners[slot] = kind.label(entry)
        if slot not in current:
            created.add(slot)
        objects[slot] = slot_kind.completed(context, entry, slot, current.get(slot))
    gone = {slot: entry for slot, entry in held.items() if slot not in objects}
    return Resolution(objects, gone, frozenset(created))


_LISTS = ("members", "agents", "ring")
_NUMBERS = ("extension", "user")


def _followed(value: Any, renamed: Mapping[str, str], gone: Container[str]) -> Any:
    if not isinstance(value, Mapping):
        return value
    followed: dict[str, Any] = {}
    for name, part in value.items():
        if name in _LISTS:
            followed[name] = tuple(renamed.get(number, number) for number in part if number not in gone)
        elif name in _NUMBERS and isinstance(part, str):
            followed[name] = renamed.get(part, part)
        else:
            followed[name] = _followed(part, renamed, gone)
    return followed
