"""A plan is a document: the same input gives the same bytes, and what was reviewed is what is done."""

from __future__ import annotations

import json

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply, PlanChanged
from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import (
    Plan,
    PlanFileError,
    envelope,
    plan_in_envelope,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Operation, Step
from tests.unit.instant import Bench

PLAN = Plan(
    exchange="oslo",
    platform="sv9100",
    model="SV9100",
    software="12.00",
    profile_hash="aa",
    before_hash="bb",
    desired_hash="cc",
    state="overridden",
    today="2026-11-23",
    operations=(
        Operation(
            "users/400/add",
            "users",
            "400",
            "add",
            "add user 400 Kåre on port 1",
            (
                Step("11-02-01 1", "101", "400", "WRITE 11-02-01 1 = 400", "WRITE 11-02-01 1 = 101"),
                Step("15-01-01 400", "", "Kare", "WRITE 15-01-01 400 = Kare", "WRITE 15-01-01 400 ="),
            ),
        ),
    ),
    slots={"users": {"Kåre": 1}},
    warnings=("something to know",),
)

JSON = """\
{
  "before_hash": "bb",
  "desired_hash": "cc",
  "exchange": "oslo",
  "format": 1,
  "model": "SV9100",
  "operations": [
    {
      "action": "add",
      "commands": [
        "WRITE 11-02-01 1 = 400",
        "WRITE 15-01-01 400 = Kare"
      ],
      "id": "users/400/add",
      "kind": "users",
      "object": "400",
      "sentence": "add user 400 Kåre on port 1",
      "undo": [
        "WRITE 15-01-01 400 =",
        "WRITE 11-02-01 1 = 101"
      ]
    }
  ],
  "platform": "sv9100",
  "profile_hash": "aa",
  "slots": {
    "users": {
      "Kåre": 1
    }
  },
  "software": "12.00",
  "state": "overridden",
  "today": "2026-11-23",
  "warnings": [
    "something to know"
  ]
}
"""

MARKDOWN = f"""\
# Plan for oslo

SV9100, software 12.00, as of 2026-11-23.

> **Note:** something to know

## add user 400 Kåre on port 1

| Command | Undo |
|---|---|
| `WRITE 11-02-01 1 = 400` | `WRITE 11-02-01 1 = 101` |
| `WRITE 15-01-01 400 = Kare` | `WRITE 15-01-01 400 =` |

Plan {PLAN.hash()}, made from state bb.
"""

SITE = {"users": [{"extension": "400", "name": "Kari"}]}


def test_plan_as_json() -> None:
    assert PLAN.to_json() == JSON


def test_plan_as_markdown() -> None:
    assert PLAN.to_markdown() == MARKDOWN


def test_plan_in_words() -> None:
    assert PLAN.in_words() == [
        "oslo: 1 change, 2 commands",
        "  + add user 400 Kåre on port 1",
        "  ! something to know",
    ]


def test_time_and_author_stand_outside_the_compared_bytes() -> None:
    first = envelope(PLAN, "2026-11-23T18:30:00Z", "kari")
    second = envelope(PLAN, "2026-11-24T08:00:00Z", "ola")
    assert first != second
    assert plan_in_envelope(first, "p.json") == plan_in_envelope(second, "p.json") == PLAN.to_json()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"plan": []}', '{"plan": ', "null", '"plan"', "[" * 200_000])
def test_what_is_no_plan_file(text: str) -> None:
    with pytest.raises(PlanFileError, match=r"p\.json is not a plan file; make one with playbooks/plan\.yml"):
        plan_in_envelope(text, "p.json")


def reviewed(bench: Bench) -> str:
    """A plan file of :data:`SITE`, as a review would have it."""
    return envelope(bench.apply(SITE, check=True).plan, "now", "kari")


def test_reviewed_plan_is_applied(bench: Bench) -> None:
    text = plan_in_envelope(reviewed(bench), "p.json")
    assert Apply(bench.order(SITE, reviewed=text)).run().end == "all new"


def test_edited_plan_file_is_refused_and_nothing_is_written(bench: Bench) -> None:
    document = json.loads(reviewed(bench))
    document["plan"]["operations"][0]["commands"][0] = "WRITE 90-02-02 2 = 1234"
    with pytest.raises(PlanChanged, match="oslo: the exchange, the site file or the plan file has changed since"):
        Apply(bench.order(SITE, reviewed=plan_in_envelope(json.dumps(document), "p.json"))).run()
    assert bench.rows() == {}


def test_exchange_that_has_changed_since_the_review_is_refused(bench: Bench) -> None:
    text = plan_in_envelope(reviewed(bench), "p.json")
    bench.poke("15-01-01", "105", "By hand")
    with pytest.raises(PlanChanged):
        Apply(bench.order(SITE, reviewed=text)).run()


def test_site_that_has_changed_since_the_review_is_refused(bench: Bench) -> None:
    text = plan_in_envelope(reviewed(bench), "p.json")
    other = {"users": [{"extension": "400", "name": "Ola"}]}
    with pytest.raises(PlanChanged):
        Apply(bench.order(other, reviewed=text)).run()


def test_check_plans_and_writes_nothing(bench: Bench) -> None:
    outcome = bench.apply(SITE, check=True)
    assert outcome.plan.commands
    assert (outcome.writes, bench.rows()) == (0, {})
    assert not list(bench.folder.iterdir())
