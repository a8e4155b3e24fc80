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
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "recording.wav").write_bytes(content)
            converted = self._converted(greeting, "recording.wav", (folder,))
        if isinstance(converted, str):
            adopted.warnings.append(converted)
        elif CHECKSUM_MARK + converted.sha256 != greeting["audio"]:
            remembered = self._remembered(greeting["message"], converted, content, snapshot)
            adopted.recordings.update(remembered)
            if not remembered:
                converted = "is no file in the exchange's own format, which would be recorded anew"
                adopted.warnings.append(f"{GREETINGS.label(greeting)}: what the exchange gives back {converted}")
        if isinstance(converted, str):
            adopted.greetings.append(greeting)
            return
        taken = {path.relative_to(self.folder).as_posix() for path in adopted.files}
        free = [name for name in self._names(greeting) if name not in taken and not self._exists(name)]
        if not free:
            where = " and ".join(self._names(greeting))
            adopted.warnings.append(f"{GREETINGS.label(greeting)}: {where} are other recordings; it keeps its checksum")
            adopted.greetings.append(greeting)
            return
        adopted.files[self.folder / free[0]] = content
        adopted.greetings.append({**greeting, "audio": free[0]})

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

    def _remembered(self, message: int, converted: Converted, content: bytes, snapshot: Any) -> Mapping[int, Recording]:
        """What makes a platform that keeps other bytes know this file as its recording."""
        recording = Recording(converted.sha256, hashlib.sha256(content).hexdigest())
        return self.platform.recordings(snapshot, snapshot, {message: recording})
