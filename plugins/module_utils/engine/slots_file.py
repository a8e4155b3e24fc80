"""The slots file of an exchange: which slot holds which name. Written by apply and adopt, read by plan, kept in git."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model.kinds import KINDS
from ..model.strict_yaml import SiteFileError, Unquoted, load_file, write_text
from ..platforms.operation import Recording, Recordings, Slots
from .whole_files import holds, replace_file

_HEAD = "# Written by Sentral: which slot of the exchange holds which name. Keep it in git beside the site file.\n"


_RECORDINGS = "recordings"


@dataclass(frozen=True)
class SlotsFile:
    """What a slots file holds: the slots, and on platforms that give back other bytes the recordings that were sent."""

    slots: Slots = field(default_factory=dict)
    recordings: Recordings = field(default_factory=dict)


def read_slots(path: Path) -> SlotsFile:
    """The slots file at ``path``, empty where there is none. Raises ``SiteFileError`` for what is no slots file."""
    if not path.exists():
        return SlotsFile()
    return slots_from(load_file(path), path)


def slots_from(raw: Any, path: Path) -> SlotsFile:
    """What YAML gave for a slots file; ``path`` is named in errors. Raises ``SiteFileError``."""
    if raw is None:
        return SlotsFile()
    if not isinstance(raw, dict):
        raise SiteFileError(f"{path}: a slots file is a mapping of {', '.join(KINDS)}")
    recordings = raw.pop(_RECORDINGS, {})
    slots: dict[str, dict[str, int]] = {}
    for kind, table in raw.items():
        if kind not in KINDS or not isinstance(table, dict):
            raise SiteFileError(f"{path}: {kind!r} is not a kind with slots; there are {', '.join(KINDS)}")
        slots[kind] = {name: _slot(path, f"{kind}, {name}", slot) for name, slot in table.items()}
    return SlotsFile(slots, _recordings(path, recordings))


def _slot(path: Path, place: str, raw: object) -> int:
    value = raw.value if isinstance(raw, Unquoted) else raw
    if not isinstance(value, int) or isinstance(value, bool):
        raise SiteFileError(f"{path}: {place}: {raw!s} is not the number of a slot")
    return value


def _recordings(path: Path, raw: object) -> Recordings:
    found: dict[int, Recording] = {}
    if not isinstance(raw, dict):
        raise SiteFileError(f"{path}: {_RECORDINGS} is a mapping of messages")
    for message, sums in raw.items():
        if (
            not (str(message).isdecimal() and len(str(message)) < 6)
            or not isinstance(sums, dict)
            or set(sums) != {"sent", "kept"}
        ):
            raise SiteFileError(f"{path}: {_RECORDINGS}, {message}: needs a message number, and sent and kept")
        found[int(str(message))] = Recording(str(sums["sent"]), str(sums["kept"]))
    return found


def slots_text(content: SlotsFile) -> str:
    """What the file says: kinds in their order, empty ones left out."""
    plain: dict[str, dict[str, Any]] = {kind: dict(content.slots[kind]) for kind in KINDS if content.slots.get(kind)}
    if content.recordings:
        plain[_RECORDINGS] = {
            str(message): {"sent": recording.sent, "kept": recording.kept}
            for message, recording in sorted(content.recordings.items())
        }
    return _HEAD + write_text(plain)


def write_slots(path: Path, content: SlotsFile) -> bool:
    """Replace ``path`` in one step; False when it holds the same already."""
    written = slots_text(content).encode()
    if holds(path, written):
        return False
    replace_file(path, written)
    return True
