"""Rebuilding an exchange: rows that were accepted in an order that nobody knows any more come back, or are named."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Outcome
from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused, Recording
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import WrongExchange
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import Sv9100Platform
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profiles import MODELS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.program_titles import PROGRAM_TITLES
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.restoration_order import TOGETHER, stages
from tests.property.rehearsal import write_tone
from tests.unit.instant import Bench
from tests.unit.rebuilt import archive_of, capture_of, factory_exchange, held, rebuild

MODEL_NAMES = [profile.model.lower() for profile in MODELS]

AWKWARD = {
    "two numbers have changed places": ["11-02-01 1 =", "11-02-01 2 = 101", "11-02-01 1 = 102"],
    "numbers go round with a pilot": [
        "11-02-01 1 =",
        "11-07-01 1 = 101",
        "11-02-01 2 =",
        "11-04-01 1 = 102",
        "11-02-01 1 = 201",
    ],
    "the plan has changed since": ["11-02-01 1 = 411", "11-01-01 4 = 4", "11-02-01 2 = 4111", "11-01-02 4 = 1"],
    "a number of a kind that is none any more": ["11-01-02 6 = 2", "11-02-01 1 = 600", "11-01-02 6 = 1"],
    "a pattern has lost its times": ["12-02-01 2 1 1 =", "12-02-02 2 1 1 ="],
    "a mode stands without times": [
        *("12-02-01 1 5 3 = 0800", "12-02-02 1 5 3 = 1200", "12-02-03 1 5 3 = 4"),
        *("12-02-01 1 5 3 =", "12-02-02 1 5 3 ="),
    ],
    "a day has a pattern that begins late": [
        *("12-02-01 1 3 1 = 0000", "12-02-02 1 3 1 = 0700", "12-02-03 1 3 1 = 2"),
        *("12-03-01 1 2 = 3", "12-02-01 1 3 1 = 0300", "12-04-01 1 1224 = 1"),
    ],
    "a day has left a pattern that begins late": ["12-03-01 1 2 = 2", "12-02-01 1 1 1 = 0300"],
    "a day has a pattern without a mode": ["12-03-01 1 1 = 1", "12-02-03 1 1 1 ="],
    "a key is to ring late and does not ring": [
        *("15-07-01 102 1 = *03 201", "15-09-01 102 1 2 = 1", "15-11-01 102 1 2 = 1", "15-09-01 102 1 2 = 0"),
    ],
    "an operator became a virtual extension": ["20-17-01 2 = 455", "11-04-01 5 =", "11-04-01 5 = 455"],
    "an operator is one of the factory's virtual extensions": [
        *("11-04-01 1 =", "20-17-01 2 = 201", "11-04-01 1 = 201"),
    ],
    "operator 1 was somebody who is virtual now": ["20-17-01 1 = 102", "11-02-01 1 =", "11-04-01 5 = 101"],
    "a table with half an area": ["22-13-01 1 2 = 2", "22-10-01 2 = 0"],
    "areas have moved": [
        *("22-10-02 1 = 300", "22-10-01 1 = 200", "22-10-01 4 = 50", "22-10-02 4 = 60"),
        *("22-10-04 2 = 600", "22-10-03 2 = 500"),
    ],
    "two mailboxes have changed numbers": ["47-02-02 1 =", "47-02-02 2 = 101", "47-02-02 1 = 102"],
    "a number moved to a group's mailbox": ["47-02-02 1 =", "47-03-02 1 = 101", "47-02-02 65 = 102", "47-03-04 1 = 2"],
    "two mailboxes of a number, one of them switched off": ["47-02-01 1 = 0", "47-03-02 1 = 101"],
    "a mailbox that was switched off has come back": [
        *("47-02-01 1 = 0", "47-02-02 65 = 101", "47-02-01 65 = 1", "47-02-02 65 = 190", "47-02-01 1 = 2"),
    ],
    "a time table and its entries": ["22-11-01 1 = 4455", "22-11-02 2 = 102", "22-17-04 1 1 = 2", "22-17-01 1 = 4455"],
    "texts of modes": ["12-07-01 1 1 = Open", "12-07-01 1 2 =", "12-08-01 3 = 8", "12-08-02 3 = 1"],
    "priorities that follow the ports": ["16-02-02 101 = 7", "11-02-01 1 =", "11-02-01 5 = 101", "16-02-02 102 = 1"],
}


def programmed(folder: Path, *rows: str, **settings: str) -> Bench:
    """An exchange on which the rows were written one after the other."""
    bench = Bench(folder, **settings)
    session = bench.open()
    for row in rows:
        reply = session.send(f"WRITE {row}")
        assert reply.done, f"{row}: {reply.sentence()}"
    return bench


@pytest.mark.parametrize("kept", ["keep", "erase"])
@pytest.mark.parametrize("rows", AWKWARD.values(), ids=AWKWARD)
def test_what_would_not_be_accepted_at_once_comes_back(tmp_path: Path, rows: list[str], kept: str) -> None:
    old = programmed(tmp_path / "old", *rows, removed_numbers="erase")
    archive = archive_of(old)
    new = factory_exchange(tmp_path / "new", old, removed_numbers=kept)
    outcome = rebuild(archive, new)
    assert outcome.end == "all new", outcome.reason
    assert held(new.exchange.state) == held(old.exchange.state)
    assert new.platform.capture_differences("oslo", archive.capture, capture_of(new)) == []


@pytest.mark.parametrize("rows", AWKWARD.values(), ids=AWKWARD)
def test_every_step_of_it_can_be_taken_back(tmp_path: Path, rows: list[str]) -> None:
    old = programmed(tmp_path / "old", *rows, "47-10-01 1 = 2")  # so that something comes after all of them
    archive = archive_of(old)
    new = factory_exchange(tmp_path / "new", old)
    before = capture_of(new).to_text()
    steps = len(rebuild(archive, new, check=True).plan.commands)
    for number in range(1, steps + 1):
        new.exchange.faults.set({"refuse": str(number)})
        outcome = rebuild(archive, new)
        assert outcome.end == "all old", outcome.left
        assert capture_of(new).to_text() == before


@pytest.mark.parametrize("model", MODEL_NAMES)
def test_every_model_is_rebuilt(tmp_path: Path, model: str) -> None:
    old = Bench(tmp_path / "old", model=model)
    first, second = (old.exchange.state.value_at("11-02-01", port) for port in ("1", "2"))
    rows = (
        *("11-02-01 1 =", "11-02-01 2 =", f"11-02-01 1 = {second}", f"11-02-01 2 = {first}"),
        *(f"15-01-01 {first} = Kari", f"16-02-02 {second} = 5", "11-17-01 1 = 455", "12-07-01 1 1 = Open"),
        *("41-08-01 1 = 1", "22-11-01 1 = 4455", f"22-11-02 1 = {first}", "47-02-03 1 = 50", "22-12-01 1 1 = 102"),
    )
    session = old.open()
    for row in rows:
        assert session.send(f"WRITE {row}").done, row
    archive = archive_of(old)
    new = factory_exchange(tmp_path / "new", old)
    assert new.platform.rebuild_obstacles(archive.capture, capture_of(new)) == []
    assert rebuild(archive, new).end == "all new"
    assert held(new.exchange.state) == held(old.exchange.state)


def test_a_plan_says_how_many_rows_of_which_programs(tmp_path: Path) -> None:
    old = programmed(tmp_path / "old", *AWKWARD["two numbers have changed places"], "15-01-01 103 = Ola")
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


def test_every_program_has_its_place_and_its_name() -> None:
    for profile in MODELS:
        written = [program for stage in stages(profile.every_program) for program in stage.programs]
        assert len(written) == len(set(written))
        assert set(profile.every_program) <= set(written) <= set(PROGRAM_TITLES)
    assert all(together.why for together in TOGETHER)


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


# Obstacles


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
    now = changed(
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
