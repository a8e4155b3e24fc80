"""A value that Ansible Vault encrypts, in the site file and in a variable, decrypted by a real Ansible run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.integration.workbench import EXCHANGE, Workbench, calm

ANSIBLE_VAULT = Path(sys.executable).with_name("ansible-vault")
SECRET_NAME = "Kari Nord"


def encrypted(bench: Workbench, name: str) -> str:
    """The lines that `ansible-vault encrypt_string` prints for a value, below a key."""
    (bench.folder / "vault-password").write_text("a password of the vault")
    command = [str(ANSIBLE_VAULT), "encrypt_string", "--vault-password-file", "vault-password", name]
    done = subprocess.run(command, cwd=bench.folder, capture_output=True, text=True, check=True)
    return done.stdout


def site_with_vault(bench: Workbench) -> None:
    value = encrypted(bench, SECRET_NAME).replace("\n", "\n      ").rstrip()
    path = bench.folder / "sites" / f"{EXCHANGE}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'users:\n  - extension: "101"\n    name: {value}\n')


TASK = {"sentral.nec.pbx_site": {"state": "overridden"}}


def test_a_vault_value_in_the_site_file_is_decrypted(bench: Workbench) -> None:
    site_with_vault(bench)
    run = bench.run([TASK], "--vault-password-file", "vault-password")
    calm(run)
    assert run.exit_code == 0, run.output
    assert bench.rows()[0]["15-01-01 101"] == SECRET_NAME


def test_without_the_password_it_is_one_sentence(bench: Workbench) -> None:
    site_with_vault(bench)
    run = bench.run([TASK])
    assert run.exit_code == 2, run.output
    assert f"{EXCHANGE}: a !vault value in the site file cannot be decrypted" in run.result().message
    assert bench.fleet.counters(EXCHANGE)["sessions"] == 0
