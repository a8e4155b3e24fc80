"""Moving the audio of messages over the line: ``VRS BEGIN``, ``VRS DATA`` … ``VRS STORE``; back with ``VRS GET``."""

from __future__ import annotations

import base64
import binascii
import hashlib

from ...session.reply import Reply
from ...session.session import Session
from ..platform import ReadFailed
from .snapshot import ask

BLOCK_BYTES = 2048
"""Bytes of audio in one ``VRS DATA`` command (stand-in)."""


def upload(session: Session, message: int, content: bytes) -> Reply:
    """Record a message. Nothing is changed before the last command; the first reply that is not done is returned."""
    checksum = hashlib.sha256(content).hexdigest()
    reply = session.send(f"VRS BEGIN {message} BYTES {len(content)} SHA256 {checksum}")
    for start in range(0, len(content), BLOCK_BYTES):
        if not reply.done:
            return reply
        block = base64.b64encode(content[start : start + BLOCK_BYTES]).decode("ascii")
        reply = session.send(f"VRS DATA {block}")
    return session.send("VRS STORE") if reply.done else reply


def download(session: Session, message: int) -> bytes:
    """The audio of a recorded message."""
    blocks: list[bytes] = []
    for row in ask(session, f"VRS GET {message}").rows:
        word, _space, text = row.partition(" ")
        try:
            if word != "DATA":
                raise ValueError(word)
            blocks.append(base64.b64decode(text, validate=True))
        except (ValueError, binascii.Error) as error:
            raise ReadFailed(f"VRS GET {message} was answered with a row that is no audio: {row[:40]!r}") from error
    return b"".join(blocks)
