"""Which trunk calls a mailbox takes when the voice mail answers a trunk, and when."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from ..opening_hours import Range, parse_day, write_date, write_day
from .base import (
    NOTHING,
    Part,
    Schema,
    ValueType,
    described,
    inside,
    list_of,
    mapping_of,
    mapping_schema,
    only,
    text_of,
)
from .hours import HOURS_SCHEMA, Weekly, say_hours
from .lists import Trunks

_TRUNKS, _WEEKLY = Trunks(), Weekly()
_LEAP_YEAR = 2000
_DATE_PATTERN = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


@dataclass(frozen=True)
class Answers(ValueType):
    """``[{trunks: ["1-4"], weekly: {monday: ["08:00-16:00"]}, dates: [{date: "12-24", open: []}]}]``.

    Without hours: at all other times. The value is sorted by trunks; entries with the same hours are one. ``weekly``
    holds all seven days and ``dates`` is date (``MMDD``) to hours; neither is there when it says nothing.
    """

    ansible_type: ClassVar[str] = "list"
    elements: ClassVar[str | None] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        return (
            Part("trunks", 'The trunks, such as V(["1-4", "7"]).', True, "list", "str"),
            Part(
                "weekly",
                "Its hours by weekday. Left out together with dates, it takes the calls at all times at which no other "
                "mailbox does.",
                ansible_type="dict",
                parts=_WEEKLY.parts,
            ),
            Part(
                "dates",
                "Days of the year with other hours than the weekday's.",
                ansible_type="list",
                elements="dict",
                parts=_DATE_PARTS,
            ),
        )

    def parse(self, raw: object) -> tuple[dict[str, Any], ...]:
        by_hours: dict[str, dict[str, Any]] = {}
        taken: set[int] = set()
        for place, entry in enumerate(list_of(raw), start=1):
            with inside(f"entry {place}"):
                answer = _parse_entry(entry)
                twice = taken & set(answer["trunks"])
                if twice:
                    raise ValueProblem(f"trunk {min(twice)} stands in another entry, too")
            taken |= set(answer["trunks"])
            known = by_hours.setdefault(repr({**answer, "trunks": ()}), answer)
            if known is not answer:
                known["trunks"] = tuple(sorted({*known["trunks"], *answer["trunks"]}))
        return tuple(sorted(by_hours.values(), key=lambda answer: answer["trunks"]))

    def write(self, value: Any) -> list[dict[str, Any]]:
        return [_write_entry(answer) for answer in value]

    def say(self, value: Any) -> str:
        return "; ".join(f"trunks {_TRUNKS.say(answer['trunks'])} {say_answer(answer)}" for answer in value) or NOTHING

    def schema(self) -> Schema:
        types = {
            "trunks": _TRUNKS.schema() | {"minItems": 1},
            "weekly": _WEEKLY.schema() | {"minProperties": 1},
            "dates": {"type": "array", "items": _date_schema()},
        }
        entry = mapping_schema({part.name: described(types[part.name], part.meaning) for part in self.parts}, "trunks")
        return {"type": "array", "items": entry}


_DATE_PARTS = (
    Part("date", 'The date in every year, such as V("12-24"), in quotes.', True),
    Part(
        "open",
        "Its hours on that date, instead of the weekday's. An empty list means none.",
        True,
        ansible_type="list",
        elements="str",
    ),
)


def say_answer(answer: dict[str, Any]) -> str:
    """The hours of an entry in words: ``monday-friday 08:00-16:00, 12-24 08:00-12:00``, or ``at all other times``."""
    parts = [_WEEKLY.say(answer["weekly"])] if "weekly" in answer else []
    parts += [
        f"{write_date(date)} {say_hours(hours) if hours else 'not'}" for date, hours in answer.get("dates", {}).items()
    ]
    return ", ".join(parts) or "at all other times"


def _parse_entry(raw: object) -> dict[str, Any]:
    given = mapping_of(raw)
    only(given, "trunks", "weekly", "dates")
    with inside("trunks"):
        trunks = _TRUNKS.parse(given.get("trunks", ()))
        if not trunks:
            raise ValueProblem('needs at least one trunk, such as trunks: ["1-4"]')
    answer: dict[str, Any] = {"trunks": trunks}
    if "weekly" in given:
        with inside("weekly"):
            answer["weekly"] = _WEEKLY.parse(given["weekly"])
            if not any(answer["weekly"].values()):
                raise ValueProblem("holds no hours; leave it out for all times at which no other mailbox answers")
    with inside("dates"):
        dates = _parse_dates(given.get("dates", ()), "weekly" in answer)
    return answer | ({"dates": dates} if dates else {})


def _parse_dates(raw: object, has_week: bool) -> dict[str, tuple[Range, ...]]:
    dates: dict[str, tuple[Range, ...]] = {}
    for entry in list_of(raw):
        given = mapping_of(entry)
        only(given, "date", "open")
        if set(given) != {"date", "open"}:
            raise ValueProblem('a date needs date and open, such as {date: "12-24", open: ["08:00-12:00"]}')
        text = text_of(given["date"])
        date = _date(text)
        if date in dates:
            raise ValueProblem(f"the date {text} stands twice")
        with inside(text):
            dates[date] = parse_day(text_of(hours) for hours in list_of(given["open"]))
            if not dates[date] and not has_week:
                raise ValueProblem("has no hours, and there is no weekly that it could be without; leave it out")
    return dict(sorted(dates.items()))


def _date(text: str) -> str:
    """``12-24`` as ``1224``."""
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
        raise ValueProblem(f'{text!r} is not a day of every year; write it as month and day, "12-24"')
    try:
        datetime.date(_LEAP_YEAR, int(text[:2]), int(text[3:]))
    except ValueError as error:
        raise ValueProblem(f"{text!r} is a date that does not exist") from error
    return text[:2] + text[3:]


def _write_entry(answer: dict[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = {"trunks": _TRUNKS.write(answer["trunks"])}
    if "weekly" in answer:
        written["weekly"] = _WEEKLY.write(answer["weekly"])
    if "dates" in answer:
        written["dates"] = [
            {"date": write_date(date), "open": write_day(hours)} for date, hours in answer["dates"].items()
        ]
    return written


def _date_schema() -> Schema:
    types: dict[str, Schema] = {"date": {"type": "string", "pattern": _DATE_PATTERN}, "open": HOURS_SCHEMA}
    return mapping_schema({part.name: described(types[part.name], part.meaning) for part in _DATE_PARTS}, *types)
