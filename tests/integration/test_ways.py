"""Real Ansible runs through jump hosts and along serial lines: what the inventory variables do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.thread import FleetHandle, run_in_thread
from tests.integration.ansible_run import AnsibleRun
from tests.unit.session.jump_server import JUMP_PASSWORD, JUMP_USER, JumpServer, jumping

X = "branch-office"
COMMAND = "sentral.nec.pbx_command"


@pytest.fixture
def server() -> Iterator[JumpServer]:
    """A jump host."""
    with jumping(JumpServer()) as running:
        yield running


@pytest.fixture
def fleet() -> Iterator[FleetHandle]:
    """An exchange that can be reached in every way."""
    entry = {"name": X, "ssh_port": 0, "telnet_port": 0, "console_port": 0, "serial_line": True, "sessions": 20}
    with run_in_thread([entry]) as handle:
        yield handle


def test_every_way(server: JumpServer, fleet: FleetHandle, tmp_path: Path) -> None:
    host, ssh = fleet.address(X, "ssh")
    telnet, console = fleet.address(X, "telnet")[1], fleet.address(X, "console")[1]
    device = fleet.serial_line(X)
    jump = f"{JUMP_USER}@127.0.0.1:{server.port}"
    over_ssh = {"ansible_host": host, "ansible_port": ssh}
    over_telnet = {"ansible_host": "localhost", "ansible_port": telnet, "pbx_transport": "telnet"}
    hosts = {
        "jump-ssh": {**over_ssh, "pbx_jump_host": jump},
        "jump-telnet": {**over_telnet, "pbx_jump_host": [jump]},
        "jump-twice": {**over_telnet, "pbx_jump_host": f"{jump},{jump}"},
        "proxy-jump": {**over_ssh, "ansible_ssh_common_args": f'-o ProxyJump="{jump}"'},
        "proxy-command": {**over_ssh, "ansible_ssh_common_args": '-o ProxyCommand="nc %h %p"'},
        "jump-no-user": {**over_ssh, "pbx_jump_host": "127.0.0.1"},
        "jump-wrong-password": {**over_ssh, "pbx_jump_host": jump, "pbx_jump_password": "no-secret-1"},
        "alias": {**over_ssh, "pbx_jump_host": jump, "pbx_host_key_alias": "nobody-knows-me"},
        "console": {"pbx_transport": "serial", "pbx_serial": f"127.0.0.1:{console}"},
        "device": {"pbx_transport": "serial", "pbx_serial": device, "pbx_serial_baud": 115200},
        "no-line": {"pbx_transport": "serial"},
        "far-console": {"pbx_transport": "serial", "pbx_serial": "192.0.2.1:7001"},
    }
    known = fleet.known_hosts() + server.known_hosts_line()
    for variables in hosts.values():
        variables.setdefault("pbx_jump_password", JUMP_PASSWORD)
    run = AnsibleRun(tmp_path / "run", hosts, known)
    outcome = run.module("all", COMMAND, "commands=VERSION", "--forks", "2")
    reached = {name for name, result in outcome.results.items() if "stdout" in result}
    assert reached == {"jump-ssh", "jump-telnet", "jump-twice", "proxy-jump", "console", "device"}, outcome.output
    says = {
        "proxy-command": "ProxyCommand in ansible_ssh_common_args cannot be used",
        "jump-no-user": "'127.0.0.1' has no user",
        "jump-wrong-password": "'operator'; check the user in pbx_jump_host and pbx_jump_password",
        "alias": "is not known (ssh-ed25519",
        "no-line": "pbx_transport: serial needs pbx_serial",
        "far-console": "the console server at 192.0.2.1:7001 would send the password in plain text",
    }
    for name, sentence in says.items():
        assert sentence in outcome.results[name]["msg"], name
        wrong_setting = name in ("proxy-command", "jump-no-user", "no-line")
        assert outcome.results[name].get("unreachable", False) is not wrong_setting, name
    assert "Traceback" not in outcome.output
    assert JUMP_PASSWORD not in outcome.output
    assert "no-secret-1" not in outcome.output
    # A write: to the simulator on a line of this machine, and never to what is behind a jump host.
    fleet.fault(X, writes_fatal="on")
    refused = run.module(
        "jump-*:proxy-jump:!jump-no-user:!jump-wrong-password", COMMAND, "commands='WRITE 15-01-01 105 = K'"
    )
    assert {name for name, result in refused.results.items() if "nothing is written to" in result["msg"]} == {
        "jump-ssh",
        "jump-telnet",
        "jump-twice",
        "proxy-jump",
    }
    assert fleet.counters(X)["fatal_writes"] == 0
    fleet.clear_faults(X)
    written = run.module("console:device", COMMAND, "commands='WRITE 15-01-01 105 = K'", "--forks", "1")
    assert all(result["changed"] for result in written.results.values()), written.output
    assert fleet.state(X)["15-01-01 105"] == "K"


def test_a_session_that_is_not_ended_is_a_warning(fleet: FleetHandle, tmp_path: Path) -> None:
    host, port = fleet.address(X, "telnet")
    way = {"ansible_host": host, "ansible_port": port, "pbx_transport": "telnet", "pbx_disconnect_timeout": 0.0001}
    run = AnsibleRun(tmp_path / "run", {X: way}, "")
    fleet.fault(X, latency=300)
    outcome = run.module(X, COMMAND, "commands=VERSION")
    assert outcome.exit_code == 0, outcome.output
    assert "did not end the session within 0.0001 s (pbx_disconnect_timeout) after LOGOUT" in outcome.output
