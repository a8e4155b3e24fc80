"""The action of a single kind of object: the engine of ``pbx_site`` with a smaller desired state."""

from __future__ import annotations

from typing import Any, ClassVar

from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Kind
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction, checked_state

STATES = ("present", "absent", "merged", "replaced", "overridden", "deleted", "gathered", "rendered", "parsed")
MEANS = {"present": "merged", "absent": "deleted"}


class KindAction(PbxAction):
    """One object from the task's own arguments, or a list of them from ``config``."""

    kind: ClassVar[Kind]

    def work(self) -> dict[str, Any]:
        state = checked_state(self.exchange, self.arguments, STATES, "present")
        state = MEANS.get(state, state)
        if state == "gathered":
            self.refuse_arguments(*sorted(self.arguments.keys() - {"state"}), state=state)
            return self.gather((self.kind.name,))
        if state == "parsed":
            self.refuse_arguments(*sorted(self.arguments.keys() - {"state", "running_config"}), state=state)
            return self.parse((self.kind.name,))
        raw = {self.kind.name: self._objects()}
        if state == "rendered":
            return self.render(raw)
        return self.result(self.apply(self.inputs.wish(raw, state), checked=True))

    def _objects(self) -> Any:
        fields = {field.name: self.arguments[field.name] for field in self.kind.fields if field.name in self.arguments}
        if "config" in self.arguments:
            if fields:
                raise InputError(f"{self.exchange}: {self.module}: give config or {', '.join(fields)}, not both")
            return self.arguments["config"]
        if not fields:
            raise InputError(
                f"{self.exchange}: {self.module}: needs {self.kind.key}, or config with a list of {self.kind.name}"
            )
        return [fields]


def arguments_of(kind: Kind) -> frozenset[str]:
    """The arguments that the module of a kind takes."""
    return frozenset({"state", "config", "running_config", *(field.name for field in kind.fields)})
