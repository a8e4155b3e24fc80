"""How long an MP3 file is.

The decoder believes the length in the first frame (``Xing`` or ``Info``). Where there is none it guesses from the
first frame's bit rate, and when the bit rate varies it stops far too early without a word (tried: 0.4 s of 2 s).
Speech synthesisers often leave the length out, and joining two files makes it wrong, so the frames are counted here.
"""

from __future__ import annotations

from dataclasses import dataclass

from .formats import AudioError

#: kbit/s by the four bits of the header, MPEG 1 and MPEG 2 / 2.5. 0: not stated, or not allowed.
_BIT_RATES_MPEG_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_BIT_RATES_MPEG_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
#: Hz by the two version bits (MPEG 2.5, not allowed, MPEG 2, MPEG 1), then by the two bits of the rate.
_SAMPLE_RATES = ((11_025, 12_000, 8_000), (), (22_050, 24_000, 16_000), (44_100, 48_000, 32_000))
_MPEG_1 = 3
#: Marks of the first frame behind which the length stands. It is found at most this far into the file's sound.
_LENGTH_MARKS = (b"Xing", b"Info")
_LENGTH_MARK_WITHIN = 64
_WAY_OUT = "save it as WAV or FLAC"


@dataclass(frozen=True)
class Mp3Length:
    """``samples`` a channel in all frames that are there; ``told``: the first frame tells a length of its own."""

    samples: int
    told: bool


@dataclass(frozen=True)
class _Frame:
    """One frame: ``size`` in bytes with its header, ``samples`` a channel, ``bit_rate`` in kbit/s."""

    size: int
    samples: int
    bit_rate: int


def is_mp3(raw: bytes) -> bool:
    """Whether a file starts with an ID3 tag or with the header of an MP3 frame."""
    return raw[:3] == b"ID3" or _frame_at(raw, 0) is not None


def measure(raw: bytes) -> Mp3Length:
    """Count the frames of an MP3 file.

    Raises ``AudioError`` when the last frame is incomplete, when something stands between the frames (two files that
    were joined), and when the bit rate varies while no length is told: the decoder would lose the end each time.
    """
    position = _after_id3(raw)
    told = any(mark in raw[position : position + _LENGTH_MARK_WITHIN] for mark in _LENGTH_MARKS)
    samples = 0
    bit_rates = set()
    frame = _frame_at(raw, position)
    while frame is not None:
        samples += frame.samples
        bit_rates.add(frame.bit_rate)
        position += frame.size
        frame = _frame_at(raw, position)
    if position > len(raw):
        raise AudioError("is cut short: its last MP3 frame is incomplete")
    if not samples or not _is_tail(raw[position:]):
        raise AudioError(f"is an MP3 file with something other than sound in the middle; {_WAY_OUT}")
    if not told and len(bit_rates) > 1:
        raise AudioError(f"is an MP3 file of varying bit rate that does not tell its length; {_WAY_OUT}")
    return Mp3Length(samples, told)


def _is_tail(rest: bytes) -> bool:
    """What may follow the last frame: nothing, filling, or the tags that stand at the end."""
    return rest[:3] == b"TAG" or rest[:8] in (b"APETAGEX", b"LYRICSBE") or not rest.strip(b"\0")


def _after_id3(raw: bytes) -> int:
    """Where the sound starts. The tag's length is stored in seven bits a byte."""
    if raw[:3] != b"ID3" or len(raw) < 10:
        return 0
    size = 0
    for byte in raw[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _frame_at(raw: bytes, position: int) -> _Frame | None:
    """The frame of layer III whose header stands there, if one does (a UTF-16 text starts alike, but not layer III)."""
    header = raw[position : position + 4]
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return None
    version = header[1] >> 3 & 3
    sample_rates = _SAMPLE_RATES[version]
    rate_index = header[2] >> 2 & 3
    bit_rate = (_BIT_RATES_MPEG_1 if version == _MPEG_1 else _BIT_RATES_MPEG_2)[header[2] >> 4]
    if rate_index >= len(sample_rates) or not bit_rate:
        return None
    samples = 1152 if version == _MPEG_1 else 576
    padding = header[2] >> 1 & 1
    return _Frame(samples // 8 * bit_rate * 1000 // sample_rates[rate_index] + padding, samples, bit_rate)
