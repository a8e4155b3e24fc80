"""The models of the SV9100 family as the engine sees them."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ...session.profile import SessionProfile
from ...session.reply import Reply
from ...session.session import Session
from ..operation import Draft, Gathered, Recording, Recordings, Step, Wish
from ..platform import Platform, Prepared, ReadFailed, WrongExchange
from .line import SESSION_PROFILE
from .offline_checks import OfflineChecks
from .offline_snapshots import factory_snapshot, parse_listing
from .planning import Planning, start_context
from .profile import Profile
from .profiles import MODELS, REGIONS, in_region
from .programs import ITEMS
from .recordings import download, upload
from .snapshot import Snapshot, ask, read_messages, read_program, read_snapshot, read_version
from .trunk_groups import trunks_by_group
from .unexpressed import unexpressed_rows
from .users import free_ports


class Sv9100Platform(Platform):
    """One model of the family with its profile."""

    def __init__(self, name: str, profile: Profile, line: SessionProfile) -> None:
        self.name = name
        self.profile = profile
        self.line = line

    def profile_hash(self) -> str:
        profile = self.profile
        limits = dataclasses.asdict(profile.limits)
        del limits["sources"]
        items = [
            (item.item, item.index, item.factory_in_words(), item.level, item.refers) for item in profile.items.values()
        ]
        reserved = [
            profile.protected_department_groups,
            profile.protected_night_groups,
            profile.protected_ports,
            profile.protected_numbers,
        ]
        codes = [
            sorted(profile.overflow_codes.items()),
            profile.table_mailbox,
            sorted(profile.announcement_sources.items()),
        ]
        facts = [profile.model, profile.region, limits, str(profile.audio), items, reserved, codes, repr(self.line)]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def prepare(self, exchange: str, wish: Wish) -> Prepared:
        return OfflineChecks(exchange, self.profile, wish).run()

    def read(self, exchange: str, session: Session) -> Snapshot:
        version = read_version(session)
        self._insist_on_model(exchange, version)
        return read_snapshot(session, self.profile, version)

    def _insist_on_model(self, exchange: str, version: Mapping[str, str]) -> None:
        model, region = version["MODEL"], version["REGION"]
        if model != self.profile.model:
            known = model in {profile.model for profile in MODELS}
            remedy = f"pbx_platform: {model.lower()}" if known else "pbx_platform"
            raise WrongExchange(
                f"{exchange}: pbx_platform: the exchange says that it is an {model}, the inventory says {self.name}; "
                f"set {remedy} if this is the right exchange, or correct ansible_host. Nothing was changed"
            )
        if region != self.profile.region:
            raise WrongExchange(
                f"{exchange}: pbx_region: the exchange is programmed for region {region}, the inventory says "
                f"{self.profile.region}; set pbx_region: {region} if that is right. Nothing was changed"
            )

    def facts(self, exchange: str, session: Session, snapshot: Snapshot, wish: Wish) -> dict[str, Any]:
        planning = Planning(start_context(exchange, self.profile, snapshot, wish), {}, {})
        profile, limits = self.profile, self.profile.limits
        return {
            "model": snapshot.model,
            "region": snapshot.region,
            "software": snapshot.software,
            "line": snapshot.line,
            "hardware": [dataclasses.asdict(card) for card in snapshot.cards],
            "alarms": list(ask(session, "ALARMS").rows),
            "capacity": {
                "ports": {
                    "installed": len(snapshot.installed("PORTS")),
                    "free": free_ports(snapshot, planning.now.users),
                },
                "trunks": {"installed": len(snapshot.installed("TRUNKS"))},
                "hunt_groups": _used(
                    limits.department_groups - len(profile.protected_department_groups), len(planning.now.groups)
                ),
                "greetings": _used(len(snapshot.installed("MESSAGES")), len(planning.now.greetings)),
                "schedules": _used(
                    limits.night_groups - len(profile.protected_night_groups), len(planning.now.schedules)
                ),
                **{
                    kind: _used(most, len(planning.now.slot_objects[kind]))
                    for kind, most in (
                        ("pickup_groups", limits.pickup_groups - 1),
                        ("queues", limits.acd_groups),
                        ("answering_positions", limits.operators),
                        ("incoming_routes", limits.ddi_entries),
                        ("mailboxes", limits.station_mailboxes + limits.group_mailboxes),
                    )
                },
            },
            "trunk_groups": {
                str(group): [f"{trunk}" for trunk in trunks]
                for group, trunks in trunks_by_group(planning.context, snapshot.rows).items()
            },
        }

    def factory_snapshot(self, wish: Wish) -> Snapshot:
        named = [trunk for schedule in wish.site.of("schedules") for trunk in schedule.get("trunks", ())]
        return factory_snapshot(self.profile, max(named, default=None))

    def parse(self, exchange: str, text: str) -> Snapshot:
        return parse_listing(exchange, self.profile, text)

    def unexpressed(self, exchange: str, snapshot: Snapshot, wish: Wish, gathered: Gathered) -> list[str]:
        return unexpressed_rows(exchange, self.profile, snapshot, wish, gathered)

    def download(self, session: Session, message: int) -> bytes:
        return download(session, message)

    def gather(self, exchange: str, snapshot: Snapshot, wish: Wish) -> Gathered:
        return Planning(start_context(exchange, self.profile, snapshot, wish), {}, {}).gathered()

    def draft(self, exchange: str, snapshot: Snapshot, wish: Wish, prepared: Prepared) -> Draft:
        context = start_context(exchange, self.profile, snapshot, wish)
        context.warnings.extend(prepared.warnings)
        context.audio_paths.update({converted.sha256: path for path, converted in prepared.audio.items()})
        planning = Planning(
            context,
            {path: converted.sha256 for path, converted in prepared.audio.items()},
            {path: converted.seconds for path, converted in prepared.audio.items()},
        )
        return planning.draft({converted.sha256: converted.data for converted in prepared.audio.values()})

    def fetch(self, session: Session, steps: Sequence[Step]) -> dict[str, bytes]:
        contents: dict[str, bytes] = {}
        for step in steps:
            message = _message(step)
            if message is not None and step.before and step.before not in contents:
                content = download(session, message)
                if hashlib.sha256(content).hexdigest() != step.before:
                    raise ReadFailed(f"message {message} was not given back whole; nothing was changed")
                contents[step.before] = content
        return contents

    def perform(self, session: Session, step: Step, value: str, contents: Mapping[str, bytes]) -> Reply:
        message = _message(step)
        if message is None:
            return session.send(step.command if value == step.after else step.undo)
        return upload(session, message, contents[value]) if value else session.send(f"VRS DELETE {message}")

    def observe(self, session: Session, step: Step) -> str:
        message = _message(step)
        if message is not None:
            return read_messages(session).get(message, (0, ""))[1]
        item, *index = step.target.split(" ")
        listed = read_program(session, self.profile, item[:5])
        value = listed.get((item, tuple(index)))
        if value is None and item[:5] not in self.profile.listed_whole:
            return read_snapshot(session, self.profile, read_version(session)).rows.factory(item, *index)
        return value or ""

    def recordings(self, expected: Snapshot, actual: Snapshot, known: Recordings) -> Recordings:
        if self.profile.audio_comes_back_unchanged:
            return {}
        return {
            message: known[message]
            if message in known and known[message].kept == kept
            else Recording(expected.messages[message], kept)
            for message, kept in actual.messages.items()
            if message in expected.messages
        }

    def differences(self, expected: Snapshot, actual: Snapshot) -> list[str]:
        found = [
            f"{ITEMS[item].title} {' '.join(index)} ({item}) holds {there!r} instead of {here!r}"
            for (item, index), here, there in expected.rows.differences(actual.rows)
        ]
        for message in sorted(expected.messages.keys() | actual.messages.keys()):
            here, there = expected.messages.get(message), actual.messages.get(message)
            other_bytes = here and there and not self.profile.audio_comes_back_unchanged and message in expected.sent
            if here != there and not other_bytes:
                found.append(f"message {message} holds another recording than expected")
        return found


def _message(step: Step) -> int | None:
    """The message that a step moves audio of; None for a step that writes a row."""
    return int(step.target.removeprefix("VRS ")) if step.target.startswith("VRS ") else None


def _used(most: int, used: int) -> dict[str, int]:
    return {"limit": most, "used": used, "free": most - used}


FAMILY: dict[str, dict[str, Sv9100Platform]] = {
    profile.model.lower(): {
        region: Sv9100Platform(profile.model.lower(), in_region(profile, region), SESSION_PROFILE) for region in REGIONS
    }
    for profile in MODELS
}
"""The platforms of the family by name and region."""

SV9100 = FAMILY["sv9100"]["EU"]
