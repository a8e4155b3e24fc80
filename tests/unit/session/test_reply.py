"""Every answer is one of four kinds, and what the table does not know is unknown."""

from __future__ import annotations

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import Reply, ReplyKind, classify


def answered(profile: SessionProfile, command: str, *lines: str) -> Reply:
    """The reply to a command that was echoed and answered with these lines."""
    return classify(profile, command, "".join(f"{line}\r\n" for line in (command, *lines)).encode("latin-1"))


def test_rows_with_the_right_count_are_done(profile: SessionProfile) -> None:
    reply = answered(profile, "READ 11-02-01 5", "11-02-01 5 = 105", "OK ROWS 1")
    assert reply == Reply(ReplyKind.DONE, "", "OK ROWS 1", ("11-02-01 5 = 105",), "READ 11-02-01 5")
    assert reply.done
    assert not reply.stored


@pytest.mark.parametrize("command", ["WRITE 15-01-01 105 = Kari N", "VRS STORE", "VRS DELETE 1"])
def test_what_is_stored_is_said_to_be(profile: SessionProfile, command: str) -> None:
    reply = answered(profile, command, "STORED")
    assert (reply.kind, reply.stored) == (ReplyKind.DONE, True)


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        ("WRITE 15-01-01 105 = Kari N", ["OK ROWS 0"]),
        ("WRITE 15-01-01 105 = Kari N", ["15-01-01 105 = Ola N", "OK ROWS 1"]),
        ("VRS STORE", ["OK ROWS 0"]),
        ("VRS DELETE 1", ["OK ROWS 0"]),
        ("LIST 15-01", ["STORED"]),
        ("VRS GET 1", ["STORED"]),
        ("LIST 15-01", ["GOODBYE"]),
        ("WRITE 15-01-01 105 = Kari N", ["GOODBYE"]),
    ],
)
def test_the_right_answer_to_another_command_is_unknown(
    profile: SessionProfile, command: str, lines: list[str]
) -> None:
    """An empty listing in place of `STORED`, or the other way round, says nothing about this command."""
    assert answered(profile, command, *lines).kind is ReplyKind.UNKNOWN


def test_an_upload_is_counted(profile: SessionProfile) -> None:
    assert answered(profile, "VRS DATA QUJD", "OK ROWS 0").done


def test_a_refusal_for_the_moment_is_busy(profile: SessionProfile) -> None:
    reply = answered(profile, "WRITE 15-01-01 105 = Kari N", "REFUSED 91 TOO MANY COMMANDS")
    assert (reply.kind, reply.code, reply.text) == (ReplyKind.BUSY, "91", "TOO MANY COMMANDS")


def test_a_refusal_has_code_and_text(profile: SessionProfile) -> None:
    reply = answered(profile, "WRITE 11-02-01 5 = 105", "REFUSED 08 NUMBER IN USE 11-02-01 9")
    assert (reply.kind, reply.code, reply.text) == (ReplyKind.REFUSED, "08", "NUMBER IN USE 11-02-01 9")
    assert reply.sentence() == "'WRITE 11-02-01 5 = 105' was refused: 08 NUMBER IN USE 11-02-01 9"


def test_busy(profile: SessionProfile) -> None:
    assert answered(profile, "VERSION", "BUSY BACKUP RUNNING").kind is ReplyKind.BUSY


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["OK ROWS 1"], "truncated, 1 rows announced, 0 arrived"),
        (["a", "b", "OK ROWS 1"], "truncated, 1 rows announced, 2 arrived"),
        (["a", "STORED"], "1 unexpected lines before 'STORED'"),
        (["a", "REFUSED 01 UNKNOWN COMMAND"], "unexpected lines"),
        (["OK"], "the status line 'OK'"),
        (["OK ROWS 01"], "the status line"),
        (["ok rows 0"], "the status line"),
        (["STORED "], "the status line"),
        (["REFUSED 1 X"], "the status line"),
        (["REFUSED 01"], "the status line"),
        (["BUSY"], "the status line"),
        (["ERROR"], "the status line 'ERROR'"),
        ([""], "the status line ''"),
        ([], "nothing after the echo"),
        (["a\tb", "OK ROWS 1"], "control character"),
        (["a\rb", "OK ROWS 1"], "control character"),
        (["K\u00e5re", "OK ROWS 1"], "byte 0xe5 is not ascii"),
    ],
)
def test_everything_else_is_unknown(profile: SessionProfile, lines: list[str], why: str) -> None:
    reply = answered(profile, "LIST 15-01", *lines)
    assert reply.kind is ReplyKind.UNKNOWN
    assert why in reply.text


@pytest.mark.parametrize(
    "answer", [b"", b"OK ROWS 0", b"OK ROWS 0\r\n", b"LIST 15-0\r\nOK ROWS 0\r\n", b"x LIST 15-01\r\nOK ROWS 0\r\n"]
)
def test_without_the_echo_it_is_unknown(profile: SessionProfile, answer: bytes) -> None:
    assert classify(profile, "LIST 15-01", answer).kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    "lines",
    [
        ["STORED"],
        ["REFUSED 05 DATA FORMAT 4711"],
        ["BUSY 4711"],
        ["WHAT 4711"],
        ["90-02-02 2 = 4711", "OK ROWS 1"],
        ["4711", "STORED"],
        ["4711", "OK ROWS 2"],
    ],
)
def test_a_password_is_in_no_reply(profile: SessionProfile, lines: list[str]) -> None:
    reply = answered(profile, "WRITE 90-02-02 2 = 4711", *lines)
    assert reply.command == "WRITE 90-02-02 2 = ********"
    assert "4711" not in repr(reply)


def test_a_password_is_in_no_reply_when_the_echo_is_wrong(profile: SessionProfile) -> None:
    for received in (b"WRITE 90-02-02 2 = 4711x\r\nSTORED\r\n", b"x4711\r\nSTORED\r\n"):
        assert "4711" not in repr(classify(profile, "WRITE 90-02-02 2 = 4711", received))


def test_a_secret_that_looks_like_a_code_does_not_hide_the_code(profile: SessionProfile) -> None:
    assert answered(profile, "WRITE 90-02-02 2 = 04", "REFUSED 04 DATA OUT OF RANGE").code == "04"
