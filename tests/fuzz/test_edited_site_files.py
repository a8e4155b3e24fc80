"""Taking past exceptions out of a site file, and writing a new one, whatever the file looks like."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.past_exceptions import without_past_exceptions
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import (
    SiteFileError,
    load_text,
)
from tests.fuzz.mutations import mutated
from tests.fuzz.search import only_own_errors, search
from tests.fuzz.test_site_files import TREES
from tests.unit.model.test_past_exceptions import SITE

TODAY = datetime.date(2026, 11, 23)
DATES = st.sampled_from(("2026-11-22", "2026-11-23", "2025-01-01", "2027-01-01", "9999-12-31", "", "x"))
COMMENTS = st.sampled_from(("", "", "  # Kari asked for it", "   # date: 2020-01-01", " # æøå 😀"))
QUOTES = st.sampled_from(('"{}"', "'{}'", "{}"))
LINES = st.sampled_from(("", "\n", "    # a remark\n", "# at the margin\n", "\n\n", "  \n"))
ENDS = st.sampled_from(("\n", "\n", "\r\n"))


@st.composite
def entries(draw: st.DrawFn, indent: int) -> tuple[str, str]:
    """An exception in one of the ways to write it, and its date."""
    date = draw(DATES)
    quoted = draw(QUOTES).format(date)
    margin, comment = " " * indent, draw(COMMENTS)
    return draw(
        st.sampled_from(
            (
                f"{margin}- {{date: {quoted}, open: []}}{comment}\n",
                f'{margin}- {{date: {quoted},\n{margin}   open: ["08:00-12:00"]}}{comment}\n',
                f"{margin}- date: {quoted}{comment}\n{margin}  open: []\n",
                f"{margin}-\n{margin}  date: {quoted}{comment}\n{margin}  open: []{comment}\n",
                f'{margin}- open:\n{margin}    - "08:00-12:00"{comment}\n{margin}  date: {quoted}\n',
                f"{margin}- date: {quoted}\n{margin}  reason: |\n{margin}    two\n{margin}    lines\n",
                f"{margin}- {{reason: 'a # b', date: {quoted}, closed: []}}{comment}\n",
            )
        )
    ), date


@st.composite
def site_files(draw: st.DrawFn) -> str:
    """A site file as people write it: block and flow, comments everywhere."""
    text = draw(st.sampled_from(("", "---\n", "# æ 😀\n", "users:\n  - {extension: '101', name: Kåre}  # x\n")))
    text += f"schedules:{draw(COMMENTS)}\n"
    for number in range(draw(st.integers(1, 3))):
        indent = draw(st.sampled_from((4, 6)))
        text += f"  - name: s{number}\n" + draw(LINES)
        if draw(st.booleans()):
            text += "    weekly: {monday: ['08:00-16:00']}\n"
        flow = draw(st.booleans())
        text += "    exceptions:"
        if flow:
            dates = draw(st.lists(DATES, max_size=4))
            text += " [" + ", ".join(f'{{date: "{date}", open: []}}' for date in dates) + "]" + draw(COMMENTS) + "\n"
        else:
            text += draw(COMMENTS) + "\n" + draw(LINES)
            for _entry in range(draw(st.integers(1, 4))):
                text += draw(entries(indent))[0] + draw(LINES)
        if draw(st.booleans()):
            text += "    holidays: {calendar: 'NO'}\n"
    text += draw(st.sampled_from(("", "# the end", "mailboxes: []\n", "...\n")))
    return text.replace("\n", draw(ENDS))


def subsequence(short: str, long: str) -> bool:
    """Whether the one is the other with something taken out."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def plain(loaded: Any) -> Any:
    """Without the lines."""
    if isinstance(loaded, dict):
        return {key: plain(value) for key, value in loaded.items()}
    return [plain(value) for value in loaded] if isinstance(loaded, list) else str(loaded)


def check(text: str) -> str:
    """Nothing but past exceptions goes, letter for letter; returns what is left."""
    before = plain(load_text(text, decrypt=str))
    pruned, taken = without_past_exceptions(text, TODAY)
    if not taken:
        assert pruned == text
        return text
    after = plain(load_text(pruned, decrypt=str))
    for schedule in before["schedules"]:
        if isinstance(schedule.get("exceptions"), list):
            schedule["exceptions"] = [each for each in schedule["exceptions"] if each["date"] >= TODAY.isoformat()]
    assert after == before
    assert subsequence(pruned.replace(" []", ""), text)
    assert without_past_exceptions(pruned, TODAY) == (pruned, [])
    return pruned


def comments(text: str) -> list[str]:
    """The lines that are comments; between exceptions they stay, whatever goes."""
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


@search(examples=250, text=site_files())
def test_files_as_people_write_them(folder: Path, text: str) -> None:
    with only_own_errors(SiteFileError):
        assert comments(check(text)) == comments(text)


@search(examples=200, text=mutated(st.just(SITE), most=2) | mutated(site_files(), most=1) | st.text())
def test_files_with_mistakes(folder: Path, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()  # no file holds half a letter
    with only_own_errors(SiteFileError):
        check(text)


@search(examples=200, schedules=TREES, exceptions=TREES)
def test_files_of_any_shape(folder: Path, schedules: Any, exceptions: Any) -> None:
    """Valid YAML that is no valid site: said, or left alone."""
    for site in (
        {"schedules": schedules},
        {"schedules": [{"name": "a", "exceptions": exceptions}]},
        {"schedules": [{"name": "a", "exceptions": [exceptions]}]},
        {"schedules": [{"exceptions": [{"date": exceptions}]}]},
        {"schedules": [{"name": exceptions, "exceptions": [{"date": "2020-01-01"}]}]},
    ):
        try:
            text = yaml.safe_dump(site, allow_unicode=True, default_flow_style=None)
        except (yaml.YAMLError, UnicodeError):
            continue
        with only_own_errors(SiteFileError):
            without_past_exceptions(text, TODAY)
