"""What an exchange may answer: rows and a status line, or a refusal with its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Codes and the words their texts begin with: docs/platforms/sv9100.md, "Answers".
REFUSALS = {
    1: "UNKNOWN COMMAND",
    2: "UNKNOWN ITEM",
    3: "INDEX OUT OF RANGE",
    4: "DATA OUT OF RANGE",
    5: "DATA FORMAT",
    6: "LEVEL",
    7: "NOT IN NUMBERING PLAN",
    8: "NUMBER IN USE",
    9: "NO SUCH EXTENSION",
    10: "PROTECTED",
    11: "READ ONLY",
    12: "INCOMPLETE",
    13: "AUDIO",
    14: "NO UPLOAD",
    15: "NO MESSAGE",
    16: "KEY NOT CLEARED",
    17: "STILL RINGS",
    18: "VIRTUAL OPERATOR",
    19: "MAILBOX NUMBER IN USE",
    20: "AREA",
    21: "RECEIVED DIGITS",
    90: "DISK FULL",
    91: "TOO MANY COMMANDS",
    99: "WRITES ARE FATAL",
}

UNKNOWN_COMMAND = 1
UNKNOWN_ITEM = 2
INDEX_OUT_OF_RANGE = 3
DATA_OUT_OF_RANGE = 4
DATA_FORMAT = 5
LEVEL = 6
NOT_IN_NUMBERING_PLAN = 7
NUMBER_IN_USE = 8
NO_SUCH_EXTENSION = 9
PROTECTED = 10
READ_ONLY = 11
INCOMPLETE = 12
AUDIO = 13
NO_UPLOAD = 14
NO_MESSAGE = 15
KEY_NOT_CLEARED = 16
STILL_RINGS = 17
VIRTUAL_OPERATOR = 18
MAILBOX_NUMBER_IN_USE = 19
AREA = 20
RECEIVED_DIGITS = 21
DISK_FULL = 90
TOO_MANY_COMMANDS = 91
WRITES_ARE_FATAL = 99


class Refused(Exception):
    """A command that the exchange refuses; nothing was changed."""

    def __init__(self, code: int, detail: str = "") -> None:
        """Refuse with ``code``; ``detail`` follows the text that belongs to the code."""
        self.code = code
        self.status = refusal_line(code, detail)
        super().__init__(self.status)


def refusal_line(code: int, detail: str = "") -> str:
    """Return the status line of a refusal: two digits, the text of the code, then the detail if there is one."""
    return f"REFUSED {code:02d} {REFUSALS[code]}" + (f" {detail}" if detail else "")


@dataclass(slots=True)
class Reply:
    """One answer: rows, then a status line.

    ``status`` is ``None`` for listings: the session counts the rows while it sends them and ends with
    ``OK ROWS n``. ``ends_session`` closes the session after the answer and leaves out the prompt.
    ``refusal`` is the code of a refusal, for the counters.
    """

    rows: Iterable[str] = ()
    status: str | None = None
    ends_session: bool = False
    refusal: int | None = None


def stored() -> Reply:
    """Return the answer to a write that was done."""
    return Reply(status="STORED")


def refused(refusal: Refused) -> Reply:
    """Return the answer that tells a refusal."""
    return Reply(status=refusal.status, refusal=refusal.code)
