"""The messages of commits, the counts in them, and the manifest of a backup."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.archive.commit_messages import ExchangeChange, message_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.manifest import Manifest, ManifestError
from ansible_collections.sentral.nec.plugins.module_utils.archive.object_counts import count_changes

MANIFEST = Manifest(
    *("oslo", "sv9100", "SV9100", "EU", "12.00", "SV91-1"),
    hardware=("SLOT 1 CARD DLCA PORTS 1-16",),
    licences=("LICENCE ACD-AGENTS 16",),
    objects={"users": 3},
    programs={"15-01": 2, "20-06": 0},
    recordings={1: (10, "aa")},
    dump_hash="00",
    files={"site.yml": "11"},
)


def test_objects_are_counted_by_what_identifies_them() -> None:
    before = {"users": [{"extension": "101", "name": "A"}, {"extension": "102", "name": "B"}], "queues": []}
    after = {"users": [{"extension": "101", "name": "C"}, {"extension": "103", "name": "B"}], "queues": [{"name": "S"}]}
    assert [str(counts) for counts in count_changes(before, after)] == ["users +1 -1 ~1", "queues +1"]
    assert count_changes(after, after) == []
    assert [str(counts) for counts in count_changes({}, {"hunt_groups": [{"name": "S"}]})] == ["hunt groups +1"]


def test_a_message_names_exchanges_operators_and_requests() -> None:
    counts = count_changes({}, {"users": [{"extension": "101"}]})
    changes = [
        ExchangeChange("oslo", counts, operators=("kari", "per"), requests=("4711", "4712")),
        ExchangeChange("bergen", items=3),
        ExchangeChange("bodo", first=True),
        ExchangeChange("tromso", remark="software"),
    ]
    assert message_of("Backup", changes, "timer", "") == (
        "Backup: 4 exchanges, oslo, bergen, bodo ...\n\n"
        "oslo: users +1, by kari, per, request 4711, 4712\n"
        "bergen: 3 items that no site file says\n"
        "bodo: first backup\n"
        "tromso: software\n\n"
        "Operator: kari\nOperator: per\nRequest: 4711\nRequest: 4712\n"
    )


def test_without_a_run_of_sentral_the_backup_s_own_operator_is_named() -> None:
    message = message_of("Backup", [ExchangeChange("oslo", first=True)], "timer", "12")
    assert message.endswith("\n\nOperator: timer\nRequest: 12\n")


def test_a_name_cannot_forge_a_trailer() -> None:
    change = ExchangeChange("oslo", first=True, operators=("kari\nRequest: 1",))
    assert "\nRequest:" not in message_of("Backup", [change], "timer", "")


def test_a_manifest_comes_back() -> None:
    assert Manifest.from_bytes(MANIFEST.to_bytes(), "here") == MANIFEST


def test_a_manifest_of_a_newer_format_says_so() -> None:
    newer = json.dumps({**json.loads(MANIFEST.to_bytes()), "format": 2}).encode()
    with pytest.raises(ManifestError, match="here: its format is 2, and this Sentral knows format 1"):
        Manifest.from_bytes(newer, "here")


@given(
    st.one_of(st.binary(max_size=60), st.integers(0, len(MANIFEST.to_bytes()) - 3).map(MANIFEST.to_bytes().__getitem__))
)
def test_what_is_no_manifest_is_said(content: bytes | int) -> None:
    damaged = content if isinstance(content, bytes) else MANIFEST.to_bytes()[:content]
    with pytest.raises(ManifestError):
        Manifest.from_bytes(damaged, "here")
