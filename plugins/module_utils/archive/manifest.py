"""The manifest of a backup: what is in it, from which exchange, and the counts and hashes that prove it whole.

It holds no time: an exchange that has not changed gives the same manifest, and so no commit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..platforms.capture import Capture
from .shared_folders import AUDIO

FORMAT = 1
"""Changes when an older Sentral could misread a backup."""

MANIFEST, SITE, SLOTS, ITEMS, DUMP = "manifest.json", "site.yml", "slots.yml", "items.txt", "dump.vault"


_AS_CAPTURED = (
    *("exchange", "platform", "model", "region", "software", "system"),
    *("hardware", "licences", "recordings"),
)
"""What a manifest says just as the capture does."""


class ManifestError(Exception):
    """A backup cannot be used as it is. The sentence says what is wrong with it."""


def audio_path(checksum: str) -> str:
    """Where a recording is, from the archive's root."""
    return f"{AUDIO}/{checksum}.wav"


def sha256(content: bytes) -> str:
    """In hex."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. ``files`` gives the SHA-256 of every other file beside it."""

    exchange: str
    platform: str
    model: str
    region: str
    software: str
    system: str
    hardware: tuple[str, ...]
    licences: tuple[str, ...]
    objects: Mapping[str, int]
    programs: Mapping[str, int]
    recordings: Mapping[int, tuple[int, str]]
    dump_hash: str
    files: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, capture: Capture, objects: Mapping[str, int], dump_hash: str, hashes: Mapping[str, str]) -> Manifest:
        """The manifest of what was read; ``objects`` counts by kind, ``hashes`` are those of the files made of it."""
        return cls(
            **{name: getattr(capture, name) for name in _AS_CAPTURED},
            objects=objects,
            programs={program: len(rows) for program, rows in capture.programs.items()},
            dump_hash=dump_hash,
            files=hashes,
        )

    def capture(self, programs: Mapping[str, tuple[str, ...]]) -> Capture:
        """What was read, from this and the rows of its programs: all but the line's name and the callers' messages."""
        facts = {name: getattr(self, name) for name in _AS_CAPTURED}
        return Capture(**facts, line="", programs=programs, kept_messages=())

    def to_bytes(self) -> bytes:
        """As JSON, sorted, one fact a line."""
        document = {
            "format": FORMAT,
            "exchange": self.exchange,
            "platform": self.platform,
            "model": self.model,
            "region": self.region,
            "software": self.software,
            "system": self.system,
            "hardware": list(self.hardware),
            "licences": list(self.licences),
            "objects": dict(self.objects),
            "rows": sum(self.programs.values()),
            "rows_by_program": dict(self.programs),
            "recordings": {
                str(message): {"bytes": size, "sha256": checksum}
                for message, (size, checksum) in sorted(self.recordings.items())
            },
            "dump_hmac_sha256": self.dump_hash,
            "files": dict(self.files),
        }
        return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes, where: str) -> Manifest:
        """A manifest that was read. Raises :class:`ManifestError`, which names ``where`` it is."""
        try:
            document = json.loads(content)
            if document["format"] != FORMAT:
                raise ManifestError(
                    f"{where}: its format is {document['format']!r}, and this Sentral knows format {FORMAT}; use the "
                    "Sentral that made it, or a newer one"
                )
            return cls._from(document)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ManifestError(f"{where} is no manifest of a backup, or a damaged one") from error

    @classmethod
    def _from(cls, document: Mapping[str, Any]) -> Manifest:
        return cls(
            **{name: str(document[name]) for name in ("exchange", "platform", "model", "region", "software", "system")},
            hardware=tuple(map(str, document["hardware"])),
            licences=tuple(map(str, document["licences"])),
            objects={str(kind): int(count) for kind, count in document["objects"].items()},
            programs={str(program): int(rows) for program, rows in document["rows_by_program"].items()},
            recordings={
                int(message): (int(kept["bytes"]), str(kept["sha256"]))
                for message, kept in document["recordings"].items()
            },
            dump_hash=str(document["dump_hmac_sha256"]),
            files={str(name): str(checksum) for name, checksum in document["files"].items()},
        )
