"""Runs sentral.nec.pbx_holidays inside the controller process."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import ALL_OLD, LEFT, PlanChanged
from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import Plan
from ansible_collections.sentral.nec.plugins.module_utils.engine.whole_files import replace_file
from ansible_collections.sentral.nec.plugins.module_utils.model.date_changes import DateChange, date_changes
from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Object
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import SCHEDULES
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import WEEKDAYS
from ansible_collections.sentral.nec.plugins.module_utils.model.past_exceptions import without_past_exceptions
from ansible_collections.sentral.nec.plugins.module_utils.model.site import Site, read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import SiteFileError
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction
from ansible_collections.sentral.nec.plugins.plugin_utils.task_options import truth_option

KIND = SCHEDULES.name
CLOSED_WEEK: dict[str, tuple[()]] = dict.fromkeys(WEEKDAYS, ())
DATES_OF_SITE_FILE = ("holidays", "exceptions")


class ActionModule(PbxAction):
    """Brings the dates of the schedules up to today; hours, trunks and extensions stay what the exchange holds."""

    module = "pbx_holidays"
    _VALID_ARGS = frozenset({"prune"})

    def work(self) -> dict[str, Any]:
        """Compare the dates, change those that differ, and take past ones out of the site file if asked to."""
        prune = truth_option(self.exchange, self.arguments, "prune", False)
        raw = self.inputs.site(None, self.decrypt)
        self.today = datetime.date.fromisoformat(self.inputs.today())
        result: dict[str, Any] = {"changed": False, "dates": [], "left_alone": []}
        if isinstance(raw, dict) and raw.get(KIND):
            # Only the schedules: a mistake somewhere else in the file must not cost anybody a holiday.
            result |= self._bring_up_to_date(self.inputs.wish({KIND: raw[KIND]}, "replaced"))
        if result.get("failed"):
            return result
        pruned = self._prune() if prune else []
        return {**result, "changed": result["changed"] or bool(pruned), "pruned": pruned}

    def _bring_up_to_date(self, wish: Wish) -> dict[str, Any]:
        self.platform.prepare(self.exchange, wish)  # what is wrong with the schedules is said before any session
        held, before = self._held()
        changes: list[DateChange] = []
        left_alone: list[str] = []
        objects: list[Object] = []
        for wished in wish.site.of(KIND):
            reason = _why_not(wished, held.get(wished["name"]))
            if reason:
                left_alone.append(f"{SCHEDULES.label(wished)} {reason}")
                continue
            present = held[wished["name"]]
            found = date_changes(present, wished, self.today)
            changes += found
            if found:
                week = {name: value for name, value in present.items() if name not in DATES_OF_SITE_FILE}
                objects.append(week | {name: wished[name] for name in DATES_OF_SITE_FILE if name in wished})
        self.show(
            [f"{self.exchange}: {change.sentence}" for change in changes] or [f"{self.exchange}: every date is right"]
        )
        result = self._change(dataclasses.replace(wish, site=Site(self.exchange, {KIND: tuple(objects)})), before)
        warnings = [f"{self.exchange}: {sentence}" for sentence in left_alone] + result.pop("warnings", [])
        return {
            **result,
            "dates": [change.document() for change in changes],
            "left_alone": left_alone,
            **({"warnings": warnings} if warnings else {}),
        }

    def _held(self) -> tuple[dict[str, Object], str]:
        """The schedules of the exchange that opening hours can say, by name, and the state that they were read from."""
        wish = self.inputs.nothing_wished((KIND,))
        snapshot = self.platform.read(self.exchange, self._connection.session)
        gathered = self.platform.gather(self.exchange, snapshot, wish)
        site = read_site(self.exchange, {KIND: gathered.site[KIND]})
        unreadable = tuple(gathered.warnings)
        return {
            schedule["name"]: {**schedule, "readable": not _is_named(schedule, unreadable)}
            for schedule in site.of(KIND)
        }, str(snapshot.digest())

    def _change(self, wish: Wish, before: str) -> dict[str, Any]:
        """Write the new dates. The rest is written as it was read, so nobody may have changed it since."""
        if not wish.site.of(KIND):
            return {"changed": False}

        def unchanged_since(plan: Plan) -> None:
            if plan.before_hash != before:
                raise PlanChanged(
                    f"{self.exchange}: somebody changed the exchange while its dates were compared; nothing was "
                    "written. Run it again"
                )

        outcome = self.apply(wish, on_plan=unchanged_since)
        if not self._task.check_mode and outcome.end not in (ALL_OLD, LEFT):
            self.show([f"{self.exchange}: {outcome.end}"])
        return self.result(outcome)

    def _prune(self) -> list[str]:
        """Take past exceptions out of the site file; says which."""
        path = self.inputs.places().site_file
        if self.inputs.variable("pbx_config") is not None:
            raise InputError(
                f"{self.exchange}: prune: pbx_config is a variable; take past exceptions out of it by hand"
            )
        text = path.read_bytes().decode()  # with the line ends that it has
        try:
            pruned, taken = without_past_exceptions(text, self.today)
        except SiteFileError as error:
            raise InputError(f"{self.exchange}: {path}: {error}") from error
        if taken and not self._task.check_mode:
            replace_file(path, pruned.encode())
        if taken:
            self.show([f"{self.exchange}: past, and taken out of {path.name}: {exception}" for exception in taken])
        return taken


def _why_not(wished: Object, held: Object | None) -> str:
    """Why the dates of a schedule are left alone; empty when they are not."""
    if held is None:
        return "is not on the exchange under this name; playbooks/apply.yml makes it"
    if not held.pop("readable"):
        return "holds hours on the exchange that a site file cannot say; its dates are left as they are"
    if wished.get("weekly", CLOSED_WEEK) != held["weekly"]:
        return "has other hours in the site file than on the exchange; playbooks/apply.yml brings both, and its dates"
    return ""


def _is_named(schedule: Object, warnings: tuple[str, ...]) -> bool:
    """Whether a warning is about a schedule: then what was gathered of it is not all that it holds."""
    return any(warning.startswith(f"{SCHEDULES.label(schedule)} (") for warning in warnings)
