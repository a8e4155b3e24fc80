"""Past one-off days leave a site file, and every other letter of it stays."""

from __future__ import annotations

import datetime

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.past_exceptions import without_past_exceptions
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import SiteFileError

TODAY = datetime.date(2026, 11, 23)

SITE = """\
---
# Fjordfisk AS, Øygarden
users:
  - {extension: "101", name: Kari}   # since 2020

schedules:
  - name: åpningstid
    # one-off days
    exceptions:
      - {date: "2026-11-20", closed: ["12:00-24:00"], reason: staff meeting}   # asked by Kari
      # Christmas
      - date: "2026-11-21"
        open:
          - "08:00-12:00"   # short
      - {date: "2026-11-23", open: []}

      - {date: '2026-12-24', open: ["08:00-12:00"]}
    weekly: {monday: ["08:00-16:00"]}
  - name: gate
    exceptions: [{date: "2025-01-02", open: []}, {date: "2026-12-01", open: []}, {date: "2026-01-02", open: []}]
  - name: kitchen
    exceptions:
      - {date: "2026-01-03", open: []}
      # nothing else
  - {name: shop, exceptions: [{date: "2026-01-04", open: []}]}
"""


def test_only_what_is_past_is_taken_out() -> None:
    text, taken = without_past_exceptions(SITE, TODAY)
    assert taken == [
        "åpningstid, 2026-11-20",
        "åpningstid, 2026-11-21",
        "gate, 2025-01-02",
        "gate, 2026-01-02",
        "kitchen, 2026-01-03",
        "shop, 2026-01-04",
    ]
    assert (
        text
        == """\
---
# Fjordfisk AS, Øygarden
users:
  - {extension: "101", name: Kari}   # since 2020

schedules:
  - name: åpningstid
    # one-off days
    exceptions:
      # Christmas
      - {date: "2026-11-23", open: []}

      - {date: '2026-12-24', open: ["08:00-12:00"]}
    weekly: {monday: ["08:00-16:00"]}
  - name: gate
    exceptions: [{date: "2026-12-01", open: []}]
  - name: kitchen
    exceptions: []
      # nothing else
  - {name: shop, exceptions: []}
"""
    )
    assert without_past_exceptions(text, TODAY) == (text, [])


@pytest.mark.parametrize("text", ["", "users: []\n", "schedules: []\n", "schedules:\n", "schedules: [{name: a}]\n"])
def test_a_file_without_exceptions_stays(text: str) -> None:
    assert without_past_exceptions(text, TODAY) == (text, [])


def test_a_file_that_ends_without_a_line_end_and_one_with_secrets() -> None:
    text = 'x: !vault abc\nschedules:\n  - name: a\n    exceptions:\n      - {date: "2026-11-20", open: []}'
    assert without_past_exceptions(text, TODAY)[0] == "x: !vault abc\nschedules:\n  - name: a\n    exceptions: []\n"


def test_a_comment_behind_a_text_in_a_block_stays() -> None:
    entry = '      - date: "2026-11-20"\n        reason: |\n          two\n          lines\n'
    text = f"schedules:\n  - name: a\n    exceptions:\n{entry}# the end\nusers: []\n"
    pruned = "schedules:\n  - name: a\n    exceptions: []\n# the end\nusers: []\n"
    assert without_past_exceptions(text, TODAY)[0] == pruned


def test_a_list_that_two_schedules_share_is_left_to_people() -> None:
    first = '  - {name: a, exceptions: &days [{date: "2026-11-20", open: []}]}'
    text = f"schedules:\n{first}\n  - {{name: b, exceptions: *days}}\n"
    with pytest.raises(SiteFileError, match="take them out by hand"):
        without_past_exceptions(text, TODAY)


def test_what_is_no_yaml_is_said() -> None:
    with pytest.raises(SiteFileError, match="not valid YAML"):
        without_past_exceptions("schedules: [", TODAY)


@pytest.mark.parametrize(
    "schedules",
    [
        *(
            "x",
            "[x]",
            "[[1, 2]]",
            "[~]",
            "{a: b}",
            "{name: a}",
            "[{exceptions: []}]",
            "[{name: 1}]",
            "[{name: a, exceptions: x}]",
        ),
        *("[{name: a, exceptions: {date: x}}]", "[{name: a, exceptions: [x]}]", "[{name: a, exceptions: [[x, y]]}]"),
        *("[{name: a, exceptions: [{open: []}]}]", "[{name: a, exceptions: [{date: 2026-01-01}]}]"),
        *("[{name: a, exceptions: [{date: }]}]", "!!set {a}", "!!omap [a: b]", "!!pairs [a: b]"),
    ],
)
def test_schedules_that_are_none_are_said(schedules: str) -> None:
    with pytest.raises(SiteFileError, match=r"playbooks/check\.yml says what is wrong$"):
        without_past_exceptions(f"schedules: {schedules}\n", TODAY)
