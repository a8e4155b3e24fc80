"""The types that a field of a site file can have: how a raw value is read, and how the type is described.

Strict strings: a number, time or date that arrives as anything but text is an error, never converted, because what it
was converted from is already lost (``0201`` arrived as 129).
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from .findings import ValueProblem
from .opening_hours import WEEKDAYS, Range, parse_day, write_day
from .strict_yaml import Unquoted

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NEVER_IN_TEXT = re.compile(r"[;\"\\]")


def _plain(raw: object) -> object:
    """What an unquoted scalar was written as, for messages."""
    return raw.text if isinstance(raw, Unquoted) else raw


def text_of(raw: object) -> str:
    """``raw`` when it is text; a number, boolean or date is an error that says how to write it."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, (Unquoted, bool, int, float, datetime.date)):
        raise ValueProblem(
            f'{_plain(raw)} is not in quotes, so YAML does not read it as text; write it as "{_plain(raw)}"'
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


@dataclass(frozen=True)
class Part:
    """One key of a value that is a mapping, as argument specs and documents show it."""

    name: str
    meaning: str
    required: bool = False
    ansible_type: str = "str"
    elements: str | None = None


class ValueType:
    """How the values of a field are read. The class variables are for argument specs and documents."""

    ansible_type: ClassVar[str] = "str"
    elements: ClassVar[str | None] = None
    parts: ClassVar[tuple[Part, ...]] = ()

    def parse(self, raw: object) -> Any:
        """The normalised value, or :class:`ValueProblem`."""
        raise NotImplementedError

    def write(self, value: Any) -> Any:
        """A normalised value as a site file would hold it; the inverse of :meth:`parse`."""
        return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class Text(ValueType):
    """A name or another short text. The platform sets lengths and letters."""

    may_be_empty: bool = False

    def parse(self, raw: object) -> str:
        text = safe_text(raw)
        if not text and not self.may_be_empty:
            raise ValueProblem("is empty")
        return text


@dataclass(frozen=True)
class Number(ValueType):
    """A number that somebody dials: digits in quotes, at most ``longest`` of them."""

    longest: int = 8

    def parse(self, raw: object) -> str:
        text = safe_text(raw)
        if not re.fullmatch(rf"[0-9]{{1,{self.longest}}}", text):
            raise ValueProblem(f"{text!r} is not a number of 1 to {self.longest} digits")
        return text


@dataclass(frozen=True)
class Integer(ValueType):
    """A whole number that counts something (a slot, seconds); never something that is dialled."""

    lowest: int = 0
    highest: int | None = None
    ansible_type: ClassVar[str] = "int"

    def parse(self, raw: object) -> int:
        value = raw.text if isinstance(raw, Unquoted) else raw  # YAML reads 010 as 8 and 5:30 as 330
        if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", value):
            value = int(value)  # the command line (-a "port=5") knows only text
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueProblem(f"{_plain(raw)!r} is not a whole number")
        if value < self.lowest or (self.highest is not None and value > self.highest):
            upper = f" to {self.highest}" if self.highest is not None else " or more"
            raise ValueProblem(f"{value} is not in the range {self.lowest}{upper}")
        return value


@dataclass(frozen=True)
class Choice(ValueType):
    """One of a few words."""

    words: tuple[str, ...]

    def parse(self, raw: object) -> str:
        text = safe_text(raw)
        if text not in self.words:
            raise ValueProblem(f"{text!r} is not one of {', '.join(self.words)}")
        return text


@dataclass(frozen=True)
class Numbers(ValueType):
    """A list of numbers, in the order that counts; none of them twice."""

    ansible_type: ClassVar[str] = "list"
    elements: ClassVar[str | None] = "str"

    def parse(self, raw: object) -> tuple[str, ...]:
        numbers: list[str] = []
        for entry in list_of(raw):
            number = Number().parse(entry)
            if number in numbers:
                raise ValueProblem(f"{number} stands twice")
            numbers.append(number)
        return tuple(numbers)


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
        texts: list[str] = []
        for _offset, run in groupby(enumerate(value), key=lambda pair: pair[1] - pair[0]):
            trunks = [trunk for _position, trunk in run]
            texts.append(str(trunks[0]) if len(trunks) == 1 else f"{trunks[0]}-{trunks[-1]}")
        return texts


@dataclass(frozen=True)
class Weekly(ValueType):
    """Opening hours by weekday. A day left out is closed; the value holds all seven days."""

    ansible_type: ClassVar[str] = "dict"
    parts: ClassVar[tuple[Part, ...]] = tuple(
        Part(day, f"When it is open on a {day.capitalize()}.", ansible_type="list", elements="str") for day in WEEKDAYS
    )

    def parse(self, raw: object) -> dict[str, tuple[Range, ...]]:
        days = mapping_of(raw)
        for day in days:
            if day not in WEEKDAYS:
                raise ValueProblem(f"{day!r} is not a weekday; they are {', '.join(WEEKDAYS)}")
        week: dict[str, tuple[Range, ...]] = {}
        for day in WEEKDAYS:
            try:
                week[day] = parse_day(text_of(hours) for hours in list_of(days.get(day, [])))
            except ValueProblem as problem:
                raise ValueProblem(f"{day}: {problem}") from problem
        return week

    def write(self, value: Any) -> dict[str, list[str]]:
        return {day: write_day(hours) for day, hours in value.items() if hours}


@dataclass(frozen=True)
class Holidays(ValueType):
    """Public holidays by a calendar (``{calendar: "NO"}``); the exchange is closed on them."""

    ansible_type: ClassVar[str] = "dict"
    parts: ClassVar[tuple[Part, ...]] = (
        Part("calendar", 'The code of the country, with or without its region, such as V("NO"), in quotes.', True),
    )

    def parse(self, raw: object) -> dict[str, str]:
        given = mapping_of(raw)
        for key in given:
            if key != "calendar":
                raise ValueProblem(f"{key!r} is not supported yet; supported is calendar")
        if "calendar" not in given:
            raise ValueProblem('needs a calendar, such as {calendar: "NO"}')
        try:
            code = text_of(given["calendar"])
        except ValueProblem as problem:
            raise ValueProblem(f"calendar: {problem}") from problem
        if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):
            raise ValueProblem(f'calendar: {code!r} is not a country code such as "NO"')
        return {"calendar": code}


