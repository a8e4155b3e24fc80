"""What counts as a deletion, and what as the emptying of a kind."""

from __future__ import annotations

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.limits import TooManyDeletions, check_deletions
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft
from tests.unit.engine.plans import draft, operation


def deleting(number: int, *, of: int = 20) -> Draft:
    """A draft that deletes so many of the users."""
    deletions = [operation(str(101 + place), "delete") for place in range(number)]
    return draft(*deletions, before={"users": of}, after={"users": of - number})


@pytest.mark.parametrize(("most", "number"), [(None, 5), (0, 0), (1, 1), (6, 6), (100, 20)])
def test_as_many_as_the_limit(most: int | None, number: int) -> None:
    check_deletions("fjord", deleting(number), most)


@pytest.mark.parametrize(("most", "number"), [(None, 6), (0, 1), (1, 2), (6, 7)])
def test_one_more_is_refused_with_the_number_that_would_do(most: int | None, number: int) -> None:
    with pytest.raises(TooManyDeletions, match=rf"-e pbx_max_deletions={number}$"):
        check_deletions("fjord", deleting(number), most)
    check_deletions("fjord", deleting(number), number)


def test_deletions_of_all_kinds_count_together() -> None:
    both = draft(
        *(operation(str(number), "delete") for number in range(3)),
        *(operation(name, "delete", "hunt_groups") for name in ("A", "B", "C")),
        before={"users": 9, "hunt_groups": 9},
        after={"users": 6, "hunt_groups": 6},
    )
    with pytest.raises(TooManyDeletions, match="user 2, hunt group A"):
        check_deletions("fjord", both, None)


def test_other_actions_do_not_count() -> None:
    many = draft(*(operation(str(n), action) for n in range(9) for action in ("add", "change", "free", "renumber")))
    check_deletions("fjord", many, 0)


def test_the_last_one_of_a_kind_is_not_deleted_unless_somebody_names_a_number() -> None:
    with pytest.raises(TooManyDeletions, match=r"deletes every user of the exchange \(1\)"):
        check_deletions("fjord", deleting(1, of=1), None)
    check_deletions("fjord", deleting(1, of=1), 1)


def test_a_kind_that_was_empty_may_stay_empty() -> None:
    some = draft(operation("101", "delete"), before={"users": 2, "greetings": 0}, after={"users": 1, "greetings": 0})
    check_deletions("fjord", some, None)


def test_a_kind_whose_objects_are_all_replaced_is_not_emptied() -> None:
    other = draft(operation("101", "delete"), operation("102"), before={"users": 1}, after={"users": 1})
    check_deletions("fjord", other, None)
