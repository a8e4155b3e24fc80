"""The site file after a rollback: what its next apply would take back again, and the file that follows instead."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.whole_files import replace_file
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import GREETINGS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.site_file_changes import Says, follow
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import Decrypt, SiteFileError, load_text
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft, PlanRefused, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Platform
from ansible_collections.sentral.nec.plugins.plugin_utils.adopted_audio import (
    CHECKSUM_MARK,
    AdoptedAudio,
    AudioAdoption,
)
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import Inputs

CANNOT_FOLLOW = (SiteFileError, SiteError, PlanRefused, LookupError, AttributeError, TypeError)
"""How a file fails that is no site file, or not one that fits this exchange."""


@dataclass(frozen=True)
class Followed:
    """A changed site file: what was changed in it, and what its next apply would still do."""

    path: Path
    before: str
    after: str
    changes: tuple[str, ...]
    left: tuple[str, ...]
    audio: AdoptedAudio = field(default_factory=AdoptedAudio)

    def diff(self) -> dict[str, str]:
        """The file before and after, for ``--diff``."""
        name = self.path.name
        return {"before_header": name, "after_header": name, "before": self.before, "after": self.after}

    def write(self) -> None:
        """Replace the file, the recordings that it names first. Raises ``OSError``."""
        for path, content in self.audio.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
        replace_file(self.path, self.after.encode())


class SiteFile:
    """The site file of an exchange beside what the exchange holds. ``held`` is a snapshot, ``known`` its names."""

    def __init__(self, inputs: Inputs, platform: Platform, held: Any, known: Wish, decrypt: Decrypt) -> None:
        self.path = inputs.places().site_file
        self._inputs = inputs
        self._platform = platform
        self._held = held
        self._known = known
        self._decrypt = decrypt

    def next_apply(self) -> tuple[str, ...]:
        """What the next apply of the file as it is would do. Raises one of :data:`CANNOT_FOLLOW`."""
        draft = self._draft(self.path.read_text(encoding="utf-8"), self._known)
        return tuple(operation.sentence for operation in draft.operations)

    def followed(self, recordings: Mapping[int, bytes]) -> Followed:
        """The file that says what the exchange holds; ``recordings`` are those of the archive, by message.

        Raises one of :data:`CANNOT_FOLLOW`.
        """
        text = self.path.read_text(encoding="utf-8")
        gathered = self._platform.gather(self._inputs.exchange, self._held, self._known).site
        draft = self._draft(text, self._known)
        holds, adopted = self._with_files(draft.before, recordings)
        known = replace(self._known, recordings={**self._known.recordings, **adopted.recordings})
        with tempfile.TemporaryDirectory() as folder:
            for path, content in adopted.files.items():
                copy = Path(folder) / path.relative_to(self.path.parent)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
            after, changes = follow(text, draft.after, holds, gathered)
            left = self._draft(after, known, folder)
            if left.operations:
                whole = {(operation.kind, operation.object) for operation in left.operations}
                after, changes = follow(text, draft.after, holds, gathered, whole)
                left = self._draft(after, known, folder)
        sentences = tuple(operation.sentence for operation in left.operations)
        return Followed(self.path, text, after, tuple(changes), sentences, adopted)

    def _draft(self, text: str, known: Wish, *more_audio: str) -> Draft:
        wish = self._inputs.wish(load_text(text, self._decrypt), "overridden")
        wish = replace(
            wish,
            slots=known.slots,
            recordings=known.recordings,
            audio_roots=(*wish.audio_roots, *more_audio),
        )
        prepared = self._platform.prepare(self._inputs.exchange, wish)
        return self._platform.draft(self._inputs.exchange, self._held, wish, prepared)

    def _with_files(self, holds: Says, recordings: Mapping[int, bytes]) -> tuple[Says, AdoptedAudio]:
        """The objects with an audio file for each recording of which the archive has the bytes, and these files."""
        kind = GREETINGS.name
        greetings = read_site(self._inputs.exchange, {kind: list(holds.get(kind, ()))}).of(kind)
        wanted = tuple(
            greeting
            for greeting in greetings
            if str(greeting["audio"]).startswith(CHECKSUM_MARK) and greeting["message"] in recordings
        )
        adoption = AudioAdoption(
            self._platform,
            self._inputs.exchange,
            self._known,
            self.path.parent,
            self._inputs.places().audio_roots,
            lambda message: recordings[message],
        )
        adopted = adoption.of(wanted, self._held)
        named = {greeting[GREETINGS.key]: GREETINGS.write(greeting) for greeting in adopted.greetings}
        entries = [named.get(entry[GREETINGS.key], entry) for entry in holds.get(kind, ())]
        return ({**holds, kind: entries} if kind in holds else holds), adopted
