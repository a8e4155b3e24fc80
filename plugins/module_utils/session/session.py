"""The session with one exchange, as the engine uses it: one command, one classified reply."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import TracebackType

from .driver import ExchangeDriver, check_library
from .errors import InvalidCommand, SessionError, SessionLost
from .profile import SessionProfile
from .reply import Reply, ReplyKind, classify
from .serial import SerialDriver
from .ssh import SshDriver
from .target import Target
from .telnet import TelnetDriver
from .way import open_way

DRIVERS: dict[str, type[ExchangeDriver]] = {
    "ssh": SshDriver,
    "telnet": TelnetDriver,
    "serial": SerialDriver,
}

ExchangeHook = Callable[[str, bytes], None]
"""Called with each command (secrets masked) and what the exchange printed after it."""


@dataclass
class CommandCount:
    """How many commands went out on the line, repeated ones counted each time."""

    reads: int = 0
    writes: int = 0

    @property
    def total(self) -> int:
        """Reads and writes."""
        return self.reads + self.writes


class Session:
    """A logged-in session. `Session.open` makes one; use it in a `with` block or close it."""

    def __init__(
        self,
        target: Target,
        profile: SessionProfile,
        driver: ExchangeDriver,
        peer: str,
        on_exchange: ExchangeHook | None = None,
    ) -> None:
        self.target = target
        self.profile = profile
        self.peer = peer
        """What is at the other end: a numeric address, a device, or words for what is behind a jump host."""
        self.commands_sent = CommandCount()
        self.hook_error: str | None = None
        """Why the hook is no longer called: a recording that fails must not end a session half-way."""
        self._driver = driver
        self._on_exchange = on_exchange
        driver.buffer.keep_raw = on_exchange is not None
        self._lock = threading.Lock()
        self._next_send = 0.0
        self._over: str | None = None
        """Why nothing can be sent any more."""

    @classmethod
    def open(cls, target: Target, profile: SessionProfile, *, on_exchange: ExchangeHook | None = None) -> Session:
        """Connect and log in. Raises a `SessionError` that says what to do."""
        check_library(target.exchange)
        way = open_way(target)
        try:
            driver = DRIVERS[target.transport](target, profile, way.line)
        except BaseException:
            way.line.close()
            raise
        return cls(target, profile, driver, way.peer, on_exchange)

    @property
    def exchange(self) -> str:
        """The name of the exchange in the inventory."""
        return self.target.exchange

    @property
    def usable(self) -> bool:
        """Whether a command can still be sent."""
        return self._over is None

    @property
    def not_logged_out(self) -> str | None:
        """After `close`: why the exchange may still count this session as open; None when it ended it."""
        return self._driver.not_logged_out

    def is_read(self, command: str) -> bool:
        """Whether the command is known to change nothing."""
        return self.profile.is_read(command)

    def check_command(self, command: str) -> None:
        """Raise `InvalidCommand`, naming the exchange, for what `send` would not send."""
        try:
            self.profile.check_command(command)
        except InvalidCommand as error:
            raise InvalidCommand(f"{self.exchange}: {error}") from None

    def send(self, command: str, *, timeout: float | None = None) -> Reply:
        """Send one command and classify its answer.

        `timeout` is the number of seconds without a byte of the answer after which the session is given up. A busy
        exchange is asked again until the target's `busy_timeout` is over; then the answer counts as a refusal with
        the code BUSY. Raises `InvalidCommand` before and `SessionLost` (or its kind `SessionTimeout`) after sending.
        """
        command = str(command)
        self.check_command(command)
        seconds = self.target.command_timeout if timeout is None else timeout
        with self._lock:
            give_up = time.monotonic() + self.target.busy_timeout
            pauses = self.profile.busy_pauses.value
            for pause in itertools.chain(pauses, itertools.repeat(pauses[-1])):
                reply = self._exchange_once(command, seconds)
                if reply.kind is not ReplyKind.BUSY:
                    return reply
                if time.monotonic() + pause > give_up:
                    break
                time.sleep(pause)
        text = f"{reply.text} (still busy after {self.target.busy_timeout:g} s, pbx_busy_timeout)"
        return replace(reply, kind=ReplyKind.REFUSED, code="BUSY", text=text)

    def close(self) -> None:
        """Log out and close. Never raises, and does nothing the second time."""
        if self._over is None:
            self._over = "it was closed"
            self._driver.disconnect()
        else:
            self._driver.abandon()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Session with {self.exchange} at {self.target.address} over {self.target.transport}>"

    def _exchange_once(self, command: str, seconds: float) -> Reply:
        """One command on the line. Whatever interrupts it ends the session: the answer would come later."""
        shown = self.profile.mask(command)
        if self._over is not None:
            raise SessionLost(f"{self.exchange}: {shown!r} was not sent, the session is over: {self._over}.", shown)
        self._keep_rate()
        if self.is_read(command):
            self.commands_sent.reads += 1
        else:
            self.commands_sent.writes += 1
        self._over = f"{shown!r} was interrupted"
        try:
            answer = self._driver.exchange(command, seconds)
        except SessionError as error:
            self._over = str(error).removeprefix(f"{self.exchange}: ").rstrip(".")
            self._driver.abandon()
            raise
        self._over = None
        reply = classify(self.profile, command, answer)
        if not reply.done:
            # Nobody knows what an exchange quotes when something is wrong; the data of good answers is left alone.
            hide = self.target.secret.hide_in
            reply = replace(reply, text=hide(reply.text), rows=tuple(hide(row) for row in reply.rows))
        self._tell_hook(shown, command, answer, hide_login=not reply.done)
        return reply

    def _keep_rate(self) -> None:
        """Wait until the platform's limit of commands per second allows another one."""
        limit = self.profile.commands_per_second.value
        if limit is None:
            return
        wait = self._next_send - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._next_send = time.monotonic() + 1 / limit

    def _tell_hook(self, shown: str, command: str, answer: bytes, *, hide_login: bool) -> None:
        """Hand the exchange to the hook, without secrets."""
        raw = self._driver.buffer.take_raw()
        if self._on_exchange is None:
            return
        if any(item.encode() in answer for item in self.profile.masked_items.value):
            # Masked line by line, and without the alarm lines that may stand in the middle of a secret.
            line_end = self.profile.line_end.value
            lines = answer.decode("latin-1").split(line_end)
            raw = line_end.join(self.profile.mask(line) for line in lines).encode("latin-1")
        if hide_login:
            raw = self.target.secret.hide_in(raw.decode("latin-1")).encode("latin-1")
        try:
            self._on_exchange(shown, raw)
        except Exception as error:  # noqa: BLE001 - whatever the hook does, what was sent has been sent
            self.hook_error = str(error) or type(error).__name__
            self._on_exchange = None
