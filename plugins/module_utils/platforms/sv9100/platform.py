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
from ..capture import Capture
from ..operation import Comparison, Draft, Gathered, Identity, Recording, Recordings, Slots, Step, Wish
from ..platform import Platform, Prepared, ReadFailed, WrongExchange
from .accounts import FACTORY_ACCOUNTS, accounts_with_factory_password
from .captures import read_capture, snapshot_of_capture
from .emission import message_step, row_step
from .factory import port_order
from .led_back import LeadingBack, rows_otherwise
from .line import SESSION_PROFILE
from .not_restored import not_restored
from .offline_checks import OfflineChecks
from .offline_snapshots import factory_snapshot, parse_listing
from .planning import Planning, start_context
from .present_modes import present_modes
from .profile import Profile
from .profiles import MODELS, REGIONS, in_region
from .programs import KEPT_ITEMS
from .readable_rows import has_index
from .rebuilding import capture_differences, rebuild_obstacles
from .recordings import download, upload
from .restoration import Restoration
from .session_comparison import compare_session
from .snapshot import Snapshot, ask, difference_sentence, read_messages, read_program, read_snapshot, read_version
from .stored_dates import coming_dates
from .telephone_states import telephone_states
from .trunk_groups import trunks_by_group
from .unexpressed import unexpressed_rows
from .users import free_ports


