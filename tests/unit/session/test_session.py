"""A session over real sockets, with an exchange that says what the test wants."""

from __future__ import annotations

import dataclasses
import threading
import time

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.session.errors import (
    InvalidCommand,
    SessionLost,
    SessionTimeout,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile, stand_in
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import ReplyKind
from tests.unit.session.conftest import OpenSession
from tests.unit.session.scripted_exchange import BANNER, PROMPT, Script, echoed, one_byte_each

ALARM = b"\r\n*ALARM MAJ 0010 ERR 2026-11-23 18:30 TRUNK DOWN PRIU 5 1\r\n"


def answering(*lines: str) -> Script:
    """A script that answers every command with the same lines."""
    return Script(lambda command: [echoed(command, *lines)])


def test_one_command(open_session: OpenSession, transport: str) -> None:
    script = answering("MODEL SV9100", "OK ROWS 1")
    with open_session(script, transport) as session:
        reply = session.send("VERSION")
        assert (reply.kind, reply.rows) == (ReplyKind.DONE, ("MODEL SV9100",))
        assert session.peer == "127.0.0.1"
        assert session.exchange == "branch-office"
    assert script.received[-2:] == ["VERSION", "LOGOUT"]


def test_everything_in_chunks_of_one_byte(open_session: OpenSession, transport: str) -> None:
    script = Script(
        lambda command: one_byte_each(echoed(command, "11-02-01 5 = 105", "OK ROWS 1")),
        greeting=one_byte_each(BANNER + PROMPT),
    )
    with open_session(script, transport) as session:
        assert session.send("READ 11-02-01 5").rows == ("11-02-01 5 = 105",)


def test_alarm_lines_everywhere(open_session: OpenSession, transport: str) -> None:
    def noisy(command: str) -> list[bytes | float | None]:
        answer = echoed(command, "11-02-01 5 = 105", "OK ROWS 1")
        pieces: list[bytes | float | None] = [ALARM]
        for octet in one_byte_each(answer):
            pieces += [octet, ALARM]
        return pieces

    script = Script(noisy, before_login=[ALARM], greeting=[BANNER, ALARM, PROMPT[:2], ALARM, PROMPT[2:], ALARM])
    with open_session(script, transport) as session:
        for _ in range(3):
            assert session.send("READ 11-02-01 5").rows == ("11-02-01 5 = 105",)


def test_an_alarm_line_between_two_commands(open_session: OpenSession, transport: str) -> None:
    script = Script(lambda command: [echoed(command, "OK ROWS 0"), 0.05, ALARM[:9], 0.05, ALARM[9:]])
    with open_session(script, transport) as session:
        assert session.send("LIST 16-02").done
        time.sleep(0.15)
        assert session.send("LIST 16-02").done


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"OK ROWS 0\r\nPRG> ", "instead of the echo"),
        (b"LIST 16-0\r\nOK ROWS 0\r\nPRG> ", "instead of the echo"),
        (b"LIST 16-02\r\n16-02-01 101 = 2\r\nOK ROWS 2\r\nPRG> ", "truncated"),
        (b"LIST 16-02\r\nALL IS WELL\r\nPRG> ", "the status line"),
    ],
)
def test_unknown_answers(open_session: OpenSession, transport: str, answer: bytes, why: str) -> None:
    with open_session(Script(lambda _command: [answer]), transport) as session:
        reply = session.send("LIST 16-02")
        assert reply.kind is ReplyKind.UNKNOWN
        assert why in reply.text


def test_a_stray_line_before_the_echo_makes_the_answer_unknown(open_session: OpenSession, transport: str) -> None:
    answers = iter([echoed("VERSION", "OK ROWS 0") + b"", b"STORED\r\nPRG> " + echoed("VERSION", "OK ROWS 0")])
    with open_session(Script(lambda _command: [next(answers)]), transport) as session:
        assert session.send("VERSION").done
        assert session.send("VERSION").kind is ReplyKind.UNKNOWN


def test_silence_ends_in_a_time_out_and_the_session_is_given_up(open_session: OpenSession, transport: str) -> None:
    script = Script(lambda command: [f"{command}\r\n11-02-01 5 =".encode()])
    with open_session(script, transport, command_timeout=0.2) as session:
        began = time.monotonic()
        with pytest.raises(SessionTimeout) as raised:
            session.send("READ 11-02-01 5")
        assert 0.15 < time.monotonic() - began < 2
        assert str(raised.value).startswith("branch-office: 127.0.0.1:")
        assert "silent for 0.2 s" in str(raised.value)
        assert "the answer to 'READ 11-02-01 5'" in raised.value.waited_for
        assert "'11-02-01 5 ='" in str(raised.value)
        assert raised.value.command == "READ 11-02-01 5"
        assert not session.usable
        with pytest.raises(SessionLost, match="was not sent, the session is over"):
            session.send("VERSION")
    assert "VERSION" not in script.received
    assert "LOGOUT" not in script.received


