"""The git command, driven by GitPython, so that nothing but the archive itself decides what comes out.

The user's configuration may sign commits, change line ends and run hooks; the environment may name another repository.
What would change content or have a side effect is set for each command; who may reach a remote and how (credentials,
addresses, SSH) stays the user's.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import traceback
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from .errors import ArchiveError

GIT_IMPORT_ERROR: str | None = None
try:
    from git import Git
    from git.exc import GitCommandNotFound
    from git.util import remove_password_if_present
except ImportError:  # reported when an archive is opened; GitPython also raises it where the git command is missing
    GIT_IMPORT_ERROR = traceback.format_exc()

_ASTRAY = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE"),
    *("GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_NAMESPACE", "GIT_QUARANTINE_PATH", "GIT_ATTR_SOURCE"),
    *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
    *("GIT_TEMPLATE_DIR", "GIT_DEFAULT_HASH", "GIT_DEFAULT_REF_FORMAT", "GIT_CONFIG", "GIT_EXTERNAL_DIFF"),
)
"""Variables that choose another repository, index or reading of paths: a hook or a CI job may have set them."""

_SETTINGS = (
    *("core.hooksPath=/dev/null", "core.attributesFile=/dev/null", "core.autocrlf=false", "core.eol=lf"),
    *("core.fsmonitor=false", "core.splitIndex=false", "core.logAllRefUpdates=true", "core.quotePath=false"),
    *("core.fsync=added", "fastimport.unpackLimit=1"),  # one pack, synced, in place of many files
    *("commit.gpgSign=false", "push.gpgSign=false", "push.followTags=false", "fetch.prune=false"),
    *("log.showSignature=false", "log.follow=false", "gc.autoDetach=false", "maintenance.autoDetach=false"),
)
_NO_UPKEEP = ("gc.auto=0", "maintenance.auto=false")
"""Only `maintain` tidies up: a fetch would leave a process behind."""

_NOT_FOUND = 127
"""What env says where there is no git."""

_TIGHT = 64 * 1024
"""With so little room a disk is full: git has removed what it could not write."""

_GRACE = 3.0
"""Seconds in which git removes its own lock files before it is killed."""


def check_git() -> None:
    """Raise `ArchiveError` where GitPython or the git command is not installed."""
    if shutil.which("git") is None:
        raise ArchiveError("the archive needs the git command, which is not installed where Ansible runs: install git")
    if GIT_IMPORT_ERROR is not None:
        raise ArchiveError(
            "the archive needs the Python library GitPython, which is not installed where Ansible runs; install it "
            "with: pip install GitPython"
        )


def host_name() -> str:
    """This machine's name, as far as it can stand in an e-mail address."""
    return re.sub(r"[^A-Za-z0-9.-]", "", socket.gethostname()) or "localhost"


def without_password(address: str) -> str:
    """A remote's address as it may stand in a message."""
    return remove_password_if_present([address])[0]


@dataclass(frozen=True)
class Answer:
    """What a git command left: its status, what it printed, and what it complained of.

    ``full`` says that the disk was when it had failed.
    """

    status: int
    output: bytes
    complaint: str
    late: bool = False
    full: bool = False

    @property
    def reason(self) -> str:
        """Why it failed, for people: half a sentence without a full stop."""
        if self.late:
            return "it did not end in time"
        for sign, meaning in _MEANINGS.items():
            if sign in self.complaint:
                return meaning
        if self.full and any(sign in self.complaint for sign in _WITHOUT_A_REASON):
            return _FULL
        number = -self.status if self.status < 0 else self.status - 128
        if number == signal.SIGXFSZ:
            return _MEANINGS["File too large"]
        lock = re.search(r"'([^']+\.lock)': File exists", self.complaint)
        if lock:
            return (
                f"another git command is at work there, or was killed: when none is running, remove the file {lock[1]}"
            )
        lines = [line.strip() for line in self.complaint.splitlines() if line.strip()]
        said = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines[-1:]
        if said:
            return re.sub(r"^(fatal|error): ", "", said[-1]).rstrip(".")
        return f"git was ended by signal {number}" if self.status < 0 else f"git ended with status {self.status}"


