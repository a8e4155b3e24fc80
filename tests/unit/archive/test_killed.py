"""A process that is killed leaves the archive with all of its commits or none, and the next opening mends the rest."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveBusy, ArchiveError
from tests.unit.archive.archives import backup, git, is_whole, open_when_free, python

WRITE = """
import sys
from pathlib import Path
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, Commit
archive = Archive.open(Path(sys.argv[1]))
files = {"oslo/site.yml": b"new\\n" * 50_000, "oslo/old": None, "oslo/added/x": b"added\\n", "tromsø/a b": b"1"}
archive.write([Commit(files, "Backup", "Ola"), Commit({"bergen/site.yml": b"newer\\n"}, "More", "Ola")])
"""
HOLD = """
import sys
from pathlib import Path
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
with Archive.open(Path(sys.argv[1])).exclusive():
    print("held", flush=True)
    sys.stdin.read()
"""
# A git that kills whoever started it, before or after it has done what it was asked.
GIT = """#!/bin/sh
case " $* " in *" {command} "*)
    {before}
    "{git}" "$@"
    {after}
    kill -9 $PPID; exit 1;;
esac
exec "{git}" "$@"
"""


def kill_at(tmp_path: Path, archive: Archive, command: str, before: str = "", after: str = "") -> None:
    """Let a process write, and kill it at its first git command of that kind."""
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    wrapper.write_text(GIT.format(command=command, git=shutil.which("git"), before=before, after=after))
    wrapper.chmod(0o755)
    process = python(WRITE, archive.path, PATH=f"{wrapper.parent}:/usr/bin:/bin")
    _output, complaint = process.communicate()
    assert process.returncode == -signal.SIGKILL, complaint


BEFORE_IT = "kill -9 $PPID; exit 1"


@pytest.fixture(params=["has commits", "is empty"])
def begun(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    archive = Archive.open(tmp_path / "archive")
    if request.param == "has commits":
        archive.write(
            [backup({"oslo/site.yml": b"old\n", "oslo/old": b"1", "bergen/site.yml": b"b", "oslo/kept": b"k"})]
        )
    return archive


@pytest.mark.parametrize("before", [BEFORE_IT, ""])
@pytest.mark.parametrize(("command", "complete"), [("fast-import", False), ("update-ref", None), ("read-tree", True)])
def test_killed_at_each_step(tmp_path: Path, begun: Archive, command: str, complete: bool | None, before: str) -> None:
    head = begun.head
    kill_at(tmp_path, begun, command, before)
    again = open_when_free(begun.path)
    assert (again.head != head) == (complete if complete is not None else not before)
    assert is_whole(again)
    again.write([backup({"oslo/after": b"1"})])
    assert is_whole(again)


@pytest.mark.parametrize(
    "half_done",
    [
        "printf new > oslo/site.yml",
        ": > oslo/site.yml; rm -rf oslo/added",
        "rm -f oslo/site.yml 'tromsø/a b'",
        "rm -rf bergen; touch oslo/site.yml",
    ],
)
def test_killed_while_files_are_written(tmp_path: Path, begun: Archive, half_done: str) -> None:
    """Git has written some files, and one of them not to its end; the index that says so is lost."""
    kill_at(tmp_path, begun, "read-tree", after=f"cd {begun.path}; {half_done}")
    again = open_when_free(begun.path)
    assert again.read("bergen/site.yml") == b"newer\n"
    assert is_whole(again)


def test_killed_and_then_changed_by_a_person(tmp_path: Path, archive: Archive) -> None:
    kill_at(tmp_path, archive, "read-tree", BEFORE_IT)
    (archive.path / "bergen" / "site.yml").write_text("mine\n")
    (archive.path / "unknown").write_text("mine too\n")
    with pytest.raises(ArchiveError, match=r"bergen/site.yml .* was changed by somebody since"):
        open_when_free(archive.path)
    assert (archive.path / "bergen" / "site.yml").read_text() == "mine\n"
    (archive.path / "bergen" / "site.yml").unlink()
    with pytest.raises(ArchiveError, match=r"files that git does not know \(unknown\)"):
        Archive.open(archive.path)
    assert (archive.path / "unknown").read_text() == "mine too\n"
    assert (archive.path / "bergen" / "site.yml").read_text() == "newer\n"


def test_killed_and_then_committed_by_a_person(tmp_path: Path, archive: Archive) -> None:
    kill_at(tmp_path, archive, "fast-import")
    git(archive.path, "commit", "--quiet", "--allow-empty", "-m", "Mine")
    again = open_when_free(archive.path)
    assert git(again.path, "log", "-1", "--format=%s") == "Mine\n"
    assert is_whole(again)


def test_one_process_writes_and_others_read(archive: Archive) -> None:
    with python(HOLD, archive.path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            other = Archive.open(archive.path)
            assert other.read("oslo/site.yml") == b"users: []\n"
            busy = rf"another backup is writing to the archive .* \(process {process.pid}, since 20"
            with pytest.raises(ArchiveBusy, match=busy):
                other.write([backup({"oslo/a": b"1"})])
        finally:
            process.kill()
    other.write([backup({"oslo/a": b"1"})])
    assert is_whole(other)


def test_lock_is_given_back_after_an_error(archive: Archive) -> None:
    with pytest.raises(ZeroDivisionError), archive.exclusive():
        raise ZeroDivisionError
    with archive.exclusive():
        archive.write([backup({"oslo/a": b"1"})])
    assert is_whole(archive)


def test_exclusive_looks_again(archive: Archive) -> None:
    (archive.path / "oslo" / "site.yml").write_text("mine\n")
    with pytest.raises(ArchiveError, match="changes that are not committed"), archive.exclusive():
        pass
    with pytest.raises(ArchiveError, match="changes that are not committed"):
        archive.write([backup({"bergen/site.yml": b"1"})])