def test_an_answer_that_keeps_coming_does_not_run_out_of_time(open_session: OpenSession, transport: str) -> None:
    def slow(command: str) -> list[bytes | float | None]:
        answer = echoed(command, "11-02-01 5 = 105", "OK ROWS 1")
        return [piece for place in range(0, len(answer), 8) for piece in (answer[place : place + 8], 0.2)]

    with open_session(Script(slow), transport, command_timeout=1.0) as session:
        assert session.send("READ 11-02-01 5").done


def test_alarm_lines_do_not_keep_a_hanging_exchange_alive(open_session: OpenSession, transport: str) -> None:
    def hanging(command: str) -> list[bytes | float | None]:
        return [
            command.encode() + b"\r\n",
            *[piece for _ in range(40) for piece in (ALARM[:30], 0.05, ALARM[30:], 0.05)],
        ]

    with open_session(Script(hanging), transport, command_timeout=0.5) as session:
        began = time.monotonic()
        with pytest.raises(SessionTimeout):
            session.send("VERSION")
        assert time.monotonic() - began < 2


def test_a_time_out_for_one_command(open_session: OpenSession) -> None:
    with (
        open_session(Script(lambda _command: [])) as session,
        pytest.raises(SessionTimeout, match=r"silent for 0\.1 s"),
    ):
        session.send("VERSION", timeout=0.1)


@pytest.mark.parametrize(
    "said", [b"", b"WRITE 15-01-01 105 = Kari N\r\n", b"WRITE 15-01-01 105 = Kari N\r\nSTORED\r\n"]
)
def test_a_lost_session_says_during_which_command(open_session: OpenSession, transport: str, said: bytes) -> None:
    with open_session(Script(lambda _command: [said, None] if said else [None]), transport) as session:
        with pytest.raises(SessionLost, match=r"branch-office: .* closed the connection") as raised:
            session.send("WRITE 15-01-01 105 = Kari N")
        assert raised.value.command == "WRITE 15-01-01 105 = Kari N"
        assert not isinstance(raised.value, SessionTimeout)
        with pytest.raises(SessionLost):
            session.send("VERSION")


def test_a_command_that_was_interrupted_ends_the_session(open_session: OpenSession) -> None:
    """As Ansible's `timeout:` does, with an exception that is no Exception: the answer is still to come."""

    class Interrupted(BaseException):
        pass

    with open_session(answering("STORED")) as session:
        exchange = session._driver.exchange

        def interrupted(command: str, seconds: float) -> bytes:
            exchange(command, seconds)
            raise Interrupted

        session._driver.exchange = interrupted  # type: ignore[method-assign]
        with pytest.raises(Interrupted):
            session.send("WRITE 15-01-01 105 = Kari N")
        with pytest.raises(SessionLost, match="'WRITE 15-01-01 105 = Kari N' was interrupted"):
            session.send("VERSION")


def test_busy_is_tried_again(open_session: OpenSession, transport: str) -> None:
    answers = iter(["BUSY BACKUP RUNNING", "BUSY BACKUP RUNNING", "STORED"])
    script = Script(lambda command: [echoed(command, next(answers))])
    with open_session(script, transport) as session:
        assert session.send("WRITE 15-01-01 105 = Kari N").stored
        assert session.commands_sent.writes == 3


def test_busy_for_too_long_counts_as_refused(open_session: OpenSession) -> None:
    script = answering("BUSY BACKUP RUNNING")
    with open_session(script, busy_timeout=0.3) as session:
        began = time.monotonic()
        reply = session.send("VERSION")
        assert time.monotonic() - began < 1
        assert (reply.kind, reply.code) == (ReplyKind.REFUSED, "BUSY")
        assert "BACKUP RUNNING" in reply.text
        assert session.commands_sent.reads == script.received.count("VERSION") > 1


