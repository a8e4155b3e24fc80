"""Faults in how an answer is delivered: what the exchange does is right, what arrives is late, cut or noisy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.fault import ALARM_LINE, PAGER, Delivery, Fault, choice, is_on, whole_number

ALARM_EVERY_AFTER = 7
"""Bytes: inside the first row, or inside a status line."""


class Latency(Fault):
    """``latency=20``: each answer waits that many milliseconds."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Wait for ``value`` milliseconds."""
        self.seconds = whole_number("latency", value, 0) / 1000

    def shape(self, delivery: Delivery) -> None:
        """Pause."""
        delivery.pause = self.seconds


class EchoDelay(Fault):
    """``echo_delay=20``: the echo of a line comes that many milliseconds late, and the answer behind it.

    That is what a slow line does: echo and answers leave through one queue. ``echo_delay_after=12``: the echo comes
    after byte 12 of the answer instead (or after its prompt), as from a device that echoes beside its answers.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Hold the echo for ``value`` milliseconds."""
        self.seconds = whole_number("echo_delay", value, 0) / 1000
        self.after_byte = whole_number("echo_delay_after", options["after"], 0) if "after" in options else None

    def shape(self, delivery: Delivery) -> None:
        """Hold the echo."""
        delivery.echo_pause = self.seconds
        delivery.echo_after = self.after_byte


class Chunk(Fault):
    """``chunk=1``: nothing leaves in packets of more than that many bytes."""

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Send at most ``value`` bytes at once."""
        self.bytes = whole_number("chunk", value, 1)

    def piece(self) -> int | None:
        """Cut echo and prompts too."""
        return self.bytes


class Alarm(Fault):
    """``alarm=12``: an alarm line after byte 12 of the next answer, once; ``alarm=every``: in every answer.

    ``alarm_every=yes`` repeats a numbered one. Beyond the end of the answer it comes after the prompt.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Print an alarm after byte ``value``."""
        every = value == "every"
        self.after_byte = ALARM_EVERY_AFTER if every else whole_number("alarm", value, 0)
        self.every = every or is_on(options.get("every", False))
        self.line = str(options.get("text", ALARM_LINE))

    def shape(self, delivery: Delivery) -> None:
        """Put the line into the answer."""
        delivery.alarm_after = self.after_byte
        delivery.alarm_line = self.line
        self.spent = not self.every


class Pager(Fault):
    """``pager=20``: after each 20 rows ``-- MORE --`` is printed and a key awaited. ``pager_text``: another text.

    A space goes on, and the text is written over with spaces; any other key ends the listing without a status line.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Print pages of ``value`` rows."""
        self.rows = whole_number("pager", value, 1)
        self.text = str(options.get("text", PAGER))

    def shape(self, delivery: Delivery) -> None:
        """Print pages."""
        delivery.page = self.rows
        delivery.pager = self.text


class Truncated(Fault):
    """``truncated=5``: of a listing with more rows only the first five are printed.

    ``truncated_closing=count`` (default): the status line tells how many there are; ``recounted``: how many were
    printed, which nobody can tell from a shorter listing; ``none``: the prompt follows without one; ``silent``: nothing
    follows at all.
    """

    def __init__(self, value: Any, options: Mapping[str, Any]) -> None:
        """Print at most ``value`` rows."""
        self.rows = whole_number("truncated", value, 0)
        closings = ("count", "recounted", "none", "silent")
        self.closing = choice("truncated_closing", options.get("closing", "count"), closings)

    def shape(self, delivery: Delivery) -> None:
        """Cut."""
        delivery.rows = self.rows
        delivery.closing = self.closing
