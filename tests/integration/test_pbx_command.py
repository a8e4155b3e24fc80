"""pbx_command in real Ansible runs against the real simulator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.thread import FleetHandle, run_in_thread
from tests.integration.ansible_run import AnsibleRun

EXCHANGE = "branch-office"
COMMAND = "sentral.nec.pbx_command"


@pytest.fixture
def fleet() -> Iterator[FleetHandle]:
    """One exchange with both transports on free ports."""
    with run_in_thread([{"name": EXCHANGE, "ssh_port": 0, "telnet_port": 0}]) as handle:
        yield handle


@pytest.fixture
def ansible(tmp_path: Path, fleet: FleetHandle) -> AnsibleRun:
    """Ansible with the exchange as two hosts, one for each transport."""
    host, ssh = fleet.address(EXCHANGE, "ssh")
    _host, telnet = fleet.address(EXCHANGE, "telnet")
    hosts: dict[str, dict[str, Any]] = {
        "by-ssh": {"ansible_host": host, "ansible_port": ssh},
        "by-telnet": {"ansible_host": host, "ansible_port": telnet, "pbx_transport": "telnet"},
    }
    return AnsibleRun(tmp_path / "run", hosts, fleet.known_hosts())


def test_reads_over_both_transports(ansible: AnsibleRun) -> None:
    outcome = ansible.module("all", COMMAND, 'commands="READ 11-02-01 5"')
    assert outcome.exit_code == 0, outcome.output
    assert set(outcome.results) == {"by-ssh", "by-telnet"}
    for result in outcome.results.values():
        assert result["changed"] is False
        assert result["stdout_lines"] == [["11-02-01 5 = 105", "OK ROWS 1"]]
        assert result["replies"][0]["rows"] == ["11-02-01 5 = 105"]


def test_a_single_command_with_a_comma_is_one_command(ansible: AnsibleRun, fleet: FleetHandle) -> None:
    outcome = ansible.module("by-ssh", COMMAND, {"commands": "WRITE 15-01-01 105 = Nordmann, K"})
    assert outcome.results["by-ssh"]["changed"] is True
    assert fleet.state(EXCHANGE)["15-01-01 105"] == "Nordmann, K"


def test_it_stops_and_says_what_was_done(ansible: AnsibleRun, fleet: FleetHandle) -> None:
    commands = ["VERSION", "WRITE 15-01-01 105 = Kari", "WRITE 11-02-01 6 = 105", "WRITE 15-01-01 106 = Ola"]
    outcome = ansible.module("by-ssh", COMMAND, {"commands": commands})
    result = outcome.results["by-ssh"]
    assert outcome.exit_code == 2
    assert result["changed"] is True
    assert result["msg"] == (
        "by-ssh: 'WRITE 11-02-01 6 = 105' was refused: 08 NUMBER IN USE 11-02-01 5. Stored before it, and staying so: "
        "'WRITE 15-01-01 105 = Kari'. Commands not sent any more: 1."
    )
    assert [reply["kind"] for reply in result["replies"]] == ["done", "done", "refused"]
    assert "15-01-01 106" not in fleet.state(EXCHANGE)


@pytest.mark.parametrize("host", ["by-ssh", "by-telnet"])
def test_check_mode_sends_reads_only(ansible: AnsibleRun, fleet: FleetHandle, host: str) -> None:
    fleet.fault(EXCHANGE, writes_fatal="on")
    commands = ["WRITE 15-01-01 105 = Kari", "READ 15-01-01 105", "VRS DELETE 1"]
    outcome = ansible.module(host, COMMAND, {"commands": commands}, "--check")
    result = outcome.results[host]
    assert outcome.exit_code == 0, outcome.output
    assert result["skipped_commands"] == ["WRITE 15-01-01 105 = Kari", "VRS DELETE 1"]
    assert result["changed"] is True
    assert [reply["command"] for reply in result["replies"]] == ["READ 15-01-01 105"]
    assert fleet.counters(EXCHANGE)["fatal_writes"] == 0


def test_a_session_that_is_lost(ansible: AnsibleRun, fleet: FleetHandle) -> None:
    fleet.fault(EXCHANGE, drop=2)  # the first command asks which software it is, for the gate
    outcome = ansible.module("by-ssh", COMMAND, {"commands": ["WRITE 15-01-01 105 = Kari", "VERSION"]})
    result = outcome.results["by-ssh"]
    assert outcome.exit_code == 2
    assert result["changed"] is True
    assert "closed the connection while Sentral waited for the answer to 'VERSION'" in result["msg"]
    assert "Stored before it, and staying so: 'WRITE 15-01-01 105 = Kari'." in result["msg"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            {"commands": ["VERSION", "READ 1\nWRITE 15-01-01 105 = x"]},
            "by-ssh: the command 'READ 1\\nWRITE 15-01-01 105 = x' holds the control character U+000A",
        ),
        ({"commands": [42]}, "by-ssh: command 1 is not a string but 42; write it in quotes"),
        ({"commands": []}, "by-ssh: commands has to be a command, or a list of at least one"),
        ("", "by-ssh: commands has to be a command, or a list of at least one"),
        ({"commands": "WRITE 15-01-01 105 = K\u00e5re"}, "holds '\u00e5', which the line cannot carry"),
        ({"commands": "VERSION", "speed": "11"}, "Invalid options for sentral.nec.pbx_command: speed"),
    ],
)
def test_bad_arguments_open_no_session(
    ansible: AnsibleRun, fleet: FleetHandle, arguments: dict[str, Any] | str, says: str
) -> None:
    outcome = ansible.module("by-ssh", COMMAND, arguments)
    assert outcome.exit_code == 2
    assert says in outcome.results["by-ssh"]["msg"]
    assert "Traceback" not in outcome.output
    assert fleet.counters(EXCHANGE)["sessions"] == 0


def test_a_password_is_shown_nowhere(ansible: AnsibleRun, fleet: FleetHandle) -> None:
    """Given as a variable, as the documentation says: Ansible itself shows the text of a task that fails."""
    task = {
        COMMAND: {"commands": ["WRITE 90-02-02 2 = {{ new_password }}", "READ 90-02-02 2", "NONSENSE"]},
        "register": "answer",
    }
    show = {"ansible.builtin.debug": {"var": "answer"}}
    rescue = {"block": [task], "rescue": [show]}
    (ansible.folder / "secrets.yml").write_text('new_password: "47114711"\n')
    outcome = ansible.playbook(
        [{"hosts": "by-ssh", "tasks": [rescue]}], "-e", f"@{ansible.folder / 'secrets.yml'}", "-vvvv"
    )
    assert "'NONSENSE' was refused: 01 UNKNOWN COMMAND" in outcome.output, outcome.output
    assert "WRITE 90-02-02 2 = ********" in outcome.output
    assert "47114711" not in outcome.output
    assert fleet.counters(EXCHANGE)["commands"]["WRITE"] == 1


def test_another_connection(ansible: AnsibleRun) -> None:
    outcome = ansible.module("by-ssh", COMMAND, "commands=VERSION", "-e", "ansible_connection=local")
    assert "pbx_command needs a host with ansible_connection: sentral.nec.pbx" in outcome.results["by-ssh"]["msg"]
