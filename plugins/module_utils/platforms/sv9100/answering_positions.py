"""Answering positions: operator numbers with the extension that answers (20-17).

An exchange of this family has no overflow of its own for positions (none was found), so where calls go that a position
does not answer is the forwarding of its extension when it is busy or does not answer (24-09, type 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ...model.fields import Kind, Object
from ...model.kinds import ANSWERING_POSITIONS
from ...model.one_forwarding import contradicts, say_forward_against_overflow, say_overflow, say_overflows_apart
from .context import Context
from .destinations import dialled_number, said_by_number
from .directory import Directory, View
from .forwarding import FORWARD_ITEMS, read_forward, rows_of_forward
from .rows import VIRTUAL_PORT_ITEM
from .slot_kind import SlotKind, Written
from .stages import POSITIONS
from .users import User

EXTENSION_ITEM, CONSOLE_ITEM = "20-17-01", "20-17-02"


class AnsweringPositions(SlotKind):
    """Operator numbers 1 to 8."""

    kind: ClassVar[Kind] = ANSWERING_POSITIONS
    stage = POSITIONS
    defaults: ClassVar[Mapping[str, object]] = {"console": False}

    def slots(self, context: Context, entry: Object | None = None) -> Iterable[int]:
        return range(1, context.profile.limits.operators + 1)

    def where(self, slot: int) -> str:
        return f"operator {slot}"

    def own_slot(self, entry: Object, current: Mapping[int, Object]) -> int | None:
        return entry.get("number")

    def decode(self, context: Context, view: View) -> dict[int, Object]:
        """The operators that differ from the factory's, or that the slots know."""
        names = context.names_by_slot(self.kind.name)
        found: dict[int, Object] = {}
        for slot in self.slots(context):
            programmed = any(view.rows.programmed(item, str(slot)) for item in (EXTENSION_ITEM, CONSOLE_ITEM))
            extension = view.rows.get(EXTENSION_ITEM, str(slot))
            if extension not in view.directory.extensions or not (programmed or slot in names):
                continue
            entry: Object = {
                "name": names.get(slot, self.invented_name(slot)),
                "number": slot,
                "extension": extension,
                "console": view.rows.get(CONSOLE_ITEM, str(slot)) == "1",
            }
            overflow = _read_overflow(view, extension)
            if overflow is not None:
                entry["overflow"] = overflow
            found[slot] = self.without_defaults(entry)
        return found

    def check(self, context: Context, directory: Directory, slot: int, entry: Object) -> None:
        label, extension = self.kind.label(entry), entry.get("extension")
        if slot > context.profile.limits.operators:
            most = context.profile.limits.operators
            context.refuse(label, "number", f"{slot} is beyond the {context.profile.model}'s {most} positions")
        if extension is None:
            context.refuse(label, "extension", "is missing; a new position needs one")
        elif extension not in directory.extensions:
            context.refuse(label, "extension", f"{extension} does not exist: no user has that extension")
        elif _is_virtual(context, directory, extension):
            context.refuse(label, "extension", f"{extension} is a virtual extension, which cannot be a position")
        if "overflow" in entry and dialled_number(entry["overflow"], directory) is None:
            context.refuse(label, "overflow", "leads to what has no number, or is not there")

    def rows(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        written: Written = [
            ((EXTENSION_ITEM, (str(slot),)), entry["extension"]),
            ((CONSOLE_ITEM, (str(slot),)), "1" if entry.get("console") else "0"),
        ]
        number = dialled_number(entry["overflow"], view.directory) if "overflow" in entry else None
        if number is not None:
            both = {"inside": number, "outside": number}
            written += rows_of_forward(entry["extension"], {"busy": both, "no_answer": both})
        return written

    def cleared(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        keys = [(item, (str(slot),)) for item in (EXTENSION_ITEM, CONSOLE_ITEM)]
        written: Written = [(key, view.rows.factory(key[0], *key[1])) for key in keys]
        if "overflow" in entry and view.rows.exists(entry["extension"]):
            written += [
                ((item, (entry["extension"],)), view.rows.factory(item, entry["extension"])) for item in FORWARD_ITEMS
            ]
        return written


def _read_overflow(view: View, extension: str) -> Object | None:
    """What an extension is forwarded to when busy and when it does not answer, where both are the same."""
    return _overflow_of(read_forward(view.rows, extension), view.directory)


def _overflow_of(forward: Mapping[str, Any], directory: Directory) -> Object | None:
    targets = [forward[part] for part in ("busy", "no_answer") if part in forward]
    if len(targets) != 2 or targets[0] != targets[1] or targets[0].get("inside") != targets[0].get("outside"):
        return None
    number = targets[0].get("inside")
    return said_by_number(number, directory) if number else None


def settle_forwards(
    context: Context, directory: Directory, positions: dict[int, Object], users: Mapping[str, User]
) -> None:
    """The forwarding of an extension is said once, or twice alike.

    What the wish says of a position and of its extension must agree. An overflow that is only on the exchange goes
    when the wish forwards the extension otherwise, and the plan warns.
    """
    stated = {entry["name"] for entry in context.wished(ANSWERING_POSITIONS.name) if "overflow" in entry}
    wished = {entry["extension"]: entry["forward"] for entry in context.wished("users") if "forward" in entry}
    first: dict[str, Object] = {}
    for slot, position in sorted(positions.items()):
        if "overflow" not in position or "extension" not in position:
            continue
        extension, number = position["extension"], dialled_number(position["overflow"], directory)
        user = users.get(extension)
        if user is not None and extension in wished and contradicts(wished[extension], number):
            if position["name"] in stated:
                sentence = say_forward_against_overflow(wished[extension], position)
                context.refuse(user.label, "forward", sentence)
            elif "forward" in user.given:
                context.warnings.append(
                    f"{user.label}: the forward replaces the overflow of {ANSWERING_POSITIONS.label(position)}, "
                    f"{say_overflow(position)}, which is held as the forwarding of its extension"
                )
                positions[slot] = _overflowing_by(user.fields.get("forward", {}), position, directory)
        before = first.setdefault(extension, position)
        if position["name"] in stated and dialled_number(before["overflow"], directory) != number:
            label = ANSWERING_POSITIONS.label(position)
            context.refuse(label, "overflow", say_overflows_apart(position, before))


def _overflowing_by(forward: Mapping[str, Any], position: Object, directory: Directory) -> Object:
    """A position with the overflow that a forwarding amounts to, or without one."""
    overflow = _overflow_of(forward, directory)
    rest = {name: value for name, value in position.items() if name != "overflow"}
    return rest if overflow is None else {**rest, "overflow": overflow}


def _is_virtual(context: Context, directory: Directory, extension: str) -> bool:
    users = directory.of("users").values()
    if any(user["extension"] == extension for user in users):
        return any(user["extension"] == extension and user.get("virtual") for user in users)
    holder = context.snapshot.rows.holder(extension)
    return holder is not None and holder[0] == VIRTUAL_PORT_ITEM
