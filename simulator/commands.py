"""The command words of the line session: from a typed line to a reply."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from simulator import rules
from simulator.accounts import Account
from simulator.licences import licence_rows
from simulator.mailboxes import kept_rows, recording
from simulator.messages import BYTES_A_ROW, Upload, reencode
from simulator.night_modes import mode_now
from simulator.replies import (
    INDEX_OUT_OF_RANGE,
    LEVEL,
    NO_MESSAGE,
    NO_SUCH_EXTENSION,
    NO_UPLOAD,
    UNKNOWN_COMMAND,
    Refused,
    Reply,
    refused,
    stored,
)
from simulator.state import row_text
from simulator.tables import LEVELS, Item
from simulator.telephones import telephone_rows

if TYPE_CHECKING:
    from simulator.exchange import Exchange

ITEM_CODE = re.compile(r"[0-9]{2}-[0-9]{2}-[0-9]{2}", re.ASCII)
PROGRAM_CODE = re.compile(r"[0-9]{2}-[0-9]{2}", re.ASCII)
LONGEST_LINE = 4096
MESSAGE_LEVEL = LEVELS["SA"]  # assumed


class Interpreter:
    """Executes the commands of one session. It remembers nothing between commands but an unfinished upload."""

    def __init__(self, exchange: Exchange, account: Account) -> None:
        """Execute for an account that has logged in to the exchange."""
        self._exchange = exchange
        self._state = exchange.state
        self._account = account
        self._upload: Upload | None = None

    def execute(self, line: str) -> Reply:
        """Execute one line; a refusal is a reply as well, and has changed nothing."""
        try:
            return self._handler(line)(line)
        except Refused as refusal:
            return refused(refusal)

    def _handler(self, line: str) -> Callable[[str], Reply]:
        handlers = {
            "READ": self._read,
            "LIST": self._list,
            "WRITE": self._write,
            "VERSION": self._version,
            "HARDWARE": self._hardware,
            "LICENCES": self._licences,
            "ALARMS": self._alarms,
            "MODE": self._mode,
            "MAILBOXES": self._mailboxes,
            "TELEPHONES": self._telephones,
            "LOGOUT": self._logout,
            "VRS LIST": self._vrs_list,
            "VRS GET": self._vrs_get,
            "VRS BEGIN": self._vrs_begin,
            "VRS DATA": self._vrs_data,
            "VRS STORE": self._vrs_store,
            "VRS DELETE": self._vrs_delete,
        }
        word = command_word(line)
        if word not in handlers or len(line) > LONGEST_LINE:
            raise Refused(UNKNOWN_COMMAND)
        return handlers[word]

    # Programs

    def _read(self, line: str) -> Reply:
        _, code, *index = _words(line, at_least=2)
        item = self._permitted_item(code)
        words = tuple(index)
        item.check_index(words)
        text = " ".join(words)
        number_is_gone = item.keyed_by_extension and not self._state.numbers.exists(words[0])
        if number_is_gone and not self._state.is_written(item, text):
            raise Refused(NO_SUCH_EXTENSION)
        return Reply([row_text(item, text, self._state.value(item, words))])

    def _list(self, line: str) -> Reply:
        _, code, *how = _words(line, at_least=2)
        if how not in ([], ["ALL"]) or not PROGRAM_CODE.fullmatch(code):
            raise Refused(UNKNOWN_COMMAND)
        items = self._state.model.program(code)
        for item in items:
            rules.check_level(self._state, self._account, item)
        rows_of: Callable[[Item], Iterator[str]] = self._state.all_rows if how else self._changed_rows_now
        return Reply(itertools.chain.from_iterable([rows_of(item) for item in items]))

    def _changed_rows_now(self, item: Item) -> Iterator[str]:
        return iter(list(self._state.changed_rows(item)))

    def _write(self, line: str) -> Reply:
        place, data = _place_and_data(line)
        _, code, *index = _words(place, at_least=2)
        item = self._item(code)
        write = rules.Write(self._state, self._account, item, tuple(index), data)
        rules.check(write)
        erase = self._exchange.config.removed_numbers == "erase"
        self._state.commit(rules.changes_of(write, erase_removed=erase), self._exchange.change_alarm(self._account))
        return stored()

    def _permitted_item(self, code: str) -> Item:
        item = self._item(code)
        rules.check_level(self._state, self._account, item)
        return item

    def _item(self, code: str) -> Item:
        if not ITEM_CODE.fullmatch(code):
            raise Refused(UNKNOWN_COMMAND)
        return self._state.model.item(code)

    # The exchange as a whole

    def _version(self, line: str) -> Reply:
        _words(line, exactly=1)
        config, model = self._exchange.config, self._state.model
        software = config.software or model.software
        return Reply([f"MODEL {model.name}", f"REGION {config.region}", f"SOFTWARE {software}", f"LINE {model.line}"])

    def _hardware(self, line: str) -> Reply:
        _words(line, exactly=1)
        return Reply([card.row for card in self._exchange.hardware])

    def _licences(self, line: str) -> Reply:
        _words(line, exactly=1)
        return Reply(list(licence_rows(self._exchange.config.system, self._exchange.config.licences)))

    def _alarms(self, line: str) -> Reply:
        _words(line, exactly=1)
        return Reply(list(self._state.alarms))

    def _mode(self, line: str) -> Reply:
        _, group = _words(line, exactly=2)
        if not self._state.model.spaces["night_group"].holds(group):
            raise Refused(INDEX_OUT_OF_RANGE)
        return Reply([f"NIGHT GROUP {group} MODE {mode_now(self._state, group, self._exchange.now())}"])

    def _mailboxes(self, line: str) -> Reply:
        _words(line, exactly=1)
        return Reply(list(kept_rows(self._state)))

    def _telephones(self, line: str) -> Reply:
        _words(line, exactly=1)
        return Reply(list(telephone_rows(self._state)))

    def _logout(self, line: str) -> Reply:
        _words(line, exactly=1)
        return Reply(status="GOODBYE", ends_session=True)

    # Recorded messages

    def _vrs_list(self, line: str) -> Reply:
        self._message_words(line, exactly=2)
        messages = sorted(self._state.messages.items())
        return Reply([f"VRS {number} BYTES {kept.size} SHA256 {kept.checksum}" for number, kept in messages])

    def _vrs_get(self, line: str) -> Reply:
        number = self._message_number(self._message_words(line, exactly=3)[2])
        audio = self._state.audio(number)
        pieces = (audio[start : start + BYTES_A_ROW] for start in range(0, len(audio), BYTES_A_ROW))
        return Reply("DATA " + base64.b64encode(piece).decode("ascii") for piece in pieces)

    def _vrs_begin(self, line: str) -> Reply:
        _, _, number, size_word, size, checksum_word, checksum = self._message_words(line, exactly=7)
        if (size_word, checksum_word) != ("BYTES", "SHA256") or not re.fullmatch(r"[0-9]{1,9}", size, re.ASCII):
            raise Refused(UNKNOWN_COMMAND)
        self._upload = Upload(self._message_number(number), int(size), checksum)
        return Reply()

    def _vrs_data(self, line: str) -> Reply:
        encoded = self._message_words(line, exactly=3)[2]
        self._open_upload().add(encoded)
        return Reply()

    def _vrs_store(self, line: str) -> Reply:
        self._message_words(line, exactly=2)
        upload = self._open_upload()
        audio = upload.finish()
        if self._exchange.config.recordings == "reencoded":
            audio = reencode(audio)
        alarm = self._exchange.change_alarm(self._account)
        self._state.commit_message(upload.message, audio, hashlib.sha256(audio).hexdigest(), alarm)
        self._upload = None
        return stored()

    def _vrs_delete(self, line: str) -> Reply:
        number = self._message_number(self._message_words(line, exactly=3)[2])
        if number not in self._state.messages:
            raise Refused(NO_MESSAGE)
        self._state.commit_message(number, None, "", self._exchange.change_alarm(self._account))
        return stored()

    def _message_words(self, line: str, exactly: int) -> list[str]:
        words = _words(line, exactly=exactly)
        if self._account.level > MESSAGE_LEVEL:
            raise Refused(LEVEL)
        return words

    def _message_number(self, word: str) -> int:
        return recording(self._state.model, self._exchange.hardware, word)

    def _open_upload(self) -> Upload:
        if self._upload is None:
            raise Refused(NO_UPLOAD)
        return self._upload


def command_word(line: str) -> str:
    """Return what the command is called: its first word, with the second one for ``VRS``."""
    first, _, rest = line.partition(" ")
    return f"VRS {rest.partition(' ')[0]}" if first == "VRS" else first


def _words(line: str, *, exactly: int | None = None, at_least: int = 1) -> list[str]:
    """Split a line at single spaces; refuse (01) another number of words, or two spaces together."""
    words = line.split(" ")
    if not all(words) or len(words) < at_least or (exactly is not None and len(words) != exactly):
        raise Refused(UNKNOWN_COMMAND)
    return words


def _place_and_data(line: str) -> tuple[str, str]:
    """Split a write at its first `` = ``; a line that ends in `` =`` writes the empty value."""
    place, separator, data = line.partition(" = ")
    if separator:
        return place, data
    if line.endswith(" ="):
        return line.removesuffix(" ="), ""
    raise Refused(UNKNOWN_COMMAND)
