"""The journal: on the disk before each command goes out, and enough to go on or back from it alone."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine import journal as journal_module
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import Journal, read_journal, steps_of
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE
from tests.property.rehearsal import write_tone
from tests.unit.engine.test_plan_document import PLAN
from tests.unit.instant import Bench

SITE = {"users": [{"extension": "400", "name": "Kari"}, {"extension": "401", "name": "Ola"}]}


def written(bench: Bench) -> list[dict[str, Any]]:
    """The records of the only journal."""
    (path,) = (bench.folder / "journal").glob("*.jsonl")
    return read_journal(path)


def test_record_is_synced_before_the_command_goes_out(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []
    sync = os.fdatasync
    monkeypatch.setattr(journal_module.os, "fdatasync", lambda handle: (happened.append("synced"), sync(handle)))

    def look(command: str) -> None:
        if SESSION_PROFILE.is_read(command):
            return
        records = written(bench)
        step = records[0]["steps"][records[-1]["step"]]
        assert records[-1]["event"] == "sending"
        assert step["command"] == command
        happened.append(command)

    bench.before_send = look
    bench.apply(SITE)
    sent = [place for place, what in enumerate(happened) if what != "synced"]
    assert len(sent) == 4
    assert all(happened[place - 1] == "synced" and happened[place + 1] == "synced" for place in sent)


def test_journal_of_a_run_that_went_well(bench: Bench) -> None:
    outcome = bench.apply(SITE, operator="kari")
    records = written(bench)
    head = records[0]
    assert (head["event"], head["format"], head["exchange"], head["operator"]) == ("begin", 1, "oslo", "kari")
    assert head["plan_hash"] == outcome.plan.hash()
    assert head["before_hash"] == outcome.plan.before_hash
    assert [step["command"] for step in head["steps"]] == outcome.plan.commands
    assert [(r["event"], r.get("step"), r.get("answer")) for r in records[1:5]] == [
        ("sending", 0, None),
        ("answered", 0, "done"),
        ("sending", 1, None),
        ("answered", 1, "done"),
    ]
    assert records[-1] == {"event": "end", "state": "all new", "left": [], "reason": ""}


def test_journal_of_a_refusal_tells_the_way_back(bench: Bench) -> None:
    bench.exchange.faults.set({"refuse": 3})
    outcome = bench.apply(SITE)
    records = written(bench)
    told = [(record["event"], record.get("step")) for record in records[5:]]
    assert told == [
        ("sending", 2),
        ("answered", 2),
        ("undoing", 1),
        ("undone", 1),
        ("undoing", 0),
        ("undone", 0),
        ("end", None),
    ]
    assert records[6]["answer"].startswith("refused: ")
    assert records[-1]["state"] == "all old"
    assert records[-1]["reason"] == outcome.reason


def test_steps_are_read_back_as_they_were(bench: Bench) -> None:
    outcome = bench.apply(SITE)
    steps = [step for operation in outcome.plan.operations for step in operation.steps]
    assert steps_of(written(bench)) == steps


def test_journal_cannot_be_read_by_others(bench: Bench, tmp_path: Path) -> None:
    write_tone(tmp_path / "a.wav", 200)
    outcome = bench.apply({"greetings": [{"name": "welcome", "audio": "a.wav"}]}, audio=tmp_path)
    assert outcome.journal is not None
    audio = outcome.journal.with_suffix(".audio")
    modes = [path.stat().st_mode & 0o777 for path in (outcome.journal.parent, outcome.journal, audio, *audio.iterdir())]
    assert modes == [0o700, 0o600, 0o700, 0o600]


def test_audio_is_whole_on_the_disk_even_when_the_disk_takes_little_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(journal_module.os, "write", lambda handle, data: write(handle, bytes(data)[:1000]))
    content = bytes(range(256)) * 40
    checksum = hashlib.sha256(content).hexdigest()
    journal = Journal.begin(tmp_path, PLAN, {checksum: content}, "")
    assert (journal.path.with_suffix(".audio") / f"{checksum}.wav").read_bytes() == content
    assert read_journal(journal.path)[0]["event"] == "begin"
    journal.end("all old")


def test_line_that_a_crash_cut_is_left_out(tmp_path: Path) -> None:
    journal = Journal.begin(tmp_path, PLAN, {}, "")
    journal.sending(0)
    journal.end("left", ["something"], "why")
    text = journal.path.read_text()
    journal.path.write_text(text[:-10])
    assert [record["event"] for record in read_journal(journal.path)] == ["begin", "sending"]


def test_nothing_to_do_leaves_no_journal(bench: Bench) -> None:
    bench.apply({"users": []})
    assert not (bench.folder / "journal").exists()
