"""What is wrong with a desired state, said so that the operator can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong: on which exchange, at which object and field, and what to do about it.

    ``object`` is a label such as ``user 105`` or ``hunt group Support``; ``field`` may be empty when the
    finding concerns the whole object.
    """

    exchange: str
    object: str
    field: str
    sentence: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.object, self.field) if part)
        text = f"{self.exchange}: {place}: {self.sentence}" if place else f"{self.exchange}: {self.sentence}"
        # The place holds what stands in the file: one finding is one line, and nothing in it moves the cursor.
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


class SiteError(Exception):
    """The desired state cannot be used. Carries every finding, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class ValueProblem(Exception):
    """A value is not what its field takes. The message is a sentence fragment without the place."""
