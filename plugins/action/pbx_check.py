"""Runs sentral.nec.pbx_check inside the controller process."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.model.checks.finding import CheckFinding
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.report import Report, check_site, of_platform
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.silences import VARIABLE, Silence, read_silences
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import Finding, SiteError, ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Prepared
from ansible_collections.sentral.nec.plugins.plugin_utils.looking_ahead import surroundings_of
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction, checked_state
from ansible_collections.sentral.nec.plugins.plugin_utils.task_options import truth_option

STATES = ("overridden", "merged")


class ActionModule(PbxAction):
    """Checks a site without the exchange. The connection is never asked for a session, and need not be Sentral's."""

    module = "pbx_check"
    needs_connection = False
    _VALID_ARGS = frozenset({"state", "config", "quiet"})

    def work(self) -> dict[str, Any]:
        """Check, tell, and fail where an error is left."""
        state = checked_state(self.exchange, self.arguments, STATES, "overridden")
        quiet = truth_option(self.exchange, self.arguments, "quiet", False)
        silences = self.silences()
        raw = self.inputs.site(self.arguments.get("config"), self.decrypt)
        try:
            wish = self.inputs.wish(raw, state)
        except SiteError as error:
            report, kinds = Report(of_platform(error.findings)), 0
        else:
            report, kinds = self._checked(wish, silences), len(wish.site.objects)
        self._tell(report, kinds, quiet)
        return _result(report)

    def _checked(self, wish: Wish, silences: tuple[Silence, ...]) -> Report:
        """What the platform finds and what the checks find."""
        found: tuple[Finding, ...] = ()
        prepared = Prepared()
        try:
            prepared = self.platform.prepare(self.exchange, wish)
        except SiteError as error:
            found = error.findings
        around = replace(surroundings_of(self.platform, wish, prepared), factory_account=self._factory_account())
        return check_site(wish.site, around, found=found, silences=silences, shared=self._is_shared)

    def _factory_account(self) -> str:
        """The account of the inventory, where its password is the one that the factory gave it."""
        account = str(self.inputs.variable("ansible_user", ""))
        password = self.inputs.variable("ansible_password", "")
        known = self.platform.factory_accounts().get(account)
        return account if known is not None and str(password) == known else ""

    def _is_shared(self, silence: Silence) -> bool:
        """Whether another exchange of the inventory has the silence too, as those of a group have what it says."""
        for neighbour in self.inputs.neighbours():
            try:
                if silence in read_silences(self.inputs.variable_of(neighbour, VARIABLE)):
                    return True
            except ValueProblem:
                continue  # said on that exchange
        return False

    def _tell(self, report: Report, kinds: int, quiet: bool) -> None:
        """One line each; where there is nothing to say, one line that says so, or (quiet) none."""
        lines = [str(finding) for finding in report.findings]
        if not lines and not quiet:
            lines = [f"{self.exchange}: checked {kinds} {'kind' if kinds == 1 else 'kinds'}, nothing found"]
        if lines:
            self.show(lines)


def _result(report: Report) -> dict[str, Any]:
    """Ansible's result; the capacity is left out of a failure, because Ansible prints all of it."""
    result: dict[str, Any] = {
        "changed": False,
        "findings": [finding.document() for finding in report.findings],
        "counts": report.counts,
        "silenced": [_silenced(finding, silence) for finding, silence in report.silenced],
    }
    if report.errors:
        message = "\n".join(finding.told for finding in report.errors)
        return {**result, "failed": True, "msg": message}
    return {**result, "capacity": report.capacity}


def _silenced(finding: CheckFinding, silence: Silence) -> dict[str, str]:
    return {**finding.document(), "reason": silence.reason}
