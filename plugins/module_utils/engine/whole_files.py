"""Files beside the inventory, replaced whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def holds(path: Path, content: bytes) -> bool:
    """Whether a file is there with exactly this content."""
    return path.is_file() and path.read_bytes() == content


def replace_file(path: Path, content: bytes) -> None:
    """Write ``path`` in one step, with the folder around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    os.replace(temporary, path)
