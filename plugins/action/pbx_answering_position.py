"""Runs sentral.nec.pbx_answering_position inside the controller process."""

from __future__ import annotations

from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import ANSWERING_POSITIONS
from ansible_collections.sentral.nec.plugins.plugin_utils.kind_action import KindAction, arguments_of


class ActionModule(KindAction):
    """One kind of object, the same engine as pbx_site."""

    module = "pbx_answering_position"
    kind = ANSWERING_POSITIONS
    _VALID_ARGS = arguments_of(ANSWERING_POSITIONS)
