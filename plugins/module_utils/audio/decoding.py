"""A file's facts, and its sound as numbers."""

from __future__ import annotations

import io
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import libraries
from .formats import AudioError, AudioFacts
from .mp3 import Mp3Length, measure
from .recognition import check_ogg_is_whole, container_of
from .wav import WavContent, read_wav

#: Larger files are not opened. Two minutes of stereo at 192,000 Hz and 24 bit are 138 MB.
MAX_FILE_BYTES = 200_000_000
SAMPLE_RATES = range(4_000, 384_001)
MAX_CHANNELS = 8
#: libsndfile's answer for a stream that does not tell its length is near 2 ** 63.
_LENGTH_UNKNOWN = 2**48
#: An MP3 decoder may need two frames before it gives anything; encoders add up to a few frames at both ends.
_MP3_START = 2 * 1152
_MP3_MARGIN = 6 * 1152


@dataclass(frozen=True)
class Source:
    """A file that was read and recognised. ``wav`` is there for WAV files.

    ``slack`` is how many frames fewer than stated may come out of the decoder without the file being cut short.
    """

    raw: bytes
    facts: AudioFacts
    wav: WavContent | None
    slack: int


def open_source(path: str | Path) -> Source:
    """Read a file once and find out what it holds; the sound is not decoded yet.

    Raises ``AudioError`` when it cannot be read, is no audio file, is empty, or is visibly cut short.
    """
    raw = _read(Path(path))
    container = container_of(raw)
    wav = read_wav(raw) if container == "WAV" else None
    if container == "OGG":
        check_ogg_is_whole(raw)
    if wav is not None and wav.codec:
        facts = AudioFacts(container, wav.codec, wav.sample_rate, wav.channels, wav.frames)
    else:
        facts = _facts_by_decoder(raw, container)
    slack = 0
    if container == "MP3":
        facts, slack = _with_mp3_length(facts, measure(raw))
    if facts.sample_rate not in SAMPLE_RATES:
        raise AudioError(
            f"has a sample rate of {facts.sample_rate:,} Hz; {SAMPLE_RATES[0]:,} to {SAMPLE_RATES[-1]:,} Hz can be read"
        )
    if facts.channels > MAX_CHANNELS:
        raise AudioError(f"has {facts.channels} channels; at most {MAX_CHANNELS} can be mixed")
    if facts.frames >= _LENGTH_UNKNOWN:
        raise AudioError("does not say how long it is; save it again as a WAV file")
    if facts.frames <= 0:
        raise AudioError("is empty: it holds no sound")
    return Source(raw, facts, wav, slack)


def decode(source: Source) -> Any:
    """The sound as a numpy array of float64, one row a frame, one column a channel, full scale at -1 and 1.

    Integer samples up to 32 bits are exact in it. Raises ``AudioError`` when the sound turns out to be damaged, cut
    short, or not numbers, and ``AudioLibraryError``.
    """
    numpy = libraries.load("numpy")
    soundfile = libraries.load("soundfile")
    try:
        with soundfile.SoundFile(io.BytesIO(source.raw)) as sound:
            samples = sound.read(frames=source.facts.frames, dtype="float64", always_2d=True)
    except soundfile.SoundFileError as error:
        raise AudioError("is damaged: its sound cannot be decoded to the end") from error
    if len(samples) < max(1, source.facts.frames - source.slack):
        present = len(samples) / source.facts.sample_rate
        raise AudioError(f"is cut short: its header promises {source.facts.seconds:.1f} s, {present:.1f} s are there")
    if not numpy.isfinite(samples).all():
        raise AudioError("is damaged: some of its samples are not numbers")
    return samples


def _read(path: Path) -> bytes:
    """The whole file. Only ordinary files: a pipe or a device could keep us waiting for ever."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise AudioError("is a folder, not an audio file")
        if not stat.S_ISREG(status.st_mode):
            raise AudioError("is not an ordinary file")
        if status.st_size > MAX_FILE_BYTES:
            raise AudioError(
                f"is {status.st_size / 1e6:,.0f} MB large; at most {MAX_FILE_BYTES / 1e6:,.0f} MB are read"
            )
        return path.read_bytes()
    except OSError as error:
        raise AudioError(f"cannot be read: {error.strerror or 'the operating system refuses'}") from error
    except ValueError as error:  # a name with a null character
        raise AudioError("cannot be read: its name is not a valid file name") from error


def _facts_by_decoder(raw: bytes, container: str) -> AudioFacts:
    """The facts of a file whose header says too little for us to measure it."""
    soundfile = libraries.load("soundfile")
    try:
        with soundfile.SoundFile(io.BytesIO(raw)) as sound:
            return AudioFacts(container, sound.subtype, sound.samplerate, sound.channels, sound.frames)
    except soundfile.SoundFileError as error:
        raise AudioError(f"cannot be decoded: it starts as {container}, and then it is not") from error


def _with_mp3_length(facts: AudioFacts, length: Mp3Length) -> tuple[AudioFacts, int]:
    """The facts with the length that was told or else counted, and how much of it may be missing after decoding."""
    if not length.told:
        return replace(facts, frames=length.samples), _MP3_START
    if length.samples > facts.frames + _MP3_MARGIN:
        raise AudioError("is an MP3 file that holds more sound than it tells (joined files?); save it as WAV or FLAC")
    return facts, 0
