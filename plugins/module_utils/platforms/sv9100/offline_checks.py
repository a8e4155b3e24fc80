"""What is wrong with a wish, found without the exchange: before any session is opened."""

from __future__ import annotations

import datetime
from collections.abc import Container, Mapping
from pathlib import Path

from ...audio.conversion import convert
from ...audio.formats import AudioError, Converted
from ...model.answering import Quarrel, put_together
from ...model.dates import differing_dates, special_days
from ...model.fields import Kind, Object
from ...model.findings import Finding, SiteError, ValueProblem
from ...model.kinds import (
    ANSWERING_POSITIONS,
    GREETINGS,
    HUNT_GROUPS,
    INCOMING_ROUTES,
    KINDS,
    MAILBOXES,
    PICKUP_GROUPS,
    QUEUES,
    SCHEDULES,
    USERS,
)
from ...model.opening_hours import WEEKDAYS
from ..operation import Wish
from ..platform import Prepared
from .characters import encode_name
from .greetings import CHECKSUM_MARK
from .number_space import check_number, factory_numbering
from .patterns import Timetable, check_fits
from .profile import Profile
from .queue_overflow import foreign_mailbox
from .shared_night_groups import slots_of
from .time_tables import patterns_of_day
from .timed_routes import is_timed, mixtures
from .trunk_answering import unfit


