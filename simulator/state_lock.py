"""One running simulator for each state folder. The lock disappears with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
import subprocess
from pathlib import Path

LOCK_NAME = "lock"


def lock_folder(folder: Path) -> int:
    """Take the state folder and return the open lock; raise ``BlockingIOError`` when another process has it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise
    return file


def is_locked(folder: Path) -> bool:
    """Say whether a running simulator has the state folder."""
    try:
        file = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


def has_lock_open(pid: int, folder: Path) -> bool:
    """Say whether this very process has the lock file open, so that it is the simulator of the folder.

    Where the system has no ``/proc``, the words that the process was started with must do.
    """
    if not Path("/proc/self/fd").is_dir():
        listing = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return "simulator" in listing.stdout.split()
    lock = str((folder / LOCK_NAME).resolve())
    try:
        links = list(Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False
    return any(_leads_to(link) == lock for link in links)


def _leads_to(link: Path) -> str:
    """What an open file of a process is; nothing for one that the process has closed since it was listed."""
    try:
        return os.readlink(link)
    except OSError:
        return ""
