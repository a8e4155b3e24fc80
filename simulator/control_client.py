"""The other end of the control channel, for the command line and for tests. It imports nothing heavy."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

from simulator.state_lock import is_locked

CONTROL_FILE = "control.json"
ANSWER_SECONDS = 30.0


class ControlError(Exception):
    """The simulator does not run, does not answer, or says no; the text is one sentence."""


def control_file(folder: Path) -> dict[str, Any]:
    """Read the control file of a state folder; raise ``ControlError`` when nothing runs there."""
    if not is_locked(folder):  # a file that a killed process left behind tells nothing
        raise ControlError(f"no simulator is running with the state in {folder}")
    try:
        content: dict[str, Any] = json.loads((folder / CONTROL_FILE).read_bytes())
    except (OSError, ValueError) as error:
        raise ControlError(f"the simulator with the state in {folder} is not ready") from error
    return content


def ask(folder: Path, verb: str, exchange: str | None = None, **details: Any) -> Any:
    """Send one request to the simulator that runs with this state folder, and return its result."""
    about = control_file(folder)
    request = {"token": about["token"], "verb": verb, "exchange": exchange, **details}
    try:
        with socket.create_connection(("127.0.0.1", about["port"]), timeout=ANSWER_SECONDS) as connection:
            connection.sendall(json.dumps(request).encode("ascii") + b"\n")
            with connection.makefile("rb") as stream:
                line = stream.readline()
    except OSError as error:
        raise ControlError(f"the simulator with the state in {folder} does not answer: {error}") from error
    if not line:
        raise ControlError(f"the simulator with the state in {folder} closed the control channel")
    answer = json.loads(line)
    if not answer["ok"]:
        raise ControlError(answer["error"])
    return answer["result"]
