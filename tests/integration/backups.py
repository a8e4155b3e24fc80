"""A workbench with two exchanges, a vault password and an archive: what the tests of backups work with."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import yaml

from tests.integration.workbench import EXCHANGE, Run, Workbench, calm

VAULT = "correct horse"


def git(folder: Path, *command: str) -> str:
    """Git in a folder, with a name of its own."""
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(folder), *identity, *command], check=True, capture_output=True, text=True)
    return done.stdout


class Backups:
    """The archive beside the inventory of a workbench."""

    def __init__(self, bench: Workbench, vault: str = VAULT) -> None:
        self.bench = bench
        self.archive = bench.folder / "archive"
        bench.write("vault-password", vault)

    def run(self, *options: str, name: str = "backup", password: str = "vault-password") -> Run:
        """A shipped playbook."""
        run = self.bench.shipped(name, "--vault-password-file", str(self.bench.folder / password), *options)
        calm(run)
        return run

    def apply_and_back_up(self, site: dict[str, Any], *options: str) -> Run:
        """Both in one command, as the page on backups has it."""
        self.bench.site(site)
        return self.run("--limit", EXCHANGE, *options, name="apply backup")

    def subjects(self) -> list[str]:
        """The first lines of the commits, newest first."""
        return git(self.archive, "log", "--format=%s").splitlines()

    def site(self, exchange: str = EXCHANGE) -> dict[str, Any]:
        """The archived site file."""
        return dict(yaml.safe_load((self.archive / exchange / "site.yml").read_text(encoding="utf-8")))

    def replace(self, path: str, content: str | bytes) -> None:
        """Somebody commits another file."""
        file = self.archive / path
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        git(self.archive, "add", "-A")
        git(self.archive, "commit", "-q", "-m", "By hand")
