"""Writes library/pbx_*.py: options from the tables of the kinds, everything else from tooling/module_texts.

    python tooling/module_documentation.py            write the files that are not current
    python tooling/module_documentation.py --check    only name them, and end with 1 if there are any

pbx_command and the modules of the archive that change no exchange are written by hand: they know no kinds.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT / ".collections") not in sys.path:
    sys.path.insert(0, str(ROOT / ".collections"))

from ansible_collections.sentral.nec.plugins.action import pbx_site  # noqa: E402 - needs the path above
from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Field, Kind  # noqa: E402
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import (  # noqa: E402
    ANSWERING_POSITIONS,
    GREETINGS,
    HUNT_GROUPS,
    INCOMING_ROUTES,
    KINDS,
    MAILBOXES,
    PICKUP_GROUPS,
    QUEUES,
    SCHEDULES,
    USERS,
)
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import Choice, Part  # noqa: E402
from ansible_collections.sentral.nec.plugins.plugin_utils import kind_action  # noqa: E402

TEXTS = ROOT / "tooling" / "module_texts"
MODULES = ROOT / "library"
COLLECTION = "sentral.nec"
FRAGMENT = f"{COLLECTION}.exchange"
WIDTH = 100
"""Where lines are wrapped. PyYAML lets the last word stand out."""

OF_ONE_KIND: dict[str, Kind] = {
    "pbx_user": USERS,
    "pbx_hunt_group": HUNT_GROUPS,
    "pbx_pickup_group": PICKUP_GROUPS,
    "pbx_queue": QUEUES,
    "pbx_answering_position": ANSWERING_POSITIONS,
    "pbx_greeting": GREETINGS,
    "pbx_schedule": SCHEDULES,
    "pbx_incoming_route": INCOMING_ROUTES,
    "pbx_mailbox": MAILBOXES,
}
GENERATED = (
    *OF_ONE_KIND,
    *(
        "pbx_site",
        "pbx_site_info",
        "pbx_adopt",
        "pbx_check",
        "pbx_confirm",
        "pbx_holidays",
        "pbx_restore",
        "pbx_rollback",
    ),
)

Document = dict[str, Any]

FILE = Template('''#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of $collection.$module; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
$documentation"""

EXAMPLES = r"""
$examples"""

