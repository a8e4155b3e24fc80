"""A site file that follows what an exchange holds, so that its next plan has nothing to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.findings import SiteError
from ..model.kinds import KINDS
from ..model.site import Site
from ..model.site_file_changes import ObjectName, Says, follow, lean
from ..model.strict_yaml import SiteFileError
from ..platforms.operation import Draft, PlanRefused


@dataclass(frozen=True)
class FollowedText:
    """The text of the file, what was changed in it, and what its next apply would still do, a sentence each.

    ``objects`` are those that it would still do something with.
    """

    text: str
    changes: tuple[str, ...]
    left: tuple[str, ...]
    objects: frozenset[ObjectName] = frozenset()


@dataclass(frozen=True)
class Follower:
    """Tries the smallest change first. ``plan`` plans a text on what the exchange holds.

    ``only`` is the one object that follows, where the others may say what is still to be applied.
    ``gathered`` is what it holds for whoever has read no file; ``with_files`` gives recordings the names of audio
    files. Both are as site files would have them, with every field.
    """

    plan: Callable[[str], Draft]
    read: Callable[[str], Site]
    gathered: Says
    with_files: Callable[[Says], Says] = lambda says: says
    only: ObjectName | None = None

    def followed(self, text: str) -> FollowedText:
        """The text that follows. Raises ``SiteFileError``, ``SiteError`` or ``PlanRefused`` where none does."""
        tried: list[FollowedText] = []
        failure: Exception | None = None
        for says, holds, whole in self._ways(text, tried):
            try:
                tried.append(self._changed(text, says, holds, whole))
            except (SiteFileError, SiteError, PlanRefused) as error:
                failure = error
                continue
            if not tried[-1].left:
                break
        if failure is not None and not tried:
            raise failure
        return min(tried, key=lambda followed: len(followed.left))

    def _ways(self, text: str, tried: list[FollowedText]) -> Iterator[tuple[Says, Says, frozenset[ObjectName]]]:
        """What the file says, what is held, and what is written anew: from the smallest change to the largest."""
        gathered = self.with_files(self.gathered)
        try:
            draft = self.plan(text)
        except PlanRefused:  # what the file says cannot be reached from here, so only its words can be compared
            draft = None
        if draft is not None:
            says, holds = draft.after, self.with_files(draft.before)
            yield says, holds, frozenset()
            whole = tried[0].objects if tried else _differing(says, holds)
            yield says, _instead(holds, gathered, whole), whole
        said = self.read(text).write()
        yield said, gathered, _differing(said, gathered)

    def _changed(self, text: str, says: Says, holds: Says, whole: frozenset[ObjectName]) -> FollowedText:
        changed, changes = follow(text, self._narrowed(says), self._narrowed(holds), self.gathered, whole)
        planned = self.plan(changed).operations
        objects = frozenset((operation.kind, operation.object) for operation in planned)
        return FollowedText(changed, tuple(changes), tuple(operation.sentence for operation in planned), objects)

    def _narrowed(self, says: Says) -> Says:
        """All objects, or the only one."""
        if self.only is None:
            return says
        kind, name = self.only
        return {kind: [entry for entry in says.get(kind, ()) if str(entry[KINDS[kind].key]) == name]}


def _instead(holds: Says, gathered: Says, objects: frozenset[ObjectName]) -> Says:
    """What is held, with some objects as they look for whoever has read no file."""
    return {
        kind: [
            next((other for other in gathered.get(kind, ()) if _is_one_of(objects, kind, other, entry)), entry)
            for entry in entries
        ]
        for kind, entries in holds.items()
    }


def _is_one_of(objects: frozenset[ObjectName], kind: str, other: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    key = KINDS[kind].key
    return other[key] == entry[key] and (kind, str(entry[key])) in objects


def _differing(says: Says, holds: Says) -> frozenset[ObjectName]:
    """The objects that look otherwise, each as a person would write it."""
    found: set[ObjectName] = set()
    for name, kind in KINDS.items():
        said, held = ({str(entry[kind.key]): entry for entry in some.get(name, ())} for some in (says, holds))
        found |= {(name, key) for key in said.keys() & held.keys() if lean(kind, said[key]) != lean(kind, held[key])}
    return frozenset(found)
