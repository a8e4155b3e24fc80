"""A commit that is to be made, and how git's fast-import reads it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .git_command import host_name
from .paths import check_no_file_is_a_folder, check_path, object_id

INCOMING = "refs/sentral/incoming"
"""Where new commits arrive. The branch moves to them in one step when all of them are there."""


@dataclass(frozen=True)
class Commit:
    """What one commit changes: content by path from the archive's folder, None where a file goes.

    ``author`` is a person's name, or ``Name <mail>``.
    """

    files: Mapping[str, bytes | None]
    message: str
    author: str


def only_changes(
    commits: Iterable[Commit], at_head: Mapping[str, str], algorithm: str
) -> tuple[list[Commit], list[str]]:
    """The commits without the files that are the same already, without the commits that change nothing; and the paths
    that the archive does not hold yet. Raises `ArchiveError` for a path that cannot be written."""
    present = dict(at_head)
    changed: list[Commit] = []
    for commit in commits:
        files: dict[str, bytes | None] = {}
        added: list[str] = []
        for path, content in commit.files.items():
            check_path(path)
            new = None if content is None else object_id("blob", content, algorithm)
            if present.get(path) == new:
                continue
            files[path] = content
            if new is None:
                del present[path]
                continue
            if path not in present:
                added.append(path)
            present[path] = new
        check_no_file_is_a_folder(added, present)
        if files:
            changed.append(replace(commit, files=files))
    return changed, [path for path in present if path not in at_head]


def identity(author: str) -> str:
    """``Name <mail>`` of an author, whatever signs the name holds."""
    given = re.fullmatch(r"\s*([^<>]*?)\s*<([^<>\s]+)>\s*", author)
    name, mail = (given[1], given[2]) if given else (author, "")
    # Git cuts these signs off a name's ends itself, and reads the others as the end of the name.
    name = re.sub(r"[\x00-\x1f\x7f<>]+", " ", name).strip(" .,:;\"'\\") or "unknown"
    account = re.sub(r"[^\w.+-]", "", name) or "unknown"
    mail = re.sub(r"[^\w.@+-]", "", mail) or f"{account}@{host_name()}"
    return f"{name} <{mail}>".encode("utf-8", "replace").decode()


def stamp(when: datetime.datetime) -> str:
    """A time as git writes it: seconds and the distance to UTC. A time without a zone is local time."""
    aware = when.astimezone() if when.tzinfo is None else when
    return f"{int(aware.timestamp())} {aware.strftime('%z')[:5]}"


def committer_line(when: datetime.datetime) -> bytes:
    """Sentral itself, on this machine."""
    return f"committer Sentral <sentral@{host_name()}> {stamp(when)}\n".encode()


def data(content: bytes) -> bytes:
    """Content with its length before it, so that nothing in it is read as a command."""
    return b"data %d\n%s\n" % (len(content), content)


def quoted(path: str) -> bytes:
    """A path as fast-import reads it."""
    return b'"%s"' % path.encode("utf-8", "surrogateescape").replace(b"\\", b"\\\\").replace(b'"', b'\\"')


def stream(commits: Sequence[Commit], parent: str, when: datetime.datetime) -> Iterator[bytes]:
    """What fast-import is to do: the commits one after the other on ``parent``."""
    for number, commit in enumerate(commits, 1):
        yield f"commit {INCOMING}\nmark :{number}\nauthor {identity(commit.author)} {stamp(when)}\n".encode()
        yield committer_line(when)
        yield data(commit.message.replace("\0", "").strip().encode("utf-8", "replace") + b"\n")
        if number == 1 and parent:
            yield f"from {parent}\n".encode()
        # What goes, goes first: a file may become a folder.
        for path, content in commit.files.items():
            if content is None:
                yield b"D %s\n" % quoted(path)
        for path, content in commit.files.items():
            if content is not None:
                yield b"M 100644 inline %s\n" % quoted(path)
                yield data(content)
    yield end_of_stream(len(commits))


def end_of_stream(commits: int) -> bytes:
    """Ask for the ids, and say that this was all: a stream that was cut changes nothing."""
    return b"".join(b"get-mark :%d\n" % number for number in range(1, commits + 1)) + b"done\n"
