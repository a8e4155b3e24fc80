"""Which mailbox answers a trunk at which time: what several mailboxes say of the same trunks, put together.

A mailbox with hours answers then, one without hours at all other times. On a date that a mailbox names, its weekly
hours do not count. Dates have no year, so nothing here depends on the weekday that a date happens to have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from .opening_hours import MINUTES_OF_A_DAY, WEEKDAYS, Range, common, united, without, write_date, write_day
from .value_types import Trunks, say_answer

Day = tuple[Range, ...]


@dataclass(frozen=True, order=True)
class BoxHours:
    """The hours of one mailbox: of the seven weekdays (none at all: no week), and of dates (``MMDD``)."""

    week: tuple[Day, ...] = ()
    dates: tuple[tuple[str, Day], ...] = ()

    @staticmethod
    def of(answer: Mapping[str, Any]) -> BoxHours:
        """Those of an entry of ``answers``."""
        week = tuple(answer["weekly"][day] for day in WEEKDAYS) if "weekly" in answer else ()
        return BoxHours(week, tuple(answer.get("dates", {}).items()))

    def answer(self, trunks: Iterable[int]) -> dict[str, Any]:
        """The entry of ``answers``; the inverse of :meth:`of`."""
        answer: dict[str, Any] = {"trunks": tuple(sorted(trunks))}
        if self.week:
            answer["weekly"] = dict(zip(WEEKDAYS, self.week, strict=True))
        return answer | ({"dates": dict(self.dates)} if self.dates else {})

    @property
    def any_day(self) -> Day:
        """The minutes that are in the hours of some weekday."""
        return united(hours for day in self.week for hours in day)

    def on(self, date: str) -> Day | None:
        """The hours of a date; None when it is not named."""
        return dict(self.dates).get(date)


@dataclass(frozen=True, order=True)
class Answering:
    """Who answers some trunks: mailboxes with hours, by their slot, and the one for all other times (0 for nobody)."""

    boxes: tuple[tuple[int, BoxHours], ...] = ()
    otherwise: int = 0

    @property
    def slots(self) -> tuple[int, ...]:
        """Everybody who answers."""
        return tuple(slot for slot, _hours in self.boxes) + ((self.otherwise,) if self.otherwise else ())

    def named_dates(self) -> list[str]:
        """The dates that somebody names."""
        return sorted({date for _slot, hours in self.boxes for date, _day in hours.dates})

    def left_over(self, date: str) -> Day:
        """The minutes of a named date that are left to the mailbox for all other times.

        They are in the weekly hours of those who name the date, and nobody's hours on it. Neighbours become one where
        nobody answers in between by his weekly hours.
        """
        taken = united(part for _slot, hours in self.boxes for part in hours.on(date) or ())
        naming = [hours for _slot, hours in self.boxes if hours.on(date) is not None]
        staying = [hours for _slot, hours in self.boxes if hours.on(date) is None]
        kept = united([*taken, *(part for hours in staying for part in hours.any_day)])
        found: list[Range] = []
        for start, end in without(united(part for hours in naming for part in hours.any_day), taken):
            if found and not common([(found[-1][1], start)], kept):
                start = found.pop()[0]
            found.append((start, end))
        return tuple(found)

    def gaps(self) -> dict[str, Day]:
        """The minutes of each weekday at which nobody answers."""
        if self.otherwise:
            return {}
        weeks = [hours.week for _slot, hours in self.boxes if hours.week]
        gaps = {
            day: without([(0, MINUTES_OF_A_DAY)], united(part for week in weeks for part in week[place]))
            for place, day in enumerate(WEEKDAYS)
        }
        return {day: left for day, left in gaps.items() if left}

    def say(self, names: Mapping[int, str]) -> str:
        """In words, with what the slots are called."""
        said = [f"{names[slot]} {say_answer(hours.answer(()))}" for slot, hours in self.boxes]
        when = "at all other times" if said else "at all times"
        others = f"{names[self.otherwise]} {when}" if self.otherwise else "nobody at other times"
        return "; ".join([*said, others])


@dataclass(frozen=True)
class Quarrel:
    """What is wrong between mailboxes that name the same trunk: the slot of one of them, and a sentence."""

    slot: int
    sentence: str


def put_together(
    answers: Mapping[int, Iterable[Mapping[str, Any]]], names: Mapping[int, str]
) -> tuple[dict[Answering, tuple[int, ...]], list[Quarrel]]:
    """Who answers which trunks, from the ``answers`` of every mailbox by slot, and what does not go together.

    Trunks that are answered in the same way are together. Where two quarrel, the first one's word counts.
    """
    hours_of: dict[int, dict[int, BoxHours]] = {}
    for slot, entries in sorted(answers.items()):
        for answer in entries:
            for trunk in answer["trunks"]:
                hours_of.setdefault(trunk, {})[slot] = BoxHours.of(answer)
    together: dict[tuple[tuple[int, BoxHours], ...], list[int]] = {}
    for trunk, said in sorted(hours_of.items()):
        together.setdefault(tuple(said.items()), []).append(trunk)
    found: dict[Answering, tuple[int, ...]] = {}
    quarrels: list[Quarrel] = []
    for everybody, trunks in together.items():
        without_hours = [slot for slot, hours in everybody if hours == BoxHours()]
        answering = Answering(
            tuple((slot, hours) for slot, hours in everybody if hours != BoxHours()), *without_hours[:1]
        )
        found[answering] = tuple(sorted({*found.get(answering, ()), *trunks}))
        quarrels += [
            Quarrel(
                slot,
                f"answers trunks {say_trunks(trunks)} at all other times, as {names[without_hours[0]]} does; give one "
                "of them hours",
            )
            for slot in without_hours[1:]
        ]
        quarrels += _quarrels(answering, say_trunks(trunks), names)
    return found, list(dict.fromkeys(quarrels))


def say_trunks(trunks: Iterable[int]) -> str:
    """``1-4, 7``."""
    return Trunks().say(tuple(trunks))


def _quarrels(answering: Answering, trunks: str, names: Mapping[int, str]) -> Iterator[Quarrel]:
    """Minutes that two mailboxes claim, and dates of which not everybody says what they are to him."""
    dates = answering.named_dates()
    for (first, one), (second, other) in combinations(answering.boxes, 2):
        for place, day in enumerate(WEEKDAYS if one.week and other.week else ()):
            both = common(one.week[place], other.week[place])
            if both:
                yield Quarrel(second, f"answers trunks {trunks} on {day} {_said(both)}, when {names[first]} does")
        for date in dates:
            both = common(one.on(date) or (), other.on(date) or ())
            if both:
                yield Quarrel(
                    second, f"answers trunks {trunks} on {write_date(date)} {_said(both)}, when {names[first]} does"
                )
    for date in dates:
        decided = [part for _slot, hours in answering.boxes for part in hours.on(date) or ()]
        decided += answering.left_over(date)
        for slot, hours in answering.boxes:
            unsaid = common(hours.any_day, decided) if hours.on(date) is None else ()
            if unsaid:
                yield Quarrel(
                    slot,
                    f"has weekly hours {_said(unsaid)} on trunks {trunks}, of which another mailbox decides on "
                    f"{write_date(date)}; say under dates when it answers on {write_date(date)}, with open: [] for "
                    "not at all",
                )


def unanswered_dates(answering: Answering) -> list[str]:
    """The named dates on which minutes are left to a mailbox for all other times, where there is none."""
    return [] if answering.otherwise else [date for date in answering.named_dates() if answering.left_over(date)]


def _said(hours: Day) -> str:
    return " and ".join(write_day(hours))
