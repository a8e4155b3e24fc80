"""Properties that hold whatever is written in whatever order."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.thread import FleetHandle
from tests.unit.simulator.conftest import Desk, new_exchange
from tests.unit.simulator.line_client import LineClient

NUMBER_ITEMS = {"11-02-01": 12, "11-04-01": 12, "11-06-01": 5, "11-07-01": 5, "11-08-01": 5, "11-17-01": 5}
PROGRAMS = ("11-02", "11-04", "11-06", "11-07", "11-08", "11-17")

places = st.sampled_from(sorted(NUMBER_ITEMS)).flatmap(
    lambda item: st.integers(1, NUMBER_ITEMS[item]).map(lambda index: f"{item} {index}")
)
numbers = st.one_of(st.just(""), st.sampled_from([str(number) for number in (*range(100, 115), *range(200, 215), 500)]))
names = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(st.lists(st.tuples(places, numbers), max_size=40), st.sampled_from(["keep", "erase"]))
def test_a_number_never_stands_twice(writes: list[tuple[str, str]], removed: str) -> None:
    desk = Desk(new_exchange(removed_numbers=removed))
    for place, number in writes:
        before = desk.rows(f"READ {place}")
        status = desk.status(f"WRITE {place} = {number}")
        assert status == "STORED" or status.startswith(("REFUSED 07", "REFUSED 08"))
        expected = [f"{place} = {number}" if number else f"{place} =", "OK ROWS 1"]
        assert desk.rows(f"READ {place}") == (expected if status == "STORED" else before)
    held = [row.partition(" = ")[2] for program in PROGRAMS for row in desk.rows(f"LIST {program} ALL")]
    assert all(count == 1 for number, count in Counter(filter(None, held)).items())
    extensions = {row.partition(" = ")[2] for row in [*desk.rows("LIST 11-02 ALL"), *desk.rows("LIST 11-04 ALL")]}
    assert {row.split()[1] for row in desk.rows("LIST 15-01 ALL")[:-1]} == extensions - {""}


@many
@given(st.lists(st.tuples(places, numbers), max_size=20))
def test_the_book_of_numbers_agrees_with_the_rows(writes: list[tuple[str, str]]) -> None:
    desk = Desk(new_exchange())
    for place, number in writes:
        item, _, index = place.partition(" ")
        desk.exchange.poke(item, index, number)  # past the rules: numbers may stand twice
    rows = [row for program in PROGRAMS for row in desk.rows(f"LIST {program} ALL")]
    for number in ("101", "105", "201", "500", "3101"):
        expected = [tuple(row.partition(" = ")[0].split(" ")) for row in rows if row.endswith(f" = {number}")]
        assert desk.exchange.state.numbers.places(number) == expected


@many
@given(names, st.lists(st.sampled_from([1, 2, 5, 1000]), min_size=1, max_size=3))
def test_what_is_written_is_read_back_over_the_line(shared_fleet: FleetHandle, name: str, chunks: list[int]) -> None:
    shared_fleet.reset("oslo")
    with LineClient(shared_fleet.address("oslo", "telnet")) as client:
        client.log_in()
        for chunk in chunks:
            shared_fleet.fault("oslo", chunk=chunk)
            assert client.ask(f"WRITE 15-01-01 105 = {name}") == ["STORED"]
            row = f"15-01-01 105 = {name}" if name else "15-01-01 105 ="
            assert client.ask("READ 15-01-01 105") == [row, "OK ROWS 1"]
            assert client.ask("LIST 15-01") == ([row, "OK ROWS 1"] if name else ["OK ROWS 0"])
        client.send(b"LOGOUT\r")
        client.rest()


@many
@given(st.binary(max_size=300))
def test_no_input_breaks_a_session(shared_fleet: FleetHandle, noise: bytes) -> None:
    shared_fleet.reset("oslo")
    with LineClient(shared_fleet.address("oslo", "telnet")) as client:
        client.log_in()
        client.send(noise.replace(b"\xff", b"\xff\xff") + b"\r\nLOGOUT\r\n")
        assert client.rest().endswith(b"GOODBYE\r\n")


@many
@given(st.text(st.characters(max_codepoint=0x17F), max_size=60))
def test_every_line_gets_one_known_answer(line: str) -> None:
    status = Desk(new_exchange()).status(line)
    assert status.startswith(("OK ROWS ", "STORED", "GOODBYE", "REFUSED "))
