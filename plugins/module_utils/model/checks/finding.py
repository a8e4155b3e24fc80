"""What a check finds, and how grave it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..findings import Finding

ERROR, WARNING, NOTICE = "error", "warning", "notice"
SEVERITIES = (ERROR, WARNING, NOTICE)
"""The gravest first. An error stops the work, a warning is worth a look, a notice is worth knowing."""


@dataclass(frozen=True, order=True)
class Problem:
    """What one check has found: the object by its label, the field (may be empty), and a sentence without the place."""

    object: str
    field: str
    sentence: str


@dataclass(frozen=True)
class CheckFinding:
    """A problem with its code, its severity and its exchange."""

    code: str
    severity: str
    exchange: str
    object: str
    field: str
    sentence: str

    def __str__(self) -> str:
        return self._after(f"{self.severity.upper()} {self.code} ")

    @property
    def told(self) -> str:
        """The finding without code and severity, as other tasks tell what is wrong with a site."""
        return self._after("")

    def _after(self, mark: str) -> str:
        plain = str(Finding(self.exchange, self.object, self.field, self.sentence))
        return plain.replace(f"{self.exchange}: ", f"{self.exchange}: {mark}", 1)

    def document(self) -> dict[str, str]:
        """The finding as a task returns it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "exchange": self.exchange,
            "object": self.object,
            "field": self.field,
            "sentence": self.sentence,
        }


def in_order(findings: Iterable[CheckFinding]) -> tuple[CheckFinding, ...]:
    """The gravest first, then by code and place; what is found twice is told once."""

    def key(finding: CheckFinding) -> tuple[int, str, str, str, str]:
        return (
            SEVERITIES.index(finding.severity),
            finding.code,
            finding.object,
            finding.field,
            finding.sentence,
        )

    return tuple(sorted(dict.fromkeys(findings), key=key))
