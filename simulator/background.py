"""Starts the simulator as a process of its own, finds it again, and ends it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from simulator.control_client import CONTROL_FILE, ControlError, ask, control_file
from simulator.state_lock import has_lock_open, is_locked

STOP_SECONDS = 20.0
LOOK_AGAIN_SECONDS = 0.02


class StartError(Exception):
    """The simulator did not start, or did not stop; the text is one sentence."""


def start(fleet_file: Path, state_folder: Path) -> dict[str, Any]:
    """Start a detached process and return its status when every listener is bound.

    Raise ``StartError`` with the sentence the process gave when it could not start; then nothing is left running.
    """
    state_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "simulator", "up", str(fleet_file), "--state", str(state_folder)]
    with open(state_folder / "log", "ab") as log:
        process = subprocess.Popen(
            [*command, "--report", str(writing)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[writing],
            start_new_session=True,
            env=_environment(),
        )
    os.close(writing)
    with os.fdopen(reading, "rb") as report:
        line = report.readline()  # ends when the process reports, or when it ends
    if not line:
        process.wait()
        raise StartError(f"the simulator ended before it was ready; {state_folder / 'log'} says why")
    answer: dict[str, Any] = json.loads(line)
    if "error" in answer:
        process.wait()
        raise StartError(answer["error"])
    return answer


def report(descriptor: int, answer: dict[str, Any]) -> None:
    """Tell the process that started this one how it went, once."""
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(json.dumps(answer).encode("ascii") + b"\n")


def stop(state_folder: Path) -> None:
    """End the simulator of a state folder and return when it is gone.

    It is asked over the control channel. If it does not answer, its recorded process is ended, but only after a
    look whether that process really is this simulator.
    """
    about = control_file(state_folder)
    pid: int = about["pid"]
    with contextlib.suppress(ControlError):
        ask(state_folder, "stop")
        if _gone(pid, state_folder):
            return
    for number in (signal.SIGTERM, signal.SIGKILL):
        if not has_lock_open(pid, state_folder):
            break
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        if _gone(pid, state_folder):
            break
    if is_locked(state_folder):
        raise StartError(f"the simulator (process {pid}) does not end")
    (state_folder / CONTROL_FILE).unlink(missing_ok=True)


def _gone(pid: int, state_folder: Path) -> bool:
    """Wait until the process has let go of the state folder."""
    until = time.monotonic() + STOP_SECONDS
    while time.monotonic() < until:
        if not is_locked(state_folder) and not has_lock_open(pid, state_folder):
            return True
        time.sleep(LOOK_AGAIN_SECONDS)
    return False


def _environment() -> dict[str, str]:
    """Let the new process find this very package, wherever it was started from."""
    above = str(Path(__file__).resolve().parent.parent)
    paths = [above, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
