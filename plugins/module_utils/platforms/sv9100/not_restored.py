"""What of a capture cannot be put on another exchange, in sentences for whoever has to see to it by hand."""

from __future__ import annotations

from collections.abc import Iterator

from ..capture import Capture
from .accounts import PROGRAM as ACCOUNTS
from .captures import snapshot_of_capture
from .profile import Profile
from .rows import RowKey, Rows, row_order
from .snapshot import kept_messages_of, parse_row

_TIME_TABLE_ITEM = "22-17-01"

ON_TELEPHONES = (
    "what people set at their telephones (do-not-disturb, which agents are logged in) and night modes that were "
    "switched by hand are in no capture"
)


def stale_keys(rows: Rows) -> list[RowKey]:
    """The programmed rows of extension numbers that nobody has, sorted."""
    return sorted(
        (key for key, _value in rows.items() if rows.belongs_to_extension(key) and not rows.exists(key[1][0])),
        key=row_order,
    )


def without_stale(rows: Rows) -> Rows:
    """A copy without the rows of numbers that nobody has: no exchange takes them."""
    kept = rows.copy()
    for key in stale_keys(rows):
        kept.set(key, kept.factory(key[0], *key[1]))
    return kept


def not_restored(exchange: str, profile: Profile, archived: Capture) -> list[str]:
    """One sentence for each thing that does not come back with a rebuild."""
    rows = snapshot_of_capture(exchange, profile, archived, profile.every_program).rows
    return [
        *_stale(rows),
        *unknown_rows(profile, archived),
        *_accounts(archived),
        *_voice_messages(exchange, archived),
        *_time_tables(rows),
        ON_TELEPHONES,
    ]


def _stale(rows: Rows) -> Iterator[str]:
    by_number: dict[str, list[str]] = {}
    for item, index in stale_keys(rows):
        by_number.setdefault(index[0], []).append(f"{item} {' '.join(index)} = {rows.get(item, *index)}")
    for number, texts in by_number.items():
        yield f"nobody has the extension {number} any more, so its rows are left out: {'; '.join(texts)}"


def unknown_rows(profile: Profile, archived: Capture) -> Iterator[str]:
    """The rows of items that Sentral does not know, in one sentence; nothing where there are none."""
    texts = [
        text
        for program, listed in sorted(archived.programs.items())
        if program != ACCOUNTS
        for text in listed
        if (row := parse_row(text)) is None or row[0][0] not in profile.every_item
    ]
    if texts:
        yield f"Sentral does not know these items, so their rows are left out: {'; '.join(texts)}"


def _accounts(archived: Capture) -> Iterator[str]:
    texts = archived.programs.get(ACCOUNTS, ())
    if texts:
        yield f"the accounts ({ACCOUNTS}) are to be set by hand, with new passwords: {'; '.join(texts)}"


def _voice_messages(exchange: str, archived: Capture) -> Iterator[str]:
    for box, count in sorted(kept_messages_of(exchange, archived.kept_messages).items()):
        name = f"station mailbox {box}" if box < 1000 else f"group mailbox {box - 1000}"
        yield f"{name} kept {count} message{'' if count == 1 else 's'} from callers, which no capture holds"


def _time_tables(rows: Rows) -> Iterator[str]:
    tables = sorted((index[0] for index, digits in rows.of_item(_TIME_TABLE_ITEM) if digits), key=int)
    if tables:
        yield (
            f"the time tables {', '.join(tables)} (22-17) do nothing until somebody activates each of them at a "
            "telephone"
        )
