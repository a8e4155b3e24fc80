"""No room, or no leave to write: nothing is committed, and the next run works.

Root is stopped by no file mode, so a limit on the size of files stands for the full disk: git meets it in the middle of
what it writes, as it would meet the end of the disk. Where a disk can be mounted there is a real one, too.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from tests.small_disk import PAGE, PLENTY, SmallDisk, small_disk
from tests.unit.archive.archives import ROOT, backup, git, is_whole, open_when_free, python

WRITE = """
import os, resource, sys
from pathlib import Path
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveError, Commit
archive = Archive.open(Path(sys.argv[1]))
size, limit = int(sys.argv[2]), int(sys.argv[3])
commit = Commit({"oslo/dump": os.urandom(size)} if size else {"oslo/zeros": bytes(-limit * 4)}, "Backup", "Ola")
resource.setrlimit(resource.RLIMIT_FSIZE, (abs(limit), abs(limit)))
try:
    print(archive.write([commit]))
except ArchiveError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("size", "limit", "said"),
    [
        (400_000, 100_000, "archive was not written: a file would become larger than this process may write"),
        (5_000, 1_000, "Nothing was committed"),
        (5_000, 1, "a file would become larger"),  # not even git's index
    ],
)
def test_no_room_for_the_commit(archive: Archive, size: int, limit: int, said: str) -> None:
    head = archive.head
    output, complaint = python(WRITE, archive.path, size, limit).communicate()
    assert said in output, complaint
    again = open_when_free(archive.path)
    assert again.head == head
    assert is_whole(again)
    assert [name.name for name in (again.path / ".git").glob("fast_import_crash*")] == []
    assert again.write([backup({"oslo/dump": b"small"})])
    assert is_whole(again)


def test_room_for_the_commit_and_not_for_the_files(archive: Archive) -> None:
    """Many zeros are small in git and large beside it."""
    head = archive.head
    output, complaint = python(WRITE, archive.path, 0, -200_000).communicate()
    assert "the backup is committed, but the files in" in output, complaint
    assert "a file would become larger" in output
    again = open_when_free(archive.path)
    assert again.head != head
    assert (again.path / "oslo" / "zeros").read_bytes() == bytes(800_000)
    assert is_whole(again)
    assert git(again.path, "fsck") == ""


WRITE_HERE = """
import random, sys
from pathlib import Path
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveError, Commit
generator = random.Random(sys.argv[2])
files = {"oslo/dump": generator.randbytes(5_000), "oslo/zeros": bytes(8_000), f"oslo/{sys.argv[2]}": b"", "site": b"1"}
try:
    Archive.open(Path(sys.argv[1])).write([Commit(files, "Backup", "Ola")])
    print("written")
except ArchiveError as error:
    print(error)
"""


def write(disk: SmallDisk, name: str) -> str:
    """What a process says that makes a backup on the disk."""
    done = disk.run("env", f"PYTHONPATH={ROOT / '.collections'}", sys.executable, "-c", WRITE_HERE, disk.path, name)
    return done.stdout.strip()


def head(disk: SmallDisk) -> str:
    """The newest commit; empty where there is none."""
    return disk.run("git", "-C", disk.path, "rev-parse", "--quiet", "--verify", "main", check=False).stdout


def left_over(disk: SmallDisk) -> list[str]:
    """What git has begun and nobody will ever finish."""
    names = ("(", "-name", "tmp_*", "-o", "-name", "*.keep", "-o", "-name", "*.lock", ")", "!", "-name", "sentral.lock")
    return disk.run("find", disk.path, *names).stdout.split()


def with_room(folder: Path, room: int, backups: int) -> str:
    """A backup on a disk with so much room left, and every rule that holds when it is not enough; what was said."""
    with small_disk(folder) as disk:
        for number in range(backups):
            assert write(disk, f"before-{number}") == "written"
        before = head(disk)
        disk.leave(room)
        said = write(disk, "too-much")
        if said == "written":
            return said
        assert "the disk is full" in said
        assert ("the backup is committed, but the files" in said) == (head(disk) != before)
        assert ("Nothing was committed" in said or "cannot be made" in said) == (head(disk) == before)
        assert left_over(disk) == []
        reached = head(disk)
        if reached:
            disk.git("fsck", "--strict")
        assert "the disk is full" in write(disk, "too-much"), "a second night without room"
        disk.resize(PLENTY)
        assert write(disk, "enough") == "written"
        assert disk.git("status", "--porcelain") == disk.git("for-each-ref", "refs/sentral") == ""
        assert not reached or disk.git("merge-base", "--is-ancestor", reached.strip(), "main") == ""
        disk.git("fsck", "--strict")
        return said


@pytest.mark.parametrize("backups", [0, 1])
def test_a_real_disk_may_be_full_at_any_page(tmp_path: Path, backups: int) -> None:
    """Page by page more room, from none to enough: so each of git's writes is once the one that does not fit."""
    said: list[str] = []
    while "written" not in said:
        room = (len(said) + 1) * PAGE
        said.append(with_room(tmp_path / str(room), room, backups))
    assert len(said) > 5
    assert any("the backup is committed" in sentence for sentence in said)
