"""Where a literal of a platform or of its session comes from. A guess is never presented as a fact."""

from __future__ import annotations

from dataclasses import dataclass


class Source:
    """What every literal carries: one of the three below."""


@dataclass(frozen=True)
class Sourced(Source):
    """Read in a published document: its short name and page, as listed on the platform's page in ``docs/platforms``."""

    document: str

    def __str__(self) -> str:
        return f"sourced: {self.document}"


@dataclass(frozen=True)
class Assumed(Source):
    """Not found in any published document; ``why`` says what the assumption rests on."""

    why: str

    def __str__(self) -> str:
        return f"assumed: {self.why}"


@dataclass(frozen=True)
class StandIn(Source):
    """Our own invention, in the place of something that is not published; no real exchange does it."""

    why: str

    def __str__(self) -> str:
        return f"stand-in: {self.why}"
