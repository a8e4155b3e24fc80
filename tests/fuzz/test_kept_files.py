"""Slots, confirmations, journals and variables: whatever was made of them, a sentence and never a crash."""

from __future__ import annotations

import datetime
import functools
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.engine.confirmation import why_not
from ansible_collections.sentral.nec.plugins.module_utils.engine.interrupted_run import read_interrupted
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import read_journal, unfinished_journal
from ansible_collections.sentral.nec.plugins.module_utils.engine.recovery import FINISH, KEEP, UNDO
from ansible_collections.sentral.nec.plugins.module_utils.engine.slots_file import read_slots, write_slots
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.silences import read_silences
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import SiteFileError, write_text
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Identity
from tests.confirmed import confirm
from tests.fuzz.answers import MODEL, PLATFORM, SITE
from tests.fuzz.mutations import HUGE, mutated
from tests.fuzz.search import only_own_errors, search
from tests.fuzz.test_site_files import LAUGHS, TREES, inputs
from tests.unit.instant import Bench

SLOTS = {
    "pickup_groups": {"Desk": 2},
    "queues": {"Sales": 1},
    "schedules": {"open": 2},
    "recordings": {"1": {"sent": "a" * 64, "kept": "b" * 64}},
}
IDENTITY = Identity(MODEL.upper(), "EU", "6.00")


def written(path: Path, text: str) -> Path:
    """A file with any text in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


@search(
    examples=150,
    known=({"text": f"{LAUGHS}pickup_groups: {{Desk: *m}}\n"},),
    text=mutated(st.just(write_text(SLOTS)), most=2)
    | st.builds(write_text, st.dictionaries(st.sampled_from(sorted(SLOTS)), TREES))
    | st.text(),
)
def test_slots_files(folder: Path, text: str) -> None:
    """What is read can be written, and planned with."""
    path = written(folder / "slots" / "oslo.yml", text)
    with only_own_errors(SiteFileError):
        held = read_slots(path)
        write_slots(folder / "again.yml", held)
        assert read_slots(folder / "again.yml").recordings == held.recordings
        wish = inputs(folder).wish(SITE, "overridden")
        prepared = PLATFORM.prepare("oslo", wish)
        PLATFORM.draft("oslo", PLATFORM.factory_snapshot(wish), wish, prepared)


@functools.cache
def confirmation() -> str:
    """A confirmation file."""
    with tempfile.TemporaryDirectory() as folder:
        confirm(Path(folder), "oslo", MODEL)
        return (Path(folder) / "confirmations" / "oslo.yml").read_text()


@search(examples=150, text=mutated(st.deferred(lambda: st.just(confirmation()))) | st.text())
def test_confirmations(folder: Path, text: str) -> None:
    """A file that was changed confirms nothing, unless it says the same."""
    path = written(folder / "oslo.yml", text)
    problem = why_not(path, PLATFORM.profile_hash(), IDENTITY)
    assert problem or PLATFORM.profile_hash() in text


@functools.cache
def journal() -> str:
    """The journal of a run that was killed after a few commands."""
    with tempfile.TemporaryDirectory() as folder:
        bench = broken_bench(Path(folder))
        path = unfinished_journal(bench.folder / "journal")
        assert path is not None
        return path.read_text()


class Killed(BaseException):
    """What nothing of Sentral catches."""


def broken_bench(folder: Path) -> Bench:
    """An exchange on which a run was killed, with the way back cut too."""
    bench = Bench(folder, model=MODEL)
    writes: list[str] = []

    def before(command: str) -> None:
        if command.startswith("WRITE"):
            writes.append(command)
            if len(writes) > 5:
                raise Killed

    bench.before_send = before
    with suppress(Killed):
        bench.apply(SITE)
    bench.before_send = lambda command: None
    return bench


@search(
    examples=150,
    known=({"text": "[" * 200_000},),
    text=mutated(st.deferred(lambda: st.just(journal())))
    | st.lists(
        st.dictionaries(st.sampled_from(("event", "step", "answer", "state", "format", "exchange", "steps")), TREES)
    ).map(lambda records: "\n".join(str(record).replace("'", '"') for record in records)),
)
def test_journals(folder: Path, text: str) -> None:
    path = written(folder / "journal.jsonl", text)
    read_journal(path)
    with only_own_errors():
        run = read_interrupted(path, "oslo")
        if run is not None:
            assert run.sentence()
            run.contents()


@search(
    examples=12,
    text=mutated(st.deferred(lambda: st.just(journal())), most=2),
    policy=st.sampled_from((UNDO, FINISH, KEEP)),
)
def test_going_on_by_a_changed_journal(folder: Path, text: str, policy: str) -> None:
    """A journal that says something else than what was done never ends in a crash."""
    with tempfile.TemporaryDirectory(dir=folder) as inner:
        bench = broken_bench(Path(inner))
        path = unfinished_journal(bench.folder / "journal")
        assert path is not None
        written(path, text)
        with only_own_errors():
            bench.apply(SITE, on_interrupted=policy)


@search(examples=150, known=({"value": HUGE},), value=TREES)
def test_variables(folder: Path, value: Any) -> None:
    for name in ("pbx_change_window", "pbx_numbering", "pbx_timezone", "pbx_today", "pbx_max_deletions"):
        host = inputs(folder, **{name: value})
        for ask in (host.change_window, host.numbering, host.now, host.today):
            with only_own_errors():
                ask()
        with only_own_errors():
            host.whole_number("pbx_max_deletions")
    with only_own_errors():
        window = inputs(folder, pbx_change_window={"daily": value}).change_window()
        if window is not None:
            window.opens(datetime.datetime(2026, 11, 23))
    with only_own_errors(ValueProblem):
        read_silences({"silence": value})
    with only_own_errors(ValueProblem):
        read_silences({"silence": [{"code": value, "reason": "x", "object": value}]})
