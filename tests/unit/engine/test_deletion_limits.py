"""A plan that deletes much is refused until somebody says that it is meant."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.limits import TooManyDeletions
from tests.unit.instant import Bench


def people(count: int) -> dict[str, Any]:
    """A site with some users."""
    return {"users": [{"extension": f"4{number:02d}", "name": f"U{number}"} for number in range(count)]}


def test_five_may_go_unasked(bench: Bench) -> None:
    bench.apply(people(8))
    assert bench.apply(people(3), most_deletions=None).end == "all new"


def test_six_may_not(bench: Bench) -> None:
    bench.apply(people(8))
    before = bench.rows()
    with pytest.raises(TooManyDeletions) as caught:
        bench.apply(people(2), most_deletions=None)
    assert str(caught.value) == (
        "oslo: the plan deletes 6 objects (user 402, user 403, user 404, user 405, user 406, user 407), and "
        "pbx_max_deletions is 5; if that is meant, run it with -e pbx_max_deletions=6"
    )
    assert bench.rows() == before


def test_long_lists_are_cut(bench: Bench) -> None:
    bench.apply(people(9))
    with pytest.raises(TooManyDeletions, match=r"user 405, user 406, and 2 more\)"):
        bench.apply(people(1), most_deletions=None)


def test_emptying_a_kind_is_refused_even_when_it_is_little(bench: Bench) -> None:
    bench.apply(people(2))
    with pytest.raises(TooManyDeletions, match=r"oslo: the plan deletes every user of the exchange \(2\);"):
        bench.apply(people(0), most_deletions=None)


def test_number_that_is_named_is_the_limit(bench: Bench) -> None:
    bench.apply(people(2))
    with pytest.raises(TooManyDeletions, match=r"the plan deletes 2 objects .*, and pbx_max_deletions is 1"):
        bench.apply(people(0), most_deletions=1)
    assert bench.apply(people(0), most_deletions=2).end == "all new"


def test_freed_factory_numbers_are_no_deletions(bench: Bench) -> None:
    assert bench.apply({"hunt_groups": [{"name": "A", "pilot": "150"}]}, most_deletions=0).end == "all new"


def test_check_tells_it_too(bench: Bench) -> None:
    bench.apply(people(8))
    with pytest.raises(TooManyDeletions):
        bench.apply(people(2), most_deletions=None, check=True)
