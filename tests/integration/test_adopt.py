"""playbooks/adopt.yml: what an exchange holds becomes its site file, and then the next plan is empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_file
from tests.integration.ansible_run import CHECKOUT
from tests.integration.workbench import EXCHANGE, GREETINGS, Site, Workbench, calm, site_of
from tests.unit.documentation.conftest import ModuleFile

ADOPT: dict[str, Any] = {"sentral.nec.pbx_adopt": {}}
OFFICE = {
    "name": "office",
    "trunks": ["1-4"],
    "weekly": {day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")},
    "holidays": {"calendar": "NO"},
    "exceptions": [{"date": "2026-12-24", "open": ["08:00-12:00"]}],
}

EVERYTHING: Site = {
    **site_of(6),
    "pickup_groups": [{"name": "Front", "members": ["101", "102"]}],
    "queues": [
        {
            "name": "Orders",
            "pilot": "190",
            "agents": ["103", "104"],
            "announcements": [{"greeting": "wait", "after": 10, "repeat": 3}],
            "overflow": {"after": 60, "to": {"mailbox": "190"}},
            "limit": {"calls": 5},
        }
    ],
    "answering_positions": [{"name": "Reception", "number": 1, "extension": "105"}],
    "greetings": [
        {"name": "welcome", "message": 1, "audio": "greetings/velkommen.wav"},
        {"name": "wait", "message": 2, "audio": "greetings/vent-litt.flac"},
        {"name": "closed", "message": 3, "audio": "greetings/stengt.wav"},
    ],
    "schedules": [{**OFFICE, "trunks": ["1-30"]}],
    "incoming_routes": [
        {
            "number": "22334455",
            "name": "Main",
            "trunk_group": 1,
            "schedule": "office",
            "open": {"queue": "Orders"},
            "closed": {"greeting": "closed", "then": "disconnect"},
        }
    ],
    "mailboxes": [{"number": "190", "group": "Orders"}],
}
EVERYTHING["users"][0] |= {"forward": {"busy": "180", "no_answer": "180"}, "toll_class": {"day": 3, "night": 4}}
EVERYTHING["users"][1] |= {"keys": [{"key": 5, "function": "night_mode", "data": "0"}]}


def forget(bench: Workbench, *folders: str) -> None:
    """The files of the operator are lost; only the exchange knows."""
    for folder in folders or ("sites", "slots"):
        for path in (bench.folder / folder).iterdir():
            path.unlink()


def site_file(bench: Workbench) -> Path:
    """The site file."""
    return bench.folder / "sites" / f"{EXCHANGE}.yml"


def text_of(bench: Workbench) -> str:
    """What stands in the site file."""
    return site_file(bench).read_text(encoding="utf-8")


def held(bench: Workbench) -> Site:
    """The site that stands in the site file."""
    return read_site(EXCHANGE, load_file(site_file(bench))).write()


def assert_the_next_plan_is_empty(bench: Workbench) -> None:
    """Nothing is left to do, and nothing is warned of that adopt did not say."""
    planned = bench.shipped("plan")
    assert planned.exit_code == 0, planned.output
    assert planned.result()["operations"] == []
    assert f"{EXCHANGE}: nothing to do" in planned.output


def test_what_was_applied_is_adopted_and_the_next_plan_is_empty(bench: Workbench) -> None:
    site = {**site_of(5), "schedules": [OFFICE]}
    site["users"][2] |= {"class_of_service": {"day": 2, "night": 5}}
    bench.equip(site)
    (bench.folder / "schemas").symlink_to(CHECKOUT / "schemas")
    forget(bench)
    rows = bench.rows()
    bench.writes_fatal()

    checked = bench.shipped("adopt", "--check", "--diff")
    assert checked.exit_code == 0, checked.output
    assert checked.result()["changed"] is True
    assert f"sites/{EXCHANGE}.yml" in checked.result()["written"]
    assert not site_file(bench).exists()
    assert not (bench.folder / "slots" / f"{EXCHANGE}.yml").exists()

    adopted = bench.shipped("adopt", "-e", "adopt_calendar=NO")
    calm(adopted)
    assert adopted.exit_code == 0, adopted.output
    assert (bench.rows(), bench.fatal_writes()) == (rows, 0)
    assert adopted.result()["counts"] == {"users": 5, "hunt_groups": 1, "greetings": 1, "schedules": 1}
    assert adopted.result()["unexpressed"] == []
    counts = "5 users, 1 hunt group, 1 greeting and 1 schedule"
    assert f"{EXCHANGE}: {counts}; written: sites/greetings/greeting-1.wav, sites/{EXCHANGE}.yml, " in adopted.output
    assert (
        text_of(bench)
        == f"""\
