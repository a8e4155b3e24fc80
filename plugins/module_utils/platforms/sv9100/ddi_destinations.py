"""Destinations as a DDI entry holds them: a target that is dialled (22-11-02), and two codes for what comes after.

The values of the transfer mode (22-11-04) were not found; they are assumed, see the item's table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .context import Context
from .destinations import (
    DEPARTMENT_GROUPS_FROM,
    DISCONNECT,
    MESSAGES_FROM,
    NOTHING,
    VOICE_MAIL,
    Destination,
    dialled_number,
    said_by_number,
    target_of,
)
from .directory import Directory
from .ring_groups import RingGroup

NO_TRANSFER, BUSY_OR_NO_ANSWER, AT_ONCE = "0", "3", "4"


class NotPossible(Exception):
    """A destination that a DDI entry cannot hold; the sentence says why."""


@dataclass(frozen=True)
class Leads:
    """The four values of an entry that say where its calls go."""

    target: str = ""
    transfer: str = NO_TRANSFER
    first: str = NOTHING
    second: str = NOTHING


def canonical(destination: Destination) -> dict[str, Any]:
    """The destination without what says nothing: a final "disconnect" after anything but a greeting."""
    word, value = target_of(destination)
    plain: dict[str, Any] = {word: value}
    then = destination.get("then")
    if isinstance(then, Mapping):
        word_after, value_after = target_of(then)
        if word_after == "ring" and len(value_after) == 1:
            then = {**then, "user": value_after[0]}
            del then["ring"]
        plain["then"] = canonical(then)
    elif then is not None and word == "greeting":
        plain["then"] = DISCONNECT
    return plain


def positions_as_users(destination: Destination, directory: Directory) -> dict[str, Any]:
    """The destination with the extension of each answering position, as it reads back: the exchange keeps no more."""
    plain = dict(destination)
    position = plain.pop("answering_position", None)
    if position is not None:
        number = dialled_number({"answering_position": position}, directory)
        plain = {"user": number, **plain} if number else {"answering_position": position, **plain}
    if isinstance(plain.get("then"), Mapping):
        plain["then"] = positions_as_users(plain["then"], directory)
    return plain


def encode_leads(context: Context, directory: Directory, destination: Destination) -> Leads:
    """The values for a destination; raises :class:`NotPossible`."""
    word, value = target_of(destination)
    chain = _chain(destination)
    number = _rings_by_number(directory, destination)
    if word == "mailbox":
        return Leads(str(value), AT_ONCE, VOICE_MAIL)
    if word == "disconnect":
        raise NotPossible("lets nobody know why: lead calls to a greeting, and then disconnect")
    if number is not None:
        if not chain:
            return Leads(number)
        codes = [_code(context, directory, step, number) for step in chain]
        return Leads(number, BUSY_OR_NO_ANSWER, *codes)
    box = next((str(step["mailbox"]) for step in chain if "mailbox" in step), "")
    codes = [_code(context, directory, step, box) for step in (destination, *chain)]
    if len(codes) > 2:
        raise NotPossible("has more steps than an entry holds: after the first two comes the intercept table")
    return Leads(box, AT_ONCE, *codes)


def _chain(destination: Destination) -> list[Destination]:
    """What comes after a destination, step by step."""
    then = destination.get("then")
    return [then, *_chain(then)] if isinstance(then, Mapping) else []


def _rings_by_number(directory: Directory, destination: Destination) -> str | None:
    """The number that an entry dials for a destination. A queue with announcements is not reached by its pilot."""
    word, value = target_of(destination)
    if word == "queue":
        slot = directory.slot("queues", value)
        if slot is not None and directory.of("queues")[slot].get("announcements"):
            return None
    return dialled_number(destination, directory) if word not in ("ring", "greeting", "mailbox", "voice_mail") else None


def _code(context: Context, directory: Directory, step: Destination, box: str) -> str:
    """The code of a destination in 22-11-05 and -06."""
    word, value = target_of(step)
    if word == "mailbox":
        if value != box:
            raise NotPossible(f"the voice mail answers with the mailbox of the number that rang, which is not {value}")
        return VOICE_MAIL
    if word == "voice_mail":
        if box:
            raise NotPossible(f"the voice mail answers with the mailbox of {box} here: say mailbox")
        return VOICE_MAIL
    if word == "greeting":
        return str(MESSAGES_FROM + (directory.slot("greetings", value) or 0))
    if word == "hunt_group":
        return str(DEPARTMENT_GROUPS_FROM + (directory.slot("hunt_groups", value) or 0))
    if word in ("ring", "user", "queue", "answering_position"):
        return code_of_ring_group(context, directory, word, value)
    raise NotPossible(f"{word.replace('_', ' ')} {value} can only be where calls go first")


def code_of_ring_group(context: Context, directory: Directory, word: str, value: Any) -> str:
    """The ring group for telephones that ring together, or for a queue; raises :class:`NotPossible` without one."""
    if word == "queue":
        wanted = RingGroup(queue=directory.slot("queues", value) or 0)
    elif word == "ring":
        wanted = RingGroup(tuple(value))
    else:
        number = dialled_number({word: value}, directory)
        wanted = RingGroup((number,) if number else ())
    group = context.allocation.number(wanted)
    if group is None:
        raise NotPossible(f"needs a ring group, and none of the exchange's {context.allocation.most} is free")
    return str(group)


def decode_leads(context: Context, directory: Directory, leads: Leads) -> dict[str, Any] | None:
    """The destination that an entry holds; None for what a site file cannot say."""
    if leads.target and leads.transfer == NO_TRANSFER:
        plain = (leads.first, leads.second) == (NOTHING, NOTHING)
        return said_by_number(leads.target, directory) if plain else None
    if leads.target and leads.transfer == BUSY_OR_NO_ANSWER:
        steps: list[dict[str, Any] | None] = [said_by_number(leads.target, directory)]
        codes = [leads.first, leads.second]
    elif leads.transfer == AT_ONCE:
        steps, codes = [], [leads.first, leads.second]
    else:
        return None
    if NOTHING in codes[:1] and codes[1] != NOTHING:
        return None
    for code in codes:
        if code != NOTHING:
            steps.append(_decode_code(context, directory, code, leads.target, bool(steps)))
    if not steps or None in steps:
        return None
    return _joined([step for step in steps if step is not None])


def _joined(steps: list[dict[str, Any]]) -> dict[str, Any]:
    """Steps one after another as a destination with its ``then``."""
    first, *rest = steps
    if rest:
        return {**first, "then": _joined(rest)}
    return {**first, "then": DISCONNECT} if "greeting" in first else first


def _decode_code(context: Context, directory: Directory, code: str, box: str, after: bool) -> dict[str, Any] | None:
    number = int(code)
    if code == VOICE_MAIL:
        return {"mailbox": box} if box else {"voice_mail": True}
    if number in context.ring_groups.held:
        return destination_of_ring_group(context, directory, number, single_as_user=after)
    limits = context.profile.limits
    if DEPARTMENT_GROUPS_FROM < number <= DEPARTMENT_GROUPS_FROM + limits.department_groups:
        name = directory.name("hunt_groups", number - DEPARTMENT_GROUPS_FROM)
        return {"hunt_group": name} if name else None
    if MESSAGES_FROM < number <= MESSAGES_FROM + limits.messages:
        name = directory.name("greetings", number - MESSAGES_FROM)
        return {"greeting": name} if name else None
    return None


def destination_of_ring_group(
    context: Context, directory: Directory, number: int, *, single_as_user: bool
) -> dict[str, Any] | None:
    """What a ring group leads to; None for one that a site file cannot say."""
    group = context.ring_groups.held.get(number)
    if group is None:
        return None
    if group.queue:
        name = directory.name("queues", group.queue)
        return {"queue": name} if name else None
    if single_as_user and len(group.members) == 1:
        return {"user": group.members[0]}
    return {"ring": group.members}
