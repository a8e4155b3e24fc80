"""The archive and its remote: what others have committed comes first, then ours goes there."""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass

from .errors import ArchiveError
from .git_command import Answer, without_password
from .replay import replay
from .repository import Archive

_ATTEMPTS = 5
_FASTER = (
    *("(fetch first)", "(non-fast-forward)", "(stale info)", "(incorrect old value provided)", "(failed to lock)"),
    *("(failed to update ref)", "(reference already exists)", "cannot lock ref"),
)
"""What git says where somebody else pushed between our fetch and our push."""
_NO_BRANCH = "couldn't find remote ref"
_STAYS = "What was committed stays in the archive, and goes with the next push"


def push(archive: Archive, remote: str = "origin", *, seconds: float = 120.0) -> str:
    """Bring the archive's commits to the remote, on top of what others have put there, and say what happened.

    The first push makes the branch there. Nobody is asked for a password. Raises `ArchiveError` where the remote is
    missing, out of reach after ``seconds``, without a common beginning, or refuses; local commits stay then.
    """
    with archive.held():
        return _Exchange(archive, remote, time.monotonic() + seconds).run()


@dataclass
class _Exchange:
    """One push, with the moment at which it is given up."""

    archive: Archive
    remote: str
    deadline: float
    taken_over: int = 0
    address: str = ""

    def run(self) -> str:
        self.address = self._address()
        if not self.archive.head:
            return f"the archive has no commit yet, so nothing was pushed to {self.remote}"
        for attempt in range(1, _ATTEMPTS + 1):
            theirs = self._fetch()
            ours = self._put_ours_on_top(theirs) if theirs else self._count(self.archive.head)
            if not ours:
                return self._said(0)
            if self._send():
                return self._said(ours)
            if attempt < _ATTEMPTS:
                time.sleep(random.uniform(0.05, 0.2) * attempt)  # so that two do not go on meeting
        raise ArchiveError(
            f"the archive was not pushed to {self.remote}: others were faster {_ATTEMPTS} times; try again. {_STAYS}"
        )

    def _said(self, ours: int) -> str:
        others = f"{_commits(self.taken_over)} of others" if self.taken_over else ""
        if not ours:
            return (
                f"{others} taken over from {self.remote}; there was nothing to push"
                if others
                else f"{self.remote} has everything already"
            )
        return f"{_commits(ours)} pushed to {self.remote}" + (f", on top of {others}" if others else "")

    def _address(self) -> str:
        """Where the remote is; for the messages."""
        git, remote = self.archive.git, self.remote
        answer = git.ask("config", "--get", f"remote.{remote}.url") if _is_name(remote) else None
        if answer is None or answer.status:
            raise ArchiveError(
                f"the archive {self.archive.path} has no remote {remote!r}; add it with: "
                f"git -C {self.archive.path} remote add {remote if _is_name(remote) else 'origin'} ADDRESS"
            )
        return answer.output.decode("utf-8", "replace").strip()

    def _ask(self, *arguments: str) -> Answer:
        """A command that talks to the remote, in what is left of the time."""
        environment = {}
        configured = self.archive.git.ask("config", "--get", "core.sshCommand").status == 0
        if not configured and not {"GIT_SSH_COMMAND", "GIT_SSH"} & os.environ.keys():
            environment["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes"
        left = max(0.1, self.deadline - time.monotonic())
        return self.archive.git.ask(*arguments, environment=environment, seconds=left)

    @property
    def _tracking(self) -> str:
        return f"refs/remotes/{self.remote}/{self.archive.branch}"

    def _fetch(self) -> str:
        """The remote's newest commit; empty where it has no such branch yet."""
        branch = f"+refs/heads/{self.archive.branch}:{self._tracking}"
        answer = self._ask("fetch", "--quiet", "--no-tags", "--recurse-submodules=no", self.remote, branch)
        if answer.status and _NO_BRANCH in answer.complaint:
            return ""
        if answer.status or answer.late:
            raise self._failed("cannot be reached", answer)
        return self.archive.commit_at(self._tracking)

    def _failed(self, what: str, answer: Answer) -> ArchiveError:
        shown = without_password(self.address)
        said = [
            line[len("remote: ") :].strip() for line in answer.complaint.splitlines() if line.startswith("remote: ")
        ]
        reason = "; ".join(filter(None, said[:3])) or answer.reason
        for secret in (self.address, self.address.rstrip("/")):
            reason = reason.replace(secret, shown)
        return ArchiveError(f"the remote {self.remote} ({shown}) {what}: {reason}. {_STAYS}")

    def _put_ours_on_top(self, theirs: str) -> int:
        """How many commits are to be pushed after the branch has taken over what others have."""
        head = self.archive.head
        answer = self.archive.git.ask("merge-base", head, theirs)
        if answer.status:
            raise ArchiveError(
                f"the archive {self.archive.path} and its remote {self.remote} have no commit in common, so they are "
                f"not the same archive: push to an empty repository, or begin from a git clone of it. {_STAYS}"
            )
        base = answer.output.decode().strip()
        self.taken_over += self._count(theirs, head)
        if base == theirs:
            return self._count(head, theirs)
        if base == head:
            self.archive.move(head, theirs, f"taken over from {self.remote}")
            return 0
        return replay(self.archive, head, theirs)

    def _count(self, newer: str, older: str = "") -> int:
        return int(self.archive.git.run("rev-list", "--count", newer, *([f"^{older}"] if older else [])))

    def _send(self) -> bool:
        """Whether the remote took it; False where somebody else was faster."""
        branch = f"refs/heads/{self.archive.branch}"
        options = ("--porcelain", "--no-verify", "--set-upstream", "--recurse-submodules=no")
        answer = self._ask("push", *options, self.remote, f"{branch}:{branch}")
        if not answer.status:
            return True
        refused = [line for line in answer.output.decode("utf-8", "replace").splitlines() if line.startswith("!")]
        if refused and any(sign in refused[0] for sign in _FASTER):
            return False
        if refused:
            because = refused[0].rpartition("\t")[2]
            raise self._failed(f"refused the push, {because}", answer)
        raise self._failed("did not take the push", answer)


def _is_name(remote: str) -> bool:
    return bool(remote) and not remote.startswith("-") and remote.isprintable() and " " not in remote


def _commits(number: int) -> str:
    return "1 commit" if number == 1 else f"{number} commits"
