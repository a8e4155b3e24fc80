"""The accounts that the factory puts into 90-02. Whoever reads a manual knows their passwords."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.source import Assumed, Source, Sourced
from ...session.session import Session
from ..platform import ReadFailed
from .snapshot import ask, parse_row

PROGRAM = "90-02"
NAME_ITEM, PASSWORD_ITEM, LEVEL_ITEM = "90-02-01", "90-02-02", "90-02-03"
NO_LEVEL = "0"

FACTORY_ACCOUNTS: Mapping[str, tuple[Mapping[str, str], Source]] = {
    "SL2100": ({"tech": "12345678", "ADMIN1": "0000", "ADMIN2": "9999"}, Sourced("P-SL21 p.596")),
    "SL1100": ({"sltech": "12345678", "tech": "12345678", "ADMIN1": "0000", "ADMIN2": "9999"}, Sourced("P-SL11 p.553")),
    "SV9100": (
        {"tech": "12345678", "ADMIN1": "0000", "ADMIN2": "9999"},
        Assumed("as the SL2100's; no defaults were found for this model"),
    ),
    "SV8100": (
        {"tech": "12345678", "ADMIN1": "0000", "ADMIN2": "9999"},
        Assumed("as the SL2100's; no defaults were found for this model"),
    ),
}


def accounts_with_factory_password(session: Session, model: str) -> list[str]:
    """The accounts that can log in with the factory's password, by name, sorted.

    A password is never shown; one that was changed is listed, masked, among what differs from the factory (stand-in).
    An account that may not list 90-02 itself learns nothing.
    """
    try:
        every, changed = _listed(session, f"LIST {PROGRAM} ALL"), _listed(session, f"LIST {PROGRAM}")
    except ReadFailed:
        return []
    known = FACTORY_ACCOUNTS[model][0]
    users = [index for item, index in every if item == PASSWORD_ITEM]
    return sorted(
        every.get((NAME_ITEM, user), "")
        for user in users
        if (PASSWORD_ITEM, user) not in changed
        and every.get((LEVEL_ITEM, user), NO_LEVEL) != NO_LEVEL
        and every.get((NAME_ITEM, user), "") in known
    )


def _listed(session: Session, command: str) -> dict[tuple[str, tuple[str, ...]], str]:
    parsed = [parse_row(text) for text in ask(session, command).rows]
    return {row[0]: row[1] for row in parsed if row is not None}
