"""What is programmed for a user beside number, port and name: one line of a table for each field.

A field that the telephone's user changes himself (forwarding, keys) is set when he is created. Afterwards it is
reported and left as it is, unless the site file says ``enforce: true``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .forwarding import FORWARD_ITEMS, read_forward, rows_of_forward
from .keys import KEY_ITEMS, enforced_keys, read_keys, rows_of_keys
from .rows import MODES, RowKey, Rows

CLASS_ITEM, TOLL_ITEM = "20-06-01", "21-04-01"
DAY_MODES = ("1", "5")
"""Mode 1 is day; mode 5 is Day2 by its factory name (F-SL21 p.677) and follows it. The others follow the night."""

Written = list[tuple[RowKey, str]]


@dataclass(frozen=True)
class UserField:
    """One field: how it is read (None for what the factory put there), and the rows that hold it (None clears it).

    ``items`` are those that the field stands in. ``enforced`` says whether a value is kept even against the user.
    """

    name: str
    items: tuple[str, ...]
    read: Callable[[Rows, str], Any]
    rows: Callable[[Rows, str, Any], Written]
    owned_by_user: bool = False
    enforced: Callable[[Any], bool] = lambda value: True
    plain: Callable[[Any], Any] = lambda value: value
    """The value without what only says how it is meant (``enforce``), as it can be read back."""


def _read_by_mode(item: str) -> Callable[[Rows, str], dict[str, int] | None]:
    def read(rows: Rows, extension: str) -> dict[str, int] | None:
        if not any(rows.programmed(item, extension, mode) for mode in MODES):
            return None
        values = {mode: int(rows.get(item, extension, mode)) for mode in MODES}
        found = {"day": values["1"], "night": values["2"]}
        for mode in MODES[2:]:
            if values[mode] != found["day" if mode in DAY_MODES else "night"]:
                found[f"mode_{mode}"] = values[mode]
        return found

    return read


def _rows_by_mode(item: str) -> Callable[[Rows, str, Any], Written]:
    def rows_of(rows: Rows, extension: str, value: Mapping[str, int] | None) -> Written:
        if value is None:
            return [((item, (extension, mode)), rows.factory(item, extension, mode)) for mode in MODES]
        return [
            ((item, (extension, mode)), str(value.get(f"mode_{mode}", value["day" if mode in DAY_MODES else "night"])))
            for mode in MODES
        ]

    return rows_of


def _read_forward(rows: Rows, extension: str) -> dict[str, Any] | None:
    if not any(rows.programmed(item, extension) for item in FORWARD_ITEMS):
        return None
    forward = read_forward(rows, extension)
    return forward if all(forward.values()) else None  # a type without a target leads nowhere and is no wish


def _rows_of_forward(rows: Rows, extension: str, value: Mapping[str, Any] | None) -> Written:
    return rows_of_forward(extension, {} if value is None else value)


def _without_enforce(value: Any) -> Any:
    return {part: target for part, target in value.items() if part != "enforce"}


USER_FIELDS: tuple[UserField, ...] = (
    UserField("class_of_service", (CLASS_ITEM,), _read_by_mode(CLASS_ITEM), _rows_by_mode(CLASS_ITEM)),
    UserField("toll_class", (TOLL_ITEM,), _read_by_mode(TOLL_ITEM), _rows_by_mode(TOLL_ITEM)),
    UserField(
        "forward",
        FORWARD_ITEMS,
        _read_forward,
        _rows_of_forward,
        owned_by_user=True,
        enforced=lambda value: bool(value.get("enforce")),
        plain=_without_enforce,
    ),
    UserField(
        "keys",
        KEY_ITEMS,
        read_keys,
        rows_of_keys,
        owned_by_user=True,
        enforced=lambda value: any(key.get("enforce") for key in value),
        plain=enforced_keys,
    ),
)


def read_fields(rows: Rows, extension: str) -> dict[str, Any]:
    """The fields of a user that differ from the factory's."""
    found = ((field.name, field.read(rows, extension)) for field in USER_FIELDS)
    return {name: value for name, value in found if value is not None}
