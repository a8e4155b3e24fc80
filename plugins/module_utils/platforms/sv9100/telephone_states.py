"""Do-not-disturb and log-in of agents: set at the telephones, held by no program, and so only told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ...model.fields import Object
from ...session.session import Session
from ..platform import ReadFailed
from .snapshot import ask

_STATE = re.compile(r"([0-9*#]{1,8}) (DO-NOT-DISTURB|LOGGED-OUT)")


def telephone_states(session: Session, queues: Iterable[Object]) -> dict[str, Any]:
    """Who has switched do-not-disturb on, and by queue which of its agents are logged in and which are not.

    Raises ``ReadFailed`` for an answer that cannot be read.
    """
    found: dict[str, set[str]] = {"DO-NOT-DISTURB": set(), "LOGGED-OUT": set()}
    for text in ask(session, "TELEPHONES").rows:
        match = _STATE.fullmatch(text)
        if match is None:
            raise ReadFailed(f"{session.exchange}: TELEPHONES was answered with a row that cannot be read: {text!r}")
        found[match[2]].add(match[1])
    logged_out = found["LOGGED-OUT"]
    return {
        "do_not_disturb": sorted(found["DO-NOT-DISTURB"], key=lambda number: (len(number), number)),
        "agents": {
            str(queue["name"]): {
                "logged_in": [agent for agent in queue.get("agents", ()) if agent not in logged_out],
                "logged_out": [agent for agent in queue.get("agents", ()) if agent in logged_out],
            }
            for queue in queues
        },
    }
