"""Drills in the archive: what stands in their files, which one counts, and that two controllers lose nothing."""

from __future__ import annotations

import fcntl
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_health import DRILL_GOOD
from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_record import BackupRecord
from ansible_collections.sentral.nec.plugins.module_utils.archive.commit_messages import message_of_drills
from ansible_collections.sentral.nec.plugins.module_utils.archive.drills import (
    Drill,
    archived_drills,
    with_newest_drill,
)
from ansible_collections.sentral.nec.plugins.module_utils.archive.history import history
from ansible_collections.sentral.nec.plugins.module_utils.archive.pushing import push
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveError
from ansible_collections.sentral.nec.plugins.module_utils.archive.shared_folders import problem_of_name
from tests.unit.archive.archives import backup, bare, clone, git, is_whole

EARLIER, LATER = "2026-11-01T04:00:00+00:00", "2026-12-01T04:00:00+00:00"
GOOD = Drill("oslo", "4f0c", EARLIER, 9.3, DRILL_GOOD, "kari")
BAD = Drill("oslo", "", LATER, 0.1, "it cannot be decrypted", "per")


def drilled(archive: Archive, *drills: Drill) -> None:
    """All drills of a run, in one commit."""
    archive.write([backup({drill.path: drill.to_bytes() for drill in drills}, message_of_drills(drills, "", ""))])


def test_a_drill_is_sorted_and_one_fact_a_line() -> None:
    assert GOOD.to_bytes().decode() == (
        '{\n "commit": "4f0c",\n "exchange": "oslo",\n "operator": "kari",\n "result": "everything agrees",\n'
        ' "seconds": 9.3,\n "time": "2026-11-01T04:00:00+00:00"\n}\n'
    )
    assert Drill.from_bytes(GOOD.to_bytes(), "oslo") == GOOD


@pytest.mark.parametrize(
    "damage",
    [
        {"time": "yesterday"},
        {"time": "2026-11-01T04:00:00"},
        {"seconds": "9.3"},
        {"seconds": float("nan")},
        {"seconds": 10**400},
        {"seconds": True},
        {"result": ""},
        {"result": "\x1b[2Jeverything agrees"},
        {"operator": None},
        {"exchange": "bergen"},
    ],
)
def test_a_file_that_cannot_be_a_drill_is_none(damage: dict[str, object]) -> None:
    document = {**json.loads(GOOD.to_bytes()), **damage}
    assert Drill.from_bytes(json.dumps(document).encode(), "oslo") is None


@given(
    st.one_of(st.binary(max_size=60), st.integers(0, len(GOOD.to_bytes()) - 3).map(lambda end: GOOD.to_bytes()[:end]))
)
def test_what_is_no_drill_is_none(content: bytes) -> None:
    assert Drill.from_bytes(content, "oslo") is None


def test_what_a_newer_sentral_adds_does_no_harm() -> None:
    document = {**json.loads(GOOD.to_bytes()), "weather": "rain"}
    assert Drill.from_bytes(json.dumps(document).encode(), "oslo") == GOOD


def test_a_record_becomes_a_drill_in_one_line() -> None:
    record = BackupRecord().drill(LATER, "it does not fit:\n  slot 1\x07", 1.26, "4f0c")
    assert Drill.of_record("oslo", record, "kari") == Drill(
        "oslo", "4f0c", LATER, 1.3, "it does not fit: slot 1", "kari"
    )


@pytest.mark.parametrize("record", [BackupRecord(), BackupRecord(drilled="nonsense", drill_result="x")])
def test_without_a_drill_there_is_nothing_to_archive(record: BackupRecord) -> None:
    assert Drill.of_record("oslo", record, "kari") is None


def test_the_newest_drill_counts_wherever_it_was_made() -> None:
    here = BackupRecord().success(EARLIER, "1", 5).drill(EARLIER, "2 items differ", 3, "1")
    merged = with_newest_drill("oslo", here, replace(GOOD, time=LATER))
    assert (merged.drilled, merged.drill_result, merged.drill_seconds, merged.drill_commit) == (
        *(LATER, DRILL_GOOD, 9.3, "4f0c"),
    )
    assert merged.succeeded == EARLIER
    assert with_newest_drill("oslo", replace(here, drilled="2027-01-01T00:00:00+00:00"), BAD).drill_commit == "1"
    assert with_newest_drill("oslo", here, GOOD) == here, "the same time: what this controller knows"
    assert with_newest_drill("oslo", here, None) == here
    assert with_newest_drill("oslo", BackupRecord(), GOOD).drilled == EARLIER
    elsewhere = replace(GOOD, time="2026-11-01T05:30:00+02:00")
    assert with_newest_drill("oslo", here, elsewhere) == here, "times are compared, not texts"


