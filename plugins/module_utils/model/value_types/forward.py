"""Where the calls of a telephone go that it does not take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from .base import NOTHING, Part, Schema, ValueType, described, in_words, inside, mapping_of, mapping_schema, only
from .scalars import Digits, Truth

TYPES = {
    "all": "Where every call goes.",
    "both_ring": "What rings together with the telephone.",
    "busy": "Where calls go while the telephone is busy.",
    "no_answer": "Where calls go that nobody answers.",
}
SIDES = ("inside", "outside")
OFF = "off"
_SIDES = ' One number in quotes, or C({inside: "180", outside: "0922334455"}).'
_ENFORCE = (
    "Whether each run sets back what the telephone's user has changed. Left out, it is set once and then reported."
)


@dataclass(frozen=True)
class Forward(ValueType):
    """Forwarding by type: ``{busy: "180", no_answer: "180"}``; off is ``{}`` or ``"off"``.

    The value has a number for each side: ``{"busy": {"inside": "180", "outside": "180"}}``.
    """

    ansible_type: ClassVar[str] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        types = (Part(name, meaning + _SIDES, ansible_type="raw") for name, meaning in TYPES.items())
        return (*types, Part("enforce", _ENFORCE, ansible_type="bool"))

    def parse(self, raw: object) -> dict[str, Any]:
        if not isinstance(raw, dict):
            return _parse_off(raw)
        given = mapping_of(raw)
        only(given, *TYPES, "enforce")
        _one_type_at_a_time(set(given) & set(TYPES))
        value: dict[str, Any] = {}
        for name in TYPES:
            if name in given:
                with inside(name):
                    value[name] = _parse_target(given[name])
        with inside("enforce"):
            if Truth().parse(given.get("enforce", False)):
                value["enforce"] = True
        return value

    def write(self, value: Any) -> dict[str, Any]:
        return {name: part if name == "enforce" else _write_target(part) for name, part in value.items()}

    def say(self, value: Any) -> str:
        targets = [f"{in_words(name)} {_say_target(part)}" for name, part in value.items() if name != "enforce"]
        said = ", ".join(targets) or NOTHING
        return f"{said}, enforced" if value.get("enforce") else said

    def schema(self) -> Schema:
        number = Digits().schema()
        sides = mapping_schema(dict.fromkeys(SIDES, number)) | {"minProperties": 1}
        meanings = {part.name: part.meaning for part in self.parts}
        types = {name: described({"anyOf": [number, sides]}, meanings[name]) for name in TYPES}
        mapping = mapping_schema(types | {"enforce": described(Truth().schema(), meanings["enforce"])})
        several = [{"required": pair} for pair in (["all", "both_ring"], ["all", "busy"], ["all", "no_answer"])]
        several += [{"required": ["both_ring", "busy"]}, {"required": ["both_ring", "no_answer"]}]
        return {"anyOf": [mapping | {"not": {"anyOf": several}}, {"const": OFF}]}


def _parse_off(raw: object) -> dict[str, Any]:
    if raw != OFF:
        raise ValueProblem(f'takes a mapping of {", ".join(TYPES)}, or "{OFF}" in quotes')
    return {}


def _one_type_at_a_time(types: set[str]) -> None:
    if len(types - {"busy", "no_answer"}) + bool(types & {"busy", "no_answer"}) > 1:
        raise ValueProblem(
            "all, both_ring and busy with no_answer exclude each other; forwarding holds one type at a time"
        )


def _parse_target(raw: object) -> dict[str, str]:
    if not isinstance(raw, dict):
        return dict.fromkeys(SIDES, Digits().parse(raw))
    given = mapping_of(raw)
    only(given, *SIDES)
    if not given:
        raise ValueProblem("needs inside, outside or both")
    target: dict[str, str] = {}
    for side in SIDES:
        if side in given:
            with inside(side):
                target[side] = Digits().parse(given[side])
    return target


def _write_target(target: dict[str, str]) -> Any:
    inner, outer = (target.get(side) for side in SIDES)
    return inner if inner == outer else dict(target)


def _say_target(target: dict[str, str]) -> str:
    inner, outer = (target.get(side) for side in SIDES)
    if inner == outer:
        return str(inner)
    return " and ".join(f"{number} {side}" for side, number in target.items())
