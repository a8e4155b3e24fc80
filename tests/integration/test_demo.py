"""The demo runs to its end on a copy of the checkout with ports of its own, and `demo-down` ends what it started."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.ansible_run import CHECKOUT

COPIED = (
    "ansible.cfg",
    "galaxy.yml",
    "inventory",
    "library",
    "meta",
    "playbooks",
    "plugins",
    "roles",
    "simulator",
    "tooling",
)
EXCHANGES = ("bakkebygg", "fjordfisk", "storvik")
SECONDS = 180
"""Far more than the minute that it may take, for a machine that does other things as well."""


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on at the moment."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def on_other_ports(inventory: Path) -> None:
    """Let the demo's exchanges listen elsewhere than those of somebody who has it running."""
    files = [inventory / "fleet.yml", inventory / "hosts.yml"]
    texts = [path.read_text(encoding="utf-8") for path in files]
    used = sorted(set(re.findall(r"\b22\d{3}\b", "".join(texts))))
    assert used
    others = dict(zip(used, free_ports(len(used)), strict=True))
    for path, text in zip(files, texts, strict=True):
        path.write_text(re.sub(r"\b22\d{3}\b", lambda match: str(others[match[0]]), text), encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """A copy of what the demo needs; whatever happens, its exchanges are ended."""
    root = tmp_path / "checkout"
    root.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", ".simulator", ".sentral")
    for name in COPIED:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, root / name, symlinks=True, ignore=ignored)
        else:
            shutil.copy(source, root / name)
    place = root / ".collections" / "ansible_collections" / "sentral"
    place.mkdir(parents=True)
    (place / "nec").symlink_to("../../..")
    on_other_ports(root / "inventory" / "demo")
    yield root
    demo(root, "down")


def environment(root: Path) -> dict[str, str]:
    """The environment of somebody who has just cloned the repository."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ANSIBLE_")}
    home = root.parent / "home"
    home.mkdir(exist_ok=True)
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**inherited, "PATH": search, "HOME": str(home), "COLUMNS": "200"}


def demo(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the demo as the Makefile does."""
    return subprocess.run(
        [sys.executable, "tooling/demo.py", *words],
        cwd=root,
        env=environment(root),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def playbook(root: Path, name: str) -> str:
    """Run one of the playbooks on the demo as it is after the day's work."""
    done = subprocess.run(
        ["ansible-playbook", "-i", ".demo/hosts.yml", f"playbooks/{name}.yml"],
        cwd=root,
        env=environment(root),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def running(root: Path) -> dict[str, object]:
    """What the simulator says of the demo's exchanges."""
    state = root / ".demo" / ".simulator"
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "status", "--json", "--state", str(state)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(json.loads(done.stdout))


def is_alive(process: int) -> bool:
    """Whether a process runs. One that has ended and waits to be fetched by its parent does not."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def ends(process: int, seconds: float = 10) -> bool:
    """Whether a process ends within a while."""
    until = time.monotonic() + seconds
    while is_alive(process) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_alive(process)


@pytest.mark.timeout(SECONDS + 60)
def test_the_demo_tells_its_story_and_can_be_ended(checkout: Path) -> None:
    done = demo(checkout)
    assert done.returncode == 0, done.stdout + done.stderr
    story = done.stdout
    assert "Traceback" not in story + done.stderr
    assert "[WARNING]: Platform" not in story
    for name in EXCHANGES:
        assert f"{name}: all new, every change written and read back" in story
        assert f"{name}: nothing to do" in story
    steps = [line for line in story.splitlines() if line.startswith("== ")]
    assert len(steps) == 12, steps
    assert "backup: 3 exchanges read, 3 changed, 1 commit" in story
    assert "Changed outside Sentral: fjordfisk (users ~1)" in story
    assert "takes back what was done for request 4711" in story
    assert "fjordfisk.yml changed: user 107: display_name; schedule åpningstid: exceptions" in story
    for name in EXCHANGES:
        assert re.search(rf"^{name}: [\d,]+ items and \d recordings restore in", story, re.MULTILINE), "the drill"
    assert "Sofie Lund" in story
    assert "delete user 145" in story
    assert "change queue Kundeservice: agents 120, 121, 122, 146" in story
    assert "change incoming route 57093974 Legevakt" in story
    assert re.search(r"change schedule åpningstid: \d\d-\d\d 08:00-12:00", story)
    assert "IN_MAILBOX GROUP 1 (180)" in story, "the early closing on Friday"
    checked = playbook(checkout, "check")
    for code in ("ERROR", "WARNING", "NOTICE"):
        assert not re.search(rf"^\w+: {code} ", story, re.MULTILINE), "the shipped site files have no findings"
    for name in EXCHANGES:
        assert re.search(rf"^{name}: checked \d kinds, nothing found$", checked, re.MULTILINE), checked
    assert re.search(r"Done in \d+ s", story)
    assert "make demo-down" in story
    log = subprocess.run(
        ["git", "-C", str(checkout / ".demo"), "log", "--format=%s"], capture_output=True, text=True, check=True
    )
    assert len(log.stdout.splitlines()) == 4, "the site files, the slots, a day's work, and what was led back"

    status = running(checkout)
    process = int(str(status["pid"]))
    assert status["running"] is True
    assert is_alive(process)
    assert demo(checkout, "down").returncode == 0
    assert ends(process)
    assert running(checkout)["running"] is False
