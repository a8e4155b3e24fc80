"""The files beside .git follow the branch, also after a process that was killed in between.

While commits are under way two references tell the next run about them: `INCOMING` is where they lead, `BEFORE` is
where the branch was. They go when the files have followed. Only what is as it was before, or as it should become
(whole, or cut off by the kill), is replaced: everything else is somebody's work.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from .commit import INCOMING
from .errors import ArchiveError
from .git_command import GitCommand, GitFailed
from .paths import object_id
from .writing_lock import WritingLock

BEFORE = "refs/sentral/before"
_MARK = "sentral.lock"
"""An index.lock of ours is a link to this, made in one step; git's own is a file, and may be a person's."""


class WorkingTree:
    """The index and the files of one archive. Every method wants the writing lock held."""

    def __init__(self, git: GitCommand, git_folder: Path, algorithm: str, lock: WritingLock) -> None:
        self._git = git
        self._index = git_folder / "index"
        self._index_lock = git_folder / "index.lock"
        self._own_index = git_folder / "sentral.index"
        self._git_folder = git_folder
        self._algorithm = algorithm
        self._lock = lock

    def follow(self, old: str, new: str) -> None:
        """Bring index and files from commit ``old`` (empty: from nothing) to ``new``, which the branch is at already.

        Raises `ArchiveError` where something is in the way; the next run then goes on from there.
        """
        self._bring(old, new)
        self.forget()

    def _bring(self, old: str, new: str) -> None:
        try:
            self._move(old or object_id("tree", b"", self._algorithm), new)
        except (OSError, GitFailed) as error:
            reason = error.answer.reason if isinstance(error, GitFailed) else f"{error.strerror} ({error.filename})"
            raise ArchiveError(
                f"the backup is committed, but the files in {self._git.folder} could not follow: {reason}; when that "
                "is put right the next run brings them along"
            ) from error

    def _move(self, before: str, new: str) -> None:
        """On a copy of the index, which takes its place at the end: git's own lock, left by a kill, would stay."""
        os.symlink(_MARK, self._index_lock)
        try:
            self._own_index.unlink(missing_ok=True)
            self._own_index.with_name("sentral.index.lock").unlink(missing_ok=True)
            with suppress(FileNotFoundError):  # there is none before the first commit
                shutil.copy2(self._index, self._own_index)  # with its time, by which git knows what may be out of date
            # A file that was only touched has another time in the index; git would take it for somebody's work.
            own, handles = {"GIT_INDEX_FILE": str(self._own_index)}, self._lock.handles
            self._git.ask("update-index", "-q", "--refresh", environment=own, handles=handles)
            self._git.run("read-tree", "-m", "-u", before, new, environment=own, handles=handles)
            os.replace(self._own_index, self._index)
        finally:
            self._index_lock.unlink()

    def forget(self) -> None:
        """Nothing is under way any more."""
        present = self._under_way()
        if present:
            orders = "".join(f"delete {reference} {commit}\n" for reference, commit in present.items())
            self._git.run("update-ref", "--stdin", given=orders.encode(), handles=self._lock.handles)

    def _under_way(self) -> Mapping[str, str]:
        listed = self._git.run("for-each-ref", "--format=%(refname) %(objectname)", "refs/sentral/")
        pairs = (line.split(" ", 1) for line in listed.decode().splitlines())
        return {reference: commit for reference, commit in pairs if reference in (INCOMING, BEFORE)}

    def mend(self, head: str) -> bool:
        """Finish or drop what a killed run left, and say whether there was anything.

        Raises `ArchiveError` where it would take somebody's work with it.
        """
        self._drop_left_files()
        under_way = self._under_way()
        if under_way.get(INCOMING, "") == head != "":
            old = under_way.get(BEFORE, "")
            removed = self._clear_the_way(old or object_id("tree", b"", self._algorithm), head)
            self._bring(old, head)
            self._write_missing(removed, head)
        if under_way:
            self.forget()
        return bool(under_way)

    def _drop_left_files(self) -> None:
        if self._index_lock.is_symlink() and os.readlink(self._index_lock) == _MARK:
            self._index_lock.unlink()
        for report in self._git_folder.glob("fast_import_crash_*"):
            report.unlink(missing_ok=True)

    def _write_missing(self, paths: Iterable[str], head: str) -> None:
        """Git leaves out the files that a person has brought along in the index already: it believes they are there."""
        listed = self._git.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", head)
        present = set(os.fsdecode(listed).split("\0"))
        missing = [path for path in paths if path in present and not os.path.lexists(self._git.folder / path)]
        if missing:
            self._git.run("checkout-index", "--index", "-z", "--stdin", given=os.fsencode("\0".join(missing)))

    def _clear_the_way(self, old: str, new: str) -> list[str]:
        """Remove the files that are to follow, so that git does not take half-written ones for somebody's work.

        Returns their paths.
        """
        changes = self._git.run("diff-tree", "-r", "-z", "--raw", "--no-renames", old, new).split(b"\0")
        ids = {
            os.fsdecode(path): fields.split()[2:4] for fields, path in zip(changes[::2], changes[1::2], strict=False)
        }
        above = {str(folder) for path, _ids in ids.items() for folder in Path(path).parents}
        doomed: list[str] = []
        for path, (before, after) in ids.items():
            file = self._git.folder / path
            if file.is_dir() and not file.is_symlink() and path in above:
                continue  # a file became a folder, and did so before the kill
            if not self._is_ours(file, before.decode(), after.decode()):
                raise ArchiveError(
                    f"the last backup was interrupted, and {path} in the archive {self._git.folder} was changed by "
                    f"somebody since; save your change elsewhere and take it back: git -C {self._git.folder} checkout "
                    f"HEAD -- '{path}'"
                )
            doomed.append(path)
        for path in doomed:
            with suppress(FileNotFoundError, NotADirectoryError):
                (self._git.folder / path).unlink()
        return doomed

    def _is_ours(self, file: Path, before: str, after: str) -> bool:
        if not os.path.lexists(file):
            return True
        if file.is_symlink() or not file.is_file():
            return False
        content = file.read_bytes()
        if object_id("blob", content, self._algorithm) in (before, after):
            return True
        # Git writes a file's beginning first.
        return bool(after.strip("0")) and self._git.run("cat-file", "blob", after).startswith(content)
