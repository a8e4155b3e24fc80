"""What an exchange takes, what a file holds, and what is wrong with it."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Bits a sample that can be written. No exchange is known to take more.
WRITABLE_BITS = (8, 16)


class AudioError(Exception):
    """What is wrong with an audio file, as the end of a sentence that the caller starts with the file's name.

    ``str()`` gives for example ``is empty`` or ``is 143 s long; the exchange takes at most 120 s``.
    """


class AudioLibraryError(AudioError):
    """The file may be sound, but the libraries that convert it are not installed on the controller."""


@dataclass(frozen=True)
class AudioFormat:
    """The one format in which an exchange takes recordings. Each platform states its own.

    ``sample_rate`` is in Hz, ``bits`` are bits a sample (8 or 16, PCM), ``channels`` is 1 or 2, the lengths are in
    seconds and include their ends. ``container`` can only be ``WAV``. Raises ``ValueError`` for a format that cannot
    be written.
    """

    container: str
    sample_rate: int
    bits: int
    channels: int
    max_seconds: float
    min_seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.container != "WAV":
            raise ValueError(f"container {self.container!r} cannot be written, only 'WAV'")
        if self.bits not in WRITABLE_BITS:
            raise ValueError(f"{self.bits} bits cannot be written, only {WRITABLE_BITS}")
        if self.channels not in (1, 2):
            raise ValueError(f"{self.channels} channels cannot be written, only 1 or 2")
        if self.sample_rate <= 0:
            raise ValueError(f"a sample rate of {self.sample_rate} Hz makes no sense")
        if not 0 <= self.min_seconds <= self.max_seconds:
            raise ValueError(f"lengths from {self.min_seconds} s to {self.max_seconds} s make no sense")

    @property
    def codec(self) -> str:
        """The encoding of a sample, in the words of ``AudioFacts.codec``: ``PCM_U8`` or ``PCM_16``."""
        return "PCM_U8" if self.bits == 8 else f"PCM_{self.bits}"

    def __str__(self) -> str:
        channels = "mono" if self.channels == 1 else "stereo"
        return f"{self.container}, {self.bits} bit, {self.sample_rate:,} Hz, {channels}, at most {self.max_seconds:g} s"


@dataclass(frozen=True)
class AudioFacts:
    """What an audio file holds, found in its content; its name is not looked at.

    ``container`` is ``WAV``, ``FLAC``, ``OGG`` or ``MP3``; ``codec`` is libsndfile's name for the encoding
    (``PCM_16``, ``FLOAT``, ``ULAW``, ``VORBIS`` ...). ``sample_rate`` is in Hz; a frame is one sample of each channel.
    """

    container: str
    codec: str
    sample_rate: int
    channels: int
    frames: int

    @property
    def seconds(self) -> float:
        """How long it plays, in seconds."""
        return self.frames / self.sample_rate

    def __str__(self) -> str:
        channels = {1: "mono", 2: "stereo"}.get(self.channels, f"{self.channels} channels")
        return f"{self.container}, {self.codec}, {self.sample_rate:,} Hz, {channels}, {self.seconds:.1f} s"


@dataclass(frozen=True)
class Converted:
    """A recording in the exchange's format.

    ``data`` is the whole WAV file, ``sha256`` its checksum in hexadecimal, ``seconds`` its length. ``facts`` tells
    what the source was. ``unchanged`` says that every sample of the source was kept bit for bit. ``warnings`` are
    ends of sentences as in ``AudioError``, for things that do not stop the work (``is silent``).
    """

    data: bytes
    sha256: str
    seconds: float
    facts: AudioFacts
    unchanged: bool
    warnings: tuple[str, ...] = ()


def frames_at(sample_rate: int, frames: int, frames_sample_rate: int) -> int:
    """How many frames ``frames`` at one sample rate are at another, to the nearest; half a frame counts as one."""
    return (2 * frames * sample_rate + frames_sample_rate) // (2 * frames_sample_rate)


def check_length(facts: AudioFacts, audio_format: AudioFormat) -> None:
    """Raises ``AudioError`` when the recording is shorter or longer than the exchange takes.

    The length counts as the exchange will see it, in whole samples at its own rate.
    """
    frames = frames_at(audio_format.sample_rate, facts.frames, facts.sample_rate)
    seconds = frames / audio_format.sample_rate
    if seconds > audio_format.max_seconds:
        shown = math.ceil(seconds * 10) / 10
        raise AudioError(f"is {shown:.12g} s long; the exchange takes at most {audio_format.max_seconds:g} s")
    if frames == 0 or seconds < audio_format.min_seconds:
        shown = math.floor(seconds * 10) / 10
        wanted = f"at least {audio_format.min_seconds:g} s" if audio_format.min_seconds else "no empty recording"
        raise AudioError(f"is {shown:g} s long; the exchange takes {wanted}")
