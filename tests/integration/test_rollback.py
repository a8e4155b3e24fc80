"""Rollbacks: to before a request, one object alone, every row, and the site file with it."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from tests.integration.backups import Backups
from tests.integration.workbench import BIG, EXCHANGE, GREETINGS, Site, site_of

LIMIT = ("--limit", EXCHANGE)


def test_rollback_leads_back_to_before_a_request_and_one_object_alone(backups: Backups) -> None:
    backups.run()
    before = backups.bench.rows()
    site = site_of()
    site["users"].append({"extension": "105", "name": "Kari"})
    site["hunt_groups"][0]["members"] = ["103"]
    site["greetings"][0]["audio"] = "greetings/stengt.wav"
    backups.bench.site(site)
    assert backups.run(*LIMIT, "-e", "pbx_request=4711", name="apply").exit_code == 0
    backups.run(*LIMIT)
    back = ("-e", json.dumps({"to": "before request 4711"}))
    shown = backups.run(*LIMIT, *back, "--check", name="rollback")
    assert "delete user 105 Kari" in shown.output
    assert backups.run(*LIMIT, *back, "-e", "only=hunt_groups/Sales", name="rollback").exit_code == 0
    assert "16-02-01 103" not in backups.bench.rows()[0]
    assert backups.bench.rows()[0]["15-01-01 105"] == "Kari"
    done = backups.run(*LIMIT, *back, name="rollback")
    assert done.exit_code == 0, done.output
    assert "the next apply would" in done.output
    rows, messages = backups.bench.rows()
    del rows["11-02-01 5"]  # the number that the factory had on the port is no object: a user who goes takes it along
    assert (rows, messages) == before
    again = backups.run(*LIMIT, *back, name="rollback")
    assert not again.result()["changed"]


def test_requests_of_one_day_are_led_back_one_by_one_where_each_was_backed_up(backups: Backups) -> None:
    backups.run()
    site = site_of(5)
    first = backups.apply_and_back_up(site, "-e", "pbx_request=4711")
    assert first.exit_code == 0, first.output
    site["users"][0]["name"] = "Nina"
    assert backups.apply_and_back_up(site, "-e", "pbx_request=4712").exit_code == 0
    assert [subject.partition(" (")[2] for subject in backups.subjects()[:2]] == ["users ~1)", "users +1)"]
    done = backups.run(*LIMIT, "-e", json.dumps({"to": "before request 4712"}), name="rollback")
    assert done.result()["operations"] == ['change user 101 User 101: shown as "User 101" instead of "Nina"'], (
        done.output
    )
    assert "takes back what was done for request 4712\n" in done.output


def test_a_rollback_to_nowhere_says_what_there_is(backups: Backups) -> None:
    backups.run()
    run = backups.run(*LIMIT, "-e", "to=2020-01-01", name="rollback")
    assert run.exit_code == 2
    assert "2020-01-01" in run.output
    missing = backups.run(*LIMIT, name="rollback")
    assert "to: says where to go back to" in missing.output


def test_leading_everything_back_at_once_needs_a_word(backups: Backups) -> None:
    backups.run()
    run = backups.run("-e", "to=HEAD", name="rollback")
    assert run.exit_code == 2
    assert "2 exchanges would be led back" in run.output
    assert backups.run("-e", "to=HEAD", "--check", name="rollback").exit_code == 0
    assert backups.run("-e", "to=HEAD", "-e", "rollback_all=true", name="rollback").exit_code == 0


def test_rows_that_no_site_file_says_are_named_and_led_back_when_that_is_asked(backups: Backups) -> None:
    bench, fleet = backups.bench, backups.bench.fleet
    fleet.poke(EXCHANGE, "12-08-01", "2", "3")
    backups.run()
    before = bench.rows()
    for item, index, data in (
        ("12-07-01", "2 3", "Julebord"),  # the text of a night mode
        ("12-08-01", "2", None),
        ("24-09-01", "102", "103"),  # somebody has forwarded his telephone
        ("15-01-01", "102", "By hand"),
    ):
        fleet.poke(EXCHANGE, item, index, data)
    back = backups.run(*LIMIT, "-e", "to=HEAD", name="rollback")
    assert back.exit_code == 0, back.output
    assert len(back.result()["otherwise"]) == 3
    assert "-e rollback_exact=true leads every row back" in back.output
    assert bench.rows()[0]["12-07-01 2 3"] == "Julebord"
    assert bench.rows()[0]["15-01-01 102"] == before[0]["15-01-01 102"]
    shown = backups.run(*LIMIT, "-e", "to=HEAD", "-e", "rollback_exact=true", "--check", name="rollback")
    assert "lead back 12-07 texts of the night modes: 12-07-01 2 3 from 'Julebord' to " in shown.output
    assert bench.rows()[0]["12-07-01 2 3"] == "Julebord"
    done = backups.run(*LIMIT, "-e", "to=HEAD", "-e", "rollback_exact=true", name="rollback")
    assert (done.exit_code, done.result()["otherwise"]) == (0, []), done.output
    assert bench.rows() == before
    again = backups.run(*LIMIT, "-e", "to=HEAD", "-e", "rollback_exact=true", name="rollback")
    assert not again.result()["changed"]


def test_an_exact_rollback_brings_recordings_and_numbers_back(backups: Backups) -> None:
    backups.run()
    before = backups.bench.rows()
    site = site_of(6)
    del site["users"][0]
    site["hunt_groups"][0]["members"] = ["103", "106"]
    site["greetings"][0]["audio"] = "greetings/stengt.wav"
    backups.bench.site(site)
    assert backups.run(*LIMIT, name="apply").exit_code == 0
    assert backups.bench.rows() != before
    done = backups.run(*LIMIT, "-e", "to=HEAD", "-e", "rollback_exact=true", name="rollback")
    assert done.exit_code == 0, done.output
    assert backups.bench.rows() == before
    assert [user["extension"] for user in done.result()["after"]["users"]] == ["101", "102", "103", "104"]


def test_an_exact_rollback_onto_another_exchange_is_refused_with_the_list(backups: Backups) -> None:
    backups.run()
    bench = backups.bench
    bench.inventory({EXCHANGE: bench.way_to(BIG)})
    run = backups.run(*LIMIT, "-e", "to=HEAD", "-e", "rollback_exact=true", name="rollback")
    assert run.exit_code == 2
    assert "is that of an exchange that was another; nothing was changed" in run.output
    assert bench.rows(BIG) == ({}, {})
    both = backups.run(*LIMIT, "-e", "to=HEAD", "-e", "rollback_exact=true", "-e", "only=users/101", name="rollback")
    assert "choose one of them" in both.output


def test_the_site_file_follows_when_that_is_asked(backups: Backups) -> None:
    bench = backups.bench
    file: Path = bench.folder / "sites" / f"{EXCHANGE}.yml"
    audio = bench.folder / "own.wav"
    audio.write_bytes((GREETINGS / "velkommen.wav").read_bytes())
    site = site_of()
    site["greetings"][0]["audio"] = "own.wav"
    file.write_text(with_remarks(site))
    assert backups.run(*LIMIT, name="apply").exit_code == 0
    backups.run()
    before = bench.rows()
    site["users"][1]["name"] = "Nina"
    site["users"].append({"extension": "105", "name": "Kari"})
    site["hunt_groups"][0]["members"] = ["103", "105"]
    site["schedules"][0]["exceptions"].append({"date": "2026-12-28", "closed": ["12:00-24:00"], "reason": "party"})
    audio.write_bytes((GREETINGS / "stengt.wav").read_bytes())  # what it was is in the archive alone
    file.write_text(with_remarks(site))
    assert backups.run(*LIMIT, name="apply").exit_code == 0
    back = ("-e", "to=HEAD", "-e", "rollback_site_file=true")
    shown = backups.run(*LIMIT, *back, "--check", "--diff", name="rollback")
    assert "would be changed: user 105 goes" in shown.output
    assert file.read_text() == with_remarks(site)
    done = backups.run(*LIMIT, *back, name="rollback")
    assert done.exit_code == 0, done.output
    assert "the next apply would" not in done.output
    site["users"][1]["name"] = "User 102"
    del site["users"][4], site["schedules"][0]["exceptions"][1]
    site["hunt_groups"][0]["members"] = ["101", "102"]
    (recording,) = (bench.folder / "sites" / "greetings").iterdir()
    site["greetings"][0]["audio"] = f"greetings/{recording.name}"
    assert yaml.safe_load(file.read_text()) == site
    assert file.read_text().startswith("# Whoever changes this calls Kari\n")
    assert file.read_text().endswith("# the end\n")
    apply = backups.run(*LIMIT, name="apply")
    assert apply.exit_code == 0, apply.output
    assert not apply.result()["changed"]
    rows, messages = bench.rows()
    del rows["11-02-01 5"]
    assert (rows, messages) == before


def test_where_one_object_is_led_back_the_others_keep_what_their_file_says(backups: Backups) -> None:
    bench = backups.bench
    backups.run()
    site = site_of()
    site["hunt_groups"][0]["members"] = ["103"]
    bench.site(site)
    assert backups.run(*LIMIT, name="apply").exit_code == 0
    site["users"][2]["name"] = "Nina"  # to be applied some other day
    bench.site(site)
    one = ("-e", "to=HEAD", "-e", "only=hunt_groups/Sales", "-e", "rollback_site_file=true")
    done = backups.run(*LIMIT, *one, name="rollback")
    assert done.exit_code == 0, done.output
    assert done.result()["site_file_changes"] == ["hunt group Sales: members"]
    site["hunt_groups"][0]["members"] = ["101", "102"]
    assert yaml.safe_load((bench.folder / "sites" / f"{EXCHANGE}.yml").read_text()) == site
    assert "the next apply would: change user 103 Nina" in done.output


def test_what_a_variable_says_is_changed_by_people(backups: Backups) -> None:
    bench = backups.bench
    backups.run()
    site = site_of(5)
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, pbx_config=site)})
    assert backups.run(*LIMIT, name="apply").exit_code == 0
    asked = backups.run(*LIMIT, "-e", "to=HEAD", "-e", "rollback_site_file=true", name="rollback")
    assert (asked.exit_code, "pbx_config is a variable" in asked.output) == (2, True)
    done = backups.run(*LIMIT, "-e", "to=HEAD", name="rollback")
    assert "pbx_config says something else; the next apply would: add user 105" in done.output


def with_remarks(site: Site) -> str:
    """A site file that a person has written."""
    written = yaml.safe_dump(site, sort_keys=False, allow_unicode=True)
    return f"# Whoever changes this calls Kari\n{written}# the end\n"
