"""Users: an extension number on a port, with a name (11-02, 15-01)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model.fields import Object
from ...model.kinds import USERS
from .answer_tables import boxes_of_tables
from .characters import encode_name
from .context import Context, lowest_free
from .references import programmed_references
from .rows import PORT_ITEM, VIRTUAL_PORT_ITEM, Rows
from .snapshot import Snapshot
from .user_fields import USER_FIELDS, UserField, read_fields

NAME_ITEM = "15-01-01"
NAMING_ITEMS = ("20-17-01", "22-04-01", "22-07-01", "47-02-02")
ROUTE_TARGET_ITEM, ROUTE_DIGITS_ITEM, TIMED_ENTRY_ITEM = "22-11-02", "22-11-01", "22-17-04"
BOX_ITEMS, BOX_NUMBER_ITEM, STATION_BOX = ("47-02-01", "47-02-03"), "47-02-02", "1"


@dataclass(frozen=True)
class User:
    """A user as the exchange holds him: ``display_name`` is stored, ``name`` is known from the slots or the same.

    ``port`` counts on behind the telephones' ports for virtual extensions. ``fields`` hold what is programmed for him
    beside that (``user_fields.py``), ``given`` names those of them that the wish decides, also by leaving them out.
    """

    extension: str
    name: str
    display_name: str
    port: int
    virtual: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """How sentences call him."""
        return f"user {self.extension} {self.name}".rstrip()

    def write(self, *, with_port: bool) -> dict[str, Any]:
        """As a site file would have him."""
        entry: Object = {"extension": self.extension, "name": self.name}
        if self.display_name != self.name:
            entry["display_name"] = self.display_name
        if with_port and not self.virtual:
            entry["port"] = self.port
        if self.virtual:
            entry["virtual"] = True
        return USERS.write({**entry, **self.fields})


@dataclass
class UserTarget:
    """Who shall be there: target users by extension, the number each one's data comes from, and who goes."""

    users: dict[str, User]
    origins: dict[str, str] = field(default_factory=dict)
    gone: tuple[User, ...] = ()


def decode_users(context: Context) -> dict[str, User]:
    """The users that an exchange holds. A factory number on a port with nothing programmed for it is nobody, unless
    the slots know who has the port, and nobody wants him elsewhere: he shows no name on the number from the factory.
    """
    rows = context.snapshot.rows
    names = context.names_by_slot("users")
    wanted = {entry["name"]: entry["extension"] for entry in context.wished("users") if "name" in entry}
    users: dict[str, User] = {}
    named = _named_elsewhere(rows)
    ports = context.profile.limits.ports
    for port in range(1, ports + context.profile.limits.virtual_ports + 1):
        item, index = rows.place(port)
        number = "" if port in context.profile.protected_ports else rows.get(item, *index)
        known = names.get(port)
        taken = number in named or is_taken(rows, port, number)
        if number and (taken or (known and wanted.get(known, number) == number)):
            shown = rows.get(NAME_ITEM, number)
            name = known or shown or f"extension-{number}"
            users[number] = User(number, name, shown, port, port > ports, read_fields(rows, number))
    return users


def _named_elsewhere(rows: Rows) -> set[str]:
    """The numbers that somebody put into a position, a ring group, a route or a mailbox: who has one is a user."""
    named = {value for item in NAMING_ITEMS for _index, value in rows.of_item(item)}
    timed = {value for _index, value in rows.of_item(TIMED_ENTRY_ITEM)}
    named |= {
        value
        for index, value in rows.of_item(ROUTE_TARGET_ITEM)
        if index[0] in timed or rows.get(ROUTE_DIGITS_ITEM, *index)
    }
    boxes = {index for item in BOX_ITEMS for index, _value in rows.of_item(item)}
    boxes |= {tuple(index) for category, *index in map(str.split, boxes_of_tables(rows)) if category == STATION_BOX}
    return named | {rows.get(BOX_NUMBER_ITEM, *box) for box in boxes}


def is_taken(rows: Rows, port: int, number: str) -> bool:
    """Whether a number on a port belongs to somebody: it is not the factory's, or something is programmed for it."""
    item, index = rows.place(port)
    return number != rows.factory(item, *index) or bool(rows.keyed_by(number))


def shown_name(context: Context, entry: Object, current: User | None) -> str:
    """What the exchange shows for a wished user, encoded. Names that do not fit were found before any session."""
    if "display_name" not in entry and "name" not in entry and current is not None:
        return current.display_name
    text = str(entry.get("display_name", entry.get("name", "")))
    return encode_name(text, context.profile.limits.name_length, context.wish.transliterate)


