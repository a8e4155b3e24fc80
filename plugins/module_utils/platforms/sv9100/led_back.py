"""Leading an exchange back to a backup row by row: also what no site file says. And naming what a rollback leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...model.findings import Finding
from ...model.shortened import shortened
from ..capture import Capture
from ..operation import Draft, Recording, Recordings, Slots, Step, Wish
from .captures import snapshot_of_capture
from .disturbances import warning
from .not_restored import unknown_rows
from .planning import Planning, start_context
from .profile import Profile
from .program_titles import PROGRAM_TITLES
from .restoration import Restoration
from .row_writing import changed_rows
from .rows import Rows
from .snapshot import Snapshot, difference_sentence

SHOWN = 4
"""Rows of one program that a sentence names."""

STAYS = (
    "accounts (90-02), messages of callers, and what people set at their telephones otherwise than by programming stay "
    "as they are now"
)


class LeadingBack(Restoration):
    """One draft: from what an exchange that is in use holds now to what it held at the capture."""

    action = "lead back"

    def __init__(
        self,
        exchange: str,
        profile: Profile,
        archived: Capture,
        snapshot: Snapshot,
        contents: Mapping[str, bytes],
        recordings: tuple[Recordings, Recordings],
    ) -> None:
        super().__init__(exchange, profile, archived, snapshot, contents)
        self._then, self._now = recordings

    def drafted(self, wish: Wish, slots: Slots) -> Draft:
        """The draft, with the objects that a site file would have before and after. ``slots`` are those of then."""
        draft = self.draft(slots)
        sentences = tuple(operation.sentence for operation in draft.operations)
        return replace(
            draft,
            before=self._site(self.snapshot, wish),
            after=self._site(draft.expected, replace(wish, slots=slots)),
            warnings=(*draft.warnings, warning(sentences)) if sentences else draft.warnings,
            disturbing=sentences,  # what a write to any program does to a call is not known
        )

    def _site(self, snapshot: Snapshot, wish: Wish) -> dict[str, list[dict[str, object]]]:
        planning = Planning(start_context(self.exchange, self.profile, snapshot, wish), {}, {})
        return planning.now.site(planning.context, with_port=True, everything=True)

    def wanted_rows(self, now: Rows) -> Rows:
        """The archived rows, as far as an exchange takes them."""
        return _rows_of_then(self.exchange, self.profile, self.archived, now)

    def is_recorded(self, message: int, before: str, checksum: str) -> bool:
        """Whether a message was made of the same audio as then, whatever bytes come back."""
        return _sent(self._now, message, before) == _sent(self._then, message, checksum)

    def warnings(self) -> list[str]:
        """What stays as it is."""
        return [*unknown_rows(self.profile, self.archived), STAYS]

    def rows_in_words(self, steps: list[Step]) -> str:
        """The rows themselves: somebody has to judge them."""
        by_program: dict[str, list[str]] = {}
        for target, (before, after) in changed_rows(steps).items():
            by_program.setdefault(target[:5], []).append(f"{target} from {_shown(before)} to {_shown(after)}")
        parts = [
            f"{program} {PROGRAM_TITLES[program]}: {shortened(rows, SHOWN)}"
            for program, rows in sorted(by_program.items())
        ]
        return f"{self.action} {'; '.join(parts)}"

    def obstacles(self) -> list[Finding]:
        """None: it is meant for an exchange that is programmed."""
        return []


def rows_otherwise(exchange: str, profile: Profile, archived: Capture, snapshot: Snapshot) -> list[str]:
    """What the snapshot holds otherwise than the archived rows, a sentence each, sorted by item and index."""
    then = _rows_of_then(exchange, profile, archived, snapshot.rows)
    return [
        difference_sentence(item, index, wanted, here)
        for (item, index), wanted, here in then.differences(snapshot.rows)
        if snapshot.knows(item)
    ]


def _rows_of_then(exchange: str, profile: Profile, archived: Capture, now: Rows) -> Rows:
    """The archived rows, but for those of numbers that nobody had, and of programs that an older Sentral did not read.

    An exchange takes no rows of a number that nobody has. Where somebody has it now, they go with it; else they stay.
    """
    programs = [program for program in profile.every_program if program in archived.programs]
    rows = snapshot_of_capture(exchange, profile, archived, programs).rows
    then = rows.copy()
    for key in {key for some in (rows, now) for key, _value in some.items()}:
        item, index = key
        if item[:5] not in archived.programs:
            then.set(key, now.get(item, *index))
        elif then.belongs_to_extension(key) and not then.exists(index[0]):
            then.set(key, then.factory(item, *index) if now.exists(index[0]) else now.get(item, *index))
    return then


def _sent(known: Recordings, message: int, kept: str) -> str:
    """The checksum of the audio that a recording was made of, as far as it is known."""
    recording = known.get(message, Recording(kept, kept))
    return recording.sent if recording.kept == kept else kept


def _shown(value: str) -> str:
    return repr(value) if value else "nothing"
