"""Whether the backup of an exchange is as it should be, and whether that is news."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .backup_record import BackupRecord

NEVER, OVERDUE, FAILING, DRILL_OVERDUE, DRILL_FAILED = "never", "overdue", "failing", "drill overdue", "drill failed"
DRILL_GOOD = "everything agrees"
"""How a drill ends that restored an exchange whole."""


@dataclass(frozen=True)
class Limits:
    """How old a backup, and the last drill, may be; a drill of None is not asked for."""

    age: datetime.timedelta
    drill_age: datetime.timedelta | None = None


@dataclass(frozen=True)
class Health:
    """``problem`` is empty where all is well; ``what`` names it without numbers that change every night."""

    exchange: str
    record: BackupRecord
    age: datetime.timedelta | None
    drill_age: datetime.timedelta | None
    what: str
    problem: str

    @property
    def is_news(self) -> bool:
        """Whether it is another problem than the one that was reported last, or none any more."""
        return self.what != self.record.told

    def words(self) -> str:
        """A line for people."""
        size = f"{self.record.bytes / 1024:,.0f} KiB" if self.record.bytes else "-"
        drill = f"{_since(self.drill_age)}, {self.record.drill_result}" if self.drill_age is not None else "never"
        line = f"{self.exchange}: last backup {_since(self.age)}, {size}; last drill {drill}"
        return f"{line}: {self.problem}" if self.problem else line


def health_of(exchange: str, record: BackupRecord, limits: Limits, now: datetime.datetime) -> Health:
    """What a record means now."""
    age, drill_age = _age(record.succeeded, now), _age(record.drilled, now)
    what, problem = "", ""
    if record.failed_since:
        what = f"{FAILING}: {record.reason}"
        problem = f"fails since {record.failed_since[:16].replace('T', ' ')} UTC: {record.reason}"
    elif age is None:
        what, problem = NEVER, "it was never backed up"
    elif age > limits.age:
        what, problem = (
            OVERDUE,
            f"no backup for {_since(age).removesuffix(' ago')}, the limit is {_since(limits.age)[:-4]}",
        )
    elif record.drilled and record.drill_result != DRILL_GOOD:
        what, problem = f"{DRILL_FAILED}: {record.drill_result}", f"the last drill failed: {record.drill_result}"
    elif limits.drill_age is not None and (drill_age is None or drill_age > limits.drill_age):
        what, problem = DRILL_OVERDUE, "it was not shown lately that the backup restores (playbooks/drill.yml)"
    return Health(exchange, record, age, drill_age, what, problem)


def _age(moment: str, now: datetime.datetime) -> datetime.timedelta | None:
    try:
        return max(now - datetime.datetime.fromisoformat(moment), datetime.timedelta())
    except (ValueError, TypeError):
        return None


def _since(age: datetime.timedelta | None) -> str:
    if age is None:
        return "never"
    hours = age.total_seconds() / 3600
    if hours < 1:
        return f"{age.total_seconds() / 60:.0f} minutes ago"
    return f"{hours:.0f} hours ago" if hours < 72 else f"{hours / 24:.0f} days ago"
