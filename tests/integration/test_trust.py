"""First use of an exchange: its key is shown, compared by somebody, and recorded only when told to."""

from __future__ import annotations

import fcntl
import os
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from simulator.thread import FleetHandle
from tests.integration.ansible_run import CHECKOUT
from tests.integration.workbench import EXCHANGE, Run, Workbench, calm
from tests.unit.session.jump_server import JUMP_PASSWORD, JUMP_USER, JumpServer, jumping

HOST_KEY = "sentral.nec.pbx_host_key"


class FirstUse(Workbench):
    """A known_hosts file in which nobody stands yet."""

    def __init__(self, folder: Path, fleet: FleetHandle) -> None:
        super().__init__(folder, fleet)
        self.known_hosts = folder / "home" / ".ssh" / "known_hosts"
        self.right_line = fleet.known_hosts().splitlines()[0]
        self.known_hosts.unlink()
        self.known_hosts.parent.rmdir()
        station = next(one for one in fleet.status()["exchanges"] if one["name"] == EXCHANGE)
        self.fingerprint = str(station["fingerprint"])

    def known(self) -> str:
        """What stands in the file."""
        return self.known_hosts.read_text() if self.known_hosts.exists() else ""

    def know(self, *lines: str) -> None:
        """Write the file."""
        self.known_hosts.parent.mkdir(exist_ok=True)
        self.known_hosts.write_text("".join(f"{line}\n" for line in lines))

    def trust(self, **arguments: Any) -> Run:
        """The module."""
        return self.run({HOST_KEY: arguments})


@pytest.fixture
def bench(fresh_fleet: FleetHandle, tmp_path: Path) -> FirstUse:
    """An inventory with one exchange over SSH that nobody has visited yet."""
    return FirstUse(tmp_path / "bench", fresh_fleet)


def another_key() -> str:
    return " ".join(asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode().split()[:2])


def test_the_error_of_an_unknown_key_names_the_command(bench: FirstUse) -> None:
    result = bench.run({"sentral.nec.pbx_command": {"commands": "VERSION"}}).result()
    assert result.status == "unreachable"
    assert f"is not known (ssh-ed25519 {bench.fingerprint}); to compare" in result.message
    assert f"ansible-playbook playbooks/trust.yml --limit {EXCHANGE}" in result.message


def test_a_key_is_shown_and_not_recorded(bench: FirstUse) -> None:
    run = bench.trust()
    calm(run)
    result = run.result()
    assert (result.status, result["changed"], result["trusted"]) == ("ok", False, False)
    key = result["host_keys"][0]
    assert (key["standing"], key["key_type"], key["fingerprint"]) == ("unknown", "ssh-ed25519", bench.fingerprint)
    assert key["line"] == bench.right_line
    assert f"ssh-ed25519 {bench.fingerprint}" in run.output
    assert f"trust.yml --limit {EXCHANGE} -e accept={bench.fingerprint}" in run.output
    assert not bench.known()
    assert bench.sessions() == 0


def test_an_accepted_key_is_recorded_and_then_known(bench: FirstUse) -> None:
    first = bench.trust(accept=[bench.fingerprint]).result()
    assert (first["changed"], first["trusted"]) == (True, True)
    assert bench.known() == bench.right_line + "\n"
    assert bench.known_hosts.stat().st_mode & 0o777 == 0o600
    assert bench.known_hosts.parent.stat().st_mode & 0o777 == 0o700
    again = bench.trust(accept=[bench.fingerprint]).result()
    assert (again["changed"], again["trusted"]) == (False, True)
    assert bench.run({"sentral.nec.pbx_command": {"commands": "VERSION"}}).result().status == "ok"


def test_check_mode_and_diff(bench: FirstUse) -> None:
    run = bench.run({HOST_KEY: {"accept": bench.fingerprint}}, "--check", "--diff")
    assert (run.result()["changed"], run.result()["trusted"]) == (True, True)
    assert f"+[{bench.right_line.split()[0][1:]} ssh-ed25519 {bench.fingerprint}" in run.output
    assert "would be recorded" in run.output
    assert not bench.known_hosts.parent.exists()


