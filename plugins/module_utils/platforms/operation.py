"""What a platform's planning gives to the engine: operations, of steps that are sent, undone and checked one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.findings import Finding
from ..model.site import Site


@dataclass(frozen=True)
class Step:
    """One change of one target. ``before`` and ``after`` are what the exchange holds there, as text.

    ``command`` and ``undo`` are the lines that are sent. A step that moves audio sends more than one line; its
    ``before`` and ``after`` are checksums (empty for no message), and ``command`` is the line that names the whole.
    """

    target: str
    before: str
    after: str
    command: str
    undo: str


@dataclass(frozen=True)
class Operation:
    """The change of one object, in a sentence and in steps. ``id`` is the same in every plan that does the same."""

    id: str
    kind: str
    object: str
    action: str
    sentence: str
    steps: tuple[Step, ...]


Slots = Mapping[str, Mapping[str, int]]
"""Kind, then name, then the slot of the exchange that holds what has that name."""


@dataclass(frozen=True)
class Recording:
    """A recording whose bytes the exchange did not give back as they were sent.

    The checksum of what was ``sent``, and of what it has ``kept``. As long as it keeps that, it holds what was sent.
    """

    sent: str
    kept: str


Recordings = Mapping[int, Recording]
"""By message number, on platforms that give back other bytes."""


@dataclass(frozen=True)
class Comparison:
    """One thing that a session was compared with its profile on: what was expected, and what was found."""

    about: str
    expected: str
    found: str

    @property
    def agrees(self) -> bool:
        """Whether it is as expected."""
        return self.expected == self.found


@dataclass(frozen=True)
class Identity:
    """What an exchange says of itself."""

    model: str
    region: str
    software: str


@dataclass(frozen=True)
class Draft:
    """What a plan will be made of.

    ``before`` and ``after`` are the managed kinds as site files would have them; ``expected`` is what a fresh snapshot
    must hold when every step is done; ``contents`` gives the bytes of the audio that steps upload, by checksum.
    ``disturbing`` are the sentences of the operations that can disturb a call in progress.
    """

    operations: tuple[Operation, ...]
    before: Mapping[str, list[dict[str, Any]]]
    after: Mapping[str, list[dict[str, Any]]]
    slots: Slots
    expected: Any
    warnings: tuple[str, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    disturbing: tuple[str, ...] = ()
    whole: Callable[[], WholeSites] | None = field(default=None, compare=False)
    """Works out every kind before and after, also what the wish does not say; None where a platform does not know."""


@dataclass(frozen=True)
class WholeSites:
    """All that an exchange holds before and after a plan, as site files would have it, and its own settings.

    ``timers`` are the seconds by the names that the checks have for them; ``numbering`` the length of the numbers
    inside by their first digit.
    """

    before: Mapping[str, list[dict[str, Any]]]
    after: Mapping[str, list[dict[str, Any]]]
    timers: Mapping[str, int]
    numbering: Mapping[str, int]


@dataclass(frozen=True)
class Gathered:
    """What an exchange holds, as a site file would have it, and the slots of what it names."""

    site: Mapping[str, list[dict[str, Any]]]
    slots: Slots
    warnings: tuple[str, ...] = ()


class PlanRefused(Exception):
    """The desired state cannot be reached on this exchange as it is; carries every reason."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in findings))


@dataclass(frozen=True)
class Wish:
    """What is asked for: the desired site, how it is meant, and what bears on the result.

    ``state`` is merged, replaced, overridden or deleted. ``today`` (ISO date) decides which dates of a schedule are
    programmed. ``numbering`` overrides the length by leading digit that the platform assumes. ``audio_roots`` are the
    folders in which audio files are looked for, first one first.
    """

    site: Site
    state: str
    slots: Slots
    today: str
    transliterate: bool = False
    numbering: Mapping[str, int] | None = None
    audio_roots: tuple[str, ...] = ()
    recordings: Recordings = field(default_factory=dict)
