"""An exchange in use that is led back to a backup: row by row, or by its objects with a look at all rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order
from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft, Wish


@dataclass(frozen=True)
class RowByRow:
    """What is planned comes from the rows that were archived. ``now`` has what is known of the exchange's names now.

    The wish of the order has the names of then.
    """

    capture: Capture
    contents: Mapping[str, bytes]
    now: Wish

    def ordered(self, order: Order) -> Order:
        """The order to apply it: its hash stands for what is desired."""
        whole = order.platform.whole()

        def draft(snapshot: Any) -> Draft:
            return whole.leading_back(order.exchange, self.capture, snapshot, self.contents, order.wish, self.now)

        return replace(order, platform=whole, draft=draft, desired=self.capture.hash())


@dataclass(frozen=True)
class WithAllRows:
    """The same as ever, but all rows are read, so that those can be named that no plan leads back."""

    def ordered(self, order: Order) -> Order:
        """The order to apply it."""
        return replace(order, platform=order.platform.whole())
