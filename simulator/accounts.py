"""Who may log in: the accounts of program 90-02, as they are at this moment."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from simulator.state import ExchangeState
from simulator.tables import Item

USERS = range(1, 9)


@dataclass(frozen=True, slots=True)
class Account:
    """An account that has logged in. ``level``: 1 MF, 2 IN, 3 SA, 4 SB, 5 UA."""

    user: int
    name: str
    level: int

    def may_use(self, item: Item) -> bool:
        """Say whether the account's level reaches the item's: a smaller number may do more. [P-SV91 p.854]"""
        return self.level <= item.level


def account_named(state: ExchangeState, name: str) -> Account | None:
    """Return the account that can log in under this name. Level 0 and the empty name never can."""
    for user in USERS:
        level = state.value_at("90-02-03", str(user))
        if name and level.isdecimal() and level != "0" and state.value_at("90-02-01", str(user)) == name:
            return Account(user, name, int(level))
    return None


def log_in(state: ExchangeState, name: str, password: str) -> Account | None:
    """Return the account when the password is right. An empty password opens nothing."""
    account = account_named(state, name)
    if account is None or not password:
        return None
    right = state.value_at("90-02-02", str(account.user))
    return account if hmac.compare_digest(right.encode(), password.encode()) else None
