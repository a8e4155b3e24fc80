"""When it is open: by weekday, by the calendar of holidays, and on single dates."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from ..findings import ValueProblem
from ..opening_hours import WEEKDAYS, Range, parse_day, write_day
from .base import NOTHING, Part, Schema, ValueType, described, inside, list_of, mapping_of, mapping_schema, text_of
from .scalars import Text

HOURS_SCHEMA: Schema = {
    "type": "array",
    "items": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"},
}
"""The ranges of a day."""


def say_hours(hours: Any) -> str:
    """The ranges of a day in words."""
    return " and ".join(write_day(hours)) or "closed"


@dataclass(frozen=True)
class Weekly(ValueType):
    """Opening hours by weekday. A day left out is closed; the value holds all seven days."""

    ansible_type: ClassVar[str] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(
            Part(day, f"When it is open on a {day.capitalize()}.", ansible_type="list", elements="str")
            for day in WEEKDAYS
        )

    def parse(self, raw: object) -> dict[str, tuple[Range, ...]]:
        days = mapping_of(raw)
        for day in days:
            if day not in WEEKDAYS:
                raise ValueProblem(f"{day!r} is not a weekday; they are {', '.join(WEEKDAYS)}")
        week: dict[str, tuple[Range, ...]] = {}
        for day in WEEKDAYS:
            with inside(day):
                week[day] = parse_day(text_of(hours) for hours in list_of(days.get(day, [])))
        return week

    def write(self, value: Any) -> dict[str, list[str]]:
        return {day: write_day(hours) for day, hours in value.items() if hours}

    def say(self, value: Any) -> str:
        open_days = [day for day in WEEKDAYS if value.get(day)]
        parts = []
        for _place, run in groupby(open_days, key=lambda day: (value[day], WEEKDAYS.index(day) - open_days.index(day))):
            days = list(run)
            parts.append(f"{days[0]}{f'-{days[-1]}' if len(days) > 1 else ''} {say_hours(value[days[0]])}")
        return ", ".join(parts) or "closed on every day"

    def schema(self) -> Schema:
        return mapping_schema({part.name: described(HOURS_SCHEMA, part.meaning) for part in self.parts})


@dataclass(frozen=True)
class Holidays(ValueType):
    """Public holidays by a calendar (``{calendar: "NO"}``); the exchange is closed on them."""

    ansible_type: ClassVar[str] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        meaning = 'The code of the country, with or without its region, such as V("NO"), in quotes.'
        return (Part("calendar", meaning, True),)

    def parse(self, raw: object) -> dict[str, str]:
        given = mapping_of(raw)
        for key in given:
            if key != "calendar":
                raise ValueProblem(f"{key!r} is not supported yet; supported is calendar")
        if "calendar" not in given:
            raise ValueProblem('needs a calendar, such as {calendar: "NO"}')
        with inside("calendar"):
            code = text_of(given["calendar"])
        if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):
            raise ValueProblem(f'calendar: {code!r} is not a country code such as "NO"')
        return {"calendar": code}

    def say(self, value: Any) -> str:
        return str(value["calendar"])

    def schema(self) -> Schema:
        code: Schema = {"type": "string", "pattern": "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"}
        return mapping_schema({"calendar": described(code, self.parts[0].meaning)}, "calendar")


@dataclass(frozen=True)
class Exceptions(ValueType):
    """Single days: ``{date: "2026-12-24", open: ["08:00-12:00"]}``, or ``closed`` for the weekday's hours less these.

    No hours under ``open``: closed all day. The value is date to ``open`` or ``closed``, and ``reason`` when given.
    """

    ansible_type: ClassVar[str] = "list"
    elements: ClassVar[str | None] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        return (
            Part("date", 'The date, such as V("2026-12-24"), in quotes.', True),
            Part(
                "open",
                "When it is open on that date, instead of the weekday's hours. An empty list means closed.",
                ansible_type="list",
                elements="str",
            ),
            Part(
                "closed",
                'When it is closed on that date, such as V(["12:00-24:00"]); the rest is as on the weekday. '
                "Either this or open.",
                ansible_type="list",
                elements="str",
            ),
            Part("reason", "Why, for people. It is not programmed."),
        )

    def parse(self, raw: object) -> dict[datetime.date, dict[str, Any]]:
        days: dict[datetime.date, dict[str, Any]] = {}
        for entry in list_of(raw):
            given = mapping_of(entry)
            names = [part.name for part in self.parts]
            unknown = sorted(set(given) - set(names))
            if unknown:
                supported = ", ".join(names)
                raise ValueProblem(f"{unknown[0]!r} is not supported in an exception; supported are {supported}")
            if "date" not in given or ("open" in given) == ("closed" in given):
                raise ValueProblem(
                    'an exception needs a date and either open or closed, such as {date: "2026-12-24", open: []}'
                )
            text = text_of(given["date"])
            date = _date(text)
            if date in days:
                raise ValueProblem(f"the date {text} stands twice")
            with inside(text):
                days[date] = _exception(given)
        return dict(sorted(days.items()))

    def write(self, value: Any) -> list[dict[str, Any]]:
        return [_written(date, exception) for date, exception in value.items()]

    def say(self, value: Any) -> str:
        return ", ".join(f"{date} {_said(exception)}" for date, exception in value.items()) or NOTHING

    def schema(self) -> Schema:
        date: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        types = {"date": date, "open": HOURS_SCHEMA, "closed": HOURS_SCHEMA | {"minItems": 1}}
        types["reason"] = Text().schema()
        entry = mapping_schema({part.name: described(types[part.name], part.meaning) for part in self.parts}, "date")
        entry["oneOf"] = [{"required": ["open"]}, {"required": ["closed"]}]
        return {"type": "array", "items": entry}


def _exception(given: dict[str, object]) -> dict[str, Any]:
    word = "open" if "open" in given else "closed"
    hours = parse_day(text_of(hours) for hours in list_of(given[word]))
    if word == "closed" and not hours:
        raise ValueProblem("closed is empty, which changes nothing; closed on the whole day is open: []")
    exception: dict[str, Any] = {word: hours}
    if "reason" in given:
        with inside("reason"):
            exception["reason"] = Text().parse(given["reason"])
    return exception


def _written(date: datetime.date, exception: Any) -> dict[str, Any]:
    if isinstance(exception, tuple):  # the hours only, as an exchange holds them
        exception = {"open": exception}
    return {"date": date.isoformat()} | {
        key: part if key == "reason" else write_day(part) for key, part in exception.items()
    }


def _said(exception: dict[str, Any]) -> str:
    hours = say_hours(exception["open"]) if "open" in exception else f"closed {say_hours(exception['closed'])}"
    return f"{hours} ({exception['reason']})" if "reason" in exception else hours


def _date(text: str) -> datetime.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueProblem(f'{text!r} is not a date; write it as "2026-12-24"')
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValueProblem(f"{text!r} is a date that does not exist") from error
