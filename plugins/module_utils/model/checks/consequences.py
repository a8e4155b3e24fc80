"""What a change makes wrong, or leaves wrong: the checks over everything that an exchange holds, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..site import Site, read_site
from .finding import ERROR, WARNING, CheckFinding
from .report import check_site
from .silences import Silence, short_names
from .surroundings import Surroundings

OF_THE_PLAN = ("NUM002", "NUM003")
"""Codes of which the plan knows more: it has read how many digits each trunk group stores."""


@dataclass(frozen=True)
class Consequences:
    """The findings that were not there before: errors, which must not come about, and warnings."""

    errors: tuple[CheckFinding, ...]
    warnings: tuple[CheckFinding, ...]


def consequences(
    exchange: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    around: Surroundings,
    silences: Iterable[Silence] = (),
) -> Consequences:
    """Compare what the checks find before and after. What was wrong before is no reason against a change."""
    silences = tuple(silences)
    was, becomes = (_found(read_site(exchange, site), around, silences) for site in (before, after))
    counts_before, counts_after = (Counter(finding.code for finding in found.values()) for found in (was, becomes))
    new = [
        finding
        for place, finding in becomes.items()
        if place not in was and counts_after[finding.code] > counts_before[finding.code]
    ]
    return Consequences(
        tuple(finding for finding in new if finding.severity == ERROR),
        tuple(finding for finding in new if finding.severity == WARNING),
    )


def _found(site: Site, around: Surroundings, silences: tuple[Silence, ...]) -> dict[tuple[str, str, str], CheckFinding]:
    """The findings by code, object and field. The name of a user does not count: it may be what changes."""
    names = short_names(site)
    findings = check_site(site, around, silences=silences).findings
    return {
        (finding.code, names.get(finding.object, finding.object), finding.field): finding
        for finding in findings
        if finding.code not in OF_THE_PLAN
    }
