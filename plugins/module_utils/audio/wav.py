"""WAV files: reading the header ourselves, and writing the smallest one.

Decoders play a file that was cut short without a word, and writers add chunks of their own (names, dates). Both would
reach the exchange, so the header is read and written here. The sound of a plain PCM file is passed on as it is.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from .formats import AudioError

#: The encodings whose length follows from the header alone, by format tag and bits a sample.
CODECS = {
    (1, 8): "PCM_U8",
    (1, 16): "PCM_16",
    (1, 24): "PCM_24",
    (1, 32): "PCM_32",
    (3, 32): "FLOAT",
    (3, 64): "DOUBLE",
    (6, 8): "ALAW",
    (7, 8): "ULAW",
}
_EXTENSIBLE = 0xFFFE
#: The end of every sub-format that is a format tag in disguise (KSDATAFORMAT_SUBTYPE_*).
_SUBFORMAT_END = bytes.fromhex("000000001000800000aa00389b71")
#: Programs that write to a pipe cannot go back to fill in the length, and leave one of about this size.
_LENGTH_NEVER_FILLED_IN = 0x7FFFF000
_DAMAGED = "is damaged: its WAV header makes no sense"


@dataclass(frozen=True)
class WavContent:
    """The header of a WAV file and its sound.

    ``codec`` is empty for an encoding that only a decoder can measure (ADPCM and the like). ``sound`` is what the data
    chunk holds, whole, without the padding.
    """

    codec: str
    sample_rate: int
    channels: int
    frames: int
    sound: bytes


def is_wav(raw: bytes) -> bool:
    """Whether a file says of itself that it is WAV (little-endian RIFF)."""
    return raw[:4] == b"RIFF" and raw[8:12] == b"WAVE"


def read_wav(raw: bytes) -> WavContent:
    """Read the header of a whole WAV file and find its sound.

    Chunks other than ``fmt`` and ``data`` are passed over. Raises ``AudioError`` when the sound is empty or cut
    short, or when the header contradicts itself.
    """
    fmt = b""
    position = 12
    while position + 8 <= len(raw):
        name, size = struct.unpack_from("<4sI", raw, position)
        position += 8
        if name == b"data":
            if not fmt:
                raise AudioError(_DAMAGED)
            return _content(fmt, _sound(raw, position, size))
        if name == b"fmt ":
            fmt = raw[position : position + size]
        position += size + size % 2
    raise AudioError("is cut short: its WAV header is there, its sound is not")


def write_wav(sound: bytes, sample_rate: int, bits: int, channels: int) -> bytes:
    """The smallest PCM WAV file around little-endian samples (8 bit: unsigned): 44 bytes of header, nothing else."""
    frame = channels * bits // 8
    padding = len(sound) % 2
    header = struct.pack("<4sI4s", b"RIFF", 36 + len(sound) + padding, b"WAVE")
    fmt = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, sample_rate, sample_rate * frame, frame, bits)
    return header + fmt + struct.pack("<4sI", b"data", len(sound)) + sound + bytes(padding)


def _sound(raw: bytes, start: int, size: int) -> bytes:
    """The data chunk, or what is wrong with it."""
    available = len(raw) - start
    if size == 0 or available == 0:
        raise AudioError("is empty: it is a WAV file without sound")
    if size > available:
        if size >= _LENGTH_NEVER_FILLED_IN:
            raise AudioError("does not say how long it is (it was written to a pipe); save it as a WAV file again")
        raise AudioError(f"is cut short: its header promises {size:,} bytes of sound, {available:,} are there")
    return raw[start : start + size]


def _content(fmt: bytes, sound: bytes) -> WavContent:
    """Put header and sound together, and refuse what does not fit together."""
    if len(fmt) < 16:
        raise AudioError(_DAMAGED)
    tag, channels, sample_rate, _bytes_a_second, frame, bits = struct.unpack_from("<HHIIHH", fmt)
    if tag == _EXTENSIBLE and len(fmt) >= 40 and fmt[26:40] == _SUBFORMAT_END:
        valid_bits = struct.unpack_from("<H", fmt, 18)[0]
        tag = struct.unpack_from("<H", fmt, 24)[0] if valid_bits in (0, bits) else _EXTENSIBLE
    codec = CODECS.get((tag, bits), "")
    if channels == 0 or sample_rate == 0 or frame == 0 or (codec and frame != channels * bits // 8):
        raise AudioError(_DAMAGED)
    if codec and len(sound) % frame:
        raise AudioError("is damaged: its sound ends in the middle of a sample")
    return WavContent(codec, sample_rate, channels, len(sound) // frame if codec else 0, sound)
