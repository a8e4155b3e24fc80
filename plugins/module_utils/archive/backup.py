"""The files of one exchange's backup, made from one reading of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..engine.slots_file import SlotsFile, slots_text
from ..model.adopted import Adopted
from ..model.kinds import GREETINGS, KINDS
from ..model.site import Site, read_site
from ..model.site_file import site_text, tidy
from ..platforms.capture import Capture
from ..platforms.operation import Slots, Wish
from ..platforms.platform import Platform
from .manifest import DUMP, ITEMS, MANIFEST, SITE, SLOTS, Manifest, audio_path, sha256
from .sealing import Seal


@dataclass(frozen=True)
class BackupFiles:
    """The content of the files by name, without a dump that has not changed; ``hashes`` has that one, too."""

    files: Mapping[str, bytes]
    objects: Mapping[str, int]
    hashes: Mapping[str, str]
    manifest: Manifest
    warnings: tuple[str, ...] = ()


class Backup:
    """Makes the backup of one exchange. ``wish`` gives the names that the inventory has for what is in slots."""

    def __init__(self, platform: Platform, exchange: str, wish: Wish, seal: Seal) -> None:
        self.platform = platform
        self.exchange = exchange
        self._wish = wish
        self._seal = seal

    def with_slots(self, slots: Slots) -> Backup:
        """The same with the names of an earlier time."""
        return Backup(self.platform, self.exchange, replace(self._wish, slots=slots), self._seal)

    def lasting(self, capture: Capture) -> Capture:
        """What is kept of a reading: how many messages lie in the mailboxes changes by itself, and is not."""
        return replace(capture, kept_messages=())

    def sources(self, capture: Capture, code: str) -> str:
        """A keyed hash over all that decides what :meth:`files` makes of a reading (:meth:`lasting`).

        ``code`` stands for Sentral's own. Of the day only that counts which the platform makes something of.
        """
        dates = self.platform.coming_dates(capture, self._wish.today)
        facts = (code, self._seal.keyed_hash(capture.to_text()), replace(self._wish, today=""), dates)
        return self._seal.keyed_hash(repr(facts))

    def files(self, capture: Capture, before: Manifest | None) -> BackupFiles:
        """The files of a reading (:meth:`lasting`); ``before`` is the manifest of the last backup, if there is one."""
        snapshot = self.platform.snapshot_of(self.exchange, capture)
        gathered = self.platform.gather(self.exchange, snapshot, self._wish)
        site = self._with_audio(read_site(self.exchange, gathered.site), capture)
        adopted = Adopted(self.exchange, capture.model, capture.software, tidy(site), ())
        remarks = [
            f"The backup of {self.exchange}, {capture.model} with software {capture.software}: {adopted.say_counts()}.",
            "Written by playbooks/backup.yml; playbooks/rollback.yml leads back to it.",
        ]
        files = {
            SITE: site_text(adopted.site, remarks).encode(),
            SLOTS: slots_text(SlotsFile(gathered.slots, self._wish.recordings)).encode(),
            ITEMS: capture.items_text().encode(),
        }
        text = capture.to_text()
        dump_hash = self._seal.keyed_hash(text)
        hashes = {name: sha256(content) for name, content in files.items()}
        if before is not None and before.dump_hash == dump_hash and DUMP in before.files:
            hashes[DUMP] = before.files[DUMP]
        else:
            files[DUMP] = self._seal.close(text)
            hashes[DUMP] = sha256(files[DUMP])
        objects = {kind: len(gathered.site.get(kind, ())) for kind in KINDS}
        manifest = Manifest.of(capture, objects, dump_hash, hashes)
        return BackupFiles({**files, MANIFEST: manifest.to_bytes()}, objects, hashes, manifest, gathered.warnings)

    def _with_audio(self, site: Site, capture: Capture) -> Site:
        """The site whose greetings name the recordings in the archive, seen from the exchange's folder."""
        greetings = []
        for greeting in site.of(GREETINGS.name):
            message = greeting.get("message")
            kept = capture.recordings.get(message) if isinstance(message, int) else None
            greetings.append(greeting if kept is None else {**greeting, "audio": f"../{audio_path(kept[1])}"})
        return Site(site.exchange, {**site.objects, GREETINGS.name: tuple(greetings)})
