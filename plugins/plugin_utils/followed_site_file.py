"""The site file after a rollback: what its next apply would take back again, and the file that follows instead."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.followed_site_file import FollowedText, Follower
from ansible_collections.sentral.nec.plugins.module_utils.engine.whole_files import replace_file
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import GREETINGS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.site_file_changes import ObjectName, Says
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import Decrypt, SiteFileError, load_text
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft, PlanRefused, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Platform
from ansible_collections.sentral.nec.plugins.plugin_utils.adopted_audio import (
    CHECKSUM_MARK,
    AdoptedAudio,
    AudioAdoption,
)
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError, Inputs

CANNOT_FOLLOW = (SiteFileError, SiteError, PlanRefused, InputError, OSError, UnicodeDecodeError)
"""How a file fails that cannot be read, is no site file, or is not one that fits this exchange."""


@dataclass(frozen=True)
class Followed:
    """A changed site file, beside what it said before, and the audio files that it names and that are not there yet."""

    path: Path
    before: str
    now: FollowedText
    audio: AdoptedAudio

    def diff(self) -> dict[str, str]:
        """The file before and after, for ``--diff``."""
        name = self.path.name
        return {"before_header": name, "after_header": name, "before": self.before, "after": self.now.text}

    def write(self) -> None:
        """Replace the file, the recordings that it names first. Raises ``OSError``."""
        for path, content in self.audio.files.items():
            if path.relative_to(self.path.parent).as_posix() not in self.now.text:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
        replace_file(self.path, self.now.text.encode())


class SiteFile:
    """The site file of an exchange beside what the exchange holds. ``held`` is a snapshot, ``known`` its names."""

    def __init__(self, inputs: Inputs, platform: Platform, held: Any, known: Wish, decrypt: Decrypt) -> None:
        self.path = inputs.places().site_file
        self._inputs = inputs
        self._platform = platform
        self._held = held
        self._known = known
        self._decrypt = decrypt

    @property
    def name(self) -> str:
        """What it is called: the file, or the variable that stands for it."""
        return "pbx_config" if self.is_variable else self.path.name

    @property
    def is_variable(self) -> bool:
        """Whether the inventory says what is wished, and no file of its own."""
        return self._inputs.variable("pbx_config") is not None

    @property
    def is_there(self) -> bool:
        """Whether anything is wished at all."""
        return self.is_variable or self.path.exists()

    def next_apply(self) -> tuple[str, ...]:
        """What the next apply of what is wished now would do. Raises one of :data:`CANNOT_FOLLOW`."""
        wish = self._inputs.wish(self._inputs.site(None, self._decrypt), "overridden")
        draft = self._draft_of(wish, self._known)
        return tuple(operation.sentence for operation in draft.operations)

    def followed(self, recordings: Mapping[int, bytes], only: ObjectName | None) -> Followed:
        """The file that says what the exchange holds, or says it of one object.

        ``recordings`` are those of the archive, by message.

        Raises one of :data:`CANNOT_FOLLOW`.
        """
        text = self.path.read_bytes().decode()  # with the line ends that it has
        gathered = self._platform.gather(self._inputs.exchange, self._held, self._known).site
        adopted = self._adopted(gathered, recordings)
        known = replace(self._known, recordings={**self._known.recordings, **adopted.recordings})
        with tempfile.TemporaryDirectory() as folder:
            for path, content in adopted.files.items():
                copy = Path(folder) / path.relative_to(self.path.parent)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
            follower = Follower(
                plan=lambda changed: self._draft_of(self._wish(changed), known, folder),
                read=lambda changed: self._wish(changed).site,
                gathered=gathered,
                with_files=lambda says: _with_files(says, adopted),
                only=only,
            )
            return Followed(self.path, text, follower.followed(text), adopted)

    def _wish(self, text: str) -> Wish:
        return self._inputs.wish(load_text(text, self._decrypt), "overridden")

    def _draft_of(self, wish: Wish, known: Wish, *more_audio: str) -> Draft:
        wish = replace(
            wish, slots=known.slots, recordings=known.recordings, audio_roots=(*wish.audio_roots, *more_audio)
        )
        prepared = self._platform.prepare(self._inputs.exchange, wish)
        return self._platform.draft(self._inputs.exchange, self._held, wish, prepared)

    def _adopted(self, gathered: Says, recordings: Mapping[int, bytes]) -> AdoptedAudio:
        """An audio file for each recording of which the archive has the bytes."""
        kind = GREETINGS.name
        greetings = read_site(self._inputs.exchange, {kind: list(gathered.get(kind, ()))}).of(kind)
        adoption = AudioAdoption(
            self._platform,
            self._inputs.exchange,
            self._known,
            self.path.parent,
            self._inputs.places().audio_roots,
            lambda message: recordings[message],
        )
        return adoption.of(tuple(greeting for greeting in greetings if greeting["message"] in recordings), self._held)


def _with_files(says: Says, adopted: AdoptedAudio) -> Says:
    """The objects, with the audio files of those greetings of which no file is known."""
    files = {greeting["message"]: greeting["audio"] for greeting in adopted.greetings}
    greetings = [
        {**entry, "audio": files[entry["message"]]}
        if str(entry["audio"]).startswith(CHECKSUM_MARK) and entry["message"] in files
        else entry
        for entry in says.get(GREETINGS.name, ())
    ]
    return {**says, GREETINGS.name: greetings} if GREETINGS.name in says else says
