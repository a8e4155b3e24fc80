"""What Ansible knows of each host of a play, for a task that runs once for all of them.

Such a task is given the variables of one host. ``hostvars`` has those of the others, but only what the inventory, facts
and ``-e`` say: nothing of the play, its files and roles, or the task. So they are asked for here as Ansible's strategy
asks before it starts a task on a host. The objects to ask are reached through ``hostvars``, which carries them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.executor.process import worker
from ansible.template import Templar

_LOOP = ("ansible_loop_var", "ansible_index_var", "ansible_loop")
_SAME_FOR_ALL = (*_LOOP, "ansible_current_hosts", "ansible_failed_hosts", "ansible_search_path")
"""What Ansible adds to the variables later: the same for every host."""


class HostVariables:
    """The variables of one host, as they stand, and what works their templates out."""

    def __init__(self, name: str, task: Any, given: Mapping[str, Any]) -> None:
        known = given["hostvars"]
        self.variables: dict[str, Any] = known._variable_manager.get_vars(
            play=task.get_play(),
            host=known._inventory.get_host(name),
            task=task,
            _hosts=list(given["ansible_play_batch"]),  # else it looks for them in the inventory, once for each host
            _hosts_all=list(given["ansible_play_hosts_all"]),
        )
        added = [*_SAME_FOR_ALL, *(given[pointer] for pointer in _LOOP[:2] if pointer in given)]
        self.variables |= {name: given[name] for name in added if name in given}
        self.templar = Templar(known._loader, self.variables)

    def template(self, value: Any) -> Any:
        """A value with its templates worked out for this host."""
        return self.templar.template(value)

    def set_options(self, connection: Any, task_keys: Mapping[str, Any]) -> None:
        """Give a connection its options, as Ansible does before a task on this host."""
        keys = {**task_keys, "password": _asked_password()}
        connection.set_options(
            task_keys=keys, var_options=connection._resolve_option_variables(self.variables, self.templar)
        )


def _asked_password() -> str | None:
    """What ``-k`` asked for. The play context of the task has the password of the one host that the task runs for."""
    return getattr(getattr(worker.current_worker, "_play_context", None), "password", None) or None
