"""The session and the connection plugin with the real simulator, over SSH and telnet, and with real Ansible runs."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from ansible.parsing.vault import VaultLib, VaultSecret

from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import (
    LoginRefused,
    SessionLimitReached,
    SessionLost,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import ReplyKind
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from simulator.thread import FleetHandle, run_in_thread
from tests.integration.ansible_run import AnsibleRun

EXCHANGE = "branch-office"
COMMAND = "sentral.nec.pbx_command"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """A private key that the exchange knows."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    path = tmp_path / "id_ed25519"
    key.write_private_key(str(path))
    key.write_public_key(str(path.with_suffix(".pub")))
    return path


@pytest.fixture
def fleet(key_file: Path) -> Iterator[FleetHandle]:
    """One exchange with both transports on free ports."""
    public = key_file.with_suffix(".pub").read_text().strip()
    accounts = [{"user": 2, "name": "tech", "password": "12345678", "level": "IN", "authorized_keys": [public]}]
    entry = {"name": EXCHANGE, "ssh_port": 0, "telnet_port": 0, "sessions": 2, "accounts": accounts}
    with run_in_thread([entry]) as handle:
        yield handle


@pytest.fixture(params=["ssh", "telnet"])
def target(request: pytest.FixtureRequest, fleet: FleetHandle, tmp_path: Path) -> Target:
    """How to reach it; each test runs over both transports."""
    known_hosts = tmp_path / "known_hosts"
    known_hosts.write_text(fleet.known_hosts())
    host, port = fleet.address(EXCHANGE, request.param)
    return Target(EXCHANGE, host, port, request.param, "tech", "12345678", known_hosts=(str(known_hosts),))


@pytest.fixture
def session(target: Target) -> Iterator[Session]:
    """A session with it."""
    with Session.open(target, SESSION_PROFILE) as opened:
        yield opened


def test_read_write_and_refusal(session: Session, fleet: FleetHandle) -> None:
    assert session.send("VERSION").rows[0] == "MODEL SV9100"
    assert session.send("READ 11-02-01 5").rows == ("11-02-01 5 = 105",)
    assert session.send("WRITE 15-01-01 105 = Kari N").stored
    assert fleet.state(EXCHANGE)["15-01-01 105"] == "Kari N"
    refused = session.send("WRITE 11-02-01 6 = 105")
    assert (refused.kind, refused.code, refused.text) == (ReplyKind.REFUSED, "08", "NUMBER IN USE 11-02-01 5")


def test_a_long_listing(session: Session) -> None:
    reply = session.send("LIST 11-02 ALL")
    assert len(reply.rows) == 960
    assert reply.text == "OK ROWS 960"


def test_small_chunks_and_alarm_lines(session: Session, fleet: FleetHandle) -> None:
    expected = session.send("LIST 11-01").rows
    fleet.fault(EXCHANGE, chunk=1)
    for place in range(0, 60, 3):
        fleet.fault(EXCHANGE, alarm=place)
        assert session.send("LIST 11-01").rows == expected
    fleet.fault(EXCHANGE, alarm=100_000)  # after the prompt
    assert session.send("LIST 11-01").rows == expected
    assert session.send("LIST 11-01").rows == expected


def test_busy_unknown_and_drop(session: Session, fleet: FleetHandle) -> None:
    fleet.fault(EXCHANGE, busy=2)
    assert session.send("WRITE 15-01-01 105 = Kari").stored
    fleet.fault(EXCHANGE, unknown=1)
    assert session.send("WRITE 15-01-01 105 = Ola").kind is ReplyKind.UNKNOWN
    fleet.fault(EXCHANGE, drop=0, drop_when="after")
    with pytest.raises(SessionLost) as raised:
        session.send("WRITE 15-01-01 105 = Per")
    assert raised.value.command == "WRITE 15-01-01 105 = Per"
    assert fleet.state(EXCHANGE)["15-01-01 105"] == "Per"


def test_writes_fatal(session: Session, fleet: FleetHandle) -> None:
    """The exchange refuses and hangs up without a prompt: the session is lost."""
    fleet.fault(EXCHANGE, writes_fatal="on")
    with pytest.raises(SessionLost, match="REFUSED 99 WRITES ARE FATAL"):
        session.send("WRITE 15-01-01 105 = Kari")


