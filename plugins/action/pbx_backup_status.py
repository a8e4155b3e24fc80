"""Runs sentral.nec.pbx_backup_status inside the controller process."""

from __future__ import annotations

import datetime
from dataclasses import asdict, replace
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_health import Health, Limits, health_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_record import read_record
from ansible_collections.sentral.nec.plugins.plugin_utils.fleet_action import FleetAction
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.task_options import truth_option
from ansible_collections.sentral.nec.plugins.plugin_utils.terminal import show


class ActionModule(FleetAction):
    """Says of each exchange how old its backup and its last drill are. Opens no session."""

    module = "pbx_backup_status"
    _VALID_ARGS = frozenset({"max_age", "drill_max_age", "news"})

    def work(self) -> dict[str, Any]:
        """Look at the records beside the journals."""
        news = truth_option("all", self.arguments, "news", False)
        drill = self._number("drill_max_age", 0)
        limits = Limits(
            datetime.timedelta(hours=self._number("max_age", 36)), datetime.timedelta(days=drill) if drill else None
        )
        now = datetime.datetime.now(datetime.UTC)
        healths = []
        for name in self.names():
            folder = self.inputs_of(name).places().state_folder
            health = health_of(name, read_record(folder), limits, now)
            healths.append(health)
            if health.problem and (health.is_news or not news):
                self.failed[name] = f"{name}: {health.problem}"
            if news and health.is_news and not self._task.check_mode:
                self.record(name, replace(health.record, told=health.what))
        show(_lines(healths, news))
        hosts = {health.exchange: _facts(health) for health in healths}
        return self.result(hosts, changed=False)

    def _number(self, name: str, default: int) -> int:
        given = self.arguments.get(name, default)
        if isinstance(given, bool) or not str(given).isdecimal() or len(str(given)) > 6:
            raise InputError(f"{self.module}: {name}: {given!r} is not a whole number")
        return int(given)


def _lines(healths: list[Health], news: bool) -> list[str]:
    if not news:
        return [health.words() for health in healths]
    told = [health for health in healths if health.is_news]
    return [health.words() if health.problem else f"{health.exchange}: its backup is well again" for health in told]


def _facts(health: Health) -> dict[str, Any]:
    record = {name: value for name, value in asdict(health.record).items() if name != "told"}
    hours = None if health.age is None else round(health.age.total_seconds() / 3600, 1)
    days = None if health.drill_age is None else round(health.drill_age.total_seconds() / 86400, 1)
    return {**record, "age_hours": hours, "drill_age_days": days, "problem": health.problem}
