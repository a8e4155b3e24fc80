"""Who answers at which time, as the entries of an answer table (47-12) and back.

Entries are written in the documented order: ranges of days, days of the week, dates (F-SL11f p.384). Of those that this
file writes, only a date can be in effect at the same time as a day of the week or a range; that the date wins then is
assumed, as is that the end 0000 is midnight. An entry that goes past midnight or past the end of the week, or has
no times, is not read: what it means was not found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from ...model.answering import Answering, BoxHours, Day
from ...model.opening_hours import MINUTES_OF_A_DAY, WEEKDAYS, Range, common, united, without
from .patterns import DAY_INDEX

AnswerEntry = tuple[str, str, str, str, str, str, str, str]
"""Kind, box, day, first day, last day, date, start, end: 47-12-01 to 47-12-08."""

NONE, WEEKDAY, DAYS, DATE = "0", "1", "2", "3"
NO_BOX = "0"
UNUSED: AnswerEntry = (NONE, NO_BOX, "", "", "", "", "", "")

_IN_WEEK = [int(DAY_INDEX[day]) for day in WEEKDAYS]
"""The exchange's numbers of Monday to Sunday."""


def entries_of(answering: Answering, box_of: Callable[[int], str]) -> list[AnswerEntry]:
    """The entries that say the hours; ``box_of`` is how a slot is written (``1 12``)."""
    written: list[AnswerEntry] = []
    for slot, hours in answering.boxes:
        written += _weekly(box_of(slot), hours)
        for date, day in hours.dates:
            written += _dated(box_of(slot), date, day)
    for date in answering.named_dates():
        written += _dated(box_of(answering.otherwise), date, answering.left_over(date))
    order = {DAYS: 0, WEEKDAY: 1, DATE: 2}
    return sorted(written, key=lambda entry: (order[entry[0]], entry[2:]))


def _weekly(box: str, hours: BoxHours) -> Iterator[AnswerEntry]:
    """Neighbouring days with the same range together. The week begins on Sunday, and none goes past its end."""
    days_of: dict[Range, list[int]] = {}
    for number, day in sorted(zip(_IN_WEEK, hours.week, strict=False)):
        for part in day:
            days_of.setdefault(part, []).append(number)
    for (start, end), days in days_of.items():
        times = _clock(start), _clock(end)
        for first, last in _runs(days):
            if first == last:
                yield (WEEKDAY, box, str(first), "", "", "", *times)
            else:
                yield (DAYS, box, "", str(first), str(last), "", *times)


def _runs(days: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for day in days:
        first = runs.pop()[0] if runs and runs[-1][1] == day - 1 else day
        runs.append((first, day))
    return runs


def _dated(box: str, date: str, day: Day) -> Iterator[AnswerEntry]:
    for start, end in day:
        yield (DATE, box, "", "", "", date, _clock(start), _clock(end))


def _clock(minutes: int) -> str:
    """Midnight at the end of the day is 0000."""
    return f"{minutes // 60 % 24:02d}{minutes % 60:02d}"


def read_entries(
    entries: Sequence[AnswerEntry], otherwise: int, slot_of: Callable[[str], int | None]
) -> Answering | None:
    """What a table says, whatever the order of its entries; None when ``answers`` cannot say it.

    ``otherwise`` is the slot of its default box, and ``slot_of`` the slot of a box; None for one that nobody has.
    """
    weeks: dict[int, list[list[Range]]] = {}
    dates: dict[str, dict[int, list[Range]]] = {}
    for entry in entries:
        if entry[0] == NONE:
            continue
        slot, times, days = slot_of(entry[1]), _times(entry), _days(entry)
        if slot is None or times is None or days is None:
            return None
        if entry[0] == DATE:
            dates.setdefault(entry[5], {}).setdefault(slot, []).append(times)
        for day in days:
            weeks.setdefault(slot, [[] for _day in WEEKDAYS])[day].append(times)
    hours = {slot: BoxHours(tuple(united(day) for day in week)) for slot, week in weeks.items()}
    days_of = {date: {slot: united(ranges) for slot, ranges in boxes.items()} for date, boxes in sorted(dates.items())}
    return _answering(hours, days_of, otherwise)


def _times(entry: AnswerEntry) -> Range | None:
    """From and to in minutes; None for an entry without times, or one that ends before it begins."""
    start, end = entry[6:]
    if not start or not end:
        return None
    minutes = int(start[:2]) * 60 + int(start[2:]), (int(end[:2]) * 60 + int(end[2:])) or MINUTES_OF_A_DAY
    return minutes if minutes[0] < minutes[1] else None


def _days(entry: AnswerEntry) -> list[int] | None:
    """The places in the week (0 is Monday) at which an entry is in effect; none for a date. None: cannot be read."""
    kind, _box, day, first, last, date = entry[:6]
    if kind == WEEKDAY and day:
        return [_IN_WEEK.index(int(day))]
    if kind == DAYS and first and last and first <= last:
        return [_IN_WEEK.index(number) for number in range(int(first), int(last) + 1)]
    return [] if kind == DATE and date else None


def _answering(weeks: dict[int, BoxHours], days_of: dict[str, dict[int, Day]], otherwise: int) -> Answering | None:
    """Put together what the entries say; None where two boxes have the same minute, or a date adds to a week."""
    weeks.pop(otherwise, None)  # the box for all other times needs no hours, and has none in a site file
    for one, other in combinations(weeks.values(), 2):
        if any(common(first, second) for first, second in zip(one.week, other.week, strict=True)):
            return None
    named: dict[int, list[tuple[str, Day]]] = {slot: [] for slot in weeks}
    for date, boxes in days_of.items():
        covered = united(part for day in boxes.values() for part in day)
        if any(common(first, second) for first, second in combinations(boxes.values(), 2)):
            return None
        for slot in sorted({*weeks, *boxes} - {otherwise}):
            usual = weeks[slot].any_day if slot in weeks else ()
            left = without(usual, covered)
            if slot not in boxes and left == usual:
                continue
            if left:
                return None
            named.setdefault(slot, []).append((date, boxes.get(slot, ())))
    empty = BoxHours()
    return Answering(
        tuple((slot, BoxHours(weeks.get(slot, empty).week, tuple(dates))) for slot, dates in sorted(named.items())),
        otherwise,
    )
