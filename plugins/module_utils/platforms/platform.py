"""What the engine asks of a platform. A platform is a folder beside this file; the engine knows none of its items."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..audio.formats import Converted
from ..session.profile import SessionProfile
from ..session.reply import Reply
from ..session.session import Session
from .capture import Capture
from .operation import Comparison, Draft, Gathered, Identity, Recordings, Slots, Step, Wish


class WrongExchange(Exception):
    """What answers is not the exchange that the inventory declares. The sentence says what to do."""


class ReadFailed(Exception):
    """The exchange answered a read with something that cannot be used; the sentence names the command."""


@dataclass(frozen=True)
class Prepared:
    """What could be done before any session was opened: the converted audio by its path in the site file."""

    audio: Mapping[str, Converted] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class Platform(ABC):
    """One kind of exchange. Objects are stateless; a session is always given."""

    name: str
    line: SessionProfile

    @abstractmethod
    def profile_hash(self) -> str:
        """SHA-256 over the tables that decide what is sent, in hex."""

    @abstractmethod
    def prepare(self, exchange: str, wish: Wish) -> Prepared:
        """Check everything that can be checked without the exchange; raises ``SiteError`` with every finding."""

    @abstractmethod
    def read(self, exchange: str, session: Session) -> Any:
        """Read the exchange once. Raises :class:`WrongExchange` for another model, :class:`ReadFailed` otherwise."""

    @abstractmethod
    def capture(self, exchange: str, session: Session) -> Capture:
        """Everything that the exchange says of itself, read once. Raises as :meth:`read` does."""

    @abstractmethod
    def snapshot_of(self, exchange: str, capture: Capture) -> Any:
        """The snapshot that :meth:`read` would have given when the capture was made; raises as it does."""

    @abstractmethod
    def whole(self) -> Platform:
        """The same platform, whose :meth:`read` reads also what no plan needs: for rebuilding an exchange."""

    @abstractmethod
    def reading(self, steps: Sequence[Step]) -> Platform:
        """The platform itself where its :meth:`read` reads the targets of all steps, else :meth:`whole`."""

    @abstractmethod
    def identify(self, exchange: str, session: Session) -> Identity:
        """What the exchange says of itself, whether it is the declared one or not."""

    @abstractmethod
    def compare(self, exchange: str, session: Session) -> list[Comparison]:
        """Compare the session with the profile: lists, reads, and the refusal of harmless wrong commands."""

    @abstractmethod
    def factory_passwords(self, exchange: str, session: Session) -> list[str]:
        """The names of the accounts that still have the factory's password, as far as the exchange tells."""

    @abstractmethod
    def factory_accounts(self) -> Mapping[str, str]:
        """The accounts of the factory: name to password."""

    @abstractmethod
    def factory_snapshot(self, wish: Wish) -> Any:
        """An exchange fresh from the factory, with all the hardware that the model can have and the wish needs."""

    @abstractmethod
    def parse(self, exchange: str, text: str) -> Any:
        """A snapshot from the text of a listing (rows as the line gives them); raises :class:`ReadFailed`."""

    @abstractmethod
    def facts(self, exchange: str, session: Session, snapshot: Any, wish: Wish) -> dict[str, Any]:
        """Version, hardware, capacity and alarms, for people."""

    @abstractmethod
    def gather(self, exchange: str, snapshot: Any, wish: Wish) -> Gathered:
        """What is there, as a site file would have it."""

    @abstractmethod
    def coming_dates(self, capture: Capture, today: str) -> tuple[str, ...]:
        """All that the day (an ISO date) has to do with what :meth:`gather` makes of a capture.

        On two days that give the same here, it gives the same.
        """

    @abstractmethod
    def unexpressed(self, exchange: str, snapshot: Any, wish: Wish, gathered: Gathered) -> list[str]:
        """What the exchange holds and ``gathered`` does not say, one sentence an item, sorted."""

    @abstractmethod
    def download(self, session: Session, message: int) -> bytes:
        """The audio of a recorded message; raises :class:`ReadFailed`."""

    @abstractmethod
    def rebuild_obstacles(self, archived: Capture, target: Capture, *, begun: bool = False) -> list[str]:
        """Every reason against rebuilding an archived exchange on ``target``, one sentence each.

        ``begun``: an earlier run that did not end was such a rebuild, so what is programmed there is not looked at.
        """

    @abstractmethod
    def restoration(
        self, exchange: str, archived: Capture, snapshot: Any, contents: Mapping[str, bytes], slots: Slots
    ) -> Draft:
        """The operations that make an exchange that is as from the factory hold all that was captured.

        ``snapshot`` is a reading of it, best by :meth:`whole`; ``contents`` gives the audio of every recording by its
        checksum. Raises ``PlanRefused`` for audio that is missing or damaged, and for an exchange that is not new.
        """

    @abstractmethod
    def not_restored(self, exchange: str, archived: Capture) -> list[str]:
        """What does not come back with :meth:`restoration`, one sentence each; its draft warns of the same."""

    @abstractmethod
    def capture_differences(self, exchange: str, archived: Capture, now: Capture) -> list[str]:
        """What an exchange holds otherwise than an archived one, one sentence each, but for :meth:`not_restored`."""

    @abstractmethod
    def leading_back(
        self, exchange: str, archived: Capture, snapshot: Any, contents: Mapping[str, bytes], then: Wish, now: Wish
    ) -> Draft:
        """The operations that lead an exchange in use, row by row, to all that was captured of it.

        ``snapshot`` is a reading by :meth:`whole`; ``contents`` gives the audio of every recording by its checksum.
        ``then`` and ``now`` have the slots and recordings that were known at the capture, and that are known now.
        Raises ``PlanRefused`` for audio that is missing or damaged.
        """

    @abstractmethod
    def rows_otherwise(self, exchange: str, archived: Capture, snapshot: Any) -> list[str]:
        """What a snapshot holds otherwise than the archived rows, one sentence each, sorted.

        Rows that no exchange would take, those of numbers that nobody had, are left out.
        """

    @abstractmethod
    def draft(self, exchange: str, snapshot: Any, wish: Wish, prepared: Prepared) -> Draft:
        """The operations that lead from the snapshot to the wish; raises ``PlanRefused``."""

    @abstractmethod
    def changed_since(self, session: Session, snapshot: Any, steps: Sequence[Step]) -> list[str]:
        """What the programs that the steps touch hold otherwise than in the snapshot, one sentence each."""

    @abstractmethod
    def fetch(self, session: Session, steps: Sequence[Step]) -> dict[str, bytes]:
        """The audio that the steps replace or delete, by checksum, so that it can be saved first."""

    @abstractmethod
    def perform(self, session: Session, step: Step, value: str, contents: Mapping[str, bytes]) -> Reply:
        """Make the target of a step hold ``value`` (its ``after``, or its ``before`` on the way back)."""

    @abstractmethod
    def step(self, target: str, before: str, after: str) -> Step:
        """The step that makes a target hold ``after`` and not ``before``; raises ``ValueError`` for no such target."""

    @abstractmethod
    def holds(self, snapshot: Any, step: Step, value: str) -> bool:
        """Whether the target of a step holds ``value`` in a snapshot."""

    @abstractmethod
    def shown(self, snapshot: Any, step: Step) -> str:
        """What the target of a step holds in a snapshot, for people; secrets masked."""

    @abstractmethod
    def after_steps(self, snapshot: Any, steps: Sequence[Step]) -> Any:
        """A copy of a snapshot in which the target of every step holds its ``after``."""

    @abstractmethod
    def observe(self, session: Session, step: Step) -> str:
        """What the target of a step holds now."""

    @abstractmethod
    def recordings(self, expected: Any, actual: Any, known: Recordings) -> Recordings:
        """What to remember of recordings that the exchange gives back with other bytes; nothing where it does not."""

    @abstractmethod
    def differences(self, expected: Any, actual: Any) -> list[str]:
        """What the exchange holds otherwise than expected, one sentence each; secrets masked."""
