"""Snapshots without a session: an exchange fresh from the factory, and one that a listing of rows describes."""

from __future__ import annotations

from ..platform import ReadFailed
from .profile import Profile
from .readable_rows import why_unreadable
from .snapshot import Card, Snapshot, parse_row, rows_of_listing

UNKNOWN_SOFTWARE = ""


def factory_snapshot(profile: Profile, last_trunk: int | None = None) -> Snapshot:
    """A new exchange of the model, with every card that it can have; trunks only as far as ``last_trunk``."""
    return _snapshot(profile, {}, last_trunk)


def parse_listing(exchange: str, profile: Profile, text: str) -> Snapshot:
    """The exchange that holds these rows (``16-02-01 105 = 2``) and the factory's everywhere else.

    Lines that are no row (prompts, commands, status lines, comments) are passed over; a row that cannot be read is an
    error, because what it says would be lost.
    """
    listed: dict[tuple[str, tuple[str, ...]], str] = {}
    for line in text.splitlines():
        if not line[:1].isdigit():
            continue
        row = parse_row(line.rstrip("\r\n"))
        if row is None:
            raise ReadFailed(f"{exchange}: running_config holds a row that cannot be read: {_shorten(line)!r}")
        key, value = row
        if key[0] in profile.items:
            problem = why_unreadable(profile, key, value)
            if problem:
                raise ReadFailed(
                    f"{exchange}: running_config holds a row that cannot be read: {_shorten(line)!r}; {problem}"
                )
            listed[key] = value
    return _snapshot(profile, listed)


def _shorten(line: str, limit: int = 80) -> str:
    """Enough of a line to find it."""
    return line if len(line) <= limit else f"{line[:limit]}..."


def _snapshot(
    profile: Profile, listed: dict[tuple[str, tuple[str, ...]], str], last_trunk: int | None = None
) -> Snapshot:
    limits = profile.limits
    cards = tuple(
        Card(slot, "ALL", carries, 1, last)
        for slot, (carries, last) in enumerate(
            (
                ("PORTS", limits.ports),
                ("TRUNKS", last_trunk or limits.trunks),
                ("MESSAGES", limits.messages),
                ("MAILBOXES", limits.station_mailboxes),
            ),
            start=1,
        )
    )
    rows = rows_of_listing(profile, listed)
    return Snapshot(
        profile.model,
        profile.region,
        UNKNOWN_SOFTWARE,
        "",
        rows,
        {},
        cards,
        protected_ports=frozenset(profile.protected_ports),
    )
