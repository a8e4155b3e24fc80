"""The archive: what it holds, now and at any commit, and how it grows.

It knows nothing of telephone exchanges but that each has a top-level folder.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .commit import INCOMING, Commit, only_changes, stream
from .errors import ArchiveError
from .fast_import import fast_import
from .git_command import GitCommand, GitFailed
from .opening import check_branch, check_clean, locate, look, make_if_missing
from .paths import check_path, folders_above
from .working_tree import BEFORE, WorkingTree
from .writing_lock import ArchiveBusy, WritingLock

__all__ = ["Archive", "ArchiveBusy", "ArchiveError", "Commit"]


@dataclass(frozen=True)
class Folder:
    """A folder at some commit: git's id of it, which is another one as soon as any file in it is, and all its bytes."""

    id: str
    bytes: int


class Archive:
    """A git repository with its working copy on one branch. Made by `open`."""

    def __init__(self, path: Path, branch: str) -> None:
        self.path = path
        self.branch = branch
        self._places = locate(path)
        self.git = GitCommand(path)
        self._lock = WritingLock(path, self._places.common_folder)
        self._tree = WorkingTree(self.git, self._places.git_folder, self._places.algorithm, self._lock)

    @classmethod
    def open(cls, path: Path, *, branch: str = "main", create: bool = True) -> Archive:
        """The archive at ``path``; made where the folder is missing or empty.

        What a killed run left is mended. Raises `ArchiveError` where the folder is no archive, or not in a state in
        which a backup could be written. While another process writes, its files are not looked at: reading goes on.
        """
        place = Path(os.path.abspath(path.expanduser()))
        make_if_missing(place, branch, create)
        archive = cls(place, branch)
        try:
            archive._lock.acquire()
        except ArchiveBusy:
            check_branch(archive.git, archive._places, look(archive.git, files=False), branch)
            return archive
        try:
            archive._check()
        finally:
            archive._lock.release()
        return archive

    @classmethod
    def to_read(cls, path: Path, *, branch: str = "main") -> Archive:
        """The archive for those who only want to know what is committed on its branch.

        Nobody is waited for, and nothing is looked at or mended in its files. Raises `ArchiveError` where there is
        none.
        """
        place = Path(os.path.abspath(path.expanduser()))
        make_if_missing(place, branch, create=False)
        return cls(place, branch)

    def _check(self) -> None:
        """Mend what a killed run left, and see that the archive can be written. Wants the lock held."""
        state = look(self.git, files=True)
        check_branch(self.git, self._places, state, self.branch)
        if self._tree.mend(state.head):
            state = look(self.git, files=True)
        check_clean(self.git, state)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """For this process alone: from reading what is there to the last commit.

        Raises `ArchiveBusy` where another process writes, and like `open` where the archive has changed since.
        """
        self._lock.acquire()
        try:
            self._check()
            yield
        finally:
            self._lock.release()

    @contextmanager
    def held(self) -> Iterator[None]:
        """`exclusive`, unless it is already."""
        if self._lock.handles:
            yield
            return
        with self.exclusive():
            yield

    @property
    def head(self) -> str:
        """The branch's newest commit; empty where there is none yet."""
        return self.commit_at(f"refs/heads/{self.branch}")

    def commit_at(self, revision: str) -> str:
        """The id of the commit that a revision names, in git's own words; empty where there is none."""
        if revision.startswith("-") or not revision.isprintable():
            raise ArchiveError(f"{revision!r} is no revision: give a commit, a tag, or a date")
        answer = self.git.ask("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return "" if answer.status else answer.output.decode().strip()

    def _commit_or_none_yet(self, at: str) -> str:
        commit = self.commit_at(at)
        if not commit and at != "HEAD":
            raise ArchiveError(f"the archive {self.path} has no revision {at!r}: look at git -C {self.path} log")
        return commit

    def read(self, path: str, at: str = "HEAD") -> bytes | None:
        """A file's content; None where there is no such file."""
        return self.read_many([path], at).get(path)

    def read_many(self, paths: Iterable[str], at: str = "HEAD") -> dict[str, bytes]:
        """The contents of those files that exist, by path. Raises `ArchiveError` where ``at`` is no revision."""
        wanted = list(paths)
        for path in wanted:
            check_path(path)
        commit = self._commit_or_none_yet(at)
        if not commit or not wanted:
            return {}
        asked = "".join(f"{commit}:{path}\n" for path in wanted)
        replies = self.git.run("cat-file", "--batch", given=asked.encode())
        found: dict[str, bytes] = {}
        position = 0
        for path in wanted:
            end = replies.index(b"\n", position)
            header = replies[position:end]
            position = end + 1
            if header == f"{commit}:{path} missing".encode():
                continue
            _id, kind, size = header.split(b" ")
            content = replies[position : position + int(size)]
            position += int(size) + 1
            if kind == b"blob":  # a folder is no file
                found[path] = content
        return found

    def listing(self, folder: str = "", at: str = "HEAD") -> dict[str, str]:
        """The ids of all files in a folder, by path from the archive's root. A link is no file."""
        if folder:
            check_path(folder)
        commit = self._commit_or_none_yet(at)
        if not commit:
            return {}
        listed = self.git.run("ls-tree", "-r", "-z", "--full-tree", commit, *(["--", folder] if folder else []))
        files: dict[str, str] = {}
        for entry in listed.split(b"\0"):
            fields, _tab, path = entry.partition(b"\t")
            if fields.startswith(b"100"):
                files[os.fsdecode(path)] = fields.split(b" ")[2].decode()
        return files

    def folders(self, at: str = "HEAD") -> dict[str, Folder]:
        """The top-level folders by name."""
        commit = self._commit_or_none_yet(at)
        if not commit:
            return {}
        ids: dict[str, str] = {}
        sizes: dict[str, int] = {}
        for entry in self.git.run("ls-tree", "-r", "-t", "-l", "-z", "--full-tree", commit).split(b"\0")[:-1]:
            fields, _tab, path = entry.partition(b"\t")
            _mode, kind, id_, size = fields.split()
            name, slash, _rest = os.fsdecode(path).partition("/")
            if kind == b"tree" and not slash:
                ids[name] = id_.decode()
            elif kind == b"blob":
                sizes[name] = sizes.get(name, 0) + int(size)
        return {name: Folder(found, sizes.get(name, 0)) for name, found in ids.items()}

    def write(self, commits: Sequence[Commit], *, when: datetime.datetime | None = None) -> list[str]:
        """Make the commits, as far as they change anything, and return their ids in order.

        All of them are made or none. ``when`` is now unless a test says otherwise. Raises `ArchiveError`, with
        "nothing was committed" or, where only the files beside .git lag behind, with that.
        """
        with self.held():
            head = self.head
            at_head = self.listing() if head else {}
            changed, added = only_changes(commits, at_head, self._places.algorithm)
            if not changed:
                return []
            self._check_nothing_in_the_way(added, at_head)
            moment = when or datetime.datetime.now().astimezone()
            return self.land(stream(changed, head, moment), head, "backup")

    def _check_nothing_in_the_way(self, added: Sequence[str], at_head: dict[str, str]) -> None:
        """Files that git ignores do not make the archive dirty, but may lie where a new file is to be."""
        seen: set[str] = set()
        for path in added:
            for folder in folders_above(path):
                place = self.path / folder
                if folder not in seen and folder not in at_head and (place.is_symlink() or place.is_file()):
                    raise ArchiveError(f"{place} is in the way of a folder of the archive: move it. {_NOTHING}")
                seen.add(folder)
            for place in _what_lies_at(self.path / path):
                if place.relative_to(self.path).as_posix() not in at_head:  # a folder whose files all go makes way
                    raise ArchiveError(f"{place} is in the way of a file of the archive: move it. {_NOTHING}")

    def land(self, orders: Iterable[bytes], head: str, reason: str) -> list[str]:
        """Let fast-import make commits at `INCOMING`, move the branch from ``head`` to them, and the files with it.

        ``orders`` ask for the commits' ids at their end. Raises as `write` does.
        """
        try:
            ids = fast_import(self.git, self._places.common_folder, orders, self._lock.handles)
        except GitFailed as error:
            self._tree_forgets()
            raise ArchiveError(f"the archive {self.path} was not written: {error.answer.reason}. {_NOTHING}") from error
        self.move(head, ids[-1], reason)
        return ids

    def move(self, head: str, new: str, reason: str) -> None:
        """Move the branch from commit ``head`` to ``new`` unless somebody has moved it meanwhile; the files follow."""
        branch = f"refs/heads/{self.branch}"
        # The branch is the last to move, because the next run needs the others where a full disk stops git in between.
        orders = f"update {BEFORE} {head}\n" if head else ""
        orders += f"update {INCOMING} {new}\n"
        orders += f"update {branch} {new} {head}\n" if head else f"create {branch} {new}\n"
        try:
            self.git.run(
                "update-ref", "-m", f"sentral: {reason}", "--stdin", given=orders.encode(), handles=self._lock.handles
            )
        except GitFailed as error:
            now = self.head
            if now != new:  # else it has moved, and only what git notes of that, in its logs, found no room
                self._tree_forgets()
                why = "somebody else committed to it meanwhile; run it again" if now != head else error.answer.reason
                raise ArchiveError(f"the archive {self.path} was not written: {why}. {_NOTHING}") from error
        self._tree.follow(head, new)

    def _tree_forgets(self) -> None:
        """On the way out with an error: what cannot be forgotten now will be at the next opening."""
        with suppress(ArchiveError):
            self._tree.mend(self.head)


_NOTHING = "Nothing was committed"


def _what_lies_at(place: Path) -> Iterator[Path]:
    """The file there, or those of the folder there."""
    if place.is_dir() and not place.is_symlink():
        for entry in place.iterdir():
            yield from _what_lies_at(entry)
    elif os.path.lexists(place):
        yield place
