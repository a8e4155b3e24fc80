"""Which state a person means."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.history import (
    LastChanges,
    Revision,
    find,
    history,
)
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveError
from tests.unit.archive.archives import backup, git


@pytest.fixture(autouse=True)
def oslo_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def kept(tmp_path: Path) -> Archive:
    """Four days of Oslo, and one of Bergen in between."""
    archive = Archive.open(tmp_path / "archive")
    for content, when, message, folder in (
        ("one", "2026-11-18 23:30", "One", "oslo"),
        ("two", "2026-11-19 23:30", "Two\n\nLonger.\n\nRequest: 122\nRequest: 123\nOperator: Kari", "oslo"),
        ("bergen", "2026-11-20 09:00", "Bergen\n\nRequest: 200", "bergen"),
        ("three", "2026-11-20 12:00", "Three\n\nRequest: 123", "oslo"),
        ("four", "2026-11-20 23:59", "Four\n\nNo trailer: this is text\nin a body.", "oslo"),
    ):
        moment = datetime.datetime.fromisoformat(when)
        archive.write([backup({f"{folder}/æ.yml": content.encode()}, message)], when=moment)
    git(archive.path, "tag", "before-the-move", "HEAD~1")
    return archive


def test_newest_comes_first(kept: Archive) -> None:
    assert [revision.subject for revision in history(kept, "oslo")] == ["Four", "Three", "Two", "One"]
    assert [revision.subject for revision in history(kept, most=2)] == ["Four", "Three"]
    assert [revision.subject for revision in history(kept, "oslo/æ.yml", most=1)] == ["Four"]
    assert history(kept, "o*") == []


def test_last_changes_are_those_of_each_folders_history(kept: Archive) -> None:
    kept.write([backup({"bergen/æ.yml": None, "voss/site.yml": b"bergen"})])
    changes = LastChanges(kept, kept.head)
    for folder in ("oslo", "bergen", "voss"):
        assert changes.of(folder) == history(kept, folder, 1)[0].time
    assert changes.of("hamar") < history(kept)[-1].time
    assert LastChanges(kept, "before-the-move").of("voss") == changes.of("hamar")


def test_the_first_commit_is_a_change_whatever_the_configuration_shows(kept: Archive) -> None:
    git(kept.path, "config", "log.showRoot", "false")
    first = history(kept)[-1]
    assert LastChanges(kept, first.id).of("oslo") == first.time


def test_all_that_a_commit_says(kept: Archive) -> None:
    two = history(kept, "oslo")[2]
    assert dict(two.trailers) == {"Request": ("122", "123"), "Operator": ("Kari",)}
    assert (two.author, two.body.split("\n")[0]) == ("Ola Nordmann", "Longer.")
    assert two.time.isoformat() == "2026-11-19T23:30:00+01:00"
    assert dict(history(kept)[0].trailers) == {}


@pytest.mark.parametrize(
    ("reference", "content"),
    [
        ("2026-11-20", b"four"),
        ("2026-11-19", b"two"),
        ("2030-01-01", b"four"),
        ("2026-11-20 12:00", b"three"),
        ("2026-11-20T11:59", b"two"),
        ("2026-11-20 11:59:59", b"two"),
        ("request 123", b"three"),
        ("Request 122", b"two"),
        ("before request 123", b"one"),
        (" before request 122 ", b"one"),
        ("HEAD", b"four"),
        ("HEAD~3", b"two"),
        ("before-the-move", b"three"),
        ("main@{1}", b"three"),
        ("HEAD^{/Two}", b"two"),
    ],
)
def test_found(kept: Archive, reference: str, content: bytes) -> None:
    assert kept.read("oslo/æ.yml", find(kept, reference, "oslo").id) == content


def test_found_by_commit_id(kept: Archive) -> None:
    three = history(kept, "oslo")[1]
    assert find(kept, three.id, "oslo") == find(kept, three.id[:9], "oslo") == three


RANGE = r"there are 4, from 2026-11-18 23:30 to 2026-11-20 23:59; requests: 123, 122$"


@pytest.mark.parametrize(
    ("reference", "folder", "said"),
    [
        ("2026-11-17", "oslo", rf"no state of oslo for '2026-11-17': {RANGE}"),
        ("2026-11-18 23:29", "oslo", rf"no state of oslo for '2026-11-18 23:29': {RANGE}"),
        ("request 200", "oslo", rf"no state of oslo for 'request 200': {RANGE}"),
        ("before request 9", "oslo", rf"no state of oslo for 'before request 9': {RANGE}"),
        ("nonsense", "oslo", rf"no state of oslo for 'nonsense': {RANGE}"),
        ("HEAD~3", "bergen", r"no state of bergen for 'HEAD~3': there are 1, from 2026-11-20 09:00"),
        ("before request 200", "bergen", r"no state of bergen for 'before request 200'"),
        ("HEAD", "molde", r"has no state of molde at all, so none for 'HEAD': make a backup"),
        ("2026-02-30", "oslo", r"'2026-02-30' is no date or time: write it as 2026-11-20"),
        ("0001-01-01", "oslo", "'0001-01-01' is no date or time|no state of oslo for '0001-01-01'"),
        ("9999-12-31", "oslo", "'9999-12-31' is no date or time"),
        ("--output=x", "oslo", "names no state of the archive: give a date"),
        ("-1", "oslo", "names no state"),
        ("", "oslo", "names no state"),
        ("a\0b", "oslo", "is no revision"),
        ("HEAD", "../oslo", "is no path"),
    ],
)
def test_not_found(kept: Archive, reference: str, folder: str, said: str) -> None:
    with pytest.raises(ArchiveError, match=said):
        find(kept, reference, folder)


def test_before_the_very_first(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive")
    assert history(archive) == []
    with pytest.raises(ArchiveError, match="has no state of oslo at all"):
        find(archive, "2026-11-20", "oslo")
    archive.write([backup({"oslo/a": b"1"}, "One\n\nRequest: 1")])
    with pytest.raises(ArchiveError, match="no state of oslo for 'before request 1'"):
        find(archive, "before request 1", "oslo")


def test_many_requests_are_shortened(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive")
    archive.write([backup({"oslo/a": b"%d" % number}, f"x\n\nRequest: {number}") for number in range(30)])
    with pytest.raises(ArchiveError, match=r"requests: 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, and 20 more$"):
        find(archive, "request 77", "oslo")


def test_late_arrival_stands_where_it_was_made(kept: Archive) -> None:
    """A controller that was cut off pushes its backup of yesterday today."""
    kept.write([backup({"oslo/æ.yml": b"late"}, "Late")], when=datetime.datetime(2026, 11, 20, 11, 0))
    assert kept.read("oslo/æ.yml", find(kept, "2026-11-20 11:30", "oslo").id) == b"late"
    assert kept.read("oslo/æ.yml", find(kept, "2026-11-20 12:30", "oslo").id) == b"three"


@pytest.mark.parametrize(
    ("body", "number", "folder", "expected"),
    [
        ("oslo: users +1, by kari, request 4711\nbergen: users ~1", "4711", "oslo", True),
        ("oslo: users +1, by kari, request 4711\nbergen: users ~1", "4711", "bergen", False),
        ("oslo: users +1, by kari, request 12, 4711", "4711", "oslo", True),
        ("oslo: users +1, by kari, request 47110", "4711", "oslo", False),
        ("By hand", "4711", "oslo", True),
        ("oslo: users +1, request 4711", "4711", "", True),
    ],
)
def test_a_request_is_of_the_exchange_whose_line_names_it(body: str, number: str, folder: str, expected: bool) -> None:
    moment = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)
    revision = Revision("1", moment, "kari", "Backup", body, {"Request": ("4711",)})
    assert revision.is_of_request(number, folder) is expected
