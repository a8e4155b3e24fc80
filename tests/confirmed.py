"""Exchanges that are confirmed, for tests that are about something else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.confirmation import Confirmation, write_confirmation
from ansible_collections.sentral.nec.plugins.module_utils.platforms.registry import platform_named

SOFTWARE = {"sv9100": "12.00", "sv8100": "11.00", "sl2100": "3.00", "sl1100": "6.00"}
"""What a simulated exchange says unless its fleet file says otherwise, by platform."""


def open_gate(identity: object) -> None:
    """Lets everything pass."""


def confirm(folder: Path, exchange: str, platform: str = "sv9100", region: str = "EU", software: str = "") -> None:
    """Write what playbooks/confirm.yml would, beside the inventory in ``folder``."""
    profile_hash = platform_named(exchange, platform, region).profile_hash()
    said = software or SOFTWARE[platform]
    confirmation = Confirmation(platform, platform.upper(), region, said, profile_hash, "2026-11-23", "the tests")
    write_confirmation(folder / "confirmations" / f"{exchange}.yml", confirmation)


def confirm_hosts(folder: Path, hosts: Mapping[str, Mapping[str, Any]]) -> None:
    """Confirm every host of an inventory that declares a platform which there is."""
    for host, variables in hosts.items():
        platform, region = variables.get("pbx_platform", "sv9100"), variables.get("pbx_region", "EU")
        if platform in SOFTWARE and region in ("EU", "NA", "AU"):
            confirm(folder, host, platform, region)
