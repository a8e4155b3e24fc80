"""How an answer becomes bytes on the line: rows, status line and prompt, with whatever a delivery puts in between."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.fault import Delivery
from simulator.replies import Reply

PROMPT = b"PRG> "
ROWS_AT_ONCE = 1000


@dataclass(slots=True)
class Piece:
    """Bytes to be sent together. After one that ``pauses`` a key has to be pressed before the next is sent."""

    data: bytes
    pauses: bool = False


def pieces_of(reply: Reply, delivery: Delivery, *, last: bool, echo: bytes = b"") -> Iterator[Piece]:
    """Give an answer in large pieces. After the ``last`` one of a session there is no prompt.

    ``echo`` is put into the answer where the delivery says so.
    """
    pieces = _pages(reply, delivery, b"" if last else PROMPT)
    if delivery.echo_after is not None:
        pieces = _with(pieces, delivery.echo_after, echo)
    if delivery.alarm_after is not None:
        pieces = _with(pieces, delivery.alarm_after, f"\r\n*ALARM {delivery.alarm_line}\r\n".encode("ascii"))
    return pieces


def _pages(reply: Reply, delivery: Delivery, prompt: bytes) -> Iterator[Piece]:
    """Give rows page by page, then the status line and the prompt; a listing is never whole in memory."""
    is_listing = reply.status is None
    rows = iter(reply.rows)
    printed = itertools.islice(rows, delivery.rows) if is_listing and delivery.rows is not None else rows
    count, waiting, erase = 0, "", ""
    while batch := list(itertools.islice(printed, delivery.page or ROWS_AT_ONCE)):
        if waiting:
            pager = delivery.pager if delivery.page else ""
            yield Piece(f"{erase}{waiting}{pager}".encode("ascii"), pauses=bool(pager))
            erase = "\r" + " " * len(pager) + "\r" if pager else ""
        count += len(batch)
        waiting = "\r\n".join(batch) + "\r\n"
    hidden = sum(1 for _ in rows) if printed is not rows else 0
    ending = f"OK ROWS {count}\r\n" if is_listing else f"{reply.status}\r\n"
    if hidden and delivery.closing == "count":
        ending = f"OK ROWS {count + hidden}\r\n"
    elif hidden and delivery.closing in ("none", "silent"):
        ending = ""
        prompt = b"" if delivery.closing == "silent" else prompt
    yield Piece(f"{erase}{waiting}{ending}".encode("ascii") + prompt)


def _with(pieces: Iterator[Piece], after: int, insertion: bytes) -> Iterator[Piece]:
    """Put something after so many bytes of an answer, or after its end when it is shorter."""
    left: int | None = after
    for piece in pieces:
        if left is not None and left <= len(piece.data):
            piece.data = piece.data[:left] + insertion + piece.data[left:]
            left = None
        elif left is not None:
            left -= len(piece.data)
        yield piece
    if left is not None:
        yield Piece(insertion)
