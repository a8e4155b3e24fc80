"""Keep the archive small and fast."""

from __future__ import annotations

from .errors import ArchiveError
from .repository import Archive


def maintain(archive: Archive) -> None:
    """Let git pack what has gathered, if it is enough to be worth it, and wait for it: no process is left behind.

    Raises `ArchiveError` where it fails; what is archived is not touched by that.
    """
    with archive.held():
        answer = archive.git.ask("gc", "--auto", "--quiet", upkeep=True)
    if answer.status:
        raise ArchiveError(
            f"the archive {archive.path} could not be packed: {answer.reason}. "
            "Nothing is lost; the next run tries it again"
        )
