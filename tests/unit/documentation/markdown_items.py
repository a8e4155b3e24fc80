"""The table of programs in docs/platforms/sv9100.md, read as its readers would."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.unit.documentation.conftest import CHECKOUT

PAGE = CHECKOUT / "docs" / "platforms" / "sv9100.md"
ASSUMED = "*a*"

KINDS_OF_NUMBERS = {"service code": "1", "extension": "2", "trunk access": "3", "operator": "4"}
"""As the row of 11-01-02 says."""


@dataclass(frozen=True)
class Dimension:
    """A word of an index, and its limits where the row has them."""

    name: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Line:
    """A row of the table. It may be about several items."""

    items: tuple[str, ...]
    index: tuple[Dimension, ...]
    default: str
    level: str

    @property
    def level_name(self) -> str:
        """The level without its mark."""
        return self.level.removesuffix(ASSUMED).strip()

    def plain_defaults(self) -> dict[str, str] | None:
        """The default of each item where it is the same at every index; None where it takes a reader."""
        text = re.sub(r"\*[as]\*|`", "", self.default)
        parts = [part.strip() for part in re.split(r" / |, ", text)]
        if len(parts) == 1:
            parts *= len(self.items)
        values = ["" if part == "empty" else part for part in parts]
        if len(parts) != len(self.items) or not all(re.fullmatch(r"\d*", value) for value in values):
            return None
        return dict(zip(self.items, values, strict=True))


def lines() -> list[Line]:
    """Every row of the table under "Programs held"."""
    section = PAGE.read_text(encoding="utf-8").partition("\n## Programs held\n")[2].partition("\n## ")[0]
    rows = [row.strip("| ").split(" | ") for row in section.splitlines() if re.match(r"\| \d\d-", row)]
    return [Line(_items(row[0]), _index(row[2]), row[4], row[5]) for row in rows]


def numbering_plan() -> dict[str, tuple[str, str]]:
    """The paragraph on 11-01: leading digit to length and kind."""
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    plan = text.partition("**Numbering plan 11-01 as shipped**")[2].partition("): ")[2].partition(" ## ")[0]
    found: dict[str, tuple[str, str]] = {}
    for part in plan.rstrip(".").split("; "):
        match = re.fullmatch(r"((?:`\d`(?:, )?)+) (\d) digits? (.+)", part)
        assert match, part
        for digit in re.findall(r"\d", match[1]):
            found[digit] = (match[2], KINDS_OF_NUMBERS[match[3]])
    return found


def _items(cell: str) -> tuple[str, ...]:
    run = re.fullmatch(r"(\d\d-\d\d)-(\d\d) \.\.\. -(\d\d)", cell)
    if run:
        return tuple(f"{run[1]}-{number:02d}" for number in range(int(run[2]), int(run[3]) + 1))
    first, *others = cell.split(", ")
    return (first, *(f"{first[:5]}{other}" for other in others))


def _index(cell: str) -> tuple[Dimension, ...]:
    return tuple(_dimension(part) for part in cell.split(", "))


def _dimension(text: str) -> Dimension:
    plain = re.sub(r"\([^)]*\)|\*a\*|`", "", text)
    match = re.fullmatch(r"(.*?)(?: (\d+)\s*-\s*(\d+))?", plain.strip())
    assert match
    name = {"extension number": "extension", "MMDD": "date", "user": "account"}.get(match[1], match[1])
    return Dimension(name, int(match[2]), int(match[3])) if match[2] else Dimension(name)
