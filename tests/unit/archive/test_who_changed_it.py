"""What changed since the last backup, told apart by what the journals say that Sentral wrote."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.attribution import (
    SentralRun,
    SentralRuns,
    runs_since,
)
from ansible_collections.sentral.nec.plugins.module_utils.archive.changes_outside import (
    compare,
    only_outside,
    rows_of_capture,
    rows_of_text,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture

BEGAN = datetime.datetime(2026, 11, 26, 2, 0, tzinfo=datetime.UTC)
NOW = Capture(
    *("oslo", "sv9100", "SV9100", "EU", "12.00", "STAND-IN 1", "SV91-1"),
    hardware=(),
    licences=(),
    programs={"15-01": ("15-01-01 101 = Kari", "15-01-01 102 = Ola"), "20-06": ()},
    recordings={1: (10, "aa")},
    kept_messages=(),
)
BEFORE = rows_of_capture(NOW)


def capture(*names: str) -> Capture:
    """The same exchange with other names."""
    return replace(NOW, programs={"15-01": names, "20-06": ()})


def journal(folder: Path, number: int, *events: dict[str, Any], time: datetime.datetime = BEGAN, **header: str) -> None:
    """A journal of two steps: another name for 102, and one for 103."""
    steps = [
        {"target": f"15-01-01 {n}", "before": old, "after": new, "command": "c", "undo": "u"}
        for n, old, new in (("102", "Ola", "Eva"), ("103", "", "Per"))
    ]
    records = [{"event": "begin", "time": time.isoformat(), "steps": steps, **header}, *events]
    (folder / f"{number}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))


def ran(left: dict[str, str]) -> SentralRuns:
    """A run that left these values."""
    return SentralRuns((SentralRun(left),))


DONE = ({"event": "answered", "step": 0, "answer": "done"}, {"event": "answered", "step": 1, "answer": "done"})


def test_rows_are_read_from_the_text_of_the_items() -> None:
    assert rows_of_text(NOW.items_text()) == BEFORE == {"15-01-01 101": "Kari", "15-01-01 102": "Ola"}


def test_a_run_tells_what_it_left_who_ran_it_and_why(tmp_path: Path) -> None:
    journal(tmp_path, 1, *DONE, operator="kari", request="4711")
    journal(tmp_path, 2, DONE[0], {"event": "undone", "step": 0, "answer": "done"}, operator="per")
    runs = runs_since(tmp_path, BEGAN - datetime.timedelta(hours=1))
    assert runs.values == {"15-01-01 102": "Ola", "15-01-01 103": "Per"}
    assert (runs.operators, runs.requests) == (("kari", "per"), ("4711",))


def test_only_those_are_named_who_wrote_what_is_different_now(tmp_path: Path) -> None:
    """A run of the very second of the last backup, and one that another has written over, are not in what changed."""
    journal(tmp_path, 1, DONE[0], operator="kari", request="4711")
    journal(tmp_path, 2, DONE[1], operator="per", request="4712")
    runs = runs_since(tmp_path, BEGAN - datetime.timedelta(hours=1))
    named = runs.that_wrote({"15-01-01 103", "15-01-01 104"})
    assert (named.operators, named.requests) == (("per",), ("4712",))
    assert runs.that_wrote({"15-01-01 9"}) == SentralRuns()


def test_runs_before_the_last_backup_and_those_that_sent_nothing_do_not_count(tmp_path: Path) -> None:
    journal(tmp_path, 1, *DONE, operator="kari")
    journal(tmp_path, 2, operator="per", time=BEGAN + datetime.timedelta(days=1))
    assert runs_since(tmp_path, BEGAN) == SentralRuns()


def test_damaged_journals_say_nothing(tmp_path: Path) -> None:
    journal(tmp_path, 1, {"event": "answered", "step": 7, "answer": "done"})
    (tmp_path / "2.jsonl").write_text("{")
    (tmp_path / "3.jsonl").write_text('{"event": "begin", "time": 5, "steps": [1]}\n{"event": "answered", "step": 0}\n')
    assert runs_since(tmp_path, BEGAN - datetime.timedelta(days=1)) == SentralRuns()


def test_what_holds_another_value_than_a_run_left_was_changed_outside() -> None:
    now = capture("15-01-01 101 = Liv", "15-01-01 102 = Eva", "15-01-01 103 = By hand")
    difference = compare(BEFORE, NOW.recordings, now, ran({"15-01-01 102": "Eva", "15-01-01 103": "Per"}))
    assert difference.by_sentral == {"15-01-01 102"}
    assert difference.outside == {"15-01-01 101", "15-01-01 103"}


def test_a_row_that_a_run_put_back_to_the_factory_is_not_listed_any_more() -> None:
    difference = compare(BEFORE, NOW.recordings, capture("15-01-01 101 = Kari"), ran({"15-01-01 102": ""}))
    assert (difference.by_sentral, difference.outside) == ({"15-01-01 102"}, frozenset())


def test_recordings_are_told_apart_too() -> None:
    now = replace(NOW, recordings={1: (10, "bb"), 2: (5, "cc")})
    difference = compare(BEFORE, NOW.recordings, now, ran({"VRS 2": "cc"}))
    assert (difference.by_sentral, difference.outside) == ({"VRS 2"}, {"VRS 1"})
    assert only_outside(BEFORE, NOW.recordings, now, difference).recordings == {1: (10, "bb")}


def test_between_the_commits_stands_what_would_be_there_without_sentral() -> None:
    now = capture("15-01-01 101 = Liv", "15-01-01 102 = Eva", "15-01-01 9 = Bo")
    difference = compare(BEFORE, NOW.recordings, now, ran({"15-01-01 102": "Eva"}))
    between = only_outside(BEFORE, NOW.recordings, now, difference)
    assert between.programs["15-01"] == ("15-01-01 9 = Bo", "15-01-01 101 = Liv", "15-01-01 102 = Ola")


def test_nothing_differs_from_itself() -> None:
    assert compare(BEFORE, NOW.recordings, NOW, SentralRuns()).nothing
