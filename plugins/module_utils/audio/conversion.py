"""From any audio file to the one format that an exchange takes.

The same file gives the same bytes on every run: the engine compares a greeting with the exchange's by checksum, and
a byte that moves by itself would upload it again. So nothing here depends on time, chance, or the order of a sum.
"""

from __future__ import annotations

import hashlib
from array import array
from pathlib import Path
from typing import Any

from . import libraries
from .decoding import Source, decode, open_source
from .formats import AudioFacts, AudioFormat, Converted, check_length, frames_at
from .wav import write_wav

#: Below this share of full scale (-60 dB) nobody hears anything on a telephone.
_SILENCE = 0.001
#: A few samples beyond full scale are normal after resampling; more than this share of them is heard.
_CLIPPING = 0.001


def inspect(path: str | Path) -> AudioFacts:
    """What an audio file holds. Decodes nothing, so damage in the middle of the sound is found by ``convert`` only.

    Raises ``AudioError`` when it cannot be read, is no audio file whatever its name says, is empty or is cut short.
    """
    return open_source(path).facts


def convert(path: str | Path, audio_format: AudioFormat) -> Converted:
    """The recording in the exchange's format.

    A file that has that format already keeps every sample, and loses what else stands in its header. Otherwise the
    channels are mixed (each counts the same), resampled, and rounded without dither.
    Raises ``AudioError`` for everything ``inspect`` refuses, for damaged sound, and for a wrong length.
    """
    source = open_source(path)
    check_length(source.facts, audio_format)
    sound = _sound_as_it_is(source, audio_format)
    unchanged = sound is not None
    clipped = 0.0
    if sound is None:
        sound, clipped = _converted_sound(source, audio_format)
    data = write_wav(sound, audio_format.sample_rate, audio_format.bits, audio_format.channels)
    frames = len(sound) * 8 // (audio_format.bits * audio_format.channels)
    warnings = []
    if _peak(sound, audio_format.bits) < _SILENCE:
        warnings.append("is silent" if source.facts.channels <= audio_format.channels else "is silent once mixed")
    if clipped > _CLIPPING:
        warnings.append(f"is too loud: {clipped:.1%} of it is cut off and will crackle")
    return Converted(
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        seconds=frames / audio_format.sample_rate,
        facts=source.facts,
        unchanged=unchanged,
        warnings=tuple(warnings),
    )


def _sound_as_it_is(source: Source, audio_format: AudioFormat) -> bytes | None:
    """The samples of a WAV file that needs no conversion, else nothing."""
    wav = source.wav
    if wav is None or wav.codec != audio_format.codec:
        return None
    if (wav.sample_rate, wav.channels) != (audio_format.sample_rate, audio_format.channels):
        return None
    return wav.sound


def _converted_sound(source: Source, audio_format: AudioFormat) -> tuple[bytes, float]:
    """The samples in the exchange's format, and which share of them was beyond full scale."""
    samples = _with_channels(decode(source), audio_format.channels)
    frames = frames_at(audio_format.sample_rate, len(samples), source.facts.sample_rate)
    if source.facts.sample_rate != audio_format.sample_rate:
        # VHQ computes in double precision. HQ, the default, computes in single precision, and its rounding to 16 bits
        # then depends on the vector unit of the processor (tried; see docs/decisions/audio-library.md).
        samples = libraries.load("soxr").resample(
            samples, source.facts.sample_rate, audio_format.sample_rate, quality="VHQ"
        )
        samples = _with_frames(samples, frames)
    return _quantised(samples, audio_format.bits)


def _with_channels(samples: Any, channels: int) -> Any:
    """As many columns as wanted: kept when they already fit, else the mean of all, repeated."""
    if samples.shape[1] == channels:
        return samples
    total = samples[:, 0].copy()
    for column in range(1, samples.shape[1]):
        total += samples[:, column]
    mean = total / samples.shape[1]
    numpy = libraries.load("numpy")
    return numpy.stack([mean] * channels, axis=1)


def _with_frames(samples: Any, frames: int) -> Any:
    """As many rows as wanted: half a sample may be rounded either way, and the length must not depend on it."""
    numpy = libraries.load("numpy")
    return numpy.pad(samples[:frames], ((0, max(0, frames - len(samples))), (0, 0)))


def _quantised(samples: Any, bits: int) -> tuple[bytes, float]:
    """Little-endian PCM, rounded half to even and limited to full scale, and the share that had to be limited."""
    numpy = libraries.load("numpy")
    full_scale = 1 << (bits - 1)
    rounded = numpy.rint(samples * full_scale)
    beyond = float(numpy.count_nonzero(numpy.abs(rounded) > full_scale) / rounded.size)
    limited = numpy.clip(rounded, -full_scale, full_scale - 1)
    if bits == 8:
        limited = limited + 128
    sound: bytes = numpy.ascontiguousarray(limited).astype("u1" if bits == 8 else "<i2").tobytes()
    return sound, beyond


def _peak(sound: bytes, bits: int) -> float:
    """The loudest sample as a share of full scale. Without numpy: files that need no conversion must not load it."""
    if bits == 8:
        highest, lowest = max(sound) - 128, 128 - min(sound)
        return max(highest, lowest) / 128
    samples = array("h", sound)
    if array("H", [1]).tobytes() != b"\x01\x00":  # a big-endian controller
        samples.byteswap()
    highest, lowest = max(samples), -min(samples)
    return max(highest, lowest) / 32768
