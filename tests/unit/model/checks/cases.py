"""For each code a small site that has it, and one that only just has not: the quiet site with something else in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ROUTE: dict[str, Any] = {"number": "22334457", "trunk_group": 1}
WORK = {day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
LONG_NUMBER = "0922334455"


@dataclass(frozen=True)
class Case:
    """What is added to the quiet site (a list is an object of the kind, with the fields that are changed).

    ``says`` is the whole line after the exchange and the severity; ``fine`` is added instead and finds nothing with
    this code.
    """

    code: str
    adds: dict[str, list[dict[str, Any]]]
    says: str
    fine: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    around: dict[str, Any] = field(default_factory=dict)


def route(**fields: Any) -> dict[str, list[dict[str, Any]]]:
    """One more incoming route."""
    return {"incoming_routes": [{**ROUTE, **fields}]}


def user(extension: str, **fields: Any) -> dict[str, Any]:
    """A user."""
    return {"extension": extension, "name": f"User {extension}", **fields}


def queue(**fields: Any) -> dict[str, list[dict[str, Any]]]:
    """One more queue, with an agent unless ``fields`` say otherwise."""
    return {"queues": [{"name": "New", "agents": ["102"], **fields}]}


def overflow(after: int, **to: Any) -> dict[str, Any]:
    """An overflow."""
    return {"after": after, "to": to}


def desk(extension: str, overflow: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """One more answering position."""
    position = {"name": "Desk", "number": 2, "extension": extension, "overflow": overflow}
    return {"answering_positions": [position]}


def preferring(*queues: str) -> dict[str, Any]:
    """An overflow to several queues, the first one preferred."""
    return {"after": 30, "to": [{"queue": name} for name in queues]}


ANNOUNCED = [{"greeting": "please-wait", "after": 10}]

REFERENCES = [
    Case(
        "REF001",
        route(open={"queue": "Sale"}),
        "incoming route 22334457, open: there is no queue 'Sale' in the site",
        route(open={"queue": "Help"}),
    ),
    Case(
        "REF001",
        queue(overflow=preferring("Help", "Helo")),
        "queue New, overflow: there is no queue 'Helo' in the site",
        queue(overflow=preferring("Help", "Sales")),
    ),
    Case(
        "REF001",
        {"pickup_groups": [{"name": "Back", "members": ["199"]}]},
        "pickup group Back, members: 199 does not exist: no user has that extension",
        {"pickup_groups": [{"name": "Back", "members": ["102"]}]},
    ),
    Case(
        "REF001",
        {"mailboxes": [{"number": "191", "group": "Helpers"}]},
        "mailbox 191, group: there is no hunt group or queue 'Helpers' in the site",
        {"mailboxes": [{"number": "191", "group": "Help"}]},
    ),
    Case(
        "REF003",
        {"users": [user("110", forward={"busy": "199"})]},
        "user 110 User 110, forward: 199 looks like a number inside, and no user, hunt group or queue has it",
        {"users": [user("110", forward={"busy": "191", "no_answer": LONG_NUMBER})]},
    ),
]

NUMBERS = [
    Case(
        "NUM001",
        {"hunt_groups": [{"name": "Depot", "pilot": "101", "members": ["102"]}]},
        "hunt group Depot, pilot: 101 is the number of user 101 User 101 already",
        {"hunt_groups": [{"name": "Depot", "pilot": "181", "members": ["102"]}]},
    ),
    Case(
        "NUM002",
        {"incoming_routes": [{"number": "+4722334455", "trunk_group": 1, "open": {"user": "101"}}]},
        "incoming route +4722334455, number: ends like the number of incoming route 22334455; an exchange stores 8 "
        "digits at most and cannot tell them apart",
        {"incoming_routes": [{"number": "+4722334455", "trunk_group": 2, "open": {"user": "101"}}]},
    ),
    Case(
        "NUM003",
        {"incoming_routes": [{"number": "55664455", "trunk_group": 1, "open": {"user": "101"}}]},
        "incoming route 55664455, number: ends in the same 4 digits as the number of incoming route 22334455; trunk "
        "group 1 tells them apart only if it stores more than 4",
        {"incoming_routes": [{"number": "55664454", "trunk_group": 1, "open": {"user": "101"}}]},
    ),
    Case(
        "NUM004",
        {"mailboxes": [{"number": "103", "user": "102"}]},
        "mailbox 103, number: 103 is the number of user 103 User 103, who is not its owner",
        {"mailboxes": [{"number": "103", "user": "103"}]},
    ),
]

WAYS = [
    Case(
        "WAY001",
        {
            "hunt_groups": [{"name": "Empty"}],
            **route(open={"hunt_group": "Empty"}),
        },
        "incoming route 22334457, open: leads to nobody: hunt group Empty has no members",
        {"hunt_groups": [{"name": "Empty"}], **route(open={"hunt_group": "Empty", "then": {"user": "101"}})},
    ),
    Case(
        "WAY001",
        {
            **queue(hours={"monday": ["08:00-16:00"]}, pilot="192"),
            "schedules": [{"name": "wide", "trunks": ["9"], "weekly": {"monday": ["08:00-17:00"]}}],
            **route(schedule="wide", open={"queue": "New"}, closed={"user": "101"}),
        },
        "incoming route 22334457, open: leads to nobody on Monday 16:00-17:00: queue New is closed and has no overflow",
        {
            **queue(hours={"monday": ["08:00-16:00"]}, pilot="192", overflow=overflow(60, queue="Help")),
            "schedules": [{"name": "wide", "trunks": ["9"], "weekly": {"monday": ["08:00-17:00"]}}],
            **route(schedule="wide", open={"queue": "New"}, closed={"user": "101"}),
        },
    ),
    Case(
        "WAY001",
        {
            "schedules": [
                {
                    "name": "wide",
                    "trunks": ["9"],
                    "weekly": WORK,
                    "holidays": {"calendar": "NO"},
                    "exceptions": [{"date": "2026-11-28", "open": ["10:00-12:00"]}],
                }
            ],
            **route(schedule="wide", open={"queue": "Sales"}, closed={"user": "101"}),
        },
        "incoming route 22334457, open: leads to nobody on 2026-11-28 10:00-12:00: queue Sales is closed, and a route "
        "enters it through a ring group, which does not reach the overflow then",
    ),
    Case(
        "WAY001",
        {
            **queue(pilot="192", overflow=overflow(60, queue="Nobody")),
            "queues": [
                {"name": "New", "agents": ["102"], "pilot": "192", "overflow": overflow(60, queue="Nobody")},
                {"name": "Nobody"},
            ],
            **route(open={"queue": "New"}),
        },
        "incoming route 22334457, open: leads to nobody: queue New → queue Nobody has no agents and has no overflow",
        {**queue(pilot="192", overflow=overflow(60, queue="Help")), **route(open={"queue": "New"})},
    ),
    Case(
        "WAY001",
        {
            "queues": [
                {"name": "New", "agents": ["102"], "pilot": "192", "overflow": preferring("Nobody", "None")},
                {"name": "Nobody", "overflow": {"after": 0, "to": {"queue": "Help"}}},
                {"name": "None"},
            ],
            **route(open={"queue": "New"}),
        },
        "incoming route 22334457, open: leads to nobody: queue New → queue Nobody has no agents, and an overflow after "
        "0 seconds may mean never",
        {
            "queues": [
                {"name": "New", "agents": ["102"], "pilot": "192", "overflow": preferring("Nobody", "Help")},
                {"name": "Nobody"},
            ],
            **route(open={"queue": "New"}),
        },
    ),
    Case(
        "WAY001",
        {
            "users": [user("110", forward={"all": "182"})],
            "hunt_groups": [{"name": "Empty", "pilot": "182"}],
            **route(open={"user": "110"}),
        },
        "incoming route 22334457, open: leads to nobody: user 110 → hunt group Empty has no members",
        {
            "users": [user("110", forward={"all": "182"}, hunt_group="Empty")],
            "hunt_groups": [{"name": "Empty", "pilot": "182"}],
            **route(open={"user": "110"}),
        },
    ),
    Case(
        "WAY001",
        {"hunt_groups": [{"name": "Empty"}], **route(open={"hunt_group": "Empty"})},
        "incoming route 22334457, open: leads to nobody: hunt group Empty has no members",
        {
            "hunt_groups": [{"name": "Empty"}],
            "incoming_routes": [
                {**ROUTE, "open": {"hunt_group": "Empty"}},
                {"number": "*1", "trunk_group": 1, "open": {"user": "101"}},
            ],
        },
    ),
    Case(
        "WAY001",
        {
            **queue(hours={"monday": ["08:00-16:00"]}, pilot="192", overflow=overflow(60, queue="Help")),
            "schedules": [{"name": "wide", "trunks": ["9"], "weekly": {"monday": ["08:00-17:00"]}}],
            "incoming_routes": [
                {
                    "number": "22334457",
                    "trunks": ["9"],
                    "schedule": "wide",
                    "open": {"queue": "New"},
                    "closed": {"user": "101"},
                }
            ],
        },
        "incoming route 22334457, open: leads to nobody on Monday 16:00-17:00: queue New is closed, and a route enters "
        "it through a ring group, which does not reach the overflow then",
    ),
    Case(
        "WAY002",
        {"users": [user("110", forward={"all": "111"}), user("111", forward={"busy": "110"})]},
        "user 110 User 110, forward: leads in a circle: user 110 → user 111 → user 110",
        {"users": [user("110", forward={"all": "111"}), user("111", forward={"both_ring": "110"})]},
    ),
    Case(
        "WAY002",
        {
            "queues": [
                {"name": "A", "agents": ["102"], "overflow": overflow(30, queue="B")},
                {"name": "B", "agents": ["102"], "overflow": overflow(30, queue="A")},
            ]
        },
        "queue A, overflow: leads in a circle: queue A → queue B → queue A",
        queue(overflow=overflow(30, queue="Help")),
    ),
    Case(
        "WAY002",
        {
            "queues": [
                {"name": "A", "agents": ["102"], "overflow": preferring("Help", "B")},
                {"name": "B", "agents": ["102"], "overflow": preferring("Sales", "A")},
            ]
        },
        "queue A, overflow: leads in a circle: queue A → queue B → queue A",
        queue(overflow=preferring("Help", "Sales")),
    ),
    Case(
        "WAY002",
        {
            "users": [user("110")],
            "answering_positions": [{"name": "Night", "number": 2, "extension": "110", "overflow": {"user": "110"}}],
        },
        "answering position Night, overflow: leads in a circle: user 110 → user 110",
        {
            "users": [user("110")],
            "answering_positions": [{"name": "Night", "number": 2, "extension": "110", "overflow": {"user": "101"}}],
        },
    ),
    Case(
        "WAY003",
        queue(agents=[]),
        "queue New: has neither agents nor an overflow; callers would wait for nobody",
        queue(agents=[], overflow=overflow(10, queue="Help")),
    ),
    Case(
        "WAY003",
        queue(agents=[], overflow=overflow(0, queue="Help")),
        "queue New, overflow: has no agents, and an overflow after 0 seconds may mean never",
    ),
    Case(
        "WAY004",
        {"hunt_groups": [{"name": "Empty", "pilot": "182"}]},
        "hunt group Empty, members: can be called and has no members; callers hear the busy tone",
        {"hunt_groups": [{"name": "Empty"}]},
    ),
    Case(
        "WAY005",
        route(open={"user": "101", "then": {"hunt_group": "Support", "then": {"user": "101"}}}),
        "incoming route 22334457, open: leads back to where the call was before: user 101 → hunt group Support → user "
        "101",
        route(open={"user": "101", "then": {"hunt_group": "Support", "then": {"user": "102"}}}),
    ),
    Case(
        "WAY006",
        {"users": [user("110", forward={"no_answer": LONG_NUMBER})], **route(open={"user": "110"})},
        f"incoming route 22334457, open: leads outside: user 110 → number {LONG_NUMBER}; the exchange pays for the "
        "call",
        {"users": [user("110", forward={"no_answer": {"inside": LONG_NUMBER}})], **route(open={"user": "110"})},
    ),
    Case(
        "WAY006",
        {**queue(overflow=overflow(20, speed_dial=7)), **route(open={"queue": "New"})},
        "incoming route 22334457, open: leads outside: queue New → speed dial 7; the exchange pays for the call",
        route(open={"number": "191"}),
    ),
    Case(
        "WAY007",
        queue(pilot="192", hours=WORK),
        "queue New, hours: who dials 192 outside these hours waits for nobody; there is no overflow",
        queue(pilot="192"),
    ),
    Case(
        "WAY008",
        queue(pilot="192", announcements=ANNOUNCED, disconnect_after=0),
        "queue New, announcements: do not play to those who dial 192; they play on incoming routes",
        queue(announcements=ANNOUNCED, disconnect_after=0),
    ),
    Case(
        "WAY009",
        {"users": [user("110", forward={"busy": "180"})], **desk("110", {"hunt_group": "Support"})},
        "user 110 User 110, forward: is busy 180, and the overflow of answering position Desk is hunt group Support; "
        "an extension has one forwarding, so take one of the two out",
        {"users": [user("110", forward={"busy": "180", "no_answer": "180"})], **desk("110", {"hunt_group": "Support"})},
    ),
    Case(
        "WAY009",
        {"users": [user("110", forward="off")], **desk("110", {"number": LONG_NUMBER})},
        "user 110 User 110, forward: is off, and the overflow of answering position Desk is number 0922334455; "
        "an extension has one forwarding, so take one of the two out",
        {"users": [user("110")], **desk("110", {"number": LONG_NUMBER})},
    ),
    Case(
        "WAY009",
        desk("106", {"user": "101"}),
        "answering position Desk, overflow: is user 101, and that of answering position Reception, at the same "
        "extension, is hunt group Support; an extension has one forwarding, so take one of the two out",
        desk("106", {"number": "180"}),
    ),
    Case(
        "WAY010",
        route(open={"user": "102", "then": {"mailbox": "101"}}),
        "incoming route 22334457, open: goes on to mailbox 101, but the voice mail answers with the mailbox of the "
        "number that rang, which is 102",
        route(open={"user": "101", "then": {"mailbox": "101"}}),
    ),
    Case(
        "WAY010",
        route(open={"answering_position": "Reception", "then": {"hunt_group": "Support", "then": {"mailbox": "180"}}}),
        "incoming route 22334457, open: goes on to mailbox 180, but the voice mail answers with the mailbox of the "
        "number that rang, which is 106",
        route(open={"hunt_group": "Support", "then": {"mailbox": "180"}}),
    ),
    Case(
        "WAY010",
        route(open={"greeting": "closed", "then": {"mailbox": "101", "then": {"mailbox": "180"}}}),
        "incoming route 22334457, open: goes on to mailbox 180, but the voice mail answers with one mailbox for the "
        "whole route, which is 101",
        route(open={"greeting": "closed", "then": {"mailbox": "101"}}),
    ),
    Case(
        "WAY010",
        {**queue(pilot="192"), **route(open={"queue": "New", "then": {"mailbox": "180"}})},
        "incoming route 22334457, open: goes on to mailbox 180, but the voice mail answers with the mailbox of the "
        "number that rang, which is 192",
        {**queue(pilot="192", announcements=ANNOUNCED), **route(open={"queue": "New", "then": {"mailbox": "180"}})},
    ),
]

CHAIN = {"users": [user("110", forward={"no_answer": "111"}), user("111", forward={"no_answer": "102"})]}

TIMERS = [
    Case(
        "TIM001",
        {**CHAIN, **route(open={"user": "110", "then": {"hunt_group": "Support"}})},
        "incoming route 22334457, open: goes on after 20 s, before user 110 → user 111 → user 102 has come, which "
        "takes 20 s (by the factory's times; the exchange may have others)",
        {**CHAIN, **route(open={"user": "111", "then": {"hunt_group": "Support"}})},
    ),
    Case(
        "TIM002",
        {
            **queue(pilot="192", overflow=overflow(60, queue="Help")),
            **route(open={"queue": "New", "then": {"user": "101"}}),
        },
        "incoming route 22334457, open: goes on after 60 s, before queue New overflows after 60 s "
        "(by the factory's times; the exchange may have others)",
        {
            **queue(pilot="192", overflow=overflow(59, queue="Help")),
            **route(open={"queue": "New", "then": {"user": "101"}}),
        },
    ),
    Case(
        "TIM003",
        queue(overflow=overflow(0, queue="Help")),
        "queue New, overflow: after 0 seconds may mean never; give at least 1",
        queue(overflow=overflow(1, queue="Help")),
    ),
    Case(
        "TIM004",
        queue(announcements=[{"greeting": "please-wait", "after": 60}], overflow=overflow(60, queue="Help")),
        "queue New, announcements: please-wait begins 60 s after the call, and callers overflow after 60 s",
        queue(announcements=[{"greeting": "please-wait", "after": 59}], overflow=overflow(60, queue="Help")),
    ),
    Case(
        "TIM004",
        queue(
            announcements=[{"greeting": "please-wait", "repeat": 2}, {"greeting": "closed"}],
            overflow=overflow(50, queue="Help"),
        ),
        "queue New, announcements: closed begins 50 s after the call, and callers overflow after 50 s "
        "(by the factory's times; the exchange may have others)",
        queue(
            announcements=[{"greeting": "please-wait", "repeat": 2}, {"greeting": "closed"}],
            overflow=overflow(51, queue="Help"),
        ),
    ),
    Case(
        "TIM005",
        queue(announcements=ANNOUNCED, overflow=overflow(75, queue="Help")),
        "queue New, disconnect_after: callers are disconnected 75 s after the call, before they overflow after 75 s",
        queue(announcements=ANNOUNCED, overflow=overflow(74, queue="Help")),
    ),
    Case(
        "TIM005",
        queue(announcements=ANNOUNCED),
        "queue New, disconnect_after: callers are disconnected 60 s after the last announcement, and there is no "
        "overflow before that",
        queue(announcements=ANNOUNCED, disconnect_after=0),
    ),
    Case(
        "TIM006",
        route(open={"queue": "Sales", "then": {"user": "101"}}),
        "incoming route 22334457, open: what comes after queue Sales is reached only while the queue is closed; a "
        "caller who waits in it leaves by its overflow",
        route(open={"queue": "Help", "then": {"user": "101"}}),
    ),
]

GREETINGS = [
    Case(
        "GRE001",
        {},
        "greeting please-wait, audio: lasts 0.4 s only; nobody understands so short a greeting",
        around={"greeting_seconds": {"please-wait": 0.4, "closed": 0.5}},
    ),
    Case(
        "GRE002",
        {},
        "greeting please-wait, audio: lasts 121.0 s; a message of the exchange holds 120 s",
        around={"greeting_seconds": {"please-wait": 121.0, "closed": 120.0}, "longest_greeting": 120.0},
    ),
    Case(
        "GRE003",
        {"greetings": [{"name": "old", "audio": "old.wav"}]},
        "greeting old: is played by no route, queue or mailbox",
        {
            "greetings": [{"name": "old", "audio": "old.wav"}],
            "mailboxes": [{"number": "102", "user": "102", "greeting": "old"}],
        },
    ),
    Case(
        "GRE004",
        route(open={"greeting": "closed", "then": {"number": LONG_NUMBER}}),
        f"incoming route 22334457, open: leads outside after a greeting: number {LONG_NUMBER}; the exchange pays for "
        "the call",
        route(open={"greeting": "closed", "then": {"user": "101"}}),
    ),
]

SCHEDULES = [
    Case(
        "SCH001",
        {
            "schedules": [{"name": "no-dates", "trunks": ["9"], "weekly": WORK}],
            **route(schedule="no-dates", open={"queue": "Sales"}, closed={"user": "101"}),
        },
        "incoming route 22334457, schedule: leads to queue Sales on 2026-12-25 08:00-16:00 and on 6 more dates, when "
        "incoming route 22334455 is closed; the hours of a queue hold no dates, so close them on every route to it",
        {
            "schedules": [{"name": "no-dates", "trunks": ["9"], "weekly": WORK, "holidays": {"calendar": "NO"}}],
            **route(schedule="no-dates", open={"queue": "Sales"}, closed={"user": "101"}),
        },
    ),
    Case(
        "SCH002",
        {
            **queue(hours=WORK),
            "schedules": [{"name": "no-dates", "trunks": ["9"], "weekly": WORK}],
            **route(schedule="no-dates", open={"queue": "New"}, closed={"user": "101"}),
        },
        "incoming route 22334457, schedule: leads to queue New on public holidays as on any day; the hours of a queue "
        "hold no dates",
        {
            **queue(),
            "schedules": [{"name": "no-dates", "trunks": ["9"], "weekly": WORK}],
            **route(schedule="no-dates", open={"queue": "New"}, closed={"user": "101"}),
        },
    ),
    Case(
        "SCH003",
        {
            "schedules": [{"name": "idle", "weekly": WORK}],
            **route(schedule="idle", open={"user": "102"}, closed={"user": "101"}),
        },
        "incoming route 22334457, schedule: idle switches no trunk, so the route would never close",
        {
            "schedules": [{"name": "idle", "weekly": WORK}],
            **route(schedule="idle", open={"user": "102"}, closed={"user": "101"}, time_tables=True),
        },
    ),
    Case(
        "SCH004",
        {"schedules": [{"name": "shut"}]},
        "schedule shut, weekly: is open at no hour of the week; every route that follows it is always closed",
        {"schedules": [{"name": "shut", "exceptions": [{"date": "2026-12-24", "open": ["08:00-12:00"]}]}]},
    ),
]

ACCESS = [
    Case(
        "SEC001",
        {},
        "account tech, ansible_password: is the factory's password, which every manual prints; change it in 90-02 and "
        "in the vault",
        around={"factory_account": "tech"},
    ),
]

ANSWERED = [
    Case(
        "WAY011",
        {
            "mailboxes": [
                {
                    "number": "102",
                    "user": "102",
                    "answers": [{"trunks": ["1-4"], "weekly": {**WORK, "saturday": ["00:00-24:00"]}}],
                }
            ]
        },
        "mailbox 102, answers: no mailbox answers trunks 1-4 on Monday 00:00-08:00, Monday 16:00-24:00, Tuesday "
        "00:00-08:00 and 8 more times; where the voice mail takes their calls then, callers reach none; name the "
        "trunks in a mailbox without hours",
        {
            "mailboxes": [
                {"number": "102", "user": "102", "answers": [{"trunks": ["1-4"], "weekly": WORK}]},
                {"number": "103", "user": "103", "answers": [{"trunks": ["1-8"]}]},
            ]
        },
    ),
    Case(
        "CAP001",
        {
            "users": [user(str(number)) for number in range(110, 121)],
            "mailboxes": [
                {"number": str(number), "user": str(number), "answers": [{"trunks": [str(number)]}]}
                for number in range(110, 121)
            ],
        },
        "answer tables: the site needs 11, and the model has 10",
        {
            "users": [user(str(number)) for number in range(110, 119)],
            "mailboxes": [
                {"number": str(number), "user": str(number), "answers": [{"trunks": [str(number)]}]}
                for number in range(110, 119)
            ],
        },
    ),
]

CAPACITY = [
    Case(
        "CAP001",
        {"users": [user(str(number)) for number in range(110, 145)]},
        "ports: the site needs 41, and the model has 40",
        {"users": [*(user(str(number)) for number in range(110, 144)), user("144", virtual=True)]},
    ),
    Case(
        "CAP002",
        {"users": [user(str(number)) for number in range(110, 140)]},
        "ports: 36 of the model's 40 are used, 4 left",
        {"users": [user(str(number)) for number in range(110, 139)]},
    ),
]

CASES = [*REFERENCES, *NUMBERS, *WAYS, *TIMERS, *GREETINGS, *SCHEDULES, *ANSWERED, *ACCESS, *CAPACITY]
