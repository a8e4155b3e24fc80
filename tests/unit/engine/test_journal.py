"""The journal: on the disk before each command and after each answer, enough to go on or back from it alone."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import (
    FORMAT,
    Journal,
    JournalFailed,
    read_journal,
    save_contents,
    steps_of,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from tests.unit.engine.plans import operation, plan
from tests.unit.engine.workshop import Workshop, events, journal_of, people

PLAN = plan(operation("101", steps=2), operation("102", "delete"), slots={"users": {"Åse": 1}})
AUDIO = {"a" * 64: b"RIFF one", "b" * 64: b"RIFF two"}


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A process whose files everybody may read."""
    before = os.umask(0)
    yield
    os.umask(before)


def begun(folder: Path, operator: str = "Åse") -> Journal:
    """A journal of the plan that has just begun."""
    return Journal.begin(folder / "journal", PLAN, AUDIO, operator)


def test_the_first_record_says_what_is_done_to_whom_by_whom_and_from_where(tmp_path: Path) -> None:
    (record,) = read_journal(begun(tmp_path).path)
    assert record["event"] == "begin"
    assert record["format"] == FORMAT
    assert record["operator"] == "Åse"
    assert record["plan_hash"] == PLAN.hash()
    assert record["slots"] == {"users": {"Åse": 1}}
    same = ("exchange", "platform", "model", "software", "profile_hash", "before_hash", "desired_hash")
    assert {name: record[name] for name in same} == {name: getattr(PLAN, name) for name in same}
    assert datetime.now(UTC) - datetime.fromisoformat(record["time"]) < timedelta(minutes=1)


def test_the_first_record_holds_every_step_so_that_nothing_is_planned_again(tmp_path: Path) -> None:
    records = read_journal(begun(tmp_path).path)
    assert steps_of(records) == [step for operation in PLAN.operations for step in operation.steps]
    assert [step["operation"] for step in records[0]["steps"]] == ["users/101/add", "users/101/add", "users/102/delete"]


@pytest.mark.usefixtures("open_umask")
def test_a_journal_and_its_audio_are_the_owners_only(tmp_path: Path) -> None:
    path = begun(tmp_path).path
    modes = {found.relative_to(tmp_path).suffix: found.stat().st_mode & 0o777 for found in path.parent.rglob("*")}
    assert modes == {".jsonl": 0o600, ".audio": 0o700, ".wav": 0o600, "": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_audio_lies_beside_it_by_checksum(tmp_path: Path) -> None:
    folder = begun(tmp_path).path.with_suffix(".audio")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        f"{checksum}.wav": content for checksum, content in AUDIO.items()
    }


def test_without_audio_there_is_no_folder_for_it(tmp_path: Path) -> None:
    path = Journal.begin(tmp_path / "journal", PLAN, {}, "").path
    assert set(path.parent.iterdir()) == {path, path.with_name("unfinished")}


def test_journals_sort_by_the_time_at_which_they_began(tmp_path: Path) -> None:
    paths = [begun(tmp_path).path for _run in range(3)]
    assert sorted(paths) == paths
    assert all(path.stem.endswith(f"-{PLAN.hash()[:12]}") for path in paths)


