"""The demo's inventory carries the confirmations of its exchanges."""

from __future__ import annotations

from tooling.demo_confirmations import stale


def test_the_confirmations_of_the_demo_are_current() -> None:
    old = [path.name for path, _confirmation in stale()]
    assert not old, f"run tooling/demo_confirmations.py: {old}"
