"""What both Netmiko drivers share: waiting for bytes, never for time.

Netmiko's own reading polls in steps of 10 ms and matches the prompt over the whole buffer; its telnet log-in
sleeps for 2.65 s. So log-in, preparation and reading are ours; the class stays a Netmiko connection, with
`send_command` and the rest, for those who want them.
"""

from __future__ import annotations

import contextlib
import time
import traceback
from abc import abstractmethod

from .address import Line
from .errors import (
    LibraryMissing,
    LoginRefused,
    SessionError,
    SessionLimitReached,
    SessionLost,
    SessionTimeout,
    UnexpectedGreeting,
    login_refused,
    missing_account,
)
from .line_buffer import LineBuffer
from .profile import SessionProfile
from .target import Target

NETMIKO_IMPORT_ERROR: str | None = None
try:
    import paramiko
    from netmiko import BaseConnection
    from netmiko import log as netmiko_log
    from netmiko.channel import Channel
except ImportError:  # reported when a session is opened, so that documentation can be read without Netmiko
    NETMIKO_IMPORT_ERROR = traceback.format_exc()
    BaseConnection = Channel = object  # type: ignore[assignment,misc]

_BROKEN: tuple[type[Exception], ...] = (OSError, EOFError)
if NETMIKO_IMPORT_ERROR is None:
    _BROKEN = (OSError, EOFError, paramiko.SSHException)


def check_library(exchange: str) -> None:
    """Raise `LibraryMissing` where Netmiko is not installed."""
    if NETMIKO_IMPORT_ERROR is not None:
        raise LibraryMissing(
            f"{exchange}: the Python library netmiko is not installed where Ansible runs; install it with: "
            "pip install netmiko"
        )


