"""Values that are one text, one whole number, or yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from ..strict_yaml import Unquoted
from .base import TEXT_PATTERN, Schema, ValueType, plain, safe_text

LONGEST_PUBLIC_NUMBER = 24
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True)
class Text(ValueType):
    """A name or another short text. The platform sets lengths and letters."""

    may_be_empty: bool = False

    def parse(self, raw: object) -> str:
        text = safe_text(raw)
        if not text and not self.may_be_empty:
            raise ValueProblem("is empty")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": TEXT_PATTERN} | ({} if self.may_be_empty else {"minLength": 1})


@dataclass(frozen=True)
class Number(ValueType):
    """A number that somebody dials: digits in quotes, at most ``longest`` of them."""

    longest: int = 8

    def parse(self, raw: object) -> str:
        text = safe_text(raw)
        if not re.fullmatch(rf"[0-9]{{1,{self.longest}}}", text):
            raise ValueProblem(f"{text!r} is not a number of 1 to {self.longest} digits")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^[0-9]{{1,{self.longest}}}$"}


@dataclass(frozen=True)
class Digits(ValueType):
    """What the exchange dials, in quotes: digits, ``*`` and ``#``, and its own marks ``@``, ``P`` and ``R``."""

    longest: int = 36

    def parse(self, raw: object) -> str:
        text = safe_text(raw)
        if not re.fullmatch(rf"[0-9*#@PR]{{1,{self.longest}}}", text):
            raise ValueProblem(f"{text!r} is not 1 to {self.longest} of the digits and marks 0-9 * # @ P R")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^[0-9*#@PR]{{1,{self.longest}}}$"}


@dataclass(frozen=True)
class PublicNumber(ValueType):
    """A full public number in quotes, with or without ``+`` and spaces; the value is without spaces."""

    def parse(self, raw: object) -> str:
        text = safe_text(raw).replace(" ", "")
        if not re.fullmatch(rf"\+?[0-9]{{2,{LONGEST_PUBLIC_NUMBER}}}", text):
            raise ValueProblem(
                f"{text!r} is not a public number: 2 to {LONGEST_PUBLIC_NUMBER} digits, with or without a + before them"
            )
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": rf"^\+? *[0-9]( *[0-9]){{1,{LONGEST_PUBLIC_NUMBER - 1}}}$"}


@dataclass(frozen=True)
class RouteNumber(PublicNumber):
    """A public number, or what stands for one: ``*1`` every other number of trunk group 1, ``trunk-5`` trunk 5.

    The second is how a direct line is called whose number nobody has said yet.
    """

    _INSTEAD: ClassVar[str] = r"(\*|trunk-)[1-9][0-9]{0,2}"

    def parse(self, raw: object) -> str:
        text = safe_text(raw)
        return text if re.fullmatch(self._INSTEAD, text) else super().parse(text)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^({self._INSTEAD}|{super().schema()['pattern'][1:-1]})$"}


@dataclass(frozen=True)
class Integer(ValueType):
    """A whole number that counts something (a slot, seconds); never something that is dialled."""

    lowest: int = 0
    highest: int | None = None
    ansible_type: ClassVar[str] = "int"

    def parse(self, raw: object) -> int:
        value = raw.text if isinstance(raw, Unquoted) else raw  # YAML reads 010 as 8 and 5:30 as 330
        if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", value):
            value = int(value)  # the command line (-a "port=5") knows only text
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueProblem(f"{plain(raw)!r} is not a whole number")
        if value < self.lowest or (self.highest is not None and value > self.highest):
            upper = f" to {self.highest}" if self.highest is not None else " or more"
            raise ValueProblem(f"{value} is not in the range {self.lowest}{upper}")
        return value

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.lowest} | ({} if self.highest is None else {"maximum": self.highest})


@dataclass(frozen=True)
class Truth(ValueType):
    """Yes or no: YAML's ``true`` and ``false``, or the words from the command line."""

    ansible_type: ClassVar[str] = "bool"

    def parse(self, raw: object) -> bool:
        value = raw.value if isinstance(raw, Unquoted) else raw
        if isinstance(value, str):
            value = _TRUTH.get(value.lower())
        if not isinstance(value, bool):
            raise ValueProblem(f"{plain(raw)!r} is neither true nor false")
        return value

    def say(self, value: Any) -> str:
        return "yes" if value else "no"

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice(ValueType):
    """One of a few words."""

    words: tuple[str, ...]

    def parse(self, raw: object) -> str:
        text = safe_text(raw)
        if text not in self.words:
            raise ValueProblem(f"{text!r} is not one of {', '.join(self.words)}")
        return text

    def say(self, value: Any) -> str:
        return str(value).replace("_", " ")

    def schema(self) -> Schema:
        return {"enum": list(self.words)}
