"""A VRS message as a destination, and what comes after it."""

from __future__ import annotations

import hashlib

from tests.unit.simulator.calls.conftest import Programmed


def play(ddi: Programmed) -> list[str]:
    ddi.put("22-11-04 1", 4)
    ddi.put("22-11-05 1", 505)
    return ddi.call("2233")[2:]


def record(ddi: Programmed, message: int, seconds: int) -> None:
    audio = bytes(44 + seconds * 16_000)
    ddi.state.commit_message(message, audio, hashlib.sha256(audio).hexdigest(), "")


def test_a_caller_who_dials_nothing_is_cut(ddi: Programmed) -> None:
    assert play(ddi) == ["0 PLAYS 5", "10 DISCONNECTED"]


def test_a_recording_takes_its_time(ddi: Programmed) -> None:
    record(ddi, 5, 7)
    assert play(ddi) == ["0 PLAYS 5", "17 DISCONNECTED"]


def test_25_03_says_where_he_goes(ddi: Programmed) -> None:
    ddi.put("25-03-01 1 1", 102)
    assert play(ddi) == ["0 PLAYS 5", "10 TRANSFERS", "10 AUTO_ATTENDANT 1"]


def test_who_dials_nothing_goes_to_the_next_destination_of_the_entry(ddi: Programmed) -> None:
    ddi.put("25-03-01 1 1", 102)
    ddi.put("22-11-06 1", 506)
    assert play(ddi)[:3] == ["0 PLAYS 5", "10 TRANSFERS", "10 PLAYS 6"]


def test_a_menu_is_noted_when_any_digit_leads_somewhere(ddi: Programmed) -> None:
    ddi.put("25-06-01 5 1", 105)
    ddi.put("25-06-01 5 9", 120)
    ddi.put("25-06-01 6 2", 121)
    assert play(ddi) == ["0 PLAYS 5", "0 CALLER_MAY_DIAL 1=105 9=120", "10 DISCONNECTED"]
