"""Recorded sessions: what was said on the line, as JSON lines that a test can play again."""

from __future__ import annotations

import json
import os
import re


class Recorder:
    """Appends each exchange to `<directory>/<exchange>.jsonl`, readable by its owner only.

    The log-in is not recorded and secrets are masked; names and numbers of people are in it all the same.
    """

    def __init__(self, directory: str, exchange: str) -> None:
        directory = os.path.expanduser(directory)
        os.makedirs(directory, mode=0o700, exist_ok=True)
        safe_name = re.sub(r"[^A-Za-z0-9._-]", "_", exchange).lstrip(".") or "exchange"
        self.path = os.path.join(directory, safe_name + ".jsonl")
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        self._file = os.open(self.path, flags, 0o600)
        os.fchmod(self._file, 0o600)

    def __call__(self, command: str, answer: bytes) -> None:
        """Write one exchange; the hook of a session."""
        line = json.dumps({"command": command, "answer": answer.decode("latin-1")}, sort_keys=True)
        os.write(self._file, line.encode("ascii") + b"\n")

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
