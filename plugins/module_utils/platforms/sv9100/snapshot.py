"""Reading one exchange: all of it that Sentral knows, once, in a fixed number of commands."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...session.reply import Reply
from ...session.session import Session
from ..platform import ReadFailed
from .item import Index
from .profile import Profile
from .programs import EVERY_ITEM
from .programs.numbering import NUMBER_ITEMS
from .readable_rows import why_unreadable
from .rows import Rows

# [0-9] and not \d, which takes the digits of every script; and no more of them than there can be.
_ROW = re.compile(r"([0-9]{2}-[0-9]{2}-[0-9]{2}) ([^=]+?) =(?: (.*))?")
_MESSAGE = re.compile(r"VRS ([0-9]{1,5}) BYTES ([0-9]{1,9}) SHA256 ([0-9a-f]{64})")
_SLOT = re.compile(r"SLOT ([0-9]{1,5}) CARD (\S+) (PORTS|TRUNKS|MESSAGES|MAILBOXES) ([0-9]{1,5})-([0-9]{1,5})")
_KEPT = re.compile(r"(STATION|GROUP) ([0-9]{1,5}) KEPT ([0-9]{1,9})")
_GROUP_BOXES_FROM = 1000
"""Group mailbox 3 counts as mailbox 1003 where station mailbox 3 is 3."""


@dataclass(frozen=True)
class Card:
    """A card of the exchange: what it carries, and the first and last of them."""

    slot: int
    name: str
    carries: str
    first: int
    last: int


@dataclass
class Snapshot:
    """What an exchange held at one moment. ``messages`` gives the checksum of each recorded message."""

    model: str
    region: str
    software: str
    line: str
    rows: Rows
    messages: dict[int, str]
    cards: tuple[Card, ...] = ()
    sent: set[int] = field(default_factory=set)
    """Of an expected after-state: the messages that are sent, so that their checksum is that of what was sent."""
    kept_messages: dict[int, int] = field(default_factory=dict)
    """How many messages each mailbox keeps; group mailbox 3 is 1003."""
    protected_ports: frozenset[int] = frozenset()
    """Ports that the model keeps for its own voice mail."""
    programs: frozenset[str] | None = None
    """The programs that were read; None where everything is known. What was not read stands as from the factory."""

    def digest(self) -> str:
        """SHA-256 over everything that a plan depends on, in hex."""
        facts = [
            self.model,
            self.region,
            self.software,
            self.rows.digest(),
            sorted(self.messages.items()),
            [(card.slot, card.name, card.carries, card.first, card.last) for card in self.cards],
            sorted(self.kept_messages),
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    def installed(self, carries: str) -> set[int]:
        """The ports, trunks, messages or mailboxes (``PORTS`` …) that the hardware has and anybody may use."""
        numbers = {
            number for card in self.cards if card.carries == carries for number in range(card.first, card.last + 1)
        }
        return numbers - self.protected_ports if carries == "PORTS" else numbers

    def copy(self) -> Snapshot:
        """An independent copy to work out the after-state on."""
        return Snapshot(
            self.model,
            self.region,
            self.software,
            self.line,
            self.rows.copy(),
            dict(self.messages),
            self.cards,
            kept_messages=dict(self.kept_messages),
            protected_ports=self.protected_ports,
            programs=self.programs,
        )

    def knows(self, item: str) -> bool:
        """Whether the program of an item was read."""
        return self.programs is None or item[:5] in self.programs


def ask(session: Session, command: str) -> Reply:
    """Send a read and insist on a known good answer."""
    reply = session.send(command)
    if not reply.done:
        raise ReadFailed(f"{session.exchange}: reading stopped: {reply.sentence()}")
    return reply


def read_version(session: Session) -> dict[str, str]:
    """The answer to ``VERSION`` as a mapping (MODEL, REGION, SOFTWARE, LINE)."""
    facts = dict(row.partition(" ")[::2] for row in ask(session, "VERSION").rows)
    missing = {"MODEL", "REGION", "SOFTWARE", "LINE"} - set(facts)
    if missing:
        raise ReadFailed(f"{session.exchange}: the answer to VERSION lacks {', '.join(sorted(missing))}")
    return facts


def parse_row(text: str) -> tuple[tuple[str, Index], str] | None:
    """A row such as ``16-02-01 105 = 2`` as item, index and data; None for a text that is none."""
    match = _ROW.fullmatch(text)
    return None if match is None else ((match[1], tuple(match[2].split(" "))), match[3] or "")


def kept_messages_of(exchange: str, texts: Iterable[str]) -> dict[int, int]:
    """How many messages each mailbox keeps, from the rows of ``MAILBOXES``."""
    kept: dict[int, int] = {}
    for text in texts:
        match = _KEPT.fullmatch(text)
        if match is None:
            raise unreadable(exchange, "MAILBOXES", text)
        kept[int(match[2]) + (_GROUP_BOXES_FROM if match[1] == "GROUP" else 0)] = int(match[3])
    return kept


def read_program(session: Session, profile: Profile, program: str) -> dict[tuple[str, Index], str]:
    """Every row of a program that ``LIST`` shows."""
    return rows_of_program(session.exchange, profile, program, ask(session, list_command(profile, program)).rows)


def list_command(profile: Profile, program: str) -> str:
    """The line that lists a program; with ``ALL`` where nothing may be inferred."""
    return f"LIST {program} ALL" if program in profile.listed_whole else f"LIST {program}"


def rows_of_program(
    exchange: str, profile: Profile, program: str, texts: Iterable[str]
) -> dict[tuple[str, Index], str]:
    """The rows of the profile's items in a listing of a program."""
    listed = listed_rows(exchange, profile, program, texts)
    return {key: data for key, data, _text in listed if key[0] in profile.every_item}


