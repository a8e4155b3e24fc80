"""The factory gave the first extensions a mailbox each: it is theirs, and goes along when they get another number."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from simulator.mailboxes import keep_messages
from tests.unit.instant import Bench, sentences

KARI, OLA = {"extension": "101", "name": "Kari"}, {"extension": "102", "name": "Ola"}


def moved(user: dict[str, Any], extension: str) -> dict[str, Any]:
    """The same user with another number."""
    return {**user, "extension": extension}


def box(bench: Bench, number: int) -> tuple[str, str]:
    """The type and the number of a station mailbox."""
    rows = {"47-02-01 1": "1", "47-02-02 1": "101", "47-02-01 2": "1", "47-02-02 2": "102", **bench.rows()}
    return rows.get(f"47-02-01 {number}", "1"), rows[f"47-02-02 {number}"]


def test_the_box_follows_its_user(bench: Bench) -> None:
    bench.apply({"users": [KARI]})
    users = {"users": [moved(KARI, "400")]}
    assert sentences(bench.draft(users)) == [
        "renumber user 400 Kari: from 101 to 400, on port 1, 3 references elsewhere follow"
    ]
    bench.apply(users)
    assert box(bench, 1) == ("1", "400")
    assert bench.draft(users).operations == ()


def test_a_box_with_other_settings_and_the_factorys_number_follows_too(bench: Bench) -> None:
    bench.apply({"users": [KARI]})
    bench.poke("47-02-03", "1", "5")
    bench.apply({"users": [moved(KARI, "400")]})
    assert box(bench, 1) == ("1", "400")


def test_a_box_that_is_switched_off_is_nobodys(bench: Bench) -> None:
    bench.apply({"users": [KARI]})
    bench.poke("47-02-01", "1", "0")
    bench.apply({"users": [moved(KARI, "400")]})
    assert box(bench, 1) == ("0", "101")


def test_the_boxes_of_two_who_swap_are_swapped(bench: Bench) -> None:
    bench.apply({"users": [KARI, OLA]})
    bench.apply({"users": [moved(KARI, "102"), moved(OLA, "101")]})
    assert (box(bench, 1), box(bench, 2)) == (("1", "102"), ("1", "101"))


def test_the_factorys_box_of_the_new_number_makes_room(bench: Bench) -> None:
    bench.apply({"users": [KARI]})
    bench.apply({"users": [moved(KARI, "102")]})
    assert (box(bench, 1), box(bench, 2)) == (("1", "102"), ("0", ""))


def test_messages_are_still_those_of_their_owner(bench: Bench) -> None:
    bench.apply({"users": [KARI], "mailboxes": [{"number": "101", "user": "101"}]})
    keep_messages(bench.exchange.state, "STATION", "1", 3)
    bench.apply({"users": [moved(KARI, "400")], "mailboxes": [{"number": "400", "user": "400"}]})
    assert box(bench, 1) == ("1", "400")


@pytest.mark.parametrize("state", ["merged", "overridden"])
def test_a_box_that_the_site_names_by_the_new_number_is_the_one_that_he_has(bench: Bench, state: str) -> None:
    bench.apply({"users": [KARI, OLA], "mailboxes": []})
    site = {"users": [moved(KARI, "400"), OLA], "mailboxes": [{"number": "400", "user": "400", "messages": 7}]}
    bench.apply(site, state)
    assert box(bench, 1) == ("1", "400")
    assert bench.rows()["47-02-03 1"] == "7"
    assert bench.draft(site, state).operations == ()


def test_where_the_site_has_all_mailboxes_and_not_his_the_plan_says_that_it_goes(bench: Bench) -> None:
    bench.apply({"users": [KARI], "mailboxes": []})
    site = {"users": [moved(KARI, "400")], "mailboxes": []}
    assert "delete mailbox 101 (station mailbox 1)" in sentences(bench.draft(site))
    bench.apply(site)
    assert box(bench, 1) == ("0", "")
    assert bench.draft(site).operations == ()


def test_a_box_that_went_along_is_switched_off_when_its_user_goes(bench: Bench) -> None:
    bench.apply({"users": [OLA]})
    bench.apply({"users": [moved(OLA, "400")]})
    bench.poke("22-04-01", "1 2", "102")  # what else the factory had lead to 102 was changed by hand
    draft = bench.draft({"users": []})
    assert sentences(draft) == [
        "switch off mailbox 400 (station mailbox 2), which the factory gave to user 400 Ola",
        "delete user 400 Ola from port 2",
    ]
    bench.apply({"users": []})
    assert bench.rows() == {"11-02-01 2": "", "47-02-01 2": "0", "47-02-02 2": ""}


@pytest.mark.parametrize("what", ["messages", "settings"])
def test_a_box_that_somebody_used_is_not_switched_off_with_its_user(bench: Bench, what: str) -> None:
    bench.apply({"users": [OLA]})
    bench.apply({"users": [moved(OLA, "400")]})
    bench.poke("22-04-01", "1 2", "102")
    if what == "messages":
        keep_messages(bench.exchange.state, "STATION", "2", 3)
    else:
        bench.poke("47-02-03", "2", "5")
    with pytest.raises(PlanRefused, match=r"cannot be deleted while it is referred to by .* 2 \(47-02-02\)"):
        bench.draft({"users": []})
