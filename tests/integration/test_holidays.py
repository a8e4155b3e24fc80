"""playbooks/holidays.yml and pbx_holidays: the dates move with the years, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.workbench import EXCHANGE, Run, Site, Workbench, calm
from tests.unit.documentation.conftest import ModuleFile

HOLIDAYS: dict[str, Any] = {"sentral.nec.pbx_holidays": {}}
LATER = ("-e", "pbx_today=2027-11-23")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
OFFICE: Site = {
    "name": "åpningstid",
    "trunks": ["1-4"],
    "weekly": {day: ["08:00-16:00"] for day in WEEKDAYS},
    "holidays": {"calendar": "NO"},
    "exceptions": [{"date": "2026-12-04", "closed": ["12:00-24:00"], "reason": "julebord"}],
}


def site_with(*schedules: Site) -> Site:
    """A site with these schedules and a user."""
    return {"users": [{"extension": "101", "name": "Kari"}], "schedules": list(schedules)}


@pytest.fixture
def office(bench: Workbench) -> Workbench:
    """An exchange whose schedule was programmed on 23 November 2026."""
    bench.equip(site_with(OFFICE))
    return bench


def dates(run: Run) -> dict[str, tuple[str, str, str]]:
    """What changes: now, becomes and why, by date."""
    return {entry["date"]: (entry["now"], entry["becomes"], entry["why"]) for entry in run.result()["dates"]}


def programmed(bench: Workbench) -> set[str]:
    """The dates in the exchange's table, ``MMDD``."""
    return {row.split()[-1] for row in bench.rows()[0] if row.startswith("12-04-01 ")}


def test_on_the_day_of_the_apply_there_is_nothing_to_do(office: Workbench) -> None:
    office.writes_fatal()
    run = office.shipped("holidays")
    calm(run)
    assert run.exit_code == 0, run.output
    assert run.result()["changed"] is False
    assert run.result()["dates"] == run.result()["left_alone"] == []
    assert f"{EXCHANGE}: every date is right" in run.output
    assert office.fatal_writes() == 0
    assert office.sessions() == 2, "one of the fixture, one of the task"


def test_a_year_later_the_movable_feasts_move_and_last_years_go(office: Workbench) -> None:
    before = office.rows()
    assert {"1204", "0325", "0506"} <= programmed(office)
    checked = office.shipped("holidays", "--check", "--diff", *LATER)
    assert checked.exit_code == 0, checked.output
    assert office.rows() == before

    done = office.shipped("holidays", "--diff", *LATER)
    calm(done)
    assert done.exit_code == 0, done.output
    assert dates(done) == dates(checked)
    assert (checked.result()["changed"], checked.result()["end"]) == (True, "planned")
    assert (done.result()["changed"], done.result()["end"]) == (True, "all new")
    found = dates(done)
    assert found["2028-05-25"] == ("08:00-16:00", "closed", "Kristi himmelfartsdag")
    assert found["2028-03-29"] == ("closed", "08:00-16:00", "last year's date of Andre påskedag")
    assert found["2027-12-04"][2] == "julebord of 2026-12-04 is past"
    line = "åpningstid, Thursday 2028-05-25: 08:00-16:00 becomes closed (Kristi himmelfartsdag)"
    assert f"{EXCHANGE}: {line}" in done.output
    assert programmed(office) == {"0413", "0414", "0417", "0501", "0517", "0525", "0605"}

    again = office.shipped("holidays", *LATER)
    assert again.result()["changed"] is False
    assert again.result()["dates"] == []
    planned = office.shipped("plan", *LATER)
    assert planned.result()["operations"] == [], "what apply.yml would do is done"


