"""What every type of a field has in common.

Strict strings: a number, time or date that arrives as anything but text is an error, never converted, because what it
was converted from is already lost (``0201`` arrived as 129).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from ..strict_yaml import Unquoted

NOTHING = "nothing"
"""How sentences call a value that holds nothing."""

Schema = dict[str, Any]
"""A JSON Schema (draft 2020-12)."""

TEXT_PATTERN = r"""^(?!\s)(?!.*\s$)[^;"\\\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"""
"""What :func:`safe_text` takes, as JSON Schema has it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NEVER_IN_TEXT = re.compile(r"[;\"\\]")


def plain(raw: object) -> object:
    """What an unquoted scalar was written as, for messages."""
    return raw.text if isinstance(raw, Unquoted) else raw


def text_of(raw: object) -> str:
    """``raw`` when it is text; a number, boolean or date is an error that says how to write it."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, (Unquoted, bool, int, float, datetime.date)):
        raise ValueProblem(
            f'{plain(raw)} is not in quotes, so YAML does not read it as text; write it as "{plain(raw)}"'
        )
    if raw is None:
        raise ValueProblem("has no value")
    raise ValueProblem(f"takes one text, not {'a list' if isinstance(raw, list) else 'a mapping'}")


def safe_text(raw: object) -> str:
    """Text that can become part of a command: no control character, no ``;``, quote or backslash, no outer spaces."""
    text = text_of(raw)
    control = _CONTROL.search(text)
    if control:
        raise ValueProblem(f"holds a control character ({control.group()!r}); take it out")
    forbidden = _NEVER_IN_TEXT.search(text)
    if forbidden:
        raise ValueProblem(f"holds {forbidden.group()!r}, which is not allowed in a value")
    if text != text.strip():
        raise ValueProblem(f"{text!r} begins or ends with a space")
    return text


def list_of(raw: object) -> list[object]:
    """``raw`` when it is a list."""
    if isinstance(raw, (list, tuple)):
        return list(raw)
    raise ValueProblem("takes a list")


def mapping_of(raw: object) -> dict[str, object]:
    """``raw`` when it is a mapping with texts for keys."""
    if not isinstance(raw, dict):
        raise ValueProblem("takes a mapping")
    for key in raw:
        if not isinstance(key, str):
            raise ValueProblem(f"the key {key!r} is not text; write it in quotes")
    return raw


def only(given: dict[str, object], *supported: str) -> None:
    """Refuse a key of a mapping that is none of ``supported``."""
    for key in given:
        if key not in supported:
            raise ValueProblem(f"{key!r} is not supported here; supported are {', '.join(supported)}")


@contextmanager
def inside(place: object) -> Iterator[None]:
    """A problem that is found in here begins with ``place``."""
    try:
        yield
    except ValueProblem as problem:
        raise ValueProblem(f"{place}: {problem}") from problem


def in_words(name: str) -> str:
    """The name of a field or a key as sentences have it."""
    return name.replace("_", " ")


@dataclass(frozen=True)
class Part:
    """One key of a value that is a mapping, as argument specs and documents show it."""

    name: str
    meaning: str
    required: bool = False
    ansible_type: str = "str"
    elements: str | None = None
    parts: tuple[Part, ...] = ()
    choices: tuple[str, ...] = ()


class ValueType:
    """How the values of a field are read. The class variables are for argument specs and documents."""

    ansible_type: ClassVar[str] = "str"
    elements: ClassVar[str | None] = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The keys of a value that is a mapping or a list of them."""
        return ()

    def parse(self, raw: object) -> Any:
        """The normalised value, or :class:`ValueProblem`."""
        raise NotImplementedError

    def write(self, value: Any) -> Any:
        """A normalised value as a site file would hold it; the inverse of :meth:`parse`."""
        return list(value) if isinstance(value, tuple) else value

    def say(self, value: Any) -> str:
        """A normalised value in words, for sentences."""
        return str(value) or NOTHING

    def schema(self) -> Schema:
        """What :meth:`parse` takes, for editors."""
        raise NotImplementedError


def mapping_schema(properties: dict[str, Schema], *required: str) -> Schema:
    """The schema of a mapping that has no other keys than ``properties``."""
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": list(required)} if required else {})


def described(schema: Schema, meaning: str) -> Schema:
    """A schema with a description. The markup of Ansible's documents is taken out: an editor shows it as it is."""
    return {"description": without_markup(meaning)} | schema


_MARKUP = re.compile(r"\b[VCOI]\(((?:[^()]|\([^()]*\))*)\)")


def without_markup(sentence: str, quote: str = "") -> str:
    """A meaning without Ansible's markup: ``V(priority)`` becomes ``priority``, between two of ``quote``."""
    return _MARKUP.sub(lambda match: f"{quote}{match[1]}{quote}", sentence)
