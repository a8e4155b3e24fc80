"""What a site file is written with is read back as the same: ``write`` is the inverse of ``parse``."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import (
    MINUTES_OF_A_DAY,
    WEEKDAYS,
    Range,
    parse_day,
    write_day,
)
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text, write_text
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (
    Exceptions,
    Holidays,
    Numbers,
    Text,
    Trunks,
    ValueType,
    Weekly,
)

many = settings(max_examples=30, deadline=None, database=None)


def pairs(edges: list[int]) -> tuple[Range, ...]:
    """Ranges between sorted edges, every other one closed, none touching the next."""
    ordered = sorted(edges)
    return tuple(zip(ordered[::2], ordered[1::2], strict=False))


days = st.lists(st.integers(0, MINUTES_OF_A_DAY), unique=True, max_size=8).map(pairs)
weeks = st.fixed_dictionaries(dict.fromkeys(WEEKDAYS, days))
exceptions = st.dictionaries(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)), days, max_size=5)
trunks = st.sets(st.integers(1, 9999), max_size=12) | st.sets(st.integers(1, 12))
texts = st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters=';"\\'), min_size=1).filter(
    lambda text: text == text.strip()
)


def through_a_file(field: ValueType, value: Any) -> Any:
    """A value written into YAML, read strictly and parsed."""
    return field.parse(load_text(write_text({"value": field.write(value)}))["value"])


@many
@given(trunks)
def test_trunks(numbers: set[int]) -> None:
    assert through_a_file(Trunks(), tuple(sorted(numbers))) == tuple(sorted(numbers))


@many
@given(trunks)
def test_neighbouring_trunks_are_written_as_one_range(numbers: set[int]) -> None:
    ends = [text.split("-") for text in Trunks().write(tuple(sorted(numbers)))]
    firsts, lasts = [int(end[0]) for end in ends], [int(end[-1]) for end in ends]
    assert all(first > last + 1 for first, last in zip(firsts[1:], lasts, strict=False))


@many
@given(days)
def test_a_day(hours: tuple[Range, ...]) -> None:
    assert parse_day(write_day(hours)) == hours


@many
@given(weeks)
def test_a_week(week: dict[str, tuple[Range, ...]]) -> None:
    assert through_a_file(Weekly(), week) == week


@many
@given(weeks)
def test_a_closed_day_is_not_written(week: dict[str, tuple[Range, ...]]) -> None:
    assert all(Weekly().write(week).values())


@many
@given(exceptions)
def test_exceptions(dates: dict[datetime.date, tuple[Range, ...]]) -> None:
    assert through_a_file(Exceptions(), dict(sorted(dates.items()))) == dates


@many
@given(texts)
def test_a_name(text: str) -> None:
    assert through_a_file(Text(), text) == text


@many
@given(st.lists(st.from_regex(r"[0-9]{1,8}", fullmatch=True), unique=True))
def test_numbers(numbers: list[str]) -> None:
    assert through_a_file(Numbers(), tuple(numbers)) == tuple(numbers)


def test_norway_stays_a_country() -> None:
    assert through_a_file(Holidays(), {"calendar": "NO"}) == {"calendar": "NO"}
