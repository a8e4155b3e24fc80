"""The letters that the exchange can show, and what becomes of the others."""

from __future__ import annotations

import unicodedata

from ...model.findings import ValueProblem
from ...model.source import Assumed

SHOWN = {chr(code): chr(code) for code in range(0x20, 0x7F)}
"""Letter to what is stored for it. A region whose exchanges show æ, ø and å adds them here with its code."""

SHOWN_SOURCE = Assumed("a published entry table by dial pad is ASCII-like, without æ, ø, å (F-SV81d p.946)")

TRANSLITERATED = {
    "æ": "ae",
    "ø": "o",
    "å": "a",
    "Æ": "Ae",
    "Ø": "O",
    "Å": "A",
    "ß": "ss",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
}
"""What is shown instead, where the operator allows it; other letters lose their accents."""


def encode_name(text: str, longest: int, transliterate: bool) -> str:
    """The name as the exchange stores it; :class:`ValueProblem` when a letter or the length does not fit."""
    stored = "".join(_encode_letter(letter, transliterate) for letter in unicodedata.normalize("NFC", text))
    if len(stored) > longest:
        raise ValueProblem(f"{stored!r} has {len(stored)} characters; the exchange shows at most {longest}")
    return stored


def _encode_letter(letter: str, transliterate: bool) -> str:
    if letter in SHOWN:
        return SHOWN[letter]
    if transliterate:
        if letter in TRANSLITERATED:
            return TRANSLITERATED[letter]
        base = "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
        if base and all(part in SHOWN for part in base):
            return base
        raise ValueProblem(f"the exchange cannot show {letter!r}, and nothing like it is known")
    raise ValueProblem(f"the exchange cannot show {letter!r}; write the name otherwise, or set pbx_transliterate: true")