---
# yaml-language-server: $schema=../schemas/site.schema.json
# Adopted from {EXCHANGE}, SV9100 with software 12.00.
# {counts}.
users:
  - {{extension: "101", name: User 101}}
  - {{extension: "102", name: User 102}}
  - {{extension: "103", name: User 103, class_of_service: {{day: 2, night: 5}}}}
  - {{extension: "104", name: User 104}}
  - {{extension: "105", name: User 105}}

hunt_groups:
  - {{name: Sales, pilot: "180", distribution: circular, members: ["101", "102"]}}

greetings:
  - {{name: greeting-1, audio: greetings/greeting-1.wav, message: 1}}

schedules:
  - name: schedule-2
    trunks: ["1-4"]
    weekly:
      monday: ["08:00-16:00"]
      tuesday: ["08:00-16:00"]
      wednesday: ["08:00-16:00"]
      thursday: ["08:00-16:00"]
      friday: ["08:00-16:00"]
    holidays: {{calendar: "NO"}}
    exceptions: [{{date: "2026-12-24", open: ["08:00-12:00"]}}]
"""
    )
    assert "schedule-2: 2" in (bench.folder / "slots" / f"{EXCHANGE}.yml").read_text()
    assert not (bench.folder / "sites" / f"{EXCHANGE}.unexpressed.md").exists()
    assert_the_next_plan_is_empty(bench)

    again = bench.shipped("adopt", "-e", "adopt_calendar=NO")
    assert again.exit_code == 0, again.output
    assert (again.result()["changed"], again.result()["written"]) == (False, [])


def test_what_a_site_file_cannot_say_is_listed_with_a_count(bench: Workbench) -> None:
    bench.equip(site_of())
    forget(bench)
    for item, index, data in (
        ("15-01-01", "105", "Kjeller"),
        ("20-06-01", "105 1", "3"),
        ("22-01-06", "1", "30"),  # the DDI no-answer time, which no field says
        ("24-02-03", "1", "15"),  # nor the forwarding no-answer time
    ):
        bench.fleet.poke(EXCHANGE, item, index, data)
    rows = bench.rows()
    adopted = bench.shipped("adopt")
    calm(adopted)
    assert adopted.exit_code == 0, adopted.output
    listed = adopted.result()["unexpressed"]
    assert listed == [
        "DDI no-answer time 1 (22-01-06) holds '30', the factory's is '20'",
        "forwarding no-answer time 1 (24-02-03) holds '15', the factory's is '10'",
    ]
    words = "2 items could not be expressed"
    assert f"{EXCHANGE}: {words}, see sites/{EXCHANGE}.unexpressed.md" in adopted.output
    page = (bench.folder / "sites" / f"{EXCHANGE}.unexpressed.md").read_text()
    assert words in page
    assert [f"- {sentence}" for sentence in listed] == page.splitlines()[-2:]
    assert f"  - {listed[0]}" in adopted.output
    assert f"# {words}: see {EXCHANGE}.unexpressed.md." in text_of(bench)
    assert '{extension: "105", name: Kjeller, class_of_service: {day: 3, night: ' in text_of(bench)
    assert_the_next_plan_is_empty(bench)
    assert bench.rows() == rows


def test_a_list_goes_when_there_is_nothing_left_to_list(bench: Workbench) -> None:
    bench.equip(site_of(1))
    forget(bench)
    old = bench.write(f"sites/{EXCHANGE}.unexpressed.md", "- something\n")
    adopted = bench.run(ADOPT)
    assert adopted.result()["unexpressed"] == []
    assert f"sites/{EXCHANGE}.unexpressed.md" in adopted.result()["written"]
    assert not old.exists()


def test_a_site_file_is_not_replaced_unless_asked_to(bench: Workbench) -> None:
    bench.equip(site_of())
    site = site_of()
    site["hunt_groups"][0]["distribution"] = "priority"
    bench.site(site)
    before, slots = text_of(bench), (bench.folder / "slots" / f"{EXCHANGE}.yml").read_text()
    refused = bench.run(ADOPT)
    assert refused.result().status == "failed"
    assert "replace the file with overwrite: true" in refused.result().message
    assert text_of(bench) == before
    assert (bench.folder / "slots" / f"{EXCHANGE}.yml").read_text() == slots

    replaced = bench.shipped("adopt", "-e", "adopt_overwrite=true", "--diff")
    assert replaced.exit_code == 0, replaced.output
    assert replaced.result()["diff"]["before"] == before
    assert [entry["name"] for entry in held(bench)["schedules"]] == ["opening-hours"], "the slots file knows its name"
    assert_the_next_plan_is_empty(bench)
    assert bench.shipped("adopt", "-e", "adopt_overwrite=true").result()["changed"] is False


def test_recordings_become_files_or_stay_checksums(bench: Workbench) -> None:
    site = site_of(1)
    site["greetings"].append({"name": "closed", "message": 2, "audio": "greetings/stengt.wav"})
    bench.equip(site)
    slots = bench.folder / "slots" / f"{EXCHANGE}.yml"
    kept = slots.read_text().replace("welcome: 1", "velkommen: 1")
    forget(bench)
    slots.write_text(kept)
    other = bench.write("sites/greetings/closed.wav", "another recording")
    adopted = bench.run(ADOPT)
    calm(adopted)
    assert [entry["audio"] for entry in held(bench)["greetings"]] == [
        "greetings/velkommen.wav",  # beside the inventory, at its own sample rate: the same once it is converted
        "greetings/closed-2.wav",
    ]
    assert adopted.result()["written"] == ["sites/greetings/closed-2.wav", f"sites/{EXCHANGE}.yml"]
    assert other.read_text() == "another recording"
    assert (GREETINGS / "velkommen.wav").is_file()
    assert not (bench.folder / "sites" / "greetings" / "velkommen.wav").exists()
    assert_the_next_plan_is_empty(bench)

    checksums = bench.run({"sentral.nec.pbx_adopt": {"audio": False, "overwrite": True}})
    assert checksums.exit_code == 0, checksums.output
    assert all(entry["audio"].startswith("sha256:") for entry in held(bench)["greetings"])
    assert_the_next_plan_is_empty(bench)


def test_an_exchange_from_the_factory(bench: Workbench) -> None:
    adopted = bench.shipped("adopt")
    assert adopted.exit_code == 0, adopted.output
    assert adopted.result()["counts"] == {}
    assert f"{EXCHANGE}: nothing; written: sites/{EXCHANGE}.yml" in adopted.output
    assert text_of(bench).endswith("users: []\n")
    assert_the_next_plan_is_empty(bench)


def test_dates_of_half_a_calendar_are_written_one_by_one(bench: Workbench) -> None:
    bench.equip({"schedules": [{**OFFICE, "holidays": {"calendar": "SE"}}]})
    forget(bench)
    adopted = bench.run({"sentral.nec.pbx_adopt": {"calendar": "NO"}})
    assert "5 of the 7 holidays of NO in the coming twelve months are on the exchange" in adopted.output
    assert "holidays" not in held(bench)["schedules"][0]
    assert_the_next_plan_is_empty(bench)


def test_an_exchange_with_every_kind_of_object(bench: Workbench) -> None:
    bench.equip(EVERYTHING)
    forget(bench)
    adopted = bench.shipped("adopt", "-e", "adopt_calendar=NO")
    assert adopted.exit_code == 0, adopted.output
    assert set(adopted.result()["counts"]) == set(KINDS)
    assert [(entry["pilot"], entry["announcements"]) for entry in held(bench)["queues"]] == [
        ("190", [{"greeting": "greeting-2", "after": 10, "repeat": 3}])
    ]
    assert held(bench)["users"][0]["forward"] == {"busy": "180", "no_answer": "180"}
    assert_the_next_plan_is_empty(bench)


def test_what_belongs_to_the_telephones_user_is_expressed_too(bench: Workbench) -> None:
    bench.equip({"users": EVERYTHING["users"], "hunt_groups": EVERYTHING["hunt_groups"]})
    forget(bench)
    assert bench.run(ADOPT).result()["unexpressed"] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"calendar": "Norge"}, "calendar: 'Norge' is not a country code"),
        ({"overwrite": "x"}, "overwrite: is neither true nor false"),
    ],
)
def test_bad_options_are_said_before_any_session(bench: Workbench, arguments: dict[str, Any], sentence: str) -> None:
    assert sentence in bench.run({"sentral.nec.pbx_adopt": arguments}).result().message
    assert bench.sessions() == 0


def test_what_is_returned_is_documented(bench: Workbench) -> None:
    result = bench.run(ADOPT).result().result
    returns = ModuleFile("pbx_adopt").returns
    assert {key for key in result if not key.startswith("_")} == set(returns) | {"changed"}
    assert set(result["diff"]) == set(returns["diff"]["contains"])


def test_a_file_that_says_the_same_in_other_words_is_left_as_it_is(bench: Workbench) -> None:
    site = site_of()
    site["schedules"] = [OFFICE]  # adopt would write the dates of the calendar
    bench.equip(site)
    path = site_file(bench)
    text = path.read_text()
    for options in (("--check", "--diff"), ()):
        run = bench.shipped("adopt", *options)
        calm(run)
        assert run.exit_code == 0, run.output
        assert (run.result()["changed"], run.result()["written"]) == (False, [])
        assert (
            f"sites/{EXCHANGE}.yml already says what the exchange holds, in other words; nothing written" in run.output
        )
        assert path.read_text() == text


def test_a_file_that_does_not_say_all_of_it_says_something_else(bench: Workbench) -> None:
    site = site_of()
    bench.equip(site)
    for less in ({**site, "hunt_groups": []}, {kind: site[kind] for kind in site if kind != "hunt_groups"}):
        bench.site(less)
        run = bench.shipped("adopt", "--check")
        assert run.exit_code == 2
        assert "says something else than the exchange holds" in run.result().message
