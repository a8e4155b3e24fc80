"""Which names files may have in the archive, and the id by which git knows a content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from .errors import ArchiveError

_DOT_GIT = re.compile(r"(\.git|git~1)[ .]*(:.*)?", re.IGNORECASE)
"""As on the file systems of Windows, where more than one name leads to `.git`."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
_LONGEST = 255
"""Bytes of one name that the usual file systems take."""


def check_path(path: str) -> None:
    """Raise `ArchiveError` for a path that does not lie in the archive, or cannot lie in every archive."""
    parts = path.split("/")
    if path.startswith("/") or any(part in ("", ".", "..") for part in parts):
        raise ArchiveError(f"{path!r} is no path of the archive: it must lead from the archive's folder downwards")
    if any(_DOT_GIT.fullmatch(part) for part in parts):
        raise ArchiveError(f"{path!r} is no path of the archive: .git belongs to git; choose another name")
    if _CONTROL.search(path) or not _is_text(path):
        raise ArchiveError(f"{path!r} is no path of the archive: choose a name without control characters and \\")
    if any(len(part.encode()) > _LONGEST for part in parts):
        raise ArchiveError(f"{path[:60]!r}… is no path of the archive: choose names of at most {_LONGEST} bytes")


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def folders_above(path: str) -> Iterator[str]:
    """``a`` and ``a/b`` for ``a/b/c``."""
    position = path.find("/")
    while position >= 0:
        yield path[:position]
        position = path.find("/", position + 1)


def check_no_file_is_a_folder(added: Collection[str], present: Mapping[str, str]) -> None:
    """Raise `ArchiveError` where a file and a folder would have one name: git would drop one of them silently."""
    if not added:
        return
    above = _all_folders_above(added) & present.keys()
    both = above or _all_folders_above(present) & set(added)
    if both:
        raise ArchiveError(f"{min(both)!r} cannot be both a file and a folder in the archive: choose another name")


def _all_folders_above(paths: Iterable[str]) -> set[str]:
    return {folder for path in paths for folder in folders_above(path)}


def object_id(kind: str, content: bytes, algorithm: str) -> str:
    """The id that git gives to an object. It says nothing of trust, only of sameness."""
    digest = hashlib.new(algorithm, b"%s %d\0" % (kind.encode(), len(content)), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()
