"""Capturing an exchange: the answers to every read, as they are, with secrets masked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from ...session.secret import MASK
from ...session.session import Session
from ..capture import Capture
from ..platform import ReadFailed
from .accounts import PROGRAM as ACCOUNTS
from .profile import Profile
from .program_titles import PROGRAM_TITLES
from .rows import RowKey, row_order
from .snapshot import (
    Answers,
    Snapshot,
    ask,
    cards_of,
    insist_on_whole,
    kept_messages_of,
    list_command,
    listed_rows,
    read_answers,
    snapshot_of_answers,
    unreadable,
)

_SYSTEM = re.compile(r"SYSTEM ([A-Za-z0-9-]{1,32})")
_LICENCE = re.compile(r"LICENCE ([A-Z]+(?:-[A-Z]+)*) (0|[1-9][0-9]{0,8})")


def captured_programs(profile: Profile) -> tuple[str, ...]:
    """The programs that a capture holds."""
    return tuple(sorted({*profile.every_program, ACCOUNTS}))


def read_capture(
    session: Session, platform: str, profile: Profile, version: Mapping[str, str], secret: Collection[str]
) -> Capture:
    """Read all that follows the ``version``; the data of the items in ``secret`` is masked."""
    exchange = session.exchange
    answers = read_answers(session, profile, captured_programs(profile))
    programs = {
        program: _sorted_rows(exchange, profile, program, texts, secret) for program, texts in answers.programs.items()
    }
    # Whatever a snapshot would refuse is not whole.
    insist_on_whole(exchange, profile, (row.partition(" ")[0] for rows in programs.values() for row in rows))
    cards_of(exchange, answers.hardware)
    kept_messages_of(exchange, answers.mailboxes)
    system, licences = _licences_of(exchange, ask(session, "LICENCES").rows)
    return Capture(
        exchange=exchange,
        platform=platform,
        model=version["MODEL"],
        region=version["REGION"],
        software=version["SOFTWARE"],
        line=version["LINE"],
        system=system,
        hardware=_in_order(answers.hardware),
        licences=_in_order(licences),
        programs=programs,
        recordings=answers.recordings,
        kept_messages=_in_order(answers.mailboxes),
        titles={program: PROGRAM_TITLES[program] for program in programs},
    )


def snapshot_of_capture(exchange: str, profile: Profile, capture: Capture, programs: Collection[str]) -> Snapshot:
    """The snapshot that reading the ``programs`` would have given."""
    missing = [program for program in programs if program not in capture.programs]
    if missing:
        raise ReadFailed(f"{exchange}: the capture lacks the programs {', '.join(missing)}")
    version = {"MODEL": capture.model, "REGION": capture.region, "SOFTWARE": capture.software, "LINE": capture.line}
    answers = Answers(capture.programs, capture.recordings, capture.hardware, capture.kept_messages)
    return snapshot_of_answers(exchange, profile, version, answers, programs)


def _sorted_rows(
    exchange: str, profile: Profile, program: str, texts: Iterable[str], secret: Collection[str]
) -> tuple[str, ...]:
    """The rows of a listing by item and index, whatever order they came in."""
    rows: dict[RowKey, str] = {}
    for key, data, text in listed_rows(exchange, profile, program, texts):
        shown = f"{key[0]} {' '.join(key[1])} = {MASK}" if key[0] in secret and data else text
        if rows.setdefault(key, shown) != shown:
            problem = "another row gives the same place something else"
            raise unreadable(exchange, list_command(profile, program), shown, problem)
    return tuple(rows[key] for key in sorted(rows, key=row_order))


def _licences_of(exchange: str, texts: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The identity of the exchange, and the rows of its licences."""
    systems: list[str] = []
    licences: list[str] = []
    for text in texts:
        match = _SYSTEM.fullmatch(text)
        if match is not None:
            systems.append(match[1])
        elif _LICENCE.fullmatch(text):
            licences.append(text)
        else:
            raise unreadable(exchange, "LICENCES", text)
    if len(systems) != 1:
        raise ReadFailed(f"{exchange}: LICENCES gave {len(systems)} rows SYSTEM, and an exchange has one identity")
    return systems[0], tuple(licences)


def _in_order(texts: Iterable[str]) -> tuple[str, ...]:
    """Rows by their words, numbers by size, so that the order in which an exchange tells them makes no difference."""
    return tuple(sorted(texts, key=lambda text: [(len(word) if word.isdigit() else 0, word) for word in text.split()]))
