"""docs/checks.md and the module's file are what their tables say."""

from __future__ import annotations

import re
from pathlib import Path

from ansible_collections.sentral.nec.plugins.module_utils.model.checks.documentation import page
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.finding import SEVERITIES
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.registry import CHECKS, CODES
from tooling.module_documentation import module_text

CHECKOUT = Path(__file__).resolve().parents[4]


def test_the_page_is_current() -> None:
    assert (CHECKOUT / "docs" / "checks.md").read_text(encoding="utf-8") == page()


def test_the_module_is_current() -> None:
    assert (CHECKOUT / "library" / "pbx_check.py").read_text(encoding="utf-8") == module_text("pbx_check")


def test_codes_are_of_one_form_and_differ() -> None:
    assert len(set(CODES)) == len(CODES)
    assert all(re.fullmatch(r"[A-Z]{3,4}[0-9]{3}", code) for code in CODES)


def test_every_check_says_what_it_means() -> None:
    for check in CHECKS:
        assert check.severity in SEVERITIES
        assert check.meaning.endswith(".")
        assert check.function is None or (check.function.__doc__ or "").startswith(f"{check.code}:")
