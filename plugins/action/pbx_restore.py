"""Runs sentral.nec.pbx_restore inside the controller process."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.archived import Archived
from ansible_collections.sentral.nec.plugins.module_utils.archive.history import Revision, find
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW, LEFT, unfinished_journal
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import NOTHING
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.shortened import shortened
from ansible_collections.sentral.nec.plugins.plugin_utils.archive_task import (
    EXPECTED_OF_ARCHIVE,
    open_archive,
    vault_seal,
)
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction
from ansible_collections.sentral.nec.plugins.plugin_utils.rebuild import Rebuild


class ActionModule(PbxAction):
    """Brings a backup onto an exchange that is as from the factory, and compares item by item afterwards."""

    module = "pbx_restore"
    also_expected = EXPECTED_OF_ARCHIVE
    _VALID_ARGS = frozenset({"to", "vault_id"})

    def work(self) -> dict[str, Any]:
        """Open the backup before any session; then look, plan, and unless in check mode, restore."""
        reference = str(self.arguments.get("to") or "HEAD").strip()
        archive = open_archive(self.inputs, create=False)
        revision = find(archive, reference, self.exchange)
        archived = Archived.at(archive, self.exchange, revision.id, reference)
        seal = vault_seal(self._loader, str(self.arguments.get("vault_id") or ""))
        return self._restore(revision, Rebuild.of(self.platform, archive, archived, seal))

    def _restore(self, revision: Revision, rebuild: Rebuild) -> dict[str, Any]:
        began = time.monotonic()
        before = self.platform.capture(self.exchange, self._connection.session)
        begun = unfinished_journal(self.inputs.places().state_folder / "journal") is not None
        obstacles = self.platform.rebuild_obstacles(rebuild.capture, before, begun=begun)
        if obstacles:
            raise InputError(
                f"{self.exchange}: the backup of {revision.time:%Y-%m-%d %H:%M} does not fit this exchange; nothing "
                "was changed:\n" + "\n".join(f"- {obstacle}" for obstacle in obstacles)
            )
        self.show([f"{self.exchange}: the backup of {revision.time:%Y-%m-%d %H:%M}, {revision.id[:12]}"])
        wish = replace(self.inputs.nothing_wished(KINDS), slots=rebuild.slots, recordings={})
        outcome = self.apply(wish, on_plan=lambda plan: self.show(plan.in_words()), by_rows=rebuild)
        result = self.result(outcome)
        result["to"] = {"commit": revision.id, "time": revision.time.isoformat(), "subject": revision.subject}
        result["by_hand"] = rebuild.by_hand()
        if result.get("failed") or outcome.end not in (ALL_NEW, NOTHING) or self._task.check_mode:
            return result
        return {**result, **self._compared(rebuild, before.system, time.monotonic() - began)}

    def _compared(self, rebuild: Rebuild, system: str, seconds: float) -> dict[str, Any]:
        """Read everything once more, and say item by item what is not as it was."""
        session = self._connection.reconnect()  # the engine has closed the one that it wrote with
        different = rebuild.differences(self.platform.capture(self.exchange, session))
        if different:
            sentence = (
                f"{self.exchange}: restored, but not everything is as it was: {shortened(different)}. Mend it with "
                "playbooks/rollback.yml or by hand"
            )
            return {"failed": True, "end": LEFT, "msg": sentence, "differences": different}
        items = sum(len(rows) for rows in rebuild.capture.programs.values())
        recordings = len(rebuild.capture.recordings)
        lines = [f"{self.exchange}: restored in {seconds:.0f} s; {items:,} items and {recordings} recordings agree"]
        if system != rebuild.capture.system:
            lines.append(
                f"{self.exchange}: it is another exchange than before; back it up once with -e backup_replaced="
                f"{self.exchange}"
            )
        self.show(lines)
        return {"differences": [], "seconds": round(seconds, 1)}
