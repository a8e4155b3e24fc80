"""Taking past one-off days out of a site file. Everything else stays as it is, letter for letter."""

from __future__ import annotations

import datetime
from typing import Any

from .strict_yaml import SiteFileError, load_text
from .yaml_edits import YamlEdits


def without_past_exceptions(text: str, today: datetime.date) -> tuple[str, list[str]]:
    """The text of a site file without exceptions before ``today``, and what was taken out.

    Comments and order stay. Raises ``SiteFileError`` where that cannot be done by taking out lines.
    """
    _insist_on_schedules(load_text(text, decrypt=str))  # says what is wrong in its own words
    edits = YamlEdits(text)
    schedules = edits.value.get("schedules") if isinstance(edits.value, dict) else None
    taken: list[str] = []
    try:
        for number, schedule in enumerate(schedules or ()):
            dates = [entry["date"] for entry in schedule.get("exceptions") or ()]
            past = [place for place, date in enumerate(dates) if date < today.isoformat()]
            taken += [f"{schedule['name']}, {dates[place]}" for place in past]
            for place in reversed(past):
                edits.remove(("schedules", number, "exceptions", place))
        return edits.checked(), taken
    except SiteFileError as error:
        raise SiteFileError(
            "the past exceptions cannot be taken out without changing more; take them out by hand"
        ) from error


def _insist_on_schedules(site: Any) -> None:
    """Schedules that have no names, or exceptions without dates, are no site's, and nothing is taken out of them."""
    schedules = site.get("schedules") if isinstance(site, dict) else None
    if schedules and not isinstance(schedules, list):
        raise SiteFileError("schedules is no list; playbooks/check.yml says what is wrong")
    for schedule in schedules or ():
        if not isinstance(schedule, dict) or not isinstance(schedule.get("name"), str):
            raise SiteFileError("schedules is no list of schedules with names; playbooks/check.yml says what is wrong")
        exceptions = schedule.get("exceptions") or []
        if not isinstance(exceptions, list) or not all(
            isinstance(entry, dict) and isinstance(entry.get("date"), str) for entry in exceptions
        ):
            raise SiteFileError(
                f"schedule {schedule['name']}: exceptions is no list of days with dates in quotes; "
                "playbooks/check.yml says what is wrong"
            )
