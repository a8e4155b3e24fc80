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
from dataclasses import dataclass
from enum import Enum

from .errors import HostKeyMismatch, HostKeyUnknown
from .target import DEFAULT_PORTS, Target

FIRST_USE = "ansible-playbook playbooks/trust.yml --limit {exchange}"
"""The command that shows a key and records it when told to."""

_RSA_SIGNATURES = ("rsa-sha2-512", "rsa-sha2-256")


@dataclass(frozen=True)
class HostKey:
    """A host key as it was shown."""

    kind: str
    """As known_hosts has it: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa` ..."""
    octets: bytes

    @property
    def fingerprint(self) -> str:
        """As OpenSSH shows it: `SHA256:` and base64."""
        return "SHA256:" + base64.b64encode(hashlib.sha256(self.octets).digest()).decode("ascii").rstrip("=")

    def __str__(self) -> str:
        return f"{self.kind} {self.fingerprint}"


class Standing(Enum):
    """What known_hosts says of a key."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    """Keys of this host are known, and this is none of them, be it of another type."""
    REVOKED = "revoked"


class KnownHosts:
    """What the known_hosts files say of one exchange."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._files = [os.path.expanduser(name) for name in target.known_hosts]
        self.name = known_name(target)
        self._keys: dict[str, list[bytes]] = {}
        """By type, because a host may be listed with an old and a new key."""
        self._revoked: list[bytes] = []
        for name in self._files:
            self._read(name)

    def preferred_algorithms(self, offered: tuple[str, ...]) -> tuple[str, ...]:
        """The host key algorithms with the known ones first, so that the exchange shows a key we can compare."""
        known: list[str] = []
        for kind in self._keys:
            known.extend(_RSA_SIGNATURES if kind == "ssh-rsa" else (kind,))
        return tuple(sorted(offered, key=lambda algorithm: algorithm not in known))

    @property
    def file(self) -> str:
        """Where a new key is recorded."""
        return self._files[0]

    def known_keys(self) -> list[HostKey]:
        """The keys that the files hold for this host."""
        return [HostKey(kind, octets) for kind, keys in self._keys.items() for octets in keys]

    def standing(self, key: HostKey) -> Standing:
        """What the files say of a key."""
        if key.octets in self._revoked:
            return Standing.REVOKED
        if key.octets in self._keys.get(key.kind, []):
            return Standing.KNOWN
        return Standing.CHANGED if self._keys else Standing.UNKNOWN

    def check(self, key: HostKey) -> None:
        """Return if the key is a known one; otherwise say what to do."""
        standing = self.standing(key)
        whose = f"{self._target.exchange}: the SSH host key of {self._target.address}"
        show = FIRST_USE.format(exchange=self._target.exchange)
        if standing is Standing.REVOKED:
            raise HostKeyMismatch(f"{whose} ({key}) is revoked in known_hosts.")
        if standing is Standing.CHANGED:
            known = " and ".join(str(one) for one in self.known_keys())
            raise HostKeyMismatch(
                f"{whose} is {key}, but known_hosts holds {known}; somebody may be listening in, or it was replaced. "
                f"To compare the keys and to record the new one if it is right: {show}"
            )
        if standing is Standing.UNKNOWN:
            raise HostKeyUnknown(
                f"{whose} is not known ({key}); to compare the fingerprint and to record the key if it is right: {show}"
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
        return is_named(self.name, names)


def known_name(target: Target) -> str:
    """The name in known_hosts: `host`, or `[host]:port` for another port than 22, or the alias that was given."""
    if target.host_key_alias:
        return target.host_key_alias.lower()
    host = target.host.lower()
    return host if target.port == DEFAULT_PORTS["ssh"] else f"[{host}]:{target.port}"


def is_named(name: str, names: str) -> bool:
    """Whether the first word of a line holds the name: names with commas between, or one hashed."""
    if not names.startswith("|1|"):
        return name in names.lower().split(",")
    try:
        salt, expected = (base64.b64decode(part, validate=True) for part in names[3:].split("|"))
    except ValueError:
        return False
    return hmac.compare_digest(hmac.digest(salt, name.encode(), "sha1"), expected)
