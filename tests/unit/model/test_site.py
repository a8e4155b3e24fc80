"""A site is checked field by field, and everything that is wrong with it is said at once."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model import site
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import Finding, SiteError
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text, write_text

KARI = {"extension": "101", "name": "Kari Nordmann"}
NAMES = (
    "users, hunt_groups, pickup_groups, queues, answering_positions, greetings, schedules, incoming_routes, mailboxes"
)


def findings(raw: object, *, partial: bool = False) -> list[str]:
    """Every sentence about a site that cannot be used."""
    with pytest.raises(SiteError) as caught:
        read_site("fjord", raw, partial=partial)
    assert str(caught.value).splitlines() == [str(finding) for finding in caught.value.findings]
    return str(caught.value).splitlines()


def test_a_kind_that_is_no_key_is_not_managed() -> None:
    found = read_site("fjord", {"users": [KARI], "greetings": []})
    assert [kind for kind in KINDS if found.manages(kind)] == ["users", "greetings"]
    assert found.of("greetings") == found.of("schedules") == ()
    assert found.of("users") == (KARI,)


def test_a_site_without_keys_manages_nothing() -> None:
    assert not any(read_site("fjord", {}).manages(kind) for kind in KINDS)


def test_kinds_stand_in_the_order_of_the_table_whatever_the_file_says() -> None:
    found = read_site("fjord", {kind: [] for kind in reversed(KINDS)})
    assert list(found.objects) == list(KINDS)


def test_fields_stand_in_the_order_of_the_table() -> None:
    (user,) = read_site("fjord", {"users": [dict(reversed(KARI.items()))]}).of("users")
    assert list(user) == ["extension", "name"]


def test_a_site_is_written_as_it_was_read() -> None:
    text = write_text(
        {
            "users": [
                {
                    "extension": "0101",
                    "name": "Åse",
                    "display_name": "",
                    "port": 5,
                    "class_of_service": {"day": 2, "night": 5},
                    "toll_class": {"day": 1, "night": 7, "mode_3": 7},
                    "forward": {"busy": "180", "no_answer": "180"},
                    "hunt_group": "Support",
                    "pickup_group": "Support",
                    "keys": [{"key": 5, "function": "night_mode", "data": "1"}],
                }
            ],
            "hunt_groups": [{"name": "Support", "pilot": "180", "distribution": "circular", "members": ["0101"]}],
            "pickup_groups": [{"name": "Support", "members": ["0101"]}],
            "queues": [
                {
                    "name": "Sales",
                    "pilot": "190",
                    "agents": ["103", "104"],
                    "hours": {"monday": ["08:00-16:00"]},
                    "announcements": [{"greeting": "please-wait", "after": 10, "repeat": 3}],
                    "waiting_tone": "music",
                    "overflow": {"after": 60, "to": {"mailbox": "190"}},
                    "limit": {"calls": 10, "when_full": "last"},
                    "disconnect_after": 0,
                }
            ],
            "answering_positions": [
                {
                    "name": "Reception",
                    "number": 1,
                    "extension": "105",
                    "console": True,
                    "overflow": {"hunt_group": "Support"},
                }
            ],
            "greetings": [{"name": "welcome", "audio": "welcome.wav", "message": 1}],
            "schedules": [
                {
                    "name": "hours",
                    "trunks": ["1-8", "12"],
                    "extensions": ["0101"],
                    "weekly": {"monday": ["08:00-16:00"]},
                    "holidays": {"calendar": "NO"},
                    "exceptions": [
                        {"date": "2026-11-27", "closed": ["12:00-24:00"], "reason": "staff meeting"},
                        {"date": "2026-12-24", "open": []},
                    ],
                }
            ],
            "incoming_routes": [
                {
                    "number": "22334455",
                    "name": "Main",
                    "trunk_group": 1,
                    "schedule": "hours",
                    "open": {"queue": "Sales"},
                    "closed": {"greeting": "closed", "then": "disconnect"},
                },
                {"number": "+4722334456", "trunks": ["12"], "open": {"ring": ["101", "102"]}},
            ],
            "mailboxes": [
                {"number": "190", "group": "Sales", "greeting": "leave-a-message", "messages": 99, "keep_days": 30},
                {"number": "0101", "user": "0101", "accept_kept_messages": True},
            ],
        }
    )
    assert write_text(read_site("fjord", load_text(text)).write()) == text


@pytest.mark.parametrize("raw", [None, [], "users", 5, [KARI]])
def test_a_site_is_a_mapping_of_kinds(raw: object) -> None:
    assert findings(raw) == [f"fjord: site: takes a mapping of {NAMES}"]


def test_a_key_can_wait_for_its_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "KEYS_NOT_SUPPORTED_YET", ("paging_zones",))
    assert findings({"paging_zones": []}) == [
        f"fjord: paging_zones: paging_zones is not supported yet; supported are {NAMES}"
    ]


@pytest.mark.parametrize("key", ["telephones", "user", "Users"])
def test_another_key_is_none_of_a_site_file(key: str) -> None:
    assert findings({key: []}) == [f"fjord: {key}: {key!r} is not a key of a site file; supported are {NAMES}"]


@pytest.mark.parametrize("raw", [None, KARI, "101"])
def test_a_kind_is_a_list_of_objects(raw: object) -> None:
    assert findings({"users": raw}) == ["fjord: users: takes a list of objects"]


@pytest.mark.parametrize("raw", [None, "101", ["101"]])
def test_an_object_is_a_mapping_and_is_named_by_its_place_otherwise(raw: object) -> None:
    assert findings({"users": [KARI, raw]}) == ["fjord: users[2]: takes a mapping of fields"]


def test_an_object_with_an_empty_key_is_named_by_its_place() -> None:
    assert findings({"schedules": [{"name": ""}]}) == ["fjord: schedules[1], name: is empty"]


def test_a_field_that_is_not_supported_is_named_with_those_that_are() -> None:
    assert findings({"greetings": [{"name": "welcome", "audio": "a.wav", "volume": 3}]}) == [
        "fjord: greeting welcome, volume: is not supported yet; supported for greetings: name, audio, message"
    ]


def test_a_value_that_is_wrong_is_named_with_its_object_and_field() -> None:
    assert findings({"hunt_groups": [{"name": "Support", "pilot": 180}]}) == [
        'fjord: hunt group Support, pilot: 180 is not in quotes, so YAML does not read it as text; write it as "180"'
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_required_field_that_is_missing_is_named(kind: Any) -> None:
    required = [field.name for field in kind.fields if field.required]
    missing = [f"fjord: {kind.name}[1], {name}: is missing" for name in required]
    needed = [f"fjord: {kind.name}[1]: needs {' or '.join(group)}" for group in kind.one_of]
    assert findings({kind.name: [{}]}) == missing + needed


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_half_an_object_needs_nothing_but_its_key(kind: Any) -> None:
    entry = {kind.key: "101"}
    assert read_site("fjord", {kind.name: [entry]}, partial=True).of(kind.name) == (entry,)
    assert findings({kind.name: [{}]}, partial=True) == [f"fjord: {kind.name}[1], {kind.key}: is missing"]


def test_half_an_object_is_checked_all_the_same() -> None:
    assert findings({"users": [{"extension": "101", "port": "five"}]}, partial=True) == [
        "fjord: user 101, port: 'five' is not a whole number"
    ]


@pytest.mark.parametrize(
    ("kind", "entry", "says"),
    [
        ("users", KARI, "user 101, extension"),
        ("hunt_groups", {"name": "Support"}, "hunt group Support, name"),
        ("greetings", {"name": "welcome", "audio": "a.wav"}, "greeting welcome, name"),
        ("schedules", {"name": "hours"}, "schedule hours, name"),
    ],
)
def test_two_objects_of_a_kind_differ_in_their_key(kind: str, entry: dict[str, Any], says: str) -> None:
    assert findings({kind: [entry, dict(entry)]}) == [f"fjord: {says}: stands twice; every one must differ"]


def test_two_users_may_have_the_same_name() -> None:
    both = [KARI, {**KARI, "extension": "102"}]
    assert read_site("fjord", {"users": both}).of("users") == tuple(both)


def test_objects_of_two_kinds_may_have_the_same_name() -> None:
    raw = {"hunt_groups": [{"name": "Night"}], "schedules": [{"name": "Night"}]}
    assert read_site("fjord", raw).write() == raw


def test_everything_that_is_wrong_is_reported_at_once() -> None:
    raw = {
        "users": [{"extension": 101, "name": "Kari;"}, {"extension": "102"}, {**KARI, "fax": "1"}],
        "queue": [],
        "schedules": [{"name": "hours", "trunks": ["8-1"], "weekly": {"monday": ["08:00-25:00"]}}],
    }
    assert [says.split(": ")[1] for says in findings(raw)] == [
        "users[1], extension",
        "users[1], name",
        "user 102, name",
        "user 101, fax",
        "queue",
        "schedule hours, trunks",
        "schedule hours, weekly",
    ]


@pytest.mark.parametrize("key", ["101\nfjord: all is well", "10\x1b[2J", "1\u20282"])
def test_a_finding_is_one_line_whatever_stands_in_the_file(key: str) -> None:
    for raw in ({"users": [{"extension": key, "name": "Kari"}]}, {key: []}, {"users": [{**KARI, key: "1"}]}):
        (says,) = findings(raw)
        assert says.isprintable()


def test_a_finding_names_exchange_object_and_field() -> None:
    assert str(Finding("fjord", "user 101", "name", "is empty")) == "fjord: user 101, name: is empty"
    assert str(Finding("fjord", "user 101", "", "is empty")) == "fjord: user 101: is empty"
    assert str(Finding("fjord", "", "", "is empty")) == "fjord: is empty"
