"""Runs sentral.nec.pbx_backup_status inside the controller process."""

from __future__ import annotations

import datetime
from dataclasses import asdict, replace
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_health import Health, Limits, health_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_record import read_record
from ansible_collections.sentral.nec.plugins.module_utils.archive.drills import (
    Drill,
    archived_drills,
    with_newest_drill,
)
from ansible_collections.sentral.nec.plugins.module_utils.archive.errors import ArchiveError
from ansible_collections.sentral.nec.plugins.plugin_utils.archive_task import archive_folder, archive_to_read
from ansible_collections.sentral.nec.plugins.plugin_utils.fleet_action import FleetAction
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.task_options import truth_option
from ansible_collections.sentral.nec.plugins.plugin_utils.terminal import show


class ActionModule(FleetAction):
    """Says of each exchange how old its backup and its last drill are. Opens no session.

    The backups are those of this controller; a drill that another one has brought into the archive counts as well.
    """

    module = "pbx_backup_status"
    _VALID_ARGS = frozenset({"max_age", "drill_max_age", "news"})

    def work(self) -> dict[str, Any]:
        """Look at the records beside the journals, and at the drills in the archive."""
        news = truth_option("all", self.arguments, "news", False)
        drill = self._number("drill_max_age", 0)
        limits = Limits(
            datetime.timedelta(hours=self._number("max_age", 36)), datetime.timedelta(days=drill) if drill else None
        )
        now = datetime.datetime.now(datetime.UTC)
        drills, warnings = self._drills_of_all()
        healths = []
        for name in self.names():
            folder = self.state_folder(name)
            if folder is None:
                continue
            own = read_record(folder)
            health = health_of(name, with_newest_drill(name, own, drills.get(name)), limits, now)
            healths.append(health)
            if health.problem and (health.is_news or not news):
                self.failed[name] = f"{name}: {health.problem}"
            if news and health.is_news and not self._task.check_mode:
                self.record(name, replace(own, told=health.what))
        show(_lines(healths, news))
        hosts = {health.exchange: _facts(health) for health in healths}
        result = self.result(hosts, changed=False)
        return {**result, "warnings": warnings} if warnings else result

    def _drills_of_all(self) -> tuple[dict[str, Drill], list[str]]:
        """The drills in the archive, and why they could not be read: then the records here are all that is known."""
        fleet = self.one_host()
        if not archive_folder(fleet).exists():
            return {}, []
        try:
            return archived_drills(archive_to_read(fleet), self.names()), []
        except ArchiveError as error:
            return {}, [f"drills of other controllers are not known: {error}"]

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
