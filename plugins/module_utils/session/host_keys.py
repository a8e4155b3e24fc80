"""The SSH host key: looked up in known_hosts as OpenSSH does, refused when unknown.

The files are read here and not by paramiko: it decodes every key of every line, which for a fleet of a thousand
exchanges costs more than the log-in, and gives up the whole file at the first line it does not understand.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from typing import TYPE_CHECKING

from .errors import HostKeyMismatch, HostKeyUnknown
from .target import DEFAULT_PORTS, Target

if TYPE_CHECKING:
    import paramiko

_RSA_SIGNATURES = ("rsa-sha2-512", "rsa-sha2-256")


class KnownHosts:
    """What the known_hosts files say of one exchange."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._files = [os.path.expanduser(name) for name in target.known_hosts]
        host = target.host.lower()
        self.name = host if target.port == DEFAULT_PORTS["ssh"] else f"[{host}]:{target.port}"
        self._keys: dict[str, list[bytes]] = {}
        """By type, because an exchange may be listed with an old and a new key."""
        self._revoked: list[bytes] = []
        for name in self._files:
            self._read(name)

    def preferred_algorithms(self, offered: tuple[str, ...]) -> tuple[str, ...]:
        """The host key algorithms with the known ones first, so that the exchange shows a key we can compare."""
        known: list[str] = []
        for kind in self._keys:
            known.extend(_RSA_SIGNATURES if kind == "ssh-rsa" else (kind,))
        return tuple(sorted(offered, key=lambda algorithm: algorithm not in known))

    def check(self, key: paramiko.PKey) -> None:
        """Return if the key is the known one; otherwise say what to do."""
        exchange, where = self._target.exchange, self._target.address
        octets = key.asbytes()
        shown = f"{key.get_name()} {fingerprint(octets)}"
        if octets in self._revoked:
            raise HostKeyMismatch(f"{exchange}: the SSH host key of {where} ({shown}) is revoked in known_hosts.")
        known = self._keys.get(key.get_name(), [])
        if octets in known:
            return
        if known:
            raise HostKeyMismatch(
                f"{exchange}: the SSH host key of {where} is {shown}, but known_hosts holds {fingerprint(known[0])}; "
                "somebody may be listening in, or the exchange was replaced. If the new key is right, remove the "
                f"old one with: ssh-keygen -R '{self.name}' -f {self._files[0]}"
            )
        scan = f"ssh-keyscan -p {self._target.port} {self._target.host} >> {self._files[0]}"
        raise HostKeyUnknown(
            f"{exchange}: the SSH host key of {where} is not known ({shown}); compare the fingerprint with the "
            f"one at the exchange, then add it with: {scan}"
        )

    def _read(self, file_name: str) -> None:
        """Take the keys of this exchange from one file; a file that is not there holds none."""
        try:
            with open(file_name, encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    self._read_line(line.split())
        except OSError:
            return

    def _read_line(self, words: list[str]) -> None:
        """One line: names, type, key; `@revoked` may stand before it. What is not understood is passed over."""
        revoked = words[:1] == ["@revoked"]
        if revoked:
            words = words[1:]
        # A revoked key is refused whatever names it stands with.
        if len(words) < 3 or not (revoked or self._is_named(words[0])):
            return
        try:
            octets = base64.b64decode(words[2], validate=True)
        except binascii.Error:
            return
        if revoked:
            self._revoked.append(octets)
        else:
            self._keys.setdefault(words[1], []).append(octets)

    def _is_named(self, names: str) -> bool:
        """Whether the first word of a line is about this exchange: names with commas between, or one hashed."""
        if not names.startswith("|1|"):
            return self.name in names.lower().split(",")
        try:
            salt, expected = (base64.b64decode(part, validate=True) for part in names[3:].split("|"))
        except ValueError:
            return False
        return hmac.compare_digest(hmac.digest(salt, self.name.encode(), "sha1"), expected)


def fingerprint(key: bytes) -> str:
    """The fingerprint as OpenSSH shows it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode("ascii").rstrip("=")
