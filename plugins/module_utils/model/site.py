"""A site: what one exchange should do, read from YAML and checked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .fields import Kind, Object
from .findings import Finding, SiteError, ValueProblem
from .kinds import KEYS_NOT_SUPPORTED_YET, KINDS
from .value_types import list_of, mapping_of


@dataclass(frozen=True)
class Site:
    """The objects of one exchange by kind. A kind that is not a key is not managed."""

    exchange: str
    objects: Mapping[str, tuple[Object, ...]]

    def of(self, kind: str) -> tuple[Object, ...]:
        """The objects of a kind, none when the kind is not managed."""
        return self.objects.get(kind, ())

    def manages(self, kind: str) -> bool:
        """Whether the site says anything about the kind."""
        return kind in self.objects

    def write(self) -> dict[str, list[dict[str, Any]]]:
        """The site as its file would hold it."""
        return {name: [KINDS[name].write(entry) for entry in entries] for name, entries in self.objects.items()}


def read_site(exchange: str, raw: object, *, partial: bool = False) -> Site:
    """Check ``raw`` (as the strict loader or a variable gives it) field by field.

    ``partial`` is for states that take half an object (merged, deleted): only the key of each object is required.
    Raises :class:`SiteError` with every finding.
    """
    findings: list[Finding] = []
    objects: dict[str, tuple[Object, ...]] = {}
    try:
        given = mapping_of(raw)
    except ValueProblem as problem:
        raise SiteError([Finding(exchange, "site", "", f"{problem} of {', '.join(KINDS)}")]) from problem
    for name, entries in given.items():
        if name not in KINDS:
            findings.append(Finding(exchange, name, "", _unsupported_key(name)))
            continue
        objects[name] = _read_kind(exchange, KINDS[name], entries, partial, findings)
    if findings:
        raise SiteError(findings)
    return Site(exchange, {name: objects[name] for name in KINDS if name in objects})


def _unsupported_key(name: str) -> str:
    if name in KEYS_NOT_SUPPORTED_YET:
        return f"{name} is not supported yet; supported are {', '.join(KINDS)}"
    return f"{name!r} is not a key of a site file; supported are {', '.join(KINDS)}"


def _read_kind(
    exchange: str, kind: Kind, entries: object, partial: bool, findings: list[Finding]
) -> tuple[Object, ...]:
    try:
        raw_objects = list_of(entries)
    except ValueProblem as problem:
        findings.append(Finding(exchange, kind.name, "", f"{problem} of objects"))
        return ()
    objects = [
        entry
        for place, raw in enumerate(raw_objects, start=1)
        if (entry := _read_object(exchange, kind, raw, place, partial, findings)) is not None
    ]
    seen: set[object] = set()
    for entry in objects:
        if entry[kind.key] in seen:
            findings.append(
                Finding(exchange, f"{kind.word} {entry[kind.key]}", kind.key, "stands twice; every one must differ")
            )
        seen.add(entry[kind.key])
    return tuple(objects)


def _read_object(
    exchange: str, kind: Kind, raw: object, place: int, partial: bool, findings: list[Finding]
) -> Object | None:
    """One object with its fields in the table's order, or None when it is too broken to be named."""
    label = f"{kind.name}[{place}]"
    try:
        given = mapping_of(raw)
    except ValueProblem as problem:
        findings.append(Finding(exchange, label, "", f"{problem} of fields"))
        return None
    key = given.get(kind.key)
    if isinstance(key, str) and key:
        label = f"{kind.word} {key}"
    before = len(findings)
    supported = [field.name for field in kind.fields]
    for name in given:
        if name not in supported:
            findings.append(
                Finding(
                    exchange, label, name, f"is not supported yet; supported for {kind.name}: {', '.join(supported)}"
                )
            )
    entry: Object = {}
    for field in kind.fields:
        if field.name not in given:
            if field.required and (field.name == kind.key or not partial):
                findings.append(Finding(exchange, label, field.name, "is missing"))
            continue
        try:
            entry[field.name] = field.type.parse(given[field.name])
        except ValueProblem as problem:
            findings.append(Finding(exchange, label, field.name, str(problem)))
    known = {name: True for name in given if name in supported}  # a field with a wrong value is given all the same
    findings.extend(Finding(exchange, label, *problem) for problem in kind.problems(known | entry, partial=partial))
    return entry if len(findings) == before else None
