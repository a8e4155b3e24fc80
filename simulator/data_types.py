"""What the data of an item may look like. Each type refuses with the code that the contract gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol

from simulator.replies import DATA_FORMAT, DATA_OUT_OF_RANGE, Refused

PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}", re.ASCII)
TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3])[0-5][0-9]", re.ASCII)
FUNCTION_KEY = re.compile(r"\*?[0-9]{2}(?: ([0-9]+))?", re.ASCII)
DIGITS = "0123456789"


class DataType(Protocol):
    """One kind of data."""

    def check(self, data: str) -> None:
        """Raise ``Refused`` (05 for the form, 04 for the range) unless ``data`` may be stored."""


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number without leading zeros, between two limits."""

    lowest: int
    highest: int

    def check(self, data: str) -> None:
        """Refuse what is not a number (05) or beyond the limits (04)."""
        if not PLAIN_NUMBER.fullmatch(data):
            raise Refused(DATA_FORMAT)
        if not self.lowest <= int(data) <= self.highest:
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


def parse_range(text: str) -> tuple[int, int]:
    """Turn ``1-960`` into ``(1, 960)``; raise ``ValueError`` for anything else."""
    first, dash, last = text.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
        raise ValueError(f"{text!r} is not a range such as 1-16")
    return int(first), int(last)


def data_type(description: dict[str, Any]) -> DataType:
    """Build a type from its description in a table, for instance ``{number: 0-8, empty: true}``."""
    kind: DataType
    match description:
        case {"number": limits}:
            kind = Number(*parse_range(limits))
        case {"digits": longest}:
            kind = Letters(DIGITS, longest)
        case {"letters": letters, "longest": longest}:
            kind = Letters(letters, longest)
        case {"text": longest}:
            kind = Text(longest)
        case {"time": "HHMM"}:
            kind = TimeOfDay()
        case {"function_key": longest}:
            kind = FunctionKey(longest)
        case _:
            raise ValueError(f"no data type is described by {description!r}")
    return OrEmpty(kind) if description.get("empty") else kind