def listed_rows(
    exchange: str, profile: Profile, program: str, texts: Iterable[str]
) -> Iterator[tuple[tuple[str, Index], str, str]]:
    """Every row of a listing of a program: item and index, data, and its text. Those of the profile's items fit it."""
    command = list_command(profile, program)
    for text in texts:
        row = parse_row(text)
        if row is None or row[0][0][:5] != program:
            raise unreadable(exchange, command, text)
        key, data = row
        problem = why_unreadable(profile, key, data) if key[0] in profile.every_item else ""
        if problem:
            raise unreadable(exchange, command, text, problem)
        yield key, data, text


def unreadable(exchange: str, command: str, text: str, problem: str = "") -> ReadFailed:
    """The error for a row that cannot be used."""
    why = f"; {problem}" if problem else ""
    return ReadFailed(f"{exchange}: {command} was answered with a row that cannot be read: {text!r}{why}")


def read_messages(session: Session) -> dict[int, tuple[int, str]]:
    """Message number to length in bytes and checksum."""
    messages: dict[int, tuple[int, str]] = {}
    for text in ask(session, "VRS LIST").rows:
        match = _MESSAGE.fullmatch(text)
        if match is None:
            raise unreadable(session.exchange, "VRS LIST", text)
        messages[int(match[1])] = (int(match[2]), match[3])
    return messages


def cards_of(exchange: str, texts: Iterable[str]) -> tuple[Card, ...]:
    """The hardware list by slot, in whatever order the rows of ``HARDWARE`` come."""
    cards = []
    for text in texts:
        match = _SLOT.fullmatch(text)
        if match is None:
            raise unreadable(exchange, "HARDWARE", text)
        cards.append(Card(int(match[1]), match[2], match[3], int(match[4]), int(match[5])))
    return tuple(sorted(cards, key=lambda card: (card.slot, card.carries, card.first)))


def read_snapshot(
    session: Session, profile: Profile, version: Mapping[str, str], programs: Collection[str] = ()
) -> Snapshot:
    """Read all that follows the ``version``. The number of commands is that of the programs, whatever they hold.

    ``programs`` are those of the profile where nothing else is asked for.
    """
    wanted = programs or profile.programs
    return snapshot_of_answers(session.exchange, profile, version, read_answers(session, profile, wanted), wanted)


@dataclass(frozen=True)
class Answers:
    """What one reading gives: the rows of each program, of ``HARDWARE`` and ``MAILBOXES``, and the recordings."""

    programs: Mapping[str, tuple[str, ...]]
    recordings: Mapping[int, tuple[int, str]]
    hardware: tuple[str, ...]
    mailboxes: tuple[str, ...]


def read_answers(session: Session, profile: Profile, programs: Iterable[str]) -> Answers:
    """Ask for the programs, the recordings, the hardware and the mailboxes."""
    return Answers(
        {program: tuple(ask(session, list_command(profile, program)).rows) for program in programs},
        read_messages(session),
        tuple(ask(session, "HARDWARE").rows),
        tuple(ask(session, "MAILBOXES").rows),
    )


def snapshot_of_answers(
    exchange: str, profile: Profile, version: Mapping[str, str], answers: Answers, programs: Collection[str]
) -> Snapshot:
    """The snapshot that the answers of some programs make; raises :class:`ReadFailed` for one that is not whole."""
    listed: dict[tuple[str, Index], str] = {}
    for program in programs:
        listed.update(rows_of_program(exchange, profile, program, answers.programs[program]))
    insist_on_whole(exchange, profile, (item for item, _index in listed))
    return Snapshot(
        version["MODEL"],
        version["REGION"],
        version["SOFTWARE"],
        version["LINE"],
        rows_of_listing(profile, listed),
        {number: checksum for number, (_bytes, checksum) in answers.recordings.items()},
        cards_of(exchange, answers.hardware),
        kept_messages=kept_messages_of(exchange, answers.mailboxes),
        protected_ports=frozenset(profile.protected_ports),
        programs=frozenset(programs),
    )


def rows_of_listing(profile: Profile, listed: Mapping[tuple[str, Index], str]) -> Rows:
    """The rows of an exchange that holds what was listed, and the factory's values everywhere else."""
    rows = profile.empty_rows()
    # Numbers first: the factory value of a priority depends on who has which port. Those that move are emptied
    # before they are filled, so that no number is held twice on the way.
    numbers = sorted(key for key in listed if key[0] in NUMBER_ITEMS)
    for key in numbers:
        if listed[key] != rows.get(key[0], *key[1]):
            rows.set(key, "")
    for key in numbers:
        rows.set(key, listed[key])
    for key, value in listed.items():
        if key[0] not in NUMBER_ITEMS:
            rows.set(key, value)
    return rows


def difference_sentence(item: str, index: Index, wanted: str, found: str) -> str:
    """That a row holds something else than it should."""
    return f"{EVERY_ITEM[item].title} {' '.join(index)} ({item}) holds {found!r} instead of {wanted!r}"


def insist_on_whole(exchange: str, profile: Profile, listed: Iterable[str]) -> None:
    """A whole listing names every port; one that does not belongs to another model, or was cut.

    ``listed`` gives the item of each row.
    """
    found = Counter(listed)
    for item, expected in (("11-02-01", profile.limits.ports), ("11-04-01", profile.limits.virtual_ports)):
        if found[item] != expected:
            raise ReadFailed(
                f"{exchange}: LIST {item[:5]} ALL gave {found[item]} rows, and a {profile.model} has {expected}"
            )
