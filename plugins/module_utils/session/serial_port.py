"""A serial line of this machine, used like a socket."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import stat
import traceback
from typing import Any

from .errors import LibraryMissing, Unreachable
from .serial_settings import SerialSettings

PYSERIAL_IMPORT_ERROR: str | None = None
try:
    import serial
except ImportError:  # reported when a line is opened
    PYSERIAL_IMPORT_ERROR = traceback.format_exc()

_PARITY = {"none": "N", "even": "E", "odd": "O"}
_PSEUDO_TERMINALS = range(136, 144)
"""Major numbers of Unix98 pseudo-terminals (Linux, Documentation/admin-guide/devices.txt)."""


def is_pseudo_terminal(path: str) -> bool:
    """Whether a device is no line at all but a program of this machine, as the simulator's is."""
    try:
        found = os.stat(path)
    except OSError:
        return False
    return stat.S_ISCHR(found.st_mode) and os.major(found.st_rdev) in _PSEUDO_TERMINALS


class SerialPort:
    """The line, for this process alone. There is no connection on it: what is open at the other end stays open."""

    def __init__(self, exchange: str, settings: SerialSettings) -> None:
        if PYSERIAL_IMPORT_ERROR is not None:
            raise LibraryMissing(
                f"{exchange}: the Python library pyserial is not installed where Ansible runs; install it with: "
                "pip install pyserial"
            )
        self.device = os.path.realpath(settings.place)
        self._seconds: float | None = None
        reason = ""
        try:
            self._port: Any = serial.Serial(
                self.device,
                baudrate=settings.baud,
                bytesize=settings.data_bits,
                parity=_PARITY[settings.parity],
                stopbits=settings.stop_bits,
                rtscts=settings.flow_control == "hardware",
                xonxoff=settings.flow_control == "software",
                timeout=0,  # waiting is done here: setting another time-out would set up the line anew
                exclusive=True,
            )
        except (OSError, ValueError) as error:
            reason = _reason(error)
        if reason:
            raise Unreachable(
                f"{exchange}: the serial line {settings.place} cannot be opened ({reason}); check pbx_serial, and that "
                "this account may use it."
            )

    def recv(self, size: int) -> bytes:
        """The next bytes. Raises TimeoutError."""
        if not select.select([self._port.fileno()], [], [], self._seconds)[0]:
            raise TimeoutError
        octets: bytes = self._port.read(min(size, max(1, self._port.in_waiting)))
        return octets

    def send(self, octets: bytes) -> int:
        """Send all; how many those are."""
        self.sendall(octets)
        return len(octets)

    def sendall(self, octets: bytes) -> None:
        """Send, and wait until the line has taken it. Raises TimeoutError, as with flow control that says stop."""
        late = False
        if self._port.write_timeout != self._seconds:
            self._port.write_timeout = self._seconds
        try:
            self._port.write(octets)
        except serial.SerialTimeoutException:
            late = True  # raised below: the frames of the library hold what was sent
        if late:
            raise TimeoutError

    def settimeout(self, seconds: float | None) -> None:
        """How long the calls above may wait."""
        self._seconds = seconds

    def shutdown(self, how: int) -> None:
        """Nothing: nobody else reads it."""

    def close(self) -> None:
        """Let others use the line."""
        with contextlib.suppress(OSError):  # a line that cannot be closed is closed
            self._port.close()


def _reason(error: OSError | ValueError) -> str:
    number = getattr(error, "errno", None)
    if number in (errno.EAGAIN, errno.EBUSY):
        return "another program uses it"
    return os.strerror(number).lower() if number else str(error)
