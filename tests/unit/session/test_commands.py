"""Commands in a row: order, stopping, check mode, what is said afterwards."""

from __future__ import annotations

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.session.commands import run_commands
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import InvalidCommand, WritesNotConfirmed
from ansible_collections.sentral.nec.plugins.module_utils.session.plain import plain_data
from ansible_collections.sentral.nec.plugins.module_utils.session.secret import Secret
from tests.confirmed import open_gate
from tests.unit.session.conftest import OpenSession
from tests.unit.session.scripted_exchange import Script, echoed


def answer(command: str) -> list[bytes | float | None]:
    """Reads have one row, writes are stored, except those that the tests want otherwise."""
    if "refuse" in command:
        return [echoed(command, "REFUSED 05 DATA FORMAT")]
    if "strange" in command:
        return [echoed(command, "HM")]
    if "drop" in command:
        return [None]
    if command.startswith("WRITE"):
        return [echoed(command, "STORED")]
    return [echoed(command, f"{command} = 1", "OK ROWS 1")]


def test_reads_change_nothing(open_session: OpenSession) -> None:
    with open_session(Script(answer)) as session:
        result = run_commands(session, ["VERSION", "READ 11-02-01 5"], before_writes=open_gate).result()
    assert result["changed"] is False
    assert result["stdout"] == ["VERSION = 1\nOK ROWS 1", "READ 11-02-01 5 = 1\nOK ROWS 1"]
    assert result["stdout_lines"][0] == ["VERSION = 1", "OK ROWS 1"]
    assert result["replies"][1] == {
        "command": "READ 11-02-01 5",
        "kind": "done",
        "code": "",
        "text": "OK ROWS 1",
        "rows": ["READ 11-02-01 5 = 1"],
    }
    assert "failed" not in result


def test_a_write_changes(open_session: OpenSession) -> None:
    with open_session(Script(answer)) as session:
        assert run_commands(session, ["WRITE 15-01-01 105 = x"], before_writes=open_gate).result()["changed"] is True


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("WRITE 15-01-01 106 = refuse", "'WRITE 15-01-01 106 = refuse' was refused: 05 DATA FORMAT."),
        ("READ strange", "'READ strange' got an unknown answer: the status line 'HM'."),
        ("READ drop", "closed the connection"),
    ],
)
def test_it_stops_at_the_first_that_is_not_done(open_session: OpenSession, bad: str, says: str) -> None:
    script = Script(answer)
    with open_session(script) as session:
        commands = ["WRITE 15-01-01 105 = x", bad, "VERSION", "ALARMS"]
        result = run_commands(session, commands, before_writes=open_gate).result()
    assert result["failed"] is True
    assert result["changed"] is True
    assert result["msg"].startswith("branch-office: ")
    assert says in result["msg"]
    assert "Stored before it, and staying so: 'WRITE 15-01-01 105 = x'." in result["msg"]
    assert result["msg"].endswith("Commands not sent any more: 2.")
    assert "VERSION" not in script.received


def test_nothing_stored_is_said_too(open_session: OpenSession) -> None:
    with open_session(Script(answer)) as session:
        result = run_commands(session, ["READ refuse"], before_writes=open_gate).result()
    assert result["msg"].endswith("Nothing was stored before it.")
    assert result["changed"] is False
    assert result["stdout"] == ["refused 05 DATA FORMAT"]


def test_check_mode_sends_known_reads_only(open_session: OpenSession) -> None:
    script = Script(answer)
    with open_session(script) as session:
        commands = ["WRITE 90-02-02 2 = 4711", "VERSION", "VRS STORE"]
        result = run_commands(session, commands, before_writes=open_gate, check_mode=True).result()
    assert script.received == ["VERSION", "LOGOUT"]
    assert result["skipped_commands"] == ["WRITE 90-02-02 2 = ********", "VRS STORE"]
    assert result["changed"] is True
    assert "4711" not in repr(result)
    assert "not sent: 'WRITE 90-02-02 2 = ********', 'VRS STORE'" in result["msg"]


@pytest.mark.parametrize("check_mode", [False, True])
def test_nothing_is_sent_when_a_write_is_not_allowed(open_session: OpenSession, check_mode: bool) -> None:
    script = Script(answer)
    with open_session(script) as session:
        session.peer = "192.0.2.1"
        with pytest.raises(WritesNotConfirmed):
            run_commands(session, ["VERSION", "WRITE 15-01-01 105 = x"], before_writes=open_gate, check_mode=check_mode)
        assert not run_commands(session, ["VERSION"], before_writes=open_gate).changed
    assert script.received == ["VERSION", "LOGOUT"]


def test_nothing_is_sent_when_a_command_is_invalid(open_session: OpenSession) -> None:
    script = Script(answer)
    with open_session(script) as session, pytest.raises(InvalidCommand):
        run_commands(session, ["WRITE 15-01-01 105 = x", "READ\n1"], before_writes=open_gate)
    assert script.received == ["LOGOUT"]


def test_plain_data() -> None:
    class Tagged(str):
        __slots__ = ()

    class TaggedInteger(int):
        pass

    plain = plain_data({Tagged("a"): [Tagged("b"), TaggedInteger(7), True, None, 1.5, (Tagged("c"),)]})
    assert plain == {"a": ["b", 7, True, None, 1.5, ["c"]]}
    assert [type(key) for key in plain] == [str]
    assert [type(item) for item in plain["a"]] == [str, int, bool, type(None), float, list]


def test_a_secret_shows_itself_nowhere() -> None:
    secret = Secret("4711")
    assert "4711" not in f"{secret} {secret!r} {[secret]}" + str([secret])
    assert secret.reveal() == "4711"
    assert secret == Secret("4711") != Secret("1")
    assert not Secret("")
