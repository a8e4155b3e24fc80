"""Writes schemas/site.schema.json from the tables of the kinds: what an editor says while a site file is typed.

    python tooling/site_schema.py            write the schema if it is not current
    python tooling/site_schema.py --check    only say so, and end with 1

The schema knows the shape of a site file. What refers to something else, or what an exchange can hold, is checked by
Sentral itself.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT / ".collections") not in sys.path:
    sys.path.insert(0, str(ROOT / ".collections"))

from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Field, Kind  # noqa: E402 - needs the path
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS, USERS  # noqa: E402
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (  # noqa: E402
    Schema,
    Text,
    Truth,
    without_markup,
)

FILE = ROOT / "schemas" / "site.schema.json"

PROFILE = (
    "The name of a set of user fields in the inventory variable pbx_profiles. What the user has as well comes first."
)
"""A user's ``profile`` is no field of the table: it is replaced by what it stands for before the user is checked."""


def schema_of_field(field: Field) -> Schema:
    """A field, with its meaning and what leaving it out means."""
    default = without_markup(field.default)
    left_out = f" Left out: {default[0].lower()}{default[1:]}" if default else ""
    return {"description": without_markup(field.meaning) + left_out} | field.type.schema()


def rules_of(kind: Kind) -> list[Schema]:
    """What the fields of an object have to do with each other."""
    rules: list[Schema] = []
    for group in kind.exclusive:
        rules += [_not_both(kind, one, other) for place, one in enumerate(group) for other in group[place + 1 :]]
    rules += [{"oneOf": [{"required": [name]} for name in group]} for group in kind.one_of]
    return rules


def _not_both(kind: Kind, *names: str) -> Schema:
    """Two fields that are not given together; one that is given as false counts as left out."""
    both: Schema = {"required": list(names)}
    true = {name: {"const": True} for name in names if isinstance(kind.field(name).type, Truth)}
    return {"not": both | ({"properties": true} if true else {})}


def schema_of_kind(kind: Kind) -> Schema:
    """One object of a kind."""
    properties = {field.name: schema_of_field(field) for field in kind.fields}
    if kind is USERS:
        properties["profile"] = {"description": PROFILE} | Text().schema()
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "required": [field.name for field in kind.fields if field.required],
        "additionalProperties": False,
    }
    needs: dict[str, list[str]] = {}
    for name, needed in kind.needs:
        needs.setdefault(name, []).append(needed)
    rules = rules_of(kind)
    return schema | ({"dependentRequired": needs} if needs else {}) | ({"allOf": rules} if rules else {})


def site_schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Written by tooling/site_schema.py from plugins/module_utils/model/kinds.",
        "title": "Site file of Sentral",
        "description": "What one exchange should do. A key that is absent is not managed.",
        "type": "object",
        "properties": {
            kind.name: {
                "description": f"The {kind.name.replace('_', ' ')}.",
                "type": "array",
                "items": {"$ref": f"#/$defs/{kind.name}"},
            }
            for kind in KINDS.values()
        },
        "additionalProperties": False,
        "$defs": {kind.name: schema_of_kind(kind) for kind in KINDS.values()},
    }


def text() -> str:
    """What the file should hold."""
    return in_lines(site_schema()) + "\n"


def in_lines(value: Any, indent: str = "") -> str:
    """JSON with what is short in one line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(indent) + len(line) < 110:
        return line
    inner = indent + "  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + in_lines(entry, inner) for entry in value) + f"\n{indent}]"
    entries = (f"{inner}{json.dumps(key)}: {in_lines(entry, inner)}" for key, entry in value.items())
    return "{\n" + ",\n".join(entries) + f"\n{indent}}}"


def main(arguments: list[str]) -> int:
    """Write or check."""
    check = arguments == ["--check"]
    if arguments and not check:
        print(__doc__)
        return 2
    wanted, name = text(), FILE.relative_to(ROOT)
    if FILE.is_file() and FILE.read_text(encoding="utf-8") == wanted:
        print(f"{name} is current")
        return 0
    if check:
        print(f"{name} is not current: run tooling/site_schema.py")
        return 1
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(wanted, encoding="utf-8")
    print(f"{name} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
