"""Incoming ring groups."""

from __future__ import annotations

from tests.unit.simulator.calls.conftest import Programmed


def ring_group_2(pbx: Programmed, *members: object) -> None:
    pbx.put("22-05-01 1 1", 2)
    for member, extension in enumerate(members, 1):
        pbx.put(f"22-04-01 2 {member}", extension)


def test_a_member_with_delay_rings_later(pbx: Programmed) -> None:
    ring_group_2(pbx, 120, 121)
    pbx.put("22-04-02 2 2", 12)
    assert pbx.call() == ["0 RINGS 120", "12 RINGS 121", "12 GOES_ON"]
    assert pbx.call(answers={"121": 3}) == ["0 RINGS 120", "12 RINGS 121", "15 ANSWERED_BY 121"]
    assert pbx.call(answers={"120": 3}) == ["0 RINGS 120", "3 ANSWERED_BY 120"]


def test_a_delay_beyond_the_no_answer_time_never_rings(pbx: Programmed) -> None:
    ring_group_2(pbx, 120, 121)
    pbx.put("22-04-02 2 2", 20)
    pbx.put("22-08-01 1 1", 102)
    assert pbx.call() == ["0 RINGS 120", "20 TRANSFERS", "20 AUTO_ATTENDANT 1"]


def test_at_most_32_members_ring_and_the_rest_flash(pbx: Programmed) -> None:
    ring_group_2(pbx, *range(110, 145))
    first, second, _ = pbx.call()
    assert first.split() == ["0", "RINGS", *map(str, range(110, 142))]
    assert second == "0 FLASHES 142 143 144"


def test_who_does_not_exist_does_not_ring(pbx: Programmed) -> None:
    ring_group_2(pbx, 120, 4999)
    assert pbx.call() == ["0 RINGS 120", "0 GOES_ON"]
    ring_group_2(pbx, 4999)
    assert pbx.call() == ["0 RINGS", "0 GOES_ON"]


def test_22_06_lets_a_member_only_flash_in_the_mode_of_its_own_night_group(pbx: Programmed) -> None:
    ring_group_2(pbx, 120, 121)
    pbx.put("22-06-01 121 2", 0)
    assert pbx.call() == ["0 RINGS 120 121", "0 GOES_ON"]
    pbx.put("12-05-01 121", 4)
    pbx.state.set_night_mode(4, 2)
    assert pbx.call() == ["0 RINGS 120", "0 FLASHES 121", "0 GOES_ON"]


def test_a_busy_member_flashes(pbx: Programmed) -> None:
    ring_group_2(pbx, 120, 121)
    assert pbx.call(busy=["120"]) == ["0 RINGS 121", "0 FLASHES 120", "0 GOES_ON"]


def test_forwarding_of_members_is_not_followed(pbx: Programmed) -> None:
    ring_group_2(pbx, 120)
    pbx.put("24-09-01 120", 3)
    pbx.put("24-09-02 120", 121)
    assert pbx.call() == ["0 RINGS 120", "0 GOES_ON"]


def delayed_vrs(pbx: Programmed, *data: int) -> None:
    for item, value in enumerate(data, 1):
        pbx.put(f"22-14-0{item} 1", value)


def test_delayed_vrs_plays_its_two_messages_and_hangs_up(pbx: Programmed) -> None:
    delayed_vrs(pbx, 8, 5, 2, 6, 1, 0, 40)
    assert pbx.call()[1:] == ["8 ANNOUNCES 5", "28 ANNOUNCES 5", "48 ANNOUNCES 6", "88 DISCONNECTED"]
    pbx.put("22-01-11 1", 7)
    assert pbx.call()[1:] == ["8 ANNOUNCES 5", "15 ANNOUNCES 5", "22 ANNOUNCES 6", "62 DISCONNECTED"]


def test_delayed_vrs_does_not_hang_up_when_22_14_07_is_0(pbx: Programmed) -> None:
    delayed_vrs(pbx, 8, 5, 1, 0, 0, 0, 0)
    assert pbx.call()[1:] == ["8 ANNOUNCES 5", "8 GOES_ON"]


def test_a_count_of_0_does_not_play(pbx: Programmed) -> None:
    delayed_vrs(pbx, 8, 5, 0, 6, 1, 0, 0)
    assert pbx.call()[1:] == ["8 ANNOUNCES 6", "8 GOES_ON"]


def test_message_0_is_none(pbx: Programmed) -> None:
    delayed_vrs(pbx, 8, 0, 3, 6, 1, 0, 0)
    assert pbx.call()[1:] == ["8 ANNOUNCES 6", "8 GOES_ON"]


def test_without_message_nothing_hangs_up(pbx: Programmed) -> None:
    assert pbx.get("22-14-07 1") == "60"
    assert pbx.call()[1:] == ["0 GOES_ON"]


def test_the_no_answer_time_goes_on_during_messages(pbx: Programmed) -> None:
    delayed_vrs(pbx, 8, 5, 9, 0, 0, 0, 40)
    pbx.put("22-08-01 1 1", 102)
    assert pbx.call()[1:] == ["8 ANNOUNCES 5", "20 TRANSFERS", "20 AUTO_ATTENDANT 1"]
