"""What the function keys of a telephone do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from .base import (
    NOTHING,
    Part,
    Schema,
    ValueType,
    described,
    in_words,
    inside,
    list_of,
    mapping_of,
    mapping_schema,
    only,
    safe_text,
)
from .scalars import Choice, Digits, Integer, Truth

HIGHEST_KEY = 48
VIRTUAL_EXTENSION = "virtual_extension"
FUNCTIONS = (
    VIRTUAL_EXTENSION,
    "night_mode",
    "forward_all",
    "forward_busy_no_answer",
    "pickup_own_group",
    "pickup_other_group",
    "pickup_any_group",
    "room_monitor",
    "account_code",
    "delayed_announcement",
    "voice_mail",
)
RINGS = ("at_once", "delayed", "none")
_CODE = r"\*?[0-9]{2}"


class _Code(ValueType):
    """The exchange's own code of a function."""

    def parse(self, raw: object) -> str:
        text = safe_text(raw)
        if not re.fullmatch(_CODE, text):
            raise ValueProblem(f'{text!r} is not the code of a function; they are "00" to "99" and "*00" to "*99"')
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_CODE}$"}


_TYPES: dict[str, ValueType] = {
    "key": Integer(1, HIGHEST_KEY),
    "function": Choice(FUNCTIONS),
    "code": _Code(),
    "data": Digits(),
    "ring": Choice(RINGS),
    "enforce": Truth(),
}


@dataclass(frozen=True)
class Keys(ValueType):
    """Function keys, each with a function by name or by the exchange's code; the value is sorted by key."""

    ansible_type: ClassVar[str] = "list"
    elements: ClassVar[str | None] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        return (
            Part("key", f"The number of the key, 1 to {HIGHEST_KEY}.", True, "int"),
            Part("function", "What the key does. Either this or code.", choices=FUNCTIONS),
            Part("code", 'What the key does, as the exchange\'s own code, such as V("01") or V("*05"), in quotes.'),
            Part("data", 'What the function is for, such as the number of a virtual extension, V("301"), in quotes.'),
            Part("ring", "How calls to the virtual extension ring. Only for V(virtual_extension).", choices=RINGS),
            Part(
                "enforce",
                "Whether the key is set back by each run when the telephone's user has programmed it. Left out, it is "
                "set once and then reported.",
                ansible_type="bool",
            ),
        )

    def parse(self, raw: object) -> tuple[dict[str, Any], ...]:
        keys: dict[int, dict[str, Any]] = {}
        for place, entry in enumerate(list_of(raw), start=1):
            with inside(_place(entry, place)):
                parsed = _parse_key(entry)
            if parsed["key"] in keys:
                raise ValueProblem(f"key {parsed['key']} stands twice")
            keys[parsed["key"]] = parsed
        return tuple(keys[key] for key in sorted(keys))

    def write(self, value: Any) -> list[dict[str, Any]]:
        return [dict(key) for key in value]

    def say(self, value: Any) -> str:
        return ", ".join(say_key(key) for key in value) or NOTHING

    def schema(self) -> Schema:
        properties = {part.name: described(_TYPES[part.name].schema(), part.meaning) for part in self.parts}
        entry = mapping_schema(properties, "key")
        entry["oneOf"] = [{"required": ["function"]}, {"required": ["code"]}]
        entry["if"] = {"required": ["ring"]}
        entry["then"] = {"required": ["function"], "properties": {"function": {"const": VIRTUAL_EXTENSION}}}
        return {"type": "array", "items": entry}


def say_key(key: dict[str, Any]) -> str:
    """One key in words: ``5 night mode 1``."""
    words = [str(key["key"]), in_words(key["function"]) if "function" in key else f"code {key['code']}"]
    words += [key["data"]] if "data" in key else []
    words += [f"(ring {in_words(key['ring'])})"] if "ring" in key else []
    return " ".join(words) + (", enforced" if key.get("enforce") else "")


def _place(entry: object, place: int) -> str:
    key = entry.get("key") if isinstance(entry, dict) else None
    return f"key {key}" if key is not None else f"entry {place}"


def _parse_key(raw: object) -> dict[str, Any]:
    given = mapping_of(raw)
    only(given, *_TYPES)
    if "key" not in given:
        raise ValueProblem("needs the number of the key")
    if ("function" in given) == ("code" in given):
        raise ValueProblem("needs either function or code")
    key: dict[str, Any] = {}
    for name, field in _TYPES.items():
        if name in given:
            with inside(name):
                key[name] = field.parse(given[name])
    if "ring" in key and key.get("function") != VIRTUAL_EXTENSION:
        raise ValueProblem(f"ring is only for the function {VIRTUAL_EXTENSION}")
    if not key.get("enforce"):
        key.pop("enforce", None)
    return key