def test_another_fingerprint_is_accepted(bench: FirstUse) -> None:
    result = bench.trust(accept="SHA256:" + "A" * 43).result()
    assert result.status == "failed"
    assert f"is ssh-ed25519 {bench.fingerprint}, which is none of the accepted fingerprints" in result.message
    assert not bench.known()


@pytest.mark.parametrize("text", ["yes", "SHA256:short", "MD5:00:11", "SHA256:" + "!" * 43])
def test_what_is_no_fingerprint(bench: FirstUse, text: str) -> None:
    result = bench.trust(accept=text).result()
    assert result.status == "failed"
    assert "is not a fingerprint as OpenSSH shows it" in result.message


def test_a_hashed_name_and_a_last_line_without_an_end(bench: FirstUse) -> None:
    bench.know("# mine")
    bench.known_hosts.write_text("other.example " + another_key())
    assert bench.trust(accept=bench.fingerprint, hashed=True).result()["changed"]
    lines = bench.known().splitlines()
    assert lines[0].startswith("other.example ")
    assert lines[1].startswith("|1|")
    assert lines[1].endswith(" ".join(bench.right_line.split()[1:]))
    assert bench.trust().result()["trusted"] is True


def test_a_changed_key(bench: FirstUse) -> None:
    name = bench.right_line.split()[0]
    old, other = another_key(), another_key()
    bench.know("# mine", f"{name},fjord.example {old}", f"other.example {other}")
    before = bench.known()
    shown = bench.trust()
    assert shown.result()["host_keys"][0]["standing"] == "changed"
    assert "HAS CHANGED: it is ssh-ed25519" in shown.output
    assert "ask who did that, and when" in shown.output
    assert "-e replace=true" in shown.output
    refused = bench.trust(accept=bench.fingerprint).result()
    assert refused.status == "failed"
    assert "but known_hosts holds ssh-ed25519 SHA256:" in refused.message
    assert bench.known() == before
    assert bench.trust(accept=bench.fingerprint, replace=True).result()["trusted"] is True
    assert bench.known().splitlines() == [
        "# mine",
        f"fjord.example {old}",
        f"other.example {other}",
        bench.right_line,
    ]
    assert bench.known_hosts.with_name("known_hosts.old").read_text() == before


def test_a_revoked_key_is_never_recorded(bench: FirstUse) -> None:
    bench.know(f"@revoked * {' '.join(bench.right_line.split()[1:])}")
    result = bench.trust(accept=bench.fingerprint, replace=True).result()
    assert result.status == "failed"
    assert "revoked" in result.message
    assert len(bench.known().splitlines()) == 1


def test_telnet_has_no_key(bench: FirstUse) -> None:
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, "telnet")})
    result = bench.trust().result()
    assert (result["trusted"], result["host_keys"]) == (True, [])
    assert "shows no SSH host key" in result.message


def test_nobody_there_is_unreachable(bench: FirstUse) -> None:
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, ansible_port=1)})
    assert bench.trust().result().status == "unreachable"


def test_a_file_that_cannot_be_written(bench: FirstUse) -> None:
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, pbx_known_hosts="/proc/no/known_hosts")})
    result = bench.trust(accept=bench.fingerprint).result()
    assert result.status == "failed"
    assert "cannot be recorded in /proc/no" in result.message


@pytest.fixture
def server() -> Iterator[JumpServer]:
    """A jump host."""
    with jumping(JumpServer()) as running:
        yield running


def through(server: JumpServer, **variables: Any) -> dict[str, Any]:
    """The variables for a way through it."""
    return {
        "pbx_jump_host": f"{JUMP_USER}@127.0.0.1:{server.port}",
        "pbx_jump_password": JUMP_PASSWORD,
        **variables,
    }


