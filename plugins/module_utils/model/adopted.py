"""What was adopted from an exchange, as the texts that are written for people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .kinds import KINDS
from .site import Site
from .site_file import schema_remark


@dataclass(frozen=True)
class Adopted:
    """The site of an exchange, and what the exchange holds besides, a sentence an item."""

    exchange: str
    model: str
    software: str
    site: Site
    unexpressed: tuple[str, ...]

    @property
    def list_file(self) -> str:
        """The name of the file that lists what could not be expressed."""
        return f"{self.exchange}.unexpressed.md"

    def counts(self) -> dict[str, int]:
        """How many objects of each kind there are."""
        return {kind: len(self.site.of(kind)) for kind in KINDS if self.site.of(kind)}

    def say_counts(self) -> str:
        """The same in words."""
        counts = self.counts().items()
        words = [f"{number:,} {KINDS[kind].word if number == 1 else kind.replace('_', ' ')}" for kind, number in counts]
        return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part) or "nothing"

    def head(self, site_file: Path) -> list[str]:
        """The remarks at the head of the site file. They tell no time: the same exchange gives the same file."""
        schema = schema_remark(site_file)
        remarks = [schema] if schema else []
        remarks += [
            f"Adopted from {self.exchange}, {self.model} with software {self.software}.",
            f"{self.say_counts()}.",
        ]
        if self.unexpressed:
            remarks.append(f"{self.say_unexpressed()}: see {self.list_file}.")
        return remarks

    def say_unexpressed(self) -> str:
        """How much could not be expressed."""
        number = len(self.unexpressed)
        return f"{number:,} {'item' if number == 1 else 'items'} could not be expressed"

    def list_text(self) -> str:
        """The list of what could not be expressed, one line an item."""
        lines = [
            f"# What {self.exchange} holds and its site file does not say",
            "",
            f"{self.say_unexpressed()}. Each differs from the factory. Sentral leaves it on the exchange as it is.",
            "",
            *(f"- {sentence}" for sentence in self.unexpressed),
        ]
        return "\n".join(lines) + "\n"