@dataclass(frozen=True)
class Exceptions(ValueType):
    """Single days with hours of their own: ``[{date: "2026-12-24", open: ["08:00-12:00"]}]``. No hours: closed."""

    ansible_type: ClassVar[str] = "list"
    elements: ClassVar[str | None] = "dict"
    parts: ClassVar[tuple[Part, ...]] = (
        Part("date", 'The date, such as V("2026-12-24"), in quotes.', True),
        Part("open", "When it is open on that date; an empty list means closed.", True, "list", "str"),
    )

    def parse(self, raw: object) -> dict[datetime.date, tuple[Range, ...]]:
        days: dict[datetime.date, tuple[Range, ...]] = {}
        for entry in list_of(raw):
            given = mapping_of(entry)
            unknown = sorted(set(given) - {"date", "open"})
            if unknown:
                raise ValueProblem(f"{unknown[0]!r} is not supported in an exception; supported are date and open")
            if set(given) != {"date", "open"}:
                raise ValueProblem('an exception needs date and open, such as {date: "2026-12-24", open: []}')
            text = text_of(given["date"])
            date = _date(text)
            if date in days:
                raise ValueProblem(f"the date {text} stands twice")
            try:
                days[date] = parse_day(text_of(hours) for hours in list_of(given["open"]))
            except ValueProblem as problem:
                raise ValueProblem(f"{text}: {problem}") from problem
        return dict(sorted(days.items()))

    def write(self, value: Any) -> list[dict[str, Any]]:
        return [{"date": date.isoformat(), "open": write_day(hours)} for date, hours in value.items()]


def _date(text: str) -> datetime.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueProblem(f'{text!r} is not a date; write it as "2026-12-24"')
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValueProblem(f"{text!r} is a date that does not exist") from error


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
