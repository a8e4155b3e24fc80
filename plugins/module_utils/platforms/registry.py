"""The platforms by the name that ``pbx_platform`` gives them."""

from __future__ import annotations

from .platform import Platform
from .sv9100.platform import SV9100

PLATFORMS: dict[str, Platform] = {platform.name: platform for platform in (SV9100,)}


class UnknownPlatform(Exception):
    """``pbx_platform`` names a platform that does not exist."""


def platform_named(exchange: str, name: str) -> Platform:
    """The platform called ``name``; the error lists those that there are."""
    try:
        return PLATFORMS[name]
    except KeyError:
        raise UnknownPlatform(
            f"{exchange}: pbx_platform: {name!r} is not supported yet; supported: {', '.join(sorted(PLATFORMS))}"
        ) from None
