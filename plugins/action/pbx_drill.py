"""Runs sentral.nec.pbx_drill inside the controller process."""

from __future__ import annotations

import datetime
import tempfile
import time
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.archived import Archived
from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_health import DRILL_GOOD
from ansible_collections.sentral.nec.plugins.module_utils.archive.backup_record import read_record, write_record
from ansible_collections.sentral.nec.plugins.module_utils.archive.history import find
from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import NOTHING, Order
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.shortened import shortened
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Prepared
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.plugin_utils.archive_task import (
    EXPECTED_OF_ARCHIVE,
    open_archive,
    vault_seal,
)
from ansible_collections.sentral.nec.plugins.plugin_utils.drill_exchange import simulated
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import EXPECTED, PbxAction
from ansible_collections.sentral.nec.plugins.plugin_utils.rebuild import Rebuild


class ActionModule(PbxAction):
    """Restores a backup onto a simulated exchange, so that it is known to restore. The real one is not touched."""

    module = "pbx_drill"
    needs_connection = False
    _VALID_ARGS = frozenset({"to", "vault_id"})
    commit = ""
    """The commit whose backup is tried, as soon as it is known."""

    def work(self) -> dict[str, Any]:
        """Try it, and record what came of it and how long it took."""
        began = time.monotonic()
        try:
            facts = self._drill()
        except (*EXPECTED, *EXPECTED_OF_ARCHIVE) as error:
            seconds = time.monotonic() - began
            reason = str(error).removeprefix(f"{self.exchange}: ")
            self._record(reason, seconds)
            raise InputError(f"{self.exchange}: the drill failed after {seconds:.0f} s: {reason}") from error
        seconds = round(time.monotonic() - began, 1)
        self._record(DRILL_GOOD, seconds)
        items, recordings = facts["items"], facts["recordings"]
        self.show([f"{self.exchange}: {items:,} items and {recordings} recordings restore in {seconds} s"])
        return {"changed": False, "seconds": seconds, **facts}

    def _drill(self) -> dict[str, Any]:
        """Open the backup, build the exchange that it needs, restore, read back, compare item by item."""
        archive = open_archive(self.inputs, create=False)
        reference = str(self.arguments.get("to") or "HEAD")
        self.commit = find(archive, reference, self.exchange).id
        archived = Archived.at(archive, self.exchange, self.commit, reference)
        seal = vault_seal(self._loader, str(self.arguments.get("vault_id") or ""))
        rebuild = Rebuild.of(self.platform, archive, archived, seal)
        with tempfile.TemporaryDirectory(prefix="sentral-drill-") as folder:
            different = self._restored(rebuild, Path(folder))
        if different:
            raise InputError(
                f"{self.exchange}: after restoring, {len(different):,} items differ: {shortened(different)}"
            )
        return {
            "commit": self.commit,
            "items": sum(len(rows) for rows in rebuild.capture.programs.values()),
            "recordings": len(rebuild.capture.recordings),
            "by_hand": rebuild.by_hand(),
        }

    def _restored(self, rebuild: Rebuild, folder: Path) -> list[str]:
        platform = rebuild.platform
        with simulated(self.exchange, rebuild.capture, folder) as target:
            order = Order(
                exchange=self.exchange,
                platform=platform,
                open_session=lambda: Session.open(target, platform.line),
                folder=folder / "journals",
                wish=self.inputs.nothing_wished(KINDS),
                prepared=Prepared(),
                gate=lambda snapshot: None,  # nobody's exchange: it was made a moment ago, for this
                reconnect_for=5.0,
            )
            outcome = Apply(rebuild.ordered(order)).run()
            if outcome.end not in (ALL_NEW, NOTHING):
                raise InputError(f"{self.exchange}: {outcome.reason}")
            session = Session.open(target, platform.line)
            try:
                return rebuild.differences(platform.capture(self.exchange, session))
            finally:
                session.close()

    def _record(self, result: str, seconds: float) -> None:
        if self._task.check_mode:
            return
        folder = self.inputs.places().state_folder
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        try:
            write_record(folder, read_record(folder).drill(now, result, seconds, self.commit))
        except OSError as error:
            raise InputError(f"{self.exchange}: {folder} cannot be written: {error.strerror}") from error
