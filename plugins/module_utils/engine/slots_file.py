"""The slots file of an exchange: which slot holds which name. Written by apply and adopt, read by plan, kept in git."""

from __future__ import annotations

import os
from pathlib import Path

from ..model.kinds import KINDS
from ..model.strict_yaml import SiteFileError, Unquoted, load_file, write_text
from ..platforms.operation import Slots

_HEAD = "# Written by Sentral: which slot of the exchange holds which name. Keep it in git beside the site file.\n"


def read_slots(path: Path) -> Slots:
    """The slots in ``path``; none when there is no file. Raises ``SiteFileError`` for what is no slots file."""
    if not path.exists():
        return {}
    raw = load_file(path)
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise SiteFileError(f"{path}: a slots file is a mapping of {', '.join(KINDS)}")
    slots: dict[str, dict[str, int]] = {}
    for kind, table in raw.items():
        if kind not in KINDS or not isinstance(table, dict):
            raise SiteFileError(f"{path}: {kind!r} is not a kind with slots; there are {', '.join(KINDS)}")
        slots[kind] = {}
        for name, slot in table.items():
            value = slot.value if isinstance(slot, Unquoted) else slot
            if not isinstance(value, int) or isinstance(value, bool):
                raise SiteFileError(f"{path}: {kind}, {name}: {slot!s} is not the number of a slot")
            slots[kind][name] = value
    return slots


def write_slots(path: Path, slots: Slots) -> bool:
    """Replace ``path`` in one step; False when it holds the same already."""
    plain = {kind: dict(slots[kind]) for kind in KINDS if slots.get(kind)}
    text = _HEAD + write_text(plain)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)
    return True
