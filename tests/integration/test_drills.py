"""Drills in the archive, through Ansible: every controller that has the archive sees them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.integration.backups import Backups, git
from tests.integration.doorbell import doorbell
from tests.integration.workbench import BIG, EXCHANGE, Run

RECORD = "Record in the archive what came of it"
NO_DUMP = "$ANSIBLE_VAULT;1.1;AES256\n00\n"


def archived(backups: Backups, exchange: str) -> dict[str, Any]:
    """The drill of an exchange, as it is committed."""
    return dict(json.loads(git(backups.archive, "show", f"main:drills/{exchange}.json")))


def on_another_controller(backups: Backups) -> Path:
    """The archive is all that it has: what the first one knows besides is gone. Gives the records of the first one."""
    state = backups.bench.folder / ".sentral"
    kept = backups.bench.folder / "first-controller"
    shutil.move(state, kept)
    return kept


def drilled_here(backups: Backups, exchange: str = EXCHANGE) -> str:
    """What this controller has recorded of the last drill."""
    record = json.loads((backups.bench.folder / ".sentral" / exchange / "backup.json").read_text())
    return str(record["drill_result"])


def failed_in_recap(run: Run, exchange: str) -> bool:
    line = next(line for line in run.output.partition("PLAY RECAP")[2].splitlines() if line.startswith(exchange))
    return "failed=0" not in line


def test_all_drills_of_a_run_are_one_commit(backups: Backups) -> None:
    backups.run()
    head = git(backups.archive, "rev-parse", "HEAD").strip()
    run = backups.run("-e", "pbx_operator=kari", name="drill")
    assert run.exit_code == 0, run.output
    assert "drill: 2 exchanges restore, 1 commit" in run.output
    subject, _backup = backups.subjects()
    assert subject == "Drill: 2 exchanges restore"
    body = git(backups.archive, "log", "-1", "--format=%an%n%b").splitlines()
    assert [line.partition(":")[0] for line in body if ": restores, " in line] == [EXCHANGE, BIG]
    assert (body[0], body[-2]) == ("kari", "Operator: kari")
    drill = archived(backups, EXCHANGE)
    assert list(drill) == ["commit", "exchange", "operator", "result", "seconds", "time"]
    assert (drill["commit"], drill["result"], drill["operator"]) == (head, "everything agrees", "kari")
    assert git(backups.archive, "diff", "--name-only", "HEAD~1").split() == [
        f"drills/{EXCHANGE}.json",
        f"drills/{BIG}.json",
    ]
    assert git(backups.archive, "status", "--porcelain") == ""
    assert backups.run().exit_code == 0
    assert len(backups.subjects()) == 2, "a drill is no change that a backup would find"


def test_a_drill_that_fails_is_recorded_and_stays_failed_in_the_recap(backups: Backups) -> None:
    backups.run()
    backups.replace(f"{EXCHANGE}/dump.vault", NO_DUMP)
    run = backups.run(name="drill")
    assert run.exit_code == 2
    assert failed_in_recap(run, EXCHANGE)
    assert not failed_in_recap(run, BIG)
    assert backups.subjects()[0] == "Drill: 1 exchange restores, 1 does not"
    assert f"{EXCHANGE}: dump.vault of the backup at" in git(backups.archive, "log", "-1", "--format=%b")
    assert archived(backups, EXCHANGE)["result"].startswith("dump.vault of the backup at")
    assert archived(backups, BIG)["result"] == "everything agrees"


def test_where_every_drill_fails_all_of_them_are_recorded(backups: Backups) -> None:
    backups.run()
    backups.bench.write("other-password", "battery staple")
    run = backups.run(name="drill", password="other-password")
    assert run.exit_code == 2
    assert failed_in_recap(run, EXCHANGE)
    assert failed_in_recap(run, BIG)
    assert backups.subjects()[0] == "Drill: 2 exchanges do not restore"


def test_another_controller_sees_the_drill_in_the_status(backups: Backups) -> None:
    backups.run()
    backups.run(name="drill")
    on_another_controller(backups)
    backups.run()
    (backups.archive / "drills" / f"{BIG}.json").write_text("{")
    git(backups.archive, "commit", "-q", "-a", "-m", "Damaged")
    (backups.archive / EXCHANGE / "site.yml").write_text("somebody is at work here")
    before = backups.bench.sessions()
    status = backups.run("-e", "status_drill_max_age=40", name="backup_status")
    assert backups.bench.sessions() == before
    assert status.exit_code == 2
    assert f"{EXCHANGE}: last backup 0 minutes ago" in status.output
    assert "last drill 0 minutes ago, everything agrees" in status.output
    assert not failed_in_recap(status, EXCHANGE)
    assert "it was not shown lately that the backup restores" in status.result(BIG).message


def test_the_newest_drill_counts_for_the_status(backups: Backups) -> None:
    backups.run()
    backups.run(*("--limit", EXCHANGE), name="drill")
    of_the_first = on_another_controller(backups)
    backups.run()
    backups.replace(f"{EXCHANGE}/dump.vault", NO_DUMP)
    backups.run(*("--limit", EXCHANGE), name="drill")
    shutil.rmtree(backups.bench.folder / ".sentral")
    shutil.move(of_the_first, backups.bench.folder / ".sentral")
    status = backups.run(name="backup_status")
    assert "the last drill failed: dump.vault" in status.result(EXCHANGE).message
    assert drilled_here(backups) == "everything agrees", "the record of this controller stays its own"


def test_an_archive_that_cannot_be_read_is_told_and_the_status_is_there_all_the_same(backups: Backups) -> None:
    backups.run()
    backups.run(name="drill")
    shutil.rmtree(backups.archive / ".git")
    status = backups.run("-e", "status_drill_max_age=40", name="backup_status")
    assert status.exit_code == 0, status.output
    assert "drills of other controllers are not known" in status.output


def test_check_mode_records_nothing(backups: Backups) -> None:
    backups.run()
    run = backups.run("--check", name="drill")
    assert run.exit_code == 0, run.output
    assert len(backups.subjects()) == 1
    assert not (backups.archive / "drills").exists()


def test_drills_are_pushed_like_backups(backups: Backups, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(remote)], check=True)
    backups.run()
    git(backups.archive, "remote", "add", "origin", str(remote))
    run = backups.run("-e", "backup_remote=origin", name="drill")
    assert run.exit_code == 0, run.output
    assert "2 commits pushed to origin" in run.output
    shutil.rmtree(remote)
    run = backups.run("-e", "backup_remote=origin", name="drill")
    assert run.exit_code == 2
    assert "cannot be reached" in run.output
    assert backups.subjects()[:2] == ["Drill: 2 exchanges restore"] * 2, "it is committed here, and goes with the next"


@pytest.mark.parametrize("case", ["changed", "other branch"])
def test_an_archive_that_cannot_take_a_drill_is_told_and_the_record_here_stays(backups: Backups, case: str) -> None:
    backups.run()

    def somebody_works_there() -> None:
        if case == "changed":
            (backups.archive / EXCHANGE / "site.yml").write_text("mine")
        else:
            git(backups.archive, "switch", "-q", "-c", "other")

    with doorbell(backups.bench.folder, {RECORD: somebody_works_there}):
        run = backups.run(name="drill")
    assert run.exit_code == 2
    assert "the drills are recorded on this controller, but not in the archive" in run.output
    assert git(backups.archive, "log", "--format=%s", "main").count("Drill") == 0
    assert drilled_here(backups) == drilled_here(backups, BIG) == "everything agrees"
    if case == "changed":
        git(backups.archive, "checkout", "-q", "--", ".")
    else:
        git(backups.archive, "switch", "-q", "main")
    again = backups.bench.run({"sentral.nec.pbx_drill_record": {}, "run_once": True})
    assert again.exit_code == 0, again.output
    assert backups.subjects()[0] == "Drill: 2 exchanges restore"
    idle = backups.bench.run({"sentral.nec.pbx_drill_record": {}, "run_once": True})
    assert not idle.result()["changed"]


@pytest.mark.parametrize("name", ["drills", "audio"])
def test_an_exchange_that_is_called_as_a_shared_folder_is_refused_and_the_others_are_kept(
    backups: Backups, name: str
) -> None:
    bench = backups.bench
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE), name: bench.way_to(BIG, "telnet")})
    run = backups.run()
    assert run.exit_code == 2
    assert "an exchange cannot have this name" in run.result(name).message
    assert backups.subjects() == [f"Backup: {EXCHANGE} (first backup)"]
