"""A number for each of the exchange's modes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from .base import Part, Schema, ValueType, described, in_words, inside, mapping_of, mapping_schema
from .scalars import Integer

MODES = ("day", "night", *(f"mode_{mode}" for mode in range(3, 9)))


@dataclass(frozen=True)
class ByMode(ValueType):
    """A whole number for day, night and, where it is needed, the modes 3 to 8. Night left out is as day."""

    lowest: int
    highest: int
    ansible_type: ClassVar[str] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        extra = {"day": "In day mode.", "night": "In night mode. Left out, it is as in day mode."}
        return tuple(
            Part(mode, extra.get(mode, f"In mode {mode[-1]}."), mode == "day", ansible_type="int") for mode in MODES
        )

    def parse(self, raw: object) -> dict[str, int]:
        given = mapping_of(raw)
        for mode in given:
            if mode not in MODES:
                raise ValueProblem(f"{mode!r} is not a mode; they are {', '.join(MODES)}")
        if "day" not in given:
            raise ValueProblem("needs day")
        values: dict[str, int] = {}
        for mode, value in given.items():
            with inside(mode):
                values[mode] = Integer(self.lowest, self.highest).parse(value)
        values.setdefault("night", values["day"])
        return {mode: values[mode] for mode in MODES if mode in values}

    def say(self, value: Any) -> str:
        return ", ".join(f"{in_words(mode)} {number}" for mode, number in value.items())

    def schema(self) -> Schema:
        number = Integer(self.lowest, self.highest).schema()
        return mapping_schema({part.name: described(number, part.meaning) for part in self.parts}, "day")
