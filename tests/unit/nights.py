"""Nights of backups without a network: a simulated exchange, a real archive, and the code of the playbook's task."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.sentral.nec.plugins.module_utils.archive.made_of import write_made_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.manifest import ManifestError
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from ansible_collections.sentral.nec.plugins.module_utils.archive.sealing import Seal
from ansible_collections.sentral.nec.plugins.plugin_utils.exchange_backup import (
    ExchangeBackup,
    ExchangeReader,
    commits_of,
)
from ansible_collections.sentral.nec.plugins.plugin_utils.fleet_action import FleetHost
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import Inputs
from tests.unit.archive.archives import git
from tests.unit.instant import TODAY, Bench


class InstantConnection:
    """What the reader uses of Ansible's connection."""

    def __init__(self, bench: Bench) -> None:
        self.session = bench.open()

    def close(self) -> None:
        """End the session."""
        self.session.close()


@dataclass
class Controller:
    """One controller with its archive. Without ``code`` it makes all files anew every night."""

    folder: Path
    bench: Bench
    code: str = ""
    password: str = "correct horse"
    variables: dict[str, Any] = field(default_factory=lambda: {"pbx_today": TODAY})

    @property
    def archive(self) -> Path:
        """The archive's folder."""
        return self.folder / "archive"

    def slots(self, content: dict[str, Any]) -> None:
        """The slots file beside the inventory."""
        (self.folder / "slots").mkdir(parents=True, exist_ok=True)
        (self.folder / "slots" / "oslo.yml").write_text(yaml.safe_dump(content))

    def night(self) -> ExchangeBackup:
        """One backup as the task makes it. Raises ``ManifestError`` for an archive that cannot be used."""
        inputs = Inputs("oslo", self.variables, lambda value: value, str(self.folder))
        # Encryption with nothing of chance in it, so that the commits of two controllers can be compared.
        secret = self.password.encode()
        seal = Seal(lambda plain: secret + plain, lambda sealed: sealed.removeprefix(secret), secret)
        archive = Archive.open(self.archive)
        with archive.exclusive():
            host = FleetHost("oslo", inputs, self.bench.platform, InstantConnection(self.bench))
            reader = ExchangeReader.of_archive(archive, [host], seal, self.code)
            backup = reader(host)
            archive.write(commits_of([backup], reader.audio, "kari", ""))
        if backup.made_of is not None:
            write_made_of(inputs.places().state_folder, backup.made_of)
        return backup

    def came_to(self) -> list[Any]:
        """What a night came to, for comparing: the result, or the failure."""
        try:
            backup = self.night()
        except ManifestError as error:
            return ["failed", str(error)]
        # The site file before and after is shown only where something changed.
        shown = (backup.before, backup.after) if backup.changed else ("", "")
        return [backup.result(), backup.warnings, shown]

    def commits(self) -> list[str]:
        """Every commit with the tree that it made, newest first."""
        return git(self.archive, "log", "--format=%T %s%n%b").splitlines()

    def committed(self, name: str, content: bytes | None) -> None:
        """Somebody commits another file of the exchange; None removes it."""
        path = self.archive / "oslo" / name
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        self._commit_all()

    def forgotten(self) -> None:
        """Somebody removes the exchange from the archive."""
        shutil.rmtree(self.archive / "oslo", ignore_errors=True)
        self._commit_all()

    def gone_back(self) -> None:
        """Somebody puts the files of the first commit back."""
        first = git(self.archive, "rev-list", "--max-parents=0", "HEAD").strip()
        git(self.archive, "checkout", first, "--", "oslo")
        self._commit_all()

    def _commit_all(self) -> None:
        git(self.archive, "add", "-A")
        git(self.archive, "commit", "-q", "--allow-empty", "-m", "By hand")
