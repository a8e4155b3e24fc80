"""What kind of file it is, by its first bytes: the extension is never trusted.

Decoders guess, and some will take noise for MP3. Only the kinds that are tested are let through to them.
"""

from __future__ import annotations

import struct

from .formats import AudioError
from .mp3 import is_mp3
from .wav import is_wav

_READABLE = "WAV, FLAC, Ogg and MP3 are read"
#: Kinds that people send and that are not read: where the mark stands, the mark, the name.
_KNOWN_BUT_NOT_READ = (
    (4, b"ftyp", "an MP4 or M4A file"),
    (0, b"FORM", "an AIFF file"),
    (0, b"RF64", "a 64-bit WAV file"),
    (0, b"RIFX", "a big-endian WAV file"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media file"),
    (0, b"\x1a\x45\xdf\xa3", "a WebM or Matroska file"),
    (0, b"#!AMR", "an AMR file"),
)
_OGG_HEADER = struct.Struct("<4sBBqIIIB")
_OGG_FIRST_PAGE = 0x02
_OGG_LAST_PAGE = 0x04


def container_of(raw: bytes) -> str:
    """``WAV``, ``FLAC``, ``OGG`` or ``MP3``. Raises ``AudioError`` for anything else, naming it where it is known."""
    if not raw:
        raise AudioError("is empty")
    if is_wav(raw):
        return "WAV"
    if raw[:4] == b"fLaC":
        return "FLAC"
    if raw[:4] == b"OggS":
        return "OGG"
    if is_mp3(raw):
        return "MP3"
    for position, mark, name in _KNOWN_BUT_NOT_READ:
        if raw[position : position + len(mark)] == mark:
            raise AudioError(f"is {name}; only {_READABLE}")
    raise AudioError(f"is not an audio file ({_READABLE})")


def check_ogg_is_whole(raw: bytes) -> None:
    """Raises ``AudioError`` unless an Ogg file is one stream whose last page is there and says that it is the last.

    A decoder takes whatever pages it finds as the whole recording, and stops where a second stream begins.
    """
    position = 0
    flags = 0
    streams = 0
    while position + _OGG_HEADER.size <= len(raw) and raw[position : position + 4] == b"OggS":
        flags = raw[position + 5]
        streams += bool(flags & _OGG_FIRST_PAGE)
        segments = raw[position + 26]
        table_end = position + _OGG_HEADER.size + segments
        position = table_end + sum(raw[position + _OGG_HEADER.size : table_end])
    if position > len(raw) or not flags & _OGG_LAST_PAGE:
        raise AudioError("is cut short: the end of the Ogg stream is missing")
    if streams > 1:
        raise AudioError("is an Ogg file of several streams; save it as WAV or FLAC")
