"""The tables of kinds and fields check themselves: a line that would mislead somebody cannot be written."""

from __future__ import annotations

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Field, Kind
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KEYS_NOT_SUPPORTED_YET, KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import Text, ValueType

NAME = Field("name", Text(), "The name.", required=True)
NOTE = Field("note", Text(), "A note.", default="None.")
FIELDS = [pytest.param(field, id=f"{kind.name}-{field.name}") for kind in KINDS.values() for field in kind.fields]


@pytest.mark.parametrize("name", ["Name", "display-name", "name2", "_name", "", "full name"])
def test_a_fields_name_is_lower_case_words(name: str) -> None:
    with pytest.raises(ValueError, match="lower-case words"):
        Field(name, Text(), "The name.", required=True)


def test_a_fields_meaning_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="the meaning of name is a sentence"):
        Field("name", Text(), "the name", required=True)


def test_a_field_that_may_be_left_out_says_what_that_means() -> None:
    with pytest.raises(ValueError, match="note may be left out, so say what that means"):
        Field("note", Text(), "A note.")


def test_a_kind_has_a_field_once() -> None:
    with pytest.raises(ValueError, match="things has a field twice"):
        Kind("things", "thing", "name", (NAME, NAME))


@pytest.mark.parametrize("key", ["number", "note"])
def test_the_key_of_a_kind_is_one_of_its_required_fields(key: str) -> None:
    with pytest.raises(ValueError, match="the key of things must be one of its required fields"):
        Kind("things", "thing", key, (NAME, NOTE))


@pytest.mark.parametrize("name", ["name", "number"])
@pytest.mark.parametrize("rule", ["exclusive", "one_of", "needs"])
def test_a_rule_across_fields_is_about_fields_that_may_be_left_out(rule: str, name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} is not a field of things that may be left out"):
        Kind("things", "thing", "name", (NAME, NOTE), **{rule: (("note", name),)})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "entry", "label"),
    [
        ("users", {"extension": "105", "name": "Kari Nordmann"}, "user 105 Kari Nordmann"),
        ("users", {"extension": "105"}, "user 105"),
        ("hunt_groups", {"name": "Support"}, "hunt group Support"),
        ("incoming_routes", {"number": "22334455", "name": "Main"}, "incoming route 22334455 Main"),
        ("mailboxes", {"number": "190", "group": "Sales"}, "mailbox 190"),
    ],
)
def test_sentences_call_an_object_by_word_key_and_name(kind: str, entry: dict[str, str], label: str) -> None:
    assert KINDS[kind].label(entry) == label


def test_an_object_is_written_with_the_fields_it_has_in_the_tables_order() -> None:
    written = KINDS["users"].write({"hunt_group": "Support", "extension": "105"})
    assert list(written.items()) == [("extension", "105"), ("hunt_group", "Support")]


def test_a_field_is_found_by_its_name() -> None:
    assert Kind("things", "thing", "name", (NAME, NOTE)).field("note") is NOTE


def test_the_kinds_are_found_by_the_key_of_the_site_file() -> None:
    assert {name: kind.name for name, kind in KINDS.items()} == {name: name for name in KINDS}


def test_what_is_supported_is_not_among_what_is_not_supported_yet() -> None:
    assert not set(KINDS) & set(KEYS_NOT_SUPPORTED_YET)


def test_the_nine_keys_of_the_design_are_all_known() -> None:
    assert len({*KINDS, *KEYS_NOT_SUPPORTED_YET}) == 9


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_a_type_of_its_own_that_argument_specs_know(field: Field) -> None:
    assert type(field.type) is not ValueType
    assert field.type.ansible_type in {"str", "int", "bool", "list", "dict"}
    assert (field.type.elements is not None) == (field.type.ansible_type == "list")


@pytest.mark.parametrize("field", FIELDS)
def test_every_default_is_a_sentence(field: Field) -> None:
    assert field.required or field.default.endswith(".")
