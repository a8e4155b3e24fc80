"""What stands in the lock file, and what the second run is told from it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.lock import ExchangeBusy, ExchangeLock


def refusal(folder: Path) -> str:
    """What the second run is told."""
    with pytest.raises(ExchangeBusy) as caught, ExchangeLock("fjord", folder):
        pass
    return str(caught.value)


def test_it_names_the_process_and_the_time_and_the_sentence_does_too(tmp_path: Path) -> None:
    with ExchangeLock("fjord", tmp_path):
        holder = json.loads((tmp_path / "lock").read_text())
        assert refusal(tmp_path) == (
            f"fjord: another run is changing this exchange (process {os.getpid()}, since {holder['since']}); "
            "wait for it to end"
        )
    assert holder["pid"] == os.getpid()
    assert datetime.now(UTC) - datetime.fromisoformat(holder["since"]) < timedelta(minutes=1)


def test_a_refusal_leaves_the_holder_its_lock_and_its_name(tmp_path: Path) -> None:
    with ExchangeLock("fjord", tmp_path):
        held = (tmp_path / "lock").read_text()
        refusal(tmp_path)
        assert (tmp_path / "lock").read_text() == held
        refusal(tmp_path)


def test_afterwards_nobodys_name_stands_in_it(tmp_path: Path) -> None:
    with ExchangeLock("fjord", tmp_path):
        pass
    assert (tmp_path / "lock").read_text() == ""


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "null"])
def test_a_holder_that_has_not_written_its_name_yet_is_said_so(tmp_path: Path, content: str) -> None:
    with ExchangeLock("fjord", tmp_path):
        (tmp_path / "lock").write_text(content)
        assert "(it has just begun)" in refusal(tmp_path)


def test_what_a_holder_that_was_killed_wrote_does_not_stay_behind(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("x" * 500)
    with ExchangeLock("fjord", tmp_path):
        assert set(json.loads((tmp_path / "lock").read_text())) == {"pid", "since"}


def test_the_lock_and_its_folder_are_the_owners(tmp_path: Path) -> None:
    folder = tmp_path / "fjord"
    with ExchangeLock("fjord", folder):
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "lock").stat().st_mode & 0o777 == 0o600
