"""Comparing a session with the profile, on the very exchange: before that, nothing is written to it."""

from __future__ import annotations

from collections.abc import Iterator

from ...session.session import Session
from ..operation import Comparison
from .line import LINE_NAME
from .profile import Profile
from .programs import ITEMS
from .readable_rows import why_unreadable
from .rows import PORT_ITEM, Rows
from .snapshot import ask, parse_row, read_snapshot, read_version

WRONG_COMMANDS = (("SENTRAL", "01"), ("READ 00-00-00 1", "02"), (f"READ {PORT_ITEM} 0", "03"))
"""Harmless commands that no exchange can do, and the code of the refusal that it has to give (stand-in)."""


def compare_session(session: Session, profile: Profile) -> Iterator[Comparison]:
    """Everything that is compared, one after the other.

    That the session is open says already that log-in, greeting and prompt are as in the profile.
    """
    version = read_version(session)
    yield Comparison("log-in, greeting and prompt", "as in the profile", "as in the profile")
    yield Comparison("model", profile.model, version["MODEL"])
    yield Comparison("region", profile.region, version["REGION"])
    yield Comparison("line session", LINE_NAME.value, version["LINE"])
    for command, code in WRONG_COMMANDS:
        reply = session.send(command)
        found = f"{reply.kind.value} {reply.code}".strip()
        yield Comparison(f"the harmless wrong command {command!r}", f"refused {code}", found)
    yield _one_read_like_the_list(session)
    rows = read_snapshot(session, profile, version, profile.every_program).rows
    for program in profile.every_program:
        yield _as_the_profile_has_it(session, profile, program, rows)


def _one_read_like_the_list(session: Session) -> Comparison:
    """``READ`` of one item gives the row that ``LIST`` gives."""
    program = PORT_ITEM[:5]
    listed = [row for row in ask(session, f"LIST {program} ALL").rows if row.startswith(f"{PORT_ITEM} 1 ")]
    read = list(ask(session, f"READ {PORT_ITEM} 1").rows)
    return Comparison(f"READ and LIST of {ITEMS[PORT_ITEM].title} 1", "; ".join(listed) or "a row", "; ".join(read))


def _as_the_profile_has_it(session: Session, profile: Profile, program: str, rows: Rows) -> Comparison:
    """What ``LIST`` does not show as changed holds the factory's value, as the profile has it."""
    wrong: list[str] = []
    count = 0
    for text in ask(session, f"LIST {program} ALL").rows:
        row = parse_row(text)
        if row is None:
            wrong.append(f"a row that cannot be read: {text!r}")
            continue
        (item, index), value = row
        if item not in profile.every_item:
            continue
        count += 1
        problem = why_unreadable(profile, (item, index), value)
        if problem:
            wrong.append(f"a row that cannot be read: {text!r}; {problem}")
            continue
        supposed = rows.get(item, *index)
        if value != supposed:
            wrong.append(f"{item} {' '.join(index)} is {value!r} and not {supposed!r}")
    agreed = f"{count} values as in the profile"
    found = agreed if not wrong else f"{wrong[0]}{f' (and {len(wrong) - 1} more)' if len(wrong) > 1 else ''}"
    return Comparison(f"program {program}", agreed, found)
