"""What a site file is written with is read back as the same: ``write`` is the inverse of ``parse``."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Field
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import Range, parse_day, write_day
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text, write_text
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (
    Digits,
    Forward,
    Holidays,
    Trunks,
    ValueType,
    Weekly,
)
from tests.unit.model.values import days, forwards, trunks, values_of, weeks

many = settings(max_examples=30, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
FIELDS = [pytest.param(field, id=f"{kind.name}-{field.name}") for kind in KINDS.values() for field in kind.fields]


def through_a_file(field: ValueType, value: Any) -> Any:
    """A value written into YAML, read strictly and parsed."""
    return field.parse(load_text(write_text({"value": field.write(value)}))["value"])


@pytest.mark.parametrize("field", [*FIELDS, Field("dialled", Digits(), "Digits.", required=True)])
@many
@given(data=st.data())
def test_a_value_of_every_field_comes_back_in_its_order(field: Field, data: st.DataObject) -> None:
    value = data.draw(values_of(field.type))
    back = through_a_file(field.type, value)
    assert back == value
    assert repr(back) == repr(value), "the keys stand in the same order"


@many
@given(trunks)
def test_neighbouring_trunks_are_written_as_one_range(numbers: tuple[int, ...]) -> None:
    ends = [text.split("-") for text in Trunks().write(numbers)]
    firsts, lasts = [int(end[0]) for end in ends], [int(end[-1]) for end in ends]
    assert all(first > last + 1 for first, last in zip(firsts[1:], lasts, strict=False))


@many
@given(days)
def test_a_day(hours: tuple[Range, ...]) -> None:
    assert parse_day(write_day(hours)) == hours


@many
@given(weeks)
def test_a_closed_day_is_not_written(week: dict[str, tuple[Range, ...]]) -> None:
    assert all(Weekly().write(week).values())


@many
@given(forwards)
def test_a_number_for_both_sides_is_written_once(forward: dict[str, Any]) -> None:
    for name, target in forward.items():
        if name != "enforce":
            same = target.get("inside") == target.get("outside")
            assert isinstance(Forward().write(forward)[name], str) == same


def test_norway_stays_a_country() -> None:
    assert through_a_file(Holidays(), {"calendar": "NO"}) == {"calendar": "NO"}
