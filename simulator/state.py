"""The state of one exchange: every row that differs from the factory, messages, mailboxes, alarms, night modes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.number_book import NumberBook
from simulator.replies import NO_MESSAGE, Refused
from simulator.storage import Record, Storage, StorageError
from simulator.tables import Item, Model

MOST_ALARMS = 200
HIDDEN = "********"

Change = tuple[str, str, str | None]
"""Item, index and the new data; ``None`` gives the place back to the factory's value."""


@dataclass(frozen=True, slots=True)
class Message:
    """A recorded message: its SHA-256 (64 hexadecimal digits) and its size in bytes."""

    checksum: str
    size: int


class ExchangeState:
    """Rows, messages, alarms and night modes, kept in a storage.

    It knows no rules: ``rules.py`` decides what may be written, this class keeps it. A change is in the storage
    when the method that made it returns.
    """

    def __init__(self, model: Model, storage: Storage) -> None:
        """Read what the storage holds. Raise ``StorageError`` when it belongs to another model."""
        self.model = model
        self._storage = storage
        self._clear()
        snapshot, changes = storage.load()
        self.is_new = snapshot is None and not changes
        if snapshot is not None:
            self._restore(snapshot)
        for change in changes:
            self._replay(change)
        storage.drop_audio({message.checksum for message in self.messages.values()})

    def _clear(self) -> None:
        self.rows: dict[str, dict[str, str]] = {}
        self.numbers = NumberBook(self.model)
        self.messages: dict[int, Message] = {}
        self.alarms: deque[str] = deque(maxlen=MOST_ALARMS)
        self.night_modes: dict[int, int] = {}
        self.active_tables: dict[int, int] = {}
        """The time tables (22-17) that somebody has switched on by dialling, and with which time pattern."""
        self.kept_messages: dict[str, dict[int, int]] = {}
        self.telephones: dict[str, set[str]] = {}
        """What people have set at their telephones, by extension (``telephones.py``)."""

    # Reading

    def value(self, item: Item, words: tuple[str, ...]) -> str:
        """Return the data at an index: what was written, or what the factory put there."""
        written = self.rows.get(item.code, {}).get(" ".join(words))
        return item.default.value(words, self.numbers) if written is None else written

    def value_at(self, code: str, *words: str) -> str:
        """Return the data of the item with this code."""
        return self.value(self.model.items[code], words)

    def is_written(self, item: Item, index: str) -> bool:
        """Say whether the row differs from the factory's."""
        return index in self.rows.get(item.code, ())

    def changed_rows(self, item: Item) -> Iterator[str]:
        """Give the rows of an item that differ from the factory, stale ones too, in order."""
        written = [(tuple(index.split(" ")), data) for index, data in self.rows.get(item.code, {}).items()]
        for words, data in sorted(written, key=lambda row: item.sort_key(row[0])):
            if data != item.default.value(words, self.numbers):
                yield row_text(item, " ".join(words), data)

    def all_rows(self, item: Item) -> Iterator[str]:
        """Give every row of an item in order: each index that there is, then the stale rows in their places.

        The rows are those of the moment of the call: a write of another session does not disturb a listing.
        """
        written = dict(self.rows.get(item.code, {}))
        stale = self._stale_numbers(item, written)
        extensions: Sequence[str] = self.numbers.extensions()
        if stale:
            extensions = sorted([*extensions, *stale], key=lambda number: (len(number), number))
        return self._rows(item, written, stale, extensions)

    def _rows(self, item: Item, written: dict[str, str], stale: set[str], extensions: Sequence[str]) -> Iterator[str]:
        default, numbers, code = item.default.value, self.numbers, item.code
        for words in item.indexes(extensions):
            index = " ".join(words)
            data = written.get(index)
            if data is None:
                if stale and words[0] in stale:
                    continue
                data = default(words, numbers)
            if data and not item.secret:
                yield f"{code} {index} = {data}"  # the same as row_text, without a call: listings have 50,000 rows
            else:
                yield row_text(item, index, data)

    def _stale_numbers(self, item: Item, written: dict[str, str]) -> set[str]:
        if not item.keyed_by_extension:
            return set()
        return {number for number in (index.partition(" ")[0] for index in written) if not self.numbers.exists(number)}

    def snapshot_rows(self) -> dict[str, str]:
        """Return all rows that differ from the factory, ``{"15-01-01 105": "Kari N"}``, passwords hidden."""
        rows = {}
        for code in sorted(self.rows):
            item = self.model.items[code]
            for row in self.changed_rows(item):
                place, _, data = row.partition(" =")
                rows[place] = data.removeprefix(" ")
        return rows

    # Changing

    def commit(self, changes: list[Change], alarm: str | None = None) -> None:
        """Make changes together, and add the alarm that tells of them."""
        record: Record = {"rows": changes}
        if alarm is not None:
            record["alarm"] = alarm
        self._keep(record)

    def commit_message(self, number: int, audio: bytes | None, checksum: str, alarm: str) -> None:
        """Replace the message ``number`` by ``audio``, or delete it when there is none."""
        if audio is not None:
            self._storage.put_audio(checksum, audio)
        message = None if audio is None else [checksum, len(audio)]
        self._keep({"message": [number, message], "alarm": alarm})
        self._storage.drop_audio({kept.checksum for kept in self.messages.values()})

    def audio(self, number: int) -> bytes:
        """Return the audio of a message; refuse (15) when nothing is recorded."""
        message = self.messages.get(number)
        if message is None:
            raise Refused(NO_MESSAGE)
        return self._storage.get_audio(message.checksum)

    def set_night_mode(self, group: int, mode: int) -> None:
        """Switch a night group by hand, as its key would."""
        self._keep({"night_mode": [group, mode]})

    def activate_time_table(self, table: int, pattern: int) -> None:
        """Switch a time table (22-17) on, as the dialled code does. Nothing switches it off again."""
        self._keep({"time_table": [table, pattern]})

    def set_kept_messages(self, kind: str, mailbox: int, count: int) -> None:
        """Set how many messages a mailbox (of the kind ``STATION`` or ``GROUP``) keeps."""
        self._keep({"kept": [kind, mailbox, count]})

    def set_telephone(self, extension: str, word: str, *, there: bool) -> None:
        """Put a telephone into a state, or take it out of it."""
        self._keep({"telephone": [extension, word, there]})

    def reset(self) -> None:
        """Go back to the factory: no rows, no messages, none kept in mailboxes, no alarms."""
        self._clear()
        self._storage.write_snapshot(self._as_snapshot())
        self._storage.drop_audio(set())

    def close(self) -> None:
        """Fold the journal into a snapshot and let go of the storage."""
        self._storage.write_snapshot(self._as_snapshot())
        self._storage.close()

    def _keep(self, record: Record) -> None:
        self._storage.append(record)
        self._replay(record)
        if self._storage.wants_snapshot():
            self._storage.write_snapshot(self._as_snapshot())

    def _replay(self, record: Record) -> None:
        for code, index, data in record.get("rows", ()):
            self._put(code, index, data)
        if "message" in record:
            number, message = record["message"]
            if message is None:
                self.messages.pop(number, None)
            else:
                self.messages[number] = Message(*message)
        if "night_mode" in record:
            group, mode = record["night_mode"]
            self.night_modes[group] = mode
        if "time_table" in record:
            table, pattern = record["time_table"]
            self.active_tables[table] = pattern
        if "kept" in record:
            self._put_kept(*record["kept"])
        if "telephone" in record:
            self._put_telephone(*record["telephone"])
        if "alarm" in record:
            self.alarms.append(record["alarm"])

    def _put(self, code: str, index: str, data: str | None) -> None:
        item = self.model.items[code]
        rows = self.rows.setdefault(code, {})
        if data is not None and data == item.default.value(tuple(index.split(" ")), self.numbers):
            data = None
        if data is None:
            rows.pop(index, None)
        else:
            rows[index] = data
        if code in self.model.number_items:
            self.numbers.change((code, index), data)

    def _put_kept(self, kind: str, mailbox: int, count: int) -> None:
        mailboxes = self.kept_messages.setdefault(kind, {})
        mailboxes[mailbox] = count
        if not count:
            del mailboxes[mailbox]

    def _put_telephone(self, extension: str, word: str, there: bool) -> None:
        words = self.telephones.setdefault(extension, set())
        if there:
            words.add(word)
        else:
            words.discard(word)
        if not words:
            del self.telephones[extension]

    def _as_snapshot(self) -> dict[str, Any]:
        return {
            "model": self.model.name,
            "rows": {code: rows for code, rows in self.rows.items() if rows},
            "messages": {str(number): [kept.checksum, kept.size] for number, kept in self.messages.items()},
            "night_modes": {str(group): mode for group, mode in self.night_modes.items()},
            "time_tables": {str(table): pattern for table, pattern in self.active_tables.items()},
            "kept": [[kind, box, count] for kind, boxes in self.kept_messages.items() for box, count in boxes.items()],
            "telephones": {extension: sorted(words) for extension, words in self.telephones.items()},
            "alarms": list(self.alarms),
        }

    def _restore(self, snapshot: dict[str, Any]) -> None:
        if snapshot["model"] != self.model.name:
            raise StorageError(f"the state is that of an {snapshot['model']}, the fleet file says {self.model.name}")
        for code, rows in snapshot["rows"].items():
            self.rows[code] = dict(rows)
            if code in self.model.number_items:
                for index, data in rows.items():
                    self.numbers.change((code, index), data)
        self.messages = {int(number): Message(*kept) for number, kept in snapshot["messages"].items()}
        self.night_modes = {int(group): mode for group, mode in snapshot["night_modes"].items()}
        self.active_tables = {int(table): pattern for table, pattern in snapshot.get("time_tables", {}).items()}
        for kept in snapshot.get("kept", ()):  # a state from before there were mailboxes has none
            self._put_kept(*kept)
        self.telephones = {number: set(words) for number, words in snapshot.get("telephones", {}).items()}
        self.alarms.extend(snapshot["alarms"])


def row_text(item: Item, index: str, data: str) -> str:
    """Return a row as it is printed. A password that is set shows as asterisks, an empty value ends after ``=``."""
    if not data:
        return f"{item.code} {index} ="
    return f"{item.code} {index} = {HIDDEN if item.secret else data}"
