"""The confirmation gate: an exchange is read-only until its session has been compared with the profile on that very
exchange, and again as soon as the profile or the software is another one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from ..model.strict_yaml import SiteFileError, load_file, write_text
from ..platforms.operation import Identity
from .whole_files import holds, replace_file

_HEAD = (
    "# Written by playbooks/confirm.yml: the session of this exchange is what Sentral takes it for, and so it may be\n"
    "# written to. Keep it in git beside the slots.\n"
)


class NotConfirmed(Exception):
    """The exchange must not be written to. The sentence says why, and what to do."""


@dataclass(frozen=True)
class Confirmation:
    """What was compared: the platform by its profile's hash, the exchange by its model, region and software.

    ``confirmed`` is a date (ISO), ``operator`` who did it.
    """

    platform: str
    model: str
    region: str
    software: str
    profile_hash: str
    confirmed: str
    operator: str


def read_confirmation(path: Path) -> Confirmation | None:
    """The confirmation of an exchange; None where there is none. Raises ``SiteFileError`` for what is none."""
    if not path.exists():
        return None
    raw = load_file(path)
    names = [field.name for field in fields(Confirmation)]
    if not isinstance(raw, dict) or set(raw) != set(names) or not all(isinstance(raw[name], str) for name in names):
        raise SiteFileError(f"{path}: is no confirmation: it holds {', '.join(names)}, each as text in quotes")
    return Confirmation(**raw)


def write_confirmation(path: Path, confirmation: Confirmation) -> bool:
    """Keep a confirmation; False when it is kept already."""
    content = (_HEAD + write_text(asdict(confirmation))).encode()
    if holds(path, content):
        return False
    replace_file(path, content)
    return True


def gate(exchange: str, path: Path, profile_hash: str) -> Callable[[Any], None]:
    """Lets those pass whose exchange is confirmed: given what it says of itself, raises :class:`NotConfirmed`."""

    def insist(identity: Identity) -> None:
        problem = why_not(path, profile_hash, identity)
        if problem:
            raise NotConfirmed(f"{exchange}: {problem}; run playbooks/confirm.yml --limit {exchange}")

    return insist


def why_not(path: Path, profile_hash: str, identity: Identity) -> str:
    """Why an exchange may not be written to; empty where it may."""
    try:
        known = read_confirmation(path)
    except SiteFileError as error:
        return f"is read-only: {error}"
    if known is None:
        return "is read-only until its session has been confirmed"
    since = f"since it was confirmed on {known.confirmed}"
    if known.profile_hash != profile_hash:
        return f"is read-only again: what Sentral knows of this platform has changed {since}"
    for word in ("model", "region", "software"):
        then, now = getattr(known, word), getattr(identity, word)
        if then != now:
            return f"is read-only again: its {word} is {now} and was {then} when it was confirmed on {known.confirmed}"
    return ""
