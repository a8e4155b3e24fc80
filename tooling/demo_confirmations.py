"""Writes inventory/demo/confirmations: what playbooks/confirm.yml would record of the demo's simulated exchanges.

    python tooling/demo_confirmations.py            write the files that are not current
    python tooling/demo_confirmations.py --check    only name them, and end with 1 if there are any

They are not current as soon as a platform's tables have changed. A test starts the exchanges and compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / ".collections"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from ansible_collections.sentral.nec.plugins.module_utils.engine.confirmation import (  # noqa: E402 - needs the path
    Confirmation,
    read_confirmation,
    write_confirmation,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.registry import platform_named  # noqa: E402
from simulator.fleet_file import read_fleet_file  # noqa: E402
from simulator.model_files import read_model  # noqa: E402

DEMO = ROOT / "inventory" / "demo"
CONFIRMED, OPERATOR = "2026-11-23", "the demo"


def current() -> Iterator[tuple[Path, Confirmation]]:
    """Each file with what it should hold."""
    for exchange in read_fleet_file(DEMO / "fleet.yml").exchanges:
        model, _items = read_model(exchange.model)
        platform = platform_named(exchange.name, exchange.model, exchange.region)
        yield (
            DEMO / "confirmations" / f"{exchange.name}.yml",
            Confirmation(
                platform=platform.name,
                model=model["name"],
                region=exchange.region,
                software=exchange.software or str(model["software"]),
                profile_hash=platform.profile_hash(),
                confirmed=CONFIRMED,
                operator=OPERATOR,
            ),
        )


def stale() -> list[tuple[Path, Confirmation]]:
    """The files that are not current, with what they should hold."""
    return [(path, confirmation) for path, confirmation in current() if read_confirmation(path) != confirmation]


def main(arguments: list[str]) -> int:
    """Write or check."""
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    found = stale()
    for path, confirmation in found:
        if not arguments:
            write_confirmation(path, confirmation)
        print(f"{path.relative_to(ROOT)} {'is not current' if arguments else 'is written'}")
    if not found:
        print("the demo's confirmations are current")
    return 1 if found and arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