def test_a_session_is_left_in_order(target: Target, fleet: FleetHandle) -> None:
    for _ in range(5):
        with Session.open(target, SESSION_PROFILE) as opened:
            assert opened.send("VERSION").done
    assert fleet.status()["exchanges"][0]["open_sessions"] == 0
    assert not [thread for thread in threading.enumerate() if "Transport" in repr(thread)]


def test_session_limit(target: Target) -> None:
    with (
        Session.open(target, SESSION_PROFILE),
        Session.open(target, SESSION_PROFILE),
        pytest.raises(SessionLimitReached, match="takes 2 programming sessions at a time, and too many are open"),
    ):
        Session.open(target, SESSION_PROFILE)


def test_a_private_key(fleet: FleetHandle, key_file: Path) -> None:
    host, port = fleet.address(EXCHANGE, "ssh")
    with_key = Target(EXCHANGE, host, port, user="tech", private_key_file=str(key_file), host_key_checking=False)
    with Session.open(with_key, SESSION_PROFILE) as opened:
        assert opened.send("VERSION").done
    other = Target(EXCHANGE, host, port, user="nobody", private_key_file=str(key_file), host_key_checking=False)
    with pytest.raises(LoginRefused):
        Session.open(other, SESSION_PROFILE)


@pytest.fixture
def hosts(fleet: FleetHandle) -> dict[str, dict[str, Any]]:
    """The exchange under many names: each host reaches it in another way, or fails to."""
    host, ssh = fleet.address(EXCHANGE, "ssh")
    _host, telnet = fleet.address(EXCHANGE, "telnet")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    over_ssh = {"ansible_host": host, "ansible_port": ssh}
    over_telnet = {"ansible_host": host, "ansible_port": telnet, "pbx_transport": "telnet"}
    return {
        "by-ssh": over_ssh,
        "by-telnet": over_telnet,
        "nobody-listens": {"ansible_host": host, "ansible_port": closed},
        "wrong-password": {**over_ssh, "ansible_password": "no-secret-1"},
        "wrong-password-telnet": {**over_telnet, "ansible_password": "no-secret-1"},
        "unknown-key": {**over_ssh, "pbx_known_hosts": "missing"},
        "wrong-key": {**over_ssh, "pbx_known_hosts": "{{ playbook_dir }}/wrong_known_hosts"},
        "unchecked-key": {**over_ssh, "pbx_known_hosts": "missing", "ansible_host_key_checking": False},
        "far-telnet": {"ansible_host": "192.0.2.1", "pbx_transport": "telnet"},
        "wrong-protocol": {"ansible_host": host, "ansible_port": telnet, "pbx_connect_timeout": 2},
        "recorded": {**over_ssh, "pbx_record_directory": "{{ playbook_dir }}/recordings"},
    }


@pytest.fixture
def ansible(tmp_path: Path, fleet: FleetHandle, hosts: dict[str, dict[str, Any]]) -> AnsibleRun:
    """Ansible with these hosts."""
    another = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    names = fleet.known_hosts().split()[0]
    run = AnsibleRun(tmp_path / "run", hosts, fleet.known_hosts())
    (run.folder / "wrong_known_hosts").write_text(f"{names} {another}")
    return run


def test_who_is_reached_and_who_is_not(ansible: AnsibleRun) -> None:
    outcome = ansible.module("all:!recorded", COMMAND, "commands=VERSION", "--forks", "2")
    reached = {name for name, result in outcome.results.items() if "stdout" in result}
    assert reached == {"by-ssh", "by-telnet", "unchecked-key"}, outcome.output
    says = {
        "nobody-listens": "(connection refused); check ansible_host and ansible_port",
        "wrong-password": "refused the log-in of 'tech'; check ansible_user and ansible_password",
        "wrong-password-telnet": "refused the log-in of 'tech'; check ansible_user and ansible_password",
        "unknown-key": "is not known (ssh-ed25519 SHA256:",
        "wrong-key": "somebody may be listening in",
        "far-telnet": "telnet to 192.0.2.1:23 would send the password in plain text",
        "wrong-protocol": "does not speak SSH as expected (no SSH banner came); check ansible_port and pbx_transport",
    }
    for name, sentence in says.items():
        result = outcome.results[name]
        assert result["unreachable"] is True, name
        assert f"{name}: " in result["msg"]
        assert sentence in result["msg"]
        assert "failed" not in result
    assert outcome.exit_code == 4
    assert "Traceback" not in outcome.output
    assert "12345678" not in outcome.output
    assert "no-secret-1" not in outcome.output


