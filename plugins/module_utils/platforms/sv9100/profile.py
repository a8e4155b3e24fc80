"""What one model of the family holds, in one region and software release."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...audio.formats import AudioFormat
from ...model.source import Assumed, Source, Sourced
from .item import Item
from .programs import ITEMS
from .rows import Rows


@dataclass(frozen=True)
class Limits:
    """How much of each thing there is. Every number has its source in ``sources``."""

    ports: int
    virtual_ports: int
    trunks: int
    department_groups: int
    department_priority: int
    messages: int
    night_groups: int
    patterns: int
    pattern_entries: int
    name_length: int
    number_length: int
    pickup_groups: int
    pickup_priority: int
    trunk_groups: int
    ring_groups: int
    ring_group_members: int
    ddi_entries: int
    ddi_tables: int
    acd_groups: int
    operators: int
    function_keys: int
    station_mailboxes: int
    group_mailboxes: int
    answer_tables: int
    sources: Mapping[str, Source]

    def __post_init__(self) -> None:
        names = {field.name for field in dataclasses.fields(self)} - {"sources"}
        if names != set(self.sources):
            raise ValueError(f"limits and sources differ: {sorted(names ^ set(self.sources))}")


@dataclass(frozen=True)
class Profile:
    """A model, its region, and what holds for it."""

    model: str
    region: str
    limits: Limits
    audio: AudioFormat
    audio_source: Source
    audio_comes_back_unchanged: bool
    """Whether a message is given back byte for byte; where not, the checksum recorded after upload is compared."""
    protected_department_groups: tuple[int, ...]
    protected_night_groups: tuple[int, ...]
    protected_sources: Mapping[str, Source]
    overflow_codes: Mapping[str, int]
    """What 41-08-02 holds for a destination that is no queue."""
    announcement_source: str
    """What 41-08-03 holds for announcements that are recorded messages (VRS)."""
    items: Mapping[str, Item] = field(default_factory=lambda: ITEMS)
    """The family's items that the model has, with what its factory put there."""

    def empty_rows(self) -> Rows:
        """The rows of an exchange fresh from the factory."""
        return Rows(self.items, self.limits.ports, self.limits.virtual_ports)


SV9100_EU = Profile(
    model="SV9100",
    region="EU",
    limits=Limits(
        ports=960,
        virtual_ports=512,
        trunks=400,
        department_groups=64,
        department_priority=9999,
        messages=100,
        night_groups=32,
        patterns=10,
        pattern_entries=20,
        name_length=12,
        number_length=8,
        pickup_groups=64,
        pickup_priority=9999,
        trunk_groups=100,
        ring_groups=100,
        ring_group_members=48,
        ddi_entries=4000,
        ddi_tables=20,
        acd_groups=64,
        operators=8,
        function_keys=48,
        station_mailboxes=128,
        group_mailboxes=32,
        answer_tables=16,
        sources={
            "ports": Sourced("N-SV91 p.684"),
            "virtual_ports": Sourced("P-SV91 p.283"),
            "trunks": Sourced("F-SV91b p.991"),
            "department_groups": Sourced("P-SV91 p.281"),
            "department_priority": Sourced("P-SV91 p.283"),
            "messages": Sourced("P-SV91 p.554"),
            "night_groups": Assumed("32, as a weak source and the Aspila EX have"),
            "patterns": Sourced("F-SV91 p.924"),
            "pattern_entries": Sourced("F-SV91 p.924"),
            "name_length": Sourced("F-SV81b p.1582"),
            "number_length": Sourced("N-SV91 p.684"),
            "pickup_groups": Sourced("P-SV91 p.429"),
            "pickup_priority": Sourced("P-SV91 p.429"),
            "trunk_groups": Sourced("F-SV91b p.991"),
            "ring_groups": Sourced("F-SV91 p.1024"),
            "ring_group_members": Sourced("P-SL21b p.313"),
            "ddi_entries": Sourced("F-SV91 p.372"),
            "ddi_tables": Sourced("P-SL21c p.80"),
            "acd_groups": Sourced("P-SV91 p.550"),
            "operators": Sourced("F-SL21 p.689"),
            "function_keys": Sourced("F-SV81d p.1233"),
            "station_mailboxes": Assumed("128, as the SL2100 (P-SL21 p.471); the number of the SV9100 was not found"),
            "group_mailboxes": Sourced("P-SV91 p.623"),
            "answer_tables": Sourced("F-SV91 p.603"),
        },
    ),
    audio=AudioFormat(container="WAV", sample_rate=8000, bits=16, channels=1, max_seconds=120.0, min_seconds=0.1),
    audio_source=Assumed("the required format of an uploaded message was not found"),
    audio_comes_back_unchanged=True,
    # Every extension and every trunk starts in group 1, so no real group uses it.
    protected_department_groups=(1,),
    protected_night_groups=(1,),
    protected_sources={
        "department_groups": Sourced("F-SL11d p.209"),
        "night_groups": Assumed("every trunk starts there (F-SL21 p.677), so it is left as it is"),
    },
    overflow_codes={"table": 65, "voice_mail": 66, "speed_dial": 67, "ring_group": 68},
    announcement_source="1",
)
