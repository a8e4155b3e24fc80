"""What the checks are told of a platform, and what they say of a plan before it is carried out."""

from __future__ import annotations

import dataclasses
import datetime

from ansible_collections.sentral.nec.plugins.module_utils.model.checks.consequences import consequences
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.silences import Silence
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.surroundings import Surroundings, Timers
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import Finding
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft, PlanRefused, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Platform, Prepared

LIMITS = (
    "ports",
    "trunk_groups",
    "department_groups",
    "pickup_groups",
    "acd_groups",
    "ring_groups",
    "ddi_entries",
    "operators",
    "messages",
    "station_mailboxes",
    "group_mailboxes",
    "answer_tables",
    "night_groups",
)
"""What is asked of the platform's limits; one that a platform has not is not told."""


def surroundings_of(platform: Platform, wish: Wish, prepared: Prepared) -> Surroundings:
    """What is known without the exchange."""
    profile = getattr(platform, "profile", None)
    limits = getattr(profile, "limits", None)
    seconds = {
        greeting["name"]: prepared.audio[greeting["audio"]].seconds
        for greeting in wish.site.of("greetings")
        if greeting.get("audio") in prepared.audio
    }
    return Surroundings(
        today=datetime.date.fromisoformat(wish.today),
        whole=wish.state == "overridden",
        limits={name: getattr(limits, name) for name in LIMITS if hasattr(limits, name)},
        greeting_seconds=seconds,
        longest_greeting=getattr(getattr(profile, "audio", None), "max_seconds", None),
        numbering=wish.numbering,
        own_numbers=frozenset(getattr(profile, "protected_numbers", ())),
    )


def look_ahead(
    exchange: str, draft: Draft, around: Surroundings, silences: tuple[Silence, ...], codes: str = ""
) -> list[str]:
    """The warnings of the checks that a plan gives rise to, with the exchange's own times and numbering.

    ``codes`` are the first letters of the codes that are told; left out, all are.

    Raises ``PlanRefused`` where it would make something wrong that was not.
    """
    if draft.whole is None or not draft.operations:
        return []
    whole = draft.whole()
    around = dataclasses.replace(
        around, whole=True, timers=Timers(**whole.timers), numbering=whole.numbering, supposed=False
    )
    found = consequences(exchange, whole.before, whole.after, around, silences)
    if found.errors:
        raise PlanRefused(
            [
                Finding(error.exchange, error.object, error.field, f"{error.sentence} ({error.code})")
                for error in found.errors
            ]
        )
    told = [finding for finding in found.warnings if finding.code.startswith(codes)]
    return [finding.told.removeprefix(f"{exchange}: ") + f" ({finding.code})" for finding in told]
