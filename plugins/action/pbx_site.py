"""Runs sentral.nec.pbx_site inside the controller process."""

from __future__ import annotations

import datetime
from typing import Any

from ansible.module_utils.parsing.convert_bool import boolean

from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW
from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import (
    Plan,
    PlanFileError,
    envelope,
    plan_in_envelope,
)
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction, checked_state, write_plan_file

SHOWN = 6
"""How many operations of one kind a terminal shows; the kept plan holds them all."""

STATES = ("merged", "replaced", "overridden", "deleted", "gathered", "rendered", "parsed")


class ActionModule(PbxAction):
    """Everything of one exchange in one snapshot, one plan, one session, one journal."""

    module = "pbx_site"
    _VALID_ARGS = frozenset({"state", "config", "plan", "save_plan", "show_plan", "running_config"})

    def work(self) -> dict[str, Any]:
        """Plan, and unless in check mode, apply."""
        state = checked_state(self.exchange, self.arguments, STATES, "merged")
        if state == "gathered":
            self.refuse_arguments(*sorted(self.arguments.keys() - {"state"}), state=state)
            return self.gather(tuple(KINDS))
        if state == "parsed":
            self.refuse_arguments(*sorted(self.arguments.keys() - {"state", "running_config"}), state=state)
            return self.parse(tuple(KINDS))
        if state == "rendered":
            self.refuse_arguments(*sorted(self.arguments.keys() - {"state", "config"}), state=state)
            return self.render(self.inputs.site(self.arguments.get("config"), self.decrypt))
        wish = self.inputs.wish(self.inputs.site(self.arguments.get("config"), self.decrypt), state)
        # Of the warnings only those about times: the exchange's own are known now. The others are pbx_check's.
        outcome = self.apply(wish, reviewed=self._reviewed(), on_plan=self._present, checked=True, warned="TIM")
        if self._shows_plan() and outcome.end == ALL_NEW:
            self.show([f"{self.exchange}: all new, every change written and read back"])
        result = self.result(outcome)
        return result if result.get("failed") else {**result, "plan": outcome.plan.document()}

    def _shows_plan(self) -> bool:
        try:
            return boolean(self.arguments.get("show_plan", False))
        except TypeError as error:
            raise InputError(f"{self.exchange}: show_plan: is neither true nor false") from error

    def _present(self, plan: Plan) -> None:
        """Show and keep the plan before anything is done."""
        if self._shows_plan():
            self.show(plan.in_words(SHOWN))
        if self.arguments.get("save_plan"):
            self._save(plan)

    def _reviewed(self) -> str | None:
        """The compared bytes of the plan file that was reviewed."""
        given = self.arguments.get("plan")
        if not given:
            return None
        path = self.inputs.path(str(given))
        try:
            return plan_in_envelope(path.read_text(encoding="utf-8"), str(path))
        except OSError as error:
            raise InputError(f"{self.exchange}: plan: {path} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise InputError(f"{self.exchange}: plan: {path} is not UTF-8 text") from error
        except PlanFileError as error:
            raise InputError(f"{self.exchange}: plan: {error}") from error

    def _save(self, plan: Plan) -> None:
        """The plan as JSON and, beside it, in words for a pull request."""
        path = self.inputs.path(str(self.arguments["save_plan"]))
        created = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        # Not with_suffix: an exchange may be called pbx.oslo.
        write_plan_file(path.with_name(f"{path.name}.json"), envelope(plan, created, self.inputs.operator()))
        write_plan_file(path.with_name(f"{path.name}.md"), plan.to_markdown())
