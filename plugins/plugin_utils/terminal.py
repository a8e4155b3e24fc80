"""What is shown while a task works: progress that renews itself on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from ansible.utils.display import Display

ON_TERMINAL = sys.stdout.isatty()
"""Asked in the parent, at import: a worker is detached from the terminal and would always say no."""

REPORT_EVERY = 0.25 if ON_TERMINAL else 5.0
"""Seconds between two reports of progress."""

display = Display()


def report(line: str, finished: bool) -> None:
    """Progress: one line that renews itself on a terminal, plain lines elsewhere."""
    with suppress(OSError):  # Ansible may have gone, when this is the way back after Ctrl-C
        if ON_TERMINAL:
            display.display(f"\r\033[K{line}", screen_only=True, newline=finished)
        else:
            display.display(line)


def show(lines: Sequence[str]) -> None:
    """Print in one piece, so that exchanges worked on at the same time do not mix."""
    if not lines:
        return
    if ON_TERMINAL:
        display.display("\r\033[K", screen_only=True, newline=False)  # over another exchange's progress
    display.display("\n".join(lines))
