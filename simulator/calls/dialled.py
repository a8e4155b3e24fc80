"""Service codes dialled at a telephone: forwarding, as far as codes are published, and switching a time table on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from simulator.night_modes import mode_now
from simulator.replies import Refused
from simulator.state import Change, ExchangeState

OUTSIDE, INSIDE, OUTSIDE_BUSY, INSIDE_BUSY = "24-09-02", "24-09-03", "24-09-04", "24-09-05"
TYPE = "24-09-01"
OFF, NO_ANSWER, ALL, BUSY_OR_NO_ANSWER, BUSY = "0", "2", "3", "4", "5"
CANCEL, SET = "0", "1"
SL1100 = "SL1100"
TIME_TABLE_CODE = "888"
"""Switches a time table of 22-17 on. A stand-in: the code has no default [F-SV91 p.373], and its item was not found."""


@dataclass(frozen=True, slots=True)
class Dialled:
    """What became of a code: ``accepted`` is the tone that is heard, ``stored`` whether anything changed."""

    accepted: bool
    stored: bool
    reason: str = ""

    def __str__(self) -> str:
        """Say it in words."""
        what = "ACCEPTED" if self.accepted else "REFUSED"
        stored = "" if not self.accepted else ", stored" if self.stored else ", nothing stored"
        return what + stored + (f" ({self.reason})" if self.reason else "")


@dataclass(frozen=True, slots=True)
class Code:
    """A code: the type of forwarding it sets, the options of 20-11 it needs, the items of outside and inside calls."""

    kind: str
    options: tuple[str, ...]
    outside: tuple[str, ...]
    inside: tuple[str, ...]
    split: bool = False


# 848 and 844 [F-SL10 p.79], 683-685 [F-SL11 p.103]. Which items each writes, and which options it needs, is assumed.
CODES = {
    "848": Code(ALL, ("20-11-01",), (OUTSIDE,), (INSIDE,)),
    "844": Code(BUSY_OR_NO_ANSWER, ("20-11-02", "20-11-03"), (OUTSIDE, OUTSIDE_BUSY), (INSIDE, INSIDE_BUSY)),
}
SPLIT_CODES = {
    "683": Code(BUSY, ("20-11-02",), (OUTSIDE_BUSY,), (INSIDE_BUSY,), split=True),
    "684": Code(NO_ANSWER, ("20-11-03",), (OUTSIDE,), (INSIDE,), split=True),
    "685": Code(
        BUSY_OR_NO_ANSWER, ("20-11-02", "20-11-03"), (OUTSIDE, OUTSIDE_BUSY), (INSIDE, INSIDE_BUSY), split=True
    ),
}


def dial(state: ExchangeState, extension: str, digits: str, *, at: datetime) -> Dialled:
    """Dial a service code at an extension; spaces between its parts mean nothing.

    ``848 1 180`` sets, ``848 0`` cancels. The SL1100's codes have 1 (inside) or 2 (outside) in between. Where the
    class of service denies the forwarding (20-11, in the mode of the extension's night group), the code is accepted
    and stores nothing. [F-SV91b p.140] ``888 12 1`` switches time table 12 on, with time pattern 1.

    Raise ``ValueError`` for an extension that does not exist.
    """
    if not state.numbers.exists(extension):
        raise ValueError(f"there is no extension {extension}")
    dialled = digits.replace(" ", "")
    if dialled.startswith(TIME_TABLE_CODE):
        return _activate(state, dialled.removeprefix(TIME_TABLE_CODE))
    code = _codes(state).get(dialled[:3])
    if code is None:
        return Dialled(False, False, "no such service code")
    changes = _changes(state, extension, code, dialled[3:])
    if changes is None:
        return Dialled(False, False, "that is not how the code goes on")
    if not _is_allowed(state, extension, code, at):
        return Dialled(True, False, "the class of service does not allow it")
    state.commit(changes)
    return Dialled(True, True)


def _activate(state: ExchangeState, rest: str) -> Dialled:
    """Switch a time table on: the table, then a digit for the time pattern. [F-SV91 p.373]"""
    table, pattern = rest[:-1].lstrip("0"), rest[-1:]
    spaces = state.model.spaces
    if not (spaces["time_table"].holds(table) and spaces["time_pattern"].holds(pattern)):
        return Dialled(False, False, "there is no such time table or time pattern")
    state.activate_time_table(int(table), int(pattern))
    return Dialled(True, True)


def _codes(state: ExchangeState) -> dict[str, Code]:
    return CODES | SPLIT_CODES if state.model.name == SL1100 else CODES


def _is_allowed(state: ExchangeState, extension: str, code: Code, at: datetime) -> bool:
    mode = mode_now(state, state.value_at("12-05-01", extension), at)
    service = state.value_at("20-06-01", extension, str(mode))
    return all(state.value_at(option, service) == "1" for option in code.options)


def _changes(state: ExchangeState, extension: str, code: Code, rest: str) -> list[Change] | None:
    """Return what the rest of the digits changes, or ``None`` when they make no sense."""
    action, rest = rest[:1], rest[1:]
    items = code.inside + code.outside
    if code.split:
        chosen, rest = rest[:1], rest[1:]
        if chosen not in ("1", "2"):
            return None
        items = code.inside if chosen == "1" else code.outside
    if action == CANCEL and not rest:
        return _cancelled(state, extension, code, items)
    if action != SET or not rest:
        return None
    try:
        state.model.items[OUTSIDE].data.check(rest)
    except Refused:
        return None
    return [(TYPE, extension, code.kind), *((item, extension, rest) for item in items)]


def _cancelled(state: ExchangeState, extension: str, code: Code, items: tuple[str, ...]) -> list[Change]:
    """Cancel. An earlier "busy or no answer" comes back when "immediate" goes. [F-SL21b p.123]

    Its destinations are taken to be those that are left in -04 and -05 (assumed). Of a split code the other half stays,
    and with it the type (assumed).
    """
    if code.kind == ALL:
        left = [state.value_at(item, extension) for item in (OUTSIDE_BUSY, INSIDE_BUSY)]
        kind = BUSY_OR_NO_ANSWER if any(left) else OFF
        return [(TYPE, extension, kind), (OUTSIDE, extension, left[0]), (INSIDE, extension, left[1])]
    others = [item for item in code.inside + code.outside if item not in items]
    kind = code.kind if any(state.value_at(item, extension) for item in others) else OFF
    return [(TYPE, extension, kind), *((item, extension, "") for item in items)]
