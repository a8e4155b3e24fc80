"""Restoring after a total loss, drills, and the status of backups, through Ansible."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.integration.backups import Backups
from tests.integration.workbench import BIG, EXCHANGE

ONE = ("--limit", EXCHANGE)


def test_an_exchange_that_is_as_from_the_factory_gets_everything_back(backups: Backups) -> None:
    for item, index, data in (("12-07-01", "2 3", "Julebord"), ("12-08-01", "2", "3")):
        backups.bench.fleet.poke(EXCHANGE, item, index, data)  # what no site file can say comes back as well
    backups.run()
    before = backups.bench.rows()
    backups.bench.fleet.reset(EXCHANGE)
    shown = backups.run(*ONE, "--check", name="restore")
    assert shown.exit_code == 0, shown.output
    assert "restore 1 recording" in shown.output
    assert backups.bench.rows() == ({}, {})
    done = backups.run(*ONE, name="restore")
    assert done.exit_code == 0, done.output
    assert "recordings agree" in done.output
    assert backups.bench.rows() == before
    assert backups.run().exit_code == 0
    assert len(backups.subjects()) == 1
    assert backups.run(*ONE, name="drill").exit_code == 0


def test_what_is_programmed_already_is_not_written_over(backups: Backups) -> None:
    backups.run()
    before = backups.bench.rows()
    run = backups.run(*ONE, name="restore")
    assert run.exit_code == 2
    assert "rows are programmed already" in run.output
    assert backups.bench.rows() == before


def test_other_hardware_is_refused_with_the_list(backups: Backups) -> None:
    backups.run()
    bench = backups.bench
    bench.inventory({EXCHANGE: bench.way_to(BIG)})
    run = backups.run(*ONE, name="restore")
    assert run.exit_code == 2
    assert "does not fit this exchange; nothing was changed" in run.output
    assert "slot 1" in run.output.lower()
    assert bench.rows(BIG) == ({}, {})


def test_everything_at_once_needs_a_word(backups: Backups) -> None:
    backups.run()
    run = backups.run(name="restore")
    assert run.exit_code == 2
    assert "2 exchanges would be restored" in run.output


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("password", "it cannot be decrypted with the vault passwords that Ansible was given"),
        ("damaged", "dump.vault of the backup at"),
        ("another", f"it is the backup of {EXCHANGE}, not of {BIG}"),
        ("newer", "its format is 99, and this Sentral knows format 1"),
        ("recording", "is missing in the backup at"),
        ("nothing", "lillevik"),
    ],
)
def test_a_backup_that_cannot_be_used_is_said_before_anything_is_written(
    backups: Backups, case: str, expected: str
) -> None:
    backups.run()
    exchange, archive = EXCHANGE, backups.archive
    password = "vault-password"
    options: tuple[str, ...] = ()
    if case == "password":
        password = "other-password"
        backups.bench.write(password, "battery staple")
    elif case == "damaged":
        dump = archive / EXCHANGE / "dump.vault"
        backups.replace(f"{EXCHANGE}/dump.vault", dump.read_text()[:-100])
    elif case == "another":
        exchange = BIG
        shutil.copytree(archive / EXCHANGE, archive / BIG, dirs_exist_ok=True)
        backups.replace(f"{BIG}/slots.yml", "")
    elif case == "newer":
        manifest = json.loads((archive / EXCHANGE / "manifest.json").read_text())
        backups.replace(f"{EXCHANGE}/manifest.json", json.dumps({**manifest, "format": 99}))
    elif case == "recording":
        recording = next((archive / "audio").iterdir())
        recording.unlink()
        backups.replace("note", "")
    else:
        options = ("-e", "to=2020-01-01")
    backups.bench.fleet.reset(exchange)
    run = backups.run("--limit", exchange, *options, name="restore", password=password)
    assert run.exit_code == 2, run.output
    assert expected in run.output
    assert "Traceback" not in run.output
    assert backups.bench.rows(exchange) == ({}, {})


def test_a_drill_restores_without_the_exchange_and_the_status_tells_it(backups: Backups) -> None:
    backups.run()
    before = backups.bench.sessions()
    run = backups.run(name="drill")
    assert run.exit_code == 0, run.output
    assert "restore in" in run.output
    assert backups.bench.sessions() == before
    status = backups.run("-e", "status_drill_max_age=40", name="backup_status")
    assert status.exit_code == 0, status.output
    assert "everything agrees" in status.output


def test_a_drill_of_a_damaged_backup_fails_and_is_recorded(backups: Backups) -> None:
    backups.run()
    backups.replace(f"{EXCHANGE}/dump.vault", "$ANSIBLE_VAULT;1.1;AES256\n00\n")
    run = backups.run(*ONE, name="drill")
    assert run.exit_code == 2
    assert "the drill failed after" in run.output
    status = backups.run(name="backup_status")
    assert status.exit_code == 2
    assert "the last drill failed" in status.result(EXCHANGE).message


def test_the_status_tells_what_is_wrong_and_as_news_only_once(backups: Backups) -> None:
    never = backups.run(name="backup_status")
    assert (never.exit_code, never.result(BIG).message) == (2, f"{BIG}: it was never backed up")
    backups.run()
    backups.bench.fleet.fault(BIG, truncated=5)
    backups.run()
    news = ("-e", "status_news=true")
    first = backups.run(*news, name="backup_status")
    assert first.exit_code == 2
    assert "fails since" in first.result(BIG).message
    backups.run()
    assert backups.run(*news, name="backup_status").exit_code == 0
    assert backups.run(name="backup_status").exit_code == 2
    backups.bench.fleet.fault(BIG, truncated=None)
    backups.run()
    well = backups.run(*news, name="backup_status")
    assert well.exit_code == 0
    assert f"{BIG}: its backup is well again" in well.output


@pytest.mark.parametrize("name", ["rollback", "restore", "drill"])
def test_without_an_archive_it_is_said_how_to_begin(backups: Backups, name: str) -> None:
    run = backups.run(*ONE, "-e", "to=HEAD", name=name)
    assert run.exit_code == 2
    assert "archive" in run.result().message
    assert "Traceback" not in run.output
    assert not backups.archive.exists()
