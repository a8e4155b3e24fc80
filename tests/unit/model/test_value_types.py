"""The types of fields: what each takes, and the sentence for what it does not."""

from __future__ import annotations

import datetime

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (
    Choice,
    Exceptions,
    Holidays,
    Integer,
    Number,
    Numbers,
    Trunks,
    ValueType,
    Weekly,
)

NEEDS = 'an exception needs a date and either open or closed, such as {date: "2026-12-24", open: []}'


def problem(field: ValueType, raw: object) -> str:
    """What a field says about a value that it does not take."""
    with pytest.raises(ValueProblem) as caught:
        field.parse(raw)
    return str(caught.value)


@pytest.mark.parametrize("number", ["0", "101", "00000000", "99999999"])
def test_a_number_is_one_to_eight_digits(number: str) -> None:
    assert Number().parse(number) == number


@pytest.mark.parametrize("text", ["", "123456789", "10a", "-1", "+47", "1 2", "*21", "１０１", "٣"])
def test_a_number_is_nothing_but_the_ten_digits(text: str) -> None:
    assert problem(Number(), text) == f"{text!r} is not a number of 1 to 8 digits"


def test_the_length_of_a_number_can_be_less() -> None:
    assert problem(Number(longest=4), "12345") == "'12345' is not a number of 1 to 4 digits"


@pytest.mark.parametrize("raw", [5, "5", load_text("5"), load_text('"5"')])
def test_a_whole_number_comes_as_a_number_or_as_text_from_the_command_line(raw: object) -> None:
    assert Integer().parse(raw) == 5


@pytest.mark.parametrize("raw", [True, False, 5.0, 1.5, "", "five", "5.0", "５", " 5", "1_0", "0x5", None, [5], {}])
def test_a_whole_number_is_nothing_else(raw: object) -> None:
    assert problem(Integer(), raw) == f"{raw!r} is not a whole number"


@pytest.mark.parametrize("written", ["yes", "1.5", "2026-12-24", "5:30", "010", "0o10", "0x10", "0b11", "1_000", "+5"])
def test_a_whole_number_in_a_file_means_what_it_looks_like(written: str) -> None:
    """YAML reads 010 as 8 and 5:30 as 330."""
    assert problem(Integer(), load_text(written)) == f"{written!r} is not a whole number"


@pytest.mark.parametrize(
    ("field", "raw", "says"),
    [
        (Integer(lowest=1), 0, "0 is not in the range 1 or more"),
        (Integer(lowest=1), "0", "0 is not in the range 1 or more"),
        (Integer(), -1, "-1 is not in the range 0 or more"),
        (Integer(), load_text("-1"), "-1 is not in the range 0 or more"),
        (Integer(lowest=1, highest=8), 9, "9 is not in the range 1 to 8"),
    ],
)
def test_a_whole_number_is_in_its_range(field: Integer, raw: object, says: str) -> None:
    assert problem(field, raw) == says


def test_both_ends_of_a_range_belong_to_it() -> None:
    assert [Integer(lowest=1, highest=8).parse(end) for end in (1, 8)] == [1, 8]


def test_a_text_of_endless_digits_is_no_whole_number() -> None:
    assert problem(Integer(), "9" * 5000).endswith(" is not a whole number")


def test_a_choice_is_one_of_its_words() -> None:
    field = Choice(("priority", "circular"))
    assert field.parse("circular") == "circular"
    assert problem(field, "Circular") == "'Circular' is not one of priority, circular"
    assert problem(field, "") == "'' is not one of priority, circular"


def test_numbers_keep_the_order_that_counts() -> None:
    assert Numbers().parse(["103", "101", "102"]) == ("103", "101", "102")


def test_a_list_of_numbers_names_nobody_twice() -> None:
    assert problem(Numbers(), ["101", "102", "101"]) == "101 stands twice"


def test_numbers_that_differ_in_a_zero_are_two() -> None:
    assert Numbers().parse(["101", "0101"]) == ("101", "0101")


@pytest.mark.parametrize("field", [Numbers(), Trunks(), Exceptions()])
@pytest.mark.parametrize("raw", ["101", 101, None, {"101": "102"}])
def test_a_list_is_a_list(field: ValueType, raw: object) -> None:
    assert problem(field, raw) == "takes a list"


@pytest.mark.parametrize("field", [Weekly(), Holidays()])
@pytest.mark.parametrize("raw", ["NO", 5, None, ["monday"]])
def test_a_mapping_is_a_mapping(field: ValueType, raw: object) -> None:
    assert problem(field, raw) == "takes a mapping"


def test_a_key_that_a_variable_gives_as_something_else_is_refused() -> None:
    assert problem(Weekly(), {1: []}) == "the key 1 is not text; write it in quotes"


def test_trunks_are_single_ones_and_ranges() -> None:
    assert Trunks().parse(["9", "1-3", "5-5"]) == (1, 2, 3, 5, 9)


@pytest.mark.parametrize("text", ["0", "01", "1-", "-8", "1--8", "1 - 8", "a", "10000", "1,2", "٤"])
def test_other_texts_are_no_trunks(text: str) -> None:
    assert problem(Trunks(), [text]) == f'{text!r} is not a trunk or a range of trunks; write "4" or "1-8"'


