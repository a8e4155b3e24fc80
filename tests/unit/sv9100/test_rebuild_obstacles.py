"""What stands in the way of rebuilding an exchange on another one is said, all of it, before anything is written."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import WrongExchange
from tests.unit.instant import Bench
from tests.unit.rebuilt import archive_of, capture_of, factory_exchange, programmed, rebuild


def changed(capture: Capture, **facts: object) -> Capture:
    return dataclasses.replace(capture, **facts)  # type: ignore[arg-type]


HARDWARE = ("SLOT 1 CARD DLCA PORTS 1-16", "SLOT 5 CARD PRIU TRUNKS 1-30", "SLOT 6 CARD VRS MESSAGES 1-100")
NEW = "set it back to the factory's state first"


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        (
            {"model": "SV8100", "software": "11.00"},
            ["model: the archived exchange is an SV9100, this one is an SV8100; rebuild it on another exchange"],
        ),
        (
            {"region": "NA"},
            [
                "region: the archived exchange is programmed for region EU, this one is programmed for region NA; "
                "rebuild it on another exchange"
            ],
        ),
        (
            {"software": "11.50"},
            ["software: the archived exchange had 12.00, this one has 11.50; bring it to 12.00 first"],
        ),
        ({"system": "OTHER"}, []),
        (
            {"hardware": HARDWARE},
            ["hardware: slot 7: the archived exchange has CARD INMAIL MAILBOXES 1-64 there, this one nothing"],
        ),
        (
            {"hardware": (*HARDWARE[1:], "SLOT 1 CARD DLCB PORTS 1-16", "SLOT 7 CARD INMAIL MAILBOXES 1-64")},
            ["hardware: slot 1: the archived exchange has CARD DLCA PORTS 1-16 there, this one CARD DLCB PORTS 1-16"],
        ),
        (
            {"hardware": (*HARDWARE, "SLOT 7 CARD INMAIL MAILBOXES 1-64", "SLOT 12 CARD COT TRUNKS 31-38")},
            ["hardware: slot 12: the archived exchange has nothing there, this one CARD COT TRUNKS 31-38"],
        ),
        (
            {"licences": ("LICENCE ACD-AGENTS 5", "LICENCE HOTEL 1", "LICENCE SYSTEM-PORTS 961")},
            [
                "licences: ACD-AGENTS: the archived exchange has 64, this one 5",
                "licences: HOTEL: the archived exchange has none, this one 1",
                "licences: SYSTEM-PORTS: the archived exchange has 960, this one 961",
                "licences: VOICE-MAIL-PORTS: the archived exchange has 16, this one none",
            ],
        ),
        (
            {"recordings": {1: (44, "0" * 64), 1012: (44, "0" * 64)}},
            [f"2 recordings are there already: 1, 1012; {NEW}"],
        ),
        ({"kept_messages": ("STATION 12 KEPT 3",)}, [f"mailboxes keep messages of callers: STATION 12 KEPT 3; {NEW}"]),
    ],
)
def test_what_stands_in_the_way_is_said(tmp_path: Path, facts: dict[str, object], sentences: list[str]) -> None:
    bench = Bench(tmp_path)
    capture = capture_of(bench)
    assert bench.platform.rebuild_obstacles(capture, changed(capture, **facts)) == sentences


def test_an_exchange_that_is_programmed_is_not_rebuilt_over(tmp_path: Path) -> None:
    bench = programmed(tmp_path, "15-01-01 101 = A", "15-01-01 102 = B", "12-07-01 1 1 = C", "11-02-01 1 = 400")
    obstacles = bench.platform.rebuild_obstacles(capture_of(Bench(tmp_path)), capture_of(bench))
    assert obstacles == [
        "4 rows are programmed already: 11-02-01 1 = 400; 12-07-01 1 1 = C; 15-01-01 101 = A; and 1 more; " + NEW
    ]
    assert bench.platform.rebuild_obstacles(capture_of(Bench(tmp_path)), capture_of(bench), begun=True) == []


def test_accounts_of_a_new_exchange_are_no_obstacle(tmp_path: Path) -> None:
    bench = programmed(tmp_path, "90-02-01 5 = sentral", "90-02-02 5 = 4711")
    assert bench.platform.rebuild_obstacles(capture_of(Bench(tmp_path)), capture_of(bench)) == []


def test_an_exchange_that_somebody_has_programmed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    old = programmed(tmp_path / "old", "15-01-01 101 = Kari")
    archive, new = archive_of(old), factory_exchange(tmp_path / "new", old)
    new.poke("15-01-01", "105", "Somebody")
    with pytest.raises(
        PlanRefused, match=r"oslo: it is not as from the factory: 15-01-01 105 = Somebody\. Set it back"
    ):
        rebuild(archive, new)
    assert new.rows() == {"15-01-01 105": "Somebody"}


def test_a_capture_of_another_model_is_not_restored(tmp_path: Path) -> None:
    archive = archive_of(Bench(tmp_path / "old", model="sl2100"))
    with pytest.raises(WrongExchange, match="pbx_platform: sl2100"):
        rebuild(archive, Bench(tmp_path / "new"))
