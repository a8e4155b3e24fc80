"""A call always has somewhere to go: at every hour of the week, and on every special date."""

from __future__ import annotations

from collections.abc import Iterator

from ..answering import put_together, say_trunks
from ..fields import Object
from .destinations import PARTS, all_steps, has_digits
from .finding import Problem
from .moments import DayOfRoute, Stretch, Timetable, is_open, say_times
from .subject import Subject
from .ways import Arrival, DeadEnd, Follower, say_path


class RouteWays:
    """Where the calls of the routes go, by moment. What was followed once is not followed again."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.timetable = Timetable(subject)
        self._known: dict[tuple[str, str, frozenset[str]], Arrival] = {}
        self._working: dict[tuple[str, int], frozenset[str]] = {}

    @staticmethod
    def of(subject: Subject) -> RouteWays:
        """Those of a subject, the same for every check."""
        if "ways" not in subject.kept:
            subject.kept["ways"] = RouteWays(subject)
        ways: RouteWays = subject.kept["ways"]
        return ways

    def arrival(self, label: str, route: Object, part: str, moment: Stretch | None) -> Arrival:
        """What becomes of a call that comes in on a route. It depends on the moment only by the queues that work."""
        place = (label, part, self._queues_that_work(moment))
        if place not in self._known:
            follower = Follower(self.subject, moment)
            arrival = follower.follow(route[part], by_number=has_digits(route)) if part in route else Arrival(True)
            self._known[place] = self._intercepted(route, arrival, follower)
        return self._known[place]

    def _intercepted(self, route: Object, arrival: Arrival, follower: Follower) -> Arrival:
        """A call that nobody takes goes where those of other numbers go, if somebody is there at any hour."""
        last = self.subject.find("incoming_routes", f"*{route.get('trunk_group', 0)}")
        if arrival.taken or arrival.why is None or last is None or not has_digits(route):
            return arrival
        if not all(follower.follow(last[part], by_number=False).taken for part in PARTS if part in last):
            return arrival
        return Arrival(True, None, [end for end in arrival.lost if end != arrival.why], arrival.queues)

    def _queues_that_work(self, moment: Stretch | None) -> frozenset[str]:
        time = (moment.weekday, moment.start) if moment is not None else ("", 0)
        if time not in self._working:
            self._working[time] = frozenset(
                queue["name"]
                for queue in self.subject.site.of("queues")
                if moment is None or "hours" not in queue or is_open(queue["hours"][moment.weekday], moment.start)
            )
        return self._working[time]

    def day(self, label: str, route: Object, day: DayOfRoute) -> Iterator[tuple[Stretch, str, Arrival]]:
        """What becomes of calls in each part of a day."""
        for stretch, part in self.timetable.stretches(day):
            yield stretch, part, self.arrival(label, route, part, stretch)


def routes_into_nothing(subject: Subject) -> Iterator[Problem]:
    """WAY001: hours at which an incoming number reaches nothing."""
    ways = RouteWays.of(subject)
    for label, route in subject.labelled("incoming_routes"):
        if not ways.timetable.known(route):
            yield from _at_any_time(ways, label, route)
            continue
        lost: dict[tuple[str, DeadEnd], list[Stretch]] = {}
        seen: dict[str, int] = {}
        for day in ways.timetable.week(route):
            for stretch, part, arrival in ways.day(label, route, day):
                seen[part] = seen.get(part, 0) + 1
                for end in arrival.lost:
                    lost.setdefault((part, end), []).append(stretch)
        always = {key for key, stretches in lost.items() if len(stretches) == seen[key[0]]}
        for day in ways.timetable.dates(route):
            for stretch, part, arrival in ways.day(label, route, day):
                for end in arrival.lost:
                    if not _said(lost.get((part, end), []), stretch):
                        lost.setdefault((part, end), []).append(stretch)
        for (part, end), stretches in lost.items():
            when = "" if (part, end) in always else f" on {say_times(stretches)}"
            yield Problem(label, part, f"leads to nobody{when}: {_say_end(subject, end)}")


def _said(stretches: list[Stretch], on_date: Stretch) -> bool:
    """Whether a time of the week says already what is true on a date."""
    return any(
        stretch.date is None
        and stretch.weekday == on_date.weekday
        and stretch.start <= on_date.start
        and on_date.end <= stretch.end
        for stretch in stretches
    )


def _at_any_time(ways: RouteWays, label: str, route: Object) -> Iterator[Problem]:
    """A route whose schedule is not in the site: only what never depends on the hour."""
    for part in PARTS:
        if part in route:
            for end in ways.arrival(label, route, part, None).lost:
                yield Problem(label, part, f"leads to nobody: {_say_end(ways.subject, end)}")


def _say_end(subject: Subject, end: DeadEnd) -> str:
    return f"{say_path(subject, end.path)} {end.why}"


def trunks_unanswered(subject: Subject) -> Iterator[Problem]:
    """WAY011: hours at which the voice mail has no mailbox for a trunk that it answers."""
    if not subject.knows("mailboxes"):
        return
    labels = dict(enumerate((label for label, _box in subject.labelled("mailboxes")), start=1))
    answers = {place: box.get("answers", ()) for place, box in enumerate(subject.site.of("mailboxes"), start=1)}
    for answering, trunks in put_together(answers, labels)[0].items():
        gaps = [Stretch(day, None, start, end) for day, hours in answering.gaps().items() for start, end in hours]
        if gaps:
            yield Problem(
                labels[answering.slots[0]],
                "answers",
                f"no mailbox answers trunks {say_trunks(trunks)} on {say_times(gaps)}; where the voice mail takes "
                "their calls then, callers reach none; name the trunks in a mailbox without hours",
            )


def queues_without_way_out(subject: Subject) -> Iterator[Problem]:
    """WAY003: a queue in which callers wait for nobody."""
    for label, queue in subject.labelled("queues"):
        if subject.has_agents(queue):
            continue
        if "overflow" not in queue:
            yield Problem(label, "", "has neither agents nor an overflow; callers would wait for nobody")
        elif queue["overflow"]["after"] == 0:
            yield Problem(label, "overflow", "has no agents, and an overflow after 0 seconds may mean never")


def empty_groups(subject: Subject) -> Iterator[Problem]:
    """WAY004: a hunt group that can be called and has no members."""
    named = {value for step in all_steps(subject) for word, value in step.destination.items() if word == "hunt_group"}
    for label, group in subject.labelled("hunt_groups"):
        if not subject.has_members(group["name"]) and ("pilot" in group or group["name"] in named):
            yield Problem(label, "members", "can be called and has no members; callers hear the busy tone")


def queues_closed_on_pilot(subject: Subject) -> Iterator[Problem]:
    """WAY007: a queue with hours whose pilot can be dialled while nobody works there."""
    for label, queue in subject.labelled("queues"):
        if "hours" in queue and "pilot" in queue and "overflow" not in queue:
            yield Problem(
                label, "hours", f"who dials {queue['pilot']} outside these hours waits for nobody; there is no overflow"
            )


def silent_announcements(subject: Subject) -> Iterator[Problem]:
    """WAY008: announcements that those who dial the pilot do not hear."""
    for label, queue in subject.labelled("queues"):
        if queue.get("announcements") and "pilot" in queue:
            yield Problem(
                label, "announcements", f"do not play to those who dial {queue['pilot']}; they play on incoming routes"
            )
