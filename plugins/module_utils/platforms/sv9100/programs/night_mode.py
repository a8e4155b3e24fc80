"""12-xx: night groups, their patterns, weeks and dates, which Sentral calls schedules."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..factory import pattern_entry, weekday_pattern
from ..item import Item

_GROUP = ("night group",)
_ENTRY = ("night group", "pattern", "entry")
_PATTERNS = Sourced("F-SV91 p.924")
_PATTERN_FACTORY = Assumed("pattern 1 open 0800-1700, pattern 2 closed; the page was not found")
_KEY = Assumed("one for each night group; the key was not found")
_LEVEL = Assumed("SA, as 12-04 on the Aspila EX; the level was not found")
_NIGHT_GROUPS = Sourced("F-SL21 p.677")

ITEMS = (
    Item("12-01-01", "manual switching", _GROUP, "1", "SA", _NIGHT_GROUPS, index_source=_KEY, level_source=_LEVEL),
    Item(
        "12-01-02",
        "automatic switching",
        _GROUP,
        "0",
        "SA",
        Sourced("CP-NIGHT"),
        Assumed("off; the default was not found"),
        index_source=_KEY,
        level_source=_LEVEL,
    ),
    Item("12-02-01", "start", _ENTRY, pattern_entry(0), "SA", _PATTERNS, _PATTERN_FACTORY, level_source=_LEVEL),
    Item("12-02-02", "end", _ENTRY, pattern_entry(1), "SA", _PATTERNS, _PATTERN_FACTORY, level_source=_LEVEL),
    Item("12-02-03", "mode", _ENTRY, pattern_entry(2), "SA", _PATTERNS, _PATTERN_FACTORY, level_source=_LEVEL),
    Item(
        "12-03-01",
        "weekly assignment",
        ("night group", "day"),
        weekday_pattern,
        "SA",
        Assumed("page not found; day 1 is Sunday, as in 41-07 and 47-12"),
    ),
    Item("12-04-01", "holiday", ("night group", "date"), "0", "SA", Sourced("P-ASPEX p.526")),
    Item("12-05-01", "night group of extension", ("extension",), "1", "SA", _NIGHT_GROUPS, level_source=_LEVEL),
    Item("12-06-01", "night group of trunk", ("trunk",), "1", "SA", _NIGHT_GROUPS, level_source=_LEVEL),
)
