"""Signals are noted while an exchange is written to, and go where they went before when that is over."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.interruption import Interruption

NOTED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """The process's own handlers, whatever a test leaves; the test runner's own time limit is one of them."""
    before = {number: signal.getsignal(number) for number in NOTED}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_signal_is_noted_and_the_first_one_is_the_reason() -> None:
    interruption = Interruption()
    with interruption:
        signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGTERM)
    assert interruption.reason == "the terminal went away (SIGHUP)"


def test_handlers_are_put_back() -> None:
    heard: list[int] = []
    signal.signal(signal.SIGHUP, lambda number, _frame: heard.append(number))
    with Interruption():
        signal.raise_signal(signal.SIGHUP)
    signal.raise_signal(signal.SIGHUP)
    assert heard == [signal.SIGHUP]


def test_a_handler_that_python_does_not_know_is_left_to_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was set in C before the interpreter began: Python cannot put it back, and must not fail over it."""
    set_handler = signal.signal
    monkeypatch.setattr(signal, "signal", lambda *what: (set_handler(*what), None)[1])
    with Interruption():
        pass
    monkeypatch.undo()
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_DFL
