"""What the actions have in common, inside the worker of the controller.

Netmiko and the engine are imported here, at the top, so that the parent has them before it forks.
"""

from __future__ import annotations

import dataclasses
import datetime
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol

import yaml
from ansible.errors import AnsibleActionFail, AnsibleConnectionFailure, AnsibleError
from ansible.plugins.action import ActionBase

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import (
    Apply,
    ExchangeChanged,
    PlanChanged,
)
from ansible_collections.sentral.nec.plugins.module_utils.engine.change_window import OutsideWindow
from ansible_collections.sentral.nec.plugins.module_utils.engine.confirmation import NotConfirmed, gate
from ansible_collections.sentral.nec.plugins.module_utils.engine.interrupted_run import JournalUnreadable
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_OLD, LEFT, JournalFailed
from ansible_collections.sentral.nec.plugins.module_utils.engine.limits import TooManyDeletions
from ansible_collections.sentral.nec.plugins.module_utils.engine.lock import ExchangeBusy, LockFailed
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Gate, Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import Plan, PlanFileError
from ansible_collections.sentral.nec.plugins.module_utils.engine.recovery import (
    POLICIES,
    RecoveryFailed,
    RunInterrupted,
)
from ansible_collections.sentral.nec.plugins.module_utils.engine.slots_file import SlotsFile, write_slots
from ansible_collections.sentral.nec.plugins.module_utils.engine.undo import RECONNECT_FOR
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.silences import VARIABLE, Silence, read_silences
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError, ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import (
    Draft,
    PlanRefused,
    Recordings,
    Slots,
    Wish,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Platform, ReadFailed, WrongExchange
from ansible_collections.sentral.nec.plugins.module_utils.platforms.registry import UnknownPlatform, platform_named
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import SessionError, Unreachable
from ansible_collections.sentral.nec.plugins.module_utils.session.plain import plain_data
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError, Inputs
from ansible_collections.sentral.nec.plugins.plugin_utils.looking_ahead import look_ahead, surroundings_of
from ansible_collections.sentral.nec.plugins.plugin_utils.terminal import REPORT_EVERY, report, show

WINDOW_INTERVAL = 60.0
"""Seconds between two looks at the clock while a change window is waited for."""

EXPECTED = (
    SiteError,
    PlanRefused,
    PlanChanged,
    ExchangeChanged,
    PlanFileError,
    TooManyDeletions,
    ExchangeBusy,
    LockFailed,
    NotConfirmed,
    OutsideWindow,
    JournalUnreadable,
    JournalFailed,
    RunInterrupted,
    WrongExchange,
    ReadFailed,
    UnknownPlatform,
    InputError,
    SessionError,
)
"""What is told in its own words, without a traceback."""


class Ordering(Protocol):
    """Changes an order before it is applied."""

    def ordered(self, order: Order) -> Order:
        """The order that is applied instead."""


class PbxAction(ActionBase):
    """One task on one exchange. Subclasses say what is wished in :meth:`work`."""

    _supports_check_mode = True
    _supports_diff = True
    _supports_async = False
    module: ClassVar[str] = ""
    needs_connection: ClassVar[bool] = True
    """Whether it works over a connection of ours; what opens no session works on any host."""
    also_expected: ClassVar[tuple[type[Exception], ...]] = ()
    """What is told in its own words besides :data:`EXPECTED`, behind the name of the exchange."""
    foreseen: Sequence[str] = ()
    """The warnings of the checks about what the task would bring about."""

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Check the task, do it, and turn what was expected to go wrong into one sentence."""
        super().run(tmp, task_vars)
        if self.needs_connection and self._connection.transport != "sentral.nec.pbx":
            raise AnsibleActionFail(f"{self.module} needs a host with ansible_connection: sentral.nec.pbx")
        variables = task_vars or {}
        self.exchange = str(variables.get("inventory_hostname"))
        self.inputs = Inputs(self.exchange, variables, self._templar.template, self._loader.get_basedir())
        self.arguments: dict[str, Any] = plain_data(self._task.args)
        failure = ""
        try:
            return self.work()
        except RecoveryFailed as error:
            return {"failed": True, "msg": str(error), "end": LEFT, "left": error.left, "journal": error.journal}
        except EXPECTED as error:
            failure = str(error)
        except self.also_expected as error:
            failure = f"{self.exchange}: {str(error).removeprefix(f'{self.exchange}: ')}"
        # Raised out here, so that Ansible does not tell the same thing twice, as an error and as its cause.
        raise AnsibleActionFail(failure)

    def work(self) -> dict[str, Any]:
        """Do the task; returns Ansible's result."""
        raise NotImplementedError

    @property
    def platform(self) -> Platform:
        """The platform that the inventory declares."""
        name, region = self.inputs.variable("pbx_platform", "sv9100"), self.inputs.variable("pbx_region", "EU")
        return platform_named(self.exchange, str(name), str(region))

    def gate(self) -> Gate:
        """Stands before every write: raises unless the exchange is confirmed."""
        path = self.inputs.places().confirmation_file
        return gate(self.exchange, path, self.platform.profile_hash())

    def decrypt(self, text: str) -> str:
        """The plain text of a ``!vault`` value in a site file."""
        try:
            return str(self._loader._vault.decrypt(text.encode()).decode())
        except AnsibleError as error:
            raise InputError(f"{self.exchange}: a !vault value in the site file cannot be decrypted") from error

    def silences(self) -> tuple[Silence, ...]:
        """What the inventory wants to hear no more of."""
        try:
            return read_silences(self.inputs.variable(VARIABLE))
        except ValueProblem as problem:
            raise InputError(f"{self.exchange}: {problem}") from problem

    def session_opener(self) -> Callable[[], Session]:
        """Opens the connection's session; each further call replaces it by a new one (after a lost one)."""
        opened: list[Session] = []

        def open_session() -> Session:
            if not opened:
                opened.append(self._connection.session)  # what fails here makes the host UNREACHABLE
                return opened[0]
            try:
                return self._connection.reconnect()
            except AnsibleConnectionFailure as error:
                raise Unreachable(str(error)) from None

        return open_session

    def apply(
        self,
        wish: Wish,
        *,
        reviewed: str | None = None,
        on_plan: Callable[[Plan], None] = lambda plan: None,
        checked: bool = False,
        warned: str = "",
        by_rows: Ordering | None = None,
    ) -> Outcome:
        """Plan and, unless in check mode, do it.

        ``checked``: only if the checks find no new error in what comes of it. ``warned`` are the first letters of the
        codes of warnings that are told then. ``by_rows`` changes the order: what is planned may come from a backup and
        not from the wish.
        """
        platform = self.platform
        prepared = platform.prepare(self.exchange, wish)
        silences = self.silences() if checked else ()

        def inspect(draft: Draft) -> None:
            around = surroundings_of(platform, wish, prepared)
            self.foreseen = look_ahead(self.exchange, draft, around, silences, warned) if checked else []

        order = Order(
            exchange=self.exchange,
            platform=platform,
            open_session=self.session_opener(),
            folder=self.inputs.places().state_folder,
            wish=wish,
            prepared=prepared,
            gate=self.gate(),
            also_locked=self.inputs.places().address_folder,
            check=bool(self._task.check_mode),
            reviewed=reviewed,
            most_deletions=self.inputs.whole_number("pbx_max_deletions"),
            operator=self.inputs.operator(),
            request=self.inputs.request(),
            on_interrupted=self.inputs.choice("pbx_on_interrupted", POLICIES),
            reconnect_for=float(self.inputs.whole_number("pbx_reconnect_timeout") or RECONNECT_FOR),
            window=self.inputs.change_window(),
            now=self.inputs.now,
            on_plan=on_plan,
            keep=self.keep_names,
            inspect=inspect,
            report=report,
            report_every=REPORT_EVERY,
        )
        if by_rows is not None:
            order = by_rows.ordered(order)
        outcome = self._in_its_hour(order)
        if outcome.notices:
            self.show([f"! {notice}" for notice in outcome.notices])
        return outcome

    def _in_its_hour(self, order: Order) -> Outcome:
        """Apply; where that has to wait for the change window and may, wait, and begin anew with what is there then."""
        while True:
            try:
                return Apply(order).run()
            except OutsideWindow as outside:
                if outside.opens is None or not self.inputs.truth("pbx_change_window_wait"):
                    raise
                self._wait_until(outside.opens)

    def _wait_until(self, moment: datetime.datetime) -> None:
        """Wait, with neither lock nor session, and say so now and then."""
        self._connection.close()
        while (left := moment - self.inputs.now()) > datetime.timedelta():
            report(f"{self.exchange}: waits for the change window, until {moment:%A %H:%M}", False)
            time.sleep(min(left.total_seconds(), WINDOW_INTERVAL))

    def keep_names(self, slots: Slots, recordings: Recordings) -> None:
        """Write which slot holds which name as soon as the exchange holds it."""
        self.store_slots(SlotsFile(slots, recordings))

    def refuse_arguments(self, *names: str, state: str) -> None:
        """Arguments that would do nothing are errors, never ignored."""
        if names:
            raise InputError(f"{self.exchange}: {self.module}: state: {state} takes no {', '.join(names)}")

    def gather(self, kinds: tuple[str, ...]) -> dict[str, Any]:
        """What the exchange holds of some kinds, as a site file would have it; names that it gets are kept as slots."""
        wish = self.inputs.nothing_wished(kinds)
        snapshot = self.platform.read(self.exchange, self._connection.session)
        gathered = self.platform.gather(self.exchange, snapshot, wish)
        if not self._task.check_mode:
            slots = {**wish.slots, **{kind: gathered.slots[kind] for kind in kinds}}
            self.store_slots(SlotsFile(slots, wish.recordings))
        result: dict[str, Any] = {"changed": False, "gathered": gathered.site}
        if gathered.warnings:
            result["warnings"] = [f"{self.exchange}: {warning}" for warning in gathered.warnings]
        return result

    def render(self, raw: Any) -> dict[str, Any]:
        """The commands that make an exchange fresh from the factory so. No session is opened."""
        wish = dataclasses.replace(self.inputs.wish(raw, "overridden"), slots={}, recordings={})
        platform = self.platform
        prepared = platform.prepare(self.exchange, wish)
        draft = platform.draft(self.exchange, platform.factory_snapshot(wish), wish, prepared)
        steps = [step for operation in draft.operations for step in operation.steps]
        result = {"changed": False, "rendered": [step.command for step in steps]}
        return (
            {**result, "warnings": [f"{self.exchange}: {text}" for text in draft.warnings]}
            if draft.warnings
            else result
        )

    def parse(self, kinds: tuple[str, ...]) -> dict[str, Any]:
        """What a listing of rows holds, as a site file would have it. No session is opened."""
        if "running_config" not in self.arguments:
            raise InputError(f"{self.exchange}: {self.module}: state: parsed needs running_config, the rows as text")
        wish = self.inputs.nothing_wished(kinds)
        snapshot = self.platform.parse(self.exchange, str(self.arguments["running_config"]))
        gathered = self.platform.gather(self.exchange, snapshot, wish)
        return {"changed": False, "parsed": {kind: gathered.site.get(kind, []) for kind in kinds}}

    def store_slots(self, content: SlotsFile) -> None:
        """Write the slots file, where it changes."""
        path = self.inputs.places().slots_file
        if not content.slots and not path.exists():
            return
        try:
            write_slots(path, content)
        except OSError as error:
            raise InputError(
                f"{self.exchange}: {path} cannot be written: {error.strerror}. What was written to the exchange stays "
                "there, and its journal knows the names: run it again when that is mended"
            ) from error

    def show(self, lines: list[str]) -> None:
        """Print in one piece, so that exchanges worked on at the same time do not mix."""
        show(lines)

    def result(self, outcome: Outcome) -> dict[str, Any]:
        """Ansible's result of a plan or an apply."""
        if outcome.end in (ALL_OLD, LEFT):
            return self._failure(outcome)
        plan, draft = outcome.plan, outcome.draft
        before, after = _changed_objects(draft.before, draft.after)
        result: dict[str, Any] = {
            "changed": not plan.empty,
            "end": "planned" if self._task.check_mode and not plan.empty else outcome.end,
            "before": draft.before,
            "after": draft.after,
            "operations": [operation.sentence for operation in plan.operations],
            "commands": plan.commands,
            "plan_hash": plan.hash(),
            "summary": plan.summary(),
            "commands_sent": {"reads": outcome.reads, "writes": outcome.writes},
            "diff": {
                "before_header": self.exchange,
                "after_header": self.exchange,
                "before": before,
                "after": after,
            },
        }
        warnings = [*plan.warnings, *self.foreseen]
        warnings = [*outcome.notices, *(f"{self.exchange}: {warning}" for warning in warnings)]
        if warnings:
            result["warnings"] = warnings
        if outcome.journal is not None:
            result["journal"] = str(outcome.journal)
        return result

    def _failure(self, outcome: Outcome) -> dict[str, Any]:
        """Ansible's result of an apply that did not succeed: short, because Ansible prints all of it."""
        return {
            "failed": True,
            "changed": outcome.end == LEFT,
            "end": outcome.end,
            "msg": _why(self.exchange, outcome),
            "left": list(outcome.left),
            "operations": [operation.sentence for operation in outcome.plan.operations],
            "commands_sent": {"reads": outcome.reads, "writes": outcome.writes},
            "journal": str(outcome.journal),
        }


def _why(exchange: str, outcome: Outcome) -> str:
    reason = outcome.reason.removeprefix(f"{exchange}: ").rstrip(".")
    if outcome.end == ALL_OLD:
        return f"{exchange}: {reason}. Everything was taken back; the exchange holds what it held before"
    left = "; ".join(outcome.left)
    return (
        f"{exchange}: {reason}. Taking it back did not succeed everywhere. Left on the exchange: {left}. "
        f"The journal {outcome.journal} has every command and its way back"
    )


def _changed_objects(before: Any, after: Any) -> tuple[str, str]:
    """The objects that differ, as YAML, for ``--diff``; what stays as it is would only hide them."""
    old: dict[str, list[Any]] = {}
    new: dict[str, list[Any]] = {}
    for kind in after:
        was, becomes = before.get(kind, []), after[kind]
        if was != becomes:
            old[kind] = [entry for entry in was if entry not in becomes]
            new[kind] = [entry for entry in becomes if entry not in was]
    return _yaml(old), _yaml(new)


def _yaml(site: dict[str, list[Any]]) -> str:
    shown = {kind: entries for kind, entries in site.items() if entries}
    if not shown:
        return ""
    return str(yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110))


def checked_state(exchange: str, arguments: dict[str, Any], states: tuple[str, ...], default: str) -> str:
    """The task's state; raises ``InputError`` for one that there is not."""
    state = arguments.get("state", default)
    if state not in states:
        raise InputError(f"{exchange}: state: {state!r} is not supported yet; supported: {', '.join(states)}")
    return str(state)


def write_plan_file(path: Path, text: str) -> None:
    """Write a plan where a pull request finds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
