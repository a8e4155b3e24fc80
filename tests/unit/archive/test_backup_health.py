"""When a backup is not well, and when that is news."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_health import DRILL_GOOD, Limits, health_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_record import (
    FILE,
    BackupRecord,
    read_record,
    write_record,
)

NOW = datetime.datetime(2026, 11, 26, 7, 0, tzinfo=datetime.UTC)
LIMITS = Limits(datetime.timedelta(hours=36), datetime.timedelta(days=40))
NIGHT = "2026-11-26T02:00:00+00:00"
WELL = BackupRecord().success(NIGHT, "4f0c", 24187).drill("2026-11-01T04:00:00+00:00", DRILL_GOOD, 1.6)


def test_a_backup_of_last_night_that_is_known_to_restore_is_well() -> None:
    health = health_of("oslo", WELL, LIMITS, NOW)
    assert (health.problem, health.is_news) == ("", False)
    assert health.words() == "oslo: last backup 5 hours ago, 24 KiB; last drill 25 days ago, everything agrees"


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        (BackupRecord(), "it was never backed up"),
        (replace(WELL, succeeded="2026-11-22T02:00:00+00:00"), "no backup for 4 days, the limit is 36 hours"),
        (WELL.failure(NIGHT, "it does not answer"), "fails since 2026-11-26 02:00 UTC: it does not answer"),
        (replace(WELL, drilled=""), "it was not shown lately that the backup restores (playbooks/drill.yml)"),
        (WELL.drill(NIGHT, "2 items differ", 3), "the last drill failed: 2 items differ"),
        (replace(WELL, succeeded="nonsense"), "it was never backed up"),
    ],
)
def test_what_is_not_well_is_said(record: BackupRecord, problem: str) -> None:
    assert health_of("oslo", record, LIMITS, NOW).problem == problem


def test_no_drill_is_asked_for_unless_a_limit_is_set() -> None:
    assert not health_of("oslo", replace(WELL, drilled=""), Limits(LIMITS.age), NOW).problem


def test_the_same_failure_is_news_once_and_another_one_again() -> None:
    record = WELL.failure(NIGHT, "it does not answer")
    first = health_of("oslo", record, LIMITS, NOW)
    assert first.is_news
    told = replace(record, told=first.what).failure("2026-11-27T02:00:00+00:00", "it does not answer")
    assert not health_of("oslo", told, LIMITS, NOW).is_news
    assert told.failed_since == NIGHT
    assert health_of("oslo", told.failure(NIGHT, "wrong password"), LIMITS, NOW).is_news
    recovered = health_of("oslo", told.success(NIGHT, "", 1), LIMITS, NOW)
    assert (recovered.problem, recovered.is_news) == ("", True)


def test_a_record_is_kept_and_what_is_none_is_an_empty_one(tmp_path: Path) -> None:
    write_record(tmp_path / "oslo", WELL)
    assert read_record(tmp_path / "oslo") == WELL
    assert read_record(tmp_path / "bergen") == BackupRecord()
    for nonsense in ("{", "[]", '"x"', '{"succeeded": 1, "newer": 2}'):
        (tmp_path / "oslo" / FILE).write_text(nonsense)
        assert isinstance(health_of("oslo", read_record(tmp_path / "oslo"), LIMITS, NOW).problem, str)
