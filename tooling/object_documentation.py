"""Writes docs/objects.md from the tables of the kinds: every field of a site file, and which platform has it.

python tooling/object_documentation.py            write the page if it is not current
python tooling/object_documentation.py --check    only say so, and end with 1
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT / ".collections") not in sys.path:
    sys.path.insert(0, str(ROOT / ".collections"))

from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Field, Kind  # noqa: E402 - needs the path
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS  # noqa: E402
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (  # noqa: E402
    ByMode,
    Part,
    ValueType,
    Weekly,
    without_markup,
)

PAGE = ROOT / "docs" / "objects.md"

PLATFORMS = ("sv9100", "sv8100", "sl2100", "sl1100")

Unsupported = Mapping[str, Mapping[str, frozenset[str]]]

UNSUPPORTED: Unsupported = {platform: {} for platform in PLATFORMS}
"""Platform to kind to the fields that it does not have. Every platform has all the others."""

UNSAID: Mapping[str, tuple[tuple[str, str], ...]] = {
    "queues": (
        (
            "The priority of calls (41-03-03) and the night announcement (41-03-02)",
            "they belong to a way into a queue, a ring group, and not to the queue: two ways may differ, and a queue "
            "without a route has nowhere to keep them. Those that are there stay, and follow the queue's hours. "
            "Instead of a night announcement, let the route say `closed: {greeting: ...}`.",
        ),
        (
            "Announcements from InMail or an ACI port (41-08-03, 41-10, 41-19)",
            "an ACI port is a device beside the exchange, and of the mailboxes of InMail the manuals say now that they "
            "are group mailboxes, now that they are for call routing. Greetings of the VRS play.",
        ),
        (
            "The second announcement without the first (8 and 9 of 41-08-01)",
            "let the one announcement be the first.",
        ),
        (
            "Log-in by agent identity code (41-17-01, 41-18)",
            "a code belongs to somebody who logs in at any telephone with it, to several queues at once; it is no "
            "object of a site file, and whoever knows it can log in, so it is not read. Where an extension in `agents` "
            "logs in with a code, the exchange ignores that it is an agent, and the plan warns.",
        ),
        (
            "Another mailbox as overflow than that of the queue's own pilot",
            "the exchange holds no number of a mailbox there.",
        ),
    ),
}
"""What an exchange can do and a site file cannot say, by kind, and why. What Sentral reads of it is in adopt's list."""

SAID_BY_THE_FIELD: tuple[type[ValueType], ...] = (ByMode, Weekly)
"""Types whose keys the meaning of the field names already, so that they get no rows of their own."""

HEAD = """<!-- Written by tooling/object_documentation.py from plugins/module_utils/model/kinds. -->

# What a site file can say

A site file has up to nine keys, each with a list of objects. A key that is absent is not managed; one that is there,
even as an empty list, is complete under `overridden`. Numbers, times, dates and calendar codes are written in quotes.

`overflow.to.queue` is the key `queue` in the key `to` of the field `overflow`, and `keys[].data` the key `data` of each
entry of the list `keys`. In the last columns, "no" means that a site file with this field is refused on the platform.

An editor that knows JSON Schema says the same while one types, when the file names the schema in its first comment:

```yaml
---
# yaml-language-server: $schema=../../schemas/site.schema.json
users:
  - {extension: "101", name: Reception}
```

The path begins at the site file.
"""


def supports(platform: str, kind: Kind, field: Field, unsupported: Unsupported = UNSUPPORTED) -> bool:
    """Whether a platform has a field."""
    return field.name not in unsupported.get(platform, {}).get(kind.name, frozenset())


def code(sentence: str) -> str:
    """A sentence with Markdown's markup instead of Ansible's, fit for a cell of a table."""
    return without_markup(sentence, "`").replace("|", "\\|")


def row(*cells: str) -> str:
    """One row of a table."""
    return f"| {' | '.join(cells)} |"


def rows_of_parts(path: str, parts: tuple[Part, ...]) -> Iterator[str]:
    """The keys of a value, also those of its keys."""
    for part in parts:
        name = f"{path}.{part.name}"
        words = f" One of {', '.join(f'`{word}`' for word in part.choices)}." if part.choices else ""
        needed = "needed" if part.required else ""
        yield row(f"`{name}`", code(part.meaning) + words, needed, *("" for _platform in PLATFORMS))
        yield from rows_of_parts(name, part.parts)


def rows_of_field(kind: Kind, field: Field, unsupported: Unsupported) -> Iterator[str]:
    """A field and the keys of its value."""
    has = ("yes" if supports(platform, kind, field, unsupported) else "no" for platform in PLATFORMS)
    yield row(f"`{field.name}`", code(field.meaning), "needed" if field.required else code(field.default), *has)
    if not isinstance(field.type, SAID_BY_THE_FIELD):
        each = "[]" if field.type.ansible_type == "list" else ""
        yield from rows_of_parts(f"{field.name}{each}", field.type.parts)


def rules_of(kind: Kind) -> Iterator[str]:
    """What the fields have to do with each other, in sentences."""
    for group in kind.one_of:
        yield f"Exactly one of {' and '.join(f'`{name}`' for name in group)} is given."
    for group in kind.exclusive:
        yield f"{' and '.join(f'`{name}`' for name in group)} are not given together."
    for name, needed in kind.needs:
        yield f"`{name}` needs `{needed}`."


def section(kind: Kind, unsupported: Unsupported) -> Iterator[str]:
    """What the page says about a kind."""
    yield f"## {kind.name}\n"
    yield f"Each {kind.word} is known by its `{kind.key}`.{''.join(f' {rule}' for rule in rules_of(kind))}\n"
    yield row("Field", "Meaning", "Left out", *PLATFORMS)
    yield "|" + "---|" * (3 + len(PLATFORMS))
    for field in kind.fields:
        yield from rows_of_field(kind, field, unsupported)
    yield ""
    if kind.name in UNSAID:
        yield "What the exchanges have and a site file cannot say:\n"
        yield from (f"* {what}: {why}" for what, why in UNSAID[kind.name])
        yield ""


def page(unsupported: Unsupported = UNSUPPORTED) -> str:
    """The whole page."""
    sections = (line for kind in KINDS.values() for line in section(kind, unsupported))
    return "\n".join([HEAD, *sections]).rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """Write or check."""
    check = arguments == ["--check"]
    if arguments and not check:
        print(__doc__)
        return 2
    text, name = page(), PAGE.relative_to(ROOT)
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        print(f"{name} is current")
        return 0
    if check:
        print(f"{name} is not current: run tooling/object_documentation.py")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"{name} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
