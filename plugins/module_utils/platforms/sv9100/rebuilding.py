"""Whether an exchange can become another one that was captured, and whether it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ...model.shortened import shortened
from ..capture import Capture
from .accounts import PROGRAM as ACCOUNTS
from .captures import snapshot_of_capture
from .not_restored import stale_keys
from .profile import Profile
from .rows import row_order
from .snapshot import difference_sentence, parse_row

_IN_SLOT = re.compile(r"SLOT ([0-9]+) (.+)")
_NOTHING = "nothing"


def rebuild_obstacles(profile: Profile, archived: Capture, target: Capture, *, begun: bool) -> list[str]:
    """Every reason against rebuilding the archived exchange on ``target``, one sentence each.

    ``begun``: a rebuild of it has begun before, so that what is programmed there says nothing.
    """
    found = list(_other_kind(archived, target))
    if not found:
        found += [*_other_software(archived, target), *_other_hardware(archived, target)]
        found += _other_licences(archived, target)
        found += [] if begun else _not_new(profile, target)
    return found


def capture_differences(exchange: str, profile: Profile, archived: Capture, now: Capture) -> list[str]:
    """What the exchange holds otherwise than the archived one, one sentence each, but for what cannot come back."""
    found = list(_other_kind(archived, now))
    if found:
        return found
    found += [*_other_software(archived, now), *_other_hardware(archived, now), *_other_licences(archived, now)]
    then, here = (
        snapshot_of_capture(exchange, profile, capture, profile.every_program).rows for capture in (archived, now)
    )
    stale = set(stale_keys(then))
    found += [
        difference_sentence(item, index, wanted, there)
        for (item, index), wanted, there in then.differences(here)
        if (item, index) not in stale
    ]
    for message in sorted(archived.recordings.keys() | now.recordings.keys()):
        found += _other_recording(profile, message, archived.recordings, now.recordings)
    return found


def _other_kind(archived: Capture, target: Capture) -> Iterator[str]:
    for word, then, now in (
        ("model", f"an {archived.model}", f"an {target.model}"),
        ("region", f"programmed for region {archived.region}", f"programmed for region {target.region}"),
    ):
        if then != now:
            yield f"{word}: the archived exchange is {then}, this one is {now}; rebuild it on another exchange"


def _other_software(archived: Capture, target: Capture) -> Iterator[str]:
    if archived.software != target.software:
        yield (
            f"software: the archived exchange had {archived.software}, this one has {target.software}; bring it to "
            f"{archived.software} first"
        )


def _other_hardware(archived: Capture, target: Capture) -> Iterator[str]:
    then, now = _by_slot(archived.hardware), _by_slot(target.hardware)
    for slot in sorted(then.keys() | now.keys()):
        before, here = then.get(slot, _NOTHING), now.get(slot, _NOTHING)
        if before != here:
            yield f"hardware: slot {slot}: the archived exchange has {before} there, this one {here}"


def _by_slot(rows: Iterable[str]) -> dict[int, str]:
    """What is in each slot; a card that carries two kinds of things has two rows."""
    slots: dict[int, list[str]] = {}
    for row in rows:
        match = _IN_SLOT.fullmatch(row)
        if match is not None:
            slots.setdefault(int(match[1]), []).append(match[2])
    return {slot: " and ".join(sorted(texts)) for slot, texts in slots.items()}


def _other_licences(archived: Capture, target: Capture) -> Iterator[str]:
    then, now = _by_name(archived.licences), _by_name(target.licences)
    for name in sorted(then.keys() | now.keys()):
        if then.get(name) != now.get(name):
            before, here = then.get(name, "none"), now.get(name, "none")
            yield f"licences: {name}: the archived exchange has {before}, this one {here}"


def _by_name(rows: Iterable[str]) -> dict[str, str]:
    return {row.split(" ")[1]: row.split(" ")[2] for row in rows}


def _not_new(profile: Profile, target: Capture) -> Iterator[str]:
    """What there is on an exchange that is not as from the factory."""
    remedy = "set it back to the factory's state first"
    rows = snapshot_of_capture(target.exchange, profile, target, profile.every_program).rows
    programmed = [
        f"{item} {' '.join(index)} = {rows.get(item, *index)}"
        for item, index in sorted((key for key, _value in rows.items()), key=row_order)
    ]
    programmed += [
        text
        for program, listed in sorted(target.programs.items())
        if program != ACCOUNTS
        for text in listed
        if program not in profile.listed_whole and _item_of(text) not in profile.every_item
    ]
    if programmed:
        yield f"{_count(len(programmed), 'row')} programmed already: {shortened(programmed)}; {remedy}"
    if target.recordings:
        numbers = shortened([str(message) for message in sorted(target.recordings)], 6, ", ")
        yield f"{_count(len(target.recordings), 'recording')} there already: {numbers}; {remedy}"
    if target.kept_messages:
        yield f"mailboxes keep messages of callers: {shortened(target.kept_messages)}; {remedy}"


def _item_of(text: str) -> str:
    row = parse_row(text)
    return "" if row is None else row[0][0]


def _other_recording(
    profile: Profile, message: int, then: Mapping[int, tuple[int, str]], now: Mapping[int, tuple[int, str]]
) -> Iterator[str]:
    if message not in now:
        yield f"message {message} is not recorded"
    elif message not in then:
        yield f"message {message} is recorded, and the archived exchange has none"
    elif profile.audio_comes_back_unchanged and then[message] != now[message]:
        yield f"message {message} holds another recording"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{' is' if number == 1 else 's are'}"
