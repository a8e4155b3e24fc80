"""Any recording becomes the exchange's format, and the same file always becomes the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.audio.conversion import convert, inspect
from ansible_collections.sentral.nec.plugins.module_utils.audio.formats import AudioFacts, AudioFormat
from ansible_collections.sentral.nec.plugins.module_utils.audio.wav import read_wav, write_wav

KINDS = [
    ("WAV", "PCM_U8", 11_025, 1),
    ("WAV", "PCM_16", 44_100, 2),
    ("WAV", "PCM_24", 48_000, 1),
    ("WAV", "PCM_32", 22_050, 2),
    ("WAV", "FLOAT", 96_000, 1),
    ("WAV", "DOUBLE", 16_000, 6),
    ("WAV", "ULAW", 8_000, 1),
    ("WAV", "ALAW", 8_000, 1),
    ("WAV", "IMA_ADPCM", 8_000, 1),
    ("WAV", "GSM610", 8_000, 1),
    ("WAVEX", "PCM_16", 32_000, 2),
    ("FLAC", "PCM_16", 44_100, 2),
    ("FLAC", "PCM_24", 48_000, 1),
    ("OGG", "VORBIS", 44_100, 2),
    ("OGG", "OPUS", 48_000, 1),
    ("MP3", "MPEG_LAYER_III", 44_100, 2),
]


@pytest.mark.parametrize(("container", "codec", "sample_rate", "channels"), KINDS)
def test_every_kind_is_recognised_and_sounds_the_same(
    container, codec, sample_rate, channels, exchange_format, write_file, tone, encode, samples_of
):
    sound = tone(hertz=440, seconds=0.5, sample_rate=sample_rate, channels=channels, peak=0.5)
    path = write_file(encode(sound, sample_rate, container, codec))

    facts = inspect(path)
    converted = convert(path, exchange_format)

    assert (facts.container, facts.codec) == (container.replace("WAVEX", "WAV"), codec)
    assert (facts.sample_rate, facts.channels) == (sample_rate, channels)
    assert facts.seconds == pytest.approx(0.5, abs=0.07)  # block codecs fill up their last block
    assert converted.facts == facts
    assert converted.warnings == ()
    assert converted.seconds == pytest.approx(facts.seconds, abs=0.51 / 8_000)
    mean_peak = 0.5 * sum(1 - 0.25 * channel for channel in range(channels)) / channels
    spectrum = numpy.abs(numpy.fft.rfft(samples_of(converted.data)[:4_000, 0], 8_000))
    assert numpy.argmax(spectrum) == pytest.approx(440, abs=1)
    heard = numpy.abs(samples_of(converted.data)[800:3_200]).max() / 32_768
    assert heard == pytest.approx(abs(mean_peak), rel=0.2, abs=0.02)


def test_a_file_in_the_exchanges_format_keeps_every_byte(exchange_format, write_file):
    plain = write_wav(bytes(range(256)) * 40, 8_000, 16, 1)

    converted = convert(write_file(plain), exchange_format)

    assert converted.unchanged
    assert converted.data == plain
    assert converted.sha256 == hashlib.sha256(plain).hexdigest()


def test_chunks_of_other_programs_are_left_out(exchange_format, write_file):
    plain = write_wav(bytes(range(256)) * 40, 8_000, 16, 1)
    note = b"LIST" + (9).to_bytes(4, "little") + b"INFOhello" + b"\0"
    decorated = plain[:12] + note + plain[12:36] + note + plain[36:] + note

    converted = convert(write_file(decorated), exchange_format)

    assert converted.unchanged
    assert converted.data == plain


def test_the_header_is_the_smallest_and_says_what_follows():
    data = write_wav(b"\1\2\3\4", 8_000, 16, 1)

    assert data == bytes.fromhex(
        "52494646 28000000 57415645 666d7420 10000000 0100 0100 401f0000 803e0000 0200 1000 64617461 04000000 01020304"
    )
    assert read_wav(data).sound == b"\1\2\3\4"
    assert len(write_wav(b"\1\2\3", 8_000, 8, 1)) == 48  # padded to an even length


def test_mono_is_the_mean_of_the_channels(exchange_format, write_file, encode, samples_of):
    stereo = numpy.array([[1000, 3000], [-5, -8], [32767, 32767], [-32768, -32768], [7, 0]], dtype="int16")

    converted = convert(write_file(encode(stereo, 8_000, "WAV", "PCM_16")), exchange_format)

    # half to even: -6.5 becomes -6, 3.5 becomes 4
    assert samples_of(converted.data)[:, 0].tolist() == [2000, -6, 32767, -32768, 4]


def test_what_a_telephone_cannot_carry_does_not_come_back_as_another_tone(
    exchange_format, write_file, tone, encode, samples_of
):
    whistle = encode(tone(hertz=7_000, sample_rate=44_100), 44_100, "WAV", "PCM_16")

    samples = samples_of(convert(write_file(whistle), exchange_format).data)[400:-400]

    assert numpy.abs(samples).max() <= 2  # it would be a tone of 1,000 Hz


def test_other_formats_of_other_platforms(write_file, tone, encode):
    path = write_file(encode(tone(channels=6), 44_100, "WAV", "PCM_16"))

    converted = convert(path, AudioFormat("WAV", 16_000, 8, 2, max_seconds=10))

    wav = read_wav(converted.data)
    assert (wav.codec, wav.sample_rate, wav.channels, wav.frames) == ("PCM_U8", 16_000, 2, 8_000)
    assert wav.sound[::2] == wav.sound[1::2]


@pytest.mark.parametrize(
    ("peak", "warning"), [(0.0, "is silent"), (0.0005, "is silent"), (1.5, "is too loud: "), (1.0, None), (0.01, None)]
)
def test_silence_and_clipping_are_warnings(peak, warning, exchange_format, write_file, tone, encode):
    path = write_file(encode(tone(peak=peak, sample_rate=16_000), 16_000, "WAV", "FLOAT"))

    warnings = convert(path, exchange_format).warnings

    assert [text[: len(warning or "")] for text in warnings] == ([warning] if warning else [])


def test_channels_that_cancel_each_other_are_called_silent(exchange_format, write_file, tone, encode):
    left = tone()
    path = write_file(encode(numpy.hstack([left, -left]), 44_100, "WAV", "PCM_16"))

    assert convert(path, exchange_format).warnings == ("is silent once mixed",)


@pytest.mark.parametrize("change", [{"SOXR_USE_SIMD32": "0", "SOXR_USE_SIMD64": "0"}, {"PYTHONHASHSEED": "7"}])
def test_another_process_gives_the_same_bytes(change, exchange_format, write_file, tone, encode):
    """The first case runs the resampler without the processor's vector unit, as another machine would."""
    path = write_file(encode(tone(hertz=1_234.5, channels=2, seconds=2), 44_100, "FLAC", "PCM_16"))
    package = "ansible_collections.sentral.nec.plugins.module_utils.audio"
    program = (
        f"from {package}.conversion import convert; from {package}.formats import AudioFormat\n"
        f"print(convert({str(path)!r}, AudioFormat('WAV', 8000, 16, 1, 120)).sha256)"
    )
    search_path = os.pathsep.join(entry for entry in sys.path if entry)

    printed = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": search_path, **change},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()

    assert printed == convert(path, exchange_format).sha256


