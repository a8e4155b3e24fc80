"""No room, or no leave to write: nothing is committed, and the next run works.

Root is stopped by no file mode, so a limit on the size of files stands for the full disk: git meets it in the middle of
what it writes, as it would meet the end of the disk.
"""

from __future__ import annotations

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from tests.unit.archive.archives import backup, git, is_whole, open_when_free, python

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
