"""Calls asked for from outside: in a test (``thread.py``), or by the control channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.calls.dialled import Dialled, dial
from simulator.calls.events import Event
from simulator.calls.incoming import place_call, place_internal_call, trunk_of_group
from simulator.calls.people import People
from simulator.exchange import Exchange
from simulator.fleet_file import parse_clock
from simulator.state import ExchangeState
from simulator.telephones import DO_NOT_DISTURB, has


@dataclass(frozen=True, slots=True)
class CallRequest:
    """A call by a trunk, by the first trunk of a trunk group, or to a number inside."""

    trunk: int | None = None
    trunk_group: int | None = None
    digits: str = ""
    number: str | None = None
    caller: str = ""
    at: str | None = None
    busy: Iterable[str] = ()
    answers: Mapping[str, int] = field(default_factory=dict)
    waiting: Mapping[int, int] = field(default_factory=dict)
    rang_last: Mapping[int, str] = field(default_factory=dict)

    def place(self, exchange: Exchange) -> list[Event]:
        """Place the call: now, or at the moment that is asked for. Raise ``ValueError`` for a call that cannot be."""
        if sum(way is not None for way in (self.trunk, self.trunk_group, self.number)) != 1:
            raise ValueError("a call comes in by a trunk, by a trunk group, or goes to a number inside")
        at = exchange.now() if self.at is None else parse_clock(self.at)
        state = exchange.state
        people = People(self._not_to_ring(state), self.answers, self.waiting, self.rang_last)
        if self.number is not None:
            return place_internal_call(state, self.number, caller=self.caller, at=at, people=people)
        trunk = trunk_of_group(state, self.trunk_group) if self.trunk_group is not None else self.trunk
        assert trunk is not None
        return place_call(state, trunk=trunk, digits=self.digits, at=at, people=people)

    def _not_to_ring(self, state: ExchangeState) -> frozenset[str]:
        """Who is busy, and who has switched do-not-disturb on: to a caller that is the same (assumed)."""
        undisturbed = [extension for extension in state.telephones if has(state, extension, DO_NOT_DISTURB)]
        return frozenset([*self.busy, *undisturbed])


def answer_call(exchange: Exchange, details: Mapping[str, Any]) -> list[str]:
    """Place a call that came as JSON, and return its events as lines."""
    request = CallRequest(
        trunk=details.get("trunk"),
        trunk_group=details.get("trunk_group"),
        digits=str(details.get("digits", "")),
        number=details.get("number"),
        caller=str(details.get("caller", "")),
        at=details.get("at"),
        busy=tuple(details.get("busy", ())),
        answers={str(extension): int(seconds) for extension, seconds in details.get("answers", {}).items()},
    )
    return [str(event) for event in request.place(exchange)]


def answer_dial(exchange: Exchange, extension: str, digits: str) -> Dialled:
    """Dial a service code at an extension, now."""
    return dial(exchange.state, extension, digits, at=exchange.now())
