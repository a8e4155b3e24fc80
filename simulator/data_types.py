"""What the data of an item may look like. Each type refuses with the code that the contract gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from simulator.replies import DATA_FORMAT, DATA_OUT_OF_RANGE, Refused

PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}", re.ASCII)
TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3])[0-5][0-9]", re.ASCII)
FUNCTION_KEY = re.compile(r"\*?[0-9]{2}(?: ([0-9]+))?", re.ASCII)
DIGITS = "0123456789"
DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DATES = tuple(f"{month:02d}{day:02d}" for month, days in enumerate(DAYS_OF_MONTH, 1) for day in range(1, days + 1))
"""The 366 days of a year without its number, in order."""
NUMBERS_PART = re.compile(r"(?:(?P<first>[0-9]+)(?:-(?P<last>[0-9]+))?|(?:(?P<offset>[0-9]+)\+)?(?P<space>[a-z_]+))")

NO_BOX = "0"

Range = tuple[int, int]
NOTHING: Range = (1, 0)
Limits = Mapping[str, Range]
"""First and last number of each index space of the model that consists of numbers."""


class DataType(Protocol):
    """One kind of data."""

    def check(self, data: str) -> None:
        """Raise ``Refused`` (05 for the form, 04 for the range) unless ``data`` may be stored."""


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number without leading zeros, in one of some ranges."""

    ranges: tuple[Range, ...]

    def check(self, data: str) -> None:
        """Refuse what is not a number (05) or in none of the ranges (04)."""
        if not PLAIN_NUMBER.fullmatch(data):
            raise Refused(DATA_FORMAT)
        if not any(lowest <= int(data) <= highest for lowest, highest in self.ranges):
            raise Refused(DATA_OUT_OF_RANGE)


@dataclass(frozen=True, slots=True)
class Letters:
    """Text of certain letters only, such as the digits of a telephone number."""

    letters: str
    longest: int

    def check(self, data: str) -> None:
        """Refuse a letter that is not in the list (05) or too many of them (04)."""
        if not data or any(letter not in self.letters for letter in data):
            raise Refused(DATA_FORMAT)
        if len(data) > self.longest:
            raise Refused(DATA_OUT_OF_RANGE)


@dataclass(frozen=True, slots=True)
class Text:
    """A name: printable ASCII, space to tilde; it may be empty."""

    longest: int

    def check(self, data: str) -> None:
        """Refuse a letter that cannot be shown (05) or a text that is too long (04)."""
        if any(not " " <= letter <= "~" for letter in data):
            raise Refused(DATA_FORMAT)
        if len(data) > self.longest:
            raise Refused(DATA_OUT_OF_RANGE)


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """Four digits, 0000 to 2359."""

    def check(self, data: str) -> None:
        """Refuse what is not a time of day (05)."""
        if not TIME_OF_DAY.fullmatch(data):
            raise Refused(DATA_FORMAT)


@dataclass(frozen=True, slots=True)
class Date:
    """A day of a year without its number, 0101 to 1231; 29 February is one of them."""

    def check(self, data: str) -> None:
        """Refuse what is not a day (05)."""
        if data not in DATES:
            raise Refused(DATA_FORMAT)


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox: a category and the number of a box in it, ``3 1``; or ``0`` for none."""

    categories: dict[str, Range]

    def check(self, data: str) -> None:
        """Refuse another form (05), a category or a box that is not there (04)."""
        if data == NO_BOX:
            return
        category, space, box = data.partition(" ")
        if not (space and PLAIN_NUMBER.fullmatch(category) and PLAIN_NUMBER.fullmatch(box)):
            raise Refused(DATA_FORMAT)
        first, last = self.categories.get(category, NOTHING)
        if not first <= int(box) <= last:
            raise Refused(DATA_OUT_OF_RANGE)


@dataclass(frozen=True, slots=True)
class FunctionKey:
    """A key's code, 00-99 or *00-*99, and optionally a space and digits."""

    longest: int

    def check(self, data: str) -> None:
        """Refuse another form (05) or more digits than fit (04)."""
        found = FUNCTION_KEY.fullmatch(data)
        if not found:
            raise Refused(DATA_FORMAT)
        if len(found[1] or "") > self.longest:
            raise Refused(DATA_OUT_OF_RANGE)


@dataclass(frozen=True, slots=True)
class OrEmpty:
    """Another type, or nothing."""

    kind: DataType

    def check(self, data: str) -> None:
        """Refuse what the other type refuses, but let the empty value through."""
        if data:
            self.kind.check(data)


def parse_range(text: str) -> Range:
    """Turn ``1-960`` into ``(1, 960)``; raise ``ValueError`` for anything else."""
    first, dash, last = text.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
        raise ValueError(f"{text!r} is not a range such as 1-16")
    return int(first), int(last)


def parse_numbers(text: str, limits: Limits) -> tuple[Range, ...]:
    """Turn a list such as ``0-5,8`` or ``0,ring_group,500+message`` into ranges.

    The name of a space stands for its numbers, so that a model with fewer ring groups needs no items of its own.
    """
    return tuple(_numbers_part(part, limits) for part in text.split(","))


def _numbers_part(part: str, limits: Limits) -> Range:
    found = NUMBERS_PART.fullmatch(part)
    if not found:
        raise ValueError(f"{part!r} is not a number, a range such as 1-16 or a space")
    if found["space"]:
        first, last = limits[found["space"]]
        offset = int(found["offset"] or 0)
        return first + offset, last + offset
    return parse_range(f"{found['first']}-{found['last'] or found['first']}")


def data_type(description: dict[str, Any], limits: Limits) -> DataType:
    """Build a type from its description in a table, for instance ``{number: 0-8, empty: true}``."""
    kind: DataType
    match description:
        case {"number": numbers}:
            kind = Number(parse_numbers(str(numbers), limits))
        case {"digits": longest}:
            kind = Letters(DIGITS, longest)
        case {"letters": letters, "longest": longest}:
            kind = Letters(letters, longest)
        case {"text": longest}:
            kind = Text(longest)
        case {"time": "HHMM"}:
            kind = TimeOfDay()
        case {"date": "MMDD"}:
            kind = Date()
        case {"box": categories}:
            kind = Box({str(category): limits[space] for category, space in categories.items()})
        case {"function_key": longest}:
            kind = FunctionKey(longest)
        case _:
            raise ValueError(f"no data type is described by {description!r}")
    return OrEmpty(kind) if description.get("empty") else kind
