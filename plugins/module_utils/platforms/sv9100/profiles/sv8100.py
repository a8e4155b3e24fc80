"""The SV8100, as what differs from the SV9100."""

from __future__ import annotations

import dataclasses

from ....model.source import Assumed, Sourced
from ..factory import runs
from ..profile import limits_of
from ..programs import items_of_model
from . import sv9100

_ITEMS = items_of_model(
    {
        "11-02-01": (
            runs((1, 99, 101), (100, 512, 3101)),
            Assumed("as the SV9100 (N-SV91 p.684), up to the last port"),
        ),
        "11-04-01": (
            runs((1, 99, 201), (100, 256, 3601)),
            Assumed("3601-3757; of two issues of the manual the other says 3857 (F-SV81b p.1582)"),
        ),
    },
    # Its manual lists four parts of 22-17, without the day of the week (F-SV81c p.411).
    without=("22-17-05",),
)

_LIMITS = {
    **sv9100.LIMITS,
    "ports": (512, Assumed("as the Aspire (P-ASPIRE p.150); the number was not found")),
    "virtual_ports": (256, Sourced("F-SV81b p.1582")),
    "trunks": (200, Assumed("the number was not found")),
    "trunk_groups": (100, Assumed("as the SV9100 (F-SV91b p.991)")),
    "department_priority": (999, Assumed("as issue 2 of the SV9100's manual and the SL1100 (P-SL11 p.185)")),
    "pickup_groups": (64, Sourced("P-SV81 p.409")),
    "pickup_priority": (999, Sourced("P-SV81 p.409")),
    "acd_groups": (64, Sourced("P-SV81 p.520")),
    "queue_limit": (200, Sourced("P-SV81 p.539")),
    "ring_groups": (100, Assumed("as the SV9100 (F-SV91 p.1024)")),
    "ddi_entries": (2000, Assumed("as the IPK II (IPK2-F p.354)")),
    "ddi_tables": (20, Sourced("P-SL21c p.80")),
    "time_tables": (100, Sourced("F-SV81c p.399")),
    "operators": (8, Assumed("as the SL2100 (F-SL21 p.689)")),
    "messages": (100, Assumed("as the SV9100 (P-SV91 p.554)")),
    "group_mailboxes": (32, Assumed("as the SV9100 (P-SV91 p.623)")),
    "answer_tables": (16, Assumed("as the SV9100 (F-SV91 p.603)")),
}

SV8100 = dataclasses.replace(
    sv9100.SV9100,
    model="SV8100",
    items=_ITEMS,
    limits=limits_of(_LIMITS),
    table_source=Assumed("as the SV9100 (F-SV91 p.274)"),
    announcement_sources={**sv9100.SV9100.announcement_sources, "central_voice_mail": "3", "flexible": "4"},
    code_source=Sourced("P-SV81 p.526"),
)
