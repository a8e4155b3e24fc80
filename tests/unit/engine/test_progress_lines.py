"""Progress: done of total, rate, time remaining; not more often than asked for."""

from __future__ import annotations

from ansible_collections.sentral.nec.plugins.module_utils.engine.progress import Progress


class Watch:
    """A clock that is set by hand, and the lines that were shown."""

    def __init__(self) -> None:
        self.now = 100.0
        self.lines: list[tuple[str, bool]] = []

    def progress(self, total: int, interval: float = 5.0) -> Progress:
        """Progress that uses the clock."""
        return Progress(
            "fjord", total, lambda line, finished: self.lines.append((line, finished)), interval, self.clock
        )

    def clock(self) -> float:
        """The time."""
        return self.now


def test_line() -> None:
    assert Watch().progress(640).line(120, 0.6) == "fjord: 120 of 640 commands, 200 a second, 3 s left"


def test_numbers_have_separators_and_long_times_minutes() -> None:
    line = Watch().progress(12_000).line(1_500, 60)
    assert line == "fjord: 1,500 of 12,000 commands, 25 a second, 7 min 00 s left"


def test_the_last_line_has_no_time_left() -> None:
    assert Watch().progress(10).line(10, 2) == "fjord: 10 of 10 commands, 5 a second"


def test_no_time_has_passed() -> None:
    assert Watch().progress(10).line(1, 0) == "fjord: 1 of 10 commands, 0 a second"


def test_short_work_says_nothing() -> None:
    watch = Watch()
    progress = watch.progress(3)
    for number in (1, 2, 3):
        progress.done(number)
    assert watch.lines == []


def test_long_work_is_told_every_five_seconds_and_at_the_end() -> None:
    watch = Watch()
    progress = watch.progress(12)
    for number in range(1, 13):
        watch.now += 1
        progress.done(number)
    assert [line.split(",")[0] for line, _finished in watch.lines] == [
        "fjord: 5 of 12 commands",
        "fjord: 10 of 12 commands",
        "fjord: 12 of 12 commands",
    ]
    assert [finished for _line, finished in watch.lines] == [False, False, True]


def test_a_fleet_counts_exchanges_and_says_how_many_failed() -> None:
    watch = Watch()
    progress = Progress("backup", 300, lambda line, finished: None, 5.0, watch.clock, things="exchanges")
    progress.note = "; 2 failed"
    assert progress.line(120, 4.8) == "backup: 120 of 300 exchanges, 25 a second, 7 s left; 2 failed"