class Sv9100Platform(Platform):
    """One model of the family with its profile."""

    def __init__(self, name: str, profile: Profile, line: SessionProfile, *, reads_all: bool = False) -> None:
        self.name = name
        self.profile = profile
        self.line = line
        self._programs = profile.every_program if reads_all else profile.programs

    def whole(self) -> Sv9100Platform:
        return Sv9100Platform(self.name, self.profile, self.line, reads_all=True)

    def reading(self, steps: Sequence[Step]) -> Sv9100Platform:
        targets = {step.target.partition(" ")[0] for step in steps}
        return self.whole() if targets & KEPT_ITEMS.keys() else self

    def profile_hash(self) -> str:
        profile = self.profile
        limits = dataclasses.asdict(profile.limits)
        del limits["sources"]
        items = [
            (item.item, item.index, item.factory_in_words(), item.level, item.refers)
            for item in profile.every_item.values()
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
        return read_snapshot(session, self.profile, version, self._programs)

    def capture(self, exchange: str, session: Session) -> Capture:
        version = read_version(session)
        self._insist_on_model(exchange, version)
        return read_capture(session, self.name, self.profile, version, self.line.masked_items.value)

    def snapshot_of(self, exchange: str, capture: Capture) -> Snapshot:
        version = {"MODEL": capture.model, "REGION": capture.region}
        self._insist_on_model(exchange, version)
        return snapshot_of_capture(exchange, self.profile, capture, self._programs)

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
            "night_modes": present_modes(session, planning.now.schedules),
            **telephone_states(
                session, [queue for _slot, queue in sorted(planning.now.slot_objects["queues"].items())]
            ),
            "trunk_groups": {
                str(group): [f"{trunk}" for trunk in trunks]
                for group, trunks in trunks_by_group(planning.context, snapshot.rows).items()
            },
        }

    def identify(self, exchange: str, session: Session) -> Identity:
        version = read_version(session)
        return Identity(version["MODEL"], version["REGION"], version["SOFTWARE"])

    def compare(self, exchange: str, session: Session) -> list[Comparison]:
        return list(compare_session(session, self.profile))

    def factory_passwords(self, exchange: str, session: Session) -> list[str]:
        return accounts_with_factory_password(session, self.profile.model)

    def factory_accounts(self) -> Mapping[str, str]:
        return FACTORY_ACCOUNTS[self.profile.model][0]

    def factory_snapshot(self, wish: Wish) -> Snapshot:
        named = [trunk for schedule in wish.site.of("schedules") for trunk in schedule.get("trunks", ())]
        answers = [answer for box in wish.site.of("mailboxes") for answer in box.get("answers", ())]
        named += [trunk for answer in answers for trunk in answer["trunks"]]
        return factory_snapshot(self.profile, max(named, default=None))

    def parse(self, exchange: str, text: str) -> Snapshot:
        return parse_listing(exchange, self.profile, text)

    def unexpressed(self, exchange: str, snapshot: Snapshot, wish: Wish, gathered: Gathered) -> list[str]:
        return unexpressed_rows(exchange, self.profile, snapshot, wish, gathered)

    def download(self, session: Session, message: int) -> bytes:
        return download(session, message)

    def gather(self, exchange: str, snapshot: Snapshot, wish: Wish) -> Gathered:
        return Planning(start_context(exchange, self.profile, snapshot, wish), {}, {}).gathered()

    def coming_dates(self, capture: Capture, today: str) -> tuple[str, ...]:
        return coming_dates(self.profile, capture, today)

    def rebuild_obstacles(self, archived: Capture, target: Capture, *, begun: bool = False) -> list[str]:
        return rebuild_obstacles(self.profile, archived, target, begun=begun)

    def restoration(
        self,
        exchange: str,
        archived: Capture,
        snapshot: Snapshot,
        contents: Mapping[str, bytes],
        slots: Slots,
    ) -> Draft:
        self._insist_on_model(exchange, {"MODEL": archived.model, "REGION": archived.region})
        return Restoration(exchange, self.profile, archived, snapshot, contents).draft(slots)

    def not_restored(self, exchange: str, archived: Capture) -> list[str]:
        return not_restored(exchange, self.profile, archived)

    def capture_differences(self, exchange: str, archived: Capture, now: Capture) -> list[str]:
        return capture_differences(exchange, self.profile, archived, now)

    def leading_back(
        self, exchange: str, archived: Capture, snapshot: Snapshot, contents: Mapping[str, bytes], then: Wish, now: Wish
    ) -> Draft:
        self._insist_on_model(exchange, {"MODEL": archived.model, "REGION": archived.region})
        recordings = (then.recordings, now.recordings)
        back = LeadingBack(exchange, self.profile, archived, snapshot, contents, recordings)
        return back.drafted(now, then.slots)

    def rows_otherwise(self, exchange: str, archived: Capture, snapshot: Snapshot) -> list[str]:
        return rows_otherwise(exchange, self.profile, archived, snapshot)

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

    def changed_since(self, session: Session, snapshot: Snapshot, steps: Sequence[Step]) -> list[str]:
        programs = sorted({step.target[:5] for step in steps if _message(step) is None})
        found: list[str] = []
        for program in programs:
            listed = read_program(session, self.profile, program)
            known = {key for key, _value in snapshot.rows.items() if key[0][:5] == program}
            for item, index in sorted(known | set(listed)):
                here = snapshot.rows.get(item, *index)
                there = listed.get((item, index), snapshot.rows.factory(item, *index))
                if here != there:
                    found.append(difference_sentence(item, index, here, there))
        if len(programs) < len({step.target[:5] for step in steps}):
            now = {number: checksum for number, (_bytes, checksum) in read_messages(session).items()}
            different = [n for n in now.keys() | snapshot.messages.keys() if now.get(n) != snapshot.messages.get(n)]
            found += [f"message {number} holds another recording" for number in sorted(different)]
        return found

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

    def step(self, target: str, before: str, after: str) -> Step:
        word, *index = target.split(" ")
        if word == "VRS" and len(index) == 1 and index[0].isdecimal():
            return message_step(int(index[0]), before, after)
        if word not in self.profile.every_item or not has_index(self.profile, (word, tuple(index))):
            raise ValueError(f"{target!r} is no place of an {self.profile.model}")
        return row_step((word, tuple(index)), before, after)

    def holds(self, snapshot: Snapshot, step: Step, value: str) -> bool:
        message = _message(step)
        if message is None:
            item, *index = step.target.split(" ")
            # A priority that follows the port order is another one as soon as somebody's number moves.
            moves = self.profile.every_item[item].factory is port_order and not snapshot.rows.programmed(item, *index)
            return moves or self._held(snapshot, step) == value
        kept = snapshot.messages.get(message, "")
        if kept == value or not (kept and value) or self.profile.audio_comes_back_unchanged:
            return kept == value
        return value == step.after and kept != step.before  # other bytes come back than were sent

    def after_steps(self, snapshot: Snapshot, steps: Sequence[Step]) -> Snapshot:
        then = snapshot.copy()
        for step in steps:
            message = _message(step)
            if message is None:
                item, *index = step.target.split(" ")
                then.rows.set((item, tuple(index)), step.after)
            elif step.after:
                then.messages[message] = step.after
            else:
                then.messages.pop(message, None)
        return then

    def shown(self, snapshot: Snapshot, step: Step) -> str:
        message = _message(step)
        if message is not None:
            return "a recording" if message in snapshot.messages else "no recording"
        return self._held(snapshot, step)

    def _held(self, snapshot: Snapshot, step: Step) -> str:
        item, *index = step.target.split(" ")
        return snapshot.rows.get(item, *index)

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
            else Recording(_first_sent(expected.messages[message], known.get(message)), kept)
            for message, kept in actual.messages.items()
            if message in expected.messages
        }

    def differences(self, expected: Snapshot, actual: Snapshot) -> list[str]:
        found = [
            difference_sentence(item, index, here, there)
            for (item, index), here, there in expected.rows.differences(actual.rows)
            if actual.knows(item)
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


def _first_sent(sent: str, known: Recording | None) -> str:
    """The checksum of the audio that a recording was made of: what an exchange kept may have been sent to another."""
    return known.sent if known is not None and known.kept == sent else sent


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
