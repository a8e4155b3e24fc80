"""The controller cannot write what it must: told in one sentence, and never left half-way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.workbench import EXCHANGE, Workbench, calm, site_of

SITE = {kind: entries for kind, entries in site_of().items() if kind in ("users", "hunt_groups")}


@pytest.fixture
def empty(bench: Workbench) -> Workbench:
    """An exchange fresh from the factory."""
    assert bench.rows() == ({}, {})
    return bench


def gone(path: Path) -> Path:
    """A link to a disk that is not there: as root, too, nothing can be written behind it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.parent / "a disk that is not mounted")
    return path


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (".sentral", "the lock {path}/lillevik/lock cannot be made: File exists. Nothing was changed"),
        (".sentral/lillevik/journal", "the journal cannot be begun in {path}: File exists. Nothing was changed"),
    ],
)
def test_before_the_first_write_nothing_is_changed(empty: Workbench, place: str, sentence: str) -> None:
    path = gone(empty.folder / place)
    run = empty.apply(SITE)
    calm(run)
    assert run.result().message == f"{EXCHANGE}: {sentence.format(path=path)}"
    assert empty.rows() == ({}, {})
    path.unlink()
    assert empty.apply(SITE).result()["end"] == "all new"


def test_the_names_are_not_lost_when_the_slots_file_cannot_be_written(empty: Workbench) -> None:
    path = gone(empty.folder / "slots")
    run = empty.apply(SITE)
    calm(run)
    assert run.result().message == (
        f"{EXCHANGE}: {path / EXCHANGE}.yml cannot be written: File exists. What was written to the exchange stays "
        "there, and its journal knows the names: run it again when that is mended"
    )
    rows = empty.rows()
    assert rows != ({}, {})
    path.unlink()
    again = empty.apply(SITE)
    calm(again)
    assert again.result()["end"] == "nothing to do"
    assert empty.rows() == rows
    assert "User 104" in (empty.folder / "slots" / f"{EXCHANGE}.yml").read_text(encoding="utf-8")
