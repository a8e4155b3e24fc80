"""Department (hunt) groups."""

from __future__ import annotations

import pytest

from tests.unit.simulator.calls.conftest import Programmed


@pytest.fixture
def hunt(pbx: Programmed) -> Programmed:
    """Department group 5 has the pilot 300 and the members 122, 120, 121 in this order."""
    pbx.put("11-07-01 5", 300)
    for priority, extension in enumerate((122, 120, 121), 1):
        pbx.put(f"16-02-01 {extension}", 5)
        pbx.put(f"16-02-02 {extension}", priority)
    return pbx


def test_the_member_with_the_lowest_priority_number_rings(hunt: Programmed) -> None:
    assert hunt.call(to="300") == ["0 RINGS 122", "0 GOES_ON"]
    assert hunt.call(to="300", busy=["122"]) == ["0 RINGS 120", "0 GOES_ON"]


def test_when_all_are_busy_so_is_the_pilot(hunt: Programmed) -> None:
    assert hunt.call(to="300", busy=["120", "121", "122"]) == ["0 BUSY_TONE"]


def test_a_circular_cycle_starts_behind_the_member_who_rang_last(hunt: Programmed) -> None:
    assert hunt.call(to="300", rang_last={5: "122"}) == ["0 RINGS 122", "0 GOES_ON"]
    hunt.put("16-01-02 5", 1)
    assert hunt.call(to="300", rang_last={5: "122"}) == ["0 RINGS 120", "0 GOES_ON"]
    assert hunt.call(to="300", rang_last={5: "121"}) == ["0 RINGS 122", "0 GOES_ON"]


@pytest.mark.parametrize("enhanced", [2, 3])
def test_enhanced_hunting_goes_on_without_an_answer_and_stops_at_the_last(hunt: Programmed, enhanced: int) -> None:
    hunt.put("16-01-10 5", enhanced)
    assert hunt.call(to="300") == ["0 RINGS 122", "15 RINGS 120", "30 RINGS 121", "30 GOES_ON"]
    assert hunt.call(to="300", answers={"120": 4})[1:] == ["15 RINGS 120", "19 ANSWERED_BY 120"]
    assert hunt.call(to="300", answers={"120": 16})[-1] == "30 GOES_ON"
    assert hunt.call(to="300", answers={"121": 50})[-1] == "80 ANSWERED_BY 121"


@pytest.mark.parametrize("enhanced", [0, 1])
def test_without_it_the_first_rings_on(hunt: Programmed, enhanced: int) -> None:
    hunt.put("16-01-10 5", enhanced)
    assert hunt.call(to="300") == ["0 RINGS 122", "0 GOES_ON"]


def test_circular_hunting_starts_anew(hunt: Programmed) -> None:
    hunt.put("16-01-10 5", 2)
    hunt.put("16-01-04 5", 1)
    assert hunt.call(to="300")[:4] == ["0 RINGS 122", "15 RINGS 120", "30 RINGS 121", "45 RINGS 122"]


def test_a_busy_extension_gives_the_call_to_the_next_member_only_with_16_01_03(hunt: Programmed) -> None:
    assert hunt.call(to="122", busy=["122"]) == ["0 BUSY_TONE"]
    hunt.put("16-01-03 5", 1)
    assert hunt.call(to="122", busy=["122"]) == ["0 HUNTS 122 120", "0 RINGS 120", "0 GOES_ON"]
    assert hunt.call(to="122", busy=["122", "120"])[0] == "0 HUNTS 122 121"
    assert hunt.call(to="122", busy=["122", "120", "121"]) == ["0 BUSY_TONE"]


def test_forwarding_of_members_is_not_followed(hunt: Programmed) -> None:
    hunt.put("24-09-01 122", 3)
    hunt.put("24-09-03 122", 130)
    assert hunt.call(to="300") == ["0 RINGS 122", "0 GOES_ON"]


def test_the_group_of_the_voice_mail_answers_with_the_automated_attendant() -> None:
    pbx = Programmed("sl2100")
    pbx.put("22-02-01 1 1", 4)
    pbx.put("22-07-01 1 1", 3999)
    assert pbx.call() == ["0 AUTO_ATTENDANT 1"]
    assert pbx.call(to="3999") == ["0 UNSUPPORTED"]
