"""Writes go to the simulator on this machine only, until an exchange's session can be confirmed."""

from __future__ import annotations

from .address import is_loopback
from .errors import WritesNotConfirmed
from .serial_port import is_pseudo_terminal
from .session import Session


def ensure_writable(session: Session) -> None:
    """Return if the session's actual peer is this machine; there is no override.

    What is behind a jump host is never this machine, whatever its address: it is the jump host that connects to it.
    A serial line is this machine only where it is a pseudo-terminal, the end of which is another program.
    """
    if not (is_loopback(session.peer) or is_pseudo_terminal(session.peer)):
        raise WritesNotConfirmed(
            f"{session.exchange}: nothing is written to {session.peer}: the session of a real exchange cannot be "
            "confirmed yet, so this version of Sentral writes only to an exchange simulated on this machine."
        )
