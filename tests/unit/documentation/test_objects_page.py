"""The page of objects and fields."""

from __future__ import annotations

import re

from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS, QUEUES
from tooling.object_documentation import PAGE, PLATFORMS, page, supports


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run tooling/object_documentation.py"


def test_every_field_has_a_row() -> None:
    for kind in KINDS.values():
        section = page().split(f"\n## {kind.name}\n")[1].split("\n## ")[0]
        assert all(f"\n| `{field.name}` |" in section for field in kind.fields)


def test_every_row_has_as_many_cells() -> None:
    rows = [line for line in page().splitlines() if line.startswith("|")]
    assert {len(re.split(r"(?<!\\)\|", line)) for line in rows} == {3 + len(PLATFORMS) + 2}


def test_a_field_that_a_platform_does_not_have_is_named() -> None:
    unsupported = {"sl1100": {"queues": frozenset({"limit"})}}
    limit, overflow = QUEUES.field("limit"), QUEUES.field("overflow")
    assert [supports(platform, QUEUES, limit, unsupported) for platform in PLATFORMS] == [True, True, True, False]
    assert supports("sl1100", QUEUES, overflow, unsupported)
    (row,) = [line for line in page(unsupported).splitlines() if line.startswith("| `limit` |")]
    assert row.endswith("| No limit. | yes | yes | yes | no |")


def test_what_cannot_be_said_of_queues_stands_in_their_section() -> None:
    section = page().split("\n## queues\n")[1].split("\n## ")[0]
    assert all(item in section for item in ("41-03-03", "41-03-02", "41-08-03", "41-17-01", "41-18"))


def test_no_markup_of_ansible_is_left() -> None:
    assert not re.search(r"\b[VCO]\(", page())