def test_counters(open_session: OpenSession) -> None:
    with open_session(answering("OK ROWS 0")) as session:
        session.send("VERSION")
        session.send("LIST 16-02")
        session.send("VRS BEGIN 1 BYTES 0 SHA256 00")
        assert (session.commands_sent.reads, session.commands_sent.writes, session.commands_sent.total) == (2, 1, 3)


def test_an_invalid_command_is_not_sent(open_session: OpenSession) -> None:
    script = answering("STORED")
    with open_session(script) as session:
        with pytest.raises(InvalidCommand, match=r"branch-office: .*U\+000A"):
            session.send("READ 1\nWRITE 2")
        assert session.send("WRITE 15-01-01 105 =").stored
    assert "READ 1" not in script.received


def test_the_rate_limit(open_session: OpenSession, profile: SessionProfile) -> None:
    limited = dataclasses.replace(profile, commands_per_second=stand_in(20.0, "test"))
    with open_session(answering("OK ROWS 0"), profile=limited) as session:
        began = time.monotonic()
        for _ in range(5):
            session.send("VERSION")
        assert time.monotonic() - began >= 0.19


def test_an_answer_without_end(open_session: OpenSession, profile: SessionProfile) -> None:
    limited = dataclasses.replace(profile, answer_limit=stand_in(10_000, "test"))
    with (
        open_session(Script(lambda _command: [b"x" * 20_000]), profile=limited) as session,
        pytest.raises(SessionLost, match="more than 10000 bytes"),
    ):
        session.send("VERSION")


def test_one_command_in_flight(open_session: OpenSession, transport: str) -> None:
    """Two threads at once: each gets the answer to its own command."""
    script = Script(lambda command: [0.01, echoed(command, "OK ROWS 0")])
    with open_session(script, transport) as session:
        wrong: list[str] = []

        def ask(command: str) -> None:
            wrong.extend(command for _ in range(10) if not session.send(command).done)

        threads = [threading.Thread(target=ask, args=(f"LIST 16-0{number}",)) for number in range(1, 4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []


def test_a_big_answer(open_session: OpenSession, transport: str) -> None:
    rows = [f"15-01-01 {number} = Kari Nordmann" for number in range(20_000)]
    with open_session(answering(*rows, "OK ROWS 20000"), transport) as session:
        began = time.monotonic()
        assert session.send("LIST 15-01").rows == tuple(rows)
        assert time.monotonic() - began < 5


def test_a_long_command(open_session: OpenSession, transport: str) -> None:
    with open_session(answering("OK ROWS 0"), transport) as session:
        assert session.send("VRS DATA " + "A" * 2732).done


def test_close_never_raises_and_may_come_twice(open_session: OpenSession, transport: str) -> None:
    with open_session(Script(lambda _command: [None]), transport) as session:
        with pytest.raises(SessionLost):
            session.send("VERSION")
        session.close()
        session.close()
        with pytest.raises(SessionLost):
            session.send("VERSION")


def test_netmikos_own_methods_work(open_session: OpenSession, transport: str) -> None:
    with open_session(answering("MODEL SV9100", "OK ROWS 1"), transport) as session:
        assert "MODEL SV9100" in session._driver.send_command("VERSION")


def test_no_secret_in_repr(open_session: OpenSession) -> None:
    with open_session(answering("STORED")) as session:
        assert "s3cret-pw" not in repr(session) + repr(session.target) + repr(vars(session))


def test_the_hook_gets_what_was_said(open_session: OpenSession, transport: str) -> None:
    heard: list[tuple[str, bytes]] = []
    script = Script(lambda command: [echoed(command, "STORED")[:3], ALARM, echoed(command, "STORED")[3:]])
    with open_session(script, transport, on_exchange=lambda *said: heard.append(said)) as session:
        session.send("WRITE 15-01-01 105 = x")
        session.send("WRITE 90-02-02 2 = 4711")
    assert heard == [
        ("WRITE 15-01-01 105 = x", b"WRI" + ALARM + b"TE 15-01-01 105 = x\r\nSTORED\r\nPRG> "),
        ("WRITE 90-02-02 2 = ********", b"WRITE 90-02-02 2 = ********\r\nSTORED\r\n"),
    ]


def test_a_hook_that_fails_does_not_end_the_session(open_session: OpenSession) -> None:
    def failing(_command: str, _answer: bytes) -> None:
        raise OSError("disk full")

    with open_session(answering("STORED"), on_exchange=failing) as session:
        assert session.send("WRITE 15-01-01 105 = x").stored
        assert session.send("WRITE 15-01-01 105 = y").stored
        assert session.hook_error == "disk full"
