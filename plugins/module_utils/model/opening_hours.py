"""Opening hours: ranges of one day, written as ``08:00-16:00``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .findings import ValueProblem

MINUTES_OF_A_DAY = 24 * 60
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Range = tuple[int, int]
"""From and to, in minutes after midnight; ``to`` is exclusive and at most 1440 (written 24:00)."""

_RANGE = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")


def parse_range(text: str) -> Range:
    """``08:00-16:00`` as minutes; raises :class:`ValueProblem` for what is no range of one day."""
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueProblem(f'{text!r} is not opening hours; write them as "08:00-16:00"')
    hours = [int(part) for part in match.groups()]
    start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    for hour, minute in (hours[:2], hours[2:]):
        if minute > 59 or hour > 24 or (hour == 24 and minute):
            raise ValueProblem(f"{text!r} holds a time that does not exist: {hour:02d}:{minute:02d}")
    if start >= end:
        raise ValueProblem(f"{text!r} ends before it begins; hours past midnight are two ranges, one for each day")
    return start, end


def write_range(hours: Range) -> str:
    """The text of a range; the inverse of :func:`parse_range`."""
    start, end = hours
    return f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"


def parse_day(texts: Iterable[str]) -> tuple[Range, ...]:
    """The ranges of one day, sorted; overlapping ranges are an error, ranges that touch become one."""
    ranges = sorted(parse_range(text) for text in texts)
    joined: list[Range] = []
    for start, end in ranges:
        if joined and start < joined[-1][1]:
            raise ValueProblem(f"the opening hours {write_range(joined[-1])} and {write_range((start, end))} overlap")
        if joined and start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def write_day(ranges: Iterable[Range]) -> list[str]:
    """The texts of a day's ranges, as a site file has them."""
    return [write_range(hours) for hours in ranges]


def write_date(date: str) -> str:
    """A date of every year as an exchange stores it (``MMDD``), as a site file has it: ``12-24``."""
    return f"{date[:2]}-{date[2:]}"


def without(hours: Iterable[Range], closed: Iterable[Range]) -> tuple[Range, ...]:
    """The parts of ``hours`` that are not in ``closed``."""
    left = list(hours)
    for shut, opens in closed:
        left = [
            part
            for start, end in left
            for part in ((start, min(end, shut)), (max(start, opens), end))
            if part[0] < part[1]
        ]
    return tuple(left)


def united(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """All minutes of some ranges, sorted; those that overlap or touch become one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def common(first: Iterable[Range], second: Iterable[Range]) -> tuple[Range, ...]:
    """The minutes that are in both of two days."""
    others = list(second)
    return united(
        (max(start, begins), min(end, ends))
        for start, end in first
        for begins, ends in others
        if max(start, begins) < min(end, ends)
    )
