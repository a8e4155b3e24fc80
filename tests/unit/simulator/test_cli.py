"""The command line as a person or a Makefile uses it: in processes of its own, without a terminal."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.state_lock import is_locked
from tests.unit.simulator.line_client import LineClient

ROOT = Path(__file__).resolve().parents[3]
FLEET = """
exchanges:
  - {name: oslo, address: 127.0.0.21, ssh_port: 0, telnet_port: 0}
  - {name: bergen, ssh_port: 0}
  - {name: bodo, telnet_port: 0, clock: "2026-11-23 18:30"}
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def fleet_file(tmp_path: Path) -> Path:
    path = tmp_path / "fleet.yml"
    path.write_text(FLEET)
    return path


@pytest.fixture
def run(tmp_path: Path, fleet_file: Path) -> Iterator[Run]:
    """Run ``python -m simulator`` with a state folder of its own; what is still up afterwards is taken down."""

    def run_command(*words: str | Path, state: Path = tmp_path / "state") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "simulator", *map(str, words), "--state", str(state)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)

    yield run_command
    if is_locked(tmp_path / "state"):
        assert run_command("down").returncode == 0


def status_of(run: Run) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(run("status", "--json").stdout)
    return result


def test_up_status_down(run: Run, fleet_file: Path, tmp_path: Path) -> None:
    up = run("up", fleet_file)
    assert (up.returncode, up.stderr) == (0, "")
    oslo, bergen, bodo = up.stdout.splitlines()
    assert oslo.startswith("oslo  SV9100  ssh 127.0.0.21:")
    assert bergen.endswith("no telnet")
    assert "no ssh" in bodo
    status = status_of(run)
    assert status["running"]
    assert [exchange["name"] for exchange in status["exchanges"]] == ["oslo", "bergen", "bodo"]
    assert oslo in run("status").stdout
    down = run("down")
    assert (down.returncode, down.stdout) == (0, "stopped\n")
    assert not is_locked(tmp_path / "state")
    gone = run("status", "--json")
    assert (gone.returncode, json.loads(gone.stdout)["running"]) == (1, False)
    assert "no simulator is running" in run("status").stderr
    assert run("down").returncode == 1


def test_a_second_up_says_that_one_runs(run: Run, fleet_file: Path) -> None:
    run("up", fleet_file)
    second = run("up", fleet_file)
    assert second.returncode == 1
    assert second.stderr.startswith("simulator: a simulator is already running with the state in ")
    assert status_of(run)["running"]


