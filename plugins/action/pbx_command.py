# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Runs sentral.nec.pbx_command inside the controller process."""

from __future__ import annotations

from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.session.commands import run_commands
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import InvalidCommand
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction


class ActionModule(PbxAction):
    """Sends commands in order, in one session."""

    module = "pbx_command"
    _supports_diff = False
    _VALID_ARGS = frozenset({"commands"})

    def work(self) -> dict[str, Any]:
        """Check the commands, send them, hand back the answers."""
        try:
            commands = self._commands()
            for command in commands:
                self._connection.profile.check_command(command)
        except InvalidCommand as error:
            raise InputError(f"{self.exchange}: {error}") from None
        return run_commands(
            self._connection.session, commands, before_writes=self._insist, check_mode=self._task.check_mode
        ).result()

    def _insist(self, session: Session) -> None:
        """Writes only to an exchange that is confirmed."""
        self.gate()(self.platform.identify(self.exchange, session))

    def _commands(self) -> list[str]:
        """The commands as a list. A single one is taken whole: names may hold commas."""
        commands = self.arguments.get("commands")
        if isinstance(commands, str):
            commands = [commands]
        if not isinstance(commands, list) or not commands:
            raise InvalidCommand("commands has to be a command, or a list of at least one")
        for place, command in enumerate(commands, start=1):
            if not isinstance(command, str):
                raise InvalidCommand(f"command {place} is not a string but {command!r}; write it in quotes")
        return commands
