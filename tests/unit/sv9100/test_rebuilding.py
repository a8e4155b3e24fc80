"""Rebuilding an exchange from its capture: what comes back, what is said not to, and how it ends when it is stopped."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Outcome
from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused, Recording
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import Sv9100Platform
from tests.property.rehearsal import write_tone
from tests.unit.instant import Bench
from tests.unit.rebuilt import archive_of, capture_of, factory_exchange, held, programmed, rebuild


def test_a_plan_says_how_many_rows_of_which_programs(tmp_path: Path) -> None:
    old = programmed(tmp_path / "old", "11-02-01 1 =", "11-02-01 2 = 101", "11-02-01 1 = 102", "15-01-01 103 = Ola")
    plan = rebuild(archive_of(old), factory_exchange(tmp_path / "new", old), check=True).plan
    assert [operation.sentence for operation in plan.operations] == [
        "restore 2 rows of 11-02 extension numbering",
        "restore 1 row of 15-01 extension names",
    ]
    assert [operation.id for operation in plan.operations] == [
        "programs/11-01+11-02+11-04+11-06+11-07+11-08+11-17/restore",
        "programs/15-01/restore",
    ]
    assert plan.operations[0].steps[0].command == "WRITE 11-02-01 1 ="


def test_the_same_capture_makes_the_same_plan_and_another_one_another(tmp_path: Path) -> None:
    old = programmed(tmp_path / "old", "15-01-01 103 = Ola")
    archive, new = archive_of(old), factory_exchange(tmp_path / "new", old)
    plan = rebuild(archive, new, check=True).plan
    assert rebuild(archive, new, check=True).plan.to_json() == plan.to_json()
    old.exchange.keep_messages("STATION", "5", 1)
    other = rebuild(archive_of(old), new, check=True).plan
    assert other.operations == plan.operations
    assert other.desired_hash != plan.desired_hash == archive.capture.hash()


def test_rows_of_a_number_that_nobody_has_are_left_out_and_named(tmp_path: Path) -> None:
    old = programmed(tmp_path / "old", "15-01-01 101 = Kari", "16-02-01 101 = 2", "11-02-01 1 =", "15-01-01 102 = Ola")
    archive, new = archive_of(old), factory_exchange(tmp_path / "new", old)
    outcome = rebuild(archive, new)
    assert outcome.end == "all new"
    assert (
        "nobody has the extension 101 any more, so its rows are left out: 15-01-01 101 = Kari; 16-02-01 101 = 2"
        in outcome.plan.warnings
    )
    assert new.rows() == {"11-02-01 1": "", "15-01-01 102": "Ola"}
    assert new.platform.capture_differences("oslo", archive.capture, capture_of(new)) == []


def test_what_cannot_come_back_is_said(tmp_path: Path) -> None:
    old = programmed(tmp_path / "old", "22-17-01 12 = 4455", "22-17-01 3 = 4466", "90-02-01 5 = sentral")
    old.exchange.keep_messages("STATION", "12", 3)
    old.exchange.keep_messages("GROUP", "2", 1)
    archive, new = archive_of(old), factory_exchange(tmp_path / "new", old)
    warnings = rebuild(archive, new).plan.warnings
    assert list(warnings) == new.platform.not_restored("oslo", archive.capture)
    assert list(warnings) == [
        "the accounts (90-02) are to be set by hand, with new passwords: 90-02-01 5 = sentral",
        "station mailbox 12 kept 3 messages from callers, which no capture holds",
        "group mailbox 2 kept 1 message from callers, which no capture holds",
        "the time tables 3, 12 (22-17) do nothing until somebody activates each of them at a telephone",
        "what people set at their telephones (do-not-disturb, which agents are logged in) and night modes that were "
        "switched by hand are in no capture",
    ]
    assert new.exchange.state.value_at("90-02-01", "5") == ""
    assert new.platform.capture_differences("oslo", archive.capture, capture_of(new)) == []


def test_items_that_nobody_knows_are_left_out_and_named(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    capture = capture_of(bench)
    strange = dataclasses.replace(capture, programs={**capture.programs, "15-01": ("15-01-09 101 = 1",)})
    assert "Sentral does not know these items, so their rows are left out: 15-01-09 101 = 1" in (
        bench.platform.not_restored("oslo", strange)
    )
    assert bench.platform.rebuild_obstacles(capture, strange) == [
        "1 row is programmed already: 15-01-09 101 = 1; set it back to the factory's state first"
    ]


# Recordings


@pytest.fixture
def spoken(tmp_path: Path) -> Bench:
    """An exchange with recordings of every kind."""
    return with_recordings(Bench(tmp_path / "spoken"), tmp_path)


def with_recordings(bench: Bench, folder: Path) -> Bench:
    """A message, and the greetings of a station and a group mailbox."""
    session = bench.open()
    for length, message in enumerate((1, 1012, 2001), start=1):
        file = folder / f"{message}.wav"
        write_tone(file, 100 * length)
        step = bench.platform.step(f"VRS {message}", "", "0" * 64)
        assert bench.platform.perform(session, step, step.after, {"0" * 64: file.read_bytes()}).done
    return bench


def test_recordings_come_back_before_the_rows(tmp_path: Path, spoken: Bench) -> None:
    spoken.poke("15-01-01", "101", "Kari")
    archive, new = archive_of(spoken), factory_exchange(tmp_path / "new", spoken)
    outcome = rebuild(archive, new)
    assert [operation.sentence for operation in outcome.plan.operations] == [
        "restore 3 recordings",
        "restore 1 row of 15-01 extension names",
    ]
    assert held(new.exchange.state) == held(spoken.exchange.state)
    new.exchange.state.messages.pop(2001)
    assert new.platform.capture_differences("oslo", archive.capture, capture_of(new)) == [
        "message 2001 is not recorded"
    ]


def test_recordings_are_taken_back_as_well(tmp_path: Path, spoken: Bench) -> None:
    spoken.poke("15-01-01", "101", "Kari")
    archive, new = archive_of(spoken), factory_exchange(tmp_path / "new", spoken)
    new.exchange.faults.set({"refuse": "4"})
    assert rebuild(archive, new).end == "all old"
    assert held(new.exchange.state) == ({}, {})


def test_a_recording_that_the_archive_has_not_whole_is_an_error_before_anything_is_written(
    tmp_path: Path, spoken: Bench
) -> None:
    archive, new = archive_of(spoken), factory_exchange(tmp_path / "new", spoken)
    checksums = [checksum for _size, checksum in archive.capture.recordings.values()]
    damaged = {checksums[0]: archive.audio[checksums[0]], checksums[1]: b"RIFF"}
    with pytest.raises(PlanRefused) as caught:
        rebuild(dataclasses.replace(archive, audio=damaged), new)
    assert [str(finding) for finding in caught.value.findings] == [
        f"oslo: recording 1012: its audio (SHA-256 {checksums[1]}) is damaged: it is not what the exchange gave. "
        "Nothing was changed",
        f"oslo: recording 2001: its audio (SHA-256 {checksums[2]}) is missing. Nothing was changed",
    ]
    assert held(new.exchange.state) == ({}, {})


def rebuilt_with_other_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Bench, Outcome, Capture]:
    """An exchange whose recordings come back with other bytes each time, rebuilt on another one."""
    old = with_recordings(Bench(tmp_path / "old", recordings="reencoded"), tmp_path)
    profile = dataclasses.replace(old.platform.profile, audio_comes_back_unchanged=False)
    old.platform = Sv9100Platform("sv9100", profile, old.platform.line)
    archive = archive_of(old)
    monkeypatch.setattr("simulator.commands.reencode", lambda audio: audio[:-2] + b"\x02\x02")
    new = factory_exchange(tmp_path / "new", old, recordings="reencoded")
    return new, rebuild(archive, new), archive.capture


def test_what_was_sent_at_first_is_remembered_of_a_recording_that_was_rebuilt(tmp_path: Path) -> None:
    """A site file's audio became what the old exchange kept, and that became what the new one keeps."""
    bench = Bench(tmp_path)
    profile = dataclasses.replace(bench.platform.profile, audio_comes_back_unchanged=False)
    platform = Sv9100Platform("sv9100", profile, bench.platform.line)
    sent, here = platform.read("oslo", bench.open()), platform.read("oslo", bench.open())
    sent.messages, here.messages = {1: "kept by the old", 2: "a"}, {1: "kept by the new", 2: "b"}
    known = {1: Recording("of the file", "kept by the old")}
    assert platform.recordings(sent, here, known) == {
        1: Recording("of the file", "kept by the new"),
        2: Recording("a", "b"),
    }


