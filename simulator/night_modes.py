"""The night mode that a night group is in at a moment: programs 12-01 to 12-04."""

from __future__ import annotations

from datetime import datetime

from simulator.state import ExchangeState

TIME_ENTRIES = range(1, 21)
FIRST_MODE = 1
TIMES_AND_MODE = ("12-02-01", "12-02-02", "12-02-03")
MIDNIGHT = "0000"


def mode_now(state: ExchangeState, group: str, moment: datetime) -> int:
    """Return the mode 1-8 of a night group.

    Without automatic switching (12-01-02 = 0) it is the mode last chosen by hand. With it, the holiday's pattern
    (12-04) goes before the weekday's (12-03). The mode by hand does not interrupt the automatic one (assumed).
    """
    by_hand = state.night_modes.get(int(group), FIRST_MODE)
    if state.value_at("12-01-02", group) != "1":
        return by_hand
    return _mode_of_pattern(state, group, _pattern_of_day(state, group, moment), moment) or by_hand


def _pattern_of_day(state: ExchangeState, group: str, moment: datetime) -> str:
    holiday = holiday_pattern(state, group, moment)
    return holiday if holiday != "0" else state.value_at("12-03-01", group, day_of_week(moment))


def holiday_pattern(state: ExchangeState, group: str, moment: datetime) -> str:
    """Return the pattern of a date (12-04) in a night group; ``0`` on an ordinary day."""
    return state.value_at("12-04-01", group, moment.strftime("%m%d"))


def day_of_week(moment: datetime) -> str:
    """Return the exchange's number of the weekday: 1 is Sunday."""
    return str(moment.isoweekday() % 7 + 1)


def _mode_of_pattern(state: ExchangeState, group: str, pattern: str, moment: datetime) -> int | None:
    now = moment.strftime("%H%M")
    for entry in TIME_ENTRIES:
        start, end, mode = (state.value_at(code, group, pattern, str(entry)) for code in TIMES_AND_MODE)
        if start and end and mode.isdecimal() and start <= now and (now < end or end == MIDNIGHT):
            return int(mode)
    return None