RETURN = r"""
$returns"""
''')


class Dumper(yaml.SafeDumper):
    """YAML as people write it: lists indented below their key, nothing abbreviated."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists, too."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        """Write what stands twice twice."""
        return True


class ListInLine(list[Any]):
    """A list that stands in one line."""


class MappingInLine(dict[str, Any]):
    """A mapping that stands in one line."""


Dumper.add_representer(
    ListInLine, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)
Dumper.add_representer(
    MappingInLine,
    lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True),
)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


Dumper.add_representer(str, _text)


def in_lines(sample: Any) -> Any:
    """A sample whose innermost lists and mappings stand in one line, as a site file would have them."""
    inner = list(sample.values()) if isinstance(sample, dict) else sample if isinstance(sample, list) else None
    if inner is None:
        return sample
    short = len(str(sample)) < WIDTH and not any(isinstance(entry, dict) for entry in inner)
    if isinstance(sample, list):
        return ListInLine(sample) if short else [in_lines(entry) for entry in sample]
    return MappingInLine(sample) if short else {key: in_lines(entry) for key, entry in sample.items()}


def to_yaml(document: Document) -> str:
    """``document`` as text, in its own order."""
    return str(yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDTH))


def read_texts(name: str) -> Document:
    """The hand-written part of a module's documentation, or what they share."""
    texts: Document = yaml.safe_load((TEXTS / f"{name}.yml").read_text(encoding="utf-8"))
    return texts


def words_of(kind: Kind) -> Mapping[str, str]:
    """What the placeholders of shared texts stand for."""
    return {"word": kind.word, "words": kind.name.replace("_", " "), "key": kind.key}


def option(type_: str, elements: str | None, description: list[str]) -> Document:
    """The head of an option."""
    return {"description": description, "type": type_} | ({"elements": elements} if elements else {})


def option_of_part(part: Part) -> Document:
    """A key of a field that is a mapping."""
    documented = option(part.ansible_type, part.elements, [part.meaning])
    if part.required:
        documented["required"] = True
    if part.choices:
        documented["choices"] = ListInLine(part.choices)
    if part.parts and part.ansible_type != "raw":
        documented["suboptions"] = {inner.name: option_of_part(inner) for inner in part.parts}
    return documented


def option_of_field(kind: Kind, field: Field, texts: Mapping[str, str], *, alone: bool) -> Document:
    """A field as an option of a list entry, or (``alone``) of the module itself, where ``config`` may stand instead."""
    words = words_of(kind)
    description = [field.meaning]
    if field.name == kind.key:
        if alone:
            description.append(Template(texts["key_alone"]).substitute(words))
    elif field.required:
        description.append(Template(texts["new"]).substitute(words))
    else:
        description.append(f"{Template(texts['left_out']).substitute(words)} {uncapitalised(field.default)}")
    description += rules_of_field(kind, field)
    documented = option(field.type.ansible_type, field.type.elements, description)
    if field.name == kind.key and not alone:
        documented["required"] = True
    if isinstance(field.type, Choice):
        documented["choices"] = ListInLine(field.type.words)
    if field.type.parts:
        documented["suboptions"] = {part.name: option_of_part(part) for part in field.type.parts}
    return documented


def rules_of_field(kind: Kind, field: Field) -> list[str]:
    """What a field has to do with the others of its object."""
    rules = []
    for group in (*kind.exclusive, *kind.one_of):
        others = ", ".join(f"C({name})" for name in group if name != field.name)
        if field.name in group:
            rules.append(f"Not together with {others}." if group in kind.exclusive else f"Either this or {others}.")
    return rules + [f"Needs C({needed})." for name, needed in kind.needs if name == field.name]


def uncapitalised(sentence: str) -> str:
    """A sentence as the end of another; one that begins with markup, such as V(priority), stays as it is."""
    return sentence if sentence[1:2] == "(" else sentence[0].lower() + sentence[1:]


def list_of_kind(kind: Kind, description: str, shared: Document) -> Document:
    """An option that takes objects of a kind."""
    documented = option("list", "dict", [description])
    documented["suboptions"] = {
        field.name: option_of_field(kind, field, shared["fields"], alone=False) for field in kind.fields
    }
    return documented


def state_option(states: tuple[str, ...], default: str, meanings: list[str]) -> Document:
    """The option ``state``."""
    return option("str", None, ["What is wanted.", *meanings]) | {"default": default, "choices": ListInLine(states)}


def options_of_kind(kind: Kind, shared: Document) -> Document:
    """The options of the module of one kind."""
    words = words_of(kind)
    meanings = [Template(shared["states"][state]).substitute(words).strip() for state in kind_action.STATES]
    return {
        "state": state_option(kind_action.STATES, "present", meanings),
        **{field.name: option_of_field(kind, field, shared["fields"], alone=True) for field in kind.fields},
        "config": list_of_kind(kind, Template(shared["config"]).substitute(words).strip(), shared),
        **shared["options"],
    }


def options_of_site(texts: Document, shared: Document) -> Document:
    """The options of pbx_site."""
    meanings = [texts["states"][state].strip() for state in pbx_site.STATES]
    config = option("dict", None, [texts["config"].strip()])
    config["suboptions"] = {
        kind.name: list_of_kind(kind, f"The {kind.name.replace('_', ' ')}.", shared) for kind in KINDS.values()
    }
    return {
        "state": state_option(pbx_site.STATES, texts["default_state"], meanings),
        "config": config,
        **texts["options"],
        **shared["options"],
    }


def options_of(module: str, texts: Document, shared: Document) -> Document:
    """The options of a module, by its name."""
    if module in OF_ONE_KIND:
        return options_of_kind(OF_ONE_KIND[module], shared)
    return options_of_site(texts, shared) if module == "pbx_site" else dict(texts.get("options", {}))


def documentation_of(module: str, texts: Document, shared: Document) -> Document:
    """DOCUMENTATION."""
    document: Document = {
        "module": module,
        "short_description": texts["short_description"],
        "version_added": shared["version_added"],
        "author": shared["author"],
        "description": texts["description"],
        "extends_documentation_fragment": texts.get(
            "fragments", [FRAGMENT, f"{FRAGMENT}.{'reads' if module == 'pbx_site_info' else 'changes'}"]
        ),
    }
    document |= {key: texts[key] for key in ("requirements", "attributes", "notes") if key in texts}
    document["seealso"] = [{"module": f"{COLLECTION}.{name}"} for name in texts["seealso"]]
    options = options_of(module, texts, shared)
    return document | ({"options": options} if options else {})


def returns_of(texts: Document, shared: Document) -> Document:
    """RETURN: the module's own values first, then what it shares with the others."""
    returns = dict(texts.get("returns", {}))
    samples = texts.get("samples")
    if samples is not None:
        names = texts.get("shared_returns", shared["returns"])
        returns |= with_samples({name: shared["returns"][name] for name in names}, samples)
    conditions = shared["returned"] | texts.get("returned", {})
    return {name: with_condition(value, conditions) for name, value in returns.items()}


def with_samples(returns: Document, samples: Document, prefix: str = "") -> Document:
    """Shared return values with a module's own samples, named ``key`` or ``key.inner``."""
    filled: Document = {}
    for name, value in returns.items():
        filled[name] = dict(value)
        if prefix + name in samples:
            filled[name]["sample"] = samples[prefix + name]
        if "contains" in value:
            filled[name]["contains"] = with_samples(value["contains"], samples, f"{prefix}{name}.")
    return filled


def with_condition(value: Document, conditions: Mapping[str, str], outer: str = "") -> Document:
    """A return value with ``returned`` spelled out; what is inside another one is there when that is."""
    returned = conditions.get(value.get("returned", ""), value.get("returned", "")) or outer
    written = {"description": value["description"], "returned": returned} | {
        key: in_lines(entry) if key == "sample" else entry
        for key, entry in value.items()
        if key not in ("description", "returned", "contains")
    }
    if "contains" in value:
        written["contains"] = {
            name: with_condition(inner, conditions, returned) for name, inner in value["contains"].items()
        }
    return written


def module_text(module: str) -> str:
    """The whole file of a module."""
    texts, shared = read_texts(module), read_texts("shared")
    return FILE.substitute(
        collection=COLLECTION,
        module=module,
        documentation=to_yaml(documentation_of(module, texts, shared)),
        examples=texts["examples"],
        returns=to_yaml(returns_of(texts, shared)),
    )


def stale() -> Iterator[tuple[Path, str]]:
    """The files that are not current, with what they should hold."""
    for module in GENERATED:
        path, text = MODULES / f"{module}.py", module_text(module)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path, text


def main(arguments: list[str]) -> int:
    """Write or check."""
    check = arguments == ["--check"]
    if arguments and not check:
        print(__doc__)
        return 2
    found = list(stale())
    for path, text in found:
        if check:
            print(f"{path.relative_to(ROOT)} is not current: run tooling/module_documentation.py")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path.relative_to(ROOT)} is written")
    if not found:
        print(f"{len(GENERATED)} modules: their documentation is current")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