def test_each_record_is_a_line_that_is_there_at_once(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.sending(0)
    journal.answered(0, "done")
    journal.sending(1)
    journal.answered(1, "refused: 10 OUT OF RANGE")
    journal.undoing(0)
    journal.undone(0, "done")
    assert read_journal(journal.path)[1:] == [
        {"event": "sending", "step": 0},
        {"event": "answered", "step": 0, "answer": "done"},
        {"event": "sending", "step": 1},
        {"event": "answered", "step": 1, "answer": "refused: 10 OUT OF RANGE"},
        {"event": "undoing", "step": 0},
        {"event": "undone", "step": 0, "answer": "done"},
    ]


def test_the_last_record_says_how_it_ended_and_what_is_left(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.end("left", ["name 101 holds 'A'"], "it was refused")
    last = read_journal(journal.path)[-1]
    assert last == {"event": "end", "state": "left", "left": ["name 101 holds 'A'"], "reason": "it was refused"}


def test_an_ended_journal_takes_no_more_records(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.end("all new")
    with pytest.raises(JournalFailed, match="cannot be written: Bad file descriptor"):
        journal.sending(0)


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_last_line_that_was_cut_is_left_out(tmp_path: Path, cut: int) -> None:
    journal = begun(tmp_path)
    journal.sending(0)
    whole = journal.path.read_bytes()
    journal.answered(0, "refused: 10 der er noe på ørkesløs ærend")
    journal.path.write_bytes(journal.path.read_bytes()[: len(whole) + cut])
    assert [record["event"] for record in read_journal(journal.path)] == ["begin", "sending"]


def test_a_last_line_that_was_cut_inside_a_letter_is_left_out(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.answered(0, "Å")
    content = journal.path.read_bytes()
    journal.path.write_bytes(content[: content.rindex("Å".encode()) + 1])
    assert [record["event"] for record in read_journal(journal.path)] == ["begin"]


@pytest.mark.parametrize("letter", ["\u2028", "\u2029", "\x85", "\x0b", "\n", "\r"])
def test_a_strange_letter_does_not_end_a_line(tmp_path: Path, letter: str) -> None:
    journal = begun(tmp_path, operator=f"Kari{letter}N")
    journal.sending(0)
    records = read_journal(journal.path)
    assert [record["event"] for record in records] == ["begin", "sending"]
    assert records[0]["operator"] == f"Kari{letter}N"


def test_a_line_that_is_nested_without_end_is_left_out(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    with journal.path.open("a") as file:
        file.write("[" * 200_000 + "\n")
    assert [record["event"] for record in read_journal(journal.path)] == ["begin"]


FULL_DISK = """
import resource, sys
from pathlib import Path
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import save_contents
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
save_contents(Path(sys.argv[1]), {"a" * 64: bytes(5000)})
"""


def test_audio_that_does_not_fit_on_the_disk_is_an_error_and_not_half_a_file(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "audio")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert "OSError: [Errno 27] File too large" in run.stderr


def test_no_audio_creates_nothing(tmp_path: Path) -> None:
    save_contents(tmp_path / "audio", {})
    assert not (tmp_path / "audio").exists()


def last_on_disk(shop: Workshop) -> tuple[str, int]:
    """The last record of the only journal."""
    (path,) = shop.folder.glob("run-*/journal/*.jsonl")
    record = read_journal(path)[-1]
    return record["event"], record["step"]


def test_the_record_is_on_the_disk_before_its_command_reaches_the_exchange(shop: Workshop) -> None:
    seen: list[tuple[tuple[str, int], str]] = []

    def look(_session: Session, command: str) -> None:
        if not SV9100.line.is_read(command):
            seen.append((last_on_disk(shop), command))

    shop.on_send.append(look)
    outcome = shop.apply(people("Kari", "Ola"))
    assert seen == [(("sending", number), command) for number, command in enumerate(outcome.plan.commands)]
    assert len(seen) == len(shop.writes) == 2


def test_the_way_back_is_on_the_disk_before_its_command_too(shop: Workshop) -> None:
    seen: list[tuple[str, int]] = []
    shop.on_send.append(
        lambda _session, command: None if SV9100.line.is_read(command) else seen.append(last_on_disk(shop))
    )
    shop.fault(refuse=2)
    outcome = shop.apply(people("Kari", "Ola"))
    assert seen == [("sending", 0), ("sending", 1), ("undoing", 0)]
    assert events(outcome)[-3:] == ["undoing 0", "undone 0 done", "end all old"]


def test_a_run_is_in_its_journal_from_begin_to_end(shop: Workshop) -> None:
    outcome = shop.apply(people("Kari", "Ola"), operator="Åse")
    assert events(outcome) == [
        "begin",
        "sending 0",
        "answered 0 done",
        "sending 1",
        "answered 1 done",
        "end all new",
    ]
    assert journal_of(outcome)[0]["operator"] == "Åse"


def test_audio_that_is_replaced_or_uploaded_is_saved_before_the_first_write(
    shop: Workshop, record: Callable[..., Path]
) -> None:
    first, second = (record(name, hertz).read_bytes() for name, hertz in (("first.wav", 300), ("second.wav", 500)))
    shop.apply({"greetings": [{"name": "welcome", "audio": "first.wav"}]})
    there: list[set[str]] = []

    def look(_session: Session, command: str) -> None:
        if not SV9100.line.is_read(command) and not there:
            there.append({file.stem for file in shop.folder.glob("run-1/journal/*.audio/*.wav")})

    shop.on_send.append(look)
    outcome = shop.apply({"greetings": [{"name": "welcome", "audio": "second.wav"}]})
    assert there == [{hashlib.sha256(content).hexdigest() for content in (first, second)}]
    assert outcome.journal is not None
    saved = outcome.journal.with_suffix(".audio")
    assert sorted(file.read_bytes() for file in saved.iterdir()) == sorted([first, second])
