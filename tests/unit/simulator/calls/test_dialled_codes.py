"""Forwarding by service codes."""

from __future__ import annotations

import pytest

from tests.unit.simulator.calls.conftest import Programmed

ITEMS = [f"24-09-0{number}" for number in range(1, 6)]


def forwarding(pbx: Programmed, extension: str = "105") -> list[str]:
    return [pbx.get(f"{item} {extension}") for item in ITEMS]


def test_848_forwards_all_calls(pbx: Programmed) -> None:
    assert str(pbx.dial("105", "848 1 180")) == "ACCEPTED, stored"
    assert forwarding(pbx) == ["3", "180", "180", "", ""]


def test_844_forwards_when_busy_or_without_an_answer(pbx: Programmed) -> None:
    pbx.dial("105", "8441180")
    assert forwarding(pbx) == ["4", "180", "180", "180", "180"]
    pbx.dial("105", "8440")
    assert forwarding(pbx) == ["0", "", "", "", ""]


def test_cancelling_immediate_brings_an_earlier_one_back(pbx: Programmed) -> None:
    pbx.dial("105", "844 1 180")
    pbx.dial("105", "848 1 130")
    assert forwarding(pbx) == ["3", "130", "130", "180", "180"]
    pbx.dial("105", "848 0")
    assert forwarding(pbx) == ["4", "180", "180", "180", "180"]


def test_cancelling_immediate_alone_leaves_nothing(pbx: Programmed) -> None:
    pbx.dial("105", "848 1 130")
    pbx.dial("105", "848 0")
    assert forwarding(pbx) == ["0", "", "", "", ""]


@pytest.mark.parametrize(("option", "code"), [("20-11-01", "848"), ("20-11-02", "844"), ("20-11-03", "844")])
def test_a_class_that_denies_it_accepts_the_code_and_stores_nothing(pbx: Programmed, option: str, code: str) -> None:
    pbx.put(f"{option} 1", 0)
    result = pbx.dial("105", f"{code} 1 180")
    assert str(result) == "ACCEPTED, nothing stored (the class of service does not allow it)"
    assert forwarding(pbx) == ["0", "", "", "", ""]


def test_the_class_is_that_of_the_mode_of_the_extension(pbx: Programmed) -> None:
    pbx.put("12-05-01 105", 2)
    pbx.put("20-06-01 105 3", 7)
    pbx.put("20-11-01 7", 0)
    assert pbx.dial("105", "848 1 180").stored
    pbx.state.set_night_mode(2, 3)
    assert not pbx.dial("105", "848 1 181").stored
    assert forwarding(pbx)[1] == "180"


@pytest.mark.parametrize(
    "digits", ["848", "8481", "848 2 180", "848 0 180", "777 1 180", "848 1 " + "1" * 37, "683 1 1 210"]
)
def test_what_is_no_code_is_refused(pbx: Programmed, digits: str) -> None:
    assert not pbx.dial("105", digits).accepted
    assert forwarding(pbx) == ["0", "", "", "", ""]


@pytest.mark.parametrize(
    ("digits", "stored"),
    [
        ("683 1 1 210", ["5", "", "", "", "210"]),
        ("683 1 2 210", ["5", "", "", "210", ""]),
        ("684 1 1 210", ["2", "", "210", "", ""]),
        ("685 1 2 210", ["4", "210", "", "210", ""]),
    ],
)
def test_the_sl1100_splits_inside_and_outside(digits: str, stored: list[str]) -> None:
    pbx = Programmed("sl1100")
    assert pbx.dial("205", digits).stored
    assert forwarding(pbx, "205") == stored
    pbx.dial("205", digits[:4] + "0" + digits[5:7])
    assert forwarding(pbx, "205") == ["0", "", "", "", ""]


def test_cancelling_one_half_leaves_the_other() -> None:
    pbx = Programmed("sl1100")
    pbx.dial("205", "683 1 1 210")
    pbx.dial("205", "683 1 2 211")
    pbx.dial("205", "683 0 1")
    assert forwarding(pbx, "205") == ["5", "", "", "211", ""]


def test_who_dials_must_exist(pbx: Programmed) -> None:
    with pytest.raises(ValueError, match="there is no extension 999"):
        pbx.dial("999", "848 1 180")
