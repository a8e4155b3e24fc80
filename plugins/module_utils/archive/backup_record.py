"""When the backup of an exchange last succeeded or failed, and its last drill: what has no place in a commit.

A night without a change makes no commit, and yet was a backup. The record lies beside the exchange's journals.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ..engine.whole_files import replace_file

FILE = "backup.json"


@dataclass(frozen=True)
class BackupRecord:
    """Times are ISO, in UTC; empty for never.

    ``failed_since`` is the first failure since the last success. ``told`` is what was last reported as news.
    """

    succeeded: str = ""
    attempted: str = ""
    failed_since: str = ""
    reason: str = ""
    commit: str = ""
    bytes: int = 0
    drilled: str = ""
    drill_result: str = ""
    drill_seconds: float = 0.0
    drill_commit: str = ""
    told: str = ""

    def success(self, now: str, commit: str, size: int) -> BackupRecord:
        """The record after a backup."""
        return replace(
            self, succeeded=now, attempted=now, failed_since="", reason="", commit=commit or self.commit, bytes=size
        )

    def failure(self, now: str, reason: str) -> BackupRecord:
        """The record after a backup that failed."""
        return replace(self, attempted=now, failed_since=self.failed_since or now, reason=reason)

    def drill(self, now: str, result: str, seconds: float, commit: str = "") -> BackupRecord:
        """The record after a drill of the backup at a commit; of none where no backup was found."""
        return replace(self, drilled=now, drill_result=result, drill_seconds=round(seconds, 1), drill_commit=commit)


def read_record(folder: Path) -> BackupRecord:
    """The record in an exchange's folder; an empty one where there is none, or none that can be read."""
    try:
        document: Any = json.loads((folder / FILE).read_text(encoding="utf-8"))
        known = {name: document[name] for name in asdict(BackupRecord()) if name in document}
        return BackupRecord(**known)
    except (OSError, ValueError, TypeError, RecursionError):
        return BackupRecord()


def write_record(folder: Path, record: BackupRecord) -> None:
    """Replace the record. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(folder / FILE, (json.dumps(asdict(record), indent=1, sort_keys=True) + "\n").encode())