def test_a_jump_host_comes_first(bench: FirstUse, server: JumpServer) -> None:
    """Nothing is proven to it, and nothing behind it is shown, before its own key is recorded."""
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, **through(server))})
    jump_fingerprint = server.host_key.get_fingerprint()
    shown = bench.trust().result()
    assert [key["fingerprint"] for key in shown["host_keys"]] == [jump_fingerprint]
    assert shown["host_keys"][0]["jump_host"] is True
    assert server.logins == 0
    accepted = bench.trust(accept=[jump_fingerprint, bench.fingerprint]).result()
    assert accepted["trusted"] is True
    assert [key["recorded"] for key in accepted["host_keys"]] == [True, True]
    assert bench.known().splitlines() == [server.known_hosts_line().strip(), bench.right_line]
    assert bench.run({"sentral.nec.pbx_command": {"commands": "VERSION"}}).result().status == "ok"


def test_the_playbook_without_a_terminal(bench: FirstUse) -> None:
    run = bench.shipped("trust")
    assert run.exit_code == 2
    assert f"-e accept={bench.fingerprint}" in run.output
    assert not bench.known()
    assert bench.shipped("trust", "--check").exit_code == 0
    assert bench.shipped("trust", "-e", f"accept={bench.fingerprint}").exit_code == 0
    assert bench.known() == bench.right_line + "\n"


def answered(bench: FirstUse, *answers: str) -> tuple[int, str]:
    """The playbook at a terminal: each question gets the next answer."""
    near, far = os.openpty()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ANSIBLE_")},
        "HOME": str(bench.folder / "home"),
        "ANSIBLE_CONFIG": str(CHECKOUT / "ansible.cfg"),
        "ANSIBLE_HOME": str(bench.folder / "home" / ".ansible"),
        "ANSIBLE_NOCOLOR": "1",
        "TERM": "dumb",
    }
    program = str(Path(sys.executable).parent / "ansible-playbook")
    command = [program, "-i", str(bench.folder / "hosts.yml"), str(CHECKOUT / "playbooks" / "trust.yml")]
    process = subprocess.Popen(
        command,
        cwd=bench.folder,
        env=environment,
        stdin=far,
        stdout=far,
        stderr=far,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # the question is asked at a controlling terminal
    )
    os.close(far)
    said, place = "", 0
    until = time.monotonic() + 60
    while time.monotonic() < until:
        quiet = not select.select([near], [], [], 2)[0]
        try:
            said += "" if quiet else os.read(near, 65536).decode()
        except OSError:  # the other end is closed
            break
        asked = said.count("or nothing:")
        # What is typed before the question has made the terminal ready is thrown away by it: then it is typed again.
        if asked > place or (
            quiet
            and asked == place
            and said.rstrip().endswith(("or nothing:", answers[place - 1], answers[place - 1] + "^M"))
        ):
            os.write(near, answers[asked - 1].encode() + b"\r")
            place = asked
    os.close(near)
    try:
        return process.wait(60), said
    finally:
        process.kill()


def test_the_playbook_at_a_terminal(bench: FirstUse, server: JumpServer) -> None:
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, **through(server))})
    code, said = answered(bench, "")
    assert code == 2, said
    assert not bench.known()
    code, said = answered(bench, "yes", bench.fingerprint)
    assert code == 0, said
    assert bench.known().splitlines() == [server.known_hosts_line().strip(), bench.right_line]


def test_yes_is_not_enough_for_a_changed_key(bench: FirstUse) -> None:
    name = bench.right_line.split()[0]
    bench.know(f"{name} {another_key()}")
    before = bench.known()
    code, said = answered(bench, "yes")
    assert code == 2, said
    assert bench.known() == before
    code, said = answered(bench, bench.fingerprint)
    assert code == 0, said
    assert bench.known() == bench.right_line + "\n"
