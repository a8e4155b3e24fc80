"""Each code: the smallest site that has it, and the smallest that has not."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.checks.registry import CHECKS
from tests.unit.model.checks.cases import CASES, Case
from tests.unit.model.checks.conftest import Raw, entry, lines, quiet_site, report

SEVERITY = {check.code: check.severity for check in CHECKS}


def with_added(added: dict[str, list[dict[str, Any]]]) -> Raw:
    """The quiet site and more."""
    site = quiet_site()
    for kind, entries in added.items():
        site[kind] += entries
    return site


def told(raw: Raw, code: str, **around: Any) -> list[str]:
    """The lines of one code."""
    return [line for line in lines(raw, **around) if f" {code} " in line]


def test_a_site_in_which_nothing_is_wrong() -> None:
    assert lines(quiet_site()) == []


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.code}" for number, case in enumerate(CASES)])
def test_what_has_it_and_what_has_not(case: Case) -> None:
    expected = f"oslo: {SEVERITY[case.code].upper()} {case.code} {case.says}"
    assert told(with_added(case.adds), case.code, **case.around) == [expected]
    assert told(with_added(case.fine), case.code) == []


def test_every_code_has_a_case() -> None:
    elsewhere = {"SITE001", "REF002", "POL001", "POL002", "POL003"}
    assert {case.code for case in CASES} | elsewhere == set(SEVERITY)
    assert not elsewhere & {case.code for case in CASES}


def test_kinds_that_are_not_managed_are_named_once() -> None:
    site = quiet_site()
    del site["users"], site["greetings"]
    assert lines(site) == [
        "oslo: NOTICE REF002 greetings: are not in the site file, so 2 references to them are not checked",
        "oslo: NOTICE REF002 users: are not in the site file, so 8 references to them are not checked",
    ]


def test_without_the_users_a_group_may_have_members_that_the_site_does_not_name() -> None:
    site: Raw = {
        "hunt_groups": [{"name": "Support", "pilot": "180"}],
        "incoming_routes": [{"number": "5566", "trunk_group": 1, "open": {"hunt_group": "Support"}}],
    }
    assert lines(site) == []


def test_the_users_may_say_who_is_in_a_group() -> None:
    site = quiet_site()
    entry(site, "hunt_groups")["members"] = []
    entry(site, "users")["hunt_group"] = "Support"
    assert lines(site) == []


def test_part_of_an_exchange_lacks_nothing() -> None:
    site: Raw = {
        "queues": [{"name": "Sales", "overflow": {"after": 60, "to": {"queue": "Help"}}}],
        "incoming_routes": [{"number": "5566"}, {"number": "5567", "open": {"hunt_group": "Support"}}],
        "hunt_groups": [{"name": "Depot", "pilot": "181"}],
        "schedules": [{"name": "opening-hours"}],
    }
    assert lines(site, partial=True) == []
    assert {line.split()[2] for line in lines({**site, "incoming_routes": []})} == {"REF001", "SCH004"}


def test_a_schedule_that_the_site_does_not_have_leaves_the_hours_open() -> None:
    site = quiet_site()
    del site["schedules"]
    assert [line for line in lines(site) if "WAY" in line] == []
    entry(site, "incoming_routes")["open"] = {"hunt_group": "Empty"}
    site["hunt_groups"].append({"name": "Empty"})
    assert told(site, "WAY001") == [
        "oslo: ERROR WAY001 incoming route 22334455, open: leads to nobody: hunt group Empty has no members"
    ]


def test_many_hours_are_not_all_named() -> None:
    site = quiet_site()
    del entry(site, "incoming_routes")["schedule"], entry(site, "incoming_routes")["closed"]
    assert told(site, "WAY001") == [
        "oslo: ERROR WAY001 incoming route 22334455, open: leads to nobody on Monday 00:00-08:00, Monday 16:00-24:00, "
        "Tuesday 00:00-08:00 and 9 more times: queue Sales is closed, and a route enters it through a ring group, "
        "which does not reach the overflow then"
    ]


def test_numbers_inside_are_told_from_those_outside_by_the_numbering_plan_where_it_is_given() -> None:
    site = quiet_site()
    entry(site, "users")["forward"] = {"busy": "922334"}
    assert told(site, "REF003") == []
    assert told(site, "REF003", numbering={"9": 6}) == [
        "oslo: WARNING REF003 user 101 User 101, forward: 922334 looks like a number inside, and no user, hunt group "
        "or queue has it"
    ]
    assert told(site, "REF003", numbering={"9": 6}, own_numbers=frozenset({"922334"})) == []


def test_a_calendar_that_there_is_not_is_left_to_the_platform() -> None:
    site = quiet_site()
    entry(site, "schedules")["holidays"] = {"calendar": "QQ"}
    assert lines(site) == []


def test_capacity_tells_tables_ports_and_licences_apart() -> None:
    found = report(quiet_site()).capacity
    assert found["tables"]["ddi_entries"] == {"table": 40, "used": 4, "left": 36}
    assert found["tables"]["ring_groups"] == {"table": 19, "used": 1, "left": 18}
    assert found["ports"] == {"table": 40, "used": 6, "left": 34, "installed": "not known offline"}
    assert found["licences"] == "not known offline"
    assert report({"users": []}, limits={}).capacity == {"tables": {}, "licences": "not known offline"}
