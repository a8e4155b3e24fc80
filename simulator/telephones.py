"""What people set at their telephones and no program holds: do-not-disturb, and whether an agent is logged in."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.state import ExchangeState

DO_NOT_DISTURB, LOGGED_OUT = "DO-NOT-DISTURB", "LOGGED-OUT"
"""How the line calls them. (stand-in)"""
STATES = {"do-not-disturb": (DO_NOT_DISTURB, True), "logged-in": (LOGGED_OUT, False)}
"""What one asks for: the state that stands on the line, and whether "on" puts it there. Everybody starts logged in."""


def set_at_telephone(state: ExchangeState, extension: str, what: str, *, on: bool) -> None:
    """Do what somebody does at a telephone: ``do-not-disturb`` or ``logged-in``, on or off.

    Raise ``ValueError`` for an extension or a state that there is not, and for a log-in of who is no agent.
    """
    if what not in STATES:
        raise ValueError(f"a telephone has no {what!r}; it has {' and '.join(STATES)}")
    if not state.numbers.exists(extension):
        raise ValueError(f"there is no extension {extension}")
    if what == "logged-in" and not is_agent(state, extension):
        raise ValueError(f"extension {extension} is no agent of any queue (41-02)")
    word, on_puts_it = STATES[what]
    state.set_telephone(extension, word, there=on == on_puts_it)


def is_agent(state: ExchangeState, extension: str) -> bool:
    """Say whether an extension belongs to a queue in some work period. [41-02-01: P-SV81 p.520]"""
    return any(
        state.value_at("41-02-01", extension, period) != "0" for period in state.model.spaces["work_period"].words
    )


def has(state: ExchangeState, extension: str, word: str) -> bool:
    """Say whether a telephone is in a state."""
    return word in state.telephones.get(extension, ())


def telephone_rows(state: ExchangeState) -> Iterator[str]:
    """Give the rows of ``TELEPHONES``: ``101 DO-NOT-DISTURB``; only those that are there and in some state."""
    for extension, words in sorted(state.telephones.items(), key=lambda entry: (len(entry[0]), entry[0])):
        if state.numbers.exists(extension):
            shown = words if is_agent(state, extension) else words - {LOGGED_OUT}
            yield from (f"{extension} {word}" for word in sorted(shown))
