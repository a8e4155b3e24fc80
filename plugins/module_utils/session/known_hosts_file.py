"""Recording a host key in a known_hosts file, as OpenSSH would read it."""

from __future__ import annotations

import base64
import fcntl
import hmac
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .host_keys import HostKey, is_named


def line_for(name: str, key: HostKey, *, hashed: bool = False) -> str:
    """The line that makes a key known; `hashed` hides the name, as OpenSSH's HashKnownHosts does."""
    if hashed:
        salt = secrets.token_bytes(20)
        digest = hmac.digest(salt, name.encode(), "sha1")
        name = f"|1|{_base64(salt)}|{_base64(digest)}"
    return f"{name} {key.kind} {_base64(key.octets)}"


def record(file_name: str, name: str, key: HostKey, *, hashed: bool = False) -> None:
    """Add a key. Folder and file are made when they are not there, for their owner only. Raises OSError."""
    path = _real(file_name)
    line = line_for(name, key, hashed=hashed)
    with _locked(path):
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            gap = b"\n" if size and file.read(1) != b"\n" else b""
            file.write(gap + line.encode() + b"\n")


def replace(file_name: str, name: str, key: HostKey, *, hashed: bool = False) -> None:
    """Take out every other key of this host, and add this one. The old file stays beside it as `.old`.

    Other names on the same line, other lines and comments stay. Raises OSError.
    """
    path = _real(file_name)
    with _locked(path):
        old = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
        kept = [left for line in old.splitlines() if (left := _without(line, name)) is not None]
        text = "".join(line + "\n" for line in [*kept, line_for(name, key, hashed=hashed)])
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
        if old:
            _write(path.with_name(path.name + ".old"), old, mode)
        _write(path, text, mode)


def _without(line: str, name: str) -> str | None:
    """The line without this host; None when nothing is left of it."""
    words = line.split(None, 1)
    if len(words) < 2 or words[0].startswith(("#", "@")) or not is_named(name, words[0]):
        return line
    if words[0].startswith("|1|"):
        return None
    others = [other for other in words[0].split(",") if other.lower() != name]
    return f"{','.join(others)} {words[1]}" if others else None


def _write(path: Path, text: str, mode: int) -> None:
    """Write a file in one step: who reads it at the same time sees all of the old or all of the new."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name + ".")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
            os.fchmod(file.fileno(), mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One at a time, among the workers of one run and others; the lock is the folder, which stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _real(file_name: str) -> Path:
    """The file itself, where the name is a link."""
    return Path(os.path.realpath(os.path.expanduser(file_name)))


def _base64(octets: bytes) -> str:
    return base64.b64encode(octets).decode("ascii")
