"""Writes go to the simulator on this machine only, until an exchange's session can be confirmed."""

from __future__ import annotations

from .address import is_loopback
from .errors import WritesNotConfirmed
from .session import Session


def ensure_writable(session: Session) -> None:
    """Return if the session's actual peer is this machine; there is no override."""
    if not is_loopback(session.peer):
        raise WritesNotConfirmed(
            f"{session.exchange}: nothing is written to {session.peer}: the session of a real exchange cannot be "
            "confirmed yet, so this version of Sentral writes only to an exchange simulated on this machine."
        )
