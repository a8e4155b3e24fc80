"""What the tasks on the archive have in common: where it is, and the vault that seals the dumps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible.errors import AnsibleError
from ansible.parsing.vault import AnsibleVaultError, match_encrypt_secret

from ansible_collections.sentral.nec.plugins.module_utils.archive.errors import ArchiveError
from ansible_collections.sentral.nec.plugins.module_utils.archive.manifest import ManifestError
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from ansible_collections.sentral.nec.plugins.module_utils.archive.sealing import Seal, SealBroken, derived_key
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError, Inputs

EXPECTED_OF_ARCHIVE = (ArchiveError, ManifestError, SealBroken)
ROOT = Path(__file__).resolve().parents[2]
"""The collection, or the clone that is it."""
DEFAULT_FOLDER, DEFAULT_BRANCH = "archive", "main"


def archive_folder(inputs: Inputs) -> Path:
    """``pbx_archive``: the folder of the archive, beside the inventory unless it says otherwise."""
    return inputs.path(str(inputs.variable("pbx_archive", "") or DEFAULT_FOLDER))


def archive_branch(inputs: Inputs) -> str:
    """``pbx_archive_branch``."""
    return str(inputs.variable("pbx_archive_branch", "") or DEFAULT_BRANCH)


def open_archive(inputs: Inputs, *, create: bool) -> Archive:
    """The archive. Raises ``ArchiveError``."""
    return Archive.open(archive_folder(inputs), branch=archive_branch(inputs), create=create)


def archive_to_read(inputs: Inputs) -> Archive:
    """The archive for those who only want to know what is committed. Raises ``ArchiveError``."""
    return Archive.to_read(archive_folder(inputs), branch=archive_branch(inputs))


def vault_seal(loader: Any, vault_id: str) -> Seal:
    """Seals with Ansible Vault: the secret of ``vault_id``, or the one that Ansible would encrypt with.

    Raises ``InputError`` where Ansible has been given no vault password.
    """
    vault = loader._vault
    try:
        _id, secret = match_encrypt_secret(vault.secrets, encrypt_vault_id=vault_id or None)
    except AnsibleVaultError:
        secret = None
    if secret is None or not getattr(secret, "bytes", None):
        whose = f"for the vault id {vault_id!r} " if vault_id else ""
        raise InputError(
            f"the dump of an exchange is encrypted with Ansible Vault, and no vault password was given {whose}"
            "(--vault-password-file, --vault-id, or vault_password_file in ansible.cfg). Nothing was read"
        )

    def encrypt(plain: bytes) -> bytes:
        return bytes(vault.encrypt(plain, secret=secret, vault_id=vault_id or None))

    def decrypt(sealed: bytes) -> bytes:
        failure = ""
        try:
            return bytes(vault.decrypt(sealed))
        except AnsibleError:
            failure = "it cannot be decrypted with the vault passwords that Ansible was given"
        raise SealBroken(failure)

    return Seal(encrypt, decrypt, derived_key(secret.bytes))


def demo_secret() -> bytes:
    """The vault password that is shipped with the demo, as Ansible reads it; empty where the demo is not there."""
    path = ROOT / "inventory" / "demo" / "vault-password"
    return path.read_bytes().strip() if path.is_file() else b""


def is_demo(variables: Any) -> bool:
    """Whether the inventory is the demo, or the copy of it that ``make demo`` works with."""
    folder = Path(str(variables.get("inventory_dir") or ""))
    return folder in (ROOT / "inventory" / "demo", ROOT / ".demo")
