"""Our own commits on top of others': whole folders, never lines.

The files of one backup belong together, so each folder that a commit of ours touches becomes as that commit has it.
Folders that exchanges share are put together file by file: recordings, by checksum, are only added, and of the drills
those that we made replace the older ones.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from .commit import INCOMING, committer_line, data, end_of_stream, quoted
from .errors import ArchiveError
from .repository import Archive
from .shared_folders import AUDIO, shared_folder_of

_GONE = "000000"


@dataclass
class _Theirs:
    """What the commit before holds: top-level entries with mode and id, and the ids of the files of shared folders."""

    entries: dict[str, tuple[str, str]]
    shared: dict[str, str]


@dataclass
class _Ours:
    """One commit of ours: what it made of top-level entries, and what it put in shared folders."""

    id: str
    entries: dict[str, tuple[str, str]] = field(default_factory=dict)
    shared: dict[str, tuple[str, str]] = field(default_factory=dict)


def replay(archive: Archive, head: str, theirs: str) -> int:
    """Put the commits that ``head`` has and ``theirs`` has not on top of ``theirs``, and move the branch there.

    Returns how many are left: one that changes nothing any more is left out. Raises `ArchiveError`; the branch is then
    as it was.
    """
    ours = _our_commits(archive, head, theirs)
    below = _what_they_hold(archive, theirs)
    raw = _raw_commits(archive, [commit.id for commit in ours])
    orders: list[bytes] = []
    made = 0
    for commit, content in zip(ours, raw, strict=True):
        changes = _changes(commit, below)
        if not changes:
            continue
        made += 1
        parent = f"from {theirs}\n".encode() if made == 1 else b""
        orders += [_head_of_commit(content, made), parent, *changes]
    if made:
        archive.land([*orders, end_of_stream(made)], head, "put on top of others' commits")
    else:
        archive.move(head, theirs, "others have committed the same")
    return made


def _our_commits(archive: Archive, head: str, theirs: str) -> list[_Ours]:
    listed = archive.git.run("rev-list", "--first-parent", "--reverse", "--parents", head, f"^{theirs}")
    # With its first parent only: a merge that a person made counts as one commit.
    asked = b"".join(b" ".join(line.split()[:2]) + b"\n" for line in listed.splitlines())
    commits = {line.split()[0].decode(): _Ours(line.split()[0].decode()) for line in asked.splitlines()}
    for commit, entries in _differences(archive, asked):
        commits[commit].entries = {path: entry for path, entry in entries.items() if not _is_shared(path, entry)}
    for commit, files in _differences(archive, asked, "-r"):
        added = {path: entry for path, entry in files.items() if "/" in path and shared_folder_of(path)}
        commits[commit].shared = {path: entry for path, entry in added.items() if entry[0] != _GONE}
    return list(commits.values())


def _is_shared(path: str, entry: tuple[str, str]) -> bool:
    return bool(shared_folder_of(path)) and entry[0] in (_GONE, "040000")


def _differences(archive: Archive, asked: bytes, *options: str) -> list[tuple[str, dict[str, tuple[str, str]]]]:
    """For each commit the paths that it changed, with mode and id after it."""
    compare = ("diff-tree", "--stdin", "-z", "--raw", "--root", "--no-renames", "--no-abbrev", *options)
    parts = iter(os.fsdecode(archive.git.run(*compare, given=asked)).split("\0"))
    found: list[tuple[str, dict[str, tuple[str, str]]]] = []
    for part in parts:
        if part.startswith(":"):
            _old_mode, mode, _old, new, _status = part[1:].split(" ")
            found[-1][1][next(parts)] = (mode, new)
        elif part:
            found.append((part.split()[0], {}))
    return found


def _what_they_hold(archive: Archive, theirs: str) -> _Theirs:
    entries: dict[str, tuple[str, str]] = {}
    for entry in os.fsdecode(archive.git.run("ls-tree", "-z", "--full-tree", theirs)).split("\0"):
        fields, _tab, path = entry.partition("\t")
        if path:
            mode, _kind, commit = fields.split(" ")
            entries[path] = (mode, commit)
    shared = {path: known for path, known in archive.listing(at=theirs).items() if shared_folder_of(path)}
    return _Theirs(entries, shared)


def _changes(commit: _Ours, below: _Theirs) -> list[bytes]:
    """The orders that make of ``below`` what the commit is about; ``below`` follows."""
    orders: list[bytes] = []
    for path, entry in commit.entries.items():
        if entry[0] == _GONE:
            if below.entries.pop(path, None):
                orders.append(b"D %s\n" % quoted(path))
        elif below.entries.get(path) != entry:
            below.entries[path] = entry
            orders.append(_put(path, entry))
    for path, entry in commit.shared.items():
        known = below.shared.get(path)
        if known is None or (known != entry[1] and shared_folder_of(path) != AUDIO):
            below.shared[path] = entry[1]
            orders.append(_put(path, entry))
    return orders


def _put(path: str, entry: tuple[str, str]) -> bytes:
    return b"M %s %s %s\n" % (entry[0].encode(), entry[1].encode(), quoted(path))


def _raw_commits(archive: Archive, ids: Sequence[str]) -> list[bytes]:
    replies = archive.git.run("cat-file", "--batch", given="".join(f"{one}\n" for one in ids).encode())
    found: list[bytes] = []
    position = 0
    for one in ids:
        end = replies.index(b"\n", position)
        size = int(replies[position:end].rsplit(b" ", 1)[1])
        if not replies.startswith(one.encode(), position):
            raise ArchiveError(f"the archive {archive.path} is damaged: look at git -C {archive.path} fsck")
        found.append(replies[end + 1 : end + 1 + size])
        position = end + size + 2
    return found


def _head_of_commit(raw: bytes, mark: int) -> bytes:
    """The same author, time and message; the committer is who puts it there, now."""
    header, _blank, message = raw.partition(b"\n\n")
    lines = header.split(b"\n")
    kept = next(line for line in lines if line.startswith(b"author ")) + b"\n"
    kept += committer_line(datetime.datetime.now().astimezone())
    kept += b"".join(line + b"\n" for line in lines if line.startswith(b"encoding "))
    return f"commit {INCOMING}\nmark :{mark}\n".encode() + kept + data(message)
