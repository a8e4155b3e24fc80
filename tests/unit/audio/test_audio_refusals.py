"""A file that is no recording, or not a whole one, is refused with the end of a sentence."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import suppress
from functools import partial

import numpy
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.audio import libraries
from ansible_collections.sentral.nec.plugins.module_utils.audio.conversion import convert, inspect
from ansible_collections.sentral.nec.plugins.module_utils.audio.formats import (
    AudioError,
    AudioFormat,
    AudioLibraryError,
)
from ansible_collections.sentral.nec.plugins.module_utils.audio.wav import write_wav

PLAIN = write_wav(bytes(range(256)) * 40, 8_000, 16, 1)


def refusal(path, audio_format=None):
    """What ``inspect`` says, or ``convert`` where a format is given."""
    look = inspect if audio_format is None else partial(convert, audio_format=audio_format)
    with pytest.raises(AudioError) as caught:
        look(path)
    return str(caught.value)


NOT_AUDIO = {
    b"": "is empty",
    b"Velkommen til oss!\n" * 50: "is not an audio file (WAV, FLAC, Ogg and MP3 are read)",
    "Velkommen".encode("utf-16"): "is not an audio file (WAV, FLAC, Ogg and MP3 are read)",
    b"RIFF\x24\0\0\0AVI LIST": "is not an audio file (WAV, FLAC, Ogg and MP3 are read)",
    b"\0\0\0\x20ftypM4A ": "is an MP4 or M4A file; only WAV, FLAC, Ogg and MP3 are read",
    b"FORM\0\0\0\x20AIFF": "is an AIFF file; only WAV, FLAC, Ogg and MP3 are read",
    b"ID3\x03\0\0\0\0\0\0" + b"no music" * 99: "cannot be decoded: it starts as MP3, and then it is not",
    b"\xff\xfb\x90\x64" + b"no music" * 99: "cannot be decoded: it starts as MP3, and then it is not",
    b"fLaC" + b"no music" * 99: "cannot be decoded: it starts as FLAC, and then it is not",
    b"OggS" + b"no music" * 99: "is cut short: the end of the Ogg stream is missing",
    PLAIN[:12]: "is cut short: its WAV header is there, its sound is not",
    PLAIN[:40]: "is cut short: its WAV header is there, its sound is not",
    PLAIN[:44]: "is empty: it is a WAV file without sound",
    write_wav(b"", 8_000, 16, 1): "is empty: it is a WAV file without sound",
    PLAIN[:1_044]: "is cut short: its header promises 10,240 bytes of sound, 1,000 are there",
    PLAIN[:40] + b"\xff\xff\xff\xff" + PLAIN[44:]: (
        "does not say how long it is (it was written to a pipe); save it as a WAV file again"
    ),
    PLAIN[:12] + PLAIN[36:]: "is damaged: its WAV header makes no sense",
    PLAIN[:22] + b"\0\0" + PLAIN[24:]: "is damaged: its WAV header makes no sense",
    PLAIN[:22] + b"\2\0" + PLAIN[24:]: "is damaged: its WAV header makes no sense",
    write_wav(b"\1\2\3", 8_000, 16, 1): "is damaged: its sound ends in the middle of a sample",
    write_wav(bytes(8), 1_000, 16, 1): "has a sample rate of 1,000 Hz; 4,000 to 384,000 Hz can be read",
    write_wav(bytes(40), 8_000, 16, 20): "has 20 channels; at most 8 can be mixed",
}


@pytest.mark.parametrize(("content", "sentence"), NOT_AUDIO.items(), ids=range(len(NOT_AUDIO)))
def test_what_is_not_a_recording(content, sentence, write_file, exchange_format):
    path = write_file(content)

    assert refusal(path) == sentence
    assert refusal(path, exchange_format) == sentence


@pytest.mark.parametrize(
    ("container", "codec"),
    [
        ("WAV", "PCM_16"),
        ("WAV", "FLOAT"),
        ("WAV", "IMA_ADPCM"),
        ("FLAC", "PCM_16"),
        ("OGG", "VORBIS"),
        ("OGG", "OPUS"),
        ("MP3", "MPEG_LAYER_III"),
    ],
)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_files_that_were_cut_short(container, codec, share, exchange_format, write_file, tone, encode):
    whole = encode(tone(seconds=3, sample_rate=48_000), 48_000, container, codec)

    path = write_file(whole[: int(len(whole) * share)])

    assert refusal(path, exchange_format).startswith(("is cut short: ", "is damaged: ", "cannot be decoded: "))


def mp3_without_length(sound, mode):
    """What speech synthesisers give: the first frame, which only tells the length, is missing."""
    target = io.BytesIO()
    with soundfile.SoundFile(
        target, "w", 24_000, 1, "MPEG_LAYER_III", format="MP3", bitrate_mode=mode, compression_level=0.5
    ) as writer:
        writer.write(sound)
    content = target.getvalue()
    return content[content.index(content[:2], 2) :]


def test_an_mp3_that_does_not_tell_its_length(exchange_format, write_file, tone):
    constant = mp3_without_length(tone(seconds=2, sample_rate=24_000), "CONSTANT")
    path = write_file(constant)

    assert inspect(path).seconds == pytest.approx(2, abs=0.1)
    assert convert(path, exchange_format).seconds == pytest.approx(2, abs=0.1)
    tag = b"ID3\x04\0\0\0\0\1\2" + bytes(130)
    assert convert(write_file(tag + constant), exchange_format).seconds == pytest.approx(2, abs=0.1)
    assert refusal(write_file(constant[:-20])) == "is cut short: its last MP3 frame is incomplete"


def test_an_mp3_of_varying_bit_rate_that_does_not_tell_its_length(write_file, tone):
    path = write_file(mp3_without_length(tone(seconds=2, sample_rate=24_000), "VARIABLE"))

    assert refusal(path).startswith("is an MP3 file of varying bit rate that does not tell its length")


def test_ogg_files_that_were_joined_do_not_lose_the_second(write_file, tone, encode):
    one = encode(tone(seconds=1), 44_100, "OGG", "VORBIS")

    assert inspect(write_file(one)).seconds == 1
    assert refusal(write_file(one + one)) == "is an Ogg file of several streams; save it as WAV or FLAC"


@pytest.mark.parametrize("tag", [b"", b"ID3\x03\0\0\0\0\0\x05hello"])
def test_mp3_files_that_were_joined_do_not_lose_the_second(tag, exchange_format, write_file, tone, encode):
    one = tag + encode(tone(seconds=1), 44_100, "MP3", "MPEG_LAYER_III")

    assert convert(write_file(one), exchange_format).seconds == 1
    assert convert(write_file(one + b"TAG" + bytes(125)), exchange_format).seconds == 1
    assert refusal(write_file(one + one)).endswith("; save it as WAV or FLAC")


def test_lengths(exchange_format, write_file):
    two_minutes = bytes(2 * 8_000 * 120)

    assert convert(write_file(write_wav(two_minutes, 8_000, 16, 1)), exchange_format).seconds == 120
    path = write_file(write_wav(two_minutes + bytes(2), 8_000, 16, 1))
    assert refusal(path, exchange_format) == "is 120.1 s long; the exchange takes at most 120 s"
    path = write_file(write_wav(bytes(2 * 8_000 * 143), 8_000, 16, 1))
    assert refusal(path, exchange_format) == "is 143 s long; the exchange takes at most 120 s"
    assert inspect(path).seconds == 143

    path = write_file(write_wav(bytes(2 * 7_999), 8_000, 16, 1))
    at_least_one = AudioFormat("WAV", 8_000, 16, 1, max_seconds=5, min_seconds=1)
    assert refusal(path, at_least_one) == "is 0.9 s long; the exchange takes at least 1 s"
    path = write_file(write_wav(bytes(2), 48_000, 16, 1))
    assert refusal(path, exchange_format) == "is 0 s long; the exchange takes no empty recording"


def test_the_length_is_checked_before_the_sound_is_decoded(exchange_format, write_file, tone, encode, monkeypatch):
    path = write_file(encode(tone(seconds=121, sample_rate=8_000, peak=0), 8_000, "FLAC", "PCM_16"))
    monkeypatch.setattr(
        "ansible_collections.sentral.nec.plugins.module_utils.audio.conversion.decode",
        lambda source: pytest.fail("decoded"),
    )

    assert refusal(path, exchange_format) == "is 121 s long; the exchange takes at most 120 s"


@pytest.mark.parametrize("value", [numpy.nan, numpy.inf])
def test_samples_that_are_not_numbers(value, exchange_format, write_file, tone, encode):
    sound = tone()
    sound[100] = value

    path = write_file(encode(sound, 44_100, "WAV", "FLOAT"))

    assert refusal(path, exchange_format) == "is damaged: some of its samples are not numbers"


def test_what_cannot_be_read(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.wav")

    assert refusal(tmp_path / "missing.wav") == "cannot be read: No such file or directory"
    assert refusal(tmp_path) == "is a folder, not an audio file"
    assert refusal(tmp_path / "pipe.wav") == "is not an ordinary file"
    assert refusal("null\0.wav") == "cannot be read: its name is not a valid file name"
    with (tmp_path / "large.wav").open("wb") as large:
        large.truncate(200_000_001)
    assert refusal(tmp_path / "large.wav") == "is 200 MB large; at most 200 MB are read"
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: (_ for _ in ()).throw(PermissionError(13, "Denied")))
    (tmp_path / "secret.wav").touch()
    assert refusal(tmp_path / "secret.wav") == "cannot be read: Denied"


def test_missing_libraries_are_said_and_are_not_needed_without_conversion(
    exchange_format, write_file, tone, encode, monkeypatch
):
    for name in ("numpy", "soundfile", "soxr"):
        monkeypatch.setitem(sys.modules, name, None)

    libraries.preload()
    assert convert(write_file(PLAIN), exchange_format).unchanged
    path = write_file(write_wav(PLAIN, 16_000, 8, 1))
    assert inspect(path).sample_rate == 16_000
    with pytest.raises(AudioLibraryError, match="the Python library numpy is not installed"):
        convert(path, exchange_format)


def test_importing_the_package_loads_no_library():
    package = "ansible_collections.sentral.nec.plugins.module_utils.audio"
    program = f"import sys, {package}.conversion; print({{'numpy', 'soundfile', 'soxr'}} & set(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}

    result = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "set()"


def test_formats_that_cannot_be_written():
    good = {"container": "WAV", "sample_rate": 8_000, "bits": 16, "channels": 1, "max_seconds": 120}
    bad = [
        {"container": "MP3"},
        {"bits": 24},
        {"channels": 3},
        {"sample_rate": 0},
        {"max_seconds": -1},
        {"min_seconds": 121},
    ]
    for change in bad:
        with pytest.raises(ValueError, match=r"cannot be written|makes? no sense"):
            AudioFormat(**{**good, **change})
    assert str(AudioFormat(**good)) == "WAV, 16 bit, 8,000 Hz, mono, at most 120 s"


MARKS = st.sampled_from([b"", b"RIFF\x24\0\0\0WAVE", b"fLaC", b"OggS", b"ID3", b"\xff\xfb", PLAIN[:36], PLAIN[:44]])


@settings(deadline=None, max_examples=150)
@given(mark=MARKS, noise=st.binary(max_size=400))
def test_noise_is_converted_or_refused_and_nothing_else(exchange_format, write_file, mark, noise):
    path = write_file(mark + noise)
    with suppress(AudioError):
        assert convert(path, exchange_format).seconds <= 120


@settings(deadline=None, max_examples=150)
@given(
    kind=st.sampled_from([("WAV", "PCM_24"), ("WAV", "IMA_ADPCM"), ("FLAC", "PCM_16"), ("MP3", "MPEG_LAYER_III")]),
    places=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), max_size=4),
    kept=st.integers(1, 100),
)
def test_damaged_files_are_converted_or_refused_and_nothing_else(
    exchange_format, write_file, tone, encode, kind, places, kept
):
    content = bytearray(encode(tone(seconds=0.1), 44_100, *kind))
    for place, value in places:
        content[place % len(content)] = value
    path = write_file(bytes(content[: len(content) * kept // 100]))
    with suppress(AudioError):
        assert convert(path, exchange_format).seconds <= 120
