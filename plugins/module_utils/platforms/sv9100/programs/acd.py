"""41-xx: queues (ACD groups), their agents, hours, announcements and overflow."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..item import Item

_GROUP = ("ACD group",)
_PERIOD = ("work schedule", "work period")
_DOOR = ("ring group", "work period")
_AGENT_TIMES, _TRUNK_TIMES = Sourced("P-SL21 p.418"), Sourced("P-SL21 p.419")
_OVERFLOW, _ANNOUNCEMENTS = Sourced("P-SV91 p.550"), Sourced("P-SV91 p.554")
_PARTS = Assumed("start is 01 and end 02; the numbers of the two were not found")

ITEMS = (
    Item("41-02-01", "ACD group of agent", ("extension", "work period"), "0", "SA", Sourced("P-SV81 p.520")),
    Item("41-03-01", "ACD group of ring group", _DOOR, "0", "SA", Sourced("P-SV91 p.544")),
    Item("41-03-02", "night announcement of ring group", _DOOR, "0", "SA", Sourced("P-SV91 p.544")),
    Item("41-03-03", "ACD priority of ring group", _DOOR, "0", "SA", Sourced("P-SV91 p.544")),
    Item("41-05-01", "agents' work period: start", _PERIOD, "0000", "SA", _AGENT_TIMES, index_source=_PARTS),
    Item("41-05-02", "agents' work period: end", _PERIOD, "0000", "SA", _AGENT_TIMES, index_source=_PARTS),
    Item("41-06-01", "trunks' work period: start", _PERIOD, "0000", "SA", _TRUNK_TIMES, index_source=_PARTS),
    Item("41-06-02", "trunks' work period: end", _PERIOD, "0000", "SA", _TRUNK_TIMES, index_source=_PARTS),
    Item("41-07-01", "weekly ACD schedule", ("day",), "0", "SA", Sourced("F-SV81 p.99")),
    Item("41-08-01", "overflow mode", _GROUP, "0", "SA", _OVERFLOW),
    Item("41-08-02", "overflow destination", _GROUP, "0", "SA", _OVERFLOW),
    Item("41-08-03", "announcement source", _GROUP, "0", "SA", _OVERFLOW),
    Item("41-08-04", "overflow time", _GROUP, "30", "SA", _OVERFLOW),
    Item("41-08-05", "overflow speed-dial bin", _GROUP, "9999", "SA", _OVERFLOW),
    Item(
        "41-08-06",
        "overflow ring group",
        _GROUP,
        "0",
        "SA",
        Sourced("F-SV91 p.274"),
        Assumed("none, as the other destinations have; the UX5000's is 1 (UX5000 p.625)"),
        level_source=Assumed("SA, as the rest of 41-08 (P-SV91 p.550)"),
    ),
    Item(
        "41-09-01",
        "overflow table",
        ("ACD group", "overflow order"),
        "0",
        "SA",
        Sourced("F-SV91 p.274"),
        Assumed("0, no setting; the page of the program was not found"),
        index_source=Sourced("A-SV81 p.98: seven groups in the order of priority"),
        level_source=Assumed("SA, as the other programs of queues; the page of the program was not found"),
    ),
    Item("41-11-01", "announcements: start", _GROUP, "0", "SA", _ANNOUNCEMENTS),
    Item("41-11-02", "announcements: first message", _GROUP, "0", "SA", _ANNOUNCEMENTS),
    Item("41-11-03", "announcements: first count", _GROUP, "0", "SA", _ANNOUNCEMENTS),
    Item("41-11-04", "announcements: second message", _GROUP, "0", "SA", _ANNOUNCEMENTS),
    Item("41-11-05", "announcements: second count", _GROUP, "0", "SA", _ANNOUNCEMENTS),
    Item("41-11-06", "announcements: tone", _GROUP, "0", "SA", _ANNOUNCEMENTS),
    Item("41-11-07", "announcements: forced disconnect", _GROUP, "60", "SA", _ANNOUNCEMENTS),
    Item("41-11-08", "queue depth announcement", _GROUP, "0", "SA", Sourced("A-SL21 p.119")),
    Item("41-16-01", "queue limit", _GROUP, "0", "SA", Sourced("P-SV91 p.563")),
    Item("41-16-02", "when the queue is full", _GROUP, "0", "SA", Sourced("P-SV91 p.563")),
    Item("41-17-01", "agent log-in mode", ("extension",), "0", "SA", Sourced("A-SL21b p.60")),
)
