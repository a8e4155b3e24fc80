"""The SL2100, as what differs from the SV9100. Part of its numbers are its own voice mail's and left alone."""

from __future__ import annotations

import dataclasses

from ....model.source import Assumed, Sourced
from ..factory import runs
from ..item import FactoryTable
from ..profile import limits_of
from ..programs import items_of_model
from . import sv9100

_VOICE_MAIL_PORTS = tuple(range(113, 129))
_VOICE_MAIL_NUMBERS = tuple(str(100 + port) for port in _VOICE_MAIL_PORTS)
_VOICE_MAIL_GROUP, _VOICE_MAIL_PILOT = 50, "3999"
_VOICE_MAIL = Sourced("F-SL21b p.416")

_ITEMS = items_of_model(
    {
        "11-02-01": (runs((1, 128, 101)), Sourced("P-SL21 p.94")),
        "11-04-01": (runs((1, 50, 250)), Sourced("P-SL21b p.201")),
        "11-07-01": (runs((1, 49, 3101), (_VOICE_MAIL_GROUP, _VOICE_MAIL_GROUP, 3999)), Sourced("P-SL21 p.96")),
        "16-02-01": (
            FactoryTable(
                f"{_VOICE_MAIL_NUMBERS[0]}-{_VOICE_MAIL_NUMBERS[-1]} are in group {_VOICE_MAIL_GROUP}, others in 1.",
                {(number,): str(_VOICE_MAIL_GROUP) for number in _VOICE_MAIL_NUMBERS},
                "1",
            ),
            Sourced("P-SL21b p.201"),
        ),
        "20-06-01": (sv9100.SV9100.items["20-06-01"].factory, Sourced("P-SL21 p.212")),
        "20-17-01": (sv9100.SV9100.items["20-17-01"].factory, Sourced("F-SL21 p.689")),
        "41-08-03": ("1", Sourced("A-SL21b p.116")),
        "45-01-01": (str(_VOICE_MAIL_GROUP), _VOICE_MAIL),
    },
    # No ACI ports: the manual names only 11-02 and 11-07 as one space of numbers (P-SL21 p.94).
    without=("11-06-01", "11-08-01"),
)

_LIMITS = {
    **sv9100.LIMITS,
    "ports": (128, Sourced("P-SL21 p.94")),
    "virtual_ports": (50, Sourced("P-SL21b p.201")),
    "trunks": (128, Assumed("the number was not found")),
    "trunk_groups": (50, Sourced("P-SL21 p.318")),
    "department_groups": (50, Sourced("P-SL21 p.96")),
    "department_priority": (200, Sourced("P-SL21b p.201")),
    "pickup_groups": (50, Sourced("P-SL21 p.333")),
    "pickup_priority": (9999, Sourced("P-SL21 p.333")),
    "acd_groups": (8, Sourced("A-SL21b p.116")),
    "queue_limit": (128, Sourced("P-SL21 p.430")),
    "ring_groups": (50, Sourced("P-SL21b p.313")),
    "ddi_entries": (2000, Assumed("as the IPK II (IPK2-F p.354)")),
    "time_tables": (100, Assumed("as the SV8100 (F-SV81c p.399)")),
    "messages": (100, Sourced("A-SL21 p.119")),
    "station_mailboxes": (128, Sourced("P-SL21 p.471")),
    "answer_tables": (8, Sourced("F-SL21 p.429")),
    "answer_entries": (10, Sourced("P-SL21 p.492")),
    "night_groups": (4, Sourced("F-SL21 p.677")),
}

SL2100 = dataclasses.replace(
    sv9100.SV9100,
    model="SL2100",
    items=_ITEMS,
    # The pilots are listed whole as well: here the factory gave some.
    listed_whole=(*sv9100.SV9100.listed_whole, "11-07"),
    limits=limits_of(_LIMITS),
    protected_department_groups=(1, _VOICE_MAIL_GROUP),
    protected_ports=_VOICE_MAIL_PORTS,
    protected_numbers=(*_VOICE_MAIL_NUMBERS, _VOICE_MAIL_PILOT),
    protected_sources={
        **sv9100.SV9100.protected_sources,
        "department_groups": Sourced("F-SL11d p.209; 50 is the voice mail's, F-SL21b p.416"),
        "ports": _VOICE_MAIL,
        "numbers": _VOICE_MAIL,
    },
    overflow_codes={"table": 9, "voice_mail": 10, "speed_dial": 11, "ring_group": 12},
    table_mailbox=9,
    table_source=Assumed("the first code behind the groups, as on the SV9100 (F-SV91 p.274)"),
    announcement_sources={"vrs": "1", "inmail": "2"},
    code_source=Sourced("A-SL21b p.116"),
)
