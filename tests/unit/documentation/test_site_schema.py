"""The JSON Schema of a site file: current, and of the same mind as the checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError, ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import PublicNumber, ValueType
from tests.unit.model.values import entries_of, values_of
from tooling.site_schema import FILE, ROOT, schema_of_field, site_schema, text

VALIDATOR = Draft202012Validator(site_schema())
DEMO_SITES = sorted((ROOT / "inventory" / "demo" / "sites").glob("*.yml"))
TEMPLATE_SITES = sorted((ROOT / "inventory" / "template" / "sites").glob("*.yml"))
SITES = [*DEMO_SITES, *TEMPLATE_SITES]
HEAD = "---\n# yaml-language-server: $schema="
FIELDS = [pytest.param(field.type, id=f"{kind.name}-{field.name}") for kind in KINDS.values() for field in kind.fields]
KARI = '{extension: "101", name: Kari'
ROUTE = 'incoming_routes: [{number: "22334455", trunk_group: 1'
SCHEDULE = "schedules: [{name: hours"
QUEUE = "queues: [{name: Sales"

many = settings(max_examples=30, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])


def by_schema(written: str) -> bool:
    """Whether an editor takes a file: it reads plain YAML."""
    return VALIDATOR.is_valid(yaml.safe_load(written))


def by_checks(written: str) -> bool:
    """Whether Sentral takes a file, for all that can be said before an exchange is known."""
    try:
        read_site("fjord", load_text(written))
    except SiteError:
        return False
    return True


def test_the_file_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run tooling/site_schema.py"


def test_it_is_a_schema_and_knows_the_nine_keys() -> None:
    schema = json.loads(text())
    Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == list(KINDS)
    assert len(schema["properties"]) == 9


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_the_shipped_site_files_are_valid(path: Path) -> None:
    assert by_schema(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_the_shipped_site_files_name_the_schema(path: Path) -> None:
    first, second, *_rest = path.read_text(encoding="utf-8").splitlines()
    assert first == "---", "ruamel.yaml, which edits the file, loses a comment that stands before it"
    named = second.removeprefix(HEAD.splitlines()[1])
    # The template is for a copy in the checkout (cp -r inventory/template mine).
    folder = ROOT / "mine" / "sites" if path in TEMPLATE_SITES else path.parent
    assert (folder / named).resolve() == FILE


@pytest.mark.parametrize(
    "written",
    [
        "users: [{extension: 0201, name: Kari}]",
        f"users: [{KARI}, fax: '1'}}]",
        f"users: [{KARI}, port: 5, virtual: true}}]",
        f"users: [{KARI}, port: 0}}]",
        f"users: [{KARI}, virtual: maybe}}]",
        f"users: [{KARI};}}]",
        f"users: [{KARI}, toll_class: {{night: 5}}}}]",
        f"users: [{KARI}, forward: {{all: '180', busy: '181'}}}}]",
        f"users: [{KARI}, forward: {{all: {{}}}}}}]",
        f"users: [{KARI}, forward: off}}]",
        f"users: [{KARI}, keys: [{{key: 5}}]}}]",
        f"users: [{KARI}, keys: [{{key: 49, code: '01'}}]}}]",
        f"users: [{KARI}, keys: [{{key: 5, code: '01', ring: none}}]}}]",
        f"users: [{KARI}, keys: [{{key: 5, function: dance}}]}}]",
        "users: [{extension: '101'}]",
        "users: Kari",
        "telephones: []",
        f"{SCHEDULE}, weekly: {{monday: [10:00]}}}}]",
        f"{SCHEDULE}, weekly: {{Monday: []}}}}]",
        f"{SCHEDULE}, holidays: {{calendar: NO}}}}]",
        f"{SCHEDULE}, exceptions: [{{date: 2026-12-24, open: []}}]}}]",
        f"{SCHEDULE}, exceptions: [{{date: '2026-12-24'}}]}}]",
        f"{SCHEDULE}, exceptions: [{{date: '2026-12-24', closed: []}}]}}]",
        f"{SCHEDULE}, trunks: [1]}}]",
        f"{ROUTE}, open: {{greeting: closed}}}}]",
        f"{ROUTE}, open: {{queue: Sales, then: {{greeting: closed}}}}}}]",
        f"{ROUTE}, open: {{queue: Sales, user: '101'}}}}]",
        f"{ROUTE}, open: {{}}}}]",
        f"{ROUTE}, open: {{ring: []}}}}]",
        f"{ROUTE}, open: {{queue: Sales, then: hang up}}}}]",
        f"{ROUTE}, trunks: ['5'], open: {{queue: Sales}}}}]",
        f"{ROUTE}, schedule: hours, open: {{queue: Sales}}}}]",
        "incoming_routes: [{number: '22334455', open: {queue: Sales}}]",
        f"{QUEUE}, overflow: {{after: 60, to: {{hunt_group: Support}}}}}}]",
        f"{QUEUE}, overflow: {{after: 60}}}}]",
        f"{QUEUE}, announcements: [{{greeting: a}}, {{greeting: b, after: 5}}]}}]",
        f"{QUEUE}, announcements: [{{greeting: a}}, {{greeting: b}}, {{greeting: c}}]}}]",
        f"{QUEUE}, announcements: [{{mailbox: '190'}}]}}]",
        f"{QUEUE}, announcements: [{{greeting: a, queue_depth: maybe}}]}}]",
        f"{QUEUE}, overflow: {{after: 60, to: []}}}}]",
        f"{QUEUE}, overflow: {{after: 60, to: [{{queue: A}}, {{queue: A}}]}}}}]",
        f"{QUEUE}, overflow: {{after: 60, to: [{{ring: ['101']}}]}}}}]",
        f"{QUEUE}, overflow: {{after: 60, to: {[{'queue': name} for name in 'ABCDEFGH']}}}}}]",
        f"{QUEUE}, limit: {{calls: 401}}}}]",
        "answering_positions: [{name: Reception, number: 9, extension: '101'}]",
        "mailboxes: [{number: '190'}]",
        "mailboxes: [{number: '190', user: '190', group: Sales}]",
    ],
)
def test_an_editor_refuses_what_the_checks_refuse(written: str) -> None:
    assert not by_checks(written)
    assert not by_schema(written)


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "users: []",
        f"users: [{KARI}, port: 5, virtual: false}}]",
        f"users: [{KARI}, forward: 'off'}}]",
        f"users: [{KARI}, forward: {{enforce: true}}}}]",
        f"{ROUTE}, open: {{greeting: closed, then: disconnect}}}}]",
        f"{ROUTE}, open: {{user: '1', then: {{user: '2', then: {{user: '3'}}}}}}}}]",
    ],
)
def test_an_editor_takes_what_the_checks_take(written: str) -> None:
    assert by_checks(written)
    assert by_schema(written)


def test_a_user_may_name_a_profile() -> None:
    """It is replaced by what it stands for before the user is checked."""
    assert by_schema(f"users: [{KARI}, profile: sales}}]")


@pytest.mark.parametrize("field", [*FIELDS, pytest.param(PublicNumber(), id="public number")])
@many
@given(data=st.data())
def test_every_value_that_is_written_is_valid(field: ValueType, data: st.DataObject) -> None:
    written = field.write(data.draw(values_of(field)))
    Draft202012Validator(field.schema()).validate(written)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@many
@given(data=st.data())
def test_rules_across_fields_are_those_of_the_checks(kind: Any, data: st.DataObject) -> None:
    entry = data.draw(entries_of(kind.fields))
    valid = VALIDATOR.is_valid({kind.name: [kind.write(entry)]})
    assert valid == (not kind.problems(entry))


@pytest.mark.parametrize("field", FIELDS)
@many
@given(raw=st.recursive(st.none() | st.booleans() | st.integers(-1, 99) | st.text(max_size=4), st.lists, max_leaves=4))
def test_what_an_editor_takes_is_taken(field: ValueType, raw: Any) -> None:
    if not Draft202012Validator(field.schema()).is_valid(raw):
        return
    try:
        field.parse(raw)
    except ValueProblem as problem:
        pytest.fail(f"{raw!r}: {problem}")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_description_is_plain(kind: Any) -> None:
    for field in kind.fields:
        assert "V(" not in json.dumps(schema_of_field(field)), "Ansible's markup"
