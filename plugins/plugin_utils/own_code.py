"""What Sentral's own code is, as a hash: another version may make other files of the same exchange."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import yaml

_PLUGINS = Path(__file__).resolve().parents[1]
_FOLDERS = ("action", "module_utils", "plugin_utils")


def code_digest(plugins: Path = _PLUGINS) -> str:
    """SHA-256 over the collection's sources and what they write YAML with, in hex.

    The sources are read and not the version number, which stays the same while somebody works on Sentral.
    """
    digest = hashlib.sha256(f"{sys.version} {yaml.__version__}".encode())
    for path in sorted(path for folder in _FOLDERS for path in (plugins / folder).rglob("*.py")):
        content = path.read_bytes()
        digest.update(f"\n{path.relative_to(plugins).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()
