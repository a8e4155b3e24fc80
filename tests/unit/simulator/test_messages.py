"""Recorded messages: uploads, checks, and that nothing changes before STORE."""

from __future__ import annotations

import base64
import hashlib
import io
import wave

import pytest

from tests.unit.simulator.conftest import Desk, new_exchange


def greeting(seconds: float = 0.5, rate: int = 8000, width: int = 2, channels: int = 1) -> bytes:
    """Return a WAV file that is not silent."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        frames = int(seconds * rate)
        file.writeframes(bytes(number % 251 for number in range(frames * width * channels)))
    return stream.getvalue()


def upload(desk: Desk, number: int, audio: bytes, *, size: int | None = None, checksum: str | None = None) -> str:
    """Upload and return the last status line."""
    checksum = checksum or hashlib.sha256(audio).hexdigest()
    status = desk.status(f"VRS BEGIN {number} BYTES {len(audio) if size is None else size} SHA256 {checksum}")
    for start in range(0, len(audio), 2048):
        if status != "OK ROWS 0":
            return status
        status = desk.status(f"VRS DATA {base64.b64encode(audio[start : start + 2048]).decode()}")
    return status if status.startswith("REFUSED") else desk.status("VRS STORE")


def test_a_message_comes_back_unchanged(desk: Desk) -> None:
    audio = greeting(3)
    assert upload(desk, 7, audio) == "STORED"
    row = f"VRS 7 BYTES {len(audio)} SHA256 {hashlib.sha256(audio).hexdigest()}"
    assert desk.rows("VRS LIST") == [row, "OK ROWS 1"]
    *rows, status = desk.rows("VRS GET 7")
    pieces = [base64.b64decode(line.removeprefix("DATA ")) for line in rows]
    assert b"".join(pieces) == audio
    assert max(map(len, pieces)) <= 2048
    assert status == f"OK ROWS {len(rows)}"
    assert desk.status("ALARMS") == "OK ROWS 1"


def test_an_exchange_that_re_encodes_keeps_other_bytes_and_only_once() -> None:
    desk = Desk(new_exchange(recordings="reencoded"))
    audio = greeting(1)
    assert upload(desk, 1, audio) == "STORED"
    *rows, _status = desk.rows("VRS GET 1")
    kept = b"".join(base64.b64decode(line.removeprefix("DATA ")) for line in rows)
    assert kept != audio
    assert len(kept) == len(audio)
    assert upload(desk, 2, kept) == "STORED"
    checksums = {line.split()[-1] for line in desk.rows("VRS LIST")[:-1]}
    assert checksums == {hashlib.sha256(kept).hexdigest()}


def test_nothing_changes_before_store(desk: Desk) -> None:
    old, new = greeting(0.1), greeting(0.2)
    upload(desk, 1, old)
    before = desk.rows("VRS LIST")
    assert upload(desk, 1, new, checksum="0" * 64) == "REFUSED 13 AUDIO CHECKSUM"
    assert desk.rows("VRS LIST") == before
    assert upload(desk, 1, new) == "STORED"
    assert desk.rows("VRS LIST") != before


def test_deleting(desk: Desk) -> None:
    assert desk.status("VRS DELETE 1") == "REFUSED 15 NO MESSAGE"
    assert desk.status("VRS GET 1") == "REFUSED 15 NO MESSAGE"
    upload(desk, 1, greeting())
    assert desk.status("VRS DELETE 1") == "STORED"
    assert desk.status("VRS LIST") == "OK ROWS 0"


@pytest.mark.parametrize(
    "audio",
    [
        greeting(rate=16000),
        greeting(width=1),
        greeting(channels=2),
        greeting()[:-2],
        b"RIFF but nothing else",
        greeting().replace(b"WAVE", b"EVAW"),
    ],
)
def test_audio_of_another_form_is_refused(desk: Desk, audio: bytes) -> None:
    assert upload(desk, 1, audio) == "REFUSED 13 AUDIO FORMAT"
    assert desk.status("VRS LIST") == "OK ROWS 0"


def test_two_minutes_are_the_limit(desk: Desk) -> None:
    assert upload(desk, 1, greeting(120)) == "STORED"
    assert upload(desk, 2, greeting(120.1)) == "REFUSED 13 AUDIO TOO LONG"
    assert desk.status("VRS BEGIN 2 BYTES 9999999 SHA256 " + "0" * 64) == "REFUSED 13 AUDIO LENGTH"


def test_length_must_be_as_announced(desk: Desk) -> None:
    audio = greeting(0.1)
    assert upload(desk, 1, audio, size=len(audio) + 1) == "REFUSED 13 AUDIO LENGTH"
    assert upload(desk, 1, audio, size=len(audio) - 1) == "REFUSED 13 AUDIO LENGTH"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("VRS DATA QUJD", "REFUSED 14 NO UPLOAD"),
        ("VRS STORE", "REFUSED 14 NO UPLOAD"),
        ("VRS GET 101", "REFUSED 03 INDEX OUT OF RANGE"),
        ("VRS BEGIN 0 BYTES 5 SHA256 " + "0" * 64, "REFUSED 03 INDEX OUT OF RANGE"),
        ("VRS BEGIN 1 BYTES 5 SHA256 xyz", "REFUSED 05 DATA FORMAT"),
        ("VRS BEGIN 1 BYTES x SHA256 " + "0" * 64, "REFUSED 01 UNKNOWN COMMAND"),
        ("VRS BEGIN 1 BYTES 5", "REFUSED 01 UNKNOWN COMMAND"),
    ],
)
def test_refused_line(desk: Desk, line: str, status: str) -> None:
    assert desk.status(line) == status


def test_data_is_base64_of_at_most_2048_bytes(desk: Desk) -> None:
    desk.status("VRS BEGIN 1 BYTES 4000 SHA256 " + "0" * 64)
    assert desk.status("VRS DATA ####") == "REFUSED 05 DATA FORMAT"
    assert desk.status("VRS DATA QUJ") == "REFUSED 05 DATA FORMAT"
    assert desk.status("VRS DATA " + base64.b64encode(bytes(2049)).decode()) == "REFUSED 04 DATA OUT OF RANGE"
    assert desk.status("VRS DATA " + base64.b64encode(bytes(2048)).decode()) == "OK ROWS 0"


def test_another_begin_forgets_the_first(desk: Desk) -> None:
    audio = greeting(0.1)
    desk.status("VRS BEGIN 1 BYTES 10 SHA256 " + "0" * 64)
    desk.status("VRS DATA QUJD")
    assert upload(desk, 2, audio) == "STORED"
    assert desk.rows("VRS LIST")[0].startswith("VRS 2 ")
    assert desk.status("VRS STORE") == "REFUSED 14 NO UPLOAD"
