"""What may be sent, what is known to be a read, and what is masked."""

from __future__ import annotations

import dataclasses

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.source import Source, Sourced
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import InvalidCommand
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import Marked, SessionProfile


@pytest.mark.parametrize(
    "command",
    [
        "READ 11-02-01 5",
        "LIST 16-02",
        "LIST 11-02 ALL",
        "VERSION",
        "HARDWARE",
        "LICENCES",
        "ALARMS",
        "MODE 1",
        "VRS LIST",
        "VRS GET 1",
        "TELEPHONES",
    ],
)
def test_known_reads(profile: SessionProfile, command: str) -> None:
    assert profile.is_read(command)


@pytest.mark.parametrize(
    "command",
    [
        "WRITE 15-01-01 105 = x",
        "VRS DELETE 1",
        "VRS BEGIN 1 BYTES 4 SHA256 00",
        "VRS STORE",
        "VRS",
        "READX",
        "read 11-02-01 5",
        "READ 11-02-01 5 = 7",
        "MODE 1 = 2",
        " VERSION",
        "LOGOUT",
    ],
)
def test_everything_else_may_write(profile: SessionProfile, command: str) -> None:
    assert not profile.is_read(command)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("READ 1\r\nWRITE 2", "U+000D"),
        ("READ 1\nWRITE 2", "U+000A"),
        ("READ \x00", "U+0000"),
        ("READ \x7f", "U+007F"),
        ("READ \x1b[A", "U+001B"),
        ("READ \u2028", "U+2028"),
        ("WRITE 15-01-01 105 = K\u00e5re", "'\u00e5'"),
        ("WRITE 15-01-01 105 = " + "x" * 5000, "5021 characters"),
        ("LOGOUT", "LOGOUT"),
    ],
)
def test_what_is_not_sent(profile: SessionProfile, command: str, why: str) -> None:
    with pytest.raises(InvalidCommand, match=None) as raised:
        profile.check_command(command)
    assert why in str(raised.value)
    assert isinstance(raised.value, ValueError)


def test_an_invalid_command_shows_no_secret(profile: SessionProfile) -> None:
    for secret in ("47\x0011", "4711\u00e5", "4711" * 2000):
        with pytest.raises(InvalidCommand) as raised:
            profile.check_command(f"WRITE 90-02-02 2 = {secret}")
        assert "47" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("WRITE 90-02-02 2 = 4711", "WRITE 90-02-02 2 = ********"),
        ("WRITE 90-02-02 2 =4711", "WRITE 90-02-02 2 = ********"),
        ("write  90-02-02  2 = 4711", "write  90-02-02  2 = ********"),
        ("WRITE 90-02-02 2 4711", "WRITE 90-02-02 ********"),
        ("90-02-02 2 = ********", "90-02-02 2 = ********"),
        ("READ 90-02-02 2", "READ 90-02-02 2"),
        ("WRITE 90-02-01 2 = tech", "WRITE 90-02-01 2 = tech"),
    ],
)
def test_masking(profile: SessionProfile, text: str, masked: str) -> None:
    assert profile.mask(text) == masked


def test_every_literal_is_marked_and_says_why(profile: SessionProfile) -> None:
    for field in dataclasses.fields(profile):
        if field.name == "platform":
            continue
        literal = getattr(profile, field.name)
        assert isinstance(literal, Marked), field.name
        assert isinstance(literal.source, Source)
        assert str(literal.source).partition(": ")[2]


def test_no_line_literal_claims_to_be_sourced(profile: SessionProfile) -> None:
    """NEC publishes no line session for this family."""
    sourced = [
        field.name
        for field in dataclasses.fields(profile)
        if isinstance(getattr(getattr(profile, field.name), "source", None), Sourced)
    ]
    assert sourced == ["masked_items"]
