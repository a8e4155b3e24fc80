"""A simulated exchange that is made as the archived one is, and lives as long as a drill."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError

ROOT = Path(__file__).resolve().parents[2]
"""The collection: the simulator is a folder of it."""
NAME = "drill"
_SLOT = re.compile(r"SLOT ([0-9]+) CARD (\S+) (PORTS|TRUNKS|MESSAGES|MAILBOXES) ([0-9]+-[0-9]+)")
_LICENCE = re.compile(r"LICENCE (\S+) ([0-9]+)")
ACCOUNT, PASSWORD = "tech", "12345678"
"""What a simulated exchange has from the factory. [P-SL21 p.596]"""
SECONDS = 60.0


@contextmanager
def simulated(exchange: str, capture: Capture, folder: Path) -> Iterator[Target]:
    """Start an exchange with the model, software, hardware and licences of a backup; ends with the block.

    Raises ``InputError`` where it cannot be simulated.
    """
    fleet, state = folder / "fleet.yml", folder / "state"
    fleet.write_text(yaml.safe_dump({"exchanges": [_description(capture)]}), encoding="utf-8")
    try:
        _simulator(exchange, "up", str(fleet), "--state", str(state))
        status = json.loads(_simulator(exchange, "status", "--json", "--state", str(state)))
        telnet = status["exchanges"][0]["telnet"]
        yield Target(exchange, telnet["address"], telnet["port"], "telnet", ACCOUNT, PASSWORD)
    finally:
        subprocess.run(_command("down", "--state", str(state)), cwd=ROOT, capture_output=True, check=False)


def _description(capture: Capture) -> dict[str, Any]:
    """What a fleet file says of such an exchange."""
    cards = [match for row in capture.hardware if (match := _SLOT.fullmatch(row))]
    licences = [match for row in capture.licences if (match := _LICENCE.fullmatch(row))]
    return {
        "name": NAME,
        "model": capture.model.lower(),
        "region": capture.region,
        "software": capture.software,
        "system": capture.system,
        "telnet_port": 0,
        "hardware": [{"slot": int(card[1]), "card": card[2], card[3].lower(): card[4]} for card in cards],
        "licences": {licence[1]: int(licence[2]) for licence in licences},
    }


def _simulator(exchange: str, *words: str) -> str:
    done = subprocess.run(_command(*words), cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason was given"]
        raise InputError(f"{exchange}: the exchange of the drill cannot be simulated: {said[0]}")
    return done.stdout


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "simulator", *words]
