"""What an exchange may do by its licences, and the identity that they are given to: hardware key and counts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

SYSTEM = re.compile(r"[A-Za-z0-9-]{1,32}", re.ASCII)
LICENCE_NAME = re.compile(r"[A-Z]+(?:-[A-Z]+)*", re.ASCII)
MOST = 99_999


def default_system(exchange: str, model: str) -> str:
    """Return the identity of an exchange whose fleet file gives none: always the same for a name and a model."""
    return f"{model[:4]}-{hashlib.sha256(exchange.encode()).hexdigest()[:8].upper()}"


def parse_licences(content: Any) -> dict[str, int]:
    """Build licences from ``{VOICE-MAIL-PORTS: 16}``; raise ``ValueError`` with a sentence."""
    if not isinstance(content, Mapping):
        raise ValueError("must be a mapping such as {VOICE-MAIL-PORTS: 16}")
    for name, count in content.items():
        if not (isinstance(name, str) and LICENCE_NAME.fullmatch(name)):
            raise ValueError(f"{name!r} is no name of capital letters and dashes")
        if type(count) is not int or not 0 <= count <= MOST:
            raise ValueError(f"{name}: {count!r} is not a number from 0 to {MOST}")
    return dict(content)


def licence_rows(system: str, licences: Mapping[str, int]) -> Iterator[str]:
    """Give the rows of ``LICENCES``: the identity, then each licence by name."""
    yield f"SYSTEM {system}"
    yield from (f"LICENCE {name} {count}" for name, count in sorted(licences.items()))
