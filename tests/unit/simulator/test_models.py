"""What differs between the four models: limits, factory numbers, items that are missing, what is reserved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from simulator.fleet_file import check_cards
from simulator.model_files import items_like, like, model_names
from simulator.tables import load_model
from tests.unit.simulator.conftest import Desk, new_exchange

STORED = "STORED"
BEYOND = "REFUSED 03 INDEX OUT OF RANGE"
TOO_MUCH = "REFUSED 04 DATA OUT OF RANGE"
PROTECTED = "REFUSED 10 PROTECTED"
MODELS = ("sv9100", "sv8100", "sl2100", "sl1100")


def desk_of(model: str) -> Desk:
    return Desk(new_exchange(model=model))


def value(desk: Desk, place: str) -> str:
    row, status = desk.rows(f"READ {place}")
    assert status == "OK ROWS 1"
    return row.removeprefix(f"{place} =").removeprefix(" ")


def each_model(table: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """Turn rows with a column for each model into cases: model, item, limit. ``-`` stands for an absent item."""
    return [(model, key, row[column]) for key, row in table.items() for column, model in enumerate(MODELS)]


def test_there_are_four_models() -> None:
    assert sorted(MODELS) == model_names()


@pytest.mark.parametrize(
    ("model", "version"),
    [
        ("sv9100", ["MODEL SV9100", "REGION NA", "SOFTWARE 12.00", "LINE STAND-IN 1"]),
        ("sv8100", ["MODEL SV8100", "REGION NA", "SOFTWARE 11.00", "LINE STAND-IN 1"]),
        ("sl2100", ["MODEL SL2100", "REGION NA", "SOFTWARE 3.00", "LINE STAND-IN 1"]),
        ("sl1100", ["MODEL SL1100", "REGION NA", "SOFTWARE 6.00", "LINE STAND-IN 1"]),
    ],
)
def test_a_model_says_what_it_is(model: str, version: list[str]) -> None:
    assert Desk(new_exchange(model=model, region="NA")).rows("VERSION")[:-1] == version


LAST_INDEX = {
    "11-02-01": ("960", "512", "128", "128"),
    "11-04-01": ("512", "256", "50", "50"),
    "11-06-01": ("96", "96", "-", "-"),
    "11-07-01": ("64", "64", "50", "32"),
    "11-08-01": ("16", "16", "-", "-"),
    "11-17-01": ("64", "64", "8", "2"),
    "12-01-01": ("32", "32", "4", "4"),
    "14-05-01": ("400", "200", "128", "84"),
    "20-17-01": ("8", "8", "8", "8"),
    "22-09-01": ("100", "100", "50", "25"),
    "22-10-01": ("20", "20", "20", "20"),
    "22-11-01": ("4000", "2000", "2000", "800"),
    "22-14-01": ("100", "100", "50", "25"),
    "41-08-01": ("64", "64", "8", "2"),
    "47-02-01": ("128", "128", "128", "128"),
    "47-03-02": ("32", "32", "32", "32"),
    "47-10-01": ("400", "200", "128", "84"),
    "47-11-03": ("16", "16", "8", "8"),
}


@pytest.mark.parametrize(("model", "item", "last"), each_model(LAST_INDEX))
def test_the_last_index_is_there_and_the_next_one_is_not(model: str, item: str, last: str) -> None:
    desk = desk_of(model)
    if last == "-":
        assert desk.status(f"READ {item} 1") == "REFUSED 02 UNKNOWN ITEM"
        assert desk.status(f"LIST {item[:5]}") == "REFUSED 02 UNKNOWN ITEM"
        return
    assert desk.status(f"READ {item} 1") == "OK ROWS 1"
    assert desk.status(f"READ {item} {last}") == "OK ROWS 1"
    assert desk.status(f"READ {item} {int(last) + 1}") == BEYOND
    assert desk.status(f"READ {item} 0") == BEYOND


LAST_PART = {
    "15-07-01 {first}": ("48", "48", "48", "24"),
    "22-04-01 1": ("48", "48", "48", "32"),
    "25-06-01 100": ("9", "9", "9", "9"),
    "47-12-01 1": ("10", "10", "10", "10"),
}


@pytest.mark.parametrize(("model", "place", "last"), each_model(LAST_PART))
def test_the_last_word_of_an_index_is_there_and_the_next_one_is_not(model: str, place: str, last: str) -> None:
    desk = desk_of(model)
    place = place.format(first=value(desk, "11-02-01 1"))
    assert desk.status(f"READ {place} {last}") == "OK ROWS 1"
    assert desk.status(f"READ {place} {int(last) + 1}") == BEYOND


LAST_VALUE = {
    "12-06-01 1": ("32", "32", "4", "4"),
    "14-05-01 1": ("100", "100", "50", "25"),
    "14-05-02 1": ("400", "200", "128", "84"),
    "16-02-01 {first}": ("64", "64", "50", "32"),
    "16-02-02 {first}": ("9999", "999", "200", "999"),
    "22-10-02 1": ("4000", "2000", "2000", "800"),
    "23-02-01 {first}": ("64", "64", "50", "32"),
    "23-02-02 {first}": ("9999", "999", "9999", "999"),
    "41-02-01 {first} 1": ("64", "64", "8", "2"),
    "41-03-01 1 1": ("64", "64", "8", "2"),
    "41-03-03 1 1": ("7", "7", "4", "7"),
    "41-08-02 1": ("68", "68", "12", "6"),
    "41-08-03 1": ("2", "4", "2", "2"),
    "41-08-06 1": ("100", "100", "50", "25"),
    "41-09-01 2 1": ("65", "65", "9", "3"),
    "41-16-01 1": ("400", "200", "128", "84"),
    "45-01-01 1": ("64", "64", "50", "32"),
    "47-10-01 1": ("16", "16", "8", "8"),
    "47-11-04 1": ("16", "16", "8", "8"),
}


@pytest.mark.parametrize(("model", "place", "last"), each_model(LAST_VALUE))
def test_the_largest_value_is_stored_and_the_next_one_is_not(model: str, place: str, last: str) -> None:
    desk = desk_of(model)
    place = place.format(first=value(desk, "11-02-01 1"))
    assert desk.status(f"WRITE {place} = {last}") == STORED
    assert desk.status(f"WRITE {place} = {int(last) + 1}") == TOO_MUCH


LAST_RING_GROUP = {"22-05-01 1 1": ("100", "100", "50", "25"), "22-12-01 1 1": ("100", "100", "50", "25")}


@pytest.mark.parametrize(("model", "place", "last"), each_model(LAST_RING_GROUP))
def test_behind_the_ring_groups_come_only_the_two_voice_mails(model: str, place: str, last: str) -> None:
    desk = desk_of(model)
    for number in ("0", last, "102", "103"):
        assert desk.status(f"WRITE {place} = {number}") == STORED
    for number in (str(int(last) + 1), "101", "104"):
        assert desk.status(f"WRITE {place} = {number}") == TOO_MUCH


@pytest.mark.parametrize(
    ("model", "sources"), [("sv9100", "012"), ("sv8100", "01234"), ("sl2100", "12"), ("sl1100", "12")]
)
def test_small_models_have_no_announcement_from_an_aci_port(model: str, sources: str) -> None:
    desk = desk_of(model)
    assert value(desk, "41-08-03 1") == sources[0]
    accepted = [source for source in "012345" if desk.status(f"WRITE 41-08-03 1 = {source}") == STORED]
    assert "".join(accepted) == sources


FACTORY = {
    "11-02-01 1": ("101", "101", "101", "200"),
    "11-02-01 99": ("199", "199", "199", "298"),
    "11-02-01 100": ("3101", "3101", "200", "299"),
    "11-02-01 128": ("3129", "3129", "228", "327"),
    "11-04-01 1": ("201", "201", "250", ""),
    "11-04-01 50": ("250", "250", "299", ""),
    "11-07-01 1": ("", "", "3101", ""),
    "11-07-01 32": ("", "", "3132", ""),
    "11-01-01 3": ("4", "4", "4", "3"),
    "20-17-01 1": ("101", "101", "101", "200"),
    "22-04-01 1 1": ("101", "101", "101", "200"),
    "22-04-01 1 8": ("108", "108", "108", "207"),
    "22-04-01 1 9": ("", "", "", ""),
    "22-10-02 4": ("400", "400", "400", "400"),
    "45-01-01 1": ("0", "0", "50", "0"),
    "47-02-02 1": ("101", "101", "101", "200"),
    "47-02-02 64": ("164", "164", "164", "263"),
    "90-02-01 2": ("tech", "tech", "tech", "sltech"),
}


@pytest.mark.parametrize(("model", "place", "data"), each_model(FACTORY))
def test_factory_value(model: str, place: str, data: str) -> None:
    assert value(desk_of(model), place) == data


@pytest.mark.parametrize(
    ("model", "place", "data"),
    [
        ("sv9100", "11-02-01 960", "3961"),
        ("sv9100", "11-04-01 99", "299"),
        ("sv9100", "11-04-01 100", ""),
        ("sv8100", "11-02-01 512", "3513"),
        ("sv8100", "11-04-01 99", "299"),
        ("sv8100", "11-04-01 100", "3601"),
        ("sv8100", "11-04-01 256", "3757"),
        ("sl2100", "11-07-01 49", "3149"),
        ("sl2100", "11-07-01 50", "3999"),
        ("sl2100", "16-02-01 212", "1"),
        ("sl2100", "16-02-01 213", "50"),
        ("sl2100", "16-02-01 228", "50"),
        ("sl2100", "16-02-01 250", "1"),
        ("sv9100", "20-06-01 101 1", "15"),
        ("sv8100", "20-06-01 101 1", "15"),
        ("sl2100", "20-06-01 101 1", "15"),
        ("sl1100", "20-06-01 200 1", "1"),
    ],
)
def test_factory_value_of_one_model(model: str, place: str, data: str) -> None:
    assert value(desk_of(model), place) == data


@pytest.mark.parametrize(
    ("model", "number", "order"),
    [
        ("sv9100", "3961", "960"),
        ("sv9100", "201", "961"),
        ("sv8100", "3513", "512"),
        ("sv8100", "201", "513"),
        ("sv8100", "3757", "768"),
        ("sl2100", "228", "128"),
        ("sl2100", "250", "129"),
        ("sl2100", "299", "178"),
        ("sl1100", "327", "128"),
    ],
)
def test_virtual_extensions_follow_the_last_port_of_their_model(model: str, number: str, order: str) -> None:
    desk = desk_of(model)
    assert value(desk, f"16-02-02 {number}") == order
    assert value(desk, f"23-02-02 {number}") == order


@pytest.mark.parametrize("model", MODELS)
def test_no_factory_number_stands_twice_or_is_out_of_plan(model: str) -> None:
    desk = desk_of(model)
    rows = [row for item in numbers_of(model) for row in desk.rows(f"LIST {item[:5]} ALL")[:-1]]
    counted = Counter(row.partition(" = ")[2] for row in rows if " = " in row)
    assert set(counted.values()) == {1}
    for number in counted:
        length, kind = value(desk, f"11-01-01 {number[0]}"), value(desk, f"11-01-02 {number[0]}")
        assert (length, kind) == (str(len(number)), "2"), number


def numbers_of(model: str) -> tuple[str, ...]:
    return load_model(model).number_items


def test_small_models_have_one_number_space_of_four_programs() -> None:
    four = ("11-02-01", "11-04-01", "11-07-01", "11-17-01")
    assert numbers_of("sl2100") == numbers_of("sl1100") == four
    assert numbers_of("sv8100") == numbers_of("sv9100")
    desk = desk_of("sl1100")
    for place in ("11-04-01 1", "11-07-01 1", "11-17-01 2"):
        assert desk.status(f"WRITE {place} = 200") == "REFUSED 08 NUMBER IN USE 11-02-01 1"


HARDWARE = {
    "sv9100": ["SLOT 1 CARD DLCA PORTS 1-16", "SLOT 5 CARD PRIU TRUNKS 1-30"],
    "sv8100": ["SLOT 1 CARD DLCA PORTS 1-16", "SLOT 5 CARD PRIU TRUNKS 1-30"],
    "sl2100": ["SLOT 1 CARD 082U PORTS 1-12", "SLOT 5 CARD VM PORTS 113-128", "SLOT 2 CARD TRUNK TRUNKS 1-12"],
    "sl1100": ["SLOT 1 CARD 082U PORTS 1-24", "SLOT 2 CARD TRUNK TRUNKS 1-12"],
}


@pytest.mark.parametrize("model", MODELS)
def test_the_hardware_fits_the_model(model: str) -> None:
    rows = desk_of(model).rows("HARDWARE")
    assert set(HARDWARE[model]) <= set(rows)
    assert any(row.endswith("CARD VRS MESSAGES 1-100") for row in rows)
    assert any(row.endswith("CARD INMAIL MAILBOXES 1-64") for row in rows)
    check_cards(list(load_model(model).hardware), load_model(model))


# What the SL2100 reserves for its voice mail


@pytest.mark.parametrize(
    "line",
    [
        "16-01-01 50 = Support",
        "16-01-02 50 = 1",
        "16-01-03 50 = 1",
        "16-01-04 50 = 1",
        "16-01-10 50 = 3",
        "11-07-01 50 = 3998",
        "11-07-01 50 =",
        "11-02-01 113 = 213",
        "11-02-01 113 =",
        "11-02-01 128 = 3128",
        "16-02-01 213 = 1",
        "16-02-01 228 = 1",
        "16-02-01 228 = 50",
        "11-02-01 1 = 3999",
        "11-04-01 1 = 3999",
        "11-07-01 49 = 3999",
        "11-17-01 1 = 3999",
    ],
)
def test_the_voice_mail_of_the_sl2100_is_reserved(line: str) -> None:
    desk = desk_of("sl2100")
    before = desk.exchange.state.snapshot_rows()
    assert desk.status(f"WRITE {line}") == PROTECTED
    assert desk.exchange.state.snapshot_rows() == before


@pytest.mark.parametrize(
    "line",
    [
        "16-01-01 49 = Support",
        "11-07-01 49 = 3998",
        "11-02-01 112 =",
        "16-02-01 212 = 2",
        "16-02-01 250 = 2",
        "16-02-02 213 = 5",
        "15-01-01 213 = Voice mail",
    ],
)
def test_what_stands_beside_it_is_not_reserved(line: str) -> None:
    assert desk_of("sl2100").status(f"WRITE {line}") == STORED


@pytest.mark.parametrize("model", ["sv9100", "sv8100"])
def test_other_models_reserve_nothing(model: str) -> None:
    desk = desk_of(model)
    assert desk.status("WRITE 11-07-01 50 = 3999") == STORED
    assert desk.status("WRITE 16-01-01 50 = Support") == STORED
    assert desk.status("WRITE 11-02-01 113 =") == STORED


# Tables that are laid over those of another model


def test_a_model_keeps_what_it_does_not_change() -> None:
    base = {"name": "BIG", "line": "X", "spaces": {"port": {"numbers": "1-9"}, "mode": {"numbers": "1-8"}}}
    merged = like(base, {"name": "SMALL", "spaces": {"port": {"numbers": "1-2"}}})
    assert merged == {"name": "SMALL", "line": "X", "spaces": {"port": {"numbers": "1-2"}, "mode": {"numbers": "1-8"}}}


def test_an_item_keeps_what_is_not_changed_and_takes_a_source_of_its_own() -> None:
    base: list[dict[str, Any]] = [
        {"item": "11-02-01", "default": 1, "level": "IN", "source": "BIG"},
        {"item": "11-06-01"},
    ]
    changed = items_like(base, [{"item": "11-02-01", "default": 2, "source": "SMALL"}], ["11-06-01"])
    assert changed == [{"item": "11-02-01", "default": 2, "level": "IN", "source": "SMALL"}]


@pytest.mark.parametrize(
    ("own", "without", "message"),
    [
        ([{"item": "99-01-01", "source": "x"}], [], "item 99-01-01: there is no such item"),
        ([], ["99-01-01"], "item 99-01-01: there is no such item"),
        ([{"item": "11-02-01", "default": 2}], [], "item 11-02-01: a change says where it comes from"),
    ],
)
def test_a_change_of_nothing_or_without_a_source_is_an_error(
    own: list[dict[str, str]], without: list[str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        items_like([{"item": "11-02-01", "source": "BIG"}], own, without)