def test_an_exchange_that_gives_other_bytes_back_is_rebuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, outcome, archived = rebuilt_with_other_bytes(tmp_path, monkeypatch)
    assert outcome.end == "all new", outcome.reason
    now = capture_of(new)
    assert now.recordings != archived.recordings
    assert new.platform.capture_differences("oslo", archived, now) == []
    sent = {message: checksum for message, (_size, checksum) in archived.recordings.items()}
    assert {message: recording.sent for message, recording in outcome.recordings.items()} == sent
    kept = {message: checksum for message, (_size, checksum) in now.recordings.items()}
    assert {message: recording.kept for message, recording in outcome.recordings.items()} == kept


# Differences after a rebuild


def test_every_difference_is_named(tmp_path: Path) -> None:
    old = programmed(tmp_path / "old", "15-01-01 101 = Kari", "12-07-01 1 1 = Open")
    archived = capture_of(old)
    now = dataclasses.replace(
        capture_of(programmed(tmp_path / "new", "15-01-01 101 = Ola", "16-02-01 102 = 3")),
        software="11.50",
        licences=archived.licences[:2],
        recordings={3: (44, "0" * 64)},
    )
    assert old.platform.capture_differences("oslo", archived, now) == [
        "software: the archived exchange had 12.00, this one has 11.50; bring it to 12.00 first",
        "licences: VOICE-MAIL-PORTS: the archived exchange has 16, this one none",
        "night mode text 1 1 (12-07-01) holds '' instead of 'Open'",
        "extension name 101 (15-01-01) holds 'Ola' instead of 'Kari'",
        "department group of extension 102 (16-02-01) holds '3' instead of '1'",
        "message 3 is recorded, and the archived exchange has none",
    ]


