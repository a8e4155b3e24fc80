"""The faults that are switched on at one exchange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.counters import Counters
from simulator.fault import Delivery, Fault, FaultSettingError, Intervention, is_off
from simulator.fault_kinds import KINDS, build
from simulator.replies import Reply


class FaultTable:
    """Switches faults on and off, and asks those that are on. Without faults it costs next to nothing."""

    def __init__(self) -> None:
        """Start without faults."""
        self._faults: dict[str, Fault] = {}
        self._settings: dict[str, dict[str, Any]] = {}

    def set(self, settings: Mapping[str, Any]) -> None:
        """Switch on what ``settings`` name: ``{"refuse": 3, "refuse_code": "07", "latency": 20}``.

        A fault that is named again starts anew. The value off (no, false, None) switches one off. Either all
        settings are taken or none: raise ``FaultSettingError`` when one cannot be.
        """
        grouped = _group(settings)
        built = {name: None if is_off(main) else build(name, main, rest) for name, (main, rest) in grouped.items()}
        for name, fault in built.items():
            self._remove(name)
            if fault is not None:
                self._faults[name] = fault
                self._settings[name] = {key: settings[key] for key in settings if _kind_of(key)[0] == name}

    def clear(self) -> None:
        """Switch everything off."""
        self._faults.clear()
        self._settings.clear()

    def as_dict(self) -> dict[str, Any]:
        """Return the settings of the faults that are on."""
        return {key: value for settings in self._settings.values() for key, value in settings.items()}

    def before(self, word: str, counters: Counters) -> Intervention | None:
        """Ask every fault about a command; the first that intervenes wins, the others have counted it."""
        if not self._faults:
            return None
        found = [self._faults[name].before(word, counters) for name in KINDS if name in self._faults]
        self._remove_spent()
        return next((intervention for intervention in found if intervention), None)

    def after(self, word: str, reply: Reply) -> Intervention | None:
        """Ask every fault about an answer; the first that intervenes wins."""
        if not self._faults:
            return None
        found = [self._faults[name].after(word, reply) for name in KINDS if name in self._faults]
        self._remove_spent()
        return next((intervention for intervention in found if intervention), None)

    def delivery(self) -> Delivery:
        """Return how the next answer is to be sent."""
        delivery = Delivery()
        for fault in self._faults.values():
            fault.shape(delivery)
        self._remove_spent()
        return delivery

    def piece(self) -> int | None:
        """Return the largest number of bytes that may be sent at once, ``None`` for no limit."""
        pieces = [piece for fault in self._faults.values() if (piece := fault.piece()) is not None]
        return min(pieces, default=None)

    def refuses_connection(self) -> bool:
        """Say whether a connection that has just come is cut; each is asked about once."""
        refused = sum(fault.refuses_connection() for fault in self._faults.values()) > 0
        self._remove_spent()
        return refused

    def session_limit(self, usual: int) -> int:
        """Return how many sessions may program, at most the ``usual`` number."""
        limits = [limit for fault in self._faults.values() if (limit := fault.session_limit()) is not None]
        return min([usual, *limits])

    def session_refused(self) -> None:
        """Count somebody who was one too many."""
        for fault in self._faults.values():
            fault.session_refused()
        self._remove_spent()

    def disk_is_full(self) -> bool:
        """Say whether nothing more can be recorded."""
        return any(fault.disk_is_full() for fault in self._faults.values())

    def _remove(self, name: str) -> None:
        self._faults.pop(name, None)
        self._settings.pop(name, None)

    def _remove_spent(self) -> None:
        for name in [name for name, fault in self._faults.items() if fault.spent]:
            self._remove(name)


def _group(settings: Mapping[str, Any]) -> dict[str, tuple[Any, dict[str, Any]]]:
    """Group flat settings by fault: the main value and the options."""
    options: dict[str, dict[str, Any]] = {}
    for key, value in settings.items():
        name, option = _kind_of(key)
        options.setdefault(name, {})[option] = value
    for name, values in options.items():
        if "" not in values:
            raise FaultSettingError(f"{name}_{next(iter(values))} needs {name} as well")
    return {name: (values.pop(""), values) for name, values in options.items()}


def _kind_of(key: str) -> tuple[str, str]:
    """Split ``refuse_code`` into the fault and its option; the option of the main value is empty."""
    if key in KINDS:
        return key, ""
    for name, (_, options) in KINDS.items():
        option = key.removeprefix(f"{name}_")
        if option != key and option in options:
            return name, option
    known = [main + (f"_{option}" if option else "") for main, (_, rest) in KINDS.items() for option in ("", *rest)]
    raise FaultSettingError(f"{key}: there is no such fault; there are {', '.join(sorted(known))}")
