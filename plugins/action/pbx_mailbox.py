"""Runs sentral.nec.pbx_mailbox inside the controller process."""

from __future__ import annotations

from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import MAILBOXES
from ansible_collections.sentral.nec.plugins.plugin_utils.kind_action import KindAction, arguments_of


class ActionModule(KindAction):
    """One kind of object, the same engine as pbx_site."""

    module = "pbx_mailbox"
    kind = MAILBOXES
    _VALID_ARGS = arguments_of(MAILBOXES)
