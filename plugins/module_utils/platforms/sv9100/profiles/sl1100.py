"""The SL1100, as what differs from the SV9100. The SL1000 of other regions is taken to be the same."""

from __future__ import annotations

import dataclasses

from ....model.source import Assumed, Sourced
from ..factory import STATION_BOXES, first_operator, first_ring_group, runs
from ..profile import limits_of
from ..programs import items_of_model
from ..programs.numbering import PLAN, number_lengths
from . import sl2100, sv9100

_FIRST = 200
"""The first extension of the factory."""

_ITEMS = items_of_model(
    {
        "11-01-01": (
            number_lengths({**PLAN, "3": ("3", PLAN["3"][1])}),
            Assumed("3 digits for 2 and 3, as the numbers 200-327 of the SL1000 have (P-SL10 p.81)"),
        ),
        "11-02-01": (runs((1, 128, _FIRST)), Assumed("as the SL1000 (P-SL10 p.81)")),
        "11-04-01": ("", Assumed("none; the default was not found")),
        "11-07-01": ("", Sourced("P-SL10 p.83")),
        "20-06-01": ("1", Sourced("P-SL10 p.179")),
        "20-17-01": (first_operator(str(_FIRST)), Assumed("the first extension, as on the other models")),
        "22-04-01": (first_ring_group(_FIRST), Assumed("the first eight extensions, as on the other models")),
        "41-08-03": ("1", Assumed("as the SL2100 (A-SL21b p.116)")),
        "47-02-02": (
            runs((1, STATION_BOXES, _FIRST)),
            Assumed("the first 64 extensions, as on the SL2100 (P-SL21 p.471)"),
        ),
    },
    # No ACI ports: the manual names only 11-02 and 11-07 as one space of numbers (P-SL10 p.81).
    without=("11-06-01", "11-08-01"),
)

_LIMITS = {
    **sv9100.LIMITS,
    "ports": (128, Assumed("as the SL1000 (P-SL10 p.81)")),
    "virtual_ports": (50, Sourced("P-SL11 p.185")),
    "trunks": (84, Assumed("the number was not found")),
    "trunk_groups": (25, Assumed("as many as ring groups (F-SL10 p.600)")),
    "department_groups": (32, Sourced("P-SL11 p.185")),
    "department_priority": (999, Sourced("P-SL11 p.185")),
    "pickup_groups": (32, Sourced("F-SL11b p.306")),
    "pickup_priority": (999, Sourced("F-SL11b p.306")),
    "acd_groups": (2, Sourced("P-SL11 p.385")),
    "queue_limit": (84, Sourced("P-SL11 p.399")),
    "ring_groups": (25, Sourced("F-SL10 p.600")),
    "ring_group_members": (32, Sourced("TRAIN")),
    "ddi_entries": (800, Assumed("800, as a weak source has it (B1)")),
    "time_tables": (500, Assumed("500, as a weak source has it (B1)")),
    "operators": (8, Assumed("as the SL2100 (F-SL21 p.689)")),
    "function_keys": (24, Assumed("as the keys of 15-11 (P-SL11a p.171)")),
    "forward_digits": (36, Sourced("P-SL11 p.308")),
    "messages": (100, Sourced("P-SL11 p.381")),
    "station_mailboxes": (128, Assumed("as the SL2100 (P-SL21 p.471)")),
    "group_mailboxes": (32, Assumed("as the SV9100 (P-SV91 p.623)")),
    "answer_tables": (8, Sourced("P-SL10d p.397")),
    "answer_entries": (10, Sourced("P-SL10d p.397")),
    "night_groups": (4, Assumed("as the SL2100 (F-SL21 p.677)")),
}

SL1100 = dataclasses.replace(
    sv9100.SV9100,
    model="SL1100",
    items=_ITEMS,
    limits=limits_of(_LIMITS),
    overflow_codes={"table": 3, "voice_mail": 4, "speed_dial": 5, "ring_group": 6},
    table_mailbox=3,
    table_source=Assumed("the first code behind the groups, as on the SV9100 (F-SV91 p.274)"),
    announcement_sources=sl2100.SL2100.announcement_sources,
    code_source=Assumed("in the order of the SL2100 (A-SL21b p.116)"),
)