@pytest.mark.parametrize(
    ("module", "arguments", "remedy"),
    [
        ("setup", "", "set gather_facts: false, and use the sentral.nec.pbx_* modules"),
        ("gather_facts", "", "set gather_facts: false, and use the sentral.nec.pbx_* modules"),
        ("ping", "", "use the sentral.nec.pbx_* modules"),
        ("copy", "content=x dest=x", "use the sentral.nec.pbx_* modules"),
        ("fetch", "src=x dest=x", "use the sentral.nec.pbx_* modules"),
        ("raw", "x", "use the sentral.nec.pbx_* modules"),
        ("command", "x", "use the sentral.nec.pbx_* modules"),
    ],
)
def test_an_ordinary_module_gets_one_sentence(
    ansible: AnsibleRun, fleet: FleetHandle, module: str, arguments: str, remedy: str
) -> None:
    outcome = ansible.module("by-ssh", module, arguments)
    sentence = f"sentral.nec.pbx connects to a telephone exchange, which cannot run the module {module}; {remedy}."
    assert f"by-ssh: {sentence}" in outcome.results["by-ssh"]["msg"]
    assert outcome.exit_code == 2
    assert "Traceback" not in outcome.output
    assert fleet.counters(EXCHANGE)["sessions"] == 0


def test_a_play_that_gathers_facts(ansible: AnsibleRun) -> None:
    outcome = ansible.playbook([{"hosts": "by-ssh", "gather_facts": True, "tasks": []}])
    assert outcome.exit_code == 2
    assert "which cannot run the module" in outcome.output
    assert "set gather_facts: false" in outcome.output
    assert "Traceback" not in outcome.output


def test_a_password_from_vault_in_a_play_that_may_not_show_it(ansible: AnsibleRun) -> None:
    (ansible.folder / "vault-password").write_text("open sesame")
    secret = [("default", VaultSecret(b"open sesame"))]
    encrypted = VaultLib(secret).encrypt("12345678").decode()
    text = (
        "- hosts: by-ssh,by-telnet\n  gather_facts: false\n  vars:\n    ansible_password: !vault |\n"
        + "".join(f"      {line}\n" for line in encrypted.splitlines())
        + "  tasks:\n"
        "    - sentral.nec.pbx_command: {commands: [VERSION]}\n      register: answer\n"
        "    - ansible.builtin.assert: {that: \"answer.replies[0].rows[0] == 'MODEL SV9100'\"}\n"
    )
    outcome = ansible.playbook(text, "--vault-password-file", str(ansible.folder / "vault-password"), "-vvvv")
    assert outcome.exit_code == 0, outcome.output
    assert "12345678" not in outcome.output


def test_a_recording(ansible: AnsibleRun) -> None:
    text = "- hosts: recorded\n  tasks:\n    - sentral.nec.pbx_command: {commands: [VERSION, READ 11-02-01 5]}\n"
    assert ansible.playbook(text).exit_code == 0
    path = ansible.folder / "recordings" / "recorded.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["command"] for line in lines] == ["VERSION", "READ 11-02-01 5"]
    assert lines[1]["answer"] == "READ 11-02-01 5\r\n11-02-01 5 = 105\r\nOK ROWS 1\r\nPRG> "
    assert path.stat().st_mode & 0o777 == 0o600
    assert "12345678" not in path.read_text()


def test_a_loop_uses_one_session(ansible: AnsibleRun, fleet: FleetHandle) -> None:
    """As long as the task lasts: the connection is kept from item to item."""
    task = {COMMAND: {"commands": "READ 11-02-01 {{ item }}"}, "loop": ["1", "2", "3"]}
    assert ansible.playbook([{"hosts": "by-ssh", "tasks": [task]}]).exit_code == 0
    assert fleet.counters(EXCHANGE)["sessions"] == 1
