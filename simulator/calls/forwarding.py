"""Call forwarding of one extension (24-09)."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.calls.call import Call


@dataclass(frozen=True, slots=True)
class Forwarding:
    """Where calls go: at once, when busy, without an answer, or beside the own telephone. Empty is nowhere."""

    at_once: str = ""
    when_busy: str = ""
    no_answer: str = ""
    both: str = ""


def forwarding_of(call: Call, extension: str) -> Forwarding:
    """Read what is set for calls of this kind.

    -02 and -04 are the destinations of outside calls, -03 and -05 those of inside calls; -04 and -05 when busy.
    [P-SL11 p.308] A type whose destination is empty does nothing (assumed).
    """
    usual = call.value("24-09-02" if call.is_outside else "24-09-03", extension)
    when_busy = call.value("24-09-04" if call.is_outside else "24-09-05", extension)
    match call.value("24-09-01", extension):
        case "1":
            return Forwarding(both=usual)
        case "2":
            return Forwarding(no_answer=usual)
        case "3":
            return Forwarding(at_once=usual)
        case "4":
            return Forwarding(when_busy=when_busy, no_answer=usual)
        case "5":
            return Forwarding(when_busy=when_busy)
    return Forwarding()
