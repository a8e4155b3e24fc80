"""The units and the cron file in deploy/: systemd reads them without a complaint, and they run what there is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
CRON = ROOT / "deploy" / "cron" / "sentral"

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed (Debian: systemd)"
)


def placed(folder: Path) -> list[Path]:
    """The units as they are, but for the places that only a controller has: they are under ``folder`` here."""
    for path in ("opt/sentral/.venv/bin/ansible-playbook", "usr/sbin/sendmail", "bin/sh"):
        program = folder / path
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    (folder / "etc").mkdir()
    units = []
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("ExecStart=/", f"ExecStart={folder}/")
        copy = folder / unit.name
        copy.write_text(text.replace("=/opt", f"={folder}/opt").replace("User=sentral\n", ""), encoding="utf-8")
        units.append(copy)
    return units


@needs_systemd
def test_systemd_has_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    units = [str(unit) for unit in placed(tmp_path) if "@" not in unit.name]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    said = [line for line in done.stderr.splitlines() if "sentral" in line]
    assert (done.returncode, said) == (0, [])


@needs_systemd
def test_systemd_complains_about_a_unit_that_is_wrong(tmp_path: Path) -> None:
    """So that the silence above means something."""
    wrong = next(unit for unit in placed(tmp_path) if unit.name == "sentral-backup.timer")
    wrong.write_text(wrong.read_text().replace("OnCalendar=*-*-* 02:00:00", "OnCalendar=now and then"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(wrong)], capture_output=True, text=True, check=False
    )
    assert "now and then" in done.stderr


@pytest.mark.parametrize("path", [*UNITS, CRON], ids=lambda path: path.name)
def test_what_is_run_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for playbook in re.findall(r"playbooks/\w+\.yml", text):
        assert (ROOT / playbook).is_file(), playbook
    for page in re.findall(r"file:///opt/sentral/(\S+)", text):
        assert (ROOT / page).is_file(), page
    for variable in re.findall(r"\$\{?(SENTRAL_\w+)", text):
        assert f"{variable}=" in (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")


def test_every_timer_has_its_service_and_everything_that_may_fail_tells_somebody() -> None:
    names = {unit.name for unit in UNITS}
    for name in names:
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in names
            assert "Persistent=true" in (ROOT / "deploy" / "systemd" / name).read_text()
    for name in ("sentral-backup-status.service", "sentral-drill.service"):
        assert "OnFailure=sentral-notify@%n.service" in (ROOT / "deploy" / "systemd" / name).read_text()