_FULL = "the disk is full"
_MEANINGS = {
    "No space left on device": _FULL,
    "Out of diskspace": _FULL,
    "Disk quota exceeded": "the disk quota is used up",
    "Read-only file system": "the file system is read-only",
    "File too large": "a file would become larger than this process may write (see ulimit -f)",
}
_WITHOUT_A_REASON = ("unable to write", "couldn't write", "could not set", "failed to write")
"""Where git says what it could not write, and not why."""


class GitFailed(ArchiveError):
    """A git command failed; ``answer`` is what it left."""

    def __init__(self, sentence: str, answer: Answer) -> None:
        super().__init__(sentence)
        self.answer = answer


class GitCommand:
    """Runs git in one folder. `inside` confines it to the repository that lies right there."""

    def __init__(self, folder: Path, *, inside: bool = True) -> None:
        check_git()
        self.folder = folder
        identity = {"NAME": "Sentral", "EMAIL": f"sentral@{host_name()}"}
        self._environment = {
            f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in identity.items()
        }
        self._environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_ATTR_NOSYSTEM": "1", "GIT_MERGE_AUTOEDIT": "no"}
        # Where .git were to vanish, git would go up and find the repository around it.
        self._environment["GIT_CEILING_DIRECTORIES"] = os.path.realpath(folder.parent) if inside else ""

    def run(
        self,
        *arguments: str,
        given: bytes | Iterable[bytes] = b"",
        environment: Mapping[str, str] | None = None,
        seconds: float | None = None,
        handles: tuple[int, ...] = (),
    ) -> bytes:
        """What the command printed. Raises `GitFailed` where it did not succeed."""
        answer = self.ask(*arguments, given=given, environment=environment, seconds=seconds, handles=handles)
        if answer.status:
            raise GitFailed(f"git {arguments[0]} failed in {self.folder}: {answer.reason}", answer)
        return answer.output

    def ask(
        self,
        *arguments: str,
        given: bytes | Iterable[bytes] = b"",
        environment: Mapping[str, str] | None = None,
        seconds: float | None = None,
        handles: tuple[int, ...] = (),
        upkeep: bool = False,
    ) -> Answer:
        """Run the command to its end, whatever that is.

        ``given`` goes to its standard input: bytes at once, or a stream for a command that prints little before it has
        read everything. ``handles`` stay open in it. After ``seconds`` it is ended, with all that it started. Raises
        `ArchiveError` where git is not there any more.
        """
        given_environment = {**self._environment, **(environment or {})}
        command = [*_without_astray(given_environment), "git", "-C", str(self.folder)]
        for setting in (*_SETTINGS, *(() if upkeep else _NO_UPKEEP)):
            command += ["-c", setting]
        try:
            running = Git().execute(
                [*command, "--literal-pathspecs", *arguments],
                istream=subprocess.PIPE,
                as_process=True,
                env=given_environment,
                start_new_session=True,  # no terminal to ask for a password, and one group to end
                pass_fds=handles,
            )
        except GitCommandNotFound:
            check_git()
            raise
        answer = _finish(cast("subprocess.Popen[bytes]", running.proc), given, seconds)
        if answer.status == _NOT_FOUND:
            check_git()
        return replace(answer, full=_is_full(self.folder)) if answer.status else answer


def _is_full(folder: Path) -> bool:
    try:
        disk = os.statvfs(folder)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize < _TIGHT or (disk.f_files > 0 and disk.f_favail == 0)


def _without_astray(given: Mapping[str, str]) -> list[str]:
    """GitPython adds to the environment, but takes nothing out of it."""
    present = [name for name in _ASTRAY if name in os.environ and name not in given]
    return ["/usr/bin/env", *(part for name in present for part in ("-u", name))] if present else []


def _finish(process: subprocess.Popen[bytes], given: bytes | Iterable[bytes], seconds: float | None) -> Answer:
    late = False
    at_once = given if isinstance(given, bytes) else b""
    try:
        if not isinstance(given, bytes) and process.stdin is not None:
            with suppress(BrokenPipeError):  # it has ended; its complaint says why
                for part in given:
                    process.stdin.write(part)
        output, complaint = process.communicate(at_once, seconds)
    except subprocess.TimeoutExpired:
        late = True
        output, complaint = _end(process)
    except BaseException:
        _end(process)
        raise
    return Answer(process.returncode, output, complaint.decode("utf-8", "replace"), late)


def _end(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=_GRACE)
    return b"", b""
