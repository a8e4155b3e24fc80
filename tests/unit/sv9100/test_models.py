"""Every model of the family: its own factory, its own limits, and nothing of another's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import WrongExchange
from ansible_collections.sentral.nec.plugins.module_utils.platforms.registry import (
    PLATFORMS,
    UnknownPlatform,
    platform_named,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profiles import MODELS, REGIONS
from tests.unit.instant import Bench

NAMES = ("sv9100", "sv8100", "sl2100", "sl1100")
FIRST_EXTENSION = {"sv9100": "101", "sv8100": "101", "sl2100": "101", "sl1100": "200"}
VOICE_MAIL = "belongs to the SL2100's own voice mail, and the exchange lets nobody program it"


@pytest.fixture(params=NAMES)
def bench_of_model(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    """A factory-new exchange of each model."""
    return Bench(tmp_path, model=request.param)


def people(first: str, count: int = 2, **fields: Any) -> list[dict[str, Any]]:
    """Users on the first extensions."""
    return [{"extension": str(int(first) + place), "name": f"Person {place}", **fields} for place in range(count)]


def test_every_model_is_a_platform_in_every_region() -> None:
    assert tuple(PLATFORMS) == NAMES
    assert all(tuple(regions) == REGIONS for regions in PLATFORMS.values())
    hashes = {platform.profile_hash() for regions in PLATFORMS.values() for platform in regions.values()}
    assert len(hashes) == len(NAMES) * len(REGIONS)


def test_an_unknown_platform_and_an_unknown_region() -> None:
    with pytest.raises(UnknownPlatform, match="oslo: pbx_platform: 'sl1000' is not supported yet; supported: sl1100, "):
        platform_named("oslo", "sl1000")
    with pytest.raises(UnknownPlatform, match="oslo: pbx_region: 'no' is no region of sl2100; it is one of EU, NA, AU"):
        platform_named("oslo", "sl2100", "no")


def test_a_new_exchange_holds_nothing_that_somebody_programmed(bench_of_model: Bench) -> None:
    snapshot = bench_of_model.platform.read("oslo", bench_of_model.open())
    assert list(snapshot.rows.items()) == []
    assert {kind: entries for kind, entries in bench_of_model.gather().site.items() if entries} == {}


def test_a_reading_takes_the_commands_that_the_profile_says(bench_of_model: Bench) -> None:
    session = bench_of_model.open()
    bench_of_model.platform.read("oslo", session)
    assert session.commands_sent.total == bench_of_model.platform.profile.reads


def test_users_and_a_hunt_group_come_and_go(bench_of_model: Bench) -> None:
    model = bench_of_model.exchange.config.model
    users = people(FIRST_EXTENSION[model])
    group = {"name": "Sales", "pilot": "150" if model != "sl1100" else "250", "members": [users[0]["extension"]]}
    assert bench_of_model.apply({"users": users, "hunt_groups": [group]}).end == "all new"
    gathered = bench_of_model.gather().site
    assert [user["extension"] for user in gathered["users"]] == [user["extension"] for user in users]
    assert [entry["pilot"] for entry in gathered["hunt_groups"]] == [group["pilot"]]
    assert bench_of_model.apply({"users": users, "hunt_groups": [group]}).end == "nothing to do"
    assert bench_of_model.apply({"users": users, "hunt_groups": []}).end == "all new"
    assert not bench_of_model.gather().site["hunt_groups"]


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_reads_its_own(tmp_path: Path, region: str) -> None:
    bench = Bench(tmp_path, model="sl1100", region=region)
    assert bench.platform.read("oslo", bench.open()).region == region


@pytest.mark.parametrize("declared", NAMES)
def test_another_model_s_exchange_is_left_alone(bench_of_model: Bench, declared: str) -> None:
    model = bench_of_model.exchange.config.model
    if declared == model:
        return
    session = bench_of_model.open()
    sentence = (
        f"oslo: pbx_platform: the exchange says that it is an {model.upper()}, the inventory says {declared}; "
        f"set pbx_platform: {model} if this is the right exchange, or correct ansible_host. Nothing was changed"
    )
    with pytest.raises(WrongExchange, match=re.escape(sentence)):
        platform_named("oslo", declared).read("oslo", session)
    assert session.commands_sent.total == 1


def test_another_region_s_exchange_is_left_alone(tmp_path: Path) -> None:
    bench = Bench(tmp_path, model="sl2100", region="AU")
    sentence = "oslo: pbx_region: the exchange is programmed for region AU, the inventory says EU; set pbx_region: AU"
    with pytest.raises(WrongExchange, match=re.escape(sentence)):
        platform_named("oslo", "sl2100", "EU").read("oslo", bench.open())


def test_what_a_model_lacks_is_not_read() -> None:
    lacking = {profile.model for profile in MODELS if "11-06-01" not in profile.items}
    assert lacking == {"SL2100", "SL1100"}
    for profile in MODELS:
        assert ("11-08" in profile.programs) == (profile.model not in lacking)
        assert profile.programs == tuple(sorted({number[:5] for number in profile.items}))


@pytest.mark.parametrize(
    ("site", "sentence"),
    [
        ({"users": [{"extension": "110", "name": "Kari", "port": 113}]}, f"port: port 113 {VOICE_MAIL}"),
        ({"users": [{"extension": "213", "name": "Kari"}]}, f"extension: 213 {VOICE_MAIL}"),
        ({"hunt_groups": [{"name": "Sales", "pilot": "3999", "members": []}]}, f"pilot: 3999 {VOICE_MAIL}"),
        ({"hunt_groups": [{"name": "Sales", "pilot": "150", "members": ["228"]}]}, f"members: 228 {VOICE_MAIL}"),
    ],
    ids=["port", "extension", "pilot", "member"],
)
def test_the_voice_mail_of_the_sl2100_is_never_given_away(tmp_path: Path, site: dict[str, Any], sentence: str) -> None:
    bench = Bench(tmp_path, model="sl2100")
    with pytest.raises(SiteError, match=re.escape(sentence)):
        bench.prepare(site)


def test_ports_of_the_voice_mail_are_no_free_ports(tmp_path: Path) -> None:
    bench = Bench(tmp_path, model="sl2100")
    snapshot = bench.platform.read("oslo", bench.open())
    assert snapshot.installed("PORTS") == set(range(1, 13))
    assert any(card.first == 113 for card in snapshot.cards)
    assert snapshot.copy().installed("PORTS") == set(range(1, 13))
    assert bench.platform.factory_snapshot(bench.wish({})).installed("PORTS") == set(range(1, 113))
    with pytest.raises(SiteError, match="is not a slot of the SL2100"):
        bench.prepare({"users": people("101")}, slots={"users": {"Person 0": 113}})
    with pytest.raises(SiteError, match="is not a slot of the SL2100"):
        bench.prepare({"hunt_groups": []}, slots={"hunt_groups": {"Sales": 50}})


def test_what_is_programmed_for_the_voice_mail_makes_no_user(tmp_path: Path) -> None:
    bench = Bench(tmp_path, model="sl2100")
    bench.poke("15-01-01", "213", "VM 1")
    assert not bench.gather().site["users"]
    assert bench.apply({"users": people("101")}).end == "all new"
    assert bench.rows()["15-01-01 213"] == "VM 1"
    assert all(snapshot_port != "113" for snapshot_port in bench.slots.get("users", {}).values())


def test_a_pilot_of_the_factory_is_given_to_whoever_wants_it(tmp_path: Path) -> None:
    bench = Bench(tmp_path, model="sl2100")
    site = {"users": people("101"), "hunt_groups": [{"name": "Sales", "pilot": "3107", "members": ["101"]}]}
    assert bench.apply(site).end == "all new"
    assert bench.rows()["11-07-01 7"] == ""
    assert bench.apply({"users": people("101"), "hunt_groups": []}).end == "all new"
    assert not bench.gather().site["hunt_groups"]


@pytest.mark.parametrize("profile", MODELS, ids=lambda profile: profile.model)
def test_codes_are_those_behind_the_last_queue(profile: Any) -> None:
    codes = profile.overflow_codes
    assert list(codes) == ["table", "voice_mail", "speed_dial", "ring_group"]
    assert list(codes.values()) == list(range(profile.limits.acd_groups + 1, profile.limits.acd_groups + 5))
    assert profile.items["41-08-03"].factory in profile.announcement_sources.values()


REFERRING = {
    "15-07-01 102 5": "05 {}",
    "15-12-01 102": "{}",
    "15-14-01 102 1": "{}",
    "20-17-01 2": "{}",
    "21-11-01 102": "{}",
    "22-04-01 3 1": "{}",
    "22-07-01 1 1": "{}",
    "22-11-02 7": "{}",
    "24-09-03 102": "{}",
    "25-06-01 1 1": "{}",
    "30-03-01 1 1": "05 {}",
    "47-02-02 100": "{}",
    "47-03-02 3": "{}",
}


def test_a_new_number_is_followed_wherever_somebody_wrote_the_old_one(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    users = people("101")
    bench.apply({"users": users})
    bench.poke("47-02-01", "5", "0")  # the factory's box of 105 is out of the way, and so is that of 150
    bench.poke("47-02-02", "50", "")
    users = [*users, {"extension": "105", "name": "Kari"}]
    bench.apply({"users": users})
    for place, data in REFERRING.items():
        item, _space, index = place.partition(" ")
        bench.poke(item, index, data.format("105"))
    users[-1] = {"extension": "150", "name": "Kari"}
    assert bench.apply({"users": users}).end == "all new"
    assert {place: bench.rows()[place] for place in REFERRING} == {
        place: data.format("150") for place, data in REFERRING.items()
    }


def test_every_item_that_refers_is_tried() -> None:
    refers = {number for profile in MODELS for number, item in profile.items.items() if item.refers}
    forwarding = {f"24-09-0{part}" for part in range(2, 8)}
    assert refers - forwarding == {place.partition(" ")[0] for place in REFERRING} - forwarding
