"""What an apply is asked for, and what came of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..platforms.operation import Draft, Recordings, Slots, Wish
from ..platforms.platform import Platform, Prepared
from ..session.session import Session
from .change_window import ChangeWindow
from .plan import Plan
from .progress import Report
from .recovery import STOP
from .undo import RECONNECT_FOR

NOTHING = "nothing to do"

Gate = Callable[[Any], None]
"""Given a snapshot; raises where the exchange must not be written to."""


@dataclass(frozen=True)
class Order:
    """How one exchange is to be worked on.

    ``folder`` holds its lock and journals; ``also_locked`` is locked as well, for the same exchange in another working
    copy. ``gate`` stands before every write. ``reviewed`` is the compared text of a
    plan file, where one was reviewed. ``most_deletions`` is None where nobody set it. ``on_interrupted`` says what
    becomes of an earlier run that did not end. Outside the ``window`` nothing is written that can disturb calls.
    ``on_plan`` is given the plan before anything is done, ``inspect`` the draft before that; it raises where it must
    not be carried out. ``keep`` is given the slots and recordings of what is there then.
    ``request`` is what asked for it, for the journal.
    ``draft`` is given a snapshot and makes what is planned, where that does not come from the wish (a rebuild);
    ``desired`` is then the checksum of what it leads to. ``reconnect_for`` and ``report_every`` are in seconds.
    """

    exchange: str
    platform: Platform
    open_session: Callable[[], Session]
    folder: Path
    wish: Wish
    prepared: Prepared
    gate: Gate
    check: bool = False
    reviewed: str | None = None
    also_locked: Path | None = None
    most_deletions: int | None = None
    operator: str = ""
    request: str = ""
    on_interrupted: str = STOP
    window: ChangeWindow | None = None
    now: Callable[[], datetime.datetime] = datetime.datetime.now
    draft: Callable[[Any], Draft] | None = None
    desired: str = ""
    reconnect_for: float = RECONNECT_FOR
    on_plan: Callable[[Plan], None] = lambda plan: None
    inspect: Callable[[Draft], None] = lambda draft: None
    keep: Callable[[Slots, Recordings], None] = lambda slots, recordings: None
    report: Report = lambda line, finished: None
    report_every: float = 5.0


@dataclass(frozen=True)
class Outcome:
    """What came of it. ``end`` is ``all new``, ``all old``, ``left`` or ``nothing to do``.

    ``notices`` are sentences about an earlier run that did not end, and what was done about it.
    """

    end: str
    plan: Plan
    draft: Draft
    reason: str = ""
    left: tuple[str, ...] = ()
    journal: Path | None = None
    recordings: Recordings = field(default_factory=dict)
    reads: int = 0
    writes: int = 0
    notices: tuple[str, ...] = ()
