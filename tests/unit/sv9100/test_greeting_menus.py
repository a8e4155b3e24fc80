"""During a greeting a caller may dial what 25-06 holds; that must not lead him outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.property.rehearsal import write_tone
from tests.unit.instant import Bench

OUTSIDE = "90223344"
SAYS = f"during greeting closed (message 3) a caller may dial 5, which leads outside to {OUTSIDE} (25-06-01 3 5)"


@pytest.fixture
def audio(tmp_path: Path) -> dict[str, Any]:
    """Where the greeting lies."""
    write_tone(tmp_path / "closed.wav", 440)
    return {"audio_roots": (str(tmp_path),)}


def site(**closed: Any) -> dict[str, Any]:
    """A route that leads to a greeting, or where ``closed`` says."""
    return {
        "users": [{"extension": "101", "name": "Kari"}],
        "greetings": [{"name": "closed", "audio": "closed.wav", "message": 3}],
        "incoming_routes": [
            {"number": "22334455", "trunk_group": 1, "open": closed or {"greeting": "closed", "then": "disconnect"}}
        ],
    }


def test_a_route_to_a_greeting_that_lets_callers_out_is_refused(bench: Bench, audio: dict[str, Any]) -> None:
    bench.poke("25-06-01", "3 5", OUTSIDE)
    with pytest.raises(PlanRefused) as caught:
        bench.draft(site(), **audio)
    assert str(caught.value).startswith(f"oslo: incoming route 22334455, open: {SAYS}; ")


def test_so_is_a_greeting_that_comes_after_something(bench: Bench, audio: dict[str, Any]) -> None:
    bench.poke("25-06-01", "3 5", OUTSIDE)
    with pytest.raises(PlanRefused, match="may dial 5"):
        bench.draft(site(user="101", then={"greeting": "closed", "then": "disconnect"}), **audio)


def test_what_is_there_already_is_a_warning(bench: Bench, audio: dict[str, Any], tmp_path: Path) -> None:
    bench.apply(site(), audio=tmp_path)
    bench.poke("25-06-01", "3 5", OUTSIDE)
    draft = bench.draft(site(), **audio)
    assert draft.operations == ()
    assert [warning for warning in draft.warnings if SAYS in warning]


@pytest.mark.parametrize(
    ("index", "number"), [("3 5", "101"), ("3 5", "180"), ("3 5", "199"), ("4 5", OUTSIDE), ("3 5", "")]
)
def test_what_leads_inside_or_belongs_to_another_message_is_no_matter(
    bench: Bench, audio: dict[str, Any], index: str, number: str
) -> None:
    bench.poke("25-06-01", index, number)
    draft = bench.draft({**site(), "hunt_groups": [{"name": "Support", "pilot": "180"}]}, **audio)
    assert not [warning for warning in draft.warnings if "dial" in warning]


def test_a_greeting_that_no_route_leads_to_is_no_matter(bench: Bench, audio: dict[str, Any]) -> None:
    bench.poke("25-06-01", "3 5", OUTSIDE)
    assert not [warning for warning in bench.draft(site(user="101"), **audio).warnings if "dial" in warning]
