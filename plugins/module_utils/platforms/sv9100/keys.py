"""Function keys of a telephone (15-07), and the ring of virtual extensions on them (15-09, 15-11).

A key is cleared before it gets a new meaning. A virtual extension is set "does not ring" before its key is cleared, and
"rings" before "delayed" (P-SL11a p.171).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.source import Assumed, Source, Sourced
from .rows import MODES, RowKey, Rows, index_order

KEY_ITEM, RING_ITEM, DELAY_ITEM = "15-07-01", "15-09-01", "15-11-01"
KEY_ITEMS = (KEY_ITEM, RING_ITEM, DELAY_ITEM)
CONSOLE_KEY_ITEM = "30-03-01"
CLEARED_ITEMS = (KEY_ITEM, CONSOLE_KEY_ITEM)
"""Items whose rows go through :data:`NO_FUNCTION` before they get a new meaning."""

NO_FUNCTION = "00"
VIRTUAL_EXTENSION = "*03"

FUNCTIONS: dict[str, tuple[str, Source]] = {
    "virtual_extension": (VIRTUAL_EXTENSION, Sourced("F-SV81d p.1233")),
    "night_mode": ("09", Sourced("F-SL21b p.676")),
    "forward_all": ("10", Sourced("F-SV81d p.1233")),
    "forward_busy_no_answer": ("13", Sourced("F-SV81d p.1233")),
    "pickup_own_group": ("24", Assumed("24-26 are group pickup (P-SL21 p.333); which is which was not found")),
    "pickup_other_group": ("25", Assumed("24-26 are group pickup (P-SL21 p.333); which is which was not found")),
    "pickup_any_group": ("26", Assumed("24-26 are group pickup (P-SL21 p.333); which is which was not found")),
    "room_monitor": ("39", Sourced("F-SV81e p.857")),
    "account_code": ("50", Sourced("F-SL10 p.79")),
    "delayed_announcement": ("52", Sourced("F-SL11 p.28")),
    "voice_mail": ("77", Sourced("Q-SL21b p.9")),
}
"""The word of a site file, the code of the key, and where it comes from."""

NO_RING = "0"
"""What 15-09 holds where a key does not ring."""

WORDS = {code: word for word, (code, _source) in FUNCTIONS.items()}
RINGS = {"none": ("0", "0"), "at_once": ("1", "0"), "delayed": ("1", "1")}
"""The word, and what 15-09 and 15-11 hold for it in every mode."""

Key = dict[str, Any]


def code_of(key: Mapping[str, Any]) -> str:
    """The code of a key."""
    return str(key["code"]) if "code" in key else FUNCTIONS[key["function"]][0]


def read_keys(rows: Rows, extension: str) -> tuple[Key, ...] | None:
    """The keys of a telephone that have a function; None when nothing differs from the factory."""
    numbers = {index[1] for item, index in rows.keyed_by(extension) if item == KEY_ITEM}
    if not numbers:
        return None
    keys: list[Key] = []
    for number in sorted(numbers, key=lambda word: index_order((word,))):
        code, _space, data = rows.get(KEY_ITEM, extension, number).partition(" ")
        if code == NO_FUNCTION:
            continue
        key: Key = {"key": int(number)}
        key.update({"function": WORDS[code]} if code in WORDS else {"code": code})
        if data:
            key["data"] = data
        ring = _read_ring(rows, extension, number)
        if code == VIRTUAL_EXTENSION and ring != "none":
            key["ring"] = ring
        keys.append(key)
    return tuple(keys)


def _read_ring(rows: Rows, extension: str, number: str) -> str:
    """How a key rings: that of the first mode. Other modes that differ are not said (``adopt`` lists them)."""
    held = (rows.get(RING_ITEM, extension, number, "1"), rows.get(DELAY_ITEM, extension, number, "1"))
    return next((word for word, values in RINGS.items() if values == held), "none")


def rows_of_keys(rows: Rows, extension: str, keys: tuple[Key, ...] | None) -> list[tuple[RowKey, str]]:
    """The rows that hold the keys. What rings and goes is silenced first; rings come after the keys that ring."""
    wanted = {str(key["key"]): key for key in keys or ()}
    present = {index[1] for item, index in rows.keyed_by(extension) if item in KEY_ITEMS}
    silenced: list[tuple[RowKey, str]] = []
    written: list[tuple[RowKey, str]] = []
    ringing: list[tuple[RowKey, str]] = []
    for number in sorted(present | set(wanted), key=lambda word: index_order((word,))):
        key = wanted.get(number)
        value = NO_FUNCTION if key is None else f"{code_of(key)} {key.get('data', '')}".rstrip()
        rings, delayed = RINGS[key.get("ring", "none") if key else "none"]
        for mode in MODES:
            ring_rows = [
                ((RING_ITEM, (extension, number, mode)), rings),
                ((DELAY_ITEM, (extension, number, mode)), delayed),
            ]
            if rings == "0":
                silenced.extend(reversed(ring_rows))
            else:
                ringing.extend(ring_rows)
        written.append(((KEY_ITEM, (extension, number)), value))
    return [*silenced, *written, *ringing]


def enforced_keys(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """The keys as they can be read back: without what only says how they are meant, and without silent rings."""
    return tuple(
        {part: value for part, value in key.items() if part != "enforce" and (part, value) != ("ring", "none")}
        for key in keys
    )
