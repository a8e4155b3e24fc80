"""The log-in as questions and answers on a line, as telnet and serial lines have it."""

from __future__ import annotations

from .driver import ExchangeDriver
from .errors import LoginRefused
from .secret import Secret


class DialogueDriver(ExchangeDriver):
    """A session that begins with `Login:` and `Password:`."""

    line_name = "this line"
    """For messages."""

    def prepare_answers(self) -> tuple[bytes, bytes]:
        """The two questions. What cannot be answered is refused before anything is sent."""
        user, secret = self.target.user, self.target.secret
        self.check_account(("ansible_user", bool(user)), ("ansible_password", bool(secret)))
        self._check_letters("ansible_user", Secret(user))
        self._check_letters("ansible_password", secret)
        login, password = self.profile.login_prompt.value, self.profile.password_prompt.value
        return login.encode(self.encoding), password.encode(self.encoding)

    def answer_questions(self, login_prompt: bytes, password_prompt: bytes) -> None:
        """Give user and password, the first question having been asked; wait for banner and prompt."""
        self.answer(Secret(self.target.user), "the user name to be sent")
        self.wait_for_question(password_prompt)
        self.answer(self.target.secret, "the password to be sent")
        if self.wait_for_greeting(login_prompt) == login_prompt:
            raise self.login_refused()

    def wait_for_question(self, question: bytes, *other_tails: bytes) -> bytes:
        """Wait for a question, or one of `other_tails`; the buffer then starts anew."""
        found = self.wait_for(
            question,
            *other_tails,
            seconds=self.target.login_timeout,
            waited_for=f"{question.decode(self.encoding)!r} of the log-in",
        )
        self.buffer.take()
        return found

    def answer(self, answer: Secret, shown: str) -> None:
        """Send an answer; errors name it by `shown`."""
        broken = late = False
        try:
            self.transmit((answer.reveal() + self.profile.send_end.value).encode(self.encoding))
        except TimeoutError:
            late = True
        except OSError:
            broken = True  # raised below: the handler's frames hold what was sent
        if late:
            raise self._silent(self.target.command_timeout, shown, shown)
        if broken:
            raise self._closed(shown, None)

    def _check_letters(self, variable: str, answer: Secret) -> None:
        """A line end inside an answer would begin another line, and a letter may not fit the line's encoding."""
        if not (answer.reveal().isprintable() and answer.fits(self.encoding)):
            raise LoginRefused(
                f"{self.target.exchange}: {variable} holds a letter or control character that cannot be sent over "
                f"{self.line_name}; check it."
            )