def test_hours_that_were_changed_by_hand_stay_and_what_is_left_alone_is_said(bench: Workbench) -> None:
    kitchen = {
        "name": "kitchen",
        "trunks": ["5-6"],
        "weekly": {"monday": ["10:00-14:00"]},
        "holidays": {"calendar": "NO"},
    }
    bench.equip(site_with(OFFICE, kitchen))
    longer = {**kitchen, "weekly": {"monday": ["10:00-15:00"]}}
    gate = {"name": "gate", "weekly": {"monday": ["00:00-24:00"]}}
    bench.site(site_with(OFFICE, longer, gate))
    run = bench.shipped("holidays", *LATER)
    calm(run)
    assert run.exit_code == 0, run.output
    assert run.result()["left_alone"] == [
        "schedule kitchen has other hours in the site file than on the exchange; playbooks/apply.yml brings both, and "
        "its dates",
        "schedule gate is not on the exchange under this name; playbooks/apply.yml makes it",
    ]
    assert "schedule gate is not on the exchange" in run.output
    assert {entry["schedule"] for entry in run.result()["dates"]} == {"åpningstid"}
    assert "[WARNING]" in run.output


def test_a_mistake_elsewhere_in_the_site_file_costs_nobody_a_holiday(office: Workbench) -> None:
    office.site({"users": [{"extension": 101}], "schedules": [OFFICE]})
    run = office.shipped("holidays", *LATER)
    assert run.exit_code == 0, run.output
    assert run.result()["changed"] is True


def test_a_site_without_schedules_opens_no_session(bench: Workbench) -> None:
    bench.site({"users": [{"extension": "101", "name": "Kari"}]})
    run = bench.shipped("holidays")
    assert run.exit_code == 0, run.output
    assert run.result()["changed"] is False
    assert bench.sessions() == 0


def test_past_days_leave_the_site_file_only_when_asked_to(office: Workbench) -> None:
    text = """\
---
schedules:
  - name: åpningstid   # the office
    trunks: ["1-4"]
    weekly: {monday: ["08:00-16:00"]}
    exceptions:
      - {date: "2026-12-04", open: [], reason: julebord}   # asked by Kari
      - {date: "2028-01-10", open: []}
"""
    office.write(f"sites/{EXCHANGE}.yml", text)
    path = office.folder / "sites" / f"{EXCHANGE}.yml"
    assert "pruned" not in office.shipped("holidays", *LATER).output
    assert path.read_text() == text

    checked = office.shipped("holidays", "--check", *LATER, "-e", "holidays_prune=true")
    assert checked.result()["pruned"] == ["åpningstid, 2026-12-04"]
    assert path.read_text() == text

    done = office.shipped("holidays", *LATER, "-e", "holidays_prune=true")
    calm(done)
    assert done.result()["changed"] is True
    assert path.read_text() == text.replace(
        '      - {date: "2026-12-04", open: [], reason: julebord}   # asked by Kari\n', ""
    )
    assert f"{EXCHANGE}: past, and taken out of {EXCHANGE}.yml: åpningstid, 2026-12-04" in done.output
    assert office.shipped("holidays", *LATER, "-e", "holidays_prune=true").result()["changed"] is False


def test_bad_options_and_calendars_are_said(office: Workbench) -> None:
    assert (
        "prune: is neither true nor false" in office.run({"sentral.nec.pbx_holidays": {"prune": "x"}}).result().message
    )
    office.site(site_with({**OFFICE, "holidays": {"calendar": "XX"}}))
    assert "there is no calendar 'XX'" in office.run(HOLIDAYS).result().message
    assert office.sessions() == 1, "the fixture's"


def test_what_is_returned_is_documented(office: Workbench) -> None:
    documented = set(ModuleFile("pbx_holidays").returns)
    nothing, done = office.run(HOLIDAYS).result(), office.run(HOLIDAYS, *LATER).result()
    for result in (nothing, done):
        assert {key for key in result.result if not key.startswith("_")} <= documented | {"changed", "warnings"}
    assert set(done["dates"][0]) == set(ModuleFile("pbx_holidays").returns["dates"]["contains"])
