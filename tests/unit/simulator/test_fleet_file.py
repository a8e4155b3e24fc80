"""The fleet file: what is wrong is said with the name of the exchange and the key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.fleet_file import FleetFileError, fleet_config, read_fleet_file

OSLO = {"name": "oslo", "telnet_port": 2301}


def test_everything_has_a_default_but_name_and_port() -> None:
    config = fleet_config({"exchanges": [OSLO]}).exchanges[0]
    assert (config.model, config.region, config.address) == ("sv9100", "EU", "127.0.0.1")
    assert (config.ssh_port, config.sessions, config.removed_numbers) == (None, 2, "keep")
    assert config.hardware[0].row == "SLOT 1 CARD DLCA PORTS 1-16"
    assert config.system == "SV91-8E016391"
    assert config.licences == {"SYSTEM-PORTS": 960, "VOICE-MAIL-PORTS": 16, "ACD-AGENTS": 64}


def test_every_exchange_has_an_identity_of_its_own() -> None:
    fleet = {
        "exchanges": [OSLO, {"name": "bodo", "telnet_port": 0}, {"name": "moss", "telnet_port": 0, "system": "K-1"}]
    }
    one, other, named = fleet_config(fleet).exchanges
    assert one.system != other.system
    assert named.system == "K-1"
    assert fleet_config(fleet).exchanges[0].system == one.system


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"telnetport": 1}, "exchange oslo: telnetport: unknown key"),
        ({"name": "../up"}, "name: must be"),
        ({"name": 7}, "name: 7 is not text; write it in quotes"),
        ({"model": "sv1"}, "exchange oslo: model: 'sv1' is not one of sl1100, sl2100, sv8100, sv9100"),
        ({"region": False}, "exchange oslo: region: False is not text; write it in quotes"),
        ({"region": "XX"}, "exchange oslo: region: 'XX' is not one of"),
        ({"software": 12.0}, "exchange oslo: software: 12.0 is not text; write it in quotes"),
        ({"address": "10.0.0.1"}, "exchange oslo: address: '10.0.0.1' is not in 127.0.0.0/8"),
        ({"address": "localhost"}, "exchange oslo: address:"),
        ({"ssh_port": "22"}, "exchange oslo: ssh_port: '22' is not a number from 0 to 65535"),
        ({"ssh_port": True}, "exchange oslo: ssh_port:"),
        (
            {"telnet_port": None},
            "exchange oslo: ssh_port: give ssh_port, telnet_port, console_port or serial_line: true",
        ),
        ({"ssh_port": 2301}, "exchange oslo: telnet_port: 127.0.0.1:2301 is the ssh_port of oslo"),
        ({"sessions": 0}, "exchange oslo: sessions: 0 is not a number"),
        ({"removed_numbers": "forget"}, "exchange oslo: removed_numbers: 'forget' is not one of keep, erase"),
        ({"clock": "noon"}, "exchange oslo: clock: 'noon' is not a time"),
        ({"hardware": "none"}, "exchange oslo: hardware: must be a list"),
        ({"hardware": [{"slot": 1, "card": "DLCA"}]}, "slot 1: give one of ports, trunks, messages, mailboxes"),
        ({"hardware": [{"slot": 1, "card": "DLCA", "ports": "16"}]}, "slot 1: ports: '16' is not a range"),
        ({"hardware": [{"slot": 1, "card": "DLCA", "ports": "900-999"}]}, "SV9100 has not so many"),
        ({"model": "sl2100", "hardware": [{"slot": 1, "card": "A", "ports": "1-129"}]}, "SL2100 has not so many"),
        ({"hardware": [{"slot": 1, "card": "A", "mailboxes": "1-129"}]}, "mailboxes: SV9100 has not so many"),
        ({"hardware": [{"slot": 1, "card": "DLCA", "ports": "1-9", "x": 1}]}, "hardware: unknown key 'x'"),
        ({"hardware": [{"slot": 1, "card": "A", "ports": "1-9"}] * 2}, "slot 1: two cards in one slot"),
        (
            {"hardware": [{"slot": 1, "card": "A", "ports": "1-9"}, {"slot": 2, "card": "A", "ports": "9-9"}]},
            "slot 2: ports: some are on slot 1 already",
        ),
        ({"system": 7}, "exchange oslo: system: 7 is not text; write it in quotes"),
        ({"system": "a b"}, "exchange oslo: system: must be 1 to 32 letters, digits or dashes"),
        ({"system": "A" * 33}, "exchange oslo: system: must be 1 to 32 letters, digits or dashes"),
        ({"licences": ["ACD-AGENTS"]}, "exchange oslo: licences: must be a mapping such as {VOICE-MAIL-PORTS: 16}"),
        ({"licences": {"acd": 1}}, "exchange oslo: licences: 'acd' is no name of capital letters and dashes"),
        ({"licences": {"ACD-AGENTS": "1"}}, "exchange oslo: licences: ACD-AGENTS: '1' is not a number from 0 to 99999"),
        ({"accounts": {"user": 2}}, "exchange oslo: accounts: must be a list"),
        ({"accounts": [{"user": 9}]}, "accounts: user 9 is not a number from 1 to 8"),
        ({"accounts": [{"user": 2, "level": "XX"}]}, "accounts: user 2: level 'XX' is not one of"),
        ({"accounts": [{"user": 2, "password": 1234}]}, "accounts: user 2: password must be"),
        ({"accounts": [{"user": 2, "password": "abc"}]}, "accounts: user 2: password must be"),
        ({"accounts": [{"user": 2, "name": "far too long"}]}, "accounts: user 2: name must be"),
        ({"accounts": [{"user": 2, "pin": "1"}]}, "accounts: unknown key 'pin'"),
        ({"accounts": [{"user": 2}, {"user": 2}]}, "accounts: a user number stands there twice"),
        ({"accounts": [{"user": 2, "authorized_keys": ["gone.pub"]}]}, "the key file gone.pub cannot be read"),
    ],
)
def test_a_mistake_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(FleetFileError) as caught:
        fleet_config({"exchanges": [{**OSLO, **change}]})
    assert message in str(caught.value)


@pytest.mark.parametrize("content", [None, [], {}, {"exchanges": []}, {"exchanges": {}}, {"exchanges": [OSLO], "x": 1}])
def test_a_file_of_another_form(content: Any) -> None:
    with pytest.raises(FleetFileError):
        fleet_config(content)


def test_two_exchanges_need_two_names_and_two_addresses() -> None:
    with pytest.raises(FleetFileError, match="exchange oslo: name: there are two"):
        fleet_config({"exchanges": [OSLO, OSLO]})
    with pytest.raises(FleetFileError, match=r"exchange bergen: telnet_port: .*:2301 is the telnet_port of oslo"):
        fleet_config({"exchanges": [OSLO, {**OSLO, "name": "bergen"}]})


def test_a_file_that_is_not_there_or_not_yaml(tmp_path: Path) -> None:
    with pytest.raises(FleetFileError, match="cannot be read"):
        read_fleet_file(tmp_path / "none.yml")
    broken = tmp_path / "broken.yml"
    broken.write_text("exchanges: [")
    with pytest.raises(FleetFileError, match="is not YAML"):
        read_fleet_file(broken)
