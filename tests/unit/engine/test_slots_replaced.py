"""The slots file lies in git and others read it: it changes only when it must, in one step, and says what is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.slots_file import SlotsFile, read_slots, write_slots
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import SiteFileError
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Recording

FULL = SlotsFile(
    {"greetings": {"welcome": 1, "Åpningstid": 2}, "schedules": {"NO": 1, "10:00": 2, "recordings": 3}},
    {1: Recording("a" * 64, "b" * 64), 12: Recording("0" * 64, "1e5")},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the slots file will be."""
    return tmp_path / "slots" / "fjord.yml"


def test_slots_and_recordings_are_read_back(file: Path) -> None:
    write_slots(file, FULL)
    assert read_slots(file) == FULL


def test_the_order_in_which_they_are_known_makes_no_difference(file: Path) -> None:
    write_slots(file, FULL)
    other = SlotsFile(dict(reversed(FULL.slots.items())), dict(reversed(FULL.recordings.items())))
    assert not write_slots(file, other)


def test_a_kind_without_names_is_not_written(file: Path) -> None:
    write_slots(file, SlotsFile({"users": {}, "greetings": {"welcome": 1}}))
    assert "users" not in file.read_text(encoding="utf-8")


def test_a_file_that_holds_the_same_is_not_touched(file: Path) -> None:
    write_slots(file, FULL)
    os.utime(file, ns=(1, 1))
    assert not write_slots(file, FULL)
    assert file.stat().st_mtime_ns == 1


def test_who_reads_the_file_while_it_is_replaced_reads_the_whole_old_one(file: Path) -> None:
    write_slots(file, FULL)
    with file.open(encoding="utf-8") as before:
        assert write_slots(file, SlotsFile({"greetings": {"closed": 3}}))
        assert "Åpningstid" in before.read()
    assert read_slots(file).slots == {"greetings": {"closed": 3}}
    assert [found.name for found in file.parent.iterdir()] == ["fjord.yml"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('users: {Kari: "1"}', "users, Kari: 1 is not the number of a slot"),
        ("users: {Kari: }", "users, Kari: None is not the number of a slot"),
        ("recordings: []", "recordings is a mapping of messages"),
        ("recordings: {one: {sent: a, kept: b}}", "recordings, one: needs a message number, and sent and kept"),
        ("recordings: {1: {sent: a}}", "recordings, 1: needs a message number, and sent and kept"),
        ("recordings: {1: [a, b]}", "recordings, 1: needs a message number, and sent and kept"),
        ("recordings: {1: {sent: a, kept: b, lost: c}}", "recordings, 1: needs a message number, and sent and kept"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_place(file: Path, text: str, says: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SiteFileError) as caught:
        read_slots(file)
    assert str(caught.value) == f"{file}: {says}"
