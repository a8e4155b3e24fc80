"""What one model of the family holds, in one region. The models themselves are in ``profiles``."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...audio.formats import AudioFormat
from ...model.source import Source
from .item import Item
from .programs import KEPT_ITEMS
from .rows import Rows


@dataclass(frozen=True)
class Limits:
    """How much of each thing there is. Every number has its source in ``sources``."""

    ports: int
    virtual_ports: int
    trunks: int
    trunk_groups: int
    department_groups: int
    department_priority: int
    pickup_groups: int
    pickup_priority: int
    acd_groups: int
    overflow_table: int
    queue_limit: int
    work_periods: int
    work_schedules: int
    ring_groups: int
    ring_group_members: int
    ddi_entries: int
    ddi_tables: int
    time_tables: int
    time_patterns: int
    operators: int
    function_keys: int
    forward_digits: int
    classes_of_service: int
    modes: int
    messages: int
    station_mailboxes: int
    group_mailboxes: int
    answer_tables: int
    answer_entries: int
    night_groups: int
    patterns: int
    pattern_entries: int
    name_length: int
    number_length: int
    sources: Mapping[str, Source]

    def __post_init__(self) -> None:
        names = {field.name for field in dataclasses.fields(self)} - {"sources"}
        if names != set(self.sources):
            raise ValueError(f"limits and sources differ: {sorted(names ^ set(self.sources))}")


LimitTable = Mapping[str, tuple[int, Source]]
"""The limits of a model by name, each with its source."""


def limits_of(table: LimitTable) -> Limits:
    """The limits from their table."""
    return Limits(
        **{name: number for name, (number, _source) in table.items()},
        sources={name: source for name, (_number, source) in table.items()},
    )


@dataclass(frozen=True)
class Profile:
    """A model, its region, and what holds for it."""

    model: str
    region: str
    items: Mapping[str, Item]
    """The family's items that the model has, with what its factory put there."""
    listed_whole: tuple[str, ...]
    """Programs that are read with ``ALL``: what is there is never inferred from a default that a region may change."""
    limits: Limits
    audio: AudioFormat
    audio_source: Source
    audio_comes_back_unchanged: bool
    """Whether a message is given back byte for byte; where not, the checksum recorded after upload is compared."""
    protected_department_groups: tuple[int, ...]
    protected_night_groups: tuple[int, ...]
    protected_ports: tuple[int, ...]
    """Ports that the model keeps for its own voice mail. Their numbers are never given out, freed or moved."""
    protected_numbers: tuple[str, ...]
    """Numbers that nobody gets: those of the protected ports, and the pilot of the model's own voice mail."""
    protected_sources: Mapping[str, Source]
    overflow_codes: Mapping[str, int]
    """What 41-08-02 holds where it is no queue: for ``table``, ``voice_mail``, ``speed_dial`` and ``ring_group``."""
    table_mailbox: int
    """What an entry of the overflow table (41-09) holds for the voice mail; the others are ACD groups."""
    table_source: Source
    """Where that code comes from."""
    announcement_sources: Mapping[str, str]
    """What 41-08-03 holds: for ``vrs`` (recorded messages), ``inmail``, and ``aci`` where there are such ports."""
    code_source: Source
    """Where the codes of 41-08 come from."""

    @cached_property
    def programs(self) -> tuple[str, ...]:
        """The programs that are read."""
        return tuple(sorted({item.program for item in self.items.values()}))

    @cached_property
    def every_item(self) -> Mapping[str, Item]:
        """The items of the model, and those that only a whole copy of an exchange has."""
        return {**self.items, **KEPT_ITEMS}

    @cached_property
    def every_program(self) -> tuple[str, ...]:
        """The programs that can be read and written again."""
        return tuple(sorted({item.program for item in self.every_item.values()}))

    @property
    def time_tables_by_day(self) -> bool:
        """Whether each time table (22-17) is for one day of the week; else for every day."""
        return "22-17-05" in self.items

    @property
    def reads(self) -> int:
        """How many commands one reading takes: VERSION, one for each program, VRS LIST, HARDWARE and MAILBOXES."""
        return 1 + len(self.programs) + 3

    def empty_rows(self) -> Rows:
        """The rows of an exchange fresh from the factory."""
        return Rows(self.every_item, self.limits.ports, self.limits.virtual_ports)
