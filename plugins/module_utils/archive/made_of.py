"""What an exchange's archived files were made of, by which the next night knows that making them anew is needless.

A night that made all files of an exchange and found every one of them in the archive has shown what the same sources
give as long as the archive holds the same. Only then is it noted, beside the journals. Whatever is missing, damaged or
different has the files made as ever: the note saves work and decides nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..engine.whole_files import replace_file

FILE = "backup-made-of.json"


@dataclass(frozen=True)
class MadeOf:
    """``sources`` is a keyed hash over all that decides what the files say, so that nobody without the vault password
    can write a note that is believed. ``folder`` is git's id of the exchange's folder in the archive, which is another
    one as soon as any file in it is.
    """

    sources: str
    folder: str


def read_made_of(folder: Path) -> MadeOf | None:
    """The note in an exchange's folder; None where there is none, or none that can be read."""
    try:
        document: Any = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return MadeOf(str(document["sources"]), str(document["folder"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def write_made_of(folder: Path, made_of: MadeOf) -> None:
    """Replace the note. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(folder / FILE, (json.dumps(asdict(made_of), indent=1, sort_keys=True) + "\n").encode())
