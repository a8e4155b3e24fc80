"""What an exchange was told survives: a restart, a kill -9, a journal cut in the middle of a line."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator import storage
from simulator.control_client import control_file
from simulator.exchange import Exchange
from simulator.fleet_file import fleet_config
from simulator.mailboxes import keep_messages
from simulator.state_lock import is_locked
from simulator.storage import FolderStorage, StorageError
from simulator.telephones import set_at_telephone
from simulator.thread import run_in_thread
from tests.unit.simulator.conftest import Desk
from tests.unit.simulator.line_client import LineClient
from tests.unit.simulator.test_messages import greeting, upload

ROOT = Path(__file__).resolve().parents[3]
CONFIG = fleet_config({"exchanges": [{"name": "oslo", "telnet_port": 0}]}).exchanges[0]


def open_desk(folder: Path) -> Desk:
    return Desk(Exchange(CONFIG, FolderStorage(folder)))


def everything(desk: Desk) -> list[list[str]]:
    lines = [
        "VRS LIST",
        "ALARMS",
        "MODE 3",
        "MAILBOXES",
        "TELEPHONES",
        *(f"LIST {program}" for program in desk.exchange.state.model.programs),
    ]
    return [desk.rows(line) for line in lines]


def change_something(desk: Desk) -> None:
    assert desk.status("WRITE 15-01-01 105 = Kari") == "STORED"
    assert desk.status("WRITE 11-02-01 5 = 500") == "STORED"
    assert desk.status("WRITE 11-02-01 6 =") == "STORED"
    assert upload(desk, 3, greeting(0.1)) == "STORED"
    assert upload(desk, 4, greeting(0.2)) == "STORED"
    assert desk.status("VRS DELETE 4") == "STORED"
    assert upload(desk, 1012, greeting(0.1)) == "STORED"
    desk.exchange.state.set_night_mode(3, 7)
    set_at_telephone(desk.exchange.state, "107", "do-not-disturb", on=True)
    set_at_telephone(desk.exchange.state, "108", "do-not-disturb", on=True)
    set_at_telephone(desk.exchange.state, "108", "do-not-disturb", on=False)
    keep_messages(desk.exchange.state, "STATION", "12", 3)
    keep_messages(desk.exchange.state, "GROUP", "2", 1)
    keep_messages(desk.exchange.state, "GROUP", "3", 5)
    keep_messages(desk.exchange.state, "GROUP", "3", 0)


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "killed"])
def test_state_survives(tmp_path: Path, closed: bool) -> None:
    first = open_desk(tmp_path)
    change_something(first)
    before = everything(first)
    if closed:
        first.exchange.state.close()
    second = open_desk(tmp_path)
    assert everything(second) == before
    assert second.rows("VRS GET 3") == first.rows("VRS GET 3")
    assert second.rows("VRS GET 1012") == first.rows("VRS GET 1012")
    assert second.rows("MAILBOXES") == ["STATION 12 KEPT 3", "GROUP 2 KEPT 1", "OK ROWS 2"]
    assert second.rows("TELEPHONES") == ["107 DO-NOT-DISTURB", "OK ROWS 1"]
    assert len(list((tmp_path / "messages").iterdir())) == 1
    assert second.status("WRITE 11-07-01 1 = 500") == "REFUSED 08 NUMBER IN USE 11-02-01 5"
    assert second.status("WRITE 11-07-01 1 = 106") == "STORED"


def test_half_a_line_at_the_end_of_the_journal_was_never_answered(tmp_path: Path) -> None:
    change_something(open_desk(tmp_path))
    before = everything(open_desk(tmp_path))
    journal = tmp_path / "journal-0.jsonl"
    with journal.open("ab") as stream:
        stream.write(b'{"rows":[["15-01-01","105","Ol')
    desk = open_desk(tmp_path)
    assert everything(desk) == before
    desk.status("WRITE 15-01-01 107 = next")
    assert open_desk(tmp_path).rows("READ 15-01-01 107")[0] == "15-01-01 107 = next"


def test_a_long_journal_is_folded_into_a_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "LONGEST_JOURNAL", 2000)
    desk = open_desk(tmp_path)
    for number in range(100):
        desk.status(f"WRITE 15-01-01 105 = name {number}")
    journals = list(tmp_path.glob("journal-*.jsonl"))
    assert len(journals) <= 1
    assert everything(open_desk(tmp_path)) == everything(desk)


def test_a_kill_between_snapshot_and_journal_counts_nothing_twice(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    change_something(desk)
    before = everything(desk)
    journal = (tmp_path / "journal-0.jsonl").read_bytes()
    desk.exchange.state.close()
    (tmp_path / "journal-0.jsonl").write_bytes(journal)
    assert everything(open_desk(tmp_path)) == before


def test_reset_forgets_everything_also_on_disk(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    factory = everything(desk)
    change_something(desk)
    desk.exchange.reset()
    assert everything(desk) == [["NIGHT GROUP 3 MODE 1", *rows[1:]] if "MODE" in rows[0] else rows for rows in factory]
    assert everything(open_desk(tmp_path)) == everything(desk)
    assert not list((tmp_path / "messages").iterdir())


def test_a_password_changed_before_a_kill_is_not_given_back_to_the_fleet_file(tmp_path: Path) -> None:
    account = {"user": 2, "name": "sentral", "password": "1111", "level": "IN"}
    content = {"exchanges": [{"name": "oslo", "telnet_port": 0, "accounts": [account]}]}
    config = fleet_config(content).exchanges[0]
    Desk(Exchange(config, FolderStorage(tmp_path))).status("WRITE 90-02-02 2 = 2222")
    again = Exchange(config, FolderStorage(tmp_path))
    assert again.state.value_at("90-02-02", "2") == "2222"
    again.reset()
    assert again.state.value_at("90-02-02", "2") == "1111"


def test_only_the_owner_can_read_the_state(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "oslo")
    change_something(desk)
    desk.exchange.state.close()
    for path in [tmp_path / "oslo", *(tmp_path / "oslo").rglob("*")]:
        assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO), path


def test_a_state_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("[]")
    with pytest.raises(StorageError, match=r"state\.json is not a state file"):
        open_desk(tmp_path)
    (tmp_path / "state.json").write_text('{"generation": 1, "model": "SL2100"}')
    with pytest.raises(StorageError, match="SL2100"):
        open_desk(tmp_path)


def test_a_state_from_before_there_were_mailboxes_is_taken_up(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    desk.status("WRITE 15-01-01 105 = Kari")
    desk.exchange.state.close()
    path = tmp_path / "state.json"
    content = json.loads(path.read_text())
    del content["kept"]
    path.write_text(json.dumps(content))
    again = open_desk(tmp_path)
    assert again.status("MAILBOXES") == "OK ROWS 0"
    assert again.rows("READ 15-01-01 105")[0] == "15-01-01 105 = Kari"


def test_the_host_key_stays(tmp_path: Path) -> None:
    exchanges = [{"name": "oslo", "ssh_port": 0}]
    keys = []
    for _ in range(2):
        with run_in_thread(exchanges, tmp_path) as fleet:
            keys.append(fleet.known_hosts().split()[2])
    assert keys[0] == keys[1]


def test_a_journal_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "journal-0.jsonl").write_text("nonsense\n")
    with pytest.raises(StorageError, match=r"journal-0\.jsonl is not a journal"):
        open_desk(tmp_path)


def simulator(*words: str | Path) -> str:
    command = [sys.executable, "-m", "simulator", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True).stdout


def test_what_was_answered_is_there_after_kill_9(tmp_path: Path) -> None:
    fleet_file = tmp_path / "fleet.yml"
    fleet_file.write_text("exchanges: [{name: oslo, telnet_port: 0}]")
    state = tmp_path / ".simulator"
    simulator("up", fleet_file)
    with LineClient(telnet_address(state)) as client:
        client.log_in()
        for number in range(50):
            assert client.ask(f"WRITE 15-01-01 105 = {number}") == ["STORED"]
        os.kill(control_file(state)["pid"], signal.SIGKILL)
        assert client.rest() == b""
    while is_locked(state):
        time.sleep(0.01)
    simulator("up", fleet_file)
    try:
        with LineClient(telnet_address(state)) as client:
            client.log_in()
            assert client.ask("READ 15-01-01 105")[0] == "15-01-01 105 = 49"
            assert client.ask("ALARMS")[-1] == "OK ROWS 50"
    finally:
        simulator("down", fleet_file)


def telnet_address(state: Path) -> tuple[str, int]:
    telnet = control_file(state)["exchanges"][0]["telnet"]
    return telnet["address"], telnet["port"]
