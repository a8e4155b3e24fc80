"""Greetings: what audio an exchange accepts, and uploads that nothing knows of until they are stored."""

from __future__ import annotations

import binascii
import hashlib
import io
import re
import wave

from simulator.replies import AUDIO, DATA_FORMAT, DATA_OUT_OF_RANGE, Refused

# assumed: no manual says which WAV format an upload must have
SAMPLE_RATE = 8000
BYTES_A_SAMPLE = 2
LONGEST_SECONDS = 120
LARGEST_FILE = SAMPLE_RATE * BYTES_A_SAMPLE * LONGEST_SECONDS + 65_536
"""Bytes: the longest message and some room for other chunks of a WAV file."""
BYTES_A_ROW = 2048

CHECKSUM = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Upload:
    """Audio on its way in. It belongs to one session and changes nothing before ``finish``."""

    def __init__(self, message: int, size: int, checksum: str) -> None:
        """Expect ``size`` bytes with this SHA-256 for a message; refuse (13) what could never be a message."""
        if not CHECKSUM.fullmatch(checksum):
            raise Refused(DATA_FORMAT)
        if not 0 < size <= LARGEST_FILE:
            raise Refused(AUDIO, "LENGTH")
        self.message = message
        self.checksum = checksum
        self._size = size
        self._audio = bytearray()

    def add(self, encoded: str) -> None:
        """Add at most 2,048 bytes in base64; refuse another form (05), too much (04), more than announced (13)."""
        try:
            piece = binascii.a2b_base64(encoded, strict_mode=True)
        except (binascii.Error, ValueError) as error:
            raise Refused(DATA_FORMAT) from error
        if not 0 < len(piece) <= BYTES_A_ROW:
            raise Refused(DATA_OUT_OF_RANGE)
        if len(self._audio) + len(piece) > self._size:
            raise Refused(AUDIO, "LENGTH")
        self._audio += piece

    def finish(self) -> bytes:
        """Return the audio; refuse (13) a wrong length, a wrong checksum or a wrong format."""
        audio = bytes(self._audio)
        if len(audio) != self._size:
            raise Refused(AUDIO, "LENGTH")
        if hashlib.sha256(audio).hexdigest() != self.checksum:
            raise Refused(AUDIO, "CHECKSUM")
        check_audio(audio)
        return audio


def check_audio(audio: bytes) -> None:
    """Refuse (13) what is not WAV, PCM 16 bit, 8,000 Hz, mono, at most 120 seconds."""
    try:
        with wave.open(io.BytesIO(audio)) as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getcomptype())
            frames = file.getnframes()
            present = len(file.readframes(frames)) // BYTES_A_SAMPLE
    except (wave.Error, EOFError, ValueError, RuntimeError) as error:
        raise Refused(AUDIO, "FORMAT") from error
    if form != (1, BYTES_A_SAMPLE, SAMPLE_RATE, "NONE") or present != frames:
        raise Refused(AUDIO, "FORMAT")
    if frames > SAMPLE_RATE * LONGEST_SECONDS:
        raise Refused(AUDIO, "TOO LONG")


def reencode(audio: bytes) -> bytes:
    """The message as an exchange with a codec of its own might keep it: the lowest bit of each sample is
    lost. Doing it twice changes nothing more. (assumed: real ones are said to keep ADPCM)"""
    with wave.open(io.BytesIO(audio)) as file:
        samples = bytearray(file.readframes(file.getnframes()))
    samples[::BYTES_A_SAMPLE] = bytes(low & 0xFE for low in samples[::BYTES_A_SAMPLE])
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(BYTES_A_SAMPLE)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(bytes(samples))
    return kept.getvalue()