class OfflineChecks:
    """Collects every finding of one wish."""

    def __init__(self, exchange: str, profile: Profile, wish: Wish) -> None:
        self.exchange = exchange
        self.profile = profile
        self.wish = wish
        self.site = wish.site
        self.numbering: Mapping[str, int] = wish.numbering or factory_numbering(profile)
        self.findings: list[Finding] = []
        self.warnings: list[str] = []
        self.audio: dict[str, Converted] = {}

    def run(self) -> Prepared:
        """All checks; raises ``SiteError`` when one of them found something."""
        if self.wish.state != "deleted":
            self._numbers()
            self._names()
            self._ports_and_messages()
            self._members()
            self._queues()
            self._schedules()
            self._trunks()
            self._answers()
            self._time_tables()
            self._audio()
        self._slots()
        self._group_count()
        if self.findings:
            raise SiteError(self.findings)
        return Prepared(self.audio, tuple(self.warnings))

    def _refuse(self, label: str, field: str, sentence: str) -> None:
        self.findings.append(Finding(self.exchange, label, field, sentence))

    def _numbers(self) -> None:
        """Every number is in the numbering plan, and nobody else's."""
        owners: dict[str, str] = {}
        wanted = [(USERS.label(user), "extension", user["extension"]) for user in self.site.of("users")]
        for kind in (HUNT_GROUPS, QUEUES):
            wanted += [(kind.label(g), "pilot", g["pilot"]) for g in self.site.of(kind.name) if "pilot" in g]
        for label, field, number in wanted:
            try:
                check_number(number, self.numbering)
            except ValueProblem as problem:
                self._refuse(label, field, str(problem))
            if number in owners:
                self._refuse(label, field, f"{number} is the number of {owners[number]} already")
            if number in self.profile.protected_numbers:
                self._refuse(label, field, f"{number} {self._reserved}")
            owners[number] = label

    @property
    def _reserved(self) -> str:
        """The end of a sentence about something that nobody may have."""
        return f"belongs to the {self.profile.model}'s own voice mail, and the exchange lets nobody program it"

    def _names(self) -> None:
        """Every name can be shown, and fits."""
        for kind in (USERS, HUNT_GROUPS):
            for entry in self.site.of(kind.name):
                field = "display_name" if "display_name" in entry else "name"
                if field not in entry or (field == "name" and self._keeps_what_is_shown(kind, entry)):
                    continue
                try:
                    encode_name(entry[field], self.profile.limits.name_length, self.wish.transliterate)
                except ValueProblem as problem:
                    remedy = "" if field == "display_name" else "; give it a display_name that fits"
                    self._refuse(kind.label(entry), field, f"{problem}{remedy}")

    def _keeps_what_is_shown(self, kind: Kind, entry: Object) -> bool:
        """Whether the exchange shows something for the object already, which merged leaves as it is."""
        known = entry["name"] in self.wish.slots.get(kind.name, {})
        return self.wish.state == "merged" and kind.key == "name" and known

    def _ports_and_messages(self) -> None:
        """Ports and messages exist on the model, and are asked for once."""
        for kind, field, highest in (
            (USERS, "port", self.profile.limits.ports),
            (GREETINGS, "message", self.profile.limits.messages),
        ):
            owners: dict[int, str] = {}
            for entry in self.site.of(kind.name):
                number = entry.get(field)
                if number is None:
                    continue
                if number > highest:
                    self._refuse(kind.label(entry), field, f"{number} is beyond the {self.profile.model}'s {highest}")
                elif kind is USERS and number in self.profile.protected_ports:
                    self._refuse(kind.label(entry), field, f"port {number} {self._reserved}")
                elif number in owners:
                    self._refuse(kind.label(entry), field, f"{field} {number} is that of {owners[number]} already")
                owners[number] = kind.label(entry)

    def _members(self) -> None:
        """A member is in one group; where the site holds all users or groups, members and groups are among them."""
        whole = self.wish.state == "overridden"
        users = {user["extension"] for user in self.site.of("users")} if whole and self.site.manages("users") else None
        owners: dict[str, str] = {}
        for group in self.site.of("hunt_groups"):
            for member in group.get("members", ()):
                if member in self.profile.protected_numbers:
                    self._refuse(HUNT_GROUPS.label(group), "members", f"{member} {self._reserved}")
                elif users is not None and member not in users:
                    self._refuse(
                        HUNT_GROUPS.label(group), "members", f"{member} does not exist: no user has that extension"
                    )
                if member in owners:
                    self._refuse(
                        HUNT_GROUPS.label(group),
                        "members",
                        f"{member} is a member of {owners[member]} already; an extension is in one hunt group",
                    )
                owners[member] = HUNT_GROUPS.label(group)
        names = {group["name"] for group in self.site.of("hunt_groups")}
        for user in self.site.of("users"):
            group_name = user.get("hunt_group")
            if group_name is None:
                continue
            if whole and self.site.manages("hunt_groups") and group_name not in names:
                self._refuse(USERS.label(user), "hunt_group", f"there is no hunt group {group_name!r} in the site")
            if owners.get(user["extension"], f"hunt group {group_name}") != f"hunt group {group_name}":
                self._refuse(
                    USERS.label(user),
                    "hunt_group",
                    f"names {group_name!r}, but {owners[user['extension']]} lists the extension as a member",
                )

    def _queues(self) -> None:
        """No more callers wait than the model takes, and an overflow to voice mail is to the mailbox of the pilot."""
        most = self.profile.limits.queue_limit
        for queue in self.site.of("queues"):
            calls = queue.get("limit", {}).get("calls", 0)
            if calls > most:
                self._refuse(
                    QUEUES.label(queue), "limit", f"{calls} callers are beyond the {self.profile.model}'s {most}"
                )
            known = self.wish.state != "merged" or "pilot" in queue
            problem = foreign_mailbox(queue) if known else None
            if problem:
                self._refuse(QUEUES.label(queue), "overflow", problem)

    def _schedules(self) -> None:
        """Every timetable fits into the patterns of a night group."""
        today = datetime.date.fromisoformat(self.wish.today)
        for schedule in self.site.of("schedules"):
            weekly = schedule.get("weekly", dict.fromkeys(WEEKDAYS, ()))
            try:
                days, _remarks = special_days(schedule, today)
            except ValueProblem as problem:
                self._refuse(SCHEDULES.label(schedule), "holidays", str(problem))
                continue
            try:
                check_fits(
                    Timetable(weekly, differing_dates(days, weekly)),
                    self.profile.limits.patterns,
                    self.profile.limits.pattern_entries,
                )
            except ValueProblem as problem:
                self._refuse(SCHEDULES.label(schedule), "weekly", str(problem))

    def _trunks(self) -> None:
        """A trunk exists on the model and follows one schedule."""
        owners: dict[int, tuple[str, tuple[int, ...]]] = {}
        for schedule in self.site.of("schedules"):
            trunks = schedule.get("trunks", ())
            if trunks and trunks[-1] > self.profile.limits.trunks:
                self._refuse(
                    SCHEDULES.label(schedule),
                    "trunks",
                    f"trunk {trunks[-1]} is beyond the {self.profile.model}'s {self.profile.limits.trunks}",
                )
            shared = next((trunk for trunk in trunks if trunk in owners and owners[trunk][1] != trunks), None)
            if shared is not None:
                self._refuse(
                    SCHEDULES.label(schedule),
                    "trunks",
                    f"trunk {shared} follows {owners[shared][0]} already; schedules share trunks only when they name "
                    "the same ones",
                )
            owners.update(dict.fromkeys(trunks, (SCHEDULES.label(schedule), trunks)))

    def _answers(self) -> None:
        """Mailboxes share the trunks that they answer by hours that go together and fit into an answer table."""
        boxes = dict(enumerate(self.site.of("mailboxes"), start=1))
        names = {place: MAILBOXES.label(box) for place, box in boxes.items()}
        answers = {place: box["answers"] for place, box in boxes.items() if box.get("answers")}
        highest = self.profile.limits.trunks
        beyond = [
            Quarrel(place, f"trunk {trunk} is beyond the {self.profile.model}'s {highest}")
            for place, entries in answers.items()
            for trunk in [max(trunk for answer in entries for trunk in answer["trunks"])]
            if trunk > highest
        ]
        wished, quarrels = put_together(answers, names)
        unfitting = unfit(self.profile, wished, names, whole=self.wish.state == "overridden")
        for problem in (*beyond, *quarrels, *unfitting):
            self._refuse(names[problem.slot], "answers", problem.sentence)

    def _time_tables(self) -> None:
        """Numbers routed by time: all of a trunk group, days that fit into a table, no more tables than there are."""
        limits = self.profile.limits
        weeks = {schedule["name"]: schedule.get("weekly", {}) for schedule in self.site.of("schedules")}
        routes = [route for route in self.site.of("incoming_routes") if is_timed(route)]
        for route, sentence in mixtures(self.site.of("incoming_routes")):
            self._refuse(INCOMING_ROUTES.label(route), "time_tables", sentence)
        for route in routes:
            for hours in weeks.get(route.get("schedule"), {}).values():
                try:
                    patterns_of_day(hours, 1, 2, limits.time_patterns)
                except ValueProblem as problem:
                    self._refuse(INCOMING_ROUTES.label(route), "schedule", str(problem))
                    break
        needed = len(routes) * (len(WEEKDAYS) if self.profile.time_tables_by_day else 1)
        if needed > limits.time_tables:
            numbers = ", ".join(str(route["number"]) for route in routes)
            self._refuse(
                INCOMING_ROUTES.label(routes[-1]),
                "time_tables",
                f"routes {numbers} need {needed} time tables, and the {self.profile.model} has {limits.time_tables}",
            )

    def _audio(self) -> None:
        """Every audio file is there, is audio, and is converted."""
        for greeting in self.site.of("greetings"):
            audio = greeting.get("audio", CHECKSUM_MARK)
            if audio.startswith(CHECKSUM_MARK) or audio in self.audio:
                continue
            label = GREETINGS.label(greeting)
            path = self._find_audio(audio)
            if path is None:
                looked = " or ".join(self.wish.audio_roots) or "the working directory"
                self._refuse(label, "audio", f"the file {audio} is not in {looked}")
                continue
            try:
                self.audio[audio] = convert(path, self.profile.audio)
            except AudioError as error:
                self._refuse(label, "audio", f"{audio} {error}")
                continue
            self.warnings.extend(f"{label}: {audio} {warning}" for warning in self.audio[audio].warnings)
        if self.site.of("greetings") and not self.profile.audio_comes_back_unchanged:
            self.warnings.append(
                "greetings are compared by the checksums recorded after upload: this exchange gives back other bytes"
            )

    def _find_audio(self, audio: str) -> Path | None:
        candidates = [Path(root) / audio for root in self.wish.audio_roots] or [Path(audio)]
        return next((path for path in candidates if path.is_file()), None)

    def _slots(self) -> None:
        """The slots file names slots that exist, each once."""
        profile, limits = self.profile, self.profile.limits
        ranges: dict[str, Container[int]] = {
            "users": set(range(1, limits.ports + limits.virtual_ports + 1)) - set(profile.protected_ports),
            "hunt_groups": set(range(1, limits.department_groups + 1)) - set(profile.protected_department_groups),
            "pickup_groups": range(2, limits.pickup_groups + 1),
            "queues": range(1, limits.acd_groups + 1),
            "answering_positions": range(1, limits.operators + 1),
            "greetings": range(1, limits.messages + 1),
            "schedules": {
                slot
                for group in set(range(1, limits.night_groups + 1)) - set(profile.protected_night_groups)
                for slot in slots_of(group)
            },
        }
        for kind, table in self.wish.slots.items():
            if kind not in ranges:
                continue
            owners: dict[int, str] = {}
            for name, slot in table.items():
                label = f"slots, {KINDS[kind].word} {name}"
                if slot not in ranges[kind]:
                    self._refuse(label, "", f"{slot} is not a slot of the {self.profile.model}; mend the slots file")
                elif slot in owners:
                    self._refuse(label, "", f"slot {slot} is that of {owners[slot]} too; mend the slots file")
                owners[slot] = name

    def _group_count(self) -> None:
        """No more groups and schedules than the model has; those that are protected do not count."""
        profile = self.profile
        for kind, most, what in (
            (HUNT_GROUPS, profile.limits.department_groups - len(profile.protected_department_groups), "hunt groups"),
            (SCHEDULES, profile.limits.night_groups - len(profile.protected_night_groups), "schedules"),
            (GREETINGS, profile.limits.messages, "greetings"),
            (USERS, profile.limits.ports + profile.limits.virtual_ports - len(profile.protected_ports), "users"),
            (PICKUP_GROUPS, self.profile.limits.pickup_groups - 1, "pickup groups"),
            (QUEUES, self.profile.limits.acd_groups, "queues"),
            (ANSWERING_POSITIONS, self.profile.limits.operators, "answering positions"),
        ):
            entries: tuple[Object, ...] = self.site.of(kind.name)
            if len(entries) > most:
                self._refuse(
                    kind.label(entries[most]),
                    "",
                    f"is one too many: the {self.profile.model} takes {most} {what} and the site has {len(entries)}",
                )