class ExchangeDriver(BaseConnection):
    """A Netmiko connection to an exchange over a line that is already connected."""

    device_type_name = "nec_pbx"

    def __init__(self, target: Target, profile: SessionProfile, connection: Line) -> None:
        self.target = target
        self.profile = profile
        self.buffer = LineBuffer(profile)
        self._socket = connection
        self.not_logged_out: str | None = None
        """Why the exchange may still count this session, after `disconnect`."""
        encoding = profile.encoding.value
        self._prompt = profile.prompt.value.encode(encoding)
        line_end = profile.line_end.value
        self._prompt_at_line_start = (line_end + profile.prompt.value).encode(encoding)
        self._line_end = line_end.encode(encoding)
        self._pager = (line_end + profile.pager.value).encode(encoding) if profile.pager.value else None
        # Netmiko gets no password: its frames and its log are not ours to keep clean.
        super().__init__(
            host=target.host,
            port=target.port,
            username=target.user,
            device_type=self.device_type_name,
            encoding=encoding,
            default_enter=profile.send_end.value,
        )

    # --- what the transports do -------------------------------------------------------------------------

    @abstractmethod
    def receive(self, seconds: float) -> bytes:
        """The next bytes, at most `seconds` from now (else TimeoutError); empty when the exchange has closed."""

    @abstractmethod
    def transmit(self, octets: bytes) -> None:
        """Send bytes."""

    @abstractmethod
    def hang_up(self) -> None:
        """Close the connection without a word."""

    # --- one command ------------------------------------------------------------------------------------

    def exchange(self, command: str, seconds: float) -> bytes:
        """Send a command and return what was printed up to the next prompt, alarm lines taken out."""
        shown = self.profile.mask(command)
        self._transmit_or_lost((command + self.profile.send_end.value).encode(self.encoding), shown)
        waited_for = f"the answer to {shown!r} and the prompt after it"
        tails = (self._prompt_at_line_start,) if self._pager is None else (self._prompt_at_line_start, self._pager)
        pages = 1
        while self.wait_for(*tails, seconds=seconds, waited_for=waited_for, command=shown) == self._pager:
            self.buffer.forget(self._pager[len(self._line_end) :])
            self._transmit_or_lost(self.profile.pager_key.value.encode(self.encoding), shown)
            pages += 1
        answer = self.buffer.take(without=self._prompt)
        if pages == 1:
            return answer
        # What is printed over the pager stands where the next page begins.
        return answer.replace(self._line_end + self.profile.pager_erased.value.encode(self.encoding), self._line_end)

    def wait_for(self, *tails: bytes, seconds: float, waited_for: str, command: str | None = None) -> bytes:
        """Wait until the buffer ends with one of `tails`; `seconds` count from the last byte that brought it on.

        Before the first command it may also end with the line that turns a session away.
        """
        deadline = time.monotonic() + seconds
        longest = len(self.buffer)
        while (found := self.buffer.ends_with(*tails)) is None:
            chunk: bytes | None = b""
            try:
                chunk = self.receive(max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                chunk = None
            except _BROKEN:
                pass  # the same as closed, and reported below, outside of the handler
            if chunk is None:
                raise self._silent(seconds, waited_for, command)
            if not chunk:
                raise self._closed(waited_for, command)
            self.buffer.feed(chunk)
            if command is None and self.buffer.ends_with(self._line_end) and self._limit_told():
                raise self._session_limit()
            if len(self.buffer) > longest:
                # Alarm lines do not count: they come from an exchange that hangs, too.
                longest = len(self.buffer)
                deadline = time.monotonic() + seconds
            if longest > self.profile.answer_limit.value:
                raise SessionLost(
                    f"{self.target.exchange}: more than {self.profile.answer_limit.value} bytes came while waiting "
                    f"for {waited_for}; the session is given up.",
                    command,
                )
        return found

    def _transmit_or_lost(self, octets: bytes, shown: str) -> None:
        """Send, or say during which command the session was lost."""
        late = False
        try:
            self.transmit(octets)
            return
        except TimeoutError:
            late = True
        except _BROKEN:
            pass  # raised below: the frames of the library hold what was sent
        waited_for = f"{shown!r} to be sent"
        if late:
            raise self._silent(self.target.command_timeout, waited_for, shown)
        raise self._closed(waited_for, shown)

    # --- greeting ---------------------------------------------------------------------------------------

    def wait_for_greeting(self, *other_tails: bytes) -> bytes:
        """Wait for banner and prompt, or one of `other_tails`; the buffer then starts anew."""
        found = self.wait_for(
            self._prompt_at_line_start,
            *other_tails,
            seconds=self.target.login_timeout,
            waited_for=f"the prompt {self.profile.prompt.value!r} after the log-in",
        )
        greeting = self.buffer.take()
        if found in other_tails and self._limit_told(greeting):
            raise self._session_limit(greeting)  # a serial line asks for the next log-in right after it
        if found == self._prompt_at_line_start and self.profile.banner.value.encode(self.encoding) not in greeting:
            raise UnexpectedGreeting(
                f"{self.target.exchange}: {self.target.address} does not greet as a {self.profile.platform} does "
                f"({self.profile.banner.value!r} is missing); check ansible_host and pbx_platform."
            )
        return found

    def check_account(self, *needed: tuple[str, bool]) -> None:
        """Refuse a log-in for which something is missing, before anything is sent."""
        missing = missing_account(self.target.exchange, *needed)
        if missing is not None:
            raise missing

    def login_refused(self, detail: str = "") -> LoginRefused:
        """The error for an account that is not accepted."""
        return login_refused(self.target, detail)

    # --- errors -----------------------------------------------------------------------------------------

    def _limit_told(self, text: bytes | None = None) -> str:
        """How many sessions the exchange takes, when a line of ``text`` says that this is one too many; else empty.

        Without ``text`` the last line is looked at.
        """
        lines = [self.buffer.last_line()] if text is None else text.split(self._line_end)
        for line in lines:
            told = self.profile.session_limit.value.fullmatch(line.decode(self.encoding, "backslashreplace"))
            if told:
                return str(told["sessions"])
        return ""

    def _session_limit(self, text: bytes | None = None) -> SessionLimitReached:
        takes = self._limit_told(text)
        return SessionLimitReached(
            f"{self.target.exchange}: {self.target.address} takes {takes} programming session"
            f"{'' if takes == '1' else 's'} at a time, and too many are open; close another maintenance session, or "
            "try later."
        )

    def _closed(self, waited_for: str, command: str | None) -> SessionError:
        """The error for a connection that has ended; the last lines may say why."""
        last_words = self.buffer.peek()
        if command is None and self._limit_told():
            return self._session_limit()
        if self.profile.login_incorrect.value.encode(self.encoding) in last_words and command is None:
            return self.login_refused()
        return SessionLost(
            f"{self.target.exchange}: {self.target.address} closed the connection while Sentral waited for "
            f"{waited_for}{self._received()}.",
            command,
        )

    def _silent(self, seconds: float, waited_for: str, command: str | None) -> SessionTimeout:
        option = "pbx_login_timeout" if command is None else "pbx_command_timeout"
        return SessionTimeout(
            f"{self.target.exchange}: {self.target.address} was silent for {seconds:g} s ({option}) while Sentral "
            f"waited for {waited_for}{self._received()}.",
            waited_for,
            seconds,
            command,
        )

    def _received(self) -> str:
        """The last line that came, for messages, without secrets."""
        text = self.buffer.peek().decode(self.encoding, "backslashreplace")
        last_line = text.rstrip().rpartition(self.profile.line_end.value)[2]
        if not last_line:
            return "; nothing came"
        shown = self.target.secret.hide_in(self.profile.mask(last_line))
        return f"; the last that came is {shown[:80]!r}"

    # --- Netmiko's own hooks ----------------------------------------------------------------------------

    def _try_session_preparation(self, force_data: bool = False) -> None:
        """Netmiko would send an empty line and sleep first."""
        super()._try_session_preparation(force_data=False)

    def session_preparation(self) -> None:
        """Everything was done at the log-in; Netmiko's own methods want to know the prompt."""
        self.channel = ExchangeChannel(self)
        self.base_prompt = self.profile.prompt.value.rstrip()

    def cleanup(self, command: str = "") -> None:
        """Log out and let the exchange end the session, which is quicker than doing it from here."""
        self.transmit((self.profile.logout.value + self.profile.send_end.value).encode(self.encoding))
        self.wait_for_the_end(time.monotonic() + self.target.disconnect_timeout)

    def wait_for_the_end(self, deadline: float) -> None:
        """Wait until the exchange has closed the connection; raises TimeoutError at the deadline."""
        while self.receive(max(0.0, deadline - time.monotonic())):
            if time.monotonic() > deadline:
                raise TimeoutError

    def disconnect(self) -> None:
        """Log out and close. Never raises; `not_logged_out` says when the exchange did not end the session."""
        try:
            self.cleanup()
        except TimeoutError:
            self.not_logged_out = (
                f"{self.target.exchange}: {self.target.address} did not end the session within "
                f"{self.target.disconnect_timeout:g} s (pbx_disconnect_timeout) after {self.profile.logout.value}; it "
                "may still count it as open."
            )
        except Exception:  # noqa: BLE001 - the connection goes away in any case
            pass
        self.abandon()

    def abandon(self) -> None:
        """Close without logging out, as for a session that is out of step. Never raises."""
        with contextlib.suppress(Exception):  # a connection that cannot be closed is closed
            self.hang_up()
        self._socket.close()
        self.remote_conn = None
        # Netmiko adds a filter to its logger for every connection and never looks at it again.
        netmiko_log.removeFilter(self._secrets_filter)


class ExchangeChannel(Channel):
    """Lets Netmiko's own methods read and write through the driver."""

    def __init__(self, driver: ExchangeDriver) -> None:
        self._driver = driver

    def read_buffer(self) -> str:
        """What has arrived; empty when nothing has."""
        with contextlib.suppress(TimeoutError):
            self._driver.buffer.feed(self._driver.receive(0.0))
        return self._driver.buffer.take().decode(self._driver.encoding, "backslashreplace")

    def read_channel(self) -> str:
        """What has arrived; empty when nothing has."""
        return self.read_buffer()

    def write_channel(self, out_data: str) -> None:
        """Send text."""
        self._driver.transmit(out_data.encode(self._driver.encoding))
