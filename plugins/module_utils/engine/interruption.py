"""Signals while an exchange is being written to: the command in flight ends, everything is taken back, then we stop.

Ansible's own handlers end a worker at once, without ``finally``, and its ``timeout:`` raises wherever the worker is.
Both would leave an exchange half-way. From the first command to the last of the way back they are only noted here.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any

_SIGNALS = {
    signal.SIGINT: "it was stopped by hand (SIGINT)",
    signal.SIGTERM: "it was told to end (SIGTERM)",
    signal.SIGHUP: "the terminal went away (SIGHUP)",
    signal.SIGALRM: "the task's timeout was over (SIGALRM)",
}


class Interruption:
    """Notes signals while it is entered. Only the main thread can: in another one it does nothing."""

    def __init__(self) -> None:
        self.reason = ""
        """What came first, in words; empty as long as nothing did."""
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Interruption:
        if threading.current_thread() is threading.main_thread():
            for number in _SIGNALS:
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)  # None: not set from Python

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.reason = self.reason or _SIGNALS[signal.Signals(number)]
