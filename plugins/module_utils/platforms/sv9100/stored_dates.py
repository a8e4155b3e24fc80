"""What the day of a reading has to do with what is gathered: an exchange stores dates without a year."""

from __future__ import annotations

import datetime

from ...model.dates import next_date
from ..capture import Capture
from .profile import Profile
from .snapshot import parse_row


def coming_dates(profile: Profile, capture: Capture, today: str) -> tuple[str, ...]:
    """The next day of every date that the exchange stores, sorted; ``never`` where the coming year has none."""
    day = datetime.date.fromisoformat(today)
    return tuple(f"{stored} {next_date(stored, day) or 'never'}" for stored in sorted(_stored(profile, capture)))


def _stored(profile: Profile, capture: Capture) -> set[str]:
    places = {item.item: item.index.index("date") for item in profile.every_item.values() if "date" in item.index}
    dates: set[str] = set()
    for program in {item[:5] for item in places}:
        for text in capture.programs.get(program, ()):
            row = parse_row(text)
            if row is not None and row[0][0] in places:
                dates.add(row[0][1][places[row[0][0]]])
    return dates
