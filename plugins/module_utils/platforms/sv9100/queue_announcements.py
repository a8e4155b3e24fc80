"""What callers hear in a queue (41-11), and the mode that says how much of it and whether they overflow (41-08-01)."""

from __future__ import annotations

from ...model.fields import Object
from .context import Context
from .directory import View

MODE_ITEM, SOURCE_ITEM = "41-08-01", "41-08-03"
FIRST_START, FIRST, FIRST_COUNT, SECOND, SECOND_COUNT, TONE, DISCONNECT, DEPTH = (
    f"41-11-0{part}" for part in range(1, 9)
)
ANNOUNCEMENT_ITEMS = (
    *(MODE_ITEM, SOURCE_ITEM),
    *(FIRST_START, FIRST, FIRST_COUNT, SECOND, SECOND_COUNT, TONE, DISCONNECT, DEPTH),
)
TONES = {"ringback": "0", "music": "1", "background_music": "2"}

OVERFLOW_MODES = {(0, False): "0", (0, True): "1", (1, False): "2", (2, False): "3", (1, True): "4", (2, True): "5"}
"""How many announcements and whether there is an overflow, to what 41-08-01 holds (P-SV91 p.550)."""

DEPTH_AFTER = (1, 2)
"""What 41-11-08 holds for the queue depth after the first announcement and after the second; 3 is after both."""


def overflows(view: View, slot: int) -> bool:
    """Whether the mode lets callers overflow, as far as a site file can say the mode."""
    return _mode(view, slot)[1]


def knows_mode(view: View, slot: int) -> bool:
    """Whether a site file can say what plays: 8 and 9, the second announcement alone, it cannot."""
    return view.rows.get(MODE_ITEM, str(slot)) in OVERFLOW_MODES.values()


def _mode(view: View, slot: int) -> tuple[int, bool]:
    mode = view.rows.get(MODE_ITEM, str(slot))
    return next((pair for pair, code in OVERFLOW_MODES.items() if code == mode), (0, False))


def read_announcements(context: Context, view: View, slot: int) -> Object:
    """The announcements, the tone between them, and when callers are disconnected after them."""
    rows, index = view.rows, str(slot)
    return {
        "announcements": _read(context, view, slot),
        "waiting_tone": next((word for word, code in TONES.items() if code == rows.get(TONE, index)), "ringback"),
        "disconnect_after": int(rows.get(DISCONNECT, index)),
    }


def _read(context: Context, view: View, slot: int) -> tuple[Object, ...]:
    """The messages of the VRS that play. What comes from InMail or an ACI port is none, whatever 41-11 holds."""
    rows, index = view.rows, str(slot)
    if rows.get(SOURCE_ITEM, index) != context.profile.announcement_sources["vrs"]:
        return ()
    depth = int(rows.get(DEPTH, index))
    found: list[Object] = []
    for number, (message_item, count_item) in enumerate(((FIRST, FIRST_COUNT), (SECOND, SECOND_COUNT))):
        message = int(rows.get(message_item, index))
        name = view.directory.name("greetings", message) if message else None
        if number >= _mode(view, slot)[0] or name is None:
            continue
        announcement: Object = {"greeting": name}
        if not found:
            announcement["after"] = int(rows.get(FIRST_START, index))
        announcement["repeat"] = max(int(rows.get(count_item, index)), 1)
        if depth & DEPTH_AFTER[number]:
            announcement["queue_depth"] = True
        found.append(announcement)
    return tuple(found)


def announcement_values(context: Context, view: View, slot: int, entry: Object) -> dict[str, str]:
    """The values by item; what no announcement uses is the factory's."""
    values = {item: view.rows.factory(item, str(slot)) for item in ANNOUNCEMENT_ITEMS}
    announcements = entry.get("announcements", ())
    values[MODE_ITEM] = OVERFLOW_MODES[len(announcements), "overflow" in entry]
    if announcements:
        values[SOURCE_ITEM] = context.profile.announcement_sources["vrs"]
    depth = 0
    for number, announcement in enumerate(announcements):
        message = view.directory.slot("greetings", announcement["greeting"])
        values[(FIRST, SECOND)[number]] = str(message or 0)
        values[(FIRST_COUNT, SECOND_COUNT)[number]] = str(announcement["repeat"])
        if number == 0:
            values[FIRST_START] = str(announcement.get("after", 0))
        if announcement.get("queue_depth"):
            depth |= DEPTH_AFTER[number]
    values[DEPTH] = str(depth)
    values[TONE] = TONES[entry.get("waiting_tone", "ringback")]
    values[DISCONNECT] = str(entry.get("disconnect_after", 60))
    return values
