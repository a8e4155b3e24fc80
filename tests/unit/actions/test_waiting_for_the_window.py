"""A run that may wait for the change window does so without lock and session, and begins anew then."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from ansible_collections.sentral.nec.plugins.action.pbx_site import ActionModule
from ansible_collections.sentral.nec.plugins.module_utils.engine.change_window import OutsideWindow, parse_window
from ansible_collections.sentral.nec.plugins.plugin_utils import pbx_action
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import Inputs
from tests.unit.instant import Bench

PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102")]
BEFORE = {"users": PEOPLE, "hunt_groups": [{"name": "Sales", "pilot": "180", "members": ["101"]}]}
AFTER = {"users": PEOPLE, "hunt_groups": [{"name": "Sales", "pilot": "180", "members": ["101", "102"]}]}
NOON = datetime.datetime(2026, 11, 23, 12)


@pytest.mark.parametrize("waits", [True, False])
def test_it_waits_and_begins_anew_or_is_refused(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: bool
) -> None:
    bench.apply(BEFORE)
    clock = [NOON]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        assert not (tmp_path / "lock").exists() or not (tmp_path / "lock").read_text(), "nobody is kept out meanwhile"
        clock[0] += datetime.timedelta(hours=3)

    monkeypatch.setattr(pbx_action, "time", SimpleNamespace(sleep=sleep))
    closed: list[bool] = []
    action: ActionModule = object.__new__(ActionModule)
    action.exchange = "oslo"
    action.inputs = Inputs("oslo", {"pbx_change_window_wait": waits}, lambda value: value, str(tmp_path))
    monkeypatch.setattr(action.inputs, "now", lambda: clock[0])
    action._connection = SimpleNamespace(close=lambda: closed.append(True))
    order = bench.order(AFTER)
    order = dataclasses.replace(order, window=parse_window({"daily": ["18:00-24:00"]}), now=lambda: clock[0])
    if not waits:
        with pytest.raises(OutsideWindow):
            action._in_its_hour(order)
        assert slept == []
        return
    assert action._in_its_hour(order).end == "all new"
    assert slept == [pbx_action.WINDOW_INTERVAL] * 2
    assert closed == [True]
