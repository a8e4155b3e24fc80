"""Whether a folder can be an archive, and what is said when it cannot."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..model.shortened import shortened
from .errors import ArchiveError
from .git_command import GitCommand, GitFailed

_NEW = ".sentral-new"
"""Where a repository is made before it is put in place in one step."""

_ATTRIBUTES = "# Backups are kept byte for byte, whatever the settings of those who look at them.\n"
_ATTRIBUTES += "* -text !eol !filter !ident !working-tree-encoding\n"

_IN_THE_MIDDLE = {
    "MERGE_HEAD": ("a merge", "merge --abort"),
    "rebase-merge": ("a rebase", "rebase --abort"),
    "rebase-apply": ("a rebase", "rebase --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "cherry-pick --abort"),
    "REVERT_HEAD": ("a revert", "revert --abort"),
    "BISECT_LOG": ("a bisection", "bisect reset"),
}

_MOST_NAMED = 3
"""More changed files are only counted."""


@dataclass(frozen=True)
class Places:
    """Where git keeps what belongs to the archive, and how it computes ids."""

    git_folder: Path
    common_folder: Path
    algorithm: str


@dataclass(frozen=True)
class State:
    """What git says of the working copy: its commit (empty: none yet), and files that are not as committed."""

    head: str
    branch: str
    changed: tuple[str, ...]
    unknown: tuple[str, ...]


def make_if_missing(path: Path, branch: str, create: bool) -> None:
    """Make the repository where there is no folder, or an empty one. Raises `ArchiveError`."""
    try:
        if not is_missing(path):
            return
        if not create:
            raise ArchiveError(
                f"there is no archive at {path}: the first backup makes one, or take over an existing one with: "
                f"git clone ADDRESS {path}"
            )
        path.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            if is_missing(path):
                _make(path, branch)
    except OSError as error:
        raise ArchiveError(f"the archive {path} cannot be made: {error.strerror} ({error.filename})") from error
    except GitFailed as error:
        raise ArchiveError(f"the archive {path} cannot be made: {error.answer.reason}") from error


def is_missing(path: Path) -> bool:
    """Whether there is no folder, or one in which nothing is.

    A disk of its own has a lost+found; a process that was killed here may have left a beginning.
    """
    return not path.exists() or (path.is_dir() and set(os.listdir(path)) <= {_NEW, "lost+found"})


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Two first backups at once: one makes the repository, the other waits the moment it takes."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _make(path: Path, branch: str) -> None:
    new = path / _NEW
    shutil.rmtree(new, ignore_errors=True)
    try:
        # An empty template: what the user's holds (hooks, excludes) is meant for people's work.
        GitCommand(path, inside=False).run("init", "--quiet", "--template=", "-b", branch, _NEW)
        attributes = new / ".git" / "info" / "attributes"
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_text(_ATTRIBUTES, encoding="utf-8")
        os.rename(new / ".git", path / ".git")
    finally:
        shutil.rmtree(new, ignore_errors=True)


def locate(path: Path) -> Places:
    """The places of the repository that lies right at ``path``. Raises `ArchiveError` where there is none."""
    questions = ("--is-bare-repository", "--absolute-git-dir", "--git-common-dir", "--show-object-format")
    if not path.is_dir():
        raise ArchiveError(f"the archive {path} is a file; an archive is a folder: move the file, or choose another")
    answer = GitCommand(path, inside=False).ask("rev-parse", "--path-format=absolute", *questions, "--show-toplevel")
    if "dubious ownership" in answer.complaint:
        raise ArchiveError(
            f"the archive {path} belongs to another account: run the backup as that account, or trust it with: "
            f"git config --global --add safe.directory {path}"
        )
    if "not a git repository" in answer.complaint:
        raise ArchiveError(
            f"{path} holds files and is no git repository: choose an empty folder for the archive, or one that does "
            "not exist yet"
        )
    lines = os.fsdecode(answer.output).split("\n")
    if lines[0] == "true":
        raise ArchiveError(
            f"the archive {path} is a bare repository, which has no files to look at: git clone {path} elsewhere, and "
            "name the clone as the archive"
        )
    if answer.status:
        raise ArchiveError(f"the archive {path} cannot be read: {answer.reason}")
    _bare, git_folder, common_folder, algorithm, toplevel = lines[:5]
    if toplevel != os.path.realpath(path):
        raise ArchiveError(
            f"{path} is inside the working copy of another repository, {toplevel}; an archive is a repository of its "
            "own: choose an empty folder for it"
        )
    return Places(Path(git_folder), Path(common_folder), algorithm)


def look(git: GitCommand, *, files: bool) -> State:
    """What git says of the working copy; without ``files`` only where it stands."""
    unknown = "--untracked-files=normal" if files else "--untracked-files=no"
    # Without a lock, which it would leave where it is killed; so it does not note either which files are as committed.
    listed = git.run("--no-optional-locks", "status", "--porcelain=v2", "--branch", "-z", "--no-renames", unknown)
    facts: dict[str, str] = {}
    changed: list[str] = []
    untracked: list[str] = []
    for entry in os.fsdecode(listed).split("\0"):
        kind, _space, rest = entry.partition(" ")
        if kind == "#":
            name, _space, value = rest.partition(" ")
            facts[name] = value
        elif kind == "?":
            untracked.append(rest)
        elif kind in ("1", "u"):  # the path is the last of 9 or 11 fields, and may hold spaces
            changed.append(entry.split(" ", 8 if kind == "1" else 10)[-1])
    head = facts.get("branch.oid", "")
    return State("" if head == "(initial)" else head, facts.get("branch.head", ""), tuple(changed), tuple(untracked))


def check_branch(git: GitCommand, places: Places, state: State, branch: str) -> None:
    """Raise `ArchiveError` where somebody is in the middle of something, or has another branch checked out."""
    for name, (what, command) in _IN_THE_MIDDLE.items():
        if (places.git_folder / name).exists():
            raise ArchiveError(
                f"the archive {git.folder} is in the middle of {what}: finish it, or give it up with: "
                f"git -C {git.folder} {command}"
            )
    if state.branch == branch:
        return
    here = "on no branch (detached HEAD)" if state.branch == "(detached)" else f"on the branch {state.branch}"
    exists = git.ask("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}").status == 0
    raise ArchiveError(
        f"the archive {git.folder} is {here}, and backups go to {branch}; change to it with: "
        f"git -C {git.folder} switch {'' if exists else '-c '}{branch}"
    )


def check_clean(git: GitCommand, state: State) -> None:
    """Raise `ArchiveError` where files are not as committed: they are somebody's work, and would be lost."""
    if state.changed:
        named = shortened(state.changed, _MOST_NAMED, ", ")
        raise ArchiveError(
            f"the archive {git.folder} has changes that are not committed ({named}): commit them, "
            f"or take them back with: git -C {git.folder} restore --staged --worktree ."
        )
    if state.unknown:
        named = shortened(state.unknown, _MOST_NAMED, ", ")
        raise ArchiveError(
            f"the archive {git.folder} has files that git does not know ({named}): commit them, "
            "move them away, or list them in its .gitignore"
        )
