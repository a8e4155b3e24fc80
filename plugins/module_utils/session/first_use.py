"""First use: which host keys are shown on the way to an exchange, and recording those that somebody has compared.

A jump host whose key is not known is not logged in to, so what is behind it is shown only after its own key has
been recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from .address import Line, connect
from .driver import check_library
from .host_keys import HostKey, KnownHosts, Standing
from .jump import open_tunnel
from .known_hosts_file import line_for, record, replace
from .ssh_login import SshLogin
from .target import Jump, Target


@dataclass(frozen=True)
class ShownKey:
    """A key that was shown, and what became of it."""

    name: str
    """As known_hosts has it."""
    address: str
    is_jump: bool
    key: HostKey
    standing: Standing
    """Before anything was recorded."""
    known: tuple[HostKey, ...]
    """What the files hold for this name."""
    accepted: bool
    """Whether it was recorded now, or would be in check mode."""
    file: str

    @property
    def trusted(self) -> bool:
        """Whether a session may go on after it."""
        return self.accepted or self.standing is Standing.KNOWN

    @property
    def line(self) -> str:
        """The line of known_hosts, with the name in the open."""
        return line_for(self.name, self.key)


Acceptance = Callable[[HostKey, Standing], bool]


def by_fingerprint(fingerprints: Collection[str], *, replace_changed: bool) -> Acceptance:
    """Accepts keys with these fingerprints; one in place of another only when that is said as well."""

    def accepts(key: HostKey, standing: Standing) -> bool:
        allowed = standing is Standing.UNKNOWN or (standing is Standing.CHANGED and replace_changed)
        return allowed and key.fingerprint in fingerprints

    return accepts


def host_keys_on_the_way(
    target: Target, accepts: Acceptance, *, check: bool = False, hashed: bool = False
) -> list[ShownKey]:
    """Look at each host key from here to the exchange, up to the first that is not trusted; record what is accepted.

    With `check` nothing is recorded, and a jump host is passed only when its key is known already. Raises a
    `SessionError` when a host cannot be reached, or a jump host does not let us in, and OSError when known_hosts
    cannot be written.
    """
    check_library(target.exchange)
    hosts: list[Target] = [*target.jumps, *([target] if target.transport == "ssh" else [])]
    shown: list[ShownKey] = []
    line: Line | None = None
    login: SshLogin | None = None
    try:
        for place, host in enumerate(hosts):
            line = connect(host) if login is None else open_tunnel(login, target.jumps[place - 1], host)
            login = SshLogin(host, line)
            shown.append(_look(host, login, accepts, check=check, hashed=hashed))
            if shown[-1].standing is not Standing.KNOWN and (check or not shown[-1].accepted):
                break
            if isinstance(host, Jump) and place + 1 < len(hosts):
                login.authenticate()
    finally:
        if login is not None:
            login.hang_up()
    return shown


def _look(host: Target, login: SshLogin, accepts: Acceptance, *, check: bool, hashed: bool) -> ShownKey:
    known_hosts = KnownHosts(host)
    key = login.host_key(known_hosts)
    standing = known_hosts.standing(key)
    accepted = standing not in (Standing.KNOWN, Standing.REVOKED) and accepts(key, standing)
    if accepted and not check:
        write = replace if standing is Standing.CHANGED else record
        write(known_hosts.file, known_hosts.name, key, hashed=hashed)
    return ShownKey(
        name=known_hosts.name,
        address=host.address,
        is_jump=isinstance(host, Jump),
        key=key,
        standing=standing,
        known=tuple(known_hosts.known_keys()),
        accepted=accepted,
        file=known_hosts.file,
    )
