"""Lists of numbers and of trunks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from ..findings import ValueProblem
from .base import NOTHING, Schema, ValueType, list_of, safe_text
from .scalars import Number


def ranges_of(numbers: Iterable[int]) -> list[str]:
    """Ascending whole numbers as texts in which neighbours are one range: ``1-7``, ``9``."""
    texts: list[str] = []
    for _offset, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        _places, together = zip(*run, strict=True)
        texts.append(str(together[0]) if len(together) == 1 else f"{together[0]}-{together[-1]}")
    return texts


@dataclass(frozen=True)
class Numbers(ValueType):
    """A list of numbers, in the order that counts; none of them twice."""

    at_least: int = 0
    ansible_type: ClassVar[str] = "list"
    elements: ClassVar[str | None] = "str"

    def parse(self, raw: object) -> tuple[str, ...]:
        numbers: list[str] = []
        for entry in list_of(raw):
            number = Number().parse(entry)
            if number in numbers:
                raise ValueProblem(f"{number} stands twice")
            numbers.append(number)
        if len(numbers) < self.at_least:
            raise ValueProblem(f"needs at least {self.at_least}")
        return tuple(numbers)

    def say(self, value: Any) -> str:
        return ", ".join(value) or NOTHING

    def schema(self) -> Schema:
        schema: Schema = {"type": "array", "items": Number().schema(), "uniqueItems": True}
        return schema | ({"minItems": self.at_least} if self.at_least else {})


@dataclass(frozen=True)
class Trunks(ValueType):
    """Trunks as texts, ``"4"`` or ``"1-8"``; the value is the sorted tuple of trunk numbers."""

    ansible_type: ClassVar[str] = "list"
    elements: ClassVar[str | None] = "str"

    def parse(self, raw: object) -> tuple[int, ...]:
        trunks: set[int] = set()
        for entry in list_of(raw):
            text = safe_text(entry)
            match = re.fullmatch(r"([1-9][0-9]{0,3})(?:-([1-9][0-9]{0,3}))?", text)
            if match is None:
                raise ValueProblem(f'{text!r} is not a trunk or a range of trunks; write "4" or "1-8"')
            first, last = int(match[1]), int(match[2] or match[1])
            if first > last:
                raise ValueProblem(f"{text!r} ends before it begins")
            new = set(range(first, last + 1))
            if new & trunks:
                raise ValueProblem(f"trunk {min(new & trunks)} stands twice")
            trunks |= new
        return tuple(sorted(trunks))

    def write(self, value: Any) -> list[str]:
        """Neighbours become one range."""
        return ranges_of(value)

    def say(self, value: Any) -> str:
        return ", ".join(self.write(value)) or NOTHING

    def schema(self) -> Schema:
        text = {"type": "string", "pattern": "^[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?$"}
        return {"type": "array", "items": text, "uniqueItems": True}
