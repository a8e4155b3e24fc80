"""The platforms by the name that ``pbx_platform`` gives them, and by region."""

from __future__ import annotations

from collections.abc import Mapping

from .platform import Platform
from .sv9100.platform import FAMILY

PLATFORMS: Mapping[str, Mapping[str, Platform]] = FAMILY
DEFAULT_REGION = "EU"


class UnknownPlatform(Exception):
    """``pbx_platform`` or ``pbx_region`` names something that does not exist."""


def platform_named(exchange: str, name: str, region: str = DEFAULT_REGION) -> Platform:
    """The platform called ``name`` in a region; the error lists those that there are."""
    regions = PLATFORMS.get(name)
    if regions is None:
        supported = ", ".join(sorted(PLATFORMS))
        raise UnknownPlatform(f"{exchange}: pbx_platform: {name!r} is not supported yet; supported: {supported}")
    if region not in regions:
        raise UnknownPlatform(
            f"{exchange}: pbx_region: {region!r} is no region of {name}; it is one of {', '.join(regions)}"
        )
    return regions[region]
