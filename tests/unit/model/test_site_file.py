"""Site files that Sentral writes: the shape that a person would give them, and read back as the same site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import Site, read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.site_file import (
    SAID_BY_LEAVING_OUT,
    WIDTH,
    schema_remark,
    site_text,
    tidy,
)
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_file, load_text
from tests.property.sites import sites
from tests.property.whole_sites import whole_sites
from tests.unit.model.values import entries_of, texts

many = settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def written(raw: dict[str, Any], *remarks: str) -> str:
    """The file of a site given as people write it."""
    return site_text(read_site("oslo", raw), remarks)


def lines(raw: dict[str, Any]) -> list[str]:
    """The lines after the dashes."""
    return written(raw).splitlines()[1:]


def read_back(text: str) -> Site:
    """A written site, read as a site file is."""
    return read_site("oslo", load_text(text))


def test_users_stand_on_one_line_each_with_only_the_quotes_that_are_needed() -> None:
    users = [
        {"extension": "0201", "name": "Åse Lunde", "class_of_service": {"day": 2, "night": 5}},
        {"extension": "102", "name": "NO", "forward": {"busy": "180", "no_answer": "*90"}, "virtual": True},
    ]
    assert lines(
        {"users": users, "hunt_groups": [], "pickup_groups": [{"name": "O'Hara (2)", "members": ["102"]}]}
    ) == [
        "users:",
        '  - {extension: "0201", name: Åse Lunde, class_of_service: {day: 2, night: 5}}',
        '  - {extension: "102", name: "NO", virtual: true, forward: {busy: "180", no_answer: "*90"}}',
        "",
        "hunt_groups: []",
        "",
        "pickup_groups:",
        '  - {name: O\'Hara (2), members: ["102"]}',
    ]


def test_what_is_too_long_for_a_line_stands_over_several() -> None:
    week = {name: ["08:00-16:00"] for name in ("monday", "tuesday", "wednesday", "thursday")}
    exceptions = [{"date": f"2026-12-{day}", "closed": ["12:00-24:00"], "reason": "cleaning"} for day in (21, 22, 23)]
    schedule = {"name": "åpningstid", "trunks": ["1-4"], "weekly": week, "exceptions": exceptions}
    members = [str(number) for number in range(101, 125)]
    assert lines({"schedules": [schedule], "hunt_groups": [{"name": "Sales", "members": members}]}) == [
        "hunt_groups:",
        "  - name: Sales",
        "    members: [" + ", ".join(f'"{number}"' for number in members[:13]) + ",",
        "              " + ", ".join(f'"{number}"' for number in members[13:]) + "]",
        "",
        "schedules:",
        "  - name: åpningstid",
        '    trunks: ["1-4"]',
        "    weekly:",
        *(f'      {day}: ["08:00-16:00"]' for day in week),
        "    exceptions:",
        *(f'      - {{date: "2026-12-{day}", closed: ["12:00-24:00"], reason: cleaning}}' for day in (21, 22, 23)),
    ]


def test_keys_of_a_value_that_reading_fills_in_are_left_out() -> None:
    queue = {
        "name": "Sales",
        "announcements": [{"greeting": "wait", "after": 0, "repeat": 1}, {"greeting": "again", "repeat": 2}],
        "limit": {"calls": 7, "when_full": "busy"},
    }
    raw = {"users": [{"extension": "101", "name": "Kari", "toll_class": {"day": 3, "night": 3}}], "queues": [queue]}
    assert lines(raw) == [
        "users:",
        '  - {extension: "101", name: Kari, toll_class: {day: 3}}',
        "",
        "queues:",
        "  - {name: Sales, announcements: [{greeting: wait}, {greeting: again, repeat: 2}], limit: {calls: 7}}",
    ]


def test_tidy_sorts_and_leaves_out_what_says_nothing() -> None:
    raw = {
        "users": [
            {"extension": "2001", "name": "Ola", "forward": {}, "virtual": False},
            {"extension": "0201", "name": "Per", "display_name": "Per"},
            {"extension": "105", "name": "Kari", "display_name": "Kari N"},
        ],
        "hunt_groups": [{"name": "sales", "distribution": "priority"}, {"name": "Night", "distribution": "circular"}],
        "queues": [],
        "greetings": [
            {"name": "a", "audio": "a.wav", "message": 10},
            {"name": "b", "audio": "b.wav", "message": 9},
        ],
        "schedules": [{"name": "hours", "trunks": [], "weekly": {}, "exceptions": []}],
    }
    assert tidy(read_site("oslo", raw)).write() == {
        "users": [
            {"extension": "105", "name": "Kari", "display_name": "Kari N"},
            {"extension": "0201", "name": "Per"},
            {"extension": "2001", "name": "Ola"},
        ],
        "hunt_groups": [{"name": "Night", "distribution": "circular"}, {"name": "sales"}],
        "greetings": [
            {"name": "b", "audio": "b.wav", "message": 9},
            {"name": "a", "audio": "a.wav", "message": 10},
        ],
        "schedules": [{"name": "hours"}],
    }


def test_an_exchange_as_from_the_factory_gives_a_site_that_says_so() -> None:
    assert site_text(tidy(read_site("oslo", {"users": [], "queues": []}))) == "---\nusers: []\n"


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, fields in SAID_BY_LEAVING_OUT.items() for name in fields]
)
def test_a_default_is_that_of_the_kinds_table(kind: str, name: str) -> None:
    field = KINDS[kind].field(name)
    value = SAID_BY_LEAVING_OUT[kind][name]
    assert not field.required
    if value:
        words = {False: "No"}.get(value, value) if isinstance(value, (bool, int, str)) else "Closed on every day"
        assert str(words) in field.default


def test_remarks_stand_after_the_dashes() -> None:
    text = written({"users": []}, "yaml-language-server: $schema=../schemas/site.schema.json", "Adopted.")
    assert text.splitlines()[:3] == [
        "---",
        "# yaml-language-server: $schema=../schemas/site.schema.json",
        "# Adopted.",
    ]


def test_the_schema_is_named_where_there_is_one_around_the_file(tmp_path: Path) -> None:
    site_file = tmp_path / "customers" / "north" / "sites" / "oslo.yml"
    assert schema_remark(site_file) == ""
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "site.schema.json").write_text("{}")
    assert schema_remark(site_file) == "yaml-language-server: $schema=../../../schemas/site.schema.json"


@many
@given(sites() | whole_sites())
def test_valid_sites_are_read_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, raw: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("sites") / "oslo.yml"
    site = read_site("oslo", raw)
    path.write_text(site_text(site), encoding="utf-8")
    assert read_site("oslo", load_file(path)) == site


@many
@given(st.data())
@pytest.mark.parametrize("name", KINDS)
def test_whatever_a_field_holds_is_read_back(name: str, data: st.DataObject) -> None:
    """Each field of each kind, with any value that it takes."""
    kind = KINDS[name]
    entry = data.draw(entries_of(kind.fields).filter(lambda entry: not kind.problems(entry)))
    site = Site("oslo", {name: (entry,)})
    assert read_back(site_text(site)) == site


@many
@given(entries_of(KINDS["users"].fields).filter(lambda entry: not KINDS["users"].problems(entry)))
def test_lines_are_short_where_they_can_be(entry: dict[str, Any]) -> None:
    short = {name: value for name, value in entry.items() if name not in ("name", "display_name", "hunt_group")}
    short = {**short, "name": "Kari", "pickup_group": "Front"}
    assert all(len(line) <= WIDTH for line in site_text(Site("oslo", {"users": (short,)})).splitlines())


@many
@given(texts)
def test_other_tools_read_the_same_text(name: str) -> None:
    text = site_text(Site("oslo", {"pickup_groups": ({"name": name},)}))
    assert yaml.safe_load(text) == {"pickup_groups": [{"name": name}]}
