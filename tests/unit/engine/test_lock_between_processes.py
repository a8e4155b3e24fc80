"""One run at a time changes an exchange."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.lock import ExchangeBusy, ExchangeLock
from tests.unit.instant import Bench

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from pathlib import Path
from ansible_collections.sentral.nec.plugins.module_utils.engine.lock import ExchangeLock
lock = ExchangeLock("oslo", Path(sys.argv[1])).__enter__()
print("held", flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / ".collections")},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_lock_of_another_process_is_respected_and_named(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        try:
            with pytest.raises(
                ExchangeBusy, match=rf"oslo: another run is changing this exchange \(process {process.pid}, since 20"
            ):
                ExchangeLock("oslo", tmp_path).__enter__()
        finally:
            process.kill()


def test_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.kill()
    assert (tmp_path / "lock").read_text()  # it still says who held it
    with ExchangeLock("oslo", tmp_path):
        assert f'"pid": {os.getpid()}' in (tmp_path / "lock").read_text()


def test_lock_is_given_back_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), ExchangeLock("oslo", tmp_path):
        raise ZeroDivisionError
    with ExchangeLock("oslo", tmp_path):
        pass


def test_two_exchanges_have_two_locks(tmp_path: Path) -> None:
    with ExchangeLock("oslo", tmp_path / "oslo"), ExchangeLock("bergen", tmp_path / "bergen"):
        pass


def test_busy_exchange_is_not_even_read(bench: Bench) -> None:
    sent: list[str] = []
    bench.before_send = sent.append
    with ExchangeLock("oslo", bench.folder), pytest.raises(ExchangeBusy):
        bench.apply({"users": []})
    assert sent == []


def test_check_waits_for_nobody(bench: Bench) -> None:
    with ExchangeLock("oslo", bench.folder):
        assert bench.apply({"users": []}, check=True).plan.empty


def test_another_working_copy_is_kept_out_by_the_address(tmp_path: Path) -> None:
    """Its own lock and journals are elsewhere; what both have is the address of the exchange."""
    mine = Bench(tmp_path / "mine")
    with holder(tmp_path / "locks" / "127.0.0.1-2300") as process:
        try:
            with pytest.raises(ExchangeBusy, match=f"process {process.pid}"):
                mine.apply({"users": []}, also_locked=tmp_path / "locks" / "127.0.0.1-2300")
        finally:
            process.kill()
    assert mine.apply({"users": []}, also_locked=tmp_path / "locks" / "127.0.0.1-2300").end == "nothing to do"
