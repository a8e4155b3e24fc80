"""The models of the family. Each is there for three regions."""

from __future__ import annotations

import dataclasses

from ..profile import Profile
from .sl1100 import SL1100
from .sl2100 import SL2100
from .sv8100 import SV8100
from .sv9100 import SV9100

MODELS: tuple[Profile, ...] = (SV9100, SV8100, SL2100, SL1100)

REGIONS = ("EU", "NA", "AU")
"""Assumed: the defaults of all that Sentral reads are the same in every region. What is published differs in dialled
service codes (7xx in North America, 8xx elsewhere) and in 10-24, daylight saving; Sentral uses neither."""


def in_region(profile: Profile, region: str) -> Profile:
    """The model as it is programmed for a region."""
    return dataclasses.replace(profile, region=region)
