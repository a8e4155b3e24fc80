"""What a fleet task does where somebody else holds the lock that it needs."""

from __future__ import annotations

import fcntl
import threading
import time
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveBusy
from ansible_collections.sentral.nec.plugins.plugin_utils import fleet_action
from ansible_collections.sentral.nec.plugins.plugin_utils.fleet_action import patiently


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive")


def test_another_one_who_writes_to_the_archive_is_waited_for(archive: Archive) -> None:
    with open(archive.path / ".git" / "sentral.lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        threading.Timer(0.2, fcntl.flock, (held, fcntl.LOCK_UN)).start()
        began = time.monotonic()
        with patiently(archive.exclusive, ArchiveBusy):
            assert time.monotonic() - began >= 0.2


def test_patience_has_an_end(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet_action, "LOCK_PATIENCE", 0.0)
    with open(archive.path / ".git" / "sentral.lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ArchiveBusy), patiently(archive.exclusive, ArchiveBusy):
            raise AssertionError("it was not free")
