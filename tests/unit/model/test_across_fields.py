"""Rules across the fields of one object: what excludes each other, what needs another."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site

KARI = {"extension": "101", "name": "Kari Nordmann"}
ROUTE = {"number": "22334455", "open": {"queue": "Sales"}}


def findings(kind: str, entry: dict[str, Any], *, partial: bool = False) -> list[str]:
    """Every sentence about a site with one object, without the name of the exchange."""
    try:
        read_site("fjord", {kind: [entry]}, partial=partial)
    except SiteError as error:
        return [str(finding).removeprefix("fjord: ") for finding in error.findings]
    return []


@pytest.mark.parametrize("partial", [False, True])
@pytest.mark.parametrize(
    ("kind", "entry", "says"),
    [
        (
            "users",
            {**KARI, "port": 5, "virtual": True},
            "user 101, virtual: stands beside port; give port or virtual, not both",
        ),
        (
            "incoming_routes",
            {**ROUTE, "trunk_group": 1, "trunks": ["5"]},
            "incoming route 22334455, trunks: stands beside trunk_group; give trunk_group or trunks, not both",
        ),
        (
            "mailboxes",
            {"number": "190", "group": "Sales", "user": "190"},
            "mailbox 190, group: stands beside user; give user or group, not both",
        ),
    ],
)
def test_fields_that_exclude_each_other(kind: str, entry: dict[str, Any], says: str, *, partial: bool) -> None:
    assert findings(kind, entry, partial=partial) == [says]


@pytest.mark.parametrize(
    ("kind", "entry", "says"),
    [
        ("incoming_routes", ROUTE, "incoming route 22334455: needs trunk_group or trunks"),
        ("mailboxes", {"number": "190"}, "mailbox 190: needs user or group"),
        (
            "incoming_routes",
            {**ROUTE, "trunk_group": 1, "schedule": "hours"},
            "incoming route 22334455, schedule: needs closed, too",
        ),
        (
            "incoming_routes",
            {**ROUTE, "trunk_group": 1, "closed": {"queue": "Sales"}},
            "incoming route 22334455, closed: needs schedule, too",
        ),
    ],
)
def test_what_an_object_needs_and_half_an_object_does_not(kind: str, entry: dict[str, Any], says: str) -> None:
    assert findings(kind, entry) == [says]
    assert findings(kind, entry, partial=True) == []


def test_no_counts_as_left_out() -> None:
    assert findings("users", {**KARI, "port": 5, "virtual": False}) == []


def test_a_field_with_a_wrong_value_is_given_all_the_same() -> None:
    assert findings("mailboxes", {"number": "190", "user": 190}) == [
        'mailbox 190, user: 190 is not in quotes, so YAML does not read it as text; write it as "190"'
    ]
