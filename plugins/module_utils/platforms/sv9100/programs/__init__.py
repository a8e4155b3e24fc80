"""The program items of the family, one small table for each part of the manual."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Union

from ....model.source import Source
from ..item import FactoryRule, Item
from . import (
    acd,
    ddi,
    departments,
    incoming,
    kept,
    keys,
    mailboxes,
    night_mode,
    numbering,
    telephones,
    time_tables,
    timers,
)

ITEMS: dict[str, Item] = {
    item.item: item
    for table in (
        numbering,
        telephones,
        keys,
        departments,
        night_mode,
        incoming,
        ddi,
        time_tables,
        timers,
        acd,
        mailboxes,
    )
    for item in sorted(table.ITEMS, key=lambda item: item.item)
}
"""Every item that Sentral reads, by its number, as the SV9100 has it."""

KEPT_ITEMS: dict[str, Item] = {item.item: item for item in kept.ITEMS}
"""Items that no plan needs and every model has: read only for a capture, written only when an exchange is rebuilt."""

EVERY_ITEM: dict[str, Item] = {**ITEMS, **KEPT_ITEMS}

Factory = Mapping[str, tuple[Union[str, FactoryRule], Source]]  # noqa: UP007 - pylint of ansible-test takes no | here
"""What the factory of a model put there otherwise than the SV9100's: item to default and its source."""


def items_of_model(factory: Factory, without: Collection[str] = ()) -> dict[str, Item]:
    """The family's items for another model: with its own defaults, and without those that it lacks."""
    unknown = (set(factory) | set(without)) - set(ITEMS)
    if unknown:
        raise ValueError(f"there are no items {sorted(unknown)}")
    return {
        number: dataclasses.replace(item, factory=factory[number][0], factory_source=factory[number][1])
        if number in factory
        else item
        for number, item in ITEMS.items()
        if number not in without
    }
