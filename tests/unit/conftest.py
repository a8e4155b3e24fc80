"""A simulated exchange without a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.instant import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """An exchange from the factory that keeps what was keyed by a removed number."""
    return Bench(tmp_path)
