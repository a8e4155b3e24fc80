"""The last drill of each exchange, as all controllers see it: a small file each in the archive.

They are not in the exchange's own folder. That one is replaced as a whole where two controllers have committed, and a
drill must never put an older backup on top of a newer one.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from .backup_health import DRILL_GOOD
from .backup_record import BackupRecord
from .repository import Archive
from .shared_folders import DRILLS


@dataclass(frozen=True)
class Drill:
    """What a drill came to. ``commit`` is the one whose backup was tried, empty where none was found."""

    exchange: str
    commit: str
    time: str
    seconds: float
    result: str
    operator: str

    @property
    def restored(self) -> bool:
        """Whether everything came back."""
        return self.result == DRILL_GOOD

    @property
    def path(self) -> str:
        """Where it is in the archive."""
        return drill_path(self.exchange)

    def is_newer_than(self, other: Drill | None) -> bool:
        """Whether it was made later than another one; where there is no other, it is the newest."""
        return other is None or _moment(self.time) > _moment(other.time)

    def to_bytes(self) -> bytes:
        """As JSON, sorted, one fact a line."""
        return (json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes, exchange: str) -> Drill | None:
        """The drill in a file; None where the file is damaged, or is that of another exchange."""
        try:
            document = json.loads(content)
            return _sound(document) if document["exchange"] == exchange else None
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    @classmethod
    def of_record(cls, exchange: str, record: BackupRecord, operator: str) -> Drill | None:
        """The last drill that this controller made; None where it made none."""
        result, operator = _in_one_line(record.drill_result), _in_one_line(operator)
        facts = {"exchange": exchange, "commit": record.drill_commit, "time": record.drilled, "result": result}
        return _sound({**facts, "seconds": record.drill_seconds, "operator": operator})


def drill_path(exchange: str) -> str:
    """Where the last drill of an exchange is, from the archive's root."""
    return f"{DRILLS}/{exchange}.json"


def archived_drills(archive: Archive, exchanges: Iterable[str]) -> dict[str, Drill]:
    """The last drill of each exchange that has one in the archive, as committed; all are read at once."""
    commit = archive.head
    if not commit:
        return {}
    paths = {exchange: drill_path(exchange) for exchange in exchanges}
    found = archive.read_many(paths.values(), commit)
    drills = {name: Drill.from_bytes(found[path], name) for name, path in paths.items() if path in found}
    return {name: drill for name, drill in drills.items() if drill is not None}


def with_newest_drill(exchange: str, record: BackupRecord, archived: Drill | None) -> BackupRecord:
    """The record of this controller, with the archive's drill where that one is newer."""
    own = Drill.of_record(exchange, record, "")
    if archived is None or not archived.is_newer_than(own):
        return record
    return replace(
        record,
        drilled=archived.time,
        drill_result=archived.result,
        drill_seconds=archived.seconds,
        drill_commit=archived.commit,
    )


def _sound(facts: Mapping[str, Any]) -> Drill | None:
    """The drill, unless a fact is missing or cannot be one: the archive is written by others, too."""
    texts = {name: facts.get(name) for name in ("exchange", "commit", "time", "result", "operator")}
    seconds = facts.get("seconds")
    if not all(isinstance(text, str) and text.isprintable() for text in texts.values()) or not texts["result"]:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        return None
    try:
        usable = math.isfinite(seconds) and _moment(str(texts["time"])).tzinfo is not None
    except (ValueError, OverflowError):
        return None
    return Drill(**{name: str(text) for name, text in texts.items()}, seconds=float(seconds)) if usable else None


def _moment(time: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(time)


def _in_one_line(text: Any) -> Any:
    """A text without line ends and control characters, for a file that people and terminals show."""
    if not isinstance(text, str):
        return text
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
