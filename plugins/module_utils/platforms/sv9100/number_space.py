"""The number space: six programs share it, and the numbering plan says how long a number is by its first digit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model.findings import ValueProblem
from .context import Context
from .profile import Profile
from .programs import ITEMS
from .programs.numbering import KIND_EXTENSION
from .references import programmed_references
from .rows import PORT_ITEM, VIRTUAL_PORT_ITEM, RowKey, Rows
from .target import Movement
from .users import User, UserTarget

PLAN_DIGITS = "0123456789"


def factory_numbering(profile: Profile) -> dict[str, int]:
    """Length by first digit of the numbers that extensions and pilots may have, as the factory's plan has it."""
    return numbering_of(profile.empty_rows())


def numbering_of(rows: Rows) -> dict[str, int]:
    """Length by first digit of the numbers that extensions and pilots may have."""
    return {
        digit: int(rows.get("11-01-01", digit))
        for digit in PLAN_DIGITS
        if rows.get("11-01-02", digit) == KIND_EXTENSION
    }


def check_number(number: str, numbering: Mapping[str, int]) -> None:
    """Raise :class:`ValueProblem` when a number does not fit the numbering plan."""
    length = numbering.get(number[0])
    if length is None:
        digits = ", ".join(sorted(numbering))
        raise ValueProblem(f"{number} is not in the numbering plan: extensions begin with {digits}")
    if len(number) != length:
        raise ValueProblem(
            f"{number} is not in the numbering plan: numbers that begin with {number[0]} have {length} digits"
        )


@dataclass(frozen=True)
class Pilot:
    """A number that a group shall have: its row, and how sentences call the group."""

    key: RowKey
    number: str
    label: str


@dataclass(frozen=True)
class Pilots:
    """The pilot numbers of hunt groups and queues that shall be there, and the rows that this plan decides."""

    wanted: tuple[Pilot, ...]
    decided: frozenset[RowKey]


def check_new_numbers(context: Context, users: UserTarget, movement: Movement, pilots: Pilots) -> None:
    """Refuse numbers that the exchange's own plan does not have, and numbers that two would have."""
    rows = context.snapshot.rows
    numbering = numbering_of(rows)
    arriving = {user.extension for user in movement.created} | {after.extension for _before, after in movement.moved}
    wanted = [(user.extension in arriving, user.extension, user.label, "extension") for user in users.users.values()]
    for pilot in pilots.wanted:
        held = rows.get(pilot.key[0], *pilot.key[1])
        wanted.append((held != pilot.number, pilot.number, pilot.label, "pilot"))
    owners: dict[str, str] = {}
    for new, number, label, field in sorted(wanted, key=lambda entry: entry[0]):  # who has a number comes first
        if number in owners:
            context.refuse(label, field, f"{number} is the number of {owners[number]} already")
        owners.setdefault(number, label)
        if new:
            try:
                check_number(number, numbering)
            except ValueProblem as problem:
                context.refuse(label, field, str(problem))


def numbers_to_free(
    context: Context, current: Mapping[str, User], users: UserTarget, movement: Movement, pilots: Pilots
) -> list[RowKey]:
    """The unused factory numbers that somebody else shall have. Numbers that others hold are refused."""
    rows = context.snapshot.rows
    present_ports = {user.port for user in current.values()}
    filled_ports = {user.port for user in users.users.values()}
    wanted = [(user.extension, user.label, "extension") for user in movement.created]
    wanted += [(after.extension, after.label, "extension") for _before, after in movement.moved]
    wanted += [(pilot.number, pilot.label, "pilot") for pilot in pilots.wanted]
    freed: list[RowKey] = []
    for number, label, field in wanted:
        holder = rows.holder(number)
        if holder is None:
            continue
        item, slot = holder[0], int(holder[1][0])
        if item in (PORT_ITEM, VIRTUAL_PORT_ITEM) and rows.order[number] in present_ports | filled_ports:
            continue  # a user's own change, or a double that check_new_numbers has named
        if holder in pilots.decided:
            continue
        if number in context.profile.protected_numbers:
            model = context.profile.model
            context.refuse(label, field, f"{number} belongs to the {model}'s own voice mail, and is never given out")
            continue
        if _unused_factory_number(rows, holder, number):
            freed.append(holder)
        else:
            context.refuse(label, field, f"{number} is in use as {ITEMS[item].title} {slot} ({item})")
    return sorted(set(freed))


def _unused_factory_number(rows: Rows, holder: RowKey, number: str) -> bool:
    item, index = holder
    if item not in (PORT_ITEM, VIRTUAL_PORT_ITEM):
        return number == rows.factory(item, *index) != ""
    return number == rows.factory(item, *index) and not rows.keyed_by(number)


def check_references(context: Context, users: UserTarget, after: Rows) -> None:
    """Refuse to remove an extension that something else refers to, unless that is only the factory's own reference."""
    gone = {number: f"extension {number}" for number in context.snapshot.rows.order if after.holder(number) is None}
    gone |= {user.extension: user.label for user in users.gone if user.extension in gone}
    for number, keys in sorted(programmed_references(after, gone).items()):
        where = ", ".join(f"{ITEMS[item].title} {' '.join(index)} ({item})" for item, index in keys)
        context.refuse(gone[number], "", f"cannot be deleted while it is referred to by {where}; change that first")


def spare_numbers(context: Context, after: Rows, most: int = 40) -> list[str]:
    """Numbers of the plan that nobody has before or after, the highest first, to go through in a circle."""
    before = context.snapshot.rows
    found: list[str] = []
    for digit, length in sorted(numbering_of(before).items(), reverse=True):
        for rest in range(10 ** (length - 1) - 1, -1, -1):
            number = f"{digit}{rest:0{length - 1}d}" if length > 1 else digit
            if before.holder(number) is None and after.holder(number) is None and not before.keyed_by(number):
                found.append(number)
            if len(found) == most:
                return found
    return found
