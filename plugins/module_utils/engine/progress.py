"""Progress of long work: done of total, rate, time remaining."""

from __future__ import annotations

import time
from collections.abc import Callable

Report = Callable[[str, bool], None]
"""Shows a line; the flag says that the work is done, so that a terminal may go to the next line."""


class Progress:
    """Reports at most every ``interval`` seconds, and once at the end if anything was reported before."""

    def __init__(
        self,
        exchange: str,
        total: int,
        report: Report,
        interval: float,
        clock: Callable[[], float] = time.monotonic,
        things: str = "commands",
    ) -> None:
        self.exchange = exchange
        self.total = total
        self.note = ""
        """What stands behind the line, such as how many have failed."""
        self._things = things
        self._report = report
        self._interval = interval
        self._clock = clock
        self._start = self._last = clock()
        self._shown = False

    def done(self, number: int) -> None:
        """``number`` of the steps are done."""
        now = self._clock()
        finished = number == self.total
        if now - self._last < self._interval and not (finished and self._shown):
            return
        self._last = now
        self._shown = True
        self._report(self.line(number, now - self._start), finished)

    def line(self, number: int, seconds: float) -> str:
        """``fjord: 120 of 640 commands, 210 a second, 2 s left``."""
        rate = number / seconds if seconds > 0 else 0.0
        left = f", {_duration((self.total - number) / rate)} left" if rate and number < self.total else ""
        return f"{self.exchange}: {number:,} of {self.total:,} {self._things}, {rate:,.0f} a second{left}{self.note}"


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60:02d} s"