def resolve_users(context: Context, current: dict[str, User]) -> UserTarget:
    """Decide who shall be there, on which port, and whose data each one takes over."""
    if not context.manages("users"):
        return UserTarget(dict(current), {number: number for number in current})
    if context.wish.state == "deleted":
        return _without_wished(context, current)
    wished = context.wished("users")
    origins = _match(context, wished, current)
    matched = set(origins.values())
    kept = {} if context.wish.state == "overridden" else {n: u for n, u in current.items() if n not in matched}
    ports = _allocate_ports(context, wished, current, origins, kept)
    target = UserTarget(dict(kept), {number: number for number in kept})
    for entry in wished:
        number = entry["extension"]
        origin = current.get(origins.get(number, ""))
        if number in kept:
            context.refuse(USERS.label(entry), "extension", f"is in use by {kept[number].label}")
            continue
        if number not in ports:
            continue
        if origin is None and "name" not in entry:
            context.refuse(USERS.label(entry), "name", "is missing; a new user needs one")
        name = entry.get("name", origin.name if origin else f"extension-{number}")
        fields, given = _fields(context, entry, origin)
        virtual = ports[number] > context.profile.limits.ports
        shown = shown_name(context, entry, origin)
        target.users[number] = User(number, name, shown, ports[number], virtual, fields, given)
        if number in origins:
            target.origins[number] = origins[number]
    target.gone = tuple(user for number, user in sorted(current.items()) if number not in set(target.origins.values()))
    return target


def _fields(context: Context, entry: Object, origin: User | None) -> tuple[dict[str, Any], frozenset[str]]:
    """What shall be programmed for a user, and which fields the wish decides.

    What the telephone's user owns is set when he is created; later it is his, unless the site file enforces it.
    """
    fields: dict[str, Any] = {} if origin is None else dict(origin.fields)
    given: set[str] = set()
    for definition in USER_FIELDS:
        name = definition.name
        if name in entry:
            if origin is not None and definition.owned_by_user and not definition.enforced(entry[name]):
                _report_own(context, entry, definition, origin)
                continue
            given.add(name)
            fields[name] = definition.plain(entry[name])
        elif origin is None or (context.wish.state != "merged" and not definition.owned_by_user):
            given.add(name)
            fields.pop(name, None)
    return {name: value for name, value in fields.items() if value}, frozenset(given)


def _report_own(context: Context, entry: Object, definition: UserField, origin: User) -> None:
    wished, held = definition.plain(entry[definition.name]), origin.fields.get(definition.name)
    if (held or None) != (wished or None) and not (definition.name == "forward" and _overflows(context, entry)):
        say = USERS.field(definition.name).type.say
        context.warnings.append(
            f"{USERS.label(entry)}: {definition.name} is {say(held) if held else 'not set'}, the site file says "
            f"{say(wished) if wished else 'nothing'}; it is the user's own and left as it is (enforce: true changes it)"
        )


def _overflows(context: Context, entry: Object) -> bool:
    """Whether a wished position keeps the forwarding of a user, by its overflow."""
    positions = context.wished("answering_positions")
    return any("overflow" in position and position.get("extension") == entry["extension"] for position in positions)


def _without_wished(context: Context, current: dict[str, User]) -> UserTarget:
    listed = {entry["extension"] for entry in context.wished("users")}
    kept = {number: user for number, user in current.items() if number not in listed}
    gone = tuple(user for number, user in sorted(current.items()) if number in listed)
    return UserTarget(kept, {number: number for number in kept}, gone)


