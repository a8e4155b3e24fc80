"""Six programs share one number space; the numbering plan says what a number looks like."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError, ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.number_space import (
    check_number,
    factory_numbering,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profiles import SV9100
from tests.unit.instant import Bench, sentences

KARI: dict[str, Any] = {"extension": "400", "name": "Kari"}


def test_factory_plan() -> None:
    assert factory_numbering(SV9100) == {"1": 3, "2": 3, "3": 4, "4": 3, "5": 3}


@pytest.mark.parametrize("number", ["101", "299", "3101", "500"])
def test_number_in_the_plan(number: str) -> None:
    check_number(number, factory_numbering(SV9100))


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("601", "601 is not in the numbering plan: extensions begin with 1, 2, 3, 4, 5"),
        ("0", "0 is not in the numbering plan"),
        ("310", "310 is not in the numbering plan: numbers that begin with 3 have 4 digits"),
        ("1010", "1010 is not in the numbering plan: numbers that begin with 1 have 3 digits"),
    ],
)
def test_number_that_is_not_in_the_plan(number: str, problem: str) -> None:
    with pytest.raises(ValueProblem, match=problem):
        check_number(number, factory_numbering(SV9100))


def test_plan_of_the_inventory_decides_before_any_session(bench: Bench) -> None:
    with pytest.raises(SiteError, match="400 is not in the numbering plan: extensions begin with 6"):
        bench.prepare({"users": [KARI]}, numbering={"6": 4})


def test_plan_of_the_exchange_decides_in_the_end(bench: Bench) -> None:
    bench.poke("11-01-02", "4", "0")
    with pytest.raises(PlanRefused, match="user 400 Kari, extension: 400 is not in the numbering plan"):
        bench.draft({"users": [KARI]}, numbering={"4": 3})


@pytest.mark.parametrize(
    ("number", "holder"),
    [("150", "unused port 50"), ("205", "unused virtual port 5"), ("103", "unused port 3")],
)
def test_factory_number_on_an_unused_port_is_freed_and_said(bench: Bench, number: str, holder: str) -> None:
    draft = bench.draft({"hunt_groups": [{"name": "Support", "pilot": number}]})
    assert sentences(draft)[0] == f"free the factory's number {number} on the {holder}"


@pytest.mark.parametrize(
    ("item", "index", "data", "sentence"),
    [
        ("11-17-01", "1", "400", "user 400 Kari, extension: 400 is the number of queue queue-1 already"),
        ("11-08-01", "2", "400", "400 is in use as ACI group pilot number 2 (11-08-01)"),
        ("11-06-01", "3", "400", "400 is in use as ACI extension number 3 (11-06-01)"),
        ("11-07-01", "9", "400", "user 400 Kari, extension: 400 is the number of hunt group hunt-group-9 already"),
    ],
)
def test_number_that_something_else_holds_is_refused(
    bench: Bench, item: str, index: str, data: str, sentence: str
) -> None:
    bench.poke(item, index, data)
    with pytest.raises(PlanRefused) as caught:
        bench.draft({"users": [KARI]}, "merged")
    assert sentence in str(caught.value)


def test_virtual_number_that_somebody_uses_is_not_freed(bench: Bench) -> None:
    bench.poke("15-01-01", "205", "Cordless")
    with pytest.raises(PlanRefused, match="205 is the number of user 205 Cordless already"):
        bench.draft({"hunt_groups": [{"name": "Support", "pilot": "205"}]})


def test_pilot_and_extension_change_places(bench: Bench) -> None:
    bench.apply({"users": [KARI], "hunt_groups": [{"name": "Support", "pilot": "455", "members": ["400"]}]})
    swapped = {"extension": "455", "name": "Kari"}
    bench.apply({"users": [swapped], "hunt_groups": [{"name": "Support", "pilot": "400", "members": ["455"]}]})
    assert bench.rows()["11-07-01 2"] == "400"
    assert bench.rows()["16-02-01 455"] == "2"


def test_pilots_of_two_groups_change_places(bench: Bench) -> None:
    bench.apply({"hunt_groups": [{"name": "A", "pilot": "400"}, {"name": "B", "pilot": "455"}]})
    draft = bench.draft({"hunt_groups": [{"name": "A", "pilot": "455"}, {"name": "B", "pilot": "400"}]})
    assert sentences(draft) == [
        "change hunt group A: pilot 455 instead of 400; change hunt group B: pilot 400 instead of 455"
        " (in a circle, through the free number 599)"
    ]


def test_circle_without_a_free_number_to_go_through_is_refused(bench: Bench) -> None:
    for item, count in (("11-02-01", 960), ("11-04-01", 99)):
        for port in range(1, count + 1):
            bench.poke(item, str(port), "")
    for digit in "12345":
        bench.poke("11-01-02", digit, "2" if digit in "12" else "0")
        bench.poke("11-01-01", digit, "1")
    numbering = {"1": 1, "2": 1}
    bench.poke("11-02-01", "1", "1")
    bench.poke("11-02-01", "2", "2")
    swapped = {"users": [{"extension": "2", "name": "Kari"}, {"extension": "1", "name": "Ola"}]}
    with pytest.raises(PlanRefused, match="numbers change in a circle, and the numbering plan has no free number"):
        bench.draft(swapped, numbering=numbering, slots={"users": {"Kari": 1, "Ola": 2}})
