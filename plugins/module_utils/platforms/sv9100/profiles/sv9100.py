"""The SV9100. The other models are written down as what differs from it."""

from __future__ import annotations

from ....audio.formats import AudioFormat
from ....model.source import Assumed, Sourced
from ..profile import LimitTable, Profile, limits_of
from ..programs import ITEMS

LIMITS: LimitTable = {
    "ports": (960, Sourced("N-SV91 p.684")),
    "virtual_ports": (512, Sourced("P-SV91 p.283")),
    "trunks": (400, Sourced("F-SV91b p.991")),
    "trunk_groups": (100, Sourced("F-SV91b p.991")),
    "department_groups": (64, Sourced("P-SV91 p.281")),
    "department_priority": (9999, Sourced("P-SV91 p.283")),
    "pickup_groups": (64, Sourced("P-SV91 p.429")),
    "pickup_priority": (9999, Sourced("P-SV91 p.429")),
    "acd_groups": (64, Sourced("P-SV91 p.550")),
    "overflow_table": (7, Sourced("A-SV81 p.98")),
    "queue_limit": (400, Sourced("P-SV91 p.563")),
    "work_periods": (8, Sourced("P-SV81 p.520")),
    "work_schedules": (4, Sourced("P-SL21 p.418")),
    "ring_groups": (100, Sourced("F-SV91 p.1024")),
    "ring_group_members": (48, Sourced("P-SL21b p.313")),
    "ddi_entries": (4000, Sourced("F-SV91 p.372")),
    "ddi_tables": (20, Sourced("P-SL21c p.80")),
    "time_tables": (
        100,
        Assumed("the smaller of two numbers: the manual has 100 and 500 (F-SV91 p.373), not of which"),
    ),
    "time_patterns": (8, Sourced("F-SV81c p.399")),
    "operators": (8, Sourced("F-SL21 p.689")),
    "function_keys": (48, Sourced("F-SV81d p.1233")),
    "forward_digits": (36, Assumed("as the SL1100 from release 1.5 (P-SL11 p.308)")),
    "classes_of_service": (15, Sourced("P-SV91 p.295")),
    "modes": (8, Sourced("F-SV91 p.1024")),
    "messages": (100, Sourced("P-SV91 p.554")),
    "station_mailboxes": (128, Assumed("as the SL2100 (P-SL21 p.471), whose text lists boxes to 256")),
    "group_mailboxes": (32, Sourced("P-SV91 p.623")),
    "answer_tables": (16, Sourced("F-SV91 p.603")),
    "answer_entries": (10, Assumed("as the SL2100 (P-SL21 p.492)")),
    "night_groups": (32, Assumed("32, as a weak source and the Aspila EX have")),
    "patterns": (10, Sourced("F-SV91 p.924")),
    "pattern_entries": (20, Sourced("F-SV91 p.924")),
    "name_length": (12, Sourced("F-SV81b p.1582")),
    "number_length": (8, Sourced("N-SV91 p.684")),
}

SV9100 = Profile(
    model="SV9100",
    region="EU",
    items=ITEMS,
    listed_whole=("11-01", "11-02", "11-04"),
    limits=limits_of(LIMITS),
    audio=AudioFormat(container="WAV", sample_rate=8000, bits=16, channels=1, max_seconds=120.0, min_seconds=0.1),
    audio_source=Assumed("the required format of an uploaded message was not found"),
    audio_comes_back_unchanged=True,
    # Every extension and every trunk starts in group 1, so no real group uses it.
    protected_department_groups=(1,),
    protected_night_groups=(1,),
    protected_ports=(),
    protected_numbers=(),
    protected_sources={
        "department_groups": Sourced("F-SL11d p.209"),
        "night_groups": Assumed("every trunk starts there (F-SL21 p.677), so it is left as it is"),
    },
    overflow_codes={"table": 65, "voice_mail": 66, "speed_dial": 67, "ring_group": 68},
    table_mailbox=65,
    table_source=Sourced("F-SV91 p.274"),
    announcement_sources={"aci": "0", "vrs": "1", "inmail": "2"},
    code_source=Sourced("P-SV91 p.550"),
)
