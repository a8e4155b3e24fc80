"""An archive with one backup in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from tests.unit.archive.archives import backup


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive.open(tmp_path / "archive")
    made.write([backup({"oslo/site.yml": b"users: []\n", "bergen/site.yml": b"users: []\n"}, "First")])
    return made
