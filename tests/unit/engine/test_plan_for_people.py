"""A plan in the same bytes however it came about, and in words that are short and never hide a deletion."""

from __future__ import annotations

import json

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import envelope, plan_in_envelope
from tests.unit.engine.plans import EMPTY, operation, plan

TWO = plan(operation("101", steps=2), operation("102", "delete"), warnings=("Åse is shown as Ase",))


def test_the_compared_bytes_are_canonical() -> None:
    text = TWO.to_json()
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert "Åse is shown as Ase" in text


def test_the_order_in_which_slots_are_known_makes_no_difference() -> None:
    one = plan(slots={"users": {"Kari": 1, "Ola": 2}, "greetings": {"welcome": 1}})
    other = plan(slots={"greetings": {"welcome": 1}, "users": {"Ola": 2, "Kari": 1}})
    assert one.to_json() == other.to_json()


def test_the_order_of_operations_does() -> None:
    first, second = operation("101"), operation("102")
    assert plan(first, second).hash() != plan(second, first).hash()


@pytest.mark.parametrize(
    "field", ["exchange", "platform", "model", "software", "profile_hash", "before_hash", "desired_hash", "today"]
)
def test_whatever_bears_on_a_plan_is_in_its_hash(field: str) -> None:
    assert plan(**{field: "other"}).hash() != EMPTY.hash()


def test_commands_stand_in_order_and_the_way_back_in_reverse() -> None:
    assert TWO.commands == ["WRITE 101 1", "WRITE 101 2", "WRITE 102 1"]
    assert TWO.document()["operations"][0]["undo"] == ["UNDO 101 2", "UNDO 101 1"]


def test_how_a_plan_file_is_laid_out_makes_no_difference() -> None:
    document = json.loads(envelope(TWO, "", ""))
    assert document["plan_hash"] == TWO.hash()
    assert plan_in_envelope(json.dumps(document), "plan.json") == TWO.to_json()


@pytest.mark.parametrize("edit", [{"format": 0}, {"exchange": "fjell"}, {"operations": []}, {"more": True}])
def test_an_edited_plan_is_another_one(edit: dict[str, object]) -> None:
    document = json.loads(envelope(TWO, "", ""))
    document["plan"].update(edit)
    assert plan_in_envelope(json.dumps(document), "plan.json") != TWO.to_json()


def test_a_plan_without_operations_is_nothing_to_do() -> None:
    assert EMPTY.empty
    assert EMPTY.in_words() == ["fjord: nothing to do"]
    assert "Nothing to do." in EMPTY.to_markdown().splitlines()


@pytest.mark.parametrize(
    ("operations", "steps", "says"),
    [
        (1, 1, "fjord: 1 change, 1 command"),
        (1, 2, "fjord: 1 change, 2 commands"),
        (600, 2, "fjord: 600 changes, 1,200 commands"),
    ],
)
def test_the_summary_counts_objects_and_commands(operations: int, steps: int, says: str) -> None:
    assert plan(*(operation(str(number), steps=steps) for number in range(operations))).summary() == says


@pytest.mark.parametrize(
    ("action", "sign"),
    [("add", "+"), ("record", "+"), ("delete", "-"), ("free", "-"), ("change", "~"), ("renumber", "~"), ("move", "~")],
)
def test_each_operation_is_a_line_with_a_sign(action: str, sign: str) -> None:
    assert plan(operation("101", action)).in_words()[1:] == [f"  {sign} {action} users 101"]


def test_with_a_limit_the_others_of_a_kind_and_action_are_counted() -> None:
    words = plan(
        *(operation(str(number)) for number in range(101, 106)),
        *(operation(str(number), "change") for number in range(201, 203)),
        *(operation(name, kind="hunt_groups") for name in ("A", "B", "C")),
        warnings=("one", "two", "three"),
    ).in_words(most=2)
    assert words[1:] == [
        "  + add users 101",
        "  + add users 102",
        "  + ... and add 3 more users",
        "  ~ change users 201",
        "  ~ change users 202",
        "  + add hunt_groups A",
        "  + add hunt_groups B",
        "  + ... and add 1 more hunt groups",
        "  ! one",
        "  ! two",
        "  ! three",
    ]


@pytest.mark.parametrize("most", [0, 1, 5])
def test_deletions_are_always_shown(most: int) -> None:
    deletions = [operation(str(number), "delete") for number in range(101, 121)]
    words = plan(*deletions, *(operation(str(number)) for number in range(201, 221))).in_words(most)
    assert words[1:21] == [f"  - delete users {number}" for number in range(101, 121)]
    assert len(words) == 1 + 20 + most + 1


def test_without_a_limit_everything_is_shown() -> None:
    assert len(plan(*(operation(str(number)) for number in range(500))).in_words()) == 501


def test_a_bar_in_a_name_does_not_break_the_table_of_a_pull_request() -> None:
    rows = [line for line in plan(operation("A|B")).to_markdown().splitlines() if line.startswith("| `")]
    assert rows == ["| `WRITE A\\|B 1` | `UNDO A\\|B 1` |"]
