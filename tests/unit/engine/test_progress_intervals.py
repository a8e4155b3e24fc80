"""When a line of progress is due, by a clock that the test moves."""

from __future__ import annotations

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.progress import Progress


class Run:
    """Progress and what was shown of it."""

    def __init__(self, total: int, interval: float = 5.0) -> None:
        self.now = 1000.0
        self.shown: list[tuple[str, bool]] = []
        self.progress = Progress(
            "fjord", total, lambda line, done: self.shown.append((line, done)), interval, clock=lambda: self.now
        )

    def work(self, steps: int, seconds_each: float, *, after: int = 0) -> None:
        """Do steps one after the other."""
        for number in range(after + 1, after + steps + 1):
            self.now += seconds_each
            self.progress.done(number)


def test_work_that_ends_just_before_the_first_line_is_due_shows_nothing() -> None:
    run = Run(total=100)
    run.work(100, 0.04999)
    assert run.shown == []


def test_a_line_holds_the_rate_so_far_and_the_time_left() -> None:
    run = Run(total=12)
    run.work(12, 1.0)
    assert run.shown == [
        ("fjord: 5 of 12 commands, 1 a second, 7 s left", False),
        ("fjord: 10 of 12 commands, 1 a second, 2 s left", False),
        ("fjord: 12 of 12 commands, 1 a second", True),
    ]


def test_the_end_is_shown_once_even_when_a_line_is_due_with_it() -> None:
    run = Run(total=10)
    run.work(10, 1.0)
    assert [done for _line, done in run.shown] == [False, True]


def test_one_step_that_takes_long_shows_the_end_only() -> None:
    run = Run(total=1)
    run.work(1, 60.0)
    assert run.shown == [("fjord: 1 of 1 commands, 0 a second", True)]


def test_the_interval_begins_again_with_each_line() -> None:
    run = Run(total=100)
    run.work(1, 7.0)
    run.work(4, 1.0, after=1)
    assert len(run.shown) == 1
    run.work(1, 1.0, after=5)
    assert len(run.shown) == 2


def test_without_an_interval_every_step_is_shown() -> None:
    run = Run(total=3, interval=0.0)
    run.work(3, 0.1)
    assert [done for _line, done in run.shown] == [False, False, True]


@pytest.mark.parametrize(
    ("number", "seconds", "end"),
    [
        (1_639, 8.195, "200 a second, 1 s left"),
        (820, 119.0, "7 a second, 119 s left"),
        (820, 120.0, "7 a second, 2 min 00 s left"),
        (10, 10.0, "1 a second, 27 min 10 s left"),
        (0, 5.0, "0 a second"),
    ],
)
def test_the_time_left_is_at_least_a_second_and_beyond_two_minutes_in_minutes(
    number: int, seconds: float, end: str
) -> None:
    assert Run(total=1_640).progress.line(number, seconds) == f"fjord: {number:,} of 1,640 commands, {end}"
