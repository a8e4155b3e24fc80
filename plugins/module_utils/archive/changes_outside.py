"""What changed since the last backup, told apart: what Sentral wrote, and what somebody changed outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..platforms.capture import Capture
from .attribution import SentralRuns

Rows = Mapping[str, str]
"""Place (``16-02-01 105``) to data."""


@dataclass(frozen=True)
class Difference:
    """Which places and recordings hold something else than at the last backup."""

    outside: frozenset[str]
    by_sentral: frozenset[str]

    @property
    def nothing(self) -> bool:
        """Whether no item and no recording differs."""
        return not self.outside and not self.by_sentral


def rows_of_text(text: str) -> dict[str, str]:
    """The rows of ``items.txt``."""
    return dict(_parted(line) for line in text.splitlines() if line[:1].isdigit())


def rows_of_capture(capture: Capture) -> dict[str, str]:
    """The rows of a reading."""
    return dict(_parted(row) for rows in capture.programs.values() for row in rows)


def compare(before: Rows, recordings: Mapping[int, tuple[int, str]], now: Capture, runs: SentralRuns) -> Difference:
    """What differs between the last backup and a reading, by who changed it."""
    there = rows_of_capture(now)
    changed = {place for place, _data in before.items() ^ there.items()}
    ours = {place for place in changed if _is_ours(place, before, there, runs)}
    messages = {
        message
        for message in recordings.keys() | now.recordings.keys()
        if recordings.get(message, (0, ""))[1] != now.recordings.get(message, (0, ""))[1]
    }
    ours |= {f"VRS {message}" for message in messages if f"VRS {message}" in runs.values}
    changed |= {f"VRS {message}" for message in messages}
    return Difference(frozenset(changed - ours), frozenset(ours))


def _is_ours(place: str, before: Rows, there: Rows, runs: SentralRuns) -> bool:
    if place in there and place in runs.values:
        return runs.wrote(place, there[place])
    if place not in there and place in runs.values:
        return True  # put back to the factory's value, which is not listed
    # The factory's value of a row that belongs to a number follows its port: it comes and goes when a run moves it.
    number = place.split(" ")[1] if " " in place else ""
    came_or_went = (place in there) != (place in before)
    return came_or_went and number in runs.values.values()


def only_outside(
    before: Rows, recordings: Mapping[int, tuple[int, str]], now: Capture, difference: Difference
) -> Capture:
    """The exchange as it would be, had Sentral written nothing since the last backup."""
    there = rows_of_capture(now)
    rows = dict(before)
    for place in difference.outside:
        if place.startswith("VRS "):
            continue
        if place in there:
            rows[place] = there[place]
        else:
            rows.pop(place, None)
    programs: dict[str, list[str]] = {program: [] for program in now.programs}
    for place in sorted(rows, key=_row_order):
        data = rows[place]
        programs.setdefault(place[:5], []).append(f"{place} = {data}" if data else f"{place} =")
    kept = dict(recordings)
    for message in {int(place[4:]) for place in difference.outside if place.startswith("VRS ")}:
        kept.pop(message, None)
        if message in now.recordings:
            kept[message] = now.recordings[message]
    return replace(
        now,
        programs={program: tuple(listed) for program, listed in programs.items()},
        recordings=dict(sorted(kept.items())),
    )


def _parted(row: str) -> tuple[str, str]:
    place, _equals, data = row.partition(" =")
    return place, data.removeprefix(" ")


def _row_order(place: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    item, *index = place.split(" ")
    return item, tuple((len(word), word) for word in index)
