"""Netmiko driver for telnet: our own log-in dialogue and option negotiation."""

from __future__ import annotations

from .dialogue import DialogueDriver

IAC, DONT, DO, WONT, WILL, SUBNEGOTIATION, SUBNEGOTIATION_END = 255, 254, 253, 252, 251, 250, 240
ECHO, SUPPRESS_GO_AHEAD = 1, 3
_WANTED = (ECHO, SUPPRESS_GO_AHEAD)


class TelnetOptions:
    """Takes telnet's commands out of the stream and answers them: the exchange echoes, nothing else is wanted."""

    def __init__(self) -> None:
        self._pending = b""
        """The beginning of a telnet command whose end has not come yet."""
        self._answered: set[tuple[int, int]] = set()

    def receive(self, octets: bytes) -> tuple[bytes, bytes]:
        """What was received without telnet commands, and what has to be sent back."""
        octets = self._pending + octets
        self._pending = b""
        if IAC not in octets and 0 not in octets:
            return octets, b""
        text = bytearray()
        answers = bytearray()
        place = 0
        while (found := octets.find(IAC, place)) >= 0:
            text += octets[place:found]
            length = _command_length(octets, found)
            if length is None:
                self._pending = octets[found:]
                place = len(octets)
                break
            self._obey(octets[found : found + length], text, answers)
            place = found + length
        text += octets[place:]
        # A carriage return that stands for itself comes with a NUL, which is no part of the text.
        return bytes(text).replace(b"\0", b""), bytes(answers)

    def _obey(self, command: bytes, text: bytearray, answers: bytearray) -> None:
        """One complete telnet command."""
        if command[1] == IAC:
            text.append(IAC)
        elif command[1] in (DO, DONT, WILL, WONT):
            verb, option = command[1], command[2]
            if (verb, option) in self._answered:
                return  # answering an acknowledgement would never end
            self._answered.add((verb, option))
            if verb == WILL:
                answers += bytes((IAC, DO if option in _WANTED else DONT, option))
            elif verb == DO:
                answers += bytes((IAC, WILL if option == SUPPRESS_GO_AHEAD else WONT, option))


def _command_length(octets: bytes, start: int) -> int | None:
    """How long the telnet command at `start` is; None when its end has not come yet."""
    if len(octets) < start + 2:
        return None
    verb = octets[start + 1]
    if verb in (DO, DONT, WILL, WONT):
        return 3 if len(octets) >= start + 3 else None
    if verb == SUBNEGOTIATION:
        end = octets.find(bytes((IAC, SUBNEGOTIATION_END)), start + 2)
        return None if end < 0 else end + 2 - start
    return 2


class TelnetDriver(DialogueDriver):
    """An exchange's line session over telnet."""

    device_type_name = "nec_pbx_telnet"
    line_name = "telnet"

    def establish_connection(self, width: int = 511, height: int = 1000) -> None:
        """Log in over the line that is already connected: answer the two questions, each as soon as it is asked."""
        self._options = TelnetOptions()
        login_prompt, password_prompt = self.prepare_answers()
        self.wait_for_question(login_prompt)
        self.answer_questions(login_prompt, password_prompt)

    def receive(self, seconds: float) -> bytes:
        """The next bytes that are not telnet's own."""
        while True:
            # Zero would make the socket non-blocking, with another exception.
            self._socket.settimeout(max(seconds, 0.000001))
            octets = self._socket.recv(65536)
            if not octets:
                return b""
            text, answers = self._options.receive(octets)
            if answers:
                self._socket.sendall(answers)
            if text:
                return text

    def transmit(self, octets: bytes) -> None:
        """Send bytes; 255 is doubled, as telnet wants it."""
        self._socket.settimeout(self.target.command_timeout)
        self._socket.sendall(octets.replace(b"\xff", b"\xff\xff"))

    def hang_up(self) -> None:
        """Close the socket."""
        self._socket.close()
