"""Netmiko driver for a serial line: the log-in dialogue on a line that has no beginning and no end.

Who comes to a serial line finds it as the one before has left it: at the log-in, in the middle of it, in a session
that is still open, with half a command typed, or with an answer still on its way. So nothing is believed before
the line has been brought to `Login:` by a step whose answer can only be new.
"""

from __future__ import annotations

import time

from .dialogue import DialogueDriver


class SerialDriver(DialogueDriver):
    """An exchange's line session on a serial line, of this machine or of a console server (raw TCP)."""

    device_type_name = "nec_pbx_console"
    """Netmiko would look for a port of its own for a name that holds `_serial`."""
    line_name = "a serial line"

    def establish_connection(self, width: int = 511, height: int = 1000) -> None:
        """Find out where the line stands, bring it to the log-in, log in."""
        self._logged_in = False
        self.found_open = False
        """Whether a session of somebody before was open; it was logged out."""
        login_prompt, password_prompt = self.prepare_answers()
        self._login_at_line_start = self.profile.line_end.value.encode(self.encoding) + login_prompt
        self._bring_to_login(login_prompt, password_prompt)
        self.answer_questions(login_prompt, password_prompt)
        self._logged_in = True

    def _bring_to_login(self, login_prompt: bytes, password_prompt: bytes) -> None:
        """Log out who is logged in, and leave a log-in that was begun.

        An empty line is sent first, after a sign that takes back what was typed: the line end alone would execute half
        a command that was left there.
        """
        end = self.profile.send_end.value
        self._send(self.profile.take_back.value + end)
        found = self.wait_for(
            login_prompt,
            password_prompt,
            self._prompt_at_line_start,
            seconds=self.target.login_timeout,
            waited_for="any question or prompt on the serial line (check the cable, and speed and parity at both ends)",
        )
        self.buffer.take()
        if found == login_prompt:
            return
        if found == password_prompt:
            self._send(end)  # no password: the exchange asks for the log-in again
            self.wait_for_question(login_prompt)
            return
        # More than one prompt may still come, for what was sent before; only a log-out leads to this question.
        self.found_open = True
        self._send(self.profile.logout.value + end)
        ended = self.profile.status_ended.value + self.profile.line_end.value
        self.wait_for_question(ended.encode(self.encoding) + login_prompt)

    def _send(self, text: str) -> None:
        self._transmit_or_lost(text.encode(self.encoding), "the signs that bring a serial line to its log-in")

    def receive(self, seconds: float) -> bytes:
        """The next bytes. A serial line closes a session by asking for the next log-in."""
        if self._logged_in and self.buffer.peek().endswith(self._login_at_line_start):
            return b""
        # Zero would make a socket non-blocking, with another exception.
        self._socket.settimeout(max(seconds, 0.000001))
        return self._socket.recv(65536)

    def transmit(self, octets: bytes) -> None:
        """Send bytes."""
        self._socket.settimeout(self.target.command_timeout)
        self._socket.sendall(octets)

    def wait_for_the_end(self, deadline: float) -> None:
        """Wait until the line asks for the next log-in; raises TimeoutError at the deadline."""
        while octets := self.receive(max(0.0, deadline - time.monotonic())):
            self.buffer.feed(octets)
            if time.monotonic() > deadline:
                raise TimeoutError

    def hang_up(self) -> None:
        """Let others use the line."""
        self._socket.close()
