"""Runs the checks over a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..findings import Finding
from ..site import Site
from .capacity import capacity
from .finding import ERROR, SEVERITIES, CheckFinding, in_order
from .registry import CHECKS, CODES, PLATFORM
from .silences import Silence, sift
from .subject import Subject
from .surroundings import Surroundings


@dataclass(frozen=True)
class Report:
    """What was found, what was silenced and why, and how much is left."""

    findings: tuple[CheckFinding, ...]
    silenced: tuple[tuple[CheckFinding, Silence], ...] = ()
    capacity: dict[str, Any] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[CheckFinding, ...]:
        """What stops the work."""
        return tuple(finding for finding in self.findings if finding.severity == ERROR)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity are left."""
        return {
            severity: sum(1 for finding in self.findings if finding.severity == severity) for severity in SEVERITIES
        }


def of_platform(findings: Iterable[Finding]) -> tuple[CheckFinding, ...]:
    """What the site's own rules and the platform have found."""
    return tuple(
        CheckFinding(PLATFORM, ERROR, finding.exchange, finding.object, finding.field, finding.sentence)
        for finding in findings
    )


def check_site(
    site: Site,
    around: Surroundings,
    *,
    found: Iterable[Finding] = (),
    silences: Iterable[Silence] = (),
    shared: Callable[[Silence], bool] = lambda silence: False,
) -> Report:
    """All checks over a site. ``found`` is what the platform has found in it already.

    ``shared`` says whether other exchanges have a silence too.
    """
    subject = Subject(site, around)
    own = [
        CheckFinding(check.code, check.severity, site.exchange, problem.object, problem.field, problem.sentence)
        for check in CHECKS
        if check.function is not None
        for problem in check.function(subject)
    ]
    said = {finding.told for finding in own}
    others = [finding for finding in of_platform(found) if finding.told not in said]  # said with a code of its own
    sifted = sift(site, in_order([*own, *others]), silences, CODES, shared)
    return Report(in_order(sifted.told), sifted.silenced, capacity(subject))
