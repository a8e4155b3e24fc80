"""A call to one extension, and to the operators."""

from __future__ import annotations

from simulator.calls.call import Call, Moved, Outcome, Result, earliest
from simulator.calls.department_groups import idle_colleague
from simulator.calls.events import Kind
from simulator.calls.forwarding import Forwarding, forwarding_of
from simulator.calls.numbers import target_of
from simulator.calls.targets import Extension, Operator, OutsideNumber
from simulator.calls.waiting import Ring, wait


def at_extension(call: Call, target: Extension, until: int | None) -> Outcome:
    """Ring a telephone, or follow its forwarding, link by link.

    The no-answer time of forwarding is the exchange's (24-02-03). [P-SV91 p.435] The time of the trunk or the number
    goes on meanwhile (assumed). A virtual extension rings as if it were a telephone (assumed).
    """
    number = target.number
    if not call.state.numbers.exists(number):
        return Result.NOWHERE
    forwarding = forwarding_of(call, number)
    if forwarding.at_once:
        return _forward(call, number, forwarding.at_once, "all calls")
    if not call.people.is_idle(number):
        return _busy(call, number, forwarding)
    rings = _with_both_ring(call, number, forwarding.both)
    own_time = call.time("24-02-03") if forwarding.no_answer else None
    end = earliest(own_time, until)
    result = wait(call, rings, until=end)
    if result is Result.TIME_OUT and own_time is not None and end == own_time:
        return _forward(call, number, forwarding.no_answer, "no answer")
    return result


def at_operator(call: Call, target: Operator, until: int | None) -> Outcome:
    """Go to the first operator who is idle [F-SL21 p.689], also in circular mode: no turn is kept (assumed)."""
    operators = [call.value("20-17-01", operator) for operator in call.state.model.spaces["operator"].words]
    present = [number for number in operators if call.state.numbers.exists(number)]
    if not present:
        return Result.NOWHERE
    idle = [number for number in present if call.people.is_idle(number)]
    return Moved(Extension(idle[0])) if idle else Result.BUSY


def _busy(call: Call, number: str, forwarding: Forwarding) -> Outcome:
    """Forwarding goes before the step to a colleague of the department group (assumed)."""
    if forwarding.when_busy:
        return _forward(call, number, forwarding.when_busy, "busy")
    colleague = idle_colleague(call, number)
    if colleague is None:
        return Result.BUSY
    call.add(Kind.HUNTS, number, colleague)
    return Moved(Extension(colleague))


def _forward(call: Call, number: str, destination: str, why: str) -> Moved:
    call.add(Kind.FORWARDED, number, destination, remark=why)
    call.forwarded_by = number
    return Moved(target_of(call, destination))


def _with_both_ring(call: Call, number: str, destination: str) -> list[Ring]:
    """Ring the destination of "both ring" as well when it is an idle extension, whose own forwarding is left alone.

    An outside number is called too, but nobody answers there; other destinations do not ring (all assumed).
    """
    rings = [Ring(number, call.now)]
    if not destination:
        return rings
    target = target_of(call, destination)
    rings_too = isinstance(target, Extension) and call.people.is_idle(target.number) and target.number != number
    if rings_too or isinstance(target, OutsideNumber):
        call.add(Kind.FORWARDED, number, destination, remark="both ring")
    return [*rings, Ring(destination, call.now)] if rings_too else rings
