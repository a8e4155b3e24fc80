"""SSH host keys: known ones are accepted, everything else is refused with what to do."""

from __future__ import annotations

from pathlib import Path

import asyncssh
import paramiko
import pytest

from ansible_collections.sentral.nec.plugins.module_utils.session.errors import HostKeyMismatch, HostKeyUnknown
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from tests.unit.session.scripted_exchange import PASSWORD, USER, Script, serving

ED25519 = asyncssh.generate_private_key("ssh-ed25519")
ANOTHER = asyncssh.generate_private_key("ssh-ed25519")
RSA = asyncssh.generate_private_key("ssh-rsa", key_size=2048)
ECDSA = asyncssh.generate_private_key("ecdsa-sha2-nistp256")


def public(key: asyncssh.SSHKey) -> str:
    """Type and base64 of a key."""
    return " ".join(key.export_public_key().decode().split()[:2])


def log_in(profile: SessionProfile, host_key: asyncssh.SSHKey, known_hosts: Path, **options: object) -> int:
    """Log in to an exchange with this host key; the port it was on."""
    with serving(Script(lambda _command: []), "ssh", host_key) as port:
        if known_hosts.exists():
            known_hosts.write_text(known_hosts.read_text().replace("PORT", str(port)))
        files = (str(known_hosts.with_name("missing")), str(known_hosts))
        target = Target("branch-office", "127.0.0.1", port, "ssh", USER, PASSWORD, known_hosts=files, **options)  # type: ignore[arg-type]
        Session.open(target, profile).close()
        return port


@pytest.mark.parametrize("key", [ED25519, RSA, ECDSA], ids=["ed25519", "rsa", "ecdsa"])
def test_a_known_key(profile: SessionProfile, tmp_path: Path, key: asyncssh.SSHKey) -> None:
    known = tmp_path / "known_hosts"
    known.write_text(
        f"# comment\n\nnonsense\nother.example {public(ANOTHER)}\n[127.0.0.1]:PORT {public(key)} comment\n"
    )
    log_in(profile, key, known)


def test_a_hashed_entry(profile: SessionProfile, tmp_path: Path) -> None:
    known = tmp_path / "known_hosts"
    with serving(Script(lambda _command: []), "ssh", ED25519) as port:
        hashed = paramiko.HostKeys.hash_host(f"[127.0.0.1]:{port}")
        known.write_text(f"{hashed} {public(ED25519)}\n")
        target = Target("branch-office", "127.0.0.1", port, "ssh", USER, PASSWORD, known_hosts=(str(known),))
        Session.open(target, profile).close()


def test_an_unknown_key(profile: SessionProfile, tmp_path: Path) -> None:
    known = tmp_path / "known_hosts"
    known.write_text(f"127.0.0.1 {public(ED25519)}\n")  # port 22 only
    with pytest.raises(HostKeyUnknown) as raised:
        log_in(profile, ED25519, known)
    message = str(raised.value)
    assert message.startswith("branch-office: the SSH host key of 127.0.0.1:")
    assert f"ssh-ed25519 {ED25519.get_fingerprint()}" in message
    assert message.endswith("ansible-playbook playbooks/trust.yml --limit branch-office")
    assert raised.value.__context__ is None


def test_a_different_key(profile: SessionProfile, tmp_path: Path) -> None:
    known = tmp_path / "known_hosts"
    known.write_text(f"[127.0.0.1]:PORT {public(ANOTHER)}\n")
    with pytest.raises(HostKeyMismatch) as raised:
        log_in(profile, ED25519, known)
    assert ED25519.get_fingerprint() in str(raised.value)
    assert ANOTHER.get_fingerprint() in str(raised.value)
    assert "playbooks/trust.yml --limit branch-office" in str(raised.value)


def test_a_key_of_another_type_than_the_known_one(profile: SessionProfile, tmp_path: Path) -> None:
    """Whoever listens in has another key, and may show it as another type: that makes it no new host."""
    known = tmp_path / "known_hosts"
    known.write_text(f"[127.0.0.1]:PORT {public(RSA)}\n")
    with pytest.raises(HostKeyMismatch, match="but known_hosts holds ssh-rsa SHA256:"):
        log_in(profile, ED25519, known)


def test_an_alias_stands_for_host_and_port(profile: SessionProfile, tmp_path: Path) -> None:
    known = tmp_path / "known_hosts"
    known.write_text(f"fjordfisk-pbx {public(ED25519)}\n")
    log_in(profile, ED25519, known, host_key_alias="Fjordfisk-PBX")


def test_a_revoked_key(profile: SessionProfile, tmp_path: Path) -> None:
    known = tmp_path / "known_hosts"
    known.write_text(f"[127.0.0.1]:PORT {public(ED25519)}\n@revoked * {public(ED25519)}\n")
    with pytest.raises(HostKeyMismatch, match="revoked"):
        log_in(profile, ED25519, known)


def test_checking_can_be_switched_off(profile: SessionProfile, tmp_path: Path) -> None:
    log_in(profile, ED25519, tmp_path / "known_hosts", host_key_checking=False)


def test_no_password_goes_out_before_the_key_is_checked(profile: SessionProfile, tmp_path: Path) -> None:
    """The log-in fails for the key although the password is wrong too."""
    with serving(Script(lambda _command: [], password="another"), "ssh", ED25519) as port:
        target = Target("branch-office", "127.0.0.1", port, "ssh", USER, PASSWORD, known_hosts=(str(tmp_path / "x"),))
        with pytest.raises(HostKeyUnknown):
            Session.open(target, profile)
