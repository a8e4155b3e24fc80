"""Runs sentral.nec.pbx_site_info inside the controller process."""

from __future__ import annotations

from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction


class ActionModule(PbxAction):
    """Reads, and changes nothing, not even the slots file."""

    module = "pbx_site_info"
    _VALID_ARGS = frozenset()

    def work(self) -> dict[str, Any]:
        """Version, hardware, capacity, alarms and what is programmed."""
        wish = self.inputs.nothing_wished(KINDS)
        session = self._connection.session
        snapshot = self.platform.read(self.exchange, session)
        facts = self.platform.facts(self.exchange, session, snapshot, wish)
        site = self.platform.gather(self.exchange, snapshot, wish).site
        return {"changed": False, "exchange": {"name": self.exchange, **facts}, "site": site}
