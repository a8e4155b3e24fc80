"""Bytes as they arrive, without the alarm lines between them.

An exchange prints an alarm line whenever it likes: inside a row, inside the echo, after the prompt. The buffer
takes it out together with both its line ends, which restores what stood around it. Every byte is looked at
once, however small the chunks are.
"""

from __future__ import annotations

from .profile import SessionProfile


class LineBuffer:
    """Collects an answer. Ask `ends_with` after each chunk; `take` what has been collected."""

    def __init__(self, profile: SessionProfile) -> None:
        encoding = profile.encoding.value
        self._line_end = profile.line_end.value.encode(encoding)
        self._alarm_start = self._line_end + profile.alarm_start.value.encode(encoding)
        self._bytes = bytearray()
        self._searched = 0
        """No alarm starts before this place."""
        self._alarm_at: int | None = None
        """Where an alarm starts whose end has not come yet."""
        self.alarms: list[str] = []
        """The alarm lines that were taken out, in order."""
        self.keep_raw = False
        """Whether the bytes are also kept as they came, for a recording."""
        self._raw = bytearray()

    def __len__(self) -> int:
        """How many bytes were collected, without those of an alarm line that is still arriving."""
        return len(self._bytes) if self._alarm_at is None else self._alarm_at

    def feed(self, chunk: bytes) -> None:
        """Add what has arrived and take out the alarm lines that are complete."""
        self._bytes += chunk
        if self.keep_raw:
            self._raw += chunk
        while (start := self._find_alarm()) is not None and self._remove_alarm(start):
            pass

    def ends_with(self, *tails: bytes) -> bytes | None:
        """The first of `tails` that the collected bytes end with. An alarm line still arriving is no end."""
        if self._alarm_at is not None:
            return None
        for tail in tails:
            if self._bytes.endswith(tail):
                return tail
        return None

    def last_line(self) -> bytes:
        """The last line, or what has come of it, without its end."""
        end = len(self._bytes) - (len(self._line_end) if self._bytes.endswith(self._line_end) else 0)
        start = self._bytes.rfind(self._line_end, 0, end)
        return bytes(self._bytes[start + len(self._line_end) if start >= 0 else 0 : end])

    def forget(self, tail: bytes) -> None:
        """Take `tail`, which the collected bytes end with, out of them."""
        del self._bytes[len(self._bytes) - len(tail) :]
        self._searched = min(self._searched, max(0, len(self._bytes) - len(self._alarm_start) + 1))

    def take(self, without: bytes = b"") -> bytes:
        """Everything collected, less `without` at its end; the buffer starts anew."""
        collected = bytes(self._bytes[: len(self._bytes) - len(without)])
        self._bytes.clear()
        self._searched = 0
        return collected

    def take_raw(self) -> bytes:
        """Everything as it came since the last time, when `keep_raw` is set."""
        raw = bytes(self._raw)
        self._raw.clear()
        return raw

    def peek(self) -> bytes:
        """Everything collected; the buffer keeps it."""
        return bytes(self._bytes)

    def _find_alarm(self) -> int | None:
        """Where an alarm line starts in what has not been searched yet."""
        if self._alarm_at is None:
            found = self._bytes.find(self._alarm_start, self._searched)
            if found < 0:
                # The last bytes may be the first half of a start.
                self._searched = max(self._searched, len(self._bytes) - len(self._alarm_start) + 1)
                return None
            self._alarm_at = self._searched = found
        return self._alarm_at

    def _remove_alarm(self, start: int) -> bool:
        """Take out the alarm line at `start` if its end has come."""
        begin = start + len(self._line_end)
        end = self._bytes.find(self._line_end, begin)
        if end < 0:
            return False
        self.alarms.append(self._bytes[begin:end].decode("ascii", "backslashreplace"))
        del self._bytes[start : end + len(self._line_end)]
        # What stood on both sides now meets; it has been searched up to here, less half a start.
        self._searched = max(0, start - len(self._alarm_start) + 1)
        self._alarm_at = None
        return True
