"""Faults of sessions: lost, stuck, not admitted."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from simulator.counters import Counters
from simulator.fault import AtNth, Fault, Intervention, choice, whole_number
from simulator.replies import Reply


class Drop(Fault):
    """``drop=2``: two more commands are answered, the next one drops the session. Once.

    ``drop_when=before`` (default): that command is not executed. ``drop_when=after``: it is executed, not answered.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Let ``value`` commands pass."""
        self.left = whole_number("drop", value, 0)
        self.when = choice("drop_when", options.get("when", "before"), ("before", "after"))
        self._now = False

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Count down; drop without executing."""
        self._now = self.left == 0
        self.left -= 1
        if self._now and self.when == "before":
            self.spent = True
            return Intervention(drop=True)
        return None

    def after(self, word: str, reply: Reply) -> Intervention | None:
        """Drop when it has been executed."""
        if not self._now:
            return None
        self.spent = True
        return Intervention(drop=True)


class Hang(AtNth):
    """``hang=3``: the third write from now is echoed and never answered, and the session says nothing more. Once.

    ``hang_of=commands``: the third command. ``hang_executed=yes``: it is executed. The session stays open, and counts,
    until the other side goes.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Hang at the write number ``value``."""
        super().__init__("hang", value, options)

    def effect(self) -> Intervention:
        """Say nothing more."""
        return Intervention(hang=True)


class Restart(AtNth):
    """``restart=3``: at the third write from now the exchange restarts: all sessions drop, what was stored stays. Once.

    ``restart_of=commands``: at the third command. ``restart_executed=yes``: it is executed first. Then the next
    ``restart_connects`` (0) connections are cut as they come, and all that come within ``restart_seconds`` (0).
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Restart at the write number ``value``."""
        super().__init__("restart", value, options)
        self.connects = whole_number("restart_connects", options.get("connects", 0), 0)
        self.seconds = whole_number("restart_seconds", options.get("seconds", 0), 0)
        self._back: float | None = None
        """When it may be up again; None before it went down."""

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Count down until it has restarted."""
        return None if self._back is not None else super().before(word, counters)

    def effect(self) -> Intervention:
        """Go down."""
        self._back = time.monotonic() + self.seconds
        self._look_up()
        return Intervention(restart=True)

    def refuses_connection(self) -> bool:
        """Cut who comes while it is down."""
        if self._back is None:
            return False
        self._look_up()
        if self.spent:
            return False
        self.connects = max(0, self.connects - 1)
        return True

    def _look_up(self) -> None:
        self.spent = self._back is not None and not self.connects and time.monotonic() >= self._back


class SessionLimit(Fault):
    """``session_limit=1``: only one session may program; the next is told so and closed. 0: nobody may.

    Sessions that are open stay. ``session_limit_refusals=2``: the limit goes when two have been refused.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Admit ``value`` sessions."""
        self.limit = whole_number("session_limit", value, 0)
        left = options.get("refusals")
        self.left = None if left is None else whole_number("session_limit_refusals", left, 1)

    def session_limit(self) -> int | None:
        """Return the limit."""
        return self.limit

    def session_refused(self) -> None:
        """Count."""
        if self.left is not None:
            self.left -= 1
            self.spent = self.left == 0
