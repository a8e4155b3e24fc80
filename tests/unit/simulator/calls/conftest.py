"""An exchange in memory, programmed row by row, that tells what happens to a call in short lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import pytest

from simulator.calls import Dialled, Event, Kind, People, dial, place_call, place_internal_call
from simulator.fleet_file import parse_clock
from simulator.state import ExchangeState
from simulator.storage import MemoryStorage
from simulator.tables import load_model

TUESDAY = "2026-11-24 10:00"


class Programmed:
    """An exchange of one model. ``put("22-02-01 1 1", 3)`` programs it past the rules."""

    def __init__(self, model: str = "sv9100") -> None:
        self.state = ExchangeState(load_model(model), MemoryStorage())

    def put(self, row: str, data: object) -> None:
        code, _, index = row.partition(" ")
        self.state.model.items[code].check_index(tuple(index.split(" ")))
        self.state.commit([(code, index, str(data))])

    def get(self, row: str) -> str:
        code, *index = row.split(" ")
        return self.state.value_at(code, *index)

    def call(
        self,
        digits: str = "",
        *,
        to: str | None = None,
        trunk: int = 1,
        at: str = TUESDAY,
        busy: Iterable[str] = (),
        answers: Mapping[str, int] | None = None,
        waiting: Mapping[int, int] | None = None,
        rang_last: Mapping[int, str] | None = None,
    ) -> list[str]:
        """Return the events without the arrival: ``["0 RINGS 101 102", "20 TRANSFERS"]``."""
        people = People(frozenset(busy), answers or {}, waiting or {}, rang_last or {})
        moment = parse_clock(at)
        if to is not None:
            events = place_internal_call(self.state, to, at=moment, people=people)
        else:
            events = place_call(self.state, trunk=trunk, digits=digits, at=moment, people=people)
        return [short(event) for event in events if event.kind is not Kind.ARRIVES]

    def dial(self, extension: str, digits: str, at: datetime | None = None) -> Dialled:
        return dial(self.state, extension, digits, at=at or parse_clock(TUESDAY))


def short(event: Event) -> str:
    return " ".join((str(event.second), event.kind.value, *event.subjects))


@pytest.fixture
def pbx() -> Programmed:
    """An SV9100 from the factory."""
    return Programmed()


@pytest.fixture
def ddi() -> Programmed:
    """An SV9100 whose trunk 1 brings DDI calls; entry 1 is 2233 and leads to extension 105, and 22-12 nowhere."""
    programmed = Programmed()
    programmed.put("22-02-01 1 1", 3)
    programmed.put("22-11-01 1", 2233)
    programmed.put("22-11-02 1", 105)
    programmed.put("22-12-01 1 1", 0)
    return programmed


@pytest.fixture
def queue() -> Programmed:
    """An SV9100 whose ring group 1 feeds ACD group 2 on Tuesdays from 8 to 16; 110 and 111 are its agents."""
    programmed = Programmed()
    programmed.put("41-07-01 3", 1)
    for program in ("41-05", "41-06"):
        programmed.put(f"{program}-01 1 1", "0800")
        programmed.put(f"{program}-02 1 1", "1600")
    programmed.put("41-03-01 1 1", 2)
    programmed.put("41-02-01 110 1", 2)
    programmed.put("41-02-01 111 1", 2)
    return programmed
