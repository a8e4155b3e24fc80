"""What the people do while a call waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class People:
    """Who is busy and who answers. By default everybody is idle and nobody answers.

    ``answers`` gives the seconds for which an extension lets the telephone ring. ``waiting`` says how many callers
    wait in an ACD group already, ``rang_last`` which member of a department group had the call before this one.
    """

    busy: frozenset[str] = frozenset()
    answers: Mapping[str, int] = field(default_factory=dict)
    waiting: Mapping[int, int] = field(default_factory=dict)
    rang_last: Mapping[int, str] = field(default_factory=dict)

    def is_idle(self, extension: str) -> bool:
        """Say whether the telephone can ring."""
        return extension not in self.busy