def test_a_range_of_trunks_runs_upwards() -> None:
    assert problem(Trunks(), ["8-1"]) == "'8-1' ends before it begins"


@pytest.mark.parametrize("texts", [["4", "4"], ["1-8", "4"], ["4", "1-8"], ["1-4", "4-8"]])
def test_a_trunk_stands_once(texts: list[str]) -> None:
    assert problem(Trunks(), texts) == "trunk 4 stands twice"


def test_a_week_has_seven_days_and_those_left_out_are_closed() -> None:
    week = Weekly().parse({"friday": ["08:00-15:00"]})
    assert list(week) == ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    assert {day for day, hours in week.items() if hours} == {"friday"}


@pytest.mark.parametrize("day", ["Monday", "mon", "mandag", "holiday"])
def test_a_week_has_no_other_days(day: str) -> None:
    assert problem(Weekly(), {day: []}).startswith(f"{day!r} is not a weekday; they are monday, tuesday,")


def test_a_problem_in_a_week_names_the_day() -> None:
    assert problem(Weekly(), {"tuesday": "08:00-16:00"}) == "tuesday: takes a list"
    assert problem(Weekly(), {"sunday": None}) == "sunday: takes a list"


@pytest.mark.parametrize("code", ["NO", "DE-BY", "GB-ENG"])
def test_a_calendar_is_a_country_or_a_part_of_one(code: str) -> None:
    assert Holidays().parse({"calendar": code}) == {"calendar": code}


@pytest.mark.parametrize("code", ["no", "NOR", "N", "", "NO-", "DE-BAYERN", "NO "])
def test_a_calendar_is_a_code_in_capitals(code: str) -> None:
    assert problem(Holidays(), {"calendar": code}) == f'calendar: {code!r} is not a country code such as "NO"'


def test_holidays_need_a_calendar_and_take_nothing_else() -> None:
    assert problem(Holidays(), {}) == 'needs a calendar, such as {calendar: "NO"}'
    says = "'closed' is not supported yet; supported is calendar"
    assert problem(Holidays(), {"calendar": "NO", "closed": []}) == says


def test_exceptions_are_sorted_by_date() -> None:
    given = [{"date": "2027-01-02", "open": []}, {"date": "2026-12-24", "open": ["08:00-12:00"]}]
    assert [str(date) for date in Exceptions().parse(given)] == ["2026-12-24", "2027-01-02"]


@pytest.mark.parametrize(
    ("exception", "says"),
    [
        ({"date": "2026-12-24"}, NEEDS),
        ({"open": []}, NEEDS),
        ({"date": "2026-12-24", "open": [], "closed": ["12:00-24:00"]}, NEEDS),
        (
            {"date": "2026-12-24", "open": [], "why": "Christmas"},
            "'why' is not supported in an exception; supported are date, open, closed, reason",
        ),
        ({"date": "24.12.2026", "open": []}, "'24.12.2026' is not a date; write it as \"2026-12-24\""),
        ({"date": "2026-W52-4", "open": []}, "'2026-W52-4' is not a date; write it as \"2026-12-24\""),
        ({"date": "٢٠٢٦-١٢-٢٤", "open": []}, "'٢٠٢٦-١٢-٢٤' is not a date; write it as \"2026-12-24\""),
        ({"date": "2026-02-29", "open": []}, "'2026-02-29' is a date that does not exist"),
        ({"date": "2026-13-01", "open": []}, "'2026-13-01' is a date that does not exist"),
        ({"date": "2026-12-24", "open": "08:00-12:00"}, "2026-12-24: takes a list"),
        ({"date": "2026-12-24", "closed": "08:00-12:00"}, "2026-12-24: takes a list"),
        (
            {"date": "2026-12-24", "closed": []},
            "2026-12-24: closed is empty, which changes nothing; closed on the whole day is open: []",
        ),
        ({"date": "2026-12-24", "open": [], "reason": ""}, "2026-12-24: reason: is empty"),
        (
            {"date": "2026-12-24", "closed": ["12:00-14:00", "13:00-15:00"]},
            "2026-12-24: the opening hours 12:00-14:00 and 13:00-15:00 overlap",
        ),
        ("2026-12-24", "takes a mapping"),
    ],
)
def test_an_exception_is_a_date_and_its_hours(exception: object, says: str) -> None:
    assert problem(Exceptions(), [exception]) == says


def test_an_exception_says_when_it_is_open_or_when_it_is_closed_and_why() -> None:
    given = [
        {"date": "2026-11-27", "closed": ["14:00-16:00", "12:00-14:00"], "reason": "staff meeting"},
        {"date": "2026-12-24", "open": []},
    ]
    assert list(Exceptions().parse(given).values()) == [
        {"closed": ((720, 960),), "reason": "staff meeting"},
        {"open": ()},
    ]


def test_the_hours_that_an_exchange_holds_are_written_as_an_exception() -> None:
    assert Exceptions().write({datetime.date(2026, 12, 24): ((480, 720),)}) == [
        {"date": "2026-12-24", "open": ["08:00-12:00"]}
    ]


def test_a_date_stands_once() -> None:
    twice = [{"date": "2026-12-24", "open": []}, {"date": "2026-12-24", "open": ["08:00-12:00"]}]
    assert problem(Exceptions(), twice) == "the date 2026-12-24 stands twice"