def test_the_message_counts_and_names_every_exchange_in_its_order() -> None:
    drills = [GOOD, replace(GOOD, exchange="bodo"), replace(BAD, exchange="bergen"), replace(GOOD, exchange="asker")]
    assert message_of_drills(drills, "kari", "4711") == (
        "Drill: 3 exchanges restore, 1 does not\n\n"
        "oslo: restores, 9.3 s\nbodo: restores, 9.3 s\nbergen: it cannot be decrypted\nasker: restores, 9.3 s\n\n"
        "Operator: kari\nRequest: 4711\n"
    )


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        (1, 0, "1 exchange restores"),
        (2, 2, "2 exchanges restore, 2 do not"),
        (1, 1, "1 exchange restores, 1 does not"),
        (0, 1, "1 exchange does not restore"),
        (0, 2, "2 exchanges do not restore"),
    ],
)
def test_the_message_counts_well(good: int, bad: int, said: str) -> None:
    assert message_of_drills([GOOD] * good + [BAD] * bad, "", "").partition("\n")[0] == f"Drill: {said}"


def test_drills_are_read_as_committed_whatever_somebody_is_doing(archive: Archive) -> None:
    drilled(archive, GOOD, replace(BAD, exchange="bergen"))
    archive.write([backup({"drills/asker.json": b"{"})])
    (archive.path / GOOD.path).write_text("mine")
    git(archive.path, "checkout", "--quiet", "--orphan", "other")
    with open(archive.path / ".git" / "sentral.lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # as another process would
        found = archived_drills(Archive.to_read(archive.path), ["oslo", "asker", "bergen", "nowhere"])
    assert list(found) == ["oslo", "bergen"]
    assert found["oslo"] == GOOD


def test_where_there_is_no_archive_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive at"):
        Archive.to_read(tmp_path / "archive")
    assert not (tmp_path / "archive").exists()


def test_an_archive_without_a_commit_holds_no_drill(tmp_path: Path) -> None:
    Archive.open(tmp_path / "archive")
    assert archived_drills(Archive.to_read(tmp_path / "archive"), ["oslo"]) == {}


def test_two_controllers_push_drills_and_backups_and_lose_nothing(tmp_path: Path, archive: Archive) -> None:
    remote = bare(tmp_path / "remote.git")
    git(archive.path, "remote", "add", "origin", str(remote))
    drilled(archive, GOOD, replace(GOOD, exchange="bergen"), replace(GOOD, exchange="asker"))
    push(archive)
    other = clone(remote, tmp_path / "other")
    other.write([backup({"oslo/site.yml": b"newer\n", "oslo/items": b"newer"}, "Newer backup")])
    drilled(other, replace(GOOD, exchange="bergen", operator="theirs"))
    drilled(other, replace(GOOD, exchange="tromso"))
    push(other)
    drilled(archive, replace(BAD, operator="ours"))
    archive.write([backup({"bergen/site.yml": b"ours\n", "audio/1.wav": b"1"}, "Our backup")])
    assert push(archive) == "2 commits pushed to origin, on top of 3 commits of others"
    push(other)
    for controller in (archive, other):
        drills = archived_drills(controller, ["oslo", "bergen", "asker", "tromso"])
        assert {name: drill.operator for name, drill in drills.items()} == {
            "oslo": "ours",
            "bergen": "theirs",
            "asker": "kari",
            "tromso": "kari",
        }
        assert controller.read("oslo/site.yml") == b"newer\n", "a drill brings no older backup"
        assert controller.read("bergen/site.yml") == b"ours\n"
        assert is_whole(controller)
    assert archive.head == other.head
    assert len(history(archive, "drills")) == 4


def test_drills_of_one_exchange_stand_in_the_history_in_the_order_of_the_pushes(
    tmp_path: Path, archive: Archive
) -> None:
    remote = bare(tmp_path / "remote.git")
    git(archive.path, "remote", "add", "origin", str(remote))
    push(archive)
    other = clone(remote, tmp_path / "other")
    drilled(other, GOOD)
    push(other)
    drilled(archive, BAD)
    push(archive)
    assert [one.subject for one in history(archive, "drills")] == [
        "Drill: 1 exchange does not restore",
        "Drill: 1 exchange restores",
    ]
    assert archived_drills(archive, ["oslo"]) == {"oslo": BAD}
    git(archive.path, "rm", "--quiet", BAD.path)
    git(archive.path, "commit", "--quiet", "-m", "By hand")
    drilled(other, replace(GOOD, exchange="bergen"))
    push(other)
    push(archive)
    assert archived_drills(archive, ["oslo", "bergen"]).keys() == {"oslo", "bergen"}, "nothing goes from there"


@pytest.mark.parametrize("name", ["drills", "audio", "Drills"])
def test_an_exchange_cannot_be_called_as_a_shared_folder(name: str) -> None:
    assert problem_of_name(name).startswith(f"{name}: an exchange cannot have this name, because the archive keeps")


def test_an_exchange_may_be_called_nearly_so(tmp_path: Path, archive: Archive) -> None:
    """Its folder is replaced as a whole, like that of any other."""
    assert not problem_of_name("audiohuset")
    remote = bare(tmp_path / "remote.git")
    git(archive.path, "remote", "add", "origin", str(remote))
    push(archive)
    other = clone(remote, tmp_path / "other")
    other.write([backup({"audiohuset/site.yml": b"theirs", "audiohuset/theirs": b"1"})])
    push(other)
    archive.write([backup({"audiohuset/site.yml": b"ours"})])
    push(archive)
    assert archive.read("audiohuset/site.yml") == b"ours"
    assert list(archive.listing("audiohuset")) == ["audiohuset/site.yml"]
