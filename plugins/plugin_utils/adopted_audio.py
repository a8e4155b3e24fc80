"""The recordings of an exchange that is adopted, as audio files that its site file can name."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.audio.formats import Converted
from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Object
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import GREETINGS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import Site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Recording, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Platform

CHECKSUM_MARK = "sha256:"
FOLDER = "greetings"


@dataclass
class AdoptedAudio:
    """What became of the recordings: the greetings, the files to write, and what to remember of other bytes."""

    greetings: list[Object] = field(default_factory=list)
    files: dict[Path, bytes] = field(default_factory=dict)
    recordings: dict[int, Recording] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class AudioAdoption:
    """Gives each greeting an audio file that is the recording once it is converted, or leaves it its checksum."""

    platform: Platform
    exchange: str
    wish: Wish
    folder: Path
    """The folder of the site file."""
    roots: tuple[str, ...]
    download: Callable[[int], bytes]

    def of(self, greetings: tuple[Object, ...], snapshot: Any) -> AdoptedAudio:
        """The greetings with their audio files. Files that are there already are kept, and not asked for."""
        adopted = AdoptedAudio()
        for greeting in greetings:
            found = self._file_there(greeting)
            if found is not None:
                adopted.greetings.append({**greeting, "audio": found})
            else:
                self._download(greeting, snapshot, adopted)
        return adopted

    def _file_there(self, greeting: Object) -> str | None:
        """An audio file that is exactly this recording, from an earlier time or from who made it."""
        for name in self._names(greeting):
            if any((Path(root) / name).is_file() for root in self.roots):
                converted = self._converted(greeting, name, self.roots)
                if isinstance(converted, Converted) and CHECKSUM_MARK + converted.sha256 == greeting["audio"]:
                    return name
        return None

    def _names(self, greeting: Object) -> tuple[str, str]:
        """What its file may be called: its name, or with the message where that file is another recording."""
        stem = re.sub(r"[^\w.-]+", "-", greeting["name"]).strip("-.") or "greeting"
        return f"{FOLDER}/{stem}.wav", f"{FOLDER}/{stem}-{greeting['message']}.wav"

    def _download(self, greeting: Object, snapshot: Any, adopted: AdoptedAudio) -> None:
        content = self.download(greeting["message"])
        problem, recordings = self._compared(greeting, content, snapshot)
        name = self._free_name(greeting, adopted)
        if not problem and not name:
            problem = f"{' and '.join(self._names(greeting))} are other recordings"
        if problem:
            adopted.warnings.append(f"{GREETINGS.label(greeting)}: {problem}; it keeps its checksum")
            adopted.greetings.append(greeting)
            return
        adopted.recordings.update(recordings)
        adopted.files[self.folder / name] = content
        adopted.greetings.append({**greeting, "audio": name})

    def _compared(self, greeting: Object, content: bytes, snapshot: Any) -> tuple[str, Mapping[int, Recording]]:
        """Why a downloaded recording cannot stand for the one on the exchange, or what to remember so that it does."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "recording").write_bytes(content)
            converted = self._converted(greeting, "recording", (folder,))
        if isinstance(converted, str):
            return f"the {converted}", {}
        if CHECKSUM_MARK + converted.sha256 == greeting["audio"]:
            return "", {}
        known = Recording(converted.sha256, hashlib.sha256(content).hexdigest())
        # Only a platform that is known to keep other bytes remembers it.
        remembered = self.platform.recordings(snapshot, snapshot, {greeting["message"]: known})
        return "" if remembered else "what the exchange gives back would be recorded anew by the next apply", remembered

    def _free_name(self, greeting: Object, adopted: AdoptedAudio) -> str:
        """A name that no other recording has, empty where there is none."""
        taken = {path.relative_to(self.folder).as_posix() for path in adopted.files}
        return next((name for name in self._names(greeting) if name not in taken and not self._exists(name)), "")

    def _exists(self, name: str) -> bool:
        return any((Path(root) / name).exists() for root in self.roots)

    def _converted(self, greeting: Object, audio: str, roots: tuple[str, ...]) -> Converted | str:
        """An audio file as the exchange would get it, or what is wrong with it."""
        site = Site(self.exchange, {GREETINGS.name: ({**greeting, "audio": audio},)})
        wish = Wish(site, "merged", {}, self.wish.today, audio_roots=roots)
        try:
            return self.platform.prepare(self.exchange, wish).audio[audio]
        except SiteError as error:
            return str(error.findings[0].sentence)
