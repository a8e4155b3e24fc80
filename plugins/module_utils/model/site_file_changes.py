"""Making a site file say what an exchange holds: only what differs is changed, comments and order stay."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .fields import Kind
from .kinds import KINDS, USERS
from .site import read_site
from .site_file import tidy, written_entry
from .yaml_edits import YamlEdits

Says = Mapping[str, Sequence[Mapping[str, Any]]]
"""Kinds to their objects, as a site file would have them with every field."""

ObjectName = tuple[str, str]
"""A kind and what identifies an object of it."""


def follow(
    text: str, says: Says, holds: Says, gathered: Says, whole: Collection[ObjectName] = ()
) -> tuple[str, list[str]]:
    """The text of a site file that says what an exchange ``holds``, and what was changed in it.

    ``says`` is what the file means on this exchange; kinds that it does not name are left out of both. ``gathered`` is
    what the exchange holds for whoever has read no file: what the factory put there and the file names is not in it,
    and leaves the file. The objects in ``whole`` are written anew, the others only where they differ. Raises
    ``SiteFileError`` where that cannot be done without changing more.
    """
    following = _Following(YamlEdits(text), frozenset(whole))
    for name, kind in KINDS.items():
        if name in following.edits.value:
            known = {entry[kind.key] for entry in gathered.get(name, ())}
            held = [entry for entry in holds.get(name, ()) if entry[kind.key] in known]
            following.kind(kind, says.get(name, ()), held)
    return following.edits.checked(), following.changes


class _Following:
    def __init__(self, edits: YamlEdits, whole: frozenset[ObjectName]) -> None:
        self.edits = edits
        self.whole = whole
        self.changes: list[str] = []

    def kind(self, kind: Kind, says: Sequence[Mapping[str, Any]], holds: Sequence[Mapping[str, Any]]) -> None:
        """Bring all objects of a kind."""
        said, held = ({str(entry[kind.key]): entry for entry in entries} for entries in (says, holds))
        for place in reversed(range(len(self._entries(kind)))):
            name = self._name(kind, place)
            if name in said and name not in held:
                self.edits.remove((kind.name, place))
                self.changes.append(f"{kind.word} {name} goes")
        for place in range(len(self._entries(kind))):
            name = self._name(kind, place)
            if name in held and (kind.name, name) in self.whole:
                self.edits.set((kind.name, place), lean(kind, held[name]))
                self.changes.append(f"{kind.word} {name} is written anew")
            elif name in held and name in said and said[name] != held[name]:
                self._fields(kind, place, said[name], lean(kind, held[name]), held[name])
        for name, entry in held.items():
            if name not in said:
                self.edits.append((kind.name,), lean(kind, entry))
                self.changes.append(f"{kind.word} {name} comes")

    def _fields(
        self, kind: Kind, place: int, said: Mapping[str, Any], lean: Mapping[str, Any], held: Mapping[str, Any]
    ) -> None:
        """The fields of an object that differ."""
        present = self._entries(kind)[place]
        changed = []
        for field in (known.name for known in kind.fields):
            if said.get(field) == held.get(field):
                continue
            path = (kind.name, place, field)
            if field not in lean:
                if field in present:
                    self.edits.remove(path)
            elif _are_mappings(said.get(field)) and _are_mappings(held.get(field)) and present.get(field):
                self._list(path, said[field], held[field])
            else:
                self.edits.set(path, lean[field])
            changed.append(field)
        if changed:
            self.changes.append(f"{kind.word} {said[kind.key]}: {', '.join(changed)}")

    def _list(self, path: tuple[Any, ...], said: list[Any], held: list[Any]) -> None:
        """The entries of a list of mappings that differ; the first field of each tells which it is."""
        now, then = {_identity(entry): entry for entry in said}, {_identity(entry): entry for entry in held}
        present = [_identity(entry) for entry in self._at(path)]
        for place in reversed(range(len(present))):
            identity = present[place]
            if identity in now and identity not in then:
                self.edits.remove((*path, place))
            elif identity in then and now.get(identity) != then[identity]:
                self.edits.set((*path, place), then[identity])
        for identity, entry in then.items():
            if identity not in now and identity not in present:
                self.edits.append(path, entry)

    def _entries(self, kind: Kind) -> list[Any]:
        return self.edits.value[kind.name] or []

    def _name(self, kind: Kind, place: int) -> str:
        return str(self._entries(kind)[place].get(kind.key))

    def _at(self, path: tuple[Any, ...]) -> list[Any]:
        value = self.edits.value
        for step in path:
            value = value[step]
        return list(value)


def lean(kind: Kind, entry: Mapping[str, Any]) -> dict[str, Any]:
    """An object as a person would write it, from one with every field. A user who is there keeps the port."""
    kept = {name: value for name, value in entry.items() if kind is not USERS or name != "port"}
    site = tidy(read_site("", {kind.name: [kept]}))
    return written_entry(kind, site.of(kind.name)[0])


def _are_mappings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _identity(entry: Mapping[str, Any]) -> str:
    return json.dumps(next(iter(entry.items()), None), sort_keys=True)
