"""A capture is a text and back again, gives the snapshot that reading gives, and never a half one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from tests.property.test_adopt import by_hand, intercepts_by_hand, lines_by_hand, timed_by_hand
from tests.unit.instant import Bench

programmed = st.tuples(st.lists(by_hand, max_size=40), lines_by_hand, intercepts_by_hand, timed_by_hand).map(
    lambda drawn: [command for commands in drawn for command in commands]
)


def exchange_of(folder: Path, commands: list[str], **settings: Any) -> Bench:
    """An exchange on which somebody has typed the commands; what it refuses is not programmed."""
    bench = Bench(folder, **settings)
    session = bench.open()
    for command in commands:
        session.send(command)
    return bench


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=programmed)
def test_the_text_is_the_capture_and_the_capture_is_the_snapshot(tmp_path: Path, commands: list[str]) -> None:
    bench = exchange_of(tmp_path, commands)
    capture = bench.platform.capture("oslo", bench.open())
    assert Capture.from_text(capture.to_text()) == capture
    assert bench.platform.capture("oslo", bench.open()).to_text() == capture.to_text()
    read = bench.platform.read("oslo", bench.open())
    again = bench.platform.snapshot_of("oslo", capture)
    assert again.digest() == read.digest()
    assert (again.line, again.kept_messages, again.protected_ports) == (
        read.line,
        read.kept_messages,
        read.protected_ports,
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of one capture."""
    bench = Bench(tmp_path_factory.mktemp("capture"))
    bench.poke("15-01-01", "105", "[hardware] 3")
    bench.poke("15-01-01", "106", "end 4")
    return bench.platform.capture("oslo", bench.open()).to_text()


@settings(max_examples=200)
@given(data=st.data())
def test_a_cut_text_is_an_error(whole: str, data: st.DataObject) -> None:
    with pytest.raises(ValueError, match="capture"):
        Capture.from_text(whole[: data.draw(st.integers(0, len(whole) - 1))])


@settings(max_examples=200)
@given(data=st.data())
def test_a_flipped_byte_is_an_error(whole: str, data: st.DataObject) -> None:
    content = bytearray(whole.encode())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ValueError, match="capture"):
        Capture.from_text(content.decode("latin-1"))
