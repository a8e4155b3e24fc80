"""Runs sentral.nec.pbx_hunt_group inside the controller process."""

from __future__ import annotations

from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import HUNT_GROUPS
from ansible_collections.sentral.nec.plugins.plugin_utils.kind_action import KindAction, arguments_of


class ActionModule(KindAction):
    """One kind of object, the same engine as pbx_site."""

    module = "pbx_hunt_group"
    kind = HUNT_GROUPS
    _VALID_ARGS = arguments_of(HUNT_GROUPS)
