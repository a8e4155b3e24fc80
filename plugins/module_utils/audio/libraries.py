"""The third-party libraries, imported only when a file really has to be decoded or resampled.

Importing them takes about 0.13 s. A run without greetings, or with greetings that already are in the exchange's
format, never pays it, and works where they are not installed.
"""

from __future__ import annotations

import importlib
from types import ModuleType

from .formats import AudioLibraryError


def load(name: str) -> ModuleType:
    """The library of that name. Raises ``AudioLibraryError`` where it is not installed or cannot be loaded."""
    try:
        return importlib.import_module(name)
    except (ImportError, OSError) as error:  # soundfile raises OSError when its shared library is missing
        raise AudioLibraryError(
            f"cannot be converted: the Python library {name} is not installed on the controller"
            " (pip install -r requirements.txt)"
        ) from error


def preload() -> None:
    """Import everything now, so that processes forked later share it. Where a library is missing nothing happens:
    the file that needs it will say so."""
    for name in ("numpy", "soundfile", "soxr"):
        try:
            load(name)
        except AudioLibraryError:
            return
