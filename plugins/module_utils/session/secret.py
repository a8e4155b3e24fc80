"""A password that cannot be shown by accident."""

from __future__ import annotations

MASK = "********"


class Secret:
    """Text that shows itself as asterisks in messages, logs, `repr` and the locals of a traceback."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        # str() also takes Ansible's tagged strings down to plain ones.
        self._text = str(text)

    def reveal(self) -> str:
        """The text itself; call it where it is used and keep the result in no variable."""
        return self._text

    def fits(self, encoding: str) -> bool:
        """Whether every letter of it exists in the encoding."""
        return self._text.encode(encoding, "ignore").decode(encoding) == self._text

    def hide_in(self, text: str) -> str:
        """`text` with every occurrence of the secret replaced, as when a device echoes what it should not."""
        return text.replace(self._text, MASK) if self._text else text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return MASK

    __str__ = __repr__

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a secret is not written to anything")
