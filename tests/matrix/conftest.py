"""One exchange for each worker, and the numbers of cases and losses at the end of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.thread import run_in_thread
from tests.matrix.stage import EXCHANGE, Stage
from tests.property.rehearsal import AUDIO_FILES, write_tone


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The exchange, and the greetings beside it."""
    folder = tmp_path_factory.mktemp("matrix")
    for number, name in enumerate(AUDIO_FILES, start=1):
        write_tone(folder / name, 200 * number)
    with run_in_thread([EXCHANGE]) as fleet, pytest.MonkeyPatch.context() as patch:
        yield Stage(fleet, Path(folder), patch)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what the tests have counted; under xdist the controller has the reports of all workers."""
    counted: dict[str, Counter[str]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name.startswith("sentral ") and getattr(report, "when", "") == "call":
                    counted.setdefault(name.removeprefix("sentral "), Counter()).update(value)
    for name, counts in sorted(counted.items()):
        losses = counts.pop("loss", 0)
        ends = ", ".join(f"{count} {end}" for end, count in sorted(counts.items()))
        total = sum(counts.values()) + losses
        terminalreporter.write_line(f"{name}: {total} cases, {losses} losses ({ends})")
