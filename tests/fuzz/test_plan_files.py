"""A plan file is evidence and no program: one that was edited, its hash mended too, changes nothing."""

from __future__ import annotations

import functools
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import PlanChanged
from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import envelope, plan_in_envelope
from tests.fuzz.answers import MODEL, SITE
from tests.fuzz.mutations import mutated
from tests.fuzz.search import only_own_errors, search
from tests.fuzz.test_site_files import TREES
from tests.unit.instant import Bench

Place = tuple[str | int, ...]


@functools.cache
def bench() -> Bench:
    """An exchange from the factory; nothing here may change it."""
    return Bench(Path(tempfile.mkdtemp()), model=MODEL)


@functools.cache
def plan_file() -> str:
    """The plan that was reviewed."""
    return envelope(bench().apply(SITE, check=True).plan, "2026-11-23T12:00:00+00:00", "Kari")


def places(document: Any, at: Place = ()) -> list[Place]:
    """Every place of a document that holds something."""
    if isinstance(document, dict):
        return [at, *(place for key in document for place in places(document[key], (*at, key)))]
    if isinstance(document, list):
        return [at, *(place for number, part in enumerate(document) for place in places(part, (*at, number)))]
    return [at]


def edited(document: dict[str, Any], place: Place, value: Any, how: str) -> None:
    """Change one place: another value, gone, twice, or longer by a command."""
    *way, last = place
    inner: Any = document
    for step in way:
        inner = inner[step]
    if how == "remove":
        del inner[last]
    elif how == "double" and isinstance(inner, list):
        inner.insert(last, inner[last])
    elif how == "command" and isinstance(inner[last], list):
        inner[last].append("WRITE 90-02-02 2 = 0000")
    elif how == "command" and isinstance(inner[last], str):
        inner[last] += " "
    else:
        inner[last] = value


def applied(text: str) -> None:
    """Apply what is in a plan file; the exchange must not be written to."""
    exchange = bench()
    sent: list[str] = []
    exchange.before_send = sent.append
    held = dict(exchange.rows())
    try:
        with only_own_errors():
            exchange.apply(SITE, reviewed=plan_in_envelope(text, "plans/oslo.json"))
    finally:
        exchange.before_send = lambda command: None
    assert [command for command in sent if not exchange.platform.line.is_read(command)] == []
    assert exchange.rows() == held


@search(
    examples=60,
    place=st.integers(0, 10**6),
    value=st.sampled_from(("WRITE 90-02-02 2 = 0000", "", 1, 2, None, True, [], {})) | TREES,
    how=st.sampled_from(("value", "value", "remove", "double", "command")),
)
def test_an_edited_plan_changes_nothing(folder: Path, place: int, value: Any, how: str) -> None:
    """Any command, undo, sentence, slot, hash or warning, the hash mended as a careful forger would."""
    document = json.loads(plan_file())
    inside = [each for each in places(document["plan"]) if each]
    edited(document["plan"], inside[place % len(inside)], value, how)
    if document["plan"] == json.loads(plan_file())["plan"]:
        return
    try:
        mended = json.dumps(document["plan"], indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        document["plan_hash"] = hashlib.sha256(mended.encode("utf-8", "surrogatepass")).hexdigest()
        text = json.dumps(document)
    except (TypeError, ValueError):
        return
    applied(text)
    with pytest.raises(PlanChanged):
        bench().apply(SITE, reviewed=plan_in_envelope(text, "plans/oslo.json"))


@search(
    examples=150,
    known=({"text": "[" * 200_000}, {"text": '{"plan": ' * 5000 + "}" * 5000}, {"text": '{"plan": {"a": 1e999}}'}),
    text=mutated(st.deferred(lambda: st.just(plan_file()))) | st.text() | TREES.map(repr),
)
def test_plan_files_of_any_kind(folder: Path, text: str) -> None:
    """What is no plan file is said; what is one, and was changed, changes nothing."""
    try:
        same = json.loads(text).get("plan") == json.loads(plan_file())["plan"]
    except (ValueError, AttributeError, RecursionError):
        same = False
    if not same:
        applied(text)


def test_the_reviewed_plan_itself_is_applied(tmp_path: Path) -> None:
    """Otherwise the refusals above would prove nothing."""
    fresh = Bench(tmp_path, model=MODEL)
    assert fresh.apply(SITE, reviewed=plan_in_envelope(plan_file(), "plans/oslo.json")).end == "all new"
