"""Sound to convert, and files to put it in."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest
import soundfile

from ansible_collections.sentral.nec.plugins.module_utils.audio.formats import AudioFormat

Samples = numpy.ndarray
WriteFile = Callable[[bytes], Path]


@pytest.fixture(scope="session")
def exchange_format() -> AudioFormat:
    """What the SV9100 family is assumed to take."""
    return AudioFormat(container="WAV", sample_rate=8_000, bits=16, channels=1, max_seconds=120)


@pytest.fixture(scope="session")
def write_file(tmp_path_factory: pytest.TempPathFactory) -> WriteFile:
    """Writes bytes to the same file each time (hypothesis runs one test many times) and gives its path."""
    path = tmp_path_factory.mktemp("audio") / "greeting.wav"

    def write(content: bytes) -> Path:
        path.write_bytes(content)
        return path

    return write


@pytest.fixture(scope="session")
def tone() -> Callable[..., Samples]:
    """A sine with one column a channel, each softer than the one before."""

    def make(
        hertz: float = 440.0, seconds: float = 0.5, sample_rate: int = 44_100, channels: int = 1, peak: float = 0.5
    ) -> Samples:
        time = numpy.arange(round(seconds * sample_rate)) / sample_rate
        wave = peak * numpy.sin(2 * numpy.pi * hertz * time)
        return numpy.stack([wave * (1 - 0.25 * channel) for channel in range(channels)], axis=1)

    return make


@pytest.fixture(scope="session")
def encode() -> Callable[[Samples, int, str, str], bytes]:
    """A file of that kind, made by libsndfile."""

    def make(samples: Samples, sample_rate: int, container: str, codec: str) -> bytes:
        target = io.BytesIO()
        soundfile.write(target, samples, sample_rate, format=container, subtype=codec)
        return target.getvalue()

    return make


@pytest.fixture(scope="session")
def samples_of() -> Callable[[bytes], Samples]:
    """The 16-bit samples of a WAV file in the smallest form, one row a frame."""

    def read(data: bytes) -> Samples:
        samples, _rate = soundfile.read(io.BytesIO(data), dtype="int16", always_2d=True)
        return samples.astype("int64")

    return read
