"""What is written is what is read, and nothing else happens."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.history import history
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveError
from tests.unit.archive.archives import backup, git, is_whole, run_git

EVERY_BYTE = bytes(range(256)) + b"\r\n\n\r$Id$\n"


def test_bytes_and_names_come_back(archive: Archive) -> None:
    files = {"Trøndelag øst/å \"b\" 'c'.yml": EVERY_BYTE, "oslo/empty": b"", "oslo/-q": b"x", " a /  ": b"no end"}
    made = archive.write([backup(files)])
    assert made == [archive.head]
    assert archive.read_many([*files, "oslo/none", "oslo"]) == files
    assert is_whole(archive)


def test_commits_come_in_order_with_their_authors_and_time(archive: Archive) -> None:
    when = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    made = archive.write(
        [
            backup({"oslo/a": b"1"}, "Found\n\nIt was changed.\n", "Kari <kari@example.com>"),
            backup({"oslo/a": b"2", "oslo/b": b"3"}, "Written", "Åse Ødegård"),
        ],
        when=when,
    )
    newest, before = history(archive, most=2)
    assert [before.id, newest.id] == made
    assert (before.author, before.body, newest.author, newest.time) == ("Kari", "It was changed.", "Åse Ødegård", when)
    shown = git(archive.path, "log", "-1", "--format=%ae %cn %ce %ai %ci", made[0])
    assert shown.startswith("kari@example.com Sentral sentral@")
    assert shown.count("2026-11-20 12:00:00 +0100") == 2
    assert git(archive.path, "log", "-1", "--format=%ae").startswith("ÅseØdegård@")
    assert archive.read("oslo/a", made[0]) == b"1"


@pytest.mark.parametrize("author", ["", "  ", "<>", "a\nb <x", "Kari <a b>", "\ud800", "x <y> z", "."])
def test_no_author_spoils_a_commit(archive: Archive, author: str) -> None:
    archive.write([backup({"oslo/a": b"1"}, author=author)])
    assert git(archive.path, "log", "-1", "--format=%an%ae").strip()
    assert run_git(archive.path, "fsck", "--strict").stderr == ""


def test_nothing_new_is_no_commit(archive: Archive) -> None:
    head = archive.head
    assert archive.write([]) == []
    assert archive.write([backup({"oslo/site.yml": b"users: []\n", "oslo/never": None})]) == []
    assert archive.head == head
    both = archive.write([backup({"oslo/a": b"1"}), backup({"oslo/a": b"1"}), backup({"oslo/a": None})])
    assert len(both) == 2  # the second changes nothing
    assert is_whole(archive)


def test_unchanged_files_are_not_in_the_commit(archive: Archive) -> None:
    archive.write([backup({"oslo/site.yml": b"users: []\n", "oslo/a": b"1"})])
    assert git(archive.path, "show", "--format=", "--name-only").split() == ["oslo/a"]


def test_folder_goes_with_its_last_file(archive: Archive) -> None:
    archive.write([backup({"oslo/site.yml": None})])
    assert not (archive.path / "oslo").exists()
    assert git(archive.path, "ls-tree", "--name-only", "HEAD") == "bergen\n"


def test_file_becomes_folder_and_back(archive: Archive) -> None:
    archive.write([backup({"x": b"1"})])
    archive.write([backup({"x": None, "x/y": b"2"})])
    assert is_whole(archive)
    archive.write([backup({"x": b"3", "x/y": None})])
    assert archive.read("x") == b"3"
    assert is_whole(archive)


@pytest.mark.parametrize("files", [{"oslo": b"1"}, {"oslo/site.yml/a": b"1"}, {"n": b"1", "n/m": b"2"}])
def test_file_and_folder_of_one_name(archive: Archive, files: dict[str, bytes]) -> None:
    head = archive.head
    with pytest.raises(ArchiveError, match="cannot be both a file and a folder"):
        archive.write([backup(files)])
    assert archive.head == head


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "./a", ".git/config", "a/.GIT/x", ".git. /x"),
        *("git~1/x", ".git:x/a", "a\nb", "a\\b", "a\0b", "\ud800", "å" * 128),
    ],
)
def test_paths_that_lead_astray(archive: Archive, path: str) -> None:
    with pytest.raises(ArchiveError, match=r"is no path of the archive"):
        archive.write([backup({"oslo/fine": b"", path: b"x"})])
    with pytest.raises(ArchiveError, match=r"is no path of the archive"):
        archive.read(path)
    assert archive.read("oslo/fine") is None


def test_revisions_that_are_none(archive: Archive) -> None:
    for revision in ("-x", "--output=x", "a\nb", "a\0b"):
        with pytest.raises(ArchiveError, match="is no revision"):
            archive.read("oslo/a", revision)
    with pytest.raises(ArchiveError, match="has no revision 'nonsense'"):
        archive.listing(at="nonsense")


def test_listing_of_one_folder(archive: Archive) -> None:
    archive.write([backup({"oslo2/a": b"1", "oslo/*": b"2"})])
    assert list(archive.listing("oslo")) == ["oslo/*", "oslo/site.yml"]
    assert archive.listing("*") == {}
    assert archive.listing("nowhere") == {}


@pytest.mark.parametrize("there", ["file", "link", "parent"])
def test_ignored_file_in_the_way(archive: Archive, there: str) -> None:
    archive.write([backup({".gitignore": b"new*\n"})])
    head = archive.head
    place = archive.path / "oslo" / "new"
    if there == "link":
        place.symlink_to("/etc/passwd")
    else:
        place.write_text("precious")
    wanted = "oslo/new/x" if there == "parent" else "oslo/new"
    with pytest.raises(ArchiveError, match=r"oslo/new is in the way of .*: move it. Nothing was committed"):
        archive.write([backup({wanted: b"1"})])
    assert archive.head == head
    if there != "link":
        assert place.read_text() == "precious"


def test_person_who_changes_a_file_meanwhile_loses_nothing(archive: Archive) -> None:
    with archive.exclusive():
        (archive.path / "oslo" / "site.yml").write_text("mine, and longer\n")
        with pytest.raises(ArchiveError, match=r"is committed, but the files in .* could not follow: .*oslo/site.yml"):
            archive.write([backup({"oslo/site.yml": b"backup\n", "bergen/site.yml": b"backup\n"})])
    assert (archive.path / "oslo" / "site.yml").read_text() == "mine, and longer\n"
    with pytest.raises(ArchiveError, match=r"oslo/site.yml in the archive .* was changed by somebody since; save"):
        Archive.open(archive.path)
    git(archive.path, "checkout", "HEAD", "--", "oslo/site.yml")
    again = Archive.open(archive.path)
    assert again.read("oslo/site.yml") == b"backup\n"
    assert is_whole(again)


def test_file_that_was_only_touched_is_nobodys_work(archive: Archive) -> None:
    site = archive.path / "oslo" / "site.yml"
    content = site.read_bytes()
    site.unlink()
    site.write_bytes(content)
    os.utime(site, (1, 1))
    Archive.open(archive.path).write([backup({"oslo/site.yml": b"backup\n"})])
    assert is_whole(archive)


def test_person_who_commits_meanwhile_loses_nothing(archive: Archive, tmp_path: Path) -> None:
    head = archive.head
    with archive.exclusive():
        git(archive.path, "commit", "--quiet", "--allow-empty", "-m", "Mine")
        with pytest.raises(ArchiveError, match=r"somebody else committed to it meanwhile; run it again. Nothing"):
            archive.land(_orders(head), head, "test")
    assert git(archive.path, "log", "-1", "--format=%s") == "Mine\n"
    assert is_whole(Archive.open(archive.path))


def _orders(parent: str) -> list[bytes]:
    text = "commit refs/sentral/incoming\nmark :1\ncommitter A <a@b> 1 +0000\ndata 1\nx\nfrom {}\n"
    return [text.format(parent).encode(), b"M 100644 inline z\ndata 1\nz\nget-mark :1\ndone\n"]


def test_git_of_a_person_at_work_is_told(archive: Archive) -> None:
    (archive.path / ".git" / "index.lock").touch()
    with pytest.raises(ArchiveError, match=r"is committed, but the files .* could not follow: File exists"):
        archive.write([backup({"oslo/a": b"1"})])
    (archive.path / ".git" / "index.lock").unlink()
    again = Archive.open(archive.path)
    assert (again.path / "oslo" / "a").read_bytes() == b"1"
    assert is_whole(again)


def test_reading_starts_one_process_for_many_files(archive: Archive) -> None:
    files = {f"oslo/{number}": os.urandom(2000) for number in range(500)}
    archive.write([backup(files)])
    assert archive.read_many(files) == files
