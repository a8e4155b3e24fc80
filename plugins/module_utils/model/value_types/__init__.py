"""The types that a field of a site file can have: how a raw value is read, written, said, and described."""

from __future__ import annotations

from .answers import Answers, say_answer
from .base import Part, Schema, ValueType, in_words, list_of, mapping_of, safe_text, text_of, without_markup
from .by_mode import MODES, ByMode
from .destination import DISCONNECT, TARGETS, Destination, OverflowTo
from .forward import Forward
from .hours import Exceptions, Holidays, Weekly
from .keys import FUNCTIONS, RINGS, Keys
from .lists import Numbers, Trunks
from .overflow import Overflow, overflow_places
from .queue import Announcements, Limit
from .scalars import Choice, Digits, Integer, Number, PublicNumber, RouteNumber, Text, Truth

__all__ = [
    "DISCONNECT",
    "FUNCTIONS",
    "MODES",
    "RINGS",
    "TARGETS",
    "Announcements",
    "Answers",
    "ByMode",
    "Choice",
    "Destination",
    "Digits",
    "Exceptions",
    "Forward",
    "Holidays",
    "Integer",
    "Keys",
    "Limit",
    "Number",
    "Numbers",
    "Overflow",
    "OverflowTo",
    "Part",
    "PublicNumber",
    "RouteNumber",
    "Schema",
    "Text",
    "Trunks",
    "Truth",
    "ValueType",
    "Weekly",
    "in_words",
    "list_of",
    "mapping_of",
    "overflow_places",
    "safe_text",
    "say_answer",
    "text_of",
    "without_markup",
]
