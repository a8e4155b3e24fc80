"""A row that cannot be read stops the reading with a sentence, before anything is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import ReadFailed
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.patterns import day_of_entries
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import FAMILY, SV9100
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.readable_rows import why_unreadable
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.snapshot import cards_of, parse_row
from tests.unit.instant import Bench


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("11-02-01 x = 201", "11-02-01 is indexed by port"),
        ("11-02-01 1 2 = 201", "11-02-01 is indexed by port"),
        ("12-02-01 1 = 0800", "12-02-01 is indexed by night group, pattern, entry"),
        (f"47-02-01 {'9' * 5000} = 1", "47-02-01 is indexed by station mailbox"),
        ("11-01-02 00 = 2", "11-01-02 is indexed by leading digit"),
        ("14-05-01 1 = x", "needs a number"),
        ("14-05-01 1 = ٣", "needs a number"),
        ("12-04-01 2 1224 =", "needs a number"),
        ("41-11-02 1 =", "needs a number"),
        ("16-01-02 2 = 2", "needs 0 or 1"),
        ("16-02-01 101 = 99", "needs a number up to 64"),
        ("16-02-02 101 =", "needs a priority from 1"),
        ("16-02-02 101 = 0000", "needs a priority from 1"),
        ("41-05-01 1 1 = 8", "needs a time such as 0800"),
        ("47-10-01 1 = 9999", "needs a number up to 16"),
        ("47-12-03 1 1 = 9", "needs a day from 1 to 7, or nothing"),
        ("47-12-07 1 1 = 8", "needs a time such as 0800, or nothing"),
        ("47-12-02 99 1 = 3 1", "answer tables go from 1 to 16"),
    ],
)
def test_why_a_row_cannot_be_read(row: str, why: str) -> None:
    parsed = parse_row(row)
    assert parsed is not None
    assert why_unreadable(SV9100.profile, *parsed).endswith(why)
    with pytest.raises(ReadFailed, match=f"^oslo: running_config holds a row that cannot be read: .*{why}$"):
        SV9100.parse("oslo", row)


def test_digits_of_other_scripts_make_no_row() -> None:
    assert parse_row("١٦-02-01 105 = 2") is None


def test_a_pattern_with_times_that_are_none_is_no_day() -> None:
    assert day_of_entries((("0000", "2400", "2"),)) == ()
    assert day_of_entries((("\x10000", "2400", "2"),)) is None


def test_an_exchange_that_says_it_is_refused(bench: Bench) -> None:
    bench.poke("14-05-01", "1", "x")
    with pytest.raises(ReadFailed, match=r"^oslo: LIST 14-05 was answered with a row .*; .* needs a number$"):
        bench.gather()


def test_a_card_with_more_ports_than_there_can_be() -> None:
    """Counting them would fill the memory."""
    with pytest.raises(ReadFailed, match="HARDWARE was answered with a row that cannot be read"):
        cards_of("oslo", ["SLOT 1 CARD X PORTS 1-999999999999"])


@pytest.mark.parametrize("region", FAMILY["sv9100"])
@pytest.mark.parametrize("model", FAMILY)
def test_what_the_factory_put_there_can_be_read(model: str, region: str) -> None:
    profile = FAMILY[model][region].profile
    for item in profile.items.values():
        data = "" if not isinstance(item.factory, str) else item.factory
        index = tuple("2359" if word == "date" else "1" for word in item.index)
        assert callable(item.factory) or why_unreadable(profile, (item.item, index), data) == "", item.item
        for index, data in item.factory_rows():
            assert why_unreadable(profile, (item.item, index), data) == "", item.item


@pytest.mark.parametrize("model", FAMILY)
def test_every_row_of_an_exchange_can_be_read(model: str, tmp_path: Path) -> None:
    """Also those that follow a rule, as the priority of port 1000 does: a comparison lists them all."""
    bench = Bench(tmp_path, model=model)
    assert [str(each) for each in bench.platform.compare("oslo", bench.open()) if not each.agrees] == []