def _match(context: Context, wished: tuple[Object, ...], current: dict[str, User]) -> dict[str, str]:
    """Which present user each wished one is: wished number to present number. The surest signs come first.

    1. the number is there and shows the wished name; 2. the slots know on which port the name is; 3. the wished port
    shows the wished name; 4. the number is there; 5. somebody whom nobody wishes is on the wished port (a new number
    for him).
    """
    by_port = {user.port: number for number, user in current.items()}
    known = context.names_by_slot("users")
    names = Counter(entry.get("name") for entry in wished)
    wanted_numbers = {entry["extension"] for entry in wished}
    origins: dict[str, str] = {}

    def shows(number: str | None, entry: Object) -> bool:
        if number not in current or known.get(current[number].port) not in (None, entry.get("name")):
            return False
        return current[number].display_name == shown_name(context, entry, current[number])

    def on_slot(entry: Object) -> str | None:
        port = context.slot_of("users", entry["name"]) if names[entry.get("name")] == 1 and "name" in entry else None
        return by_port.get(port) if port is not None else None

    def keeps(entry: Object) -> Container[str | None]:
        """Whom the fifth sign must not give another number: everybody, when a new user is named and others stay."""
        return by_port.values() if context.wish.state != "overridden" and "name" in entry else wanted_numbers

    signs = (
        lambda entry: entry["extension"] if shows(entry["extension"], entry) else None,
        on_slot,
        lambda entry: found if shows(found := by_port.get(entry.get("port", 0)), entry) else None,
        lambda entry: entry["extension"] if entry["extension"] in current else None,
        lambda entry: found if (found := by_port.get(entry.get("port", 0))) not in keeps(entry) else None,
    )
    taken: set[str] = set()
    for sign in signs:
        for entry in wished:
            found = sign(entry) if entry["extension"] not in origins else None
            if found is not None and found not in taken:
                origins[entry["extension"]] = found
                taken.add(found)
    return origins


def _allocate_ports(
    context: Context,
    wished: tuple[Object, ...],
    current: dict[str, User],
    origins: dict[str, str],
    kept: Mapping[str, User],
) -> dict[str, int]:
    """A port for every wished user: the wished one, the one he has, that of his number, the lowest free one."""
    rows = context.snapshot.rows
    installed = context.snapshot.installed("PORTS")
    limits = context.profile.limits
    virtual_places = set(range(limits.ports + 1, limits.ports + limits.virtual_ports + 1))
    taken: dict[int, str] = {user.port: user.label for user in kept.values()}
    ports: dict[str, int] = {}

    def present_port(entry: Object) -> int | None:
        origin = origins.get(entry["extension"])
        return current[origin].port if origin is not None else None

    def candidates(entry: Object) -> set[int]:
        return virtual_places if entry.get("virtual") else installed

    def claim(entry: Object, port: int) -> None:
        if port in taken:
            context.refuse(USERS.label(entry), "port", f"port {port} is in use by {taken[port]}")
        elif port not in candidates(entry) and port != present_port(entry):
            context.refuse(
                USERS.label(entry), "port", f"port {port} is not installed; see pbx_site_info for the hardware"
            )
        else:
            taken[port] = USERS.label(entry)
            ports[entry["extension"]] = port

    without: list[Object] = []
    named = {entry["port"] for entry in wished if "port" in entry}
    for entry in wished:
        origin = origins.get(entry["extension"])
        if "port" in entry:
            claim(entry, entry["port"])
        elif origin is not None and current[origin].port not in named and _stays_virtual(entry, current[origin]):
            claim(entry, current[origin].port)
        else:
            without.append(entry)
    occupied = {user.port for user in current.values()} | set(taken)
    if without:  # a number that somebody's data refers to is not displaced
        occupied |= {rows.order[number] for number in programmed_references(rows, rows.order)}
    for entry in [entry for entry in without if _port_of_number(context, entry) in candidates(entry) - occupied]:
        port = _port_of_number(context, entry)
        claim(entry, port)
        occupied.add(port)
    for entry in [entry for entry in without if entry["extension"] not in ports]:
        free = lowest_free(sorted(candidates(entry)), occupied)
        if free is None:  # only ports that this plan empties are left
            emptied = (user.port for user in current.values() if user.virtual == bool(entry.get("virtual")))
            free = lowest_free(sorted(emptied), set(taken))
        if free is None:
            what = "virtual port" if entry.get("virtual") else "port"
            context.refuse(USERS.label(entry), "port", f"no {what} is free; the exchange has {len(candidates(entry))}")
            continue
        claim(entry, free)
        occupied.add(free)
    return ports


def _port_of_number(context: Context, entry: Object) -> int:
    """The port that holds a wished number, 0 for none: a new user whose number is the factory's stays on its port."""
    holder = context.snapshot.rows.holder(entry["extension"])
    if holder is None or holder[0] not in (PORT_ITEM, VIRTUAL_PORT_ITEM):
        return 0
    return context.snapshot.rows.order[entry["extension"]]


def _stays_virtual(entry: Object, origin: User) -> bool:
    """Whether a user stays on the sort of port that he has: a virtual one has no telephone."""
    return origin.virtual == bool(entry.get("virtual", origin.virtual))


def free_ports(snapshot: Snapshot, users: Mapping[str, User]) -> int:
    """How many installed ports nobody has."""
    return len(snapshot.installed("PORTS") - {user.port for user in users.values()})
