"""What was when: the commits of a folder, and the one that a person means."""

from __future__ import annotations

import datetime
import os
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from ..model.shortened import shortened
from .errors import ArchiveError
from .paths import check_path
from .repository import Archive

_FIELDS = "%H%x00%at%x00%an%x00%s%x00%b%x00%(trailers:only,unfold)"
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?")
_REQUEST = re.compile(r"(before )?request (.+)", re.IGNORECASE)
_MOST_REQUESTS = 10
_LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Revision:
    """One commit. ``time`` is when the backup was made, also where the commit was put on top of others' later."""

    id: str
    time: datetime.datetime
    author: str
    subject: str
    body: str
    trailers: Mapping[str, tuple[str, ...]]

    def requests(self) -> tuple[str, ...]:
        """The requests that its trailers name."""
        return tuple(value for key, values in self.trailers.items() if key.casefold() == "request" for value in values)

    def is_of_request(self, number: str, folder: str) -> bool:
        """Whether a request changed this folder, and not only another one in the same commit.

        The line of the folder in the message says so (``fjordfisk: users +1, by kari, request 4711``); without such a
        line the trailer counts.
        """
        lines = [line for line in self.body.splitlines() if folder and line.startswith(f"{folder}: ")]
        if not lines:
            return number in self.requests()
        named = [line.rpartition(", request ")[2].split(", ") for line in lines if ", request " in line]
        return any(number in names for names in named)


def history(archive: Archive, folder: str = "", most: int | None = None) -> list[Revision]:
    """The commits that touch a folder, newest first; of all folders where none is named."""
    if folder:
        check_path(folder)
    limit = [] if most is None else [f"--max-count={most}"]
    return _read(archive, archive.head, limit, folder)


def _read(archive: Archive, commit: str, limit: list[str], folder: str = "") -> list[Revision]:
    if not commit:
        return []
    shown = ("log", "-z", "--no-color", "--no-notes", "--encoding=UTF-8", f"--format=tformat:{_FIELDS}")
    printed = archive.git.run(*shown, *limit, commit, "--", *([folder] if folder else []))
    fields = printed.decode("utf-8", "replace").split("\0")[:-1]
    size = _FIELDS.count("%x00") + 1
    return [_revision(fields[start : start + size]) for start in range(0, len(fields), size)]


def _revision(fields: list[str]) -> Revision:
    commit, seconds, author, subject, body, trailing = fields
    trailers: dict[str, tuple[str, ...]] = {}
    for line in trailing.splitlines():
        key, _colon, value = line.partition(":")
        trailers[key] = (*trailers.get(key, ()), value.strip())
    time = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).astimezone()
    return Revision(commit, time, author, subject, body.strip("\n"), trailers)


class LastChanges:
    """When each top-level folder last changed. All of history is read at once, when the first of them is asked for."""

    def __init__(self, archive: Archive, at: str) -> None:
        self._archive = archive
        self._at = at
        self._lock = threading.Lock()
        self._times: dict[str, datetime.datetime] | None = None

    def of(self, folder: str) -> datetime.datetime:
        """The time of its newest backup; long ago where there is none."""
        with self._lock:
            if self._times is None:
                self._times = self._read()
        return self._times.get(folder, _LONG_AGO)

    def _read(self) -> dict[str, datetime.datetime]:
        shown = ("log", "-z", "--no-color", "--no-notes", "--root", "--no-renames", "--name-only")
        times: dict[str, datetime.datetime] = {}
        moment = _LONG_AGO
        # A time stands behind a slash, with which no path begins.
        for field in os.fsdecode(self._archive.git.run(*shown, "--format=tformat:/%at", self._at, "--")).split("\0"):
            text = field.removeprefix("\n")
            if text.startswith("/"):
                moment = datetime.datetime.fromtimestamp(int(text[1:]), datetime.UTC).astimezone()
            elif text:
                times.setdefault(text.partition("/")[0], moment)
        return times


def find(archive: Archive, reference: str, folder: str) -> Revision:
    """The state of a folder that a person means.

    ``request 123`` is the state after the last commit with the trailer ``Request: 123``, ``before request 123`` the
    one that the first of them found; a date is the state at the end of that day, a date with a time that of then,
    both in local time; anything else is a revision of git's. Raises `ArchiveError`, which says what there is.
    """
    wanted = reference.strip()
    if not wanted or wanted.startswith("-"):
        raise ArchiveError(
            f"{reference!r} names no state of the archive: give a date, 'request NUMBER', 'before request NUMBER', or "
            "a commit"
        )
    request, date = _REQUEST.fullmatch(wanted), _DATE.fullmatch(wanted)
    if request:
        found = _of_request(archive, request[2], folder, before=bool(request[1]))
    elif date:
        found = _at_time(archive, date[1], date[2], folder)
    else:
        found = archive.commit_at(wanted)
        if not found:
            raise _missing(archive, wanted, folder)
    revision = _read(archive, found, ["--max-count=1"])[0]
    if folder and not archive.listing(folder, revision.id):
        raise _missing(archive, wanted, folder)
    return revision


def _of_request(archive: Archive, number: str, folder: str, *, before: bool) -> str:
    made = [revision for revision in history(archive, folder) if revision.is_of_request(number, folder)]
    if not made:
        raise _missing(archive, f"{'before ' if before else ''}request {number}", folder)
    if not before:
        return made[0].id
    parent = archive.commit_at(f"{made[-1].id}^")
    if not parent:
        raise _missing(archive, f"before request {number}", folder)
    return parent


def _at_time(archive: Archive, date: str, time: str | None, folder: str) -> str:
    try:
        moment = datetime.datetime.fromisoformat(f"{date} {time or '00:00'}")
        if time is None:
            moment += datetime.timedelta(days=1, microseconds=-1)
        limit = moment.astimezone()
    except (ValueError, OverflowError) as error:
        asked = f"{date} {time or ''}".strip()
        raise ArchiveError(f"{asked!r} is no date or time: write it as 2026-11-20, or 2026-11-20 12:00") from error
    # By the time of the backup, not by the order of the commits: those of a controller that was cut off come later.
    made = [revision for revision in history(archive, folder) if revision.time <= limit]
    if not made:
        raise _missing(archive, f"{date} {time or ''}".strip(), folder)
    return max(made, key=lambda revision: revision.time).id


def _missing(archive: Archive, asked: str, folder: str) -> ArchiveError:
    """The sentence for a state that is not there, with those that are."""
    revisions = history(archive, folder)
    of = f"of {folder} " if folder else ""
    if not revisions:
        return ArchiveError(f"the archive {archive.path} has no state {of}at all, so none for {asked!r}: make a backup")
    times = sorted(revision.time for revision in revisions)
    requests = list(dict.fromkeys(request for revision in revisions for request in revision.requests()))
    said = f"; requests: {shortened(requests, _MOST_REQUESTS, ', ')}" if requests else "; no commit names a request"
    return ArchiveError(
        f"the archive has no state {of}for {asked!r}: there are {len(times)}, from {times[0]:%Y-%m-%d %H:%M} to "
        f"{times[-1]:%Y-%m-%d %H:%M}{said}"
    )
