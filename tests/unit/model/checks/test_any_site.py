"""Whatever a valid site holds: the checks end, and say the same thing twice. The shipped sites have no errors."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ansible_collections.sentral.nec.plugins.module_utils.model.checks.registry import CODES
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.report import check_site
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.surroundings import Surroundings
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import Site, read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_file
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import Inputs
from tests.property.sites import sites
from tests.property.whole_sites import whole_sites
from tests.unit.model.checks.conftest import LIMITS, TODAY
from tests.unit.model.values import entries_of

CHECKOUT = Path(__file__).resolve().parents[4]
SHIPPED = sorted((CHECKOUT / "inventory" / "demo" / "sites").glob("*.yml"))
STEADY = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def told(site: Site, **around: Any) -> list[str]:
    """The findings, made twice."""
    surroundings = Surroundings(TODAY, limits=LIMITS, **around)
    first, second = (check_site(site, surroundings) for _time in range(2))
    assert first == second
    lines = [str(finding) for finding in first.findings]
    assert len(set(lines)) == len(lines)
    assert all("\n" not in line for line in lines)
    assert {finding.code for finding in first.findings} <= set(CODES)
    return lines


@STEADY
@given(raw=whole_sites())
def test_sites_with_everything(raw: Any) -> None:
    site = read_site("oslo", raw)
    whole = told(site)
    assert set(told(site, whole=False)) <= set(whole), "part of an exchange lacks less than a whole one"
    turned = {kind: list(reversed(entries)) for kind, entries in raw.items()}
    same = ("REF", "NUM004", "WAY001", "WAY003", "WAY006", "TIM", "GRE", "SCH002", "CAP")
    assert sorted(line for line in told(read_site("oslo", turned)) if line.split()[2].startswith(same)) == sorted(
        line for line in whole if line.split()[2].startswith(same)
    )


@STEADY
@given(raw=sites())
def test_sites_with_odd_schedules(raw: Any) -> None:
    told(read_site("oslo", raw))


@STEADY
@given(objects=entries_of(KINDS["incoming_routes"].fields), queue=entries_of(KINDS["queues"].fields))
def test_values_that_name_anything(objects: Any, queue: Any) -> None:
    told(Site("oslo", {"queues": (queue,), "incoming_routes": (objects,)}))
    told(Site("oslo", {"incoming_routes": (objects,)}), whole=False)


@STEADY
@given(user=entries_of(KINDS["users"].fields), position=entries_of(KINDS["answering_positions"].fields))
def test_people_who_forward_anywhere(user: Any, position: Any) -> None:
    told(Site("oslo", {"users": (user,), "answering_positions": (position,)}))


@STEADY
@given(schedule=entries_of(KINDS["schedules"].fields), box=entries_of(KINDS["mailboxes"].fields))
def test_schedules_and_mailboxes_of_any_kind(schedule: Any, box: Any) -> None:
    told(Site("oslo", {"schedules": (schedule,), "mailboxes": (box,), "greetings": (), "queues": ()}))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_sites_have_no_errors(path: Path) -> None:
    variables = load_file(path.parents[1] / "group_vars" / "exchanges.yml", lambda secret: "not needed here")
    inputs = Inputs(path.stem, {"pbx_profiles": variables["pbx_profiles"]}, lambda value: value, str(path.parent))
    site = read_site(path.stem, inputs.with_profiles(load_file(path, None)))
    assert check_site(site, Surroundings(datetime.date(2026, 11, 23))).errors == ()


def test_a_large_site_is_checked_in_a_moment() -> None:
    numbers = [str(number) for number in range(3000, 3900)]
    week = {day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
    raw = {
        "users": [
            {"extension": number, "name": f"User {number}", "forward": {"no_answer": numbers[place - 1]}}
            for place, number in enumerate(numbers)
            if place
        ],
        "queues": [{"name": f"Q{place}", "agents": [numbers[place]], "hours": week} for place in range(1, 60)],
        "schedules": [{"name": "hours", "trunks": ["1"], "weekly": week, "holidays": {"calendar": "NO"}}],
        "incoming_routes": [
            {
                "number": f"2233{place:04d}",
                "trunk_group": 1,
                "schedule": "hours",
                "open": {"queue": f"Q{place % 59 + 1}"},
                "closed": {"user": numbers[place % 800 + 1]},
            }
            for place in range(400)
        ],
    }
    site = read_site("oslo", raw)
    assert check_site(site, Surroundings(TODAY)).findings == ()
