"""The disk is full, a real one: nothing is lost, one sentence says so, and with room again the next run works."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.backups import Backups
from tests.integration.workbench import BIG, EXCHANGE, Run, Workbench, calm, site_of
from tests.small_disk import PAGE, PLENTY, SmallDisk, small_disk


@pytest.fixture
def archive(backups: Backups) -> Iterator[SmallDisk]:
    """The disk of the archive alone, with a first backup on it; and the exchange has changed since."""
    with small_disk(backups.archive) as disk:
        backups.bench.within = disk.seen_from(backups.bench.folder)
        assert backups.run().exit_code == 0
        backups.bench.fleet.poke(EXCHANGE, "15-01-01", "102", "By hand")
        yield disk


def subjects(disk: SmallDisk) -> list[str]:
    return disk.git("log", "--format=%s").splitlines()


def is_whole(disk: SmallDisk) -> bool:
    """The history can be read, the files are as committed, and nothing is left under way."""
    disk.git("fsck", "--strict")
    return disk.git("status", "--porcelain") == disk.git("for-each-ref", "refs/sentral") == ""


def said_once(run: Run, sentence: str) -> bool:
    """The run failed with status 2 and this sentence, and nothing that only programmers understand."""
    calm(run)
    assert run.exit_code == 2, run.output
    messages = [result.message for result in run.results if result.status == "failed"]
    return len(messages) == 1 and sentence in messages[0]


def test_no_room_for_the_commit(backups: Backups, archive: SmallDisk) -> None:
    before = subjects(archive)
    good = (archive.here / EXCHANGE / "items.txt").read_bytes()
    archive.leave(PAGE)
    for _night in range(2):
        assert said_once(backups.run(), "was not written: the disk is full. Nothing was committed")
        assert subjects(archive) == before
        assert is_whole(archive)
        assert (archive.here / EXCHANGE / "items.txt").read_bytes() == good
    status = backups.run(name="backup_status")
    assert "fails since" in status.result(EXCHANGE).message
    assert "the disk is full" in status.result(EXCHANGE).message
    archive.resize(PLENTY)
    assert backups.run().exit_code == 0
    assert subjects(archive)[1:] == before
    assert is_whole(archive)
    assert backups.run(name="backup_status").exit_code == 0


def test_room_for_the_commit_and_not_for_the_files_beside_it(backups: Backups) -> None:
    """The files of a new exchange are larger than its commit; how large that is, is found out."""
    with small_disk(backups.archive) as disk:
        backups.bench.within = disk.seen_from(backups.bench.folder)
        assert backups.run("--limit", EXCHANGE).exit_code == 0
        before = subjects(disk)
        for pages in range(8, 16):
            disk.leave(pages * PAGE)
            run = backups.run("--limit", BIG)
            if subjects(disk) != before:
                break
        sentence = f"the backup is committed, but the files in {disk.path} could not follow: the disk is full"
        assert said_once(run, sentence)
        disk.git("fsck", "--strict")
        assert said_once(backups.run(), sentence), "the next night is told the same"
        disk.resize(PLENTY)
        assert backups.run().exit_code == 0
        assert len(subjects(disk)) == 2
        assert is_whole(disk)
        assert (disk.here / BIG / "items.txt").stat().st_size > 10_000


def test_no_room_for_an_archive_at_all(backups: Backups) -> None:
    with small_disk(backups.archive, PAGE) as disk:
        backups.bench.within = disk.seen_from(backups.bench.folder)
        assert said_once(backups.run(), f"the archive {disk.path} cannot be made: the disk is full")
        disk.resize(PLENTY)
        assert backups.run().exit_code == 0
        assert is_whole(disk)


@pytest.fixture
def state(backups: Backups) -> Iterator[SmallDisk]:
    """The disk of records, journals and locks alone."""
    with small_disk(backups.bench.folder / ".sentral") as disk:
        backups.bench.within = disk.seen_from(backups.bench.folder)
        yield disk


def test_no_room_for_the_record_of_a_backup(backups: Backups, state: SmallDisk) -> None:
    """It is committed all the same; and because nobody could tell when, the run ends with an error."""
    state.resize(PAGE)
    (state.here / "other").write_bytes(bytes(PAGE))
    run = backups.run()
    calm(run)
    assert run.exit_code == 2, run.output
    for exchange in (EXCHANGE, BIG):
        assert f"{exchange}: " in run.result(exchange).message
        assert "cannot be written: No space left on device" in run.result(exchange).message
    assert len(backups.subjects()) == 1
    assert "it was never backed up" in backups.run(name="backup_status").output
    state.resize(PLENTY)
    assert backups.run().exit_code == 0
    assert backups.run(name="backup_status").exit_code == 0


def test_no_room_for_the_journal_of_a_change(bench: Workbench) -> None:
    """Too little to begin it, and then a page more until the disk fills up in the middle: the exchange is as it was."""
    site = site_of(users=12)
    bench.site(site)
    sentence = ""
    for pages in (2, *range(7, 12)):
        with small_disk(bench.folder / ".sentral", pages * PAGE) as disk:
            bench.within = disk.seen_from(bench.folder)
            run = bench.apply(site)
            calm(run)
            sentence = run.result().message
            assert "No space left on device" in sentence
            assert bench.rows() == ({}, {}), sentence
            if "Everything was taken back" in sentence:
                disk.resize(PLENTY)
                assert bench.apply(site).exit_code == 0
                assert bench.apply(site).result()["end"] == "nothing to do"
                break
            assert "Nothing was changed" in sentence
    assert "Everything was taken back; the exchange holds what it held before" in sentence
