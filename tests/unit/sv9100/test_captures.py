"""Capturing an exchange: all that it says, in its own words, without a secret; or an error that says what is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import ReadFailed, WrongExchange
from ansible_collections.sentral.nec.plugins.module_utils.platforms.registry import platform_named
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.captures import (
    captured_programs,
    read_capture,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profiles import MODELS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.program_titles import PROGRAM_TITLES
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.snapshot import read_version
from simulator.commands import Interpreter
from simulator.replies import Reply
from simulator.tables import load_model
from tests.unit.instant import Bench

MODEL_NAMES = [profile.model.lower() for profile in MODELS]


def capture_of(bench: Bench) -> Capture:
    return bench.platform.capture("oslo", bench.open())


def listing_answers(monkeypatch: pytest.MonkeyPatch, answer: Callable[[str, list[str]], list[str]]) -> None:
    """Every ``LIST`` is answered with what ``answer`` makes of its line and its rows."""
    real = Interpreter._list
    monkeypatch.setattr(Interpreter, "_list", lambda self, line: Reply(answer(line, list(real(self, line).rows))))


@pytest.mark.parametrize("model", MODEL_NAMES)
def test_every_program_of_the_exchange_is_there(tmp_path: Path, model: str) -> None:
    bench = Bench(tmp_path, model=model)
    capture = capture_of(bench)
    assert list(capture.programs) == sorted(load_model(model).programs)
    assert set(capture.programs) <= set(PROGRAM_TITLES)
    assert Capture.from_text(capture.to_text()) == capture
    assert bench.platform.snapshot_of("oslo", capture).digest() == bench.platform.read("oslo", bench.open()).digest()


def test_what_the_exchange_says_of_itself_is_there(tmp_path: Path) -> None:
    bench = Bench(tmp_path, system="KEY-1", licences={"ACD-AGENTS": 5, "SYSTEM-PORTS": 64}, software="11.20")
    bench.poke("12-07-01", "1 1", "Open")
    bench.exchange.keep_messages("STATION", "12", 3)
    capture = capture_of(bench)
    assert (capture.exchange, capture.platform, capture.model) == ("oslo", "sv9100", "SV9100")
    assert (capture.region, capture.software, capture.line) == ("EU", "11.20", "STAND-IN 1")
    assert capture.system == "KEY-1"
    assert capture.licences == ("LICENCE ACD-AGENTS 5", "LICENCE SYSTEM-PORTS 64")
    assert capture.hardware[1] == "SLOT 5 CARD PRIU TRUNKS 1-30"
    assert capture.programs["12-07"] == ("12-07-01 1 1 = Open",)
    assert len(capture.programs["11-02"]) == bench.platform.profile.limits.ports
    assert capture.kept_messages == ("STATION 12 KEPT 3",)


def test_the_same_text_whatever_the_order_of_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path)
    for extension in ("101", "105", "3101"):
        bench.poke("15-01-01", extension, "Kari")
    text = capture_of(bench).to_text()
    listing_answers(monkeypatch, lambda line, rows: rows[::-1])
    assert capture_of(bench).to_text() == text


def test_a_password_is_masked_even_if_the_exchange_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path)
    bench.poke("90-02-02", "3", "4711")
    monkeypatch.setattr("simulator.state.HIDDEN", "4711")
    assert capture_of(bench).programs["90-02"] == ("90-02-02 3 = ********",)


def test_the_data_of_a_secret_item_is_masked_where_the_line_does_not(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.poke("12-07-01", "1 1", "Open")
    bench.poke("12-07-01", "1 2", "")
    session = bench.open()
    capture = read_capture(session, "sv9100", bench.platform.profile, read_version(session), ("12-07-01",))
    assert capture.programs["12-07"] == ("12-07-01 1 1 = ********", "12-07-01 1 2 =")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["SYSTEM A", "LICENCE ACD FEW"], "LICENCES was answered with a row that cannot be read: 'LICENCE ACD FEW'"),
        (["LICENCE ACD 1"], "LICENCES gave 0 rows SYSTEM, and an exchange has one identity"),
        (["SYSTEM A", "SYSTEM B"], "LICENCES gave 2 rows SYSTEM"),
    ],
)
def test_licences_that_cannot_be_read_are_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[str], sentence: str
) -> None:
    monkeypatch.setattr("simulator.commands.Interpreter._licences", lambda *_words: Reply(rows))
    with pytest.raises(ReadFailed, match=f"oslo: {sentence}"):
        capture_of(Bench(tmp_path))


def test_a_listing_that_is_not_whole_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing_answers(monkeypatch, lambda line, rows: rows[:700])
    with pytest.raises(ReadFailed, match="LIST 11-02 ALL gave 700 rows"):
        capture_of(Bench(tmp_path))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["12-08-01 1 = 3", "12-08-01 1 = 4"], "'12-08-01 1 = 4'; another row gives the same place something else"),
        (["12-07-01 1 1 = Open"], "LIST 12-08 was answered with a row that cannot be read: '12-07-01 1 1 = Open'"),
        (["twelve"], "LIST 12-08 was answered with a row that cannot be read: 'twelve'"),
    ],
)
def test_a_row_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[str], sentence: str
) -> None:
    listing_answers(monkeypatch, lambda line, listed: rows if line == "LIST 12-08" else listed)
    with pytest.raises(ReadFailed, match=sentence):
        capture_of(Bench(tmp_path))


def test_another_model_is_the_wrong_exchange(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    capture = capture_of(bench)
    other = platform_named("oslo", "sl2100")
    with pytest.raises(WrongExchange, match="pbx_platform: sv9100"):
        other.capture("oslo", bench.open())
    with pytest.raises(WrongExchange, match="pbx_platform: sv9100"):
        other.snapshot_of("oslo", capture)
    with pytest.raises(WrongExchange, match="pbx_region: EU"):
        platform_named("oslo", "sv9100", "NA").capture("oslo", bench.open())


def test_a_capture_without_a_program_gives_no_snapshot(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    capture = capture_of(bench)
    programs = {program: rows for program, rows in capture.programs.items() if program != "16-02"}
    with pytest.raises(ReadFailed, match="the capture lacks the programs 16-02"):
        bench.platform.snapshot_of("oslo", dataclasses.replace(capture, programs=programs))


def test_people_read_the_rows_behind_the_name_of_their_program(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.poke("16-02-01", "105", "2")
    text = capture_of(bench).items_text()
    assert "\n# 16-02 department groups of extensions\n16-02-01 105 = 2\n# 20-01 " in text
    assert text.startswith("# 11-01 numbering plan\n11-01-01 0 = ")


def test_a_capture_reads_everything_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    session = bench.open()
    bench.platform.capture("oslo", session)
    assert session.commands_sent.total == len(captured_programs(bench.platform.profile)) + 5


def test_a_newer_text_says_to_update(tmp_path: Path) -> None:
    text = capture_of(Bench(tmp_path)).to_text()
    with pytest.raises(ValueError, match=r"made by a newer Sentral: its format is 2, .*; update Sentral"):
        Capture.from_text(text.replace("capture 1", "capture 2", 1))


def test_a_row_that_no_line_can_hold_is_an_error(tmp_path: Path) -> None:
    capture = dataclasses.replace(capture_of(Bench(tmp_path)), hardware=("SLOT 1\nSLOT 2",))
    with pytest.raises(ValueError, match=r"oslo: the row .* holds a control character"):
        capture.to_text()
