"""Adopt, then plan, is always empty: for exchanges that somebody programmed by hand, within the exchange's rules."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from tests.unit.instant import Bench

NUMBERS = ("101", "102", "103", "104", "150", "205", "400", "455")
DESTINATIONS = ("0", "1", "2", "3", "102", "103", "202", "203", "501", "502", "1000")
GROUPS = ("1", "2", "3")


def writes(item: str, *index: st.SearchStrategy[str], data: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """The command that stores something in an item."""
    return st.tuples(st.tuples(*index), data).map(lambda drawn: f"WRITE {' '.join((item, *drawn[0]))} = {drawn[1]}")


def one_of(*words: str) -> st.SearchStrategy[str]:
    """One of some words."""
    return st.sampled_from(words)


numbers, groups, modes = one_of(*NUMBERS), one_of(*GROUPS), one_of("1", "2", "3", "5")
entries, periods = one_of("1", "2", "101", "102", "401"), one_of("1", "2", "3")
tables, answers, boxes = one_of("1", "2", "3"), one_of("1", "1", "2"), one_of("0", "1 1", "1 2", "1 65", "2 1", "3 1")
times = one_of("0000", "0800", "1200", "1600")
by_hand = st.one_of(
    writes("11-02-01", one_of("1", "2", "3", "16", "99"), data=one_of("400", "401", "101", "455")),
    writes("11-04-01", one_of("1", "5"), data=one_of("455", "456")),
    writes("11-07-01", groups, data=one_of("190", "191", "402")),
    writes("11-17-01", groups, data=one_of("192", "193", "403")),
    writes("15-01-01", numbers, data=one_of("Kari", "Ola", "Reception")),
    writes("15-07-01", numbers, one_of("1", "2", "48"), data=one_of("01 102", "09 1", "77", "*03 205", "*08")),
    writes("15-09-01", numbers, one_of("1", "2"), modes, data=one_of("0", "1")),
    writes("15-11-01", numbers, one_of("1", "2"), modes, data=one_of("0", "1")),
    writes("16-01-01", groups, data=one_of("Support", "Sales")),
    writes("16-01-02", groups, data=one_of("0", "1")),
    writes("16-01-10", groups, data=one_of("0", "3")),
    writes("16-02-01", numbers, data=groups),
    writes("16-02-02", numbers, data=one_of("1", "2", "7")),
    writes("20-06-01", numbers, modes, data=one_of("1", "2", "5", "15")),
    writes("20-17-01", one_of("1", "2", "3"), data=one_of("101", "102", "400")),
    writes("21-04-01", numbers, modes, data=one_of("1", "3")),
    writes("23-02-01", numbers, data=groups),
    writes("23-02-02", numbers, data=one_of("1", "9")),
    writes("24-09-01", numbers, data=one_of("0", "1", "2", "3", "4", "5")),
    writes("24-09-02", numbers, data=one_of("102", "0922334455", "190")),
    writes("24-09-03", numbers, data=one_of("102", "190")),
    writes("24-09-04", numbers, data=one_of("103", "190")),
    writes("22-04-01", one_of("1", "2", "3"), one_of("1", "2", "9"), data=numbers),
    writes("22-04-02", one_of("2", "3"), one_of("1", "2"), data=one_of("0", "10")),
    writes("22-02-01", one_of("1", "2", "30"), modes, data=one_of("0", "3", "4", "8")),
    writes("22-05-01", one_of("2", "30"), modes, data=one_of("0", "1", "2", "3", "102")),
    writes("22-07-01", one_of("2", "30"), modes, data=one_of("101", "102", "190", "192")),
    writes("22-08-01", one_of("2", "30"), modes, data=one_of("0", "2", "102")),
    writes("14-05-01", one_of("2", "30"), data=one_of("1", "2")),
    writes("22-09-02", one_of("1", "2"), data=one_of("0", "1")),
    writes("22-11-01", entries, data=one_of("4455", "4466", "55")),
    writes("22-11-02", entries, data=one_of("101", "190", "0922334455", "192")),
    writes("22-11-04", entries, data=one_of("0", "1", "2", "3", "4")),
    writes("22-11-05", entries, data=one_of(*DESTINATIONS)),
    writes("22-11-06", entries, data=one_of(*DESTINATIONS)),
    writes("22-13-01", one_of("1", "2"), modes, data=one_of("1", "2", "5")),
    writes("22-12-01", one_of("1", "2"), modes, data=one_of("0", "1", "2", "102")),
    writes("22-17-01", one_of("1", "9"), data=one_of("4455", "4466")),
    writes("22-17-02", one_of("1", "9"), one_of("1", "2", "8"), data=times),
    writes("22-17-03", one_of("1", "9"), one_of("1", "2", "8"), data=times),
    writes("22-17-04", one_of("1", "9"), one_of("1", "2", "8"), data=one_of("0", "1", "101")),
    writes("22-17-05", one_of("1", "9"), data=one_of("1", "2", "8")),
    writes("41-02-01", numbers, periods, data=one_of("0", "1", "2")),
    writes("41-03-01", one_of("2", "3"), periods, data=one_of("0", "1", "2")),
    writes("41-03-02", one_of("2", "3"), periods, data=one_of("0", "1")),
    writes("41-03-03", one_of("2", "3"), periods, data=one_of("0", "1", "4")),
    writes("41-05-01", one_of("1", "2"), periods, data=times),
    writes("41-05-02", one_of("1", "2"), periods, data=times),
    writes("41-07-01", one_of("1", "2", "3"), data=one_of("0", "1", "2")),
    writes("41-08-01", groups, data=one_of("0", "1", "3", "5", "8")),
    writes("41-08-02", groups, data=one_of("0", "1", "2", "65", "66", "67", "68")),
    writes("41-08-03", groups, data=one_of("0", "1", "2")),
    writes("41-09-01", groups, one_of("1", "2", "3", "7"), data=one_of("0", "1", "2", "3", "9", "65")),
    writes("41-08-06", groups, data=one_of("0", "2", "3")),
    writes("41-11-02", groups, data=one_of("0", "1", "101")),
    writes("41-11-08", groups, data=one_of("0", "1", "2", "3")),
    writes("41-17-01", numbers, data=one_of("0", "1")),
    writes("41-16-01", groups, data=one_of("0", "5")),
    writes("12-01-02", groups, data=one_of("0", "1")),
    writes("12-02-01", groups, one_of("1", "3"), one_of("1", "2"), data=times),
    writes("12-02-02", groups, one_of("1", "3"), one_of("1", "2"), data=times),
    writes("12-02-03", groups, one_of("1", "3"), one_of("1", "2"), data=one_of("1", "2", "3")),
    writes("12-03-01", groups, one_of("1", "2"), data=one_of("1", "2", "3")),
    writes("12-04-01", groups, one_of("1224", "0229", "0517"), data=one_of("0", "1", "2")),
    writes("12-05-01", numbers, data=groups),
    writes("12-06-01", one_of("1", "2", "30"), data=groups),
    writes("47-02-01", one_of("1", "65"), data=one_of("0", "1", "2")),
    writes("47-02-02", one_of("1", "65"), data=one_of("400", "102")),
    writes("47-02-03", one_of("1", "65"), data=one_of("0", "50")),
    writes("47-03-02", one_of("1", "2"), data=one_of("190", "192")),
    writes("47-03-03", one_of("1", "2"), data=one_of("0", "1", "2")),
    writes("47-10-01", one_of("1", "2", "30"), data=tables),
    writes("47-11-02", tables, data=one_of("0", "0", "1 1")),
    writes("47-11-03", tables, data=boxes),
    writes("47-11-04", tables, data=one_of("0", "0", "3")),
    writes("47-12-01", tables, answers, data=one_of("0", "1", "2", "3")),
    writes("47-12-02", tables, answers, data=boxes),
    writes("47-12-03", tables, answers, data=one_of("1", "4")),
    writes("47-12-04", tables, answers, data=one_of("2", "6")),
    writes("47-12-05", tables, answers, data=one_of("3", "7")),
    writes("47-12-06", tables, answers, data=one_of("1224", "0229")),
    writes("47-12-07", tables, answers, data=times),
    writes("47-12-08", tables, answers, data=times),
)

MODES = "12345678"
line_values = st.tuples(
    one_of("0", "4"), one_of("1", "2", "3", "102"), one_of("101", "102", "190"), one_of("0", "2", "3", "102")
)
lines_by_hand = st.lists(st.tuples(one_of("2", "3", "29", "30"), line_values), max_size=4).map(
    lambda drawn: [
        f"WRITE {item} {trunk} {mode} = {value}"
        for trunk, values in drawn
        for item, value in zip(("22-02-01", "22-05-01", "22-07-01", "22-08-01"), values, strict=True)
        for mode in MODES
    ]
)
intercepts_by_hand = st.lists(st.tuples(one_of("1", "2"), one_of("0", "2", "3", "102")), max_size=2).map(
    lambda drawn: [f"WRITE 22-12-01 {table} {mode} = {code}" for table, code in drawn for mode in MODES]
)
OFFICE, AT_HOME = (("0000", "0800"), ("0800", "1700"), ("1700", "0000")), (("0000", "0600"), ("0600", "0000"))
"""The hours that a night group has from the factory on weekdays, and none."""


def tables_by_hand(drawn: tuple[str, int, tuple[str, str], str, bool]) -> list[str]:
    """Tables of a number on trunk group 1 for every day; ``holidays``: one more for them."""
    digits, first, (opened, closed), target, holidays = drawn
    commands = [f"WRITE 22-02-01 1 {mode} = 8" for mode in MODES]
    commands += [f"WRITE 22-11-01 {entry} =" for entry in (opened, closed)]
    commands += [f"WRITE 22-11-02 {opened} = {target}", f"WRITE 22-11-02 {closed} = 102"]
    for day in range(1, 9 if holidays else 8):
        table = first + day - 1
        hours = OFFICE if 2 <= day <= 6 else AT_HOME
        for place, (start, end) in enumerate(hours, 1):
            entry = opened if start == "0800" else closed
            commands += [f"WRITE 22-17-02 {table} {place} = {start}", f"WRITE 22-17-03 {table} {place} = {end}"]
            commands.append(f"WRITE 22-17-04 {table} {place} = {entry}")
        commands += [f"WRITE 22-17-05 {table} = {day}", f"WRITE 22-17-01 {table} = {digits}"]
    return commands


timed_by_hand = st.lists(
    st.tuples(
        one_of("4455", "4466"),
        st.sampled_from((1, 20)),
        st.sampled_from((("1", "2"), ("101", "2"), ("2", "2"))),
        one_of("101", "190", "102"),
        st.booleans(),
    ).map(tables_by_hand),
    max_size=2,
).map(lambda lists: [command for listed in lists for command in listed])
"""Whole lines, intercepts and routes by time: single writes would seldom make one that a site file can say."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(commands=st.lists(by_hand, max_size=40), lines=lines_by_hand, intercepts=intercepts_by_hand, timed=timed_by_hand)
def test_the_plan_after_adopting_is_empty(
    tmp_path: Path, commands: list[str], lines: list[str], intercepts: list[str], timed: list[str]
) -> None:
    bench = Bench(tmp_path)
    session = bench.open()
    for command in (*commands, *timed, *lines, *intercepts):
        session.send(command)  # what the exchange refuses is not programmed
    snapshot = SV9100.read("oslo", bench.open())
    wish = bench.wish({})
    gathered = SV9100.gather("oslo", snapshot, wish)
    draft = bench.draft(dict(gathered.site), slots=gathered.slots)
    assert [(operation.sentence, operation.steps) for operation in draft.operations] == []
    SV9100.unexpressed("oslo", snapshot, wish, gathered)
