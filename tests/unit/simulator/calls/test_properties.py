"""Whatever is programmed: a call comes to an end, in order, and always the same one."""

from __future__ import annotations

from datetime import datetime

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from simulator.calls import People, place_call, place_internal_call
from simulator.calls.department_groups import MOST_TRIES
from simulator.calls.events import LAST
from simulator.calls.follow import MOST_MOVES
from tests.unit.simulator.calls.conftest import Programmed

EXTENSIONS = ("101", "102", "103", "104")
NUMBERS = st.sampled_from((*EXTENSIONS, "300", "301", "310", "311", "0", "477", "90123", "777", ""))
GROUPS = st.sampled_from(("5", "6"))
SECONDS = st.sampled_from(("0", "5", "30"))
RING = st.sampled_from(("0", "1", "2", "102", "103"))
TRANSFER = st.sampled_from(("0", "1", "2", "102", "205", "206", "401", "501", "1000"))
ROWS = {
    "22-02-01 1 1": st.sampled_from(("0", "3", "4")),
    **{f"{code} 1 1": RING for code in ("22-05-01", "22-08-01", "22-12-01", "25-03-01")},
    "22-07-01 1 1": NUMBERS,
    "22-11-02 1": NUMBERS,
    "22-11-04 1": st.sampled_from("01234"),
    "22-11-05 1": TRANSFER,
    "22-11-06 1": TRANSFER,
    "22-09-02 1": st.sampled_from("01"),
    **{f"22-01-0{item} 1": SECONDS for item in (4, 6, 7, 8)},
    "24-02-03 1": SECONDS,
    "45-01-01 1": st.sampled_from("06"),
    **{f"24-09-01 {number}": st.sampled_from("012345") for number in EXTENSIONS},
    **{f"24-09-0{item} {number}": NUMBERS for number in EXTENSIONS for item in (2, 3, 4, 5)},
    **{f"16-02-01 {number}": GROUPS for number in EXTENSIONS},
    **{f"16-01-{item} {group}": st.sampled_from("01") for item in ("02", "03", "04") for group in "56"},
    **{f"16-01-10 {group}": st.sampled_from("0123") for group in "56"},
    **{f"41-03-01 {group} 1": st.sampled_from("012") for group in "12"},
    **{f"41-02-01 {number} 1": st.sampled_from("012") for number in EXTENSIONS},
    **{f"41-08-01 {group}": st.sampled_from("01234589") for group in "12"},
    **{f"41-08-02 {group}": st.sampled_from(("0", "1", "2", "65", "66", "67", "68")) for group in "12"},
    **{f"41-08-03 {group}": st.sampled_from("01") for group in "12"},
    **{f"41-08-04 {group}": SECONDS for group in "12"},
    **{f"41-08-06 {group}": st.sampled_from("012") for group in "12"},
    **{f"41-11-0{item} {group}": st.sampled_from("0123") for item in range(1, 6) for group in "12"},
    **{f"22-14-0{item} {group}": st.sampled_from("0123") for item in range(1, 6) for group in "12"},
    "47-11-03 1": st.sampled_from(("0", "1 1", "2 1", "3 1")),
    "47-11-04 1": st.sampled_from("012"),
    "47-11-04 2": st.sampled_from("012"),
}
PROGRAMMING = st.fixed_dictionaries({}, optional=ROWS)
PEOPLE = st.builds(
    People,
    busy=st.frozensets(st.sampled_from(EXTENSIONS)),
    answers=st.dictionaries(st.sampled_from(EXTENSIONS), st.integers(0, 40)),
    waiting=st.dictionaries(st.sampled_from((1, 2)), st.integers(0, 3)),
)
MOST_EVENTS = MOST_MOVES * MOST_TRIES + 100
AT = datetime(2026, 11, 24, 10, 0)


def programmed(rows: dict[str, str]) -> Programmed:
    pbx = Programmed()
    everywhere = {
        "41-07-01 3": "1",
        "41-05-02 1 1": "2359",
        "41-06-02 1 1": "2359",
        "11-07-01 5": "300",
        "11-07-01 6": "301",
        "11-17-01 1": "310",
        "11-17-01 2": "311",
        "22-11-01 1": "2233",
    }
    for row, data in {**everywhere, **rows}.items():
        pbx.put(row, data)
    return pbx


@settings(max_examples=100, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(PROGRAMMING, PEOPLE, st.sampled_from(("2233", "9999")), NUMBERS)
def test_a_call_ends_within_a_bound_and_always_alike(
    rows: dict[str, str], people: People, digits: str, number: str
) -> None:
    state = programmed(rows).state
    events = place_call(state, trunk=1, digits=digits, at=AT, people=people)
    inside = place_internal_call(state, number, at=AT, people=people)
    for call in (events, inside):
        assert len(call) < MOST_EVENTS
        assert [event.kind in LAST for event in call] == [False] * (len(call) - 1) + [True]
        assert [event.second for event in call] == sorted(event.second for event in call)
    assert events == place_call(state, trunk=1, digits=digits, at=AT, people=people)
    assert inside == place_internal_call(state, number, at=AT, people=people)
