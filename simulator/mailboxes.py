"""Mailboxes of InMail: the numbers they answer to, the messages they keep, the recordings that are their greetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulator.data_types import PLAIN_NUMBER
from simulator.hardware import Card
from simulator.replies import INDEX_OUT_OF_RANGE, Refused
from simulator.state import ExchangeState
from simulator.tables import Model

NO_TYPE = "0"
MOST_KEPT = 99
"""The most messages that 47-02-03 and 47-06-01 let a mailbox keep. [P-SL21 p.471, p.476]"""


@dataclass(frozen=True, slots=True)
class MailboxKind:
    """Station or group mailboxes: their word on the line, their items, where the numbers of their greetings start."""

    word: str
    space: str
    type_item: str
    number_item: str
    greetings_after: int
    """Recording 1012 is the greeting of station mailbox 12. (stand-in)"""


STATION = MailboxKind("STATION", "station_mailbox", "47-02-01", "47-02-02", 1000)
GROUP = MailboxKind("GROUP", "group_mailbox", "47-03-03", "47-03-02", 2000)
MAILBOX_KINDS = (STATION, GROUP)

Mailbox = tuple[MailboxKind, str]
"""A kind and the number of a box as it stands in an index."""


def mailbox_with_number(state: ExchangeState, number: str, besides: Mailbox) -> Mailbox | None:
    """Return another mailbox that answers to ``number``: one whose type is not 0."""
    for kind in MAILBOX_KINDS:
        for box in state.model.spaces[kind.space].words:
            if (kind, box) == besides or state.value_at(kind.number_item, box) != number:
                continue
            if state.value_at(kind.type_item, box) != NO_TYPE:
                return kind, box
    return None


def recording(model: Model, cards: Iterable[Card], word: str) -> int:
    """Return the number of a recording: a message of the VRS, or the greeting of a mailbox that is installed.

    Refuse (03) any other. A group mailbox is installed when its number is among those of a card (assumed).
    """
    if model.spaces["message"].holds(word):
        return int(word)
    installed = [card for card in cards if card.kind == "mailboxes"]
    number = int(word) if PLAIN_NUMBER.fullmatch(word) else 0
    for kind in MAILBOX_KINDS:
        box = number - kind.greetings_after
        if model.spaces[kind.space].holds(str(box)) and any(card.first <= box <= card.last for card in installed):
            return number
    raise Refused(INDEX_OUT_OF_RANGE)


def keep_messages(state: ExchangeState, word: str, box: str, count: int) -> None:
    """Set how many messages a mailbox keeps, as callers and listeners would. Raise ``ValueError`` for a wrong box."""
    kinds = {kind.word: kind for kind in MAILBOX_KINDS}
    if word not in kinds or not state.model.spaces[kinds[word].space].holds(box):
        raise ValueError(f"there is no mailbox {word} {box}")
    if not 0 <= count <= MOST_KEPT:
        raise ValueError(f"a mailbox keeps 0 to {MOST_KEPT} messages, not {count}")
    state.set_kept_messages(word, int(box), count)


def kept_rows(state: ExchangeState) -> Iterator[str]:
    """Give the rows of ``MAILBOXES``: those that keep messages, whatever their type. [type 0: P-SL21 p.471]"""
    for kind in MAILBOX_KINDS:
        for box, count in sorted(state.kept_messages.get(kind.word, {}).items()):
            yield f"{kind.word} {box} KEPT {count}"