def test_an_address_that_is_taken_is_named_and_nothing_is_left(run: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        path = tmp_path / "taken.yml"
        path.write_text(f"exchanges: [{{name: oslo, ssh_port: 0}}, {{name: bergen, telnet_port: {port}}}]")
        up = run("up", path)
    assert (up.returncode, up.stdout) == (1, "")
    assert up.stderr == f"simulator: exchange bergen: the address 127.0.0.1:{port} is already taken\n"
    assert not is_locked(tmp_path / "state")


def test_a_bad_fleet_file_is_one_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.yml"
    path.write_text("exchanges: [{name: oslo, port: 1}]")
    up = run("up", path)
    assert up.returncode == 1
    assert up.stderr.count("\n") == 1
    assert "exchange oslo: port: unknown key" in up.stderr


def test_the_state_folder_is_beside_the_fleet_file_by_default(fleet_file: Path) -> None:
    command = [sys.executable, "-m", "simulator"]
    try:
        subprocess.run([*command, "up", fleet_file], cwd=ROOT, check=True, capture_output=True, timeout=30)
        assert (fleet_file.parent / ".simulator" / "exchanges" / "oslo").is_dir()
    finally:
        subprocess.run([*command, "down", fleet_file], cwd=ROOT, check=True, capture_output=True, timeout=30)


def test_faults_counters_and_the_rest(run: Run, fleet_file: Path) -> None:
    run("up", fleet_file)
    assert json.loads(run("fault", "bodo", "latency=1", "refuse=1", "refuse_code=07").stdout) == {
        "latency": "1",
        "refuse": "1",
        "refuse_code": "07",
    }
    telnet = status_of(run)["exchanges"][2]["telnet"]
    with LineClient((telnet["address"], telnet["port"])) as client:
        client.log_in()
        assert client.ask("WRITE 15-01-01 105 = Kari") == ["REFUSED 07 NOT IN NUMBERING PLAN"]
        assert run("fault", "bodo", "clear").stdout == "{}\n"
        assert client.ask("WRITE 15-01-01 105 = Kari") == ["STORED"]
        assert client.ask("ALARMS")[0].startswith("MIN 0041 WAR 2026-11-23 18:30 ")
        assert run("poke", "bodo", "15-01-01", "105", "=", "by hand").returncode == 0
        assert client.ask("READ 15-01-01 105")[0] == "15-01-01 105 = by hand"
        assert json.loads(run("snapshot", "bodo").stdout) == {"15-01-01 105": "by hand"}
        assert json.loads(run("counters", "bodo").stdout)["commands"] == {"WRITE": 2, "ALARMS": 1, "READ": 1}
        run("night-mode", "bodo", "1", "4")
        assert client.ask("MODE 1")[0] == "NIGHT GROUP 1 MODE 4"
        run("keep-messages", "bodo", "STATION", "12", "3")
        assert client.ask("MAILBOXES") == ["STATION 12 KEPT 3", "OK ROWS 1"]
        run("telephone", "bodo", "105", "do-not-disturb", "on")
        assert client.ask("TELEPHONES") == ["105 DO-NOT-DISTURB", "OK ROWS 1"]
        run("telephone", "bodo", "105", "do-not-disturb", "off")
        assert client.ask("TELEPHONES") == ["OK ROWS 0"]
        run("reset", "bodo")
        assert client.ask("READ 15-01-01 105")[0] == "15-01-01 105 ="
        run("cut", "bodo")
        assert client.rest() == b""


IMPOSSIBLE = {
    "fault nobody latency=1": "there is no exchange 'nobody'; there are oslo, bergen, bodo",
    "fault oslo speed=1": "speed: there is no such fault",
    "fault oslo latency": "'latency' is neither clear nor name=value",
    "poke oslo 99-01-01 1 = 2": "REFUSED 02 UNKNOWN ITEM",
    "poke oslo 11-02-01 961 = 2": "REFUSED 03 INDEX OUT OF RANGE",
    "night-mode oslo 1 9": "there is no night group 1 with a mode 9",
    "keep-messages oslo STATION 129 1": "there is no mailbox STATION 129",
    "keep-messages oslo ROUTING 1 1": "there is no mailbox ROUTING 1",
    "keep-messages oslo GROUP 1 100": "a mailbox keeps 0 to 99 messages, not 100",
    "keep-messages oslo GROUP 1 few": "'few' is not a number of messages",
    "telephone oslo 999 do-not-disturb on": "there is no extension 999",
    "telephone oslo 105 logged-in off": "extension 105 is no agent of any queue (41-02)",
    "telephone oslo 105 asleep on": "a telephone has no 'asleep'",
    "telephone oslo 105 do-not-disturb maybe": "'maybe' is neither on nor off",
    "clock oslo noon": "'noon' is not a time",
}


def test_what_cannot_be_done_is_said(run: Run, fleet_file: Path) -> None:
    run("up", fleet_file)
    for words, message in IMPOSSIBLE.items():
        result = run(*words.split())
        assert result.returncode == 1, words
        assert message in result.stderr
        assert result.stderr.count("\n") == 1


def test_host_keys(run: Run, fleet_file: Path) -> None:
    run("up", fleet_file)
    ssh = status_of(run)["exchanges"][0]["ssh"]
    lines = run("host-keys", "--known-hosts").stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"[{ssh['address']}]:{ssh['port']} ssh-ed25519 AAAA")
    assert run("host-keys").stdout.startswith("oslo  SHA256:")


def test_the_control_file_is_private_and_the_token_is_asked_for(run: Run, fleet_file: Path, tmp_path: Path) -> None:
    run("up", fleet_file)
    path = tmp_path / "state" / "control.json"
    assert path.stat().st_mode & 0o777 == 0o600
    about = json.loads(path.read_text())
    with socket.create_connection(("127.0.0.1", about["port"]), timeout=5) as connection:
        for request in (b'{"verb": "stop"}', b'{"verb": "stop", "token": "x"}', b"nonsense", b"[]"):
            connection.sendall(request + b"\n")
            assert json.loads(connection.recv(4096))["ok"] is False
    assert status_of(run)["running"]


def test_down_ends_a_simulator_that_does_not_answer(run: Run, fleet_file: Path, tmp_path: Path) -> None:
    run("up", fleet_file)
    path = tmp_path / "state" / "control.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "token": "wrong"}))
    assert run("down").returncode == 0
    assert not is_locked(tmp_path / "state")


def test_after_a_kill_status_tells_the_truth_and_up_works_again(run: Run, fleet_file: Path, tmp_path: Path) -> None:
    run("up", fleet_file)
    os.kill(status_of(run)["pid"], signal.SIGKILL)
    until = time.monotonic() + 10
    while is_locked(tmp_path / "state") and time.monotonic() < until:
        time.sleep(0.01)
    assert "no simulator is running" in run("status").stderr
    assert run("up", fleet_file).returncode == 0


def test_in_the_foreground_it_ends_with_sigint(fleet_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "simulator", "up", str(fleet_file), "--foreground", "--state", str(tmp_path / "s")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert [process.stdout.readline().split()[0] for _ in range(3)] == ["oslo", "bergen", "bodo"]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
