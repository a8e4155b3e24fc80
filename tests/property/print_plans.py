"""Prints the plans of a list of sites: run under different ``PYTHONHASHSEED`` by the test beside it.

Standard input: the address of the exchange, the folder of its audio, the slots, and the sites.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.property.rehearsal import Rehearsal


class AddressOnly:
    """Stands for a fleet that another process runs."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)

    def address(self, _name: str, _transport: str) -> tuple[str, int]:
        """Where the exchange is."""
        return self._address


def main() -> None:
    """Plan each site on the exchange as it is."""
    order: dict[str, Any] = json.load(sys.stdin)
    rehearsal = Rehearsal(AddressOnly(*order["address"]), Path(order["folder"]))  # type: ignore[arg-type]
    rehearsal.slots = order["slots"]
    for site in order["sites"]:
        outcome = rehearsal.apply(site, check=True)
        sys.stdout.write(outcome.plan.to_json())
        sys.stdout.write(outcome.plan.to_markdown())


if __name__ == "__main__":
    main()
