"""Bad input gets one sentence with exchange, object and field, before any session is opened."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from tests.unit.instant import Bench

KARI = {"extension": "101", "name": "Kari"}
OLA = {"extension": "102", "name": "Ola"}


def groups(*entries: dict[str, Any]) -> dict[str, Any]:
    """A site with these hunt groups and nobody."""
    return {"hunt_groups": list(entries)}


def hours(**fields: Any) -> dict[str, Any]:
    """A site with one schedule."""
    return {"schedules": [{"name": "hours", **fields}]}


ELEVEN_DAYS = [{"date": f"2026-12-{day:02d}", "open": [f"{day:02d}:00-{day:02d}:30"]} for day in range(1, 11)]


@pytest.mark.parametrize(
    ("site", "sentence"),
    [
        (
            {"users": [{"extension": "601", "name": "Kari"}]},
            "user 601 Kari, extension: 601 is not in the numbering plan: extensions begin with 1, 2, 3, 4, 5",
        ),
        (
            {"users": [{"extension": "31", "name": "Kari"}]},
            "user 31 Kari, extension: 31 is not in the numbering plan: numbers that begin with 3 have 4 digits",
        ),
        (
            {"users": [KARI], **groups({"name": "Support", "pilot": "101"})},
            "hunt group Support, pilot: 101 is the number of user 101 Kari already",
        ),
        (
            groups({"name": "A", "pilot": "400"}, {"name": "B", "pilot": "400"}),
            "hunt group B, pilot: 400 is the number of hunt group A already",
        ),
        (
            {"users": [{"extension": "101", "name": "Kari Nordmann"}]},
            "user 101 Kari Nordmann, name: 'Kari Nordmann' has 13 characters; the exchange shows at most 12; "
            "give it a display_name that fits",
        ),
        (
            {"users": [{**KARI, "display_name": "Kari Nordmann"}]},
            "user 101 Kari, display_name: 'Kari Nordmann' has 13 characters; the exchange shows at most 12",
        ),
        (
            {"users": [{**KARI, "display_name": "Kåre"}]},
            "user 101 Kari, display_name: the exchange cannot show 'å'; write the name otherwise, "
            "or set pbx_transliterate: true",
        ),
        ({"users": [{**KARI, "port": 961}]}, "user 101 Kari, port: 961 is beyond the SV9100's 960"),
        (
            {"users": [{**KARI, "port": 1}, {**OLA, "port": 1}]},
            "user 102 Ola, port: port 1 is that of user 101 Kari already",
        ),
        (
            {"greetings": [{"name": "a", "audio": "sha256:0", "message": 101}]},
            "greeting a, message: 101 is beyond the SV9100's 100",
        ),
        (
            {"users": [KARI], **groups({"name": "Support", "members": ["102"]})},
            "hunt group Support, members: 102 does not exist: no user has that extension",
        ),
        (
            {"users": [KARI], **groups({"name": "A", "members": ["101"]}, {"name": "B", "members": ["101"]})},
            "hunt group B, members: 101 is a member of hunt group A already; an extension is in one hunt group",
        ),
        (
            {"users": [{**KARI, "hunt_group": "Support"}], **groups()},
            "user 101 Kari, hunt_group: there is no hunt group 'Support' in the site",
        ),
        (
            {"users": [{**KARI, "hunt_group": "A"}], **groups({"name": "A"}, {"name": "B", "members": ["101"]})},
            "user 101 Kari, hunt_group: names 'A', but hunt group B lists the extension as a member",
        ),
        (hours(trunks=["1-401"]), "schedule hours, trunks: trunk 401 is beyond the SV9100's 400"),
        (
            {"schedules": [{"name": "a", "trunks": ["1-4"]}, {"name": "b", "trunks": ["4"]}]},
            "schedule b, trunks: trunk 4 follows schedule a already; schedules share trunks only when they name the "
            "same ones",
        ),
        (hours(holidays={"calendar": "XX"}), "schedule hours, holidays: calendar: there is no calendar 'XX'"),
        (
            hours(exceptions=ELEVEN_DAYS),
            "schedule hours, weekly: needs 11 different kinds of days (weekly, holidays and exceptions counted "
            "together); the exchange has 10 patterns for each schedule",
        ),
        (
            {"greetings": [{"name": "welcome", "audio": "nowhere.wav"}]},
            "greeting welcome, audio: the file nowhere.wav is not in the working directory",
        ),
        (
            groups(*({"name": f"G{number}"} for number in range(64))),
            "hunt group G63: is one too many: the SV9100 takes 63 hunt groups and the site has 64",
        ),
        (
            {"schedules": [{"name": f"S{number}"} for number in range(32)]},
            "schedule S31: is one too many: the SV9100 takes 31 schedules and the site has 32",
        ),
    ],
)
def test_bad_input_is_one_sentence(bench: Bench, site: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SiteError) as caught:
        bench.prepare(site)
    assert str(caught.value) == f"oslo: {sentence}"


def test_all_findings_come_together(bench: Bench) -> None:
    with pytest.raises(SiteError) as caught:
        bench.prepare({"users": [{"extension": "601", "name": "Kari Nordmann", "port": 999}]})
    assert len(caught.value.findings) == 3


def test_letters_are_checked_after_they_were_replaced(bench: Bench) -> None:
    bench.prepare({"users": [{"extension": "101", "name": "Åse Ærlig"}]}, transliterate=True)


def test_file_that_is_no_audio(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "welcome.wav").write_text("Hello")
    with pytest.raises(SiteError, match=r"oslo: greeting welcome, audio: welcome\.wav .*"):
        bench.prepare({"greetings": [{"name": "welcome", "audio": "welcome.wav"}]}, audio_roots=(str(tmp_path),))


def test_audio_that_is_too_long(bench: Bench, tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "long.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\x10\x00" * (8000 * 121))
    with pytest.raises(SiteError, match=r"long\.wav is 121 s long; the exchange takes at most 120 s"):
        bench.prepare({"greetings": [{"name": "a", "audio": "long.wav"}]}, audio_roots=(str(tmp_path),))


@pytest.mark.parametrize(
    ("slots", "sentence"),
    [
        ({"hunt_groups": {"Support": 1}}, "slots, hunt group Support: 1 is not a slot of the SV9100"),
        ({"schedules": {"hours": 33}}, "slots, schedule hours: 33 is not a slot of the SV9100"),
        ({"greetings": {"a": 1, "b": 1}}, "slots, greeting b: slot 1 is that of a too; mend the slots file"),
    ],
)
def test_slots_file_is_checked_too(bench: Bench, slots: dict[str, dict[str, int]], sentence: str) -> None:
    with pytest.raises(SiteError, match=sentence):
        bench.prepare({}, slots=slots)


def test_deleted_needs_nothing_but_the_key(bench: Bench) -> None:
    bench.prepare({"users": [{"extension": "601"}], "greetings": [{"name": "welcome"}]}, "deleted")
