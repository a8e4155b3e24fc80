"""Calls to extensions: forwarding, operators, numbers that lead elsewhere."""

from __future__ import annotations

import pytest

from tests.unit.simulator.calls.conftest import Programmed

PLACES = {"usual": ("24-09-02", "24-09-03"), "busy": ("24-09-04", "24-09-05")}


@pytest.fixture
def pbx() -> Programmed:
    """An SL2100 with a direct line to 105; it has a voice mail group from the factory."""
    programmed = Programmed("sl2100")
    programmed.put("22-02-01 1 1", 4)
    programmed.put("22-07-01 1 1", 105)
    return programmed


def forward(pbx: Programmed, kind: int, extension: int = 105, to: str = "120", busy_to: str = "121") -> None:
    pbx.put(f"24-09-01 {extension}", kind)
    for item in PLACES["usual"]:
        pbx.put(f"{item} {extension}", to)
    for item in PLACES["busy"]:
        pbx.put(f"{item} {extension}", busy_to)


RINGS_ON = ["0 RINGS 105", "0 GOES_ON"]
BUSY = ["0 BUSY_TONE"]
AT_ONCE = ["0 FORWARDED 105 120", "0 RINGS 120", "0 GOES_ON"]
LATER = ["0 RINGS 105", "10 FORWARDED 105 120", "10 RINGS 120", "10 GOES_ON"]
WHEN_BUSY = ["0 FORWARDED 105 121", "0 RINGS 121", "0 GOES_ON"]
BOTH = ["0 FORWARDED 105 120", "0 RINGS 105 120", "0 GOES_ON"]


@pytest.mark.parametrize(
    ("kind", "idle", "busy"),
    [
        (0, RINGS_ON, BUSY),
        (1, BOTH, BUSY),
        (2, LATER, BUSY),
        (3, AT_ONCE, AT_ONCE),
        (4, LATER, WHEN_BUSY),
        (5, RINGS_ON, WHEN_BUSY),
    ],
)
def test_the_types_of_forwarding(pbx: Programmed, kind: int, idle: list[str], busy: list[str]) -> None:
    forward(pbx, kind)
    assert pbx.call() == idle
    assert pbx.call(busy=["105"]) == busy
    assert pbx.call(to="105") == idle
    assert pbx.call(to="105", busy=["105"]) == busy


@pytest.mark.parametrize(("kind", "place", "busy"), [(3, "usual", []), (4, "busy", ["105"])])
def test_outside_and_inside_calls_have_their_own_destinations(
    pbx: Programmed, kind: int, place: str, busy: list[str]
) -> None:
    forward(pbx, kind)
    outside, inside = PLACES[place]
    pbx.put(f"{outside} 105", 130)
    pbx.put(f"{inside} 105", 131)
    assert pbx.call(busy=busy)[0] == "0 FORWARDED 105 130"
    assert pbx.call(to="105", busy=busy)[0] == "0 FORWARDED 105 131"


def test_an_empty_destination_does_nothing(pbx: Programmed) -> None:
    forward(pbx, 3, to="")
    assert pbx.call() == RINGS_ON


def test_the_no_answer_time_is_24_02_03_and_0_is_never(pbx: Programmed) -> None:
    forward(pbx, 2)
    pbx.put("24-02-03 1", 17)
    assert pbx.call()[1] == "17 FORWARDED 105 120"
    pbx.put("24-02-03 1", 0)
    assert pbx.call() == RINGS_ON


def test_a_chain_is_followed(pbx: Programmed) -> None:
    forward(pbx, 2)
    forward(pbx, 3, extension=120, to="130")
    assert pbx.call() == ["0 RINGS 105", "10 FORWARDED 105 120", "10 FORWARDED 120 130", "10 RINGS 130", "10 GOES_ON"]


def test_a_circle_ends(pbx: Programmed) -> None:
    forward(pbx, 3)
    forward(pbx, 3, extension=120, to="105")
    assert pbx.call()[-1] == "0 LOOP"


def test_forwarding_to_the_voice_mail_ends_in_ones_own_mailbox(pbx: Programmed) -> None:
    forward(pbx, 4, to="3999", busy_to="3999")
    assert pbx.call() == ["0 RINGS 105", "10 FORWARDED 105 3999", "10 IN_MAILBOX STATION 5"]
    assert pbx.call(to="105", busy=["105"]) == ["0 FORWARDED 105 3999", "0 IN_MAILBOX STATION 5"]
    pbx.put("47-02-01 5", 0)
    assert pbx.call()[-1] == "10 AUTO_ATTENDANT 1"


def test_an_outside_destination_leaves_the_exchange(pbx: Programmed) -> None:
    forward(pbx, 3, to="999887766")
    assert pbx.call() == ["0 FORWARDED 105 999887766", "0 OUTSIDE 999887766"]
    forward(pbx, 3, to="9")  # the access code alone is no number
    assert pbx.call() == ["0 FORWARDED 105 9", "0 DISCONNECTED"]


def test_both_ring_with_an_outside_number_rings_here(pbx: Programmed) -> None:
    forward(pbx, 1, to="999887766")
    assert pbx.call() == ["0 FORWARDED 105 999887766", *RINGS_ON]


def test_both_ring_leaves_out_who_is_busy(pbx: Programmed) -> None:
    forward(pbx, 1)
    assert pbx.call(busy=["120"]) == RINGS_ON


def test_a_number_that_leads_nowhere(pbx: Programmed) -> None:
    forward(pbx, 3, to="777")
    assert pbx.call() == ["0 FORWARDED 105 777", "0 DISCONNECTED"]
    assert pbx.call(to="777") == ["0 VACANT_NUMBER 777", "0 BUSY_TONE"]


def test_forwarding_goes_before_the_step_to_a_colleague(pbx: Programmed) -> None:
    forward(pbx, 5)
    pbx.put("16-02-01 105", 7)
    pbx.put("16-02-01 106", 7)
    pbx.put("16-01-03 7", 1)
    assert pbx.call(busy=["105"])[0] == "0 FORWARDED 105 121"


def test_the_operator_digit_rings_the_first_idle_operator(pbx: Programmed) -> None:
    pbx.put("20-17-01 2", 110)
    assert pbx.call(to="0") == ["0 RINGS 101", "0 GOES_ON"]
    assert pbx.call(to="0", busy=["101"]) == ["0 RINGS 110", "0 GOES_ON"]
    assert pbx.call(to="0", busy=["101", "110"]) == BUSY
