"""Which mode a night group is in at a moment."""

from __future__ import annotations

import pytest

from simulator.fleet_file import parse_clock
from tests.unit.simulator.conftest import Desk

MONDAY_MORNING = "2026-11-23 09:00"


def mode_at(desk: Desk, moment: str) -> str:
    desk.exchange.set_clock(parse_clock(moment))
    return desk.rows("MODE 1")[0].removeprefix("NIGHT GROUP 1 MODE ")


def test_without_automatic_switching_it_is_the_mode_chosen_by_hand(desk: Desk) -> None:
    assert mode_at(desk, "2026-11-22 03:00") == "1"
    desk.exchange.state.set_night_mode(1, 5)
    assert mode_at(desk, "2026-11-22 03:00") == "5"


@pytest.mark.parametrize(
    ("moment", "mode"),
    [
        ("2026-11-23 00:00", "2"),
        ("2026-11-23 07:59", "2"),
        ("2026-11-23 08:00", "1"),
        ("2026-11-23 16:59", "1"),
        ("2026-11-23 17:00", "2"),
        ("2026-11-23 23:59", "2"),
        ("2026-11-22 12:00", "2"),  # a Sunday
        ("2026-11-28 12:00", "2"),  # a Saturday
        ("2026-11-27 12:00", "1"),  # a Friday
    ],
)
def test_the_weekly_assignment(desk: Desk, moment: str, mode: str) -> None:
    desk.status("WRITE 12-01-02 1 = 1")
    assert mode_at(desk, moment) == mode


def test_a_holiday_goes_before_the_weekday_in_every_year(desk: Desk) -> None:
    desk.status("WRITE 12-01-02 1 = 1")
    desk.status("WRITE 12-04-01 1 1123 = 2")
    assert mode_at(desk, MONDAY_MORNING) == "2"
    assert mode_at(desk, "2027-11-23 09:00") == "2"
    assert mode_at(desk, "2026-11-24 09:00") == "1"
    assert desk.rows("MODE 2")[0] == "NIGHT GROUP 2 MODE 1"
