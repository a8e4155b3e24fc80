"""What a trunk does with a call: night mode, incoming type, normal and direct lines."""

from __future__ import annotations

import pytest

from simulator.calls import place_call, place_internal_call, trunk_of_group
from simulator.fleet_file import parse_clock
from tests.unit.simulator.calls.conftest import TUESDAY, Programmed

FACTORY_GROUP = "0 RINGS 101 102 103 104 105 106 107 108"


def test_from_the_factory_ring_group_1_rings_until_the_caller_gives_up(pbx: Programmed) -> None:
    assert pbx.call() == [FACTORY_GROUP, "0 GOES_ON"]


def test_who_answers_first_has_the_call(pbx: Programmed) -> None:
    assert pbx.call(answers={"102": 9, "104": 5}) == [FACTORY_GROUP, "5 ANSWERED_BY 104"]


def test_the_mode_is_that_of_the_night_group_of_the_trunk(pbx: Programmed) -> None:
    pbx.put("12-06-01 1", 3)
    pbx.put("22-05-01 1 4", 102)
    pbx.state.set_night_mode(3, 4)
    assert pbx.call() == ["0 AUTO_ATTENDANT 1"]
    pbx.state.set_night_mode(3, 1)
    assert pbx.call() == [FACTORY_GROUP, "0 GOES_ON"]


def test_automatic_switching_follows_the_clock(pbx: Programmed) -> None:
    pbx.put("12-01-02 1", 1)
    pbx.put("22-05-01 1 2", 102)
    assert pbx.call(at="2026-11-24 07:59") == ["0 AUTO_ATTENDANT 1"]
    assert pbx.call(at="2026-11-24 08:00")[0] == FACTORY_GROUP
    pbx.put("12-04-01 1 1124", 2)
    assert pbx.call(at="2026-11-24 08:00") == ["0 AUTO_ATTENDANT 1"]


def test_a_normal_call_goes_to_22_08_after_22_01_07(pbx: Programmed) -> None:
    pbx.put("22-08-01 1 1", 102)
    assert pbx.call() == [FACTORY_GROUP, "20 TRANSFERS", "20 AUTO_ATTENDANT 1"]
    pbx.put("22-01-07 1", 35)
    assert pbx.call() == [FACTORY_GROUP, "35 TRANSFERS", "35 AUTO_ATTENDANT 1"]
    pbx.put("22-01-07 1", 0)
    assert pbx.call() == [FACTORY_GROUP, "0 GOES_ON"]


def test_who_answers_when_the_time_is_over_is_too_late(pbx: Programmed) -> None:
    pbx.put("22-08-01 1 1", 102)
    assert pbx.call(answers={"101": 19})[-1] == "19 ANSWERED_BY 101"
    assert pbx.call(answers={"101": 20})[-1] == "20 AUTO_ATTENDANT 1"


def test_the_second_ring_group_rings_on(pbx: Programmed) -> None:
    pbx.put("22-08-01 1 1", 2)
    pbx.put("22-04-01 2 1", 120)
    assert pbx.call() == [FACTORY_GROUP, "20 TRANSFERS", "20 RINGS 120", "20 GOES_ON"]


def test_a_trunk_without_ring_group_rings_nowhere(pbx: Programmed) -> None:
    pbx.put("22-05-01 1 1", 0)
    assert pbx.call() == ["0 NOTE", "0 DISCONNECTED"]
    pbx.put("22-08-01 1 1", 102)
    assert pbx.call() == ["0 NOTE", "0 TRANSFERS", "0 AUTO_ATTENDANT 1"]


def test_central_voice_mail_is_not_modelled(pbx: Programmed) -> None:
    pbx.put("22-05-01 1 1", 103)
    assert pbx.call() == ["0 UNSUPPORTED"]


def test_a_direct_line_never_leaves_its_destination_when_22_01_04_is_0(pbx: Programmed) -> None:
    pbx.put("22-02-01 1 1", 4)
    pbx.put("22-07-01 1 1", 120)
    pbx.put("22-08-01 1 1", 102)
    assert pbx.call() == ["0 RINGS 120", "0 GOES_ON"]
    pbx.put("22-01-04 1", 25)
    assert pbx.call() == ["0 RINGS 120", "25 TRANSFERS", "25 AUTO_ATTENDANT 1"]


def test_a_busy_direct_line_goes_to_22_08_at_once(pbx: Programmed) -> None:
    pbx.put("22-02-01 1 1", 4)
    pbx.put("22-07-01 1 1", 120)
    assert pbx.call(busy=["120"]) == ["0 BUSY_TONE"]
    pbx.put("22-08-01 1 1", 102)
    assert pbx.call(busy=["120"]) == ["0 TRANSFERS", "0 AUTO_ATTENDANT 1"]


def test_a_direct_line_to_nobody_is_cut(pbx: Programmed) -> None:
    pbx.put("22-02-01 1 1", 4)
    assert pbx.call() == ["0 DISCONNECTED"]


@pytest.mark.parametrize("incoming_type", [1, 2, 5, 6, 7])
def test_other_incoming_types_are_not_modelled(pbx: Programmed, incoming_type: int) -> None:
    pbx.put("22-02-01 1 1", incoming_type)
    last = place_call(pbx.state, trunk=1, at=parse_clock(TUESDAY))[-1]
    assert last.kind == "UNSUPPORTED"
    assert last.remark.startswith(f"incoming type {incoming_type}, ")
    assert "None" not in last.remark


def test_the_first_trunk_of_a_group(pbx: Programmed) -> None:
    pbx.put("14-05-01 7", 3)
    pbx.put("14-05-01 9", 3)
    assert trunk_of_group(pbx.state, 3) == 7
    with pytest.raises(ValueError, match="trunk group 4 has no trunk"):
        trunk_of_group(pbx.state, 4)


def test_what_cannot_be_called_is_said(pbx: Programmed) -> None:
    at = parse_clock(TUESDAY)
    with pytest.raises(ValueError, match="there is no trunk 401"):
        place_call(pbx.state, trunk=401, at=at)
    with pytest.raises(ValueError, match="'12a' are not the digits"):
        place_call(pbx.state, trunk=1, digits="12a", at=at)
    with pytest.raises(ValueError, match="there is no extension 999"):
        place_internal_call(pbx.state, "101", caller="999", at=at)


def test_a_call_reads_as_lines(pbx: Programmed) -> None:
    pbx.put("22-08-01 1 1", 102)
    lines = [str(event) for event in place_call(pbx.state, trunk=1, digits="2233", at=parse_clock(TUESDAY))]
    assert lines == [
        "    0 s  ARRIVES 2233 (trunk 1, mode 1)",
        "    0 s  RINGS 101 102 103 104 105 106 107 108 (ring group 1)",
        "   20 s  TRANSFERS (22-08)",
        "   20 s  AUTO_ATTENDANT 1",
    ]
