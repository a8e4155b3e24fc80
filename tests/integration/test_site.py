"""pbx_site in real Ansible runs: each state plans, applies, tells the truth, and does nothing the second time."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import pytest

from tests.integration.workbench import EXCHANGE, GREETINGS, Site, TaskResult, Workbench, calm, site_of

SITE = "sentral.nec.pbx_site"
GATHERED: dict[str, Any] = {SITE: {"state": "gathered"}}


@dataclass
class Proof:
    """The same task three times: foreseen, done, done again; and what is there then."""

    predicted: TaskResult
    done: TaskResult
    again: TaskResult
    gathered: TaskResult


def prove(bench: Workbench, task: dict[str, Any]) -> Proof:
    """Check mode touches nothing and foresees the truth; the second run finds nothing to do. Both with writes fatal."""
    held, files = bench.rows(), operator_files(bench)

    def untouched() -> None:
        assert (bench.rows(), operator_files(bench)) == (held, files)
        bench.writes_fatal(False)

    run = bench.run(
        [
            {**task, "name": "check", "check_mode": True},
            {**task, "name": "do"},
            {**task, "name": "again"},
            {**GATHERED, "name": "gather"},
        ],
        "--diff",
        before={"check": bench.writes_fatal, "do": untouched, "again": bench.writes_fatal},
    )
    calm(run)
    assert run.exit_code == 0, run.output
    assert bench.fatal_writes() == 0
    proof = Proof(*run.results)
    for key in ("before", "after", "operations", "commands", "plan_hash", "summary", "diff"):
        assert proof.predicted[key] == proof.done[key], key
    assert proof.done["after"] == proof.again["after"] == proof.again["before"]
    assert as_gathered(proof.gathered["gathered"], set(proof.done["after"])) == as_gathered(proof.done["after"])
    assert (proof.predicted["end"], proof.done["end"], proof.again["end"]) == ("planned", "all new", "nothing to do")
    assert (proof.predicted["changed"], proof.done["changed"], proof.again["changed"]) == (True, True, False)
    assert proof.again["commands"] == []
    assert proof.again["commands_sent"]["writes"] == proof.predicted["commands_sent"]["writes"] == 0
    assert proof.done["commands_sent"]["writes"] >= len(proof.done["commands"])
    return proof


EMPTY: Site = {"users": [], "hunt_groups": [], "greetings": [], "schedules": []}


def as_gathered(site: Site, kinds: set[str] | None = None) -> Site:
    """A site without what ``gathered`` leaves to the slots file (ports) and cannot know (the names of audio files)."""
    left_out = {"users": "port", "greetings": "audio"}
    return {
        kind: [{name: value for name, value in entry.items() if name != left_out.get(kind)} for entry in entries]
        for kind, entries in site.items()
        if kinds is None or kind in kinds
    }


def operator_files(bench: Workbench) -> set[str]:
    """What stands beside the inventory."""
    ours = ("home", "results.jsonl", "playbook.yml", "doorbell")
    return {
        str(path.relative_to(bench.folder))
        for path in bench.folder.rglob("*")
        if path.relative_to(bench.folder).parts[0] not in ours
    }


@pytest.fixture
def site(bench: Workbench) -> Site:
    """A site of which everything is on the exchange."""
    return bench.equip(site_of(5))


def test_overridden_on_a_new_exchange_over_telnet(bench: Workbench) -> None:
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, "telnet")})
    bench.site(site_of())
    proof = prove(bench, {SITE: {"state": "overridden"}})
    assert proof.done["before"] == EMPTY
    assert proof.done["after"]["hunt_groups"] == site_of()["hunt_groups"]
    assert proof.done["operations"][0] == "record greeting welcome as message 1 (greetings/velkommen.wav, 0.8 s)"
    assert "add user 101 User 101 on port 1" in proof.done["operations"]
    assert proof.done["diff"]["before"] == ""
    assert "{extension: '101', name: User 101, port: 1}" in proof.done["diff"]["after"]
    rows, messages = bench.rows()
    assert rows["15-01-01 101"] == "User 101"
    assert list(messages) == [1]
    assert (bench.folder / "slots" / f"{EXCHANGE}.yml").read_text().startswith("# Written by Sentral")


def test_overridden_takes_away_what_the_site_does_not_have(bench: Workbench, site: Site) -> None:
    changed = copy.deepcopy(site)
    del changed["users"][4]
    changed["users"][3]["name"] = "Kari Lie"
    changed["hunt_groups"][0]["members"] = ["102", "103"]
    changed["greetings"] = [{"name": "welcome", "message": 1, "audio": "greetings/stengt.wav"}]
    del changed["schedules"][0]["exceptions"]
    proof = prove(bench, {SITE: {"state": "overridden", "config": changed}})
    assert proof.done["before"]["users"][4]["extension"] == "105"
    assert [user["extension"] for user in proof.done["after"]["users"]] == ["101", "102", "103", "104"]
    assert proof.done["after"]["hunt_groups"][0]["members"] == ["102", "103"]
    assert "exceptions" not in proof.done["after"]["schedules"][0]
    assert "delete user 105 User 105 from port 5" in proof.done["operations"]
    assert "User 105" in proof.done["diff"]["before"]
    assert "User 105" not in proof.done["diff"]["after"]
    assert "User 101" not in proof.done["diff"]["before"], "what stays as it is would only hide what changes"


def test_overridden_leaves_the_kinds_alone_that_are_no_key_of_the_site(bench: Workbench, site: Site) -> None:
    proof = prove(bench, {SITE: {"state": "overridden", "config": {"users": [*site["users"][:4]]}}})
    assert set(proof.done["after"]) == {"users"}
    assert proof.gathered["gathered"]["hunt_groups"][0]["members"] == ["101", "102"]


def test_merged_adds_and_changes_and_removes_nothing(bench: Workbench, site: Site) -> None:
    partial = {
        "users": [{"extension": "101", "name": "Kari Lie"}, {"extension": "106", "name": "Ola Vik"}],
        "hunt_groups": [{"name": "Sales", "distribution": "priority"}],
    }
    proof = prove(bench, {SITE: {"config": partial}})
    users = {user["extension"]: user["name"] for user in proof.done["after"]["users"]}
    assert users == {"101": "Kari Lie", **{str(n): f"User {n}" for n in range(102, 106)}, "106": "Ola Vik"}
    assert proof.done["after"]["hunt_groups"] == [{**site["hunt_groups"][0], "distribution": "priority"}]


def test_deleted_takes_away_what_is_listed(bench: Workbench, site: Site) -> None:
    listed = {
        "users": [{"extension": "101"}, {"extension": "104"}],
        "greetings": [{"name": "welcome"}],
        "schedules": [{"name": "opening-hours"}],
    }
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, pbx_max_deletions=4)})
    proof = prove(bench, {SITE: {"state": "deleted", "config": listed}})
    assert [user["extension"] for user in proof.done["after"]["users"]] == ["102", "103", "105"]
    assert proof.gathered["gathered"]["hunt_groups"][0]["members"] == ["102"]
    rows, messages = bench.rows()
    assert messages == {}
    assert not [row for row in rows if row.startswith("12-")], "schedules and trunks are the factory's again"


def test_gathered_fed_back_changes_nothing(bench: Workbench, site: Site) -> None:
    (bench.folder / "slots" / f"{EXCHANGE}.yml").unlink()  # as with an exchange that Sentral has never seen
    bench.writes_fatal()
    back = [{SITE: {"state": state, "config": "{{ there.gathered }}"}} for state in ("overridden", "merged")]
    run = bench.run([{**GATHERED, "register": "there"}, *back])
    assert run.exit_code == 0, run.output
    first, *others = run.results
    assert first["changed"] is False
    assert [group["name"] for group in first["gathered"]["hunt_groups"]] == ["Sales"]
    assert [schedule["name"] for schedule in first["gathered"]["schedules"]] == ["schedule-2"]
    assert first["gathered"]["greetings"][0]["audio"].startswith("sha256:")
    assert "schedule-2: 2" in (bench.folder / "slots" / f"{EXCHANGE}.yml").read_text()
    assert [result["changed"] for result in others] == [False, False]
    assert bench.fatal_writes() == 0


def test_site_info_says_what_there_is_and_writes_nothing(bench: Workbench, site: Site) -> None:
    before = operator_files(bench)
    bench.writes_fatal()
    run = bench.run({"sentral.nec.pbx_site_info": {}})
    info = run.result()
    assert run.exit_code == 0, run.output
    assert (info["exchange"]["model"], info["exchange"]["region"]) == ("SV9100", "EU")
    assert info["exchange"]["capacity"]["ports"] == {"installed": 16, "free": 11}
    assert info["exchange"]["capacity"]["hunt_groups"] == {"limit": 63, "used": 1, "free": 62}
    assert info["site"]["users"][0] == {"extension": "101", "name": "User 101"}
    assert info["changed"] is False
    assert operator_files(bench) == before
    assert bench.fatal_writes() == 0


def test_a_greeting_is_uploaded_only_when_it_differs(bench: Workbench, site: Site) -> None:
    other = copy.deepcopy(site)
    other["greetings"][0]["audio"] = str(GREETINGS / "vent-litt.flac")
    run = bench.run([{SITE: {"config": site}}, {SITE: {"config": other}}])
    same, replaced = run.results
    assert same["end"] == "nothing to do"
    assert replaced["operations"] == [f"replace greeting welcome as message 1 ({GREETINGS / 'vent-litt.flac'}, 1.5 s)"]
    assert bench.fleet.counters(EXCHANGE)["commands"]["VRS BEGIN"] == 2, "one of them before this test"
    saved = list((bench.folder / ".sentral" / EXCHANGE / "journal").glob("*.audio/*.wav"))
    assert len(saved) >= 2, "the old audio is saved with the journal first"


def test_names_in_norwegian_are_shown_as_the_exchange_can(bench: Workbench) -> None:
    site = {"users": [{"extension": "101", "name": "Åse Bjørnæs"}, {"extension": "102", "name": "Per Ås"}]}
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, pbx_transliterate=True)})
    proof = prove(bench, {SITE: {"state": "overridden", "config": site}})
    assert 'add user 101 Åse Bjørnæs on port 1, shown as "Ase Bjornaes"' in proof.done["operations"]
    assert bench.rows()[0]["15-01-01 101"] == "Ase Bjornaes"
    assert proof.gathered["gathered"]["users"][0]["name"] == "Åse Bjørnæs", "the slots file knows the name"


def test_renumbering_takes_every_reference_along(bench: Workbench, site: Site) -> None:
    bench.fleet.poke(EXCHANGE, "22-04-01", "2 1", "101")
    renumbered = copy.deepcopy(site)
    renumbered["users"][0]["extension"] = "151"
    renumbered["hunt_groups"][0]["members"] = ["151", "102"]
    proof = prove(bench, {SITE: {"state": "overridden", "config": renumbered}})
    assert any(
        sentence.startswith("renumber user 151 User 101: from 101 to 151") for sentence in proof.done["operations"]
    )
    rows = bench.rows()[0]
    assert rows["22-04-01 2 1"] == "151"
    assert not [row for row in rows if row.split(" ")[-1] == "101" and row[:2] in ("15", "16", "23")]
