"""Making an exchange that is as from the factory hold every row and recording of a capture."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping

from ...model.findings import Finding
from ...model.shortened import shortened
from ..capture import Capture
from ..operation import Draft, Operation, PlanRefused, Slots, Step
from .captures import snapshot_of_capture
from .emission import message_step, row_step
from .not_restored import not_restored, without_stale
from .profile import Profile
from .program_titles import PROGRAM_TITLES
from .restoration_order import Rebuilding, Together, stages
from .snapshot import Snapshot

PROGRAMS, RECORDINGS = "programs", "recordings"
"""The kinds of the operations."""


class Restoration:
    """One draft: from a snapshot of the exchange that is rebuilt to what the capture holds."""

    def __init__(
        self, exchange: str, profile: Profile, archived: Capture, snapshot: Snapshot, contents: Mapping[str, bytes]
    ) -> None:
        self.exchange = exchange
        self.profile = profile
        self.archived = archived
        self.snapshot = snapshot
        self.contents = contents
        whole = snapshot_of_capture(exchange, profile, archived, profile.every_program)
        self.target = without_stale(whole.rows)
        self.now = snapshot.copy()
        """What the exchange holds when the steps so far are done."""

    def draft(self, slots: Slots) -> Draft:
        """The draft, or :class:`PlanRefused` with every reason. ``slots`` are those that the exchange has."""
        findings = [*self._not_as_from_the_factory(), *self._unusable_recordings()]
        if findings:
            raise PlanRefused(findings)
        operations = [self._recordings()]
        rebuilding = Rebuilding(self.now.rows, self.target)
        operations += [self._rows(rebuilding, together) for together in stages(self.profile.every_program)]
        left = self.now.rows.differences(self.target)
        if left:
            raise RuntimeError(f"rebuilding {self.exchange} left rows out, which is a bug: {left[:5]}")
        return Draft(
            operations=tuple(operation for operation in operations if operation is not None),
            before={},
            after={},
            slots=slots,
            expected=self.now,
            warnings=tuple(not_restored(self.exchange, self.profile, self.archived)),
            contents={checksum: self.contents[checksum] for checksum in self._wanted_checksums()},
        )

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
        """Every recording that is not there; where other bytes come back, one that is there is taken for the same."""
        steps: list[Step] = []
        for message, (_size, checksum) in sorted(self.archived.recordings.items()):
            before = self.now.messages.get(message, "")
            if before == checksum or (before and not self.profile.audio_comes_back_unchanged):
                continue
            steps.append(message_step(message, before, checksum))
            self.now.messages[message] = checksum
            self.now.sent.add(message)
        for message in sorted(self.now.messages.keys() - self.archived.recordings.keys()):
            steps.append(message_step(message, self.now.messages.pop(message), ""))
        sentence = f"restore {_count(len(steps), 'recording')}"
        return _operation(RECORDINGS, "all", sentence, steps)

    def _rows(self, rebuilding: Rebuilding, together: Together) -> Operation | None:
        """The rows of some programs, written together."""
        steps: list[Step] = []
        for key, after in together.writes(rebuilding):
            before = self.now.rows.get(key[0], *key[1])
            if before != after:
                self.now.rows.set(key, after)
                steps.append(row_step(key, before, after))
        rows = _changed_rows(steps)
        counted = [f"{_count(rows[program], 'row')} of {program} {PROGRAM_TITLES[program]}" for program in sorted(rows)]
        return _operation(PROGRAMS, "+".join(together.programs), f"restore {', '.join(counted)}", steps)


def _operation(kind: str, what: str, sentence: str, steps: list[Step]) -> Operation | None:
    if not steps:
        return None
    return Operation(f"{kind}/{what}/restore", kind, what, "restore", sentence, tuple(steps))


def _changed_rows(steps: list[Step]) -> Counter[str]:
    """How many rows of each program hold something else when the steps are done."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for step in steps:
        before.setdefault(step.target, step.before)
        after[step.target] = step.after
    return Counter(target[:5] for target, value in after.items() if value != before[target])


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
