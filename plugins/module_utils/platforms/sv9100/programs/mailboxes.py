"""45-xx, 47-xx: voice mail (InMail): boxes, and which box answers when."""

from __future__ import annotations

from ....model.source import Assumed, Sourced
from ..factory import DEFAULT_BOX, STATION_BOXES, answer_entry, runs, station_box_type
from ..item import Item

_LEVEL = Assumed("IN, as the other programs of voice mail; the level was not found")
_STATION, _GROUP = ("station mailbox",), ("group mailbox",)
_TABLE, _ENTRY = ("answer table",), ("answer table", "answer entry")
_STATIONS, _GROUPS, _OPTIONS = Sourced("P-SL21 p.471"), Sourced("P-SV91 p.623"), Sourced("P-SL21 p.476")
_ANSWERS, _SCHEDULES = Sourced("F-SL21 p.429"), Sourced("P-SL21 p.492")
_PART = Assumed("the number of the part within 47-06 was not found")
_ENTRY_FACTORY = Assumed("entry 1 of table 1 answers every day at all hours; only its kind and box were found")

ITEMS = (
    Item(
        "45-01-01",
        "voice mail department group",
        ("system",),
        "0",
        "IN",
        Sourced("F-SL21b p.416"),
        Assumed("none; the SL2100 has group 50"),
        level_source=_LEVEL,
    ),
    Item("47-01-03", "InMail message length", ("system",), "120", "IN", Sourced("P-SL11 p.428"), level_source=_LEVEL),
    Item("47-02-01", "station mailbox: type", _STATION, station_box_type, "IN", _STATIONS),
    Item(
        "47-02-02",
        "station mailbox: number",
        _STATION,
        runs((1, STATION_BOXES, 101)),
        "IN",
        _STATIONS,
        refers="extension",
    ),
    Item(
        "47-02-03",
        "station mailbox: messages",
        _STATION,
        "20",
        "IN",
        _STATIONS,
        Assumed("20, as group boxes; the default was not found"),
    ),
    Item("47-03-02", "group mailbox: number", _GROUP, "", "IN", _GROUPS, refers="extension"),
    Item("47-03-03", "group mailbox: kind", _GROUP, "1", "IN", _GROUPS),
    Item(
        "47-03-04", "group mailbox: routing box", _GROUP, "1", "IN", _GROUPS, index_source=Assumed("the item's number")
    ),
    Item("47-06-01", "group mailbox: messages", _GROUP, "20", "IN", _OPTIONS, index_source=_PART),
    Item(
        "47-06-02",
        "group mailbox: order",
        _GROUP,
        "0",
        "IN",
        _OPTIONS,
        Assumed("0; the default was not found"),
        index_source=_PART,
    ),
    Item("47-06-03", "group mailbox: erase or save", _GROUP, "1", "IN", _OPTIONS, index_source=_PART),
    Item("47-06-04", "group mailbox: days kept", _GROUP, "0", "IN", _OPTIONS, index_source=_PART),
    Item(
        "47-10-01",
        "answer table of trunk",
        ("trunk",),
        "1",
        "IN",
        Assumed("title unverified, page not found"),
        level_source=_LEVEL,
    ),
    Item("47-11-02", "answer table: override box", _TABLE, "0", "IN", _ANSWERS, level_source=_LEVEL),
    Item("47-11-03", "answer table: default box", _TABLE, DEFAULT_BOX, "IN", _ANSWERS, level_source=_LEVEL),
    Item(
        "47-11-04",
        "answer table: next table",
        _TABLE,
        "0",
        "IN",
        Sourced("F-SV91 p.603"),
        Assumed("none; the default was not found"),
        level_source=_LEVEL,
    ),
    *(
        Item(f"47-12-0{part}", f"answer entry: {title}", _ENTRY, answer_entry(part), "IN", _SCHEDULES, _ENTRY_FACTORY)
        for part, title in enumerate(("kind", "box", "day", "start day", "end day", "date", "start", "end"), start=1)
    ),
)
