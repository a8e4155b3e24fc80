"""A real disk of a few kilobytes, which fills up as disks do.

It is a tmpfs in a mount namespace of its own, so nothing else on this machine sees it. What keeps the namespace is a
process that ends when its standard input closes: whatever becomes of the test, the kernel takes the disk away with it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

PAGE = 4096
"""What the smallest file takes, and the step in which room is given."""
PLENTY = 64 * 1024 * 1024

_WAYS = ((), ("--user", "--map-root-user"))
"""How to be allowed to mount: as root, or in a user namespace, where that is permitted."""


@cache
def _way() -> tuple[str, ...] | None:
    """The first way that works here; None where there is none."""
    for way in _WAYS:
        tried = ["unshare", *way, "--mount", "mount", "-t", "tmpfs", "-o", "size=64k", "trial", "/mnt"]
        try:
            if subprocess.run(tried, capture_output=True, check=False).returncode == 0:
                return way
        except FileNotFoundError:
            return None
    return None


class SmallDisk:
    """The disk at ``path``, seen by those commands only that begin with `seen_from`."""

    def __init__(self, path: Path, process: int, user: bool) -> None:
        self.path = path
        self._process = process
        self._namespaces = ["--user", "--preserve-credentials", "--mount"] if user else ["--mount"]
        self.here = Path(f"/proc/{process}/root{path}")
        """The disk as this process reaches it."""

    def seen_from(self, folder: Path) -> list[str]:
        """What a command begins with that sees the disk and works in a folder."""
        return ["nsenter", f"--target={self._process}", *self._namespaces, f"--wd={folder}"]

    def run(self, *command: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A command that sees the disk."""
        everything = [*self.seen_from(Path("/")), *command]
        return subprocess.run(everything, capture_output=True, text=True, check=check)

    def git(self, *arguments: str) -> str:
        """What git prints on the disk; the test fails where git does."""
        return self.run("git", "-C", self.path, *arguments).stdout

    def used(self) -> int:
        """Bytes that are taken."""
        return int(self.run("df", "--block-size=1", "--output=used", str(self.path)).stdout.split()[-1])

    def leave(self, room: int) -> None:
        """Make the disk as large as what is on it and ``room`` bytes more."""
        self.resize(self.used() + room)

    def resize(self, size: int) -> None:
        """Make the disk this large."""
        self.run("mount", "-o", f"remount,size={size}", self.path)


@contextmanager
def small_disk(path: Path, size: int = PLENTY) -> Iterator[SmallDisk]:
    """A disk at the folder ``path``. The test is skipped where nothing can be mounted."""
    way = _way()
    if way is None:
        pytest.skip("no disk can be mounted here: neither root nor user namespaces (unshare --user) are allowed")
    path.mkdir(parents=True, exist_ok=True)
    mounted = f'mount -t tmpfs -o "size={size}" sentral-test "$0" && echo mounted && exec cat'
    command = ["unshare", *way, "--mount", "sh", "-c", mounted, str(path)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "mounted\n"
        yield SmallDisk(path, holder.pid, user=bool(way))
    finally:
        holder.stdin.close()
        holder.wait(timeout=10)
        holder.stdout.close()
