# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Runs sentral.nec.pbx_command inside the controller process."""

from __future__ import annotations

from typing import Any

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

from ansible_collections.sentral.nec.plugins.module_utils.session.commands import run_commands
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import InvalidCommand, WritesNotConfirmed
from ansible_collections.sentral.nec.plugins.module_utils.session.plain import plain_data


class ActionModule(ActionBase):
    """Sends commands in order, in one session."""

    _supports_check_mode = True
    _supports_async = False
    _VALID_ARGS = frozenset({"commands"})

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Check the commands, send them, hand back the answers."""
        super().run(tmp, task_vars)
        if self._connection.transport != "sentral.nec.pbx":
            raise AnsibleActionFail("pbx_command needs a host with ansible_connection: sentral.nec.pbx")
        failure = ""
        try:
            commands = self._commands()
            for command in commands:
                self._connection.profile.check_command(command)
            return run_commands(self._connection.session, commands, check_mode=self._task.check_mode).result()
        except InvalidCommand as error:
            failure = f"{self._connection.exchange}: {error}"
        except WritesNotConfirmed as error:
            failure = str(error)
        raise AnsibleActionFail(failure)

    def _commands(self) -> list[str]:
        """The commands as a list. A single one is taken whole: names may hold commas."""
        commands = plain_data(self._task.args.get("commands"))
        if isinstance(commands, str):
            commands = [commands]
        if not isinstance(commands, list) or not commands:
            raise InvalidCommand("commands has to be a command, or a list of at least one")
        for place, command in enumerate(commands, start=1):
            if not isinstance(command, str):
                raise InvalidCommand(f"command {place} is not a string but {command!r}; write it in quotes")
        return commands
