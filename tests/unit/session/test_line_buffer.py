"""Alarm lines are taken out wherever they stand, and every chunking gives the same answer."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE
from ansible_collections.sentral.nec.plugins.module_utils.session.line_buffer import LineBuffer
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import ReplyKind, classify

ALARM = b"\r\n*ALARM MIN 0041 WAR 2026-11-23 18:30 SYSTEM DATA CHANGE CPU 0 0 USER TECH\r\n"
ANSWER = b"READ 11-02-01 5\r\n11-02-01 5 = 105\r\nOK ROWS 1\r\nPRG> "
TAIL = b"\r\nPRG> "


@pytest.mark.parametrize("place", range(len(ANSWER) + 1))
def test_an_alarm_line_at_any_place_in_chunks_of_one_byte(profile: SessionProfile, place: int) -> None:
    buffer = LineBuffer(profile)
    for octet in ANSWER[:place] + ALARM + ANSWER[place:]:
        buffer.feed(bytes((octet,)))
    assert buffer.ends_with(TAIL) == TAIL
    assert buffer.take() == ANSWER
    assert buffer.alarms == [ALARM.decode().strip()]


def test_two_alarm_lines_in_a_row(profile: SessionProfile) -> None:
    buffer = LineBuffer(profile)
    buffer.feed(ANSWER[:20] + ALARM + ALARM + ANSWER[20:])
    assert buffer.take() == ANSWER
    assert len(buffer.alarms) == 2


def test_an_alarm_line_still_arriving_is_no_end(profile: SessionProfile) -> None:
    buffer = LineBuffer(profile)
    buffer.feed(ANSWER + ALARM[:-2])
    assert buffer.ends_with(TAIL) is None
    buffer.feed(b"\r\n")
    assert buffer.ends_with(TAIL) == TAIL


def test_raw_bytes_are_kept_when_asked_for(profile: SessionProfile) -> None:
    buffer = LineBuffer(profile)
    buffer.keep_raw = True
    buffer.feed(ANSWER + ALARM)
    buffer.take()
    assert buffer.take_raw() == ANSWER + ALARM
    assert buffer.take_raw() == b""


def test_a_long_answer_in_small_chunks_takes_linear_time(profile: SessionProfile) -> None:
    """Four times the answer may take four times as long, not sixteen; with room for a busy machine."""

    def seconds(rows: int) -> float:
        buffer = LineBuffer(profile)
        answer = b"LIST 15-01\r\n" + b"15-01-01 105 = Kari Nordmann\r\n" * rows + b"PRG> "
        began = time.process_time()
        for place in range(0, len(answer), 4):
            buffer.feed(answer[place : place + 4])
            buffer.ends_with(TAIL)
        return time.process_time() - began

    seconds(500)
    assert seconds(8000) < 10 * seconds(2000) + 0.05


letters = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40)
rows = letters.filter(lambda row: not row.startswith(("*ALARM ", "PRG> ")) and SESSION_PROFILE.mask(row) == row)
alarm_bodies = letters.map(lambda body: f"\r\n*ALARM {body}\r\n".encode())


@st.composite
def streams(draw: st.DrawFn) -> tuple[str, list[str], list[bytes]]:
    """A command, its rows, and the answer with alarm lines anywhere, cut anywhere."""
    command = "LIST " + draw(letters)
    answer_rows = draw(st.lists(rows, max_size=6))
    answer = (
        "".join(f"{line}\r\n" for line in (command, *answer_rows, f"OK ROWS {len(answer_rows)}")).encode() + b"PRG> "
    )
    alarms = sorted(draw(st.lists(st.tuples(st.integers(0, len(answer)), alarm_bodies), max_size=4)))
    octets, place = b"", 0
    for at, alarm in alarms:
        octets += answer[place:at] + alarm
        place = at
    octets += answer[place:]
    cuts = sorted({0, len(octets), *draw(st.lists(st.integers(0, len(octets)), max_size=30))})
    chunks = [octets[begin:end] for begin, end in itertools.pairwise(cuts)]
    return command, answer_rows, chunks


@settings(max_examples=300, deadline=None)
@given(st.lists(streams(), min_size=1, max_size=3))
def test_any_chunking_and_any_alarm_lines_give_the_same_reply(
    answers: list[tuple[str, list[str], list[bytes]]],
) -> None:
    buffer = LineBuffer(SESSION_PROFILE)
    for command, answer_rows, chunks in answers:
        waiting = iter(chunks)
        while buffer.ends_with(TAIL) is None:
            buffer.feed(next(waiting))
        reply = classify(SESSION_PROFILE, command, buffer.take(without=b"PRG> "))
        assert reply.kind is ReplyKind.DONE, reply
        assert reply.rows == tuple(answer_rows)
        for rest in waiting:  # alarm lines after the prompt, which come in front of the next echo
            buffer.feed(rest)
