"""What a row must look like to be read at all: an index that the item has, and data where a number or a time is needed.

Only what reading depends on stands here, not the range of every item: that is the exchange's to keep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .profile import Profile
from .rows import RowKey

_WORD = {
    "extension": re.compile(r"[0-9*#]{1,8}"),
    "date": re.compile(r"[0-9]{4}"),
    "digit": re.compile(r"[0-9*#]"),
    "leading digit": re.compile(r"[0-9]"),
}
"""The words of an index by their dimension; those that are not here are whole numbers without leading zeros."""

_NUMBER_WORD = re.compile(r"0|[1-9][0-9]{0,4}")
_NUMBER = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True)
class _Number:
    """Data that is a whole number: at most ``limit`` of the model, where it has one; or ``empty``."""

    limit: str = ""
    empty: bool = False

    def fits(self, profile: Profile, data: str) -> bool:
        if not data:
            return self.empty
        if not _NUMBER.fullmatch(data):
            return False
        return not self.limit or int(data) <= getattr(profile.limits, self.limit)

    def words(self, profile: Profile) -> str:
        return f"a number up to {getattr(profile.limits, self.limit)}" if self.limit else "a number"


@dataclass(frozen=True)
class _Pattern:
    """Data of a certain shape, and how a sentence calls it."""

    shape: re.Pattern[str]
    called: str

    def fits(self, profile: Profile, data: str) -> bool:
        return self.shape.fullmatch(data) is not None

    def words(self, profile: Profile) -> str:
        return self.called


_TIME = _Pattern(re.compile(r"[0-2][0-9][0-5][0-9]"), "a time such as 0800")
_TIME_OR_NOTHING = _Pattern(re.compile(r"(?:[0-2][0-9][0-5][0-9])?"), "a time such as 0800, or nothing")
_DAY = _Pattern(re.compile(r"[1-7]?"), "a day from 1 to 7, or nothing")
_PRIORITY = _Pattern(re.compile(r"[1-9][0-9]{0,4}"), "a priority from 1")
_PRIORITY_OR_NOTHING = _Pattern(re.compile(r"0?|[1-9][0-9]{0,4}"), "a priority, or nothing")
_CYCLE = _Pattern(re.compile(r"[01]"), "0 or 1")
_ROUTING = _Pattern(re.compile(r"[0-9*#]+(?: [0-9*#]+)?"), "a code, alone or with a number")

_DATA: dict[str, _Number | _Pattern] = {
    **dict.fromkeys(
        (
            *(
                "11-01-01",
                "12-04-01",
                "12-05-01",
                "12-06-01",
                "14-05-01",
                "20-06-01",
                "21-04-01",
                "22-01-06",
                "22-01-07",
            ),
            *("22-01-08", "22-01-11", "22-09-01", "22-12-01", "22-13-01", "23-02-01", "24-02-03", "41-02-01"),
            *("41-03-01", "41-07-01", "41-11-02", "41-11-04", "41-11-07", "41-11-08", "41-16-01", "47-02-03"),
        ),
        _Number(),
    ),
    **dict.fromkeys(("12-03-01", "22-10-01", "22-10-02", "22-10-03", "22-10-04"), _Number(empty=True)),
    "16-01-02": _CYCLE,
    "16-02-01": _Number("department_groups"),
    "16-02-02": _PRIORITY,
    "23-02-02": _PRIORITY_OR_NOTHING,
    "41-05-01": _TIME,
    "41-05-02": _TIME,
    "47-10-01": _Number("answer_tables"),
    "47-11-02": _ROUTING,
    "47-11-03": _ROUTING,
    "47-11-04": _Number("answer_tables"),
    "47-12-02": _ROUTING,
    **dict.fromkeys(("47-12-03", "47-12-04", "47-12-05"), _DAY),
    **dict.fromkeys(("47-12-07", "47-12-08"), _TIME_OR_NOTHING),
    "22-17-04": _Number(),
}
"""By item; data of an item that is not here is read whatever it is."""

_BOUNDED = {"answer table": "answer_tables"}
"""Dimensions of which there must not be more than the model has."""


def has_index(profile: Profile, key: RowKey) -> bool:
    """Whether an item of the profile can have a row at such an index."""
    dimensions = profile.every_item[key[0]].index
    return len(key[1]) == len(dimensions) and all(
        _WORD.get(dimension, _NUMBER_WORD).fullmatch(word) for dimension, word in zip(dimensions, key[1], strict=True)
    )


def why_unreadable(profile: Profile, key: RowKey, data: str) -> str:
    """Why a row of one of the profile's items cannot be read; empty where it can."""
    item = profile.every_item[key[0]]
    index = key[1]
    if not has_index(profile, key):
        return f"{key[0]} is indexed by {', '.join(item.index)}"
    for dimension, word in zip(item.index, index, strict=False):
        most = getattr(profile.limits, _BOUNDED[dimension]) if dimension in _BOUNDED else None
        if most is not None and not 1 <= int(word) <= most:
            return f"{dimension}s go from 1 to {most}"
    needed = _DATA.get(key[0])
    if needed is not None and not needed.fits(profile, data):
        return f"{item.title} needs {needed.words(profile)}"
    return ""
