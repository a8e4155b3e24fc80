"""Site files that nobody can mean, and the one sentence that each of them gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class BadSite:
    """``text`` is what the operator wrote; ``says`` is what follows the exchange's name in the answer.

    ``inline`` is the answer where Ansible has read the same text as a variable (it keeps no line and no spelling); None
    where it is the same, an empty text where a variable cannot hold this.
    """

    name: str
    text: str
    says: str
    inline: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)


def user(rest: str) -> str:
    """A site with one user; ``rest`` is what stands after the extension 101."""
    return f'users: [{{extension: "101", {rest}}}]\n'


def schedule(rest: str) -> str:
    """A site with one schedule."""
    return f"schedules: [{{name: hours, {rest}}}]\n"


NAME = "name: Kari"
KINDS = (
    "users, hunt_groups, pickup_groups, queues, answering_positions, greetings, schedules, incoming_routes, mailboxes"
)
USER_FIELDS = "extension, name, display_name, port, virtual, class_of_service, "

NUMBERS = [
    BadSite(
        "duplicate-number",
        'users: [{extension: "101", name: Kari}, {extension: "101", name: Ola}]\n',
        "user 101, extension: stands twice; every one must differ",
    ),
    BadSite(
        "pilot-of-a-user",
        'users: [{extension: "101", name: Kari}]\nhunt_groups: [{name: Sales, pilot: "101"}]\n',
        "hunt group Sales, pilot: 101 is the number of user 101 Kari already",
    ),
    BadSite(
        "not-in-the-plan",
        'users: [{extension: "601", name: Kari}]\n',
        "user 601 Kari, extension: 601 is not in the numbering plan: extensions begin with 1, 2, 3, 4, 5",
    ),
    BadSite(
        "wrong-length",
        'users: [{extension: "1010", name: Kari}]\n',
        "user 1010 Kari, extension: 1010 is not in the numbering plan: numbers that begin with 1 have 3 digits",
    ),
    BadSite(
        "own-plan",
        'users: [{extension: "101", name: Kari}]\n',
        "user 101 Kari, extension: 101 is not in the numbering plan: numbers that begin with 1 have 4 digits",
        variables={"pbx_numbering": {"lengths": {"1": 4}}},
    ),
    BadSite(
        "no-number",
        'users: [{extension: "10a", name: Kari}]\n',
        "user 10a, extension: '10a' is not a number of 1 to 8 digits",
    ),
    BadSite(
        "unquoted-number",
        "users: [{extension: 0201, name: Kari}]\n",
        'users[1], extension: 0201 is not in quotes, so YAML does not read it as text; write it as "0201"',
        'users[1], extension: 129 is not in quotes, so YAML does not read it as text; write it as "129"',
    ),
    BadSite(
        "unquoted-member",
        "hunt_groups: [{name: Sales, members: [101]}]\n",
        'hunt group Sales, members: 101 is not in quotes, so YAML does not read it as text; write it as "101"',
    ),
    BadSite(
        "missing-member",
        'users: [{extension: "101", name: Kari}]\nhunt_groups: [{name: Sales, members: ["199"]}]\n',
        "hunt group Sales, members: 199 does not exist: no user has that extension",
    ),
    BadSite(
        "missing-group",
        user("name: Kari, hunt_group: Sales") + "hunt_groups: []\n",
        "user 101 Kari, hunt_group: there is no hunt group 'Sales' in the site",
    ),
    BadSite(
        "member-of-two",
        'hunt_groups: [{name: Sales, members: ["101"]}, {name: Depot, members: ["101"]}]\n',
        "hunt group Depot, members: 101 is a member of hunt group Sales already; an extension is in one hunt group",
    ),
    BadSite(
        "port-beyond",
        user("name: Kari, port: 961"),
        "user 101 Kari, port: 961 is beyond the SV9100's 960",
    ),
    BadSite(
        "too-many-groups",
        "hunt_groups: [" + ", ".join(f"{{name: G{number}}}" for number in range(1, 65)) + "]\n",
        "hunt group G64: is one too many: the SV9100 takes 63 hunt groups and the site has 64",
    ),
]

TEXTS = [
    BadSite(
        "long-name",
        user("name: Bartholomeus Hansen"),
        "user 101 Bartholomeus Hansen, name: 'Bartholomeus Hansen' has 19 characters; the exchange shows at most 12; "
        "give it a display_name that fits",
    ),
    BadSite(
        "norwegian",
        user("name: Åse"),
        "user 101 Åse, name: the exchange cannot show 'Å'; write the name otherwise, or set pbx_transliterate: true; "
        "give it a display_name that fits",
    ),
    BadSite(
        "transliterated-and-long",
        user("name: Åse Bjørnsætre"),
        "user 101 Åse Bjørnsætre, name: 'Ase Bjornsaetre' has 15 characters; the exchange shows at most 12; "
        "give it a display_name that fits",
        variables={"pbx_transliterate": True},
    ),
    BadSite(
        "nothing-like-it",
        user("name: 電話"),
        "user 101 電話, name: the exchange cannot show '電', and nothing like it is known; "
        "give it a display_name that fits",
        variables={"pbx_transliterate": True},
    ),
    BadSite("semicolon", user('name: "Kari; LOGOUT"'), "user 101, name: holds ';', which is not allowed in a value"),
    BadSite("newline", user('name: "Kari\\nLOGOUT"'), "user 101, name: holds a control character ('\\n'); take it out"),
    BadSite("control", user('name: "Kari\\eN"'), "user 101, name: holds a control character ('\\x1b'); take it out"),
    BadSite("quote", user("name: 'Kari \"K\" N'"), "user 101, name: holds '\"', which is not allowed in a value"),
    BadSite("no-name", 'users: [{extension: "101"}]\n', "user 101, name: is missing"),
    BadSite(
        "name-is-NO",
        user("name: NO"),
        'user 101, name: NO is not in quotes, so YAML does not read it as text; write it as "NO"',
        'user 101, name: False is not in quotes, so YAML does not read it as text; write it as "False"',
    ),
]

HOURS = [
    BadSite(
        "overlap",
        schedule('weekly: {monday: ["08:00-12:00", "11:00-16:00"]}'),
        "schedule hours, weekly: monday: the opening hours 08:00-12:00 and 11:00-16:00 overlap",
    ),
    BadSite(
        "25-o-clock",
        schedule('weekly: {monday: ["08:00-25:00"]}'),
        "schedule hours, weekly: monday: '08:00-25:00' holds a time that does not exist: 25:00",
    ),
    BadSite(
        "unquoted-time",
        schedule("weekly: {monday: [10:00]}"),
        'schedule hours, weekly: monday: 10:00 is not in quotes, so YAML does not read it as text; write it as "10:00"',
        'schedule hours, weekly: monday: 600 is not in quotes, so YAML does not read it as text; write it as "600"',
    ),
    BadSite(
        "unquoted-date",
        schedule("exceptions: [{date: 2026-12-24, open: []}]"),
        "schedule hours, exceptions: 2026-12-24 is not in quotes, so YAML does not read it as text; "
        'write it as "2026-12-24"',
    ),
    BadSite(
        "unquoted-NO",
        schedule("holidays: {calendar: NO}"),
        'schedule hours, holidays: calendar: NO is not in quotes, so YAML does not read it as text; write it as "NO"',
        "schedule hours, holidays: calendar: False is not in quotes, so YAML does not read it as text; "
        'write it as "False"',
    ),
    BadSite(
        "no-such-calendar",
        schedule('holidays: {calendar: "QQ"}'),
        "schedule hours, holidays: calendar: there is no calendar 'QQ'",
    ),
    BadSite(
        "no-such-date",
        schedule('exceptions: [{date: "2026-02-30", open: []}]'),
        "schedule hours, exceptions: '2026-02-30' is a date that does not exist",
    ),
    BadSite(
        "week-that-does-not-fit",
        schedule(
            "exceptions: ["
            + ", ".join(f'{{date: "2026-12-{day:02d}", open: ["08:{day:02d}-12:00"]}}' for day in range(1, 12))
            + "]"
        ),
        "schedule hours, weekly: ",
    ),
    BadSite(
        "trunk-beyond", schedule('trunks: ["401"]'), "schedule hours, trunks: trunk 401 is beyond the SV9100's 400"
    ),
]

CALLS = [
    BadSite(
        "greeting-without-end",
        'incoming_routes: [{number: "22334455", trunk_group: 1, open: {greeting: closed}}]\n',
        "incoming route 22334455, open: ",
    ),
    BadSite(
        "closed-without-schedule",
        'incoming_routes: [{number: "22334455", trunk_group: 1, open: {user: "101"}, closed: {user: "102"}}]\n',
        "incoming route 22334455",
    ),
    BadSite(
        "overflow-to-hunt-group",
        "queues: [{name: Sales, overflow: {after: 60, to: {hunt_group: Support}}}]\n",
        "queue Sales, overflow: ",
    ),
    BadSite(
        "three-announcements",
        "queues: [{name: Sales, announcements: [{greeting: a}, {greeting: b}, {greeting: c}]}]\n",
        "queue Sales, announcements: ",
    ),
    BadSite(
        "two-types-of-forwarding",
        user('name: Kari, forward: {all: "180", busy: "180"}'),
        "user 101, forward: ",
    ),
    BadSite(
        "class-of-service-too-high",
        user("name: Kari, class_of_service: {day: 16}"),
        "user 101, class_of_service: ",
    ),
    BadSite(
        "mailbox-of-nobody",
        'mailboxes: [{number: "101"}]\n',
        "mailbox 101",
    ),
    BadSite(
        "position-beyond-the-last",
        'answering_positions: [{name: Desk, number: 9, extension: "101"}]\n',
        "answering position Desk, number: ",
    ),
    BadSite(
        "pilot-of-a-queue-out-of-plan",
        'queues: [{name: Sales, pilot: "1900"}]\n',
        "queue Sales, pilot: 1900 is not in the numbering plan",
    ),
]

SHAPES = [
    BadSite(
        "unknown-key",
        "telephones: []\n",
        f"telephones: 'telephones' is not a key of a site file; supported are {KINDS}",
    ),
    BadSite(
        "field-that-there-is-not",
        user("name: Kari, desk: window"),
        f"user 101, desk: is not supported yet; supported for users: {USER_FIELDS}",
    ),
    BadSite("no-list", "users: {extension: 1}\n", "users: takes a list of objects"),
    BadSite("no-mapping", "users: [101]\n", "users[1]: takes a mapping of fields"),
    BadSite("text", "just words\n", f"site: takes a mapping of {KINDS}"),
    BadSite("empty", "", f"site: takes a mapping of {KINDS}", ""),
    BadSite(
        "no-such-audio",
        "greetings: [{name: welcome, audio: greetings/none.wav}]\n",
        "greeting welcome, audio: the file greetings/none.wav is not in ",
    ),
    BadSite(
        "no-audio",
        "greetings: [{name: welcome, audio: no-audio.wav}]\n",
        "greeting welcome, audio: no-audio.wav ",
    ),
    BadSite(
        "duplicate-key",
        "users:\n  - extension: '101'\n    name: Kari\n    name: Ola\n",
        "{site}: line 4: the key 'name' stands twice in one mapping",
        "",
    ),
    BadSite("no-yaml", "users: [\n", "{site}: not valid YAML: ", ""),
]

SITES = [*NUMBERS, *TEXTS, *HOURS, *CALLS, *SHAPES]
