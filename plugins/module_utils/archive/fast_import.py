"""All commits of a run go through one `git fast-import`; where it fails, what it had begun is removed.

Git's own tidying takes an unfinished pack for work under way, for two weeks. A disk that is full would be filled up by
it to the last byte, every night again, and a little room that somebody makes would be gone before it is of use.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .errors import ArchiveError
from .git_command import GitCommand

_MARK = b"fast-import"
"""The content of a .keep of fast-import's own: it stands beside the pack until that is finished."""


def fast_import(git: GitCommand, common_folder: Path, orders: Iterable[bytes], handles: tuple[int, ...]) -> list[str]:
    """The ids of the commits that ``orders`` ask for at their end. Raises `GitFailed` where it makes none."""
    packs = common_folder / "objects" / "pack"
    before = set(_unfinished(packs))
    try:
        made = git.run(
            *("fast-import", "--quiet", "--done", "--force", "--date-format=raw-permissive"),
            given=orders,
            handles=handles,
        )
    except ArchiveError:
        for path in _unfinished(packs):
            if path not in before:
                _remove(path)
        raise
    return made.decode().split()


def _unfinished(packs: Path) -> Iterable[Path]:
    yield from packs.glob("tmp_*")
    yield from packs.glob("pack-*.keep")


def _remove(path: Path) -> None:
    """What is temporary goes, even if a git of somebody's began it this very moment: that one fails then, and loses
    nothing. A pack that has its final name goes only where it is fast-import's and has no index.
    """
    with suppress(OSError):
        if path.suffix == ".keep":
            if not _MARK.startswith(path.read_bytes()):  # a full disk cuts it
                return
            if not path.with_suffix(".idx").exists():
                path.with_suffix(".pack").unlink(missing_ok=True)
        path.unlink()
