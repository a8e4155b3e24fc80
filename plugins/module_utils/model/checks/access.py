"""How the inventory gets into the exchange."""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Problem
from .subject import Subject


def factory_password(subject: Subject) -> Iterator[Problem]:
    """SEC001: the inventory logs in with a password that every manual prints."""
    account = subject.around.factory_account
    if account:
        yield Problem(
            f"account {account}",
            "ansible_password",
            "is the factory's password, which every manual prints; change it in 90-02 and in the vault",
        )
