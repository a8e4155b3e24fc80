"""Writing a site file in the shape in which a person would have written it.

Sorted, what is as by default left out, an entry on one line where it fits. Reading the text back gives the same site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .fields import Kind, Object
from .findings import ValueProblem
from .kinds import KINDS
from .opening_hours import WEEKDAYS
from .site import Site
from .value_types import Announcements, ByMode, Limit, ValueType

WIDTH = 110
"""How long a line may be before an entry is written over several."""

SCHEMA = Path("schemas") / "site.schema.json"

SAID_BY_LEAVING_OUT: Mapping[str, Mapping[str, object]] = {
    "users": {"virtual": False, "forward": {}},
    "hunt_groups": {"distribution": "priority", "members": ()},
    "pickup_groups": {"members": ()},
    "queues": {"agents": (), "announcements": (), "waiting_tone": "ringback", "disconnect_after": 60},
    "answering_positions": {"console": False},
    "schedules": {"trunks": (), "extensions": (), "weekly": dict.fromkeys(WEEKDAYS, ()), "exceptions": {}},
    "mailboxes": {"messages": 20, "keep_days": 0, "accept_kept_messages": False},
}
"""What a field means that is left out, as the tables of the kinds say it in words."""

_FILL_IN: tuple[type[ValueType], ...] = (ByMode, Announcements, Limit)
"""The types that fill in keys of a value that were left out."""

_SORTED_BY = {"answering_positions": "number", "greetings": "message"}
"""What people look for an object by, where it is not the field that identifies it."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/&+'-]*[\w.)])?")
_READ_AS_SOMETHING_ELSE = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def tidy(site: Site) -> Site:
    """The site sorted, without kinds that have no objects and fields that say what leaving them out says.

    A site without any object keeps its users, so that it says something.
    """
    objects = {
        name: tuple(
            _without_defaults(name, entry) for entry in sorted(site.of(name), key=lambda entry: _place(kind, entry))
        )
        for name, kind in KINDS.items()
        if site.of(name)
    }
    return Site(site.exchange, objects or {"users": ()})


def _place(kind: Kind, entry: Object) -> tuple[int, str, str]:
    """Where an object stands: shorter numbers first, names by the alphabet."""
    key = str(entry.get(_SORTED_BY.get(kind.name, kind.key), entry[kind.key]))
    return (len(key) if key.isdecimal() else 0, key.casefold(), key)


def _without_defaults(kind: str, entry: Object) -> Object:
    said = SAID_BY_LEAVING_OUT.get(kind, {})
    kept = {name: value for name, value in entry.items() if name not in said or value != said[name]}
    if kept.get("display_name", "") == kept.get("name"):
        del kept["display_name"]
    return kept


def site_text(site: Site, remarks: Iterable[str] = ()) -> str:
    """The text of a site file; ``remarks`` become comments at its head.

    They stand after the three dashes, because a round-trip YAML library loses what stands before them.
    """
    lines = ["---", *(f"# {remark}" for remark in remarks)]
    for place, (name, entries) in enumerate(site.objects.items()):
        lines += ["", f"{name}:"] if place else [f"{name}:"]
        if not entries:
            lines[-1] += " []"
        lines += list_lines([written_entry(KINDS[name], entry) for entry in entries], 2)
    return "\n".join(lines) + "\n"


def schema_remark(site_file: Path) -> str:
    """The line by which an editor finds the schema in a folder around the file; empty where there is none."""
    folder = site_file.absolute().parent
    for steps, above in enumerate((folder, *folder.parents)):
        if (above / SCHEMA).is_file():
            return f"yaml-language-server: $schema={'../' * steps}{SCHEMA.as_posix()}"
    return ""


def written_entry(kind: Kind, entry: Object) -> dict[str, Any]:
    """An object as plain data, as a person would have written it; fields as by default stay (see :func:`tidy`)."""
    return {name: _lean(kind.field(name).type, value) for name, value in kind.write(entry).items()}


def _lean(field: ValueType, written: Any) -> Any:
    """A written value without the keys that reading it fills in."""
    if not isinstance(field, _FILL_IN):
        return written
    meant = field.parse(written)
    lean = [dict(part) for part in written] if isinstance(written, list) else dict(written)
    for part in lean if isinstance(lean, list) else [lean]:
        for name in list(part):
            value = part.pop(name)
            try:
                needed = field.parse(lean) != meant
            except ValueProblem:
                needed = True
            if needed:
                part[name] = value
        _in_order_of(part, field)
    return lean


def _in_order_of(part: dict[str, Any], field: ValueType) -> None:
    """Bring keys that were taken out and put back into their order again."""
    for name in [known.name for known in field.parts if known.name in part]:
        part[name] = part.pop(name)


def list_lines(entries: Sequence[Any], indent: int) -> Iterator[str]:
    """The lines of a list in a block, each behind ``indent`` spaces."""
    for entry in entries:
        line = f"{' ' * indent}- {inline(entry)}"
        if len(line) <= WIDTH or not isinstance(entry, dict):
            yield line
            continue
        first, *others = mapping_lines(entry, indent + 2)
        yield f"{' ' * indent}- {first.lstrip(' ')}"
        yield from others


def mapping_lines(mapping: Mapping[str, Any], indent: int) -> Iterator[str]:
    """The lines of a mapping in a block, each behind ``indent`` spaces."""
    for name, value in mapping.items():
        head = f"{' ' * indent}{name}:"
        line = f"{head} {inline(value)}"
        if len(line) <= WIDTH or not value or not isinstance(value, (dict, list)):
            yield line
        elif isinstance(value, dict):
            yield head
            yield from mapping_lines(value, indent + 2)
        elif any(isinstance(part, (dict, list)) for part in value):
            yield head
            yield from list_lines(value, indent + 2)
        else:
            yield from _filled(f"{head} [", [inline(part) for part in value])


def _filled(head: str, parts: list[str]) -> Iterator[str]:
    """A long list of numbers: as many on a line as fit, below one another."""
    line = head
    for place, part in enumerate(parts):
        piece = part + ("]" if place == len(parts) - 1 else ",")
        if line.strip() and not line.endswith("[") and len(f"{line} {piece}") > WIDTH:
            yield line
            line = " " * len(head) + piece
        else:
            line += piece if line.endswith("[") else f" {piece}"
    yield line


def inline(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {inline(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(part) for part in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return _text(value)


def _text(text: str) -> str:
    """A text, in quotes wherever YAML or a tool that reads it could take it for something else."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _READ_AS_SOMETHING_ELSE:
        return text
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    number = ord(letter)
    return f"\\U{number:08x}" if number > 0xFFFF else f"\\u{number:04x}"
