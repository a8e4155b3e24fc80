"""A value in words, as the sentences of a plan have it."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import (
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
    Text,
    Trunks,
    Truth,
    ValueType,
    Weekly,
)


@pytest.mark.parametrize(
    ("field", "raw", "words"),
    [
        (Text(), "Kari Nordmann", "Kari Nordmann"),
        (Text(may_be_empty=True), "", "nothing"),
        (Number(), "0101", "0101"),
        (Digits(), "*21#", "*21#"),
        (PublicNumber(), "+47 22 33 44 55", "+4722334455"),
        (Integer(), 0, "0"),
        (Truth(), True, "yes"),
        (Truth(), False, "no"),
        (Choice(("background_music",)), "background_music", "background music"),
        (Numbers(), ["103", "104"], "103, 104"),
        (Numbers(), [], "nothing"),
        (Trunks(), ["1", "2", "3", "8"], "1-3, 8"),
        (Trunks(), [], "nothing"),
        (
            Weekly(),
            {"monday": ["08:00-11:00", "12:00-16:00"], "friday": ["08:00-15:00"]},
            "monday 08:00-11:00 and 12:00-16:00, friday 08:00-15:00",
        ),
        (Weekly(), {}, "closed on every day"),
        (
            Answers(),
            [
                {"trunks": ["7"]},
                {
                    "trunks": ["1-4"],
                    "weekly": {"monday": ["08:00-16:00"], "tuesday": ["08:00-16:00"]},
                    "dates": [{"date": "12-24", "open": ["08:00-12:00"]}, {"date": "12-31", "open": []}],
                },
            ],
            "trunks 1-4 monday-tuesday 08:00-16:00, 12-24 08:00-12:00, 12-31 not; trunks 7 at all other times",
        ),
        (Answers(), [], "nothing"),
        (Holidays(), {"calendar": "NO"}, "NO"),
        (
            Exceptions(),
            [
                {"date": "2026-11-27", "closed": ["12:00-24:00"], "reason": "staff meeting"},
                {"date": "2026-12-23", "open": ["08:00-12:00"]},
                {"date": "2026-12-24", "open": []},
            ],
            "2026-11-27 closed 12:00-24:00 (staff meeting), 2026-12-23 08:00-12:00, 2026-12-24 closed",
        ),
        (Exceptions(), [], "nothing"),
        (ByMode(1, 15), {"day": 2, "night": 5, "mode_3": 7}, "day 2, night 5, mode 3 7"),
        (Forward(), {"busy": "180", "no_answer": "180"}, "busy 180, no answer 180"),
        (Forward(), {"all": {"inside": "180", "outside": "0922"}}, "all 180 inside and 0922 outside"),
        (Forward(), {"both_ring": {"outside": "0922"}}, "both ring 0922 outside"),
        (Forward(), {"all": "180", "enforce": True}, "all 180, enforced"),
        (Forward(), {}, "nothing"),
        (Forward(), {"enforce": True}, "nothing, enforced"),
        (
            Keys(),
            [{"key": 6, "code": "*05"}, {"key": 5, "function": "night_mode", "data": "1"}],
            "5 night mode 1, 6 code *05",
        ),
        (
            Keys(),
            [{"key": 5, "function": "virtual_extension", "data": "301", "ring": "at_once", "enforce": True}],
            "5 virtual extension 301 (ring at once), enforced",
        ),
        (Keys(), [], "nothing"),
        (Destination(), {"queue": "Sales"}, "queue Sales"),
        (Destination(), {"mailbox": "190", "then": "disconnect"}, "mailbox 190, then disconnect"),
        (
            Destination(),
            {"greeting": "closed", "then": {"ring": ["101", "102"], "then": {"answering_position": "Reception"}}},
            "greeting closed, then ring 101, 102, then answering position Reception",
        ),
        (OverflowTo(), {"hunt_group": "Support"}, "hunt group Support"),
        (
            Announcements(),
            [{"greeting": "please-wait", "after": 10, "repeat": 3}, {"greeting": "still-waiting"}],
            "please-wait after 10 s, 3 times, then still-waiting",
        ),
        (Announcements(), [], "nothing"),
        (Overflow(), {"after": 60, "to": {"speed_dial": 17}}, "speed dial 17 after 60 s"),
        (Limit(), {"calls": 10}, "10 calls, when full busy"),
    ],
)
def test_a_value_is_said(field: ValueType, raw: Any, words: str) -> None:
    assert field.say(field.parse(raw)) == words
