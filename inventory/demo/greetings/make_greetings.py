"""Makes the greetings of the demo: short chimes, because no speech synthesiser may be assumed.

Each file is deliberately in another format, as files from customers are; only ``tilsett-fest.wav`` is in the format
that the exchange takes. Run it from anywhere with the project's Python; it gives the same bytes every time.
"""

from __future__ import annotations

import io
import math
import wave
from pathlib import Path

import numpy
import soundfile

FOLDER = Path(__file__).resolve().parent
#: Hz, rounded to the nearest tenth.
NOTES = {"C5": 523.3, "D5": 587.3, "E5": 659.3, "F5": 698.5, "G5": 784.0, "A5": 880.0, "C6": 1046.5}


def chime(melody: str, sample_rate: int, seconds: float) -> list[float]:
    """The notes one after the other, each dying away like a bell; between -1 and 1, ``sample_rate`` a second."""
    names = melody.split()
    step = seconds / (len(names) + 1)
    samples = [0.0] * round(seconds * sample_rate)
    for order, name in enumerate(names):
        start = round(order * step * sample_rate)
        for index in range(start, len(samples)):
            time = (index - start) / sample_rate
            attack = min(1.0, time * 200)
            tone = math.sin(2 * math.pi * NOTES[name] * time) + 0.3 * math.sin(4 * math.pi * NOTES[name] * time)
            samples[index] += 0.25 * attack * math.exp(-4 * time / step) * tone
    fade = min(len(samples), sample_rate // 100)
    for index in range(fade):
        samples[-1 - index] *= index / fade
    return samples


def interleaved(left: list[float], channels: int, full_scale: int) -> list[int]:
    """Whole numbers, frame after frame; the second channel is softer, so that mixing has something to do."""
    return [round(value * (1 - 0.5 * channel) * full_scale) for value in left for channel in range(channels)]


def wav(melody: str, seconds: float, sample_rate: int, channels: int, bits: int) -> bytes:
    """A PCM WAV file."""
    numbers = interleaved(chime(melody, sample_rate, seconds), channels, (1 << (bits - 1)) - 1)
    target = io.BytesIO()
    with wave.open(target, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(bits // 8)
        writer.setframerate(sample_rate)
        writer.writeframes(b"".join(number.to_bytes(bits // 8, "little", signed=True) for number in numbers))
    return target.getvalue()


def flac(melody: str, seconds: float, sample_rate: int, channels: int) -> bytes:
    """A 16-bit FLAC file. (Ogg would differ at every run: its streams carry a random number.)"""
    numbers = interleaved(chime(melody, sample_rate, seconds), channels, 32767)
    target = io.BytesIO()
    frames = numpy.array(numbers, dtype="int16").reshape(-1, channels)
    soundfile.write(target, frames, sample_rate, format="FLAC", subtype="PCM_16")
    return target.getvalue()


def greetings() -> dict[str, bytes]:
    """Every file by its name."""
    return {
        "velkommen.wav": wav("C5 E5 G5", seconds=0.8, sample_rate=44_100, channels=2, bits=16),
        "stengt.wav": wav("G5 E5 D5 C5", seconds=4.0, sample_rate=16_000, channels=1, bits=16),
        "ferie.wav": wav("C5 G5", seconds=1.0, sample_rate=48_000, channels=1, bits=24),
        "vent-litt.flac": flac("E5 F5 G5 E5", seconds=1.5, sample_rate=44_100, channels=2),
        "tilsett-fest.wav": wav("C5 D5 E5 F5 G5 A5 C6", seconds=3.0, sample_rate=8_000, channels=1, bits=16),
    }


if __name__ == "__main__":
    for name, content in greetings().items():
        (FOLDER / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")
