"""The slots file: which slot of the exchange holds which name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.engine.slots_file import SlotsFile, read_slots, write_slots
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import SiteFileError
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Recording

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12) | st.sampled_from(
    ["NO", "0201", "10:00", "yes", "null", "~", "2026-12-24", "1e3", "Kari Nordmann", "a: b", "#", "- x"]
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=st.dictionaries(st.sampled_from(sorted(KINDS)), st.dictionaries(NAMES, st.integers(1, 999), min_size=1)))
def test_what_is_written_is_read_back(tmp_path: Path, tables: dict[str, dict[str, int]]) -> None:
    path = tmp_path / "fjord.yml"
    write_slots(path, SlotsFile(tables))
    assert read_slots(path).slots == tables


def test_file_is_what_a_person_expects(tmp_path: Path) -> None:
    path = tmp_path / "slots" / "fjord.yml"
    write_slots(path, SlotsFile({"hunt_groups": {"Support": 2}, "users": {"Åse": 1}}, {3: Recording("aa", "bb")}))
    assert path.read_text(encoding="utf-8") == (
        "# Written by Sentral: which slot of the exchange holds which name. Keep it in git beside the site file.\n"
        "users:\n  Åse: 1\nhunt_groups:\n  Support: 2\nrecordings:\n  '3':\n    sent: aa\n    kept: bb\n"
    )
    assert read_slots(path).recordings == {3: Recording("aa", "bb")}


def test_same_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "fjord.yml"
    assert write_slots(path, SlotsFile({"users": {"Kari": 1}}))
    assert not write_slots(path, SlotsFile({"users": {"Kari": 1}}))
    assert write_slots(path, SlotsFile({"users": {"Kari": 2}}))
    assert [file.name for file in tmp_path.iterdir()] == ["fjord.yml"]


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n"])
def test_no_file_and_an_empty_one_hold_nothing(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "fjord.yml"
    if text is not None:
        path.write_text(text)
    assert read_slots(path) == SlotsFile()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- users\n", "a slots file is a mapping of users, hunt_groups, pickup_groups, queues,"),
        ("telephones: {a: 1}\n", "'telephones' is not a kind with slots"),
        ("users: [1]\n", "'users' is not a kind with slots"),
        ("users: {Kari: one}\n", "users, Kari: one is not the number of a slot"),
        ("users: {Kari: yes}\n", "users, Kari: yes is not the number of a slot"),
        ("users: {Kari: 1.5}\n", "users, Kari: 1.5 is not the number of a slot"),
        ("users: {Kari: 1, Kari: 2}\n", "the key 'Kari' stands twice"),
        (f'recordings:\n  ? "{"9" * 5000}"\n  : {{sent: a, kept: b}}\n', "needs a message number, and sent and kept"),
        ("<<<<<<< HEAD\nusers: {}\n", "not valid YAML"),
    ],
)
def test_what_is_no_slots_file(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "fjord.yml"
    path.write_text(text)
    with pytest.raises(SiteFileError, match=r"fjord\.yml: ") as caught:
        read_slots(path)
    assert problem in str(caught.value)
