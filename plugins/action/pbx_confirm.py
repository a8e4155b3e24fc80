"""Runs sentral.nec.pbx_confirm inside the controller process."""

from __future__ import annotations

import datetime
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.confirmation import (
    Confirmation,
    why_not,
    write_confirmation,
)
from ansible_collections.sentral.nec.plugins.module_utils.model.shortened import shortened
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Comparison, Identity
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction

SHOWN = 5


class ActionModule(PbxAction):
    """Compares the session of an exchange with its profile, and records that it may be written to."""

    module = "pbx_confirm"
    _VALID_ARGS = frozenset({"state"})

    def work(self) -> dict[str, Any]:
        """Compare, then record; where something differs, what was recorded is withdrawn."""
        state = self.arguments.get("state", "present")
        if state not in ("present", "absent"):
            raise InputError(f"{self.exchange}: state: {state!r} is not supported; supported: present, absent")
        if state == "absent":
            return self._withdraw()
        platform, session = self.platform, self._connection.session
        compared = platform.compare(self.exchange, session)
        identity = platform.identify(self.exchange, session)
        warnings = self._factory_passwords(platform.factory_passwords(self.exchange, session))
        result: dict[str, Any] = {
            "changed": False,
            "confirmed": all(comparison.agrees for comparison in compared),
            "software": identity.software,
            "comparisons": [_written(comparison) for comparison in compared],
        }
        if warnings:
            result["warnings"] = warnings
        if not result["confirmed"]:
            return {**result, **self._refusal(compared)}
        result["changed"] = self._record(identity)
        return result

    def _record(self, identity: Identity) -> bool:
        """Keep the confirmation; False where it says the same already, whenever that was."""
        path, profile_hash = self.inputs.places().confirmation_file, self.platform.profile_hash()
        if not why_not(path, profile_hash, identity):
            return False
        if not self._task.check_mode:
            now = datetime.datetime.now(datetime.UTC).date().isoformat()
            write_confirmation(
                path,
                Confirmation(
                    platform=self.platform.name,
                    model=identity.model,
                    region=identity.region,
                    software=identity.software,
                    profile_hash=profile_hash,
                    confirmed=now,
                    operator=self.inputs.operator(),
                ),
            )
        return True

    def _withdraw(self) -> dict[str, Any]:
        """The exchange is read-only from now on."""
        path = self.inputs.places().confirmation_file
        there = path.exists()
        if there and not self._task.check_mode:
            path.unlink()
        return {"changed": there, "confirmed": False}

    def _refusal(self, compared: list[Comparison]) -> dict[str, Any]:
        different = [f"{c.about}: {c.found} instead of {c.expected}" for c in compared if not c.agrees]
        withdrawn = self._withdraw()["changed"]
        return {
            "failed": True,
            "changed": withdrawn,
            "msg": f"{self.exchange}: is not what Sentral takes it for, and stays read-only: "
            f"{shortened(different, SHOWN)}",
        }

    def _factory_passwords(self, names: list[str]) -> list[str]:
        if not names:
            return []
        accounts = f"account{'s' if len(names) > 1 else ''} {', '.join(names)}"
        return [f"{self.exchange}: the factory's password still opens the {accounts}; change it in 90-02"]


def _written(comparison: Comparison) -> dict[str, Any]:
    return {
        "about": comparison.about,
        "expected": comparison.expected,
        "found": comparison.found,
        "agrees": comparison.agrees,
    }
