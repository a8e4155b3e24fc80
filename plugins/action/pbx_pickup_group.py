"""Runs sentral.nec.pbx_pickup_group inside the controller process."""

from __future__ import annotations

from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import PICKUP_GROUPS
from ansible_collections.sentral.nec.plugins.plugin_utils.kind_action import KindAction, arguments_of


class ActionModule(KindAction):
    """One kind of object, the same engine as pbx_site."""

    module = "pbx_pickup_group"
    kind = PICKUP_GROUPS
    _VALID_ARGS = arguments_of(PICKUP_GROUPS)
