"""What deploy/ starts by night works as it stands there: by a real systemd, and by the lines of the cron file.

The settings are those of deploy/README.md, so that what people copy is what is tried.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.ansible_run import CHECKOUT, RUN_SECONDS
from tests.integration.backups import VAULT, Backups
from tests.integration.machine import ACCOUNT, Machine, machine
from tests.integration.workbench import BIG

DEPLOY = CHECKOUT / "deploy"
SETTINGS = "\n".join(re.findall(r"^    (\w+=.*)$", (DEPLOY / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
MAIL = "srv/sentral/mail"

pytestmark = pytest.mark.skipif(
    not (CHECKOUT / ".venv" / "bin" / "ansible-playbook").exists(),
    reason="deploy/ starts Ansible from .venv in the checkout, and there is none (make test makes it)",
)


@pytest.fixture
def controller(backups: Backups, tmp_path: Path) -> Iterator[Machine]:
    """A controller that was set up as deploy/README.md says, with an archive that has a remote."""
    folder = backups.bench.folder
    shutil.rmtree(folder / "home" / ".ansible")
    with machine(folder, tmp_path / "changes") as found:
        found.install("etc/sentral/sentral.env", f"{SETTINGS}\n")
        found.install("etc/sentral/vault-password", VAULT)
        found.install("usr/sbin/sendmail", f"#!/bin/sh\nexec cat >>/{MAIL}\n", 0o755)
        for unit in (DEPLOY / "systemd").iterdir():
            found.install(f"etc/machine/{unit.name}", unit.read_text(encoding="utf-8"))
            if unit.suffix == ".service" and CHECKOUT.is_relative_to("/tmp"):
                # The units have a /tmp of their own, and the programs in .venv name the place where it was made.
                found.install(f"etc/machine/{unit.name}.d/here.conf", f"[Service]\nBindReadOnlyPaths={CHECKOUT}\n")
        found.run("systemctl", "daemon-reload")
        found.run("git", "init", "-q", "--bare", "-b", "main", "/srv/sentral/remote.git", account=ACCOUNT)
        found.run("git", "clone", "-q", "/srv/sentral/remote.git", "/srv/sentral/archive", account=ACCOUNT)
        yield found


def started(controller: Machine, unit: str) -> bool:
    """Whether a unit ran and ended well, as systemd sees it."""
    return controller.run("systemctl", "start", f"{unit}.service", check=False).returncode == 0


def mail(controller: Machine, unit: str) -> str:
    """The mail that a unit which failed sets off; systemd starts it after the failure."""
    notify = f"sentral-notify@{unit}.service.service"
    for _look in range(100):
        state = controller.run("systemctl", "show", "--property=ActiveState", "--value", notify).stdout.strip()
        if state == "inactive" and (controller.disk / MAIL).exists():  # before it starts it is inactive as well
            break
        time.sleep(0.1)
    return (controller.disk / MAIL).read_text(encoding="utf-8")


def log_of(controller: Machine, unit: str) -> str:
    return controller.run("journalctl", f"--unit={unit}", "--output=cat", "--no-pager").stdout


def test_systemd_backs_up_tells_once_what_is_wrong_and_drills(controller: Machine, backups: Backups) -> None:
    assert started(controller, "sentral-backup"), log_of(controller, "sentral-backup")
    pushed = controller.run("git", "-C", "/srv/sentral/remote.git", "log", "--format=%s", account=ACCOUNT).stdout
    assert "(first backup)" in pushed
    assert started(controller, "sentral-backup-status"), log_of(controller, "sentral-backup-status")
    assert started(controller, "sentral-drill"), log_of(controller, "sentral-drill")
    assert "recordings restore in" in log_of(controller, "sentral-drill")
    assert not (controller.disk / MAIL).exists(), "nobody hears of what is well"

    backups.bench.fleet.fault(BIG, truncated=5)
    assert not started(controller, "sentral-backup")
    status = controller.run("systemctl", "show", "--property=Result,ExecMainStatus", "sentral-backup").stdout
    assert status.splitlines() == ["Result=exit-code", "ExecMainStatus=2"]
    assert not started(controller, "sentral-backup-status")
    told = mail(controller, "sentral-backup-status")
    assert told.startswith("To: operations@example.com\nSubject: sentral-backup-status.service on controller\n\n")
    assert f"{BIG}: fails since" in told
    assert started(controller, "sentral-backup-status"), "it is told once"
    assert (controller.disk / MAIL).read_text() == told


def test_systemd_waits_for_the_hours_of_the_timers(controller: Machine) -> None:
    timers = [path.name for path in (DEPLOY / "systemd").glob("*.timer")]
    controller.run("systemctl", "start", *timers)
    listed = controller.run("systemctl", "list-timers", "--no-pager").stdout
    for timer in timers:
        [line] = [line for line in listed.splitlines() if f" {timer} " in line]
        assert re.search(r"0[247]:[0-2]\d:\d\d", line), line


class Cron:
    """Runs the lines of the cron file with the environment that cron gives them: next to nothing."""

    def __init__(self, backups: Backups) -> None:
        folder = backups.bench.folder
        shutil.rmtree(folder / "home" / ".ansible")
        self._places = {
            "/opt/sentral": CHECKOUT,
            "/srv/sentral": folder,
            "/etc/sentral": folder,
            "/var/log/sentral": folder,
        }
        (folder / "sentral.env").write_text(self._here(SETTINGS) + "\n")
        self.log = folder / "backup.log"
        text = (DEPLOY / "cron" / "sentral").read_text(encoding="utf-8")
        self._environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder / "home"), "LOGNAME": ACCOUNT}
        self._environment |= dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))
        self._lines = re.findall(rf"^(?:\S+ ){{5}}{ACCOUNT} (.*)$", text, re.MULTILINE)

    def _here(self, text: str) -> str:
        for place, here in self._places.items():
            text = text.replace(place, str(here))
        return text

    def mails(self, playbook: str) -> str:
        """What the line with a playbook prints, which is what cron would mail."""
        [line] = [line for line in self._lines if f"playbooks/{playbook}.yml" in line]
        assert "%" not in line, "cron makes a new line of it"
        command = [self._environment["SHELL"], "-c", self._here(line)]
        environment = self._environment
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=RUN_SECONDS, check=False
        )
        return done.stdout + done.stderr


def test_cron_backs_up_tells_once_what_is_wrong_and_drills(backups: Backups) -> None:
    cron = Cron(backups)
    remote = backups.bench.folder / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", remote], check=True)
    subprocess.run(["git", "clone", "-q", remote, backups.archive], check=True, capture_output=True)
    assert cron.mails("backup") == ""
    assert "2 exchanges read, 2 changed, 1 commit" in cron.log.read_text()
    assert cron.mails("backup_status") == ""
    assert cron.mails("drill") == ""

    backups.bench.fleet.fault(BIG, truncated=5)
    assert cron.mails("backup") == "", "the status tells it"
    assert "1 failed" in cron.log.read_text()
    assert f"{BIG}: fails since" in cron.mails("backup_status")
    assert cron.mails("backup_status") == "", "it is told once"