RATES = st.sampled_from([8_000, 11_025, 16_000, 22_050, 44_100, 48_000])


@settings(deadline=None, max_examples=60)
@given(
    frames=st.integers(20, 3_000),
    sample_rate=RATES,
    channels=st.integers(1, 3),
    codec=st.sampled_from(["PCM_U8", "PCM_16", "PCM_24", "FLOAT"]),
    seed=st.integers(0, 2**16),
)
def test_converting_twice_changes_nothing(
    exchange_format, write_file, encode, frames, sample_rate, channels, codec, seed
):
    noise = numpy.random.default_rng(seed).uniform(-1, 1, (frames, channels))
    path = write_file(encode(noise, sample_rate, "WAV", codec))

    once = convert(path, exchange_format)
    again = convert(path, exchange_format)
    twice = convert(write_file(once.data), exchange_format)

    assert again == once
    assert abs(round(once.seconds * 8_000) * sample_rate - frames * 8_000) * 2 <= sample_rate  # half a sample
    assert twice.data == once.data
    assert twice.unchanged
    assert twice.facts == AudioFacts("WAV", "PCM_16", 8_000, 1, round(once.seconds * 8_000))


@settings(deadline=None, max_examples=60)
@given(
    values=st.lists(st.lists(st.integers(-32_768, 32_767), min_size=2, max_size=2), min_size=1, max_size=50),
)
def test_the_mean_is_exact_for_all_samples(exchange_format, write_file, encode, samples_of, values):
    stereo = numpy.array(values, dtype="int16")

    mono = samples_of(convert(write_file(encode(stereo, 8_000, "FLAC", "PCM_16")), exchange_format).data)

    assert mono[:, 0].tolist() == [round((left + right) / 2) for left, right in values]


@pytest.mark.parametrize("copies", [1, 2])
def test_sound_is_limited_and_does_not_wrap_around(copies, exchange_format, write_file, encode, samples_of):
    loud = numpy.full((100, copies), 1.7)
    path = write_file(encode(loud, 8_000, "WAV", "FLOAT"))

    assert set(samples_of(convert(path, exchange_format).data)[:, 0]) == {32_767}


def test_the_greetings_of_the_demo(exchange_format):
    folder = Path(__file__).resolve().parents[3] / "inventory" / "demo" / "greetings"
    files = sorted(path for path in folder.iterdir() if path.suffix in {".wav", ".flac"})

    assert len(files) >= 3
    for path in files:
        assert path.stat().st_size < 150_000
        assert convert(path, exchange_format).warnings == ()
    assert [path.name for path in files if convert(path, exchange_format).unchanged] == ["tilsett-fest.wav"]
