"""The hours in which changes may be made that can disturb calls: a week of ranges, as opening hours are written."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ..model.findings import ValueProblem
from ..model.opening_hours import WEEKDAYS, Range, parse_day
from ..model.shortened import shortened

DAILY = "daily"


class OutsideWindow(Exception):
    """The plan can disturb calls, and it is not the hour for that. ``opens`` is when it will be, if ever."""

    def __init__(self, sentence: str, opens: datetime.datetime | None) -> None:
        super().__init__(sentence)
        self.opens = opens


@dataclass(frozen=True)
class ChangeWindow:
    """The ranges of each weekday (0 is Monday), in minutes after midnight."""

    days: tuple[tuple[Range, ...], ...]

    def is_open(self, now: datetime.datetime) -> bool:
        """Whether changes that can disturb calls may be made at this moment."""
        minute = now.hour * 60 + now.minute
        return any(start <= minute < end for start, end in self.days[now.weekday()])

    def opens(self, now: datetime.datetime) -> datetime.datetime | None:
        """When the next range begins; None where there is none in the week."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        for ahead in range(8):
            day = midnight + datetime.timedelta(days=ahead)
            for start, _end in self.days[day.weekday()]:
                begins = day + datetime.timedelta(minutes=start)
                if begins > now:
                    return begins
        return None


def parse_window(raw: object) -> ChangeWindow:
    """A window from ``{daily: [...], saturday: [...]}``: days that are not named have the hours of ``daily``, or none.

    Raises ``ValueProblem`` for what is no window.
    """
    if not isinstance(raw, Mapping) or not raw:
        raise ValueProblem('takes days with their hours, such as {daily: ["00:00-06:00", "18:00-24:00"]}')
    unknown = [day for day in raw if day != DAILY and day not in WEEKDAYS]
    if unknown:
        raise ValueProblem(f"{unknown[0]!r} is no day; there are {DAILY}, {', '.join(WEEKDAYS)}")
    hours = {str(day): _day(str(day), texts) for day, texts in raw.items()}
    return ChangeWindow(tuple(hours.get(day, hours.get(DAILY, ())) for day in WEEKDAYS))


def _day(day: str, texts: object) -> tuple[Range, ...]:
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueProblem(f'{day}: takes a list of hours in quotes, such as ["18:00-24:00"]')
    try:
        return parse_day(texts)
    except ValueProblem as problem:
        raise ValueProblem(f"{day}: {problem}") from None


def insist_on_window(
    exchange: str, window: ChangeWindow | None, disturbing: tuple[str, ...], now: datetime.datetime
) -> None:
    """Let a plan pass that disturbs nobody, or at the right hour. Raises :class:`OutsideWindow`."""
    if window is None or not disturbing or window.is_open(now):
        return
    opens = window.opens(now)
    when = f"opens on {opens:%A at %H:%M}" if opens is not None else "never opens"
    count = f"{len(disturbing)} change{'s' if len(disturbing) > 1 else ''}"
    raise OutsideWindow(
        f"{exchange}: {count} of the plan can disturb calls ({shortened(disturbing)}), and the change window {when}. "
        "Nothing was changed. Run it then, with -e pbx_change_window_wait=true to wait until then, or with "
        "-e pbx_disturb_calls=true to do it now",
        opens,
    )