# A rebuild that was interrupted


def test_a_rebuild_that_was_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    old = programmed(tmp_path / "old", "15-01-01 101 = Kari", "12-07-01 1 1 = Open", "16-02-01 101 = 2")
    archive, new = archive_of(old), factory_exchange(tmp_path / "new", old)
    kill_at(new, "WRITE 16-02-01")
    with pytest.raises(KeyboardInterrupt):
        rebuild(archive, new)
    revive(new)
    assert new.rows() == {"12-07-01 1 1": "Open", "15-01-01 101": "Kari"}
    outcome = rebuild(archive, new, on_interrupted="finish")
    assert outcome.end == "nothing to do"
    assert held(new.exchange.state) == held(old.exchange.state)


def test_a_rebuild_that_was_killed_is_taken_back_by_any_run(tmp_path: Path) -> None:
    old = programmed(tmp_path / "old", "15-01-01 101 = Kari", "12-07-01 1 1 = Open", "16-02-01 101 = 2")
    archive, new = archive_of(old), factory_exchange(tmp_path / "new", old)
    kill_at(new, "WRITE 16-02-01")
    with pytest.raises(KeyboardInterrupt):
        rebuild(archive, new)
    revive(new)
    Apply(new.order({}, "merged", on_interrupted="undo")).run()
    assert new.rows() == {}


def kill_at(bench: Bench, command: str) -> None:
    """Nothing is sent any more from a command on, as if the process had been killed."""

    def stop(line: str) -> None:
        if line.startswith(command):
            bench.unreachable = 1_000
            bench.before_send = _killed
            raise KeyboardInterrupt

    bench.before_send = stop


def _killed(line: str) -> None:
    raise KeyboardInterrupt


def revive(bench: Bench) -> None:
    """It can be reached again."""
    bench.unreachable = 0
    bench.before_send = lambda line: None


def test_reading_for_a_plan_is_no_longer_than_before(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    session = bench.open()
    bench.platform.read("oslo", session)
    assert session.commands_sent.total == bench.platform.profile.reads
    session = bench.open()
    bench.platform.whole().read("oslo", session)
    assert session.commands_sent.total == bench.platform.profile.reads + 2
