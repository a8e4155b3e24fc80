"""When the files of an exchange are not made anew, and when they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.made_of import FILE, read_made_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from ansible_collections.sentral.nec.plugins.plugin_utils.own_code import code_digest
from tests.unit.archive.archives import backup, git
from tests.unit.instant import Bench
from tests.unit.nights import Controller

SCHEDULE = {
    "name": "Office",
    "trunks": ["1"],
    "weekly": {"monday": ["08:00-16:00"]},
    "exceptions": [{"date": "2026-12-24", "open": ["08:00-12:00"]}],
}


@pytest.fixture
def controller(tmp_path: Path) -> Controller:
    """An exchange with a schedule, after two nights: the second has shown what the first one's files were made of."""
    bench = Bench(tmp_path)
    bench.apply({"schedules": [SCHEDULE]})
    controller = Controller(tmp_path / "controller", bench, code="1")
    controller.slots({"schedules": {"Office": bench.slots["schedules"]["Office"]}})
    assert made(controller)
    assert made(controller)
    return controller


def made(controller: Controller) -> bool:
    """Whether a night made the files: it then knows the site file."""
    return bool(controller.night().after)


def note(controller: Controller) -> Path:
    """What the controller has noted."""
    return controller.folder / ".sentral" / "oslo" / FILE


def test_the_third_quiet_night_makes_nothing_and_says_the_same(controller: Controller) -> None:
    quiet = controller.night()
    assert not quiet.after
    note(controller).unlink()
    anew = controller.night()
    assert anew.after
    assert quiet.result() == anew.result()
    assert quiet.result()["objects"]["schedules"] == 1
    assert git(controller.archive, "rev-list", "--count", "HEAD").strip() == "1"


def test_a_change_is_made_and_compared_on_the_night_after(controller: Controller) -> None:
    controller.bench.poke("15-01-01", "101", "By hand")
    assert controller.night().changed
    assert made(controller)
    assert not made(controller)


def test_a_row_that_no_site_file_shows_is_a_change(controller: Controller) -> None:
    controller.bench.poke("90-02-02", "3", "4711")
    assert made(controller)


DIFFERENT: dict[str, Callable[[Controller], None]] = {
    "the name of a slot": lambda it: it.slots({"schedules": {"Hours": 2}}),
    "the vault password": lambda it: setattr(it, "password", "battery staple"),
    "Sentral": lambda it: setattr(it, "code", "2"),
    "a date that has passed": lambda it: it.variables.update(pbx_today="2026-12-25"),
    "another file in the archive": lambda it: it.committed("notes.txt", b"mine"),
    "a dump that was damaged": lambda it: it.committed("dump.vault", b"mine"),
    "a manifest that says something else": lambda it: it.committed("manifest.json", other_manifest(it)),
    "no note": lambda it: note(it).unlink(),
    "a damaged note": lambda it: note(it).write_text('{"sources": '),
}


def other_manifest(controller: Controller) -> bytes:
    """The manifest with another number in it."""
    document = json.loads((controller.archive / "oslo" / "manifest.json").read_text())
    return json.dumps({**document, "objects": {}}).encode()


@pytest.mark.parametrize("different", DIFFERENT)
def test_everything_is_made_where_anything_is_different(controller: Controller, different: str) -> None:
    assert not made(controller)
    DIFFERENT[different](controller)
    assert made(controller)


def test_another_day_is_nothing_new_until_a_date_has_passed(controller: Controller) -> None:
    controller.variables["pbx_today"] = "2026-12-24"
    assert not made(controller)


def test_what_is_warned_of_is_told_every_night(controller: Controller) -> None:
    controller.bench.poke("12-02-03", "2 1 1", "3")
    for _night in range(3):
        assert "holds what opening hours cannot say" in "".join(controller.night().warnings)


def test_a_note_is_no_note_where_something_else_is_in_it(tmp_path: Path) -> None:
    assert read_made_of(tmp_path) is None
    for nonsense in ("", "[]", "7", '{"sources": "a"}', "[" * 100_000):
        (tmp_path / FILE).write_text(nonsense)
        assert read_made_of(tmp_path) is None


def test_any_file_of_the_code_makes_it_another(tmp_path: Path) -> None:
    (tmp_path / "module_utils" / "platforms").mkdir(parents=True)
    seen = {code_digest(tmp_path)}
    for path, text in (("module_utils/a.py", "1"), ("module_utils/a.py", "2"), ("module_utils/platforms/a.py", "2")):
        (tmp_path / path).write_text(text)
        seen.add(code_digest(tmp_path))
    assert len(seen) == 4
    assert code_digest() == code_digest()


def test_a_folder_has_gits_own_id_and_all_its_bytes(archive: Archive) -> None:
    archive.write([backup({"oslo/blå/b": b"12345", "top": b"1"})])
    folders = archive.folders()
    assert list(folders) == ["bergen", "oslo"]
    assert folders["oslo"].bytes == len(b"users: []\n") + 5
    assert folders["oslo"].id == git(archive.path, "rev-parse", "HEAD:oslo").strip()


def test_an_archive_without_a_commit_has_no_folders(tmp_path: Path) -> None:
    assert Archive.open(tmp_path / "new").folders() == {}
