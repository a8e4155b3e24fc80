"""Real repositories for the tests, and git as a person at a terminal would use it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveBusy, Commit

ROOT = Path(__file__).parents[3]
PERSON = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Kari"), ("EMAIL", "k@x"))
}


def git(folder: Path, *arguments: str) -> str:
    """What git prints in a folder. The test fails where git does."""
    return run_git(folder, *arguments).stdout


def run_git(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=check,
        capture_output=True,
        text=True,
        env={**os.environ, **PERSON, "GIT_CONFIG_GLOBAL": "/dev/null"},
    )


def backup(files: Mapping[str, bytes | None], message: str = "Backup", author: str = "Ola Nordmann") -> Commit:
    return Commit(files, message, author)


def bare(folder: Path) -> Path:
    """An empty repository to push to."""
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(folder)], check=True)
    return folder


def clone(remote: Path, folder: Path) -> Archive:
    """Another controller's archive."""
    subprocess.run(["git", "clone", "--quiet", str(remote), str(folder)], check=True, capture_output=True)
    return Archive.open(folder)


def is_whole(archive: Archive) -> bool:
    """Whether the files are as committed, git's own view and ours, and nothing is left under way."""
    assert git(archive.path, "status", "--porcelain") == ""
    assert git(archive.path, "for-each-ref", "refs/sentral/") == ""
    assert not (archive.path / ".git" / "index.lock").is_symlink()
    on_disk = {
        path.relative_to(archive.path).as_posix(): path.read_bytes()
        for path in archive.path.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(archive.path).parts
    }
    assert on_disk == archive.read_many(archive.listing())
    return True


def python(script: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """Another process that runs a script with the collection at hand."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / ".collections"), **environment},
    )


def open_when_free(path: Path) -> Archive:
    """Open it as soon as what a killed process had started has ended too."""
    for _attempt in range(200):
        archive = Archive.open(path)
        try:
            with archive.exclusive():
                return archive
        except ArchiveBusy:
            time.sleep(0.01)
    raise AssertionError(f"{path} is still held")
