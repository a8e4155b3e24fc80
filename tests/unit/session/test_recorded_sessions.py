"""Each file in data/ is a recorded session: what the exchange printed, and what has to come of it.

A recording from the connection option `record_directory` becomes a test by adding the replies that are right.
"""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.session.recording import Recorder
from tests.unit.session.conftest import OpenSession
from tests.unit.session.scripted_exchange import Script, one_byte_each

FILES = sorted((Path(__file__).parent / "data").glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("chunks", ["whole", "one byte each"])
def test_recorded_session(open_session: OpenSession, transport: str, path: Path, chunks: str) -> None:
    recorded: list[dict[str, Any]] = json.loads(path.read_text())["exchanges"]
    answers = iter(recorded)

    def play(_command: str) -> list[bytes | float | None]:
        octets = next(answers)["answer"].encode("latin-1")
        return [octets] if chunks == "whole" else one_byte_each(octets)

    with open_session(Script(play), transport) as session:
        for exchange in recorded:
            reply = session.send(exchange["command"])
            found = {"kind": str(reply.kind), "code": reply.code, "text": reply.text, "rows": list(reply.rows)}
            assert found == exchange["reply"], exchange["command"]


def test_there_are_recorded_sessions() -> None:
    assert FILES


def test_a_recording_is_private_and_holds_no_secret(open_session: OpenSession, tmp_path: Path) -> None:
    recorder = Recorder(str(tmp_path / "new"), "../branch office")
    script = Script(lambda command: [f"{command}\r\nSTORED\r\nPRG> ".encode()])
    with open_session(script, on_exchange=recorder) as session:
        session.send("WRITE 90-02-02 2 = 4711")
        session.send("WRITE 15-01-01 105 = Kari N")
    recorder.close()
    recorder.close()
    path = Path(recorder.path)
    assert path.parent == tmp_path / "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    text = path.read_text()
    assert "4711" not in text
    assert "s3cret-pw" not in text
    lines = [json.loads(line) for line in text.splitlines()]
    assert lines[1] == {
        "command": "WRITE 15-01-01 105 = Kari N",
        "answer": "WRITE 15-01-01 105 = Kari N\r\nSTORED\r\nPRG> ",
    }


def test_a_recording_does_not_follow_a_link(tmp_path: Path) -> None:
    (tmp_path / "branch.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"):
        Recorder(str(tmp_path), "branch")
