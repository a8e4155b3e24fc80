"""Normalised values of each type of field, for tests by hypothesis."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Field
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import (
    MINUTES_OF_A_DAY,
    WEEKDAYS,
    Range,
)
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (
    FUNCTIONS,
    MODES,
    RINGS,
    Announcements,
    Answers,
    ByMode,
    Choice,
    Destination,
    Digits,
    Exceptions,
    Forward,
    Holidays,
    Integer,
    Keys,
    Limit,
    Number,
    Numbers,
    Overflow,
    OverflowTo,
    PublicNumber,
    RouteNumber,
    Text,
    Trunks,
    Truth,
    ValueType,
    Weekly,
)

Values = SearchStrategy[Any]


def pairs(edges: list[int]) -> tuple[Range, ...]:
    """Ranges between sorted edges, every other one closed, none touching the next."""
    ordered = sorted(edges)
    return tuple(zip(ordered[::2], ordered[1::2], strict=False))


def mapping(required: dict[str, Values], optional: dict[str, Values] | None = None) -> Values:
    """Mappings in the order of ``required`` and then ``optional``, as ``parse`` gives them."""
    order = [*required, *(optional or {})]
    found = st.fixed_dictionaries(required, optional=optional)
    return found.map(lambda given: {name: given[name] for name in order if name in given})


def digits(longest: int, letters: str = "0123456789") -> SearchStrategy[str]:
    """Texts of ``letters``."""
    return st.text(letters, min_size=1, max_size=longest)


texts = st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters=';"\\'), min_size=1).filter(
    lambda text: text == text.strip()
)
numbers = digits(8)
number_lists = st.lists(numbers, unique=True, max_size=5).map(tuple)
dialled = digits(36, "0123456789*#@PR")
days = st.lists(st.integers(0, MINUTES_OF_A_DAY), unique=True, max_size=8).map(pairs)
weeks = mapping(dict.fromkeys(WEEKDAYS, days))
trunks = (st.sets(st.integers(1, 9999), max_size=12) | st.sets(st.integers(1, 12))).map(
    lambda found: tuple(sorted(found))
)
exceptions = st.dictionaries(
    st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)),
    mapping({"open": days}, {"reason": texts}) | mapping({"closed": days.filter(bool)}, {"reason": texts}),
    max_size=5,
).map(lambda found: dict(sorted(found.items())))

_sides = mapping({"inside": dialled, "outside": dialled}) | mapping({"inside": dialled}) | mapping({"outside": dialled})
_targets = _sides | dialled.map(lambda number: dict.fromkeys(("inside", "outside"), number))
_enforced = {"enforce": st.just(True)}
forwards = (
    mapping({"all": _targets}, _enforced)
    | mapping({"both_ring": _targets}, _enforced)
    | mapping({}, {"busy": _targets, "no_answer": _targets, **_enforced})
)

_data = {"data": dialled}
_functions = st.sampled_from(FUNCTIONS)
_codes = st.from_regex(r"\*?[0-9]{2}", fullmatch=True)
key_lists = st.lists(
    mapping({"key": st.integers(1, 48), "function": _functions}, _data | _enforced)
    | mapping({"key": st.integers(1, 48), "code": _codes}, _data | _enforced)
    | mapping(
        {"key": st.integers(1, 48), "function": st.just("virtual_extension")},
        _data | {"ring": st.sampled_from(RINGS)} | _enforced,
    ),
    unique_by=lambda key: key["key"],
    max_size=4,
).map(lambda keys: tuple(sorted(keys, key=lambda key: key["key"])))

_one_target: dict[str, Values] = {
    "user": numbers,
    "hunt_group": texts,
    "queue": texts,
    "mailbox": numbers,
    "greeting": texts,
    "answering_position": texts,
    "ring": st.lists(numbers, unique=True, min_size=1, max_size=3).map(tuple),
    "number": dialled,
    "speed_dial": st.integers(0, 9999),
}


def targets(*words: str) -> Values:
    """Destinations with one of the words and nothing after it."""
    return st.one_of([mapping({word: _one_target[word]}) for word in words])


def _destinations(deep: int) -> Values:
    words = [word for word in _one_target if word != "speed_dial"]
    alone = targets(*(word for word in words if word != "greeting"))
    if not deep:
        return alone
    then = st.just("disconnect") | _destinations(deep - 1)
    return alone | st.one_of([mapping({word: _one_target[word], "then": then}) for word in words])


destinations = _destinations(2)
_depth = {"queue_depth": st.just(True)}
_first = mapping({"greeting": texts, "after": st.integers(0, 64800), "repeat": st.integers(1, 255)}, _depth)
_second = mapping({"greeting": texts, "repeat": st.integers(1, 255)}, _depth)
_preferred = st.tuples(
    st.lists(texts, unique=True, min_size=1, max_size=6).map(lambda names: [{"queue": name} for name in names]),
    st.lists(numbers.map(lambda number: {"mailbox": number}), max_size=1),
).map(lambda places: (*places[0], *places[1]))
announcements = st.just(()) | st.tuples(_first) | st.tuples(_first, _second)

_yearly = st.dates(datetime.date(2000, 1, 1), datetime.date(2000, 12, 31)).map(lambda date: f"{date:%m%d}")
_open_days, _open_weeks = days.filter(bool), weeks.filter(lambda week: any(week.values()))


def _dates(hours: Values) -> Values:
    found = st.dictionaries(_yearly, hours, min_size=1, max_size=3)
    return found.map(lambda dates: dict(sorted(dates.items())))


_hours = (
    st.just({})
    | st.fixed_dictionaries({"weekly": _open_weeks})
    | mapping({"weekly": _open_weeks, "dates": _dates(days)})
    | st.fixed_dictionaries({"dates": _dates(_open_days)})
)


def _with_trunks(drawn: tuple[list[dict[str, Any]], list[int]]) -> tuple[dict[str, Any], ...]:
    """Every other entry's trunks are an entry's, so that none has two and none is without."""
    hours, found = drawn
    entries = [{"trunks": tuple(sorted(found[place :: len(hours)])), **entry} for place, entry in enumerate(hours)]
    return tuple(sorted(entries, key=lambda entry: entry["trunks"]))


answers = st.tuples(
    st.lists(_hours, max_size=3, unique_by=repr), st.lists(st.integers(1, 40), unique=True, min_size=3, max_size=12)
).map(_with_trunks)

BY_TYPE: dict[type[ValueType], Values] = {
    Text: texts,
    Number: numbers,
    Digits: dialled,
    RouteNumber: st.from_regex(r"\+?[0-9]{2,24}|(\*|trunk-)[1-9][0-9]{0,2}", fullmatch=True),
    PublicNumber: st.from_regex(r"\+?[0-9]{2,24}", fullmatch=True),
    Truth: st.booleans(),
    Numbers: number_lists,
    Trunks: trunks,
    Weekly: weeks,
    Holidays: mapping({"calendar": st.sampled_from(("NO", "DE-BY", "GB-ENG"))}),
    Exceptions: exceptions,
    Forward: forwards,
    Keys: key_lists,
    Destination: destinations,
    OverflowTo: targets("user", "hunt_group", "queue", "mailbox", "number"),
    Announcements: announcements,
    Answers: answers,
    Overflow: mapping(
        {"after": st.integers(0, 64800), "to": targets("queue", "mailbox", "ring", "speed_dial") | _preferred},
    ),
    Limit: mapping({"calls": st.integers(1, 400), "when_full": st.sampled_from(("busy", "last", "longest"))}),
}


def values_of(field: ValueType) -> Values:
    """Normalised values of a type."""
    if isinstance(field, Integer):
        return st.integers(field.lowest, field.highest if field.highest is not None else 10**6)
    if isinstance(field, Choice):
        return st.sampled_from(field.words)
    if isinstance(field, ByMode):
        value = st.integers(field.lowest, field.highest)
        return mapping({"day": value, "night": value}, dict.fromkeys(MODES[2:], value))
    return BY_TYPE[type(field)]


def entries_of(fields: tuple[Field, ...]) -> Values:
    """Objects with the required fields and some of the others, whatever the rules across fields say."""
    return mapping(
        {field.name: values_of(field.type) for field in fields if field.required},
        {field.name: values_of(field.type) for field in fields if not field.required},
    )
