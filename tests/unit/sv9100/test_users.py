"""Which present user a wished one is, on which port, and what goes with him."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.unit.instant import Bench, sentences


def user(extension: str, name: str, **more: Any) -> dict[str, Any]:
    """A user of a site."""
    return {"extension": extension, "name": name, **more}


def people(*users: dict[str, Any]) -> dict[str, Any]:
    """A site with these users."""
    return {"users": list(users)}


def test_new_user_stays_on_the_port_of_his_number(bench: Bench) -> None:
    assert sentences(bench.draft(people(user("105", "Kari")))) == ["add user 105 Kari on port 5"]


def test_new_user_with_another_number_gets_the_lowest_free_port(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari")))
    assert sentences(bench.draft(people(user("101", "Kari"), user("400", "Ola")))) == ["add user 400 Ola on port 2"]


def test_port_that_is_named_is_taken_before_free_ones_are_given_out(bench: Bench) -> None:
    draft = bench.draft(people(user("400", "Kari"), user("401", "Ola", port=1)))
    assert sentences(draft) == ["add user 400 Kari on port 2", "add user 401 Ola on port 1"]


def test_port_whose_number_somebody_refers_to_is_not_given_out(bench: Bench) -> None:
    bench.poke("22-11-02", "9", "101")
    assert sentences(bench.draft(people(user("400", "Kari")))) == ["add user 400 Kari on port 2"]


def test_port_that_is_named_is_refused_when_its_number_is_referred_to(bench: Bench) -> None:
    bench.poke("22-11-02", "9", "101")
    with pytest.raises(PlanRefused, match="extension 101: cannot be deleted while it is referred to by DDI entry"):
        bench.draft(people(user("400", "Kari", port=1)))


@pytest.mark.parametrize(
    ("wished", "sentence"),
    [
        (user("400", "Kari", port=17), "user 400 Kari, port: port 17 is not installed; see pbx_site_info"),
        (user("400", "Kari", port=1), "user 400 Kari, port: port 1 is in use by user 101 Ola"),
    ],
)
def test_port_that_cannot_be_had(bench: Bench, wished: dict[str, Any], sentence: str) -> None:
    bench.apply(people(user("101", "Ola")))
    with pytest.raises(PlanRefused, match=sentence):
        bench.draft(people(wished), "merged")


def test_merged_gives_another_number_to_whoever_is_on_the_port_when_nobody_else_is_named(bench: Bench) -> None:
    bench.apply(people(user("101", "Ola")))
    draft = bench.draft({"users": [{"extension": "400", "port": 1}]}, "merged")
    assert sentences(draft)[0].startswith("renumber user 400 Ola: from 101 to 400, on port 1")


def test_no_port_is_free(bench: Bench) -> None:
    with pytest.raises(PlanRefused, match="user 416 U16, port: no port is free; the exchange has 16"):
        bench.draft(people(*(user(f"4{number:02d}", f"U{number}") for number in range(17))))


def test_name_in_the_slots_renumbers(bench: Bench) -> None:
    bench.apply(people(user("400", "Kari")))
    assert sentences(bench.draft(people(user("401", "Kari")))) == ["renumber user 401 Kari: from 400 to 401, on port 1"]


def test_without_slots_another_number_is_another_user(bench: Bench) -> None:
    bench.apply(people(user("400", "Kari")))
    draft = bench.draft(people(user("401", "Kari")), slots={})
    assert sentences(draft) == ["add user 401 Kari on port 2", "delete user 400 Kari from port 1"]


def test_named_port_renumbers_whom_nobody_wishes(bench: Bench) -> None:
    bench.apply(people(user("400", "Kari")))
    draft = bench.draft(people(user("401", "Ola", port=1)), slots={})
    assert sentences(draft) == ['renumber user 401 Ola: from 400 to 401, on port 1, shown as "Ola" instead of "Kari"']


def test_same_number_with_another_name_is_a_change_of_name(bench: Bench) -> None:
    bench.apply(people(user("400", "Kari")))
    assert sentences(bench.draft(people(user("400", "Ola")))) == [
        'change user 400 Ola: shown as "Ola" instead of "Kari"'
    ]


def test_swapped_numbers_of_two_who_show_the_same_are_seen_by_their_names(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari", display_name=""), user("102", "Ola", display_name="")))
    bench.poke("15-01-03", "102", "0")
    bench.apply(people(user("102", "Kari", display_name=""), user("101", "Ola", display_name="")))
    assert bench.rows()["11-02-01 1"] == "102"
    assert bench.rows()["15-01-03 101"] == "0"


def test_user_who_shows_nothing_on_his_factory_number_is_remembered(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari", display_name="")))
    assert bench.rows() == {}
    assert bench.apply(people(user("101", "Kari", display_name=""))).end == "nothing to do"
    assert bench.gather().site["users"] == [user("101", "Kari", display_name="")]


def test_slots_of_an_exchange_that_was_made_new_renumber_nobody(bench: Bench) -> None:
    bench.apply(people(user("400", "Kari")))
    bench.exchange.reset()
    assert sentences(bench.draft(people(user("400", "Kari")))) == ["add user 400 Kari on port 1"]


def test_two_of_the_same_name_have_no_slots(bench: Bench) -> None:
    outcome = bench.apply(people(user("400", "Kari"), user("401", "Kari"), user("402", "Ola")))
    assert outcome.plan.slots["users"] == {"Ola": 3}


def test_free_number_for_a_circle_is_named(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari"), user("102", "Ola")))
    (sentence,) = sentences(bench.draft(people(user("102", "Kari"), user("101", "Ola"))))
    assert "renumber user 101 Ola" in sentence
    assert "renumber user 102 Kari" in sentence
    assert sentence.endswith("(in a circle, through the free number 599)")


def test_swapped_ports(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari", port=1), user("102", "Ola", port=2)))
    bench.apply(people(user("101", "Kari", port=2), user("102", "Ola", port=1)))
    assert bench.rows()["11-02-01 1"] == "102"
    assert bench.rows()["11-02-01 2"] == "101"


def test_class_of_service_of_the_programming_extension_goes_with_its_person_under_merged(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari"), user("102", "Ola")))
    bench.apply(people(user("102", "Kari"), user("101", "Ola")), "merged")
    rows = bench.rows()
    assert {rows[f"20-06-01 102 {mode}"] for mode in range(1, 9)} == {"15"}
    assert {rows[f"20-06-01 101 {mode}"] for mode in range(1, 9)} == {"1"}


def test_class_of_service_that_is_left_out_is_the_factorys_under_overridden(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari", class_of_service={"day": 3}), user("102", "Ola")))
    assert bench.rows()["20-06-01 101 8"] == "3"
    bench.apply(people(user("101", "Kari"), user("102", "Ola")))
    assert not any(row.startswith("20-06-01") for row in bench.rows())


def test_deleting_is_refused_with_the_list_of_what_refers(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari"), user("102", "Ola")))
    bench.poke("15-07-01", "102 1", "01 101")
    bench.poke("22-11-02", "5", "101")
    with pytest.raises(PlanRefused) as caught:
        bench.draft(people(user("102", "Ola")))
    assert str(caught.value) == (
        "oslo: user 101 Kari: cannot be deleted while it is referred to by function key 102 1 (15-07-01), "
        "DDI entry: target 5 (22-11-02); change that first"
    )


def test_the_factorys_own_references_do_not_keep_a_user(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari")))
    bench.apply(people())
    assert bench.rows() == {"11-02-01 1": ""}


def test_reference_of_somebody_who_goes_too_does_not_keep_a_user(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari"), user("102", "Ola")))
    bench.poke("15-07-01", "102 1", "01 101")
    assert bench.apply(people()).end == "all new"


def test_merged_leaves_out_what_it_does_not_name(bench: Bench) -> None:
    bench.apply(people(user("101", "Kari", display_name="Front desk")))
    assert bench.apply({"users": [{"extension": "101"}]}, "merged").end == "nothing to do"


def test_new_user_under_merged_needs_a_name(bench: Bench) -> None:
    with pytest.raises(PlanRefused, match="user 400, name: is missing; a new user needs one"):
        bench.draft({"users": [{"extension": "400"}]}, "merged")


def test_somebody_on_a_port_whose_card_is_gone_stands_in_nobodys_way(bench: Bench) -> None:
    bench.poke("11-02-01", "40", "400")
    bench.poke("15-01-01", "400", "Kari")
    assert sentences(bench.draft({"users": [user("400", "Kari"), user("101", "Ola")]})) == [
        "add user 101 Ola on port 1"
    ]
