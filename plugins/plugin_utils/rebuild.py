"""A backup that is brought onto an exchange which is as from the factory: a replaced one, or one in a drill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.archived import Archived
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from ansible_collections.sentral.nec.plugins.module_utils.archive.sealing import Seal
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order
from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft, Slots
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Platform


@dataclass(frozen=True)
class Rebuild:
    """What is needed of a backup: the opened dump, the recordings by checksum, and the names of then.

    ``platform`` is the one that reads everything, also what nothing is planned with.
    """

    platform: Platform
    capture: Capture
    contents: Mapping[str, bytes]
    slots: Slots

    @classmethod
    def of(cls, platform: Platform, archive: Archive, archived: Archived, seal: Seal) -> Rebuild:
        """Open a backup. Raises ``ManifestError`` where it is not whole."""
        return cls(platform.whole(), archived.capture(seal), archived.audio(archive), archived.slots().slots)

    def ordered(self, order: Order) -> Order:
        """The order to apply it: what is planned comes from the dump, and its hash stands for what is desired."""

        def draft(snapshot: Any) -> Draft:
            return self.platform.restoration(order.exchange, self.capture, snapshot, self.contents, self.slots)

        return replace(order, platform=self.platform, draft=draft, desired=self.capture.hash())

    def differences(self, now: Capture) -> list[str]:
        """What an exchange holds otherwise, item by item, but for what cannot come back."""
        return self.platform.capture_differences(self.capture.exchange, self.capture, now)

    def by_hand(self) -> list[str]:
        """What does not come back."""
        return self.platform.not_restored(self.capture.exchange, self.capture)
