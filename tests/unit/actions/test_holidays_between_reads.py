"""pbx_holidays reads twice: to compare the dates, and to write. What somebody changes in between is not overwritten."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from ansible_collections.sentral.nec.plugins.action.pbx_holidays import ActionModule
from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import PlanChanged
from ansible_collections.sentral.nec.plugins.module_utils.engine.slots_file import SlotsFile, write_slots
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import Inputs
from tests.confirmed import confirm
from tests.unit.instant import Bench

LATER = "2027-11-23"
SITE: dict[str, Any] = {
    "schedules": [
        {
            "name": "office",
            "trunks": ["1-4"],
            "weekly": {"thursday": ["08:00-16:00"]},
            "holidays": {"calendar": "NO"},
        }
    ]
}


def task(bench: Bench, folder: Path) -> ActionModule:
    """The action a year later, over the bench's exchange and without Ansible's part."""
    (folder / "sites").mkdir()
    (folder / "sites" / "oslo.yml").write_text(yaml.safe_dump(SITE))
    (folder / "slots").mkdir()
    write_slots(folder / "slots" / "oslo.yml", SlotsFile(bench.slots, {}))
    confirm(folder, "oslo")
    action: ActionModule = object.__new__(ActionModule)
    action.exchange = "oslo"
    action.arguments = {}
    action.inputs = Inputs("oslo", {"inventory_dir": str(folder), "pbx_today": LATER}, lambda value: value, str(folder))
    action._connection = SimpleNamespace(session=bench.open())
    action._task = SimpleNamespace(check_mode=False)
    action._loader = None
    return action


@pytest.fixture
def office(bench: Bench) -> Bench:
    """An exchange whose schedule was programmed a year ago."""
    bench.apply(SITE)
    return bench


def before_read(bench: Bench, number: int, item: str, index: str, data: str) -> None:
    """Let somebody program something just before the exchange is read for the time ``number``."""
    reads = [0]

    def watch(command: str) -> None:
        if command.startswith("VERSION"):
            reads[0] += 1
            if reads[0] == number:
                bench.poke(item, index, data)

    bench.before_send = watch


@pytest.mark.parametrize(("item", "index", "data"), [("12-04-01", "2 0402", "1"), ("15-01-01", "105", "By hand")])
def test_a_change_between_the_two_reads_is_refused_and_stays(
    office: Bench, tmp_path: Path, item: str, index: str, data: str
) -> None:
    action = task(office, tmp_path)
    before_read(office, 2, item, index, data)
    rows = dict(office.rows())
    with pytest.raises(PlanChanged, match="somebody changed the exchange while its dates were compared; nothing was"):
        action.work()
    assert office.rows() == {**rows, f"{item} {index}": data}


def test_a_change_before_the_first_read_is_none(office: Bench, tmp_path: Path) -> None:
    action = task(office, tmp_path)
    before_read(office, 1, "15-01-01", "105", "By hand")
    result = action.work()
    assert result["changed"] is True
    assert office.rows()["15-01-01 105"] == "By hand"
