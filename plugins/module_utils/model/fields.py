"""The shape of a kind of object: its fields. Everything about fields is derived from these tables.

The argument specs of the modules, their documentation, the checks of site files and (later) the JSON Schema for editors
all come from here. A field is a line in a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .value_types import ValueType

Object = dict[str, Any]
"""One object of a site: field name to normalised value. A field that was left out is not there."""


@dataclass(frozen=True)
class Field:
    """One field: ``meaning`` is a sentence for people, ``default`` a sentence on what leaving it out means."""

    name: str
    type: ValueType
    meaning: str
    required: bool = False
    default: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z_]*", self.name):
            raise ValueError(f"a field's name is lower-case words: {self.name!r}")
        if not self.meaning.endswith("."):
            raise ValueError(f"the meaning of {self.name} is a sentence")
        if not self.required and not self.default:
            raise ValueError(f"{self.name} may be left out, so say what that means")


@dataclass(frozen=True)
class Kind:
    """A kind of object: the top-level key of the site file, its word in sentences, its identifying field.

    Of each group of ``exclusive`` at most one field may be given, and of each group of ``one_of`` exactly one. A field
    that is the first of a pair in ``needs`` needs the second. One that is given as ``no`` counts as left out.
    """

    name: str
    word: str
    key: str
    fields: tuple[Field, ...]
    exclusive: tuple[tuple[str, ...], ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    needs: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        for name in (name for group in (*self.exclusive, *self.one_of, *self.needs) for name in group):
            if name not in names or self.field(name).required:
                raise ValueError(f"{name} is not a field of {self.name} that may be left out")
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name} has a field twice")
        if self.key not in names or not self.field(self.key).required:
            raise ValueError(f"the key of {self.name} must be one of its required fields")

    def field(self, name: str) -> Field:
        """The field called ``name``."""
        return next(field for field in self.fields if field.name == name)

    def label(self, entry: Object) -> str:
        """How sentences call an object: ``user 105 Kari Nordmann``, ``hunt group Support``."""
        key = str(entry[self.key])
        name = str(entry.get("name", "")) if self.key != "name" else ""
        return " ".join(part for part in (self.word, key, name) if part)

    def problems(self, entry: Object, *, partial: bool = False) -> list[tuple[str, str]]:
        """What is wrong across fields: pairs of field and sentence. Half an object may lack what it needs."""
        given = {name for name, value in entry.items() if value is not False}
        found: list[tuple[str, str]] = []
        for group in (*self.exclusive, *self.one_of):
            several = [name for name in group if name in given]
            if len(several) > 1:
                found.append((several[-1], f"stands beside {several[0]}; give {' or '.join(group)}, not both"))
            elif not several and group in self.one_of and not partial:
                found.append(("", f"needs {' or '.join(group)}"))
        for name, needed in self.needs:
            if name in given and needed not in given and not partial:
                found.append((name, f"needs {needed}, too"))
        return found

    def write(self, entry: Object) -> dict[str, Any]:
        """An object as a site file would hold it, in the table's order."""
        return {field.name: field.type.write(entry[field.name]) for field in self.fields if field.name in entry}
