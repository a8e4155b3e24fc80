"""Backups of real exchanges in real git repositories, through Ansible."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.integration.backups import Backups, git
from tests.integration.workbench import BIG, EXCHANGE, site_of


def test_the_first_backup_holds_all_of_it_and_the_second_changes_nothing(backups: Backups) -> None:
    assert backups.run().exit_code == 0
    assert backups.subjects() == [f"Backup: {EXCHANGE} (first backup), {BIG} (first backup)"]
    assert [user["name"] for user in backups.site()["users"]] == ["User 101", "User 102", "User 103", "User 104"]
    greeting = backups.site()["greetings"][0]
    assert (backups.archive / EXCHANGE / greeting["audio"]).read_bytes()[:4] == b"RIFF"
    manifest = json.loads((backups.archive / EXCHANGE / "manifest.json").read_text())
    assert manifest["rows"] == sum(manifest["rows_by_program"].values())
    assert (backups.archive / EXCHANGE / "dump.vault").read_text().startswith("$ANSIBLE_VAULT;1.1;AES256")
    again = backups.run()
    assert again.exit_code == 0
    assert len(backups.subjects()) == 1
    assert git(backups.archive, "status", "--porcelain") == ""


def test_a_quiet_night_makes_nothing_anew_and_says_what_the_night_before_said(backups: Backups) -> None:
    state = backups.bench.folder / ".sentral" / EXCHANGE
    backups.run()
    said, noted = [], []
    for _night in range(2):
        run = backups.run("--diff")
        told = next(result.result for result in run.results if "hosts" in result)
        size = json.loads((state / "backup.json").read_text())["bytes"]
        said.append((told["hosts"], told["diff"], size))
        noted.append((state / "backup-made-of.json").stat().st_mtime_ns)
    assert said[0] == said[1]
    assert noted[0] == noted[1], "the note of the first of them was believed"
    assert said[0][2] == sum(path.stat().st_size for path in (backups.archive / EXCHANGE).iterdir())


def test_what_changed_outside_comes_first_and_what_sentral_did_names_who_and_why(backups: Backups) -> None:
    backups.run()
    site = site_of()
    site["users"].append({"extension": "105", "name": "Kari"})
    backups.bench.site(site)
    options = ("--limit", EXCHANGE, "-e", "pbx_request=4711", "-e", "pbx_operator=kari")
    assert backups.run(*options, name="apply").exit_code == 0
    backups.bench.fleet.poke(EXCHANGE, "15-01-01", "102", "By hand")
    assert backups.run().exit_code == 0
    newest, before, _first = backups.subjects()
    assert newest == f"Backup: {EXCHANGE} (users +1)"
    assert before == f"Changed outside Sentral: {EXCHANGE} (users ~1)"
    message = git(backups.archive, "log", "-1", "--format=%b")
    assert "Operator: kari\nRequest: 4711" in message
    between = yaml.safe_load(git(backups.archive, "show", f"HEAD~1:{EXCHANGE}/site.yml"))
    assert [user["extension"] for user in between["users"]] == ["101", "102", "103", "104"]
    assert between["users"][1]["display_name"] == "By hand"


def test_an_exchange_that_fails_keeps_its_backup_and_the_others_are_committed(backups: Backups) -> None:
    backups.run()
    good = (backups.archive / BIG / "items.txt").read_bytes()
    backups.bench.fleet.poke(EXCHANGE, "15-01-01", "102", "By hand")
    backups.bench.fleet.fault(BIG, truncated=5)
    run = backups.run()
    assert run.exit_code == 2
    assert "truncated, 20 rows announced, 5 arrived" in run.result(BIG).message
    assert f"{BIG}" in run.output.partition("PLAY RECAP")[2]
    assert backups.subjects()[0] == f"Changed outside Sentral: {EXCHANGE} (users ~1)"
    assert (backups.archive / BIG / "items.txt").read_bytes() == good


def test_another_exchange_behind_the_address_does_not_take_the_place_of_a_backup(backups: Backups) -> None:
    backups.run()
    bench = backups.bench
    bench.inventory({EXCHANGE: bench.way_to(BIG), BIG: bench.way_to(BIG, "telnet")})
    run = backups.run()
    assert run.exit_code == 2
    assert "what answers is another exchange than the one in the archive" in run.output
    assert len(backups.subjects()) == 1
    assert backups.run("-e", f"backup_replaced={EXCHANGE}").exit_code == 0
    assert len(backups.subjects()) == 2


def test_check_mode_tells_and_keeps_nothing(backups: Backups) -> None:
    run = backups.run("--check", "--diff")
    assert run.exit_code == 0
    assert '+  - {extension: "101", name: User 101}' in run.output
    assert not backups.archive.exists()


def test_two_controllers_push_to_one_archive(backups: Backups, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(remote)], check=True)
    other = tmp_path / "other-archive"
    assert backups.run("--limit", EXCHANGE).exit_code == 0
    git(backups.archive, "remote", "add", "origin", str(remote))
    assert backups.run("--limit", EXCHANGE, "-e", "backup_remote=origin").exit_code == 0
    subprocess.run(["git", "clone", "-q", str(remote), str(other)], check=True)
    elsewhere = ("-e", f"pbx_archive={other}", "-e", "backup_remote=origin")
    assert backups.run("--limit", BIG, *elsewhere).exit_code == 0
    backups.bench.fleet.poke(EXCHANGE, "15-01-01", "102", "By hand")
    run = backups.run("--limit", EXCHANGE, "-e", "backup_remote=origin")
    assert run.exit_code == 0, run.output
    assert len(git(remote, "log", "--format=%s", "main").splitlines()) == 3
    assert (backups.archive / BIG / "site.yml").exists()


@pytest.mark.parametrize("case", ["no vault", "dirty", "branch", "folder", "push"])
def test_bad_cases_are_one_sentence_and_lose_nothing(backups: Backups, case: str) -> None:
    backups.run()
    archive = backups.archive
    options: tuple[str, ...] = ()
    expected = ""
    if case == "dirty":
        (archive / EXCHANGE / "site.yml").write_text("mine")
        expected = f"{EXCHANGE}/site.yml"
    elif case == "branch":
        git(archive, "checkout", "-q", "-b", "other")
        expected = "other"
    elif case == "folder":
        options = ("-e", "pbx_archive=sites")
        expected = "sites"
    elif case == "push":
        git(archive, "remote", "add", "origin", str(archive.parent / "nowhere.git"))
        options = ("-e", "backup_remote=origin")
        expected = "origin"
    elif case == "no vault":
        options = ("-e", "backup_vault_id=nobody")
        expected = "no vault password was given for the vault id 'nobody'"
    run = backups.run(*options)
    assert run.exit_code == 2, run.output
    assert expected in run.output
    assert "Traceback" not in run.output
    assert len(git(archive, "log", "--format=%s", "main").splitlines()) == 1
    status = backups.run("-e", "status_news=true", name="backup_status")
    assert status.exit_code == (0 if case == "push" else 2), "what kept the archive from being written is told"
    if case != "push":
        assert "fails since" in status.result(BIG).message
        assert expected in status.result(BIG).message


def test_an_archive_that_is_not_there_any_more_is_not_begun_anew_in_silence(backups: Backups) -> None:
    """Its disk may not be mounted: the folder is there then, and empty."""
    backups.run()
    away = backups.archive.rename(backups.archive.with_name("away"))
    backups.archive.mkdir()
    sessions = backups.bench.sessions()
    run = backups.run()
    assert run.exit_code == 2
    assert f"there is no archive at {backups.archive}, but" in run.output
    assert backups.run("--check").exit_code == 2, "a check says the same"
    assert backups.bench.sessions() == sessions
    assert list(backups.archive.iterdir()) == []
    status = backups.run(name="backup_status")
    assert "fails since" in status.result(BIG).message
    away.rename(backups.archive.with_name("elsewhere"))
    anew = backups.run("-e", "backup_new_archive=true")
    assert anew.exit_code == 0, anew.output
    assert backups.subjects() == [f"Backup: {EXCHANGE} (first backup), {BIG} (first backup)"]
