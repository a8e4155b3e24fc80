"""Making an exchange that is as from the factory hold every row and recording of a capture."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from ...model.findings import Finding
from ...model.shortened import shortened
from ..capture import Capture
from ..operation import Draft, Operation, PlanRefused, Slots, Step
from .captures import snapshot_of_capture
from .emission import message_step
from .not_restored import not_restored, without_stale
from .profile import Profile
from .program_titles import PROGRAM_TITLES
from .row_writing import count_by_program, row_operations
from .rows import Rows
from .snapshot import Snapshot

RECORDINGS = "recordings"
"""The kind of the operation on audio; that on rows is :data:`row_writing.PROGRAMS`."""


class Restoration:
    """One draft: from a snapshot of the exchange that is rebuilt to what the capture holds."""

    action = "restore"

    def __init__(
        self, exchange: str, profile: Profile, archived: Capture, snapshot: Snapshot, contents: Mapping[str, bytes]
    ) -> None:
        self.exchange = exchange
        self.profile = profile
        self.archived = archived
        self.snapshot = snapshot
        self.contents = contents
        self.target = self.wanted_rows(snapshot.rows)
        self.now = snapshot.copy()
        """What the exchange holds when the steps so far are done."""

    def draft(self, slots: Slots) -> Draft:
        """The draft, or :class:`PlanRefused` with every reason. ``slots`` are those that the exchange has."""
        findings = [*self.obstacles(), *self._unusable_recordings()]
        if findings:
            raise PlanRefused(findings)
        operations = [self._recordings()]
        operations += row_operations(
            self.now.rows, self.target, self.profile.every_program, self.action, self.rows_in_words
        )
        left = self.now.rows.differences(self.target)
        if left:
            raise RuntimeError(f"bringing {self.exchange} back left rows out, which is a bug: {left[:5]}")
        return Draft(
            operations=tuple(operation for operation in operations if operation is not None),
            before={},
            after={},
            slots=slots,
            expected=self.now,
            warnings=tuple(self.warnings()),
            contents={checksum: self.contents[checksum] for checksum in self._wanted_checksums()},
        )

    def wanted_rows(self, now: Rows) -> Rows:
        """What the exchange shall hold of what was archived."""
        profile = self.profile
        return without_stale(snapshot_of_capture(self.exchange, profile, self.archived, profile.every_program).rows)

    def is_recorded(self, message: int, before: str, checksum: str) -> bool:
        """Whether a message holds what was archived: one of which other bytes come back is taken for the same."""
        return before == checksum or bool(before and not self.profile.audio_comes_back_unchanged)

    def warnings(self) -> list[str]:
        """What does not come back."""
        return not_restored(self.exchange, self.profile, self.archived)

    def rows_in_words(self, steps: list[Step]) -> str:
        """How many rows of which programs."""
        rows = count_by_program(steps)
        counted = [f"{_count(rows[program], 'row')} of {program} {PROGRAM_TITLES[program]}" for program in sorted(rows)]
        return f"{self.action} {', '.join(counted)}"

    def obstacles(self) -> list[Finding]:
        """Why it cannot be done."""
        return self._not_as_from_the_factory()

    def _not_as_from_the_factory(self) -> list[Finding]:
        """What is programmed on an exchange that is neither new nor, after a rebuild that was finished, whole."""
        programmed = sorted(f"{item} {' '.join(index)} = {value}" for (item, index), value in self.now.rows.items())
        if not programmed or not self.now.rows.differences(self.target):
            return []
        sentence = (
            f"it is not as from the factory: {shortened(programmed)}. Set it back to the factory's state, then run it "
            "again; nothing was changed"
        )
        return [Finding(self.exchange, "", "", sentence)]

    def _unusable_recordings(self) -> list[Finding]:
        """Recordings of which the archive has not the bytes."""
        findings = []
        for message, (size, checksum) in sorted(self.archived.recordings.items()):
            content = self.contents.get(checksum)
            if content is None:
                problem = "is missing"
            elif len(content) != size or hashlib.sha256(content).hexdigest() != checksum:
                problem = "is damaged: it is not what the exchange gave"
            else:
                continue
            sentence = f"its audio (SHA-256 {checksum}) {problem}. Nothing was changed"
            findings.append(Finding(self.exchange, f"recording {message}", "", sentence))
        return findings

    def _wanted_checksums(self) -> set[str]:
        return {checksum for _size, checksum in self.archived.recordings.values()}

    def _recordings(self) -> Operation | None:
        """Every recording that is not there, and without those that were not."""
        steps: list[Step] = []
        for message, (_size, checksum) in sorted(self.archived.recordings.items()):
            before = self.now.messages.get(message, "")
            if self.is_recorded(message, before, checksum):
                continue
            steps.append(message_step(message, before, checksum))
            self.now.messages[message] = checksum
            self.now.sent.add(message)
        for message in sorted(self.now.messages.keys() - self.archived.recordings.keys()):
            steps.append(message_step(message, self.now.messages.pop(message), ""))
        if not steps:
            return None
        sentence = f"{self.action} {_count(len(steps), 'recording')}"
        return Operation(f"{RECORDINGS}/all/{self.action}", RECORDINGS, "all", self.action, sentence, tuple(steps))


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
