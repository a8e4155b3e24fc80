"""A night that makes nothing anew, because nothing has changed, comes to the same as one that makes all files.

Two controllers back up one exchange, each into an archive of its own. One of them notes what its files were made of.
"""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.test_adopt import by_hand, lines_by_hand, timed_by_hand
from tests.unit.instant import TODAY, Bench
from tests.unit.nights import Controller

SITE: dict[str, Any] = {
    "users": [{"extension": "101", "name": "Kari"}, {"extension": "102", "name": "Ola"}],
    "schedules": [
        {
            "name": "Office",
            "trunks": ["1"],
            "weekly": {day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")},
            "exceptions": [{"date": "2026-12-24", "open": ["08:00-12:00"]}, {"date": "2027-05-17", "open": []}],
        }
    ],
}
DATES = ("1124", "1224", "0101", "0228", "0229", "0517", "1123", "1122")
FILES = ("site.yml", "slots.yml", "items.txt", "manifest.json", "dump.vault", "notes.txt")

Step = Callable[[Bench, list[Controller]], None]


def of_all(change: Callable[[Controller], None]) -> Step:
    """The same happens at both controllers."""
    return lambda bench, controllers: [change(controller) for controller in controllers] and None


def typed(commands: list[str]) -> Step:
    """Somebody programs by hand; what the exchange refuses is not programmed."""
    return lambda bench, controllers: [bench.open().send(command) for command in commands] and None


def days_later(days: int) -> Step:
    """The next night is not tomorrow's."""

    def change(controller: Controller) -> None:
        today = datetime.date.fromisoformat(controller.variables["pbx_today"]) + datetime.timedelta(days)
        controller.variables["pbx_today"] = today.isoformat()

    return of_all(change)


def other_counts(controller: Controller) -> None:
    """Somebody writes another number into the manifest, which stays one that can be read."""
    path = controller.archive / "oslo" / "manifest.json"
    if path.exists():
        try:
            document = json.loads(path.read_text())
        except ValueError:
            return
        controller.committed("manifest.json", json.dumps({**document, "objects": {"users": 1}}).encode())


def updated(controller: Controller) -> None:
    """Another version of Sentral, which makes the same files, for the one that notes the version."""
    controller.code += "+" if controller.code else ""


commands = st.one_of(st.lists(by_hand, min_size=1, max_size=5), lines_by_hand, timed_by_hand).map(typed)
dates = st.tuples(st.sampled_from(DATES), st.sampled_from("012")).map(
    lambda drawn: typed([f"WRITE 12-04-01 2 {drawn[0]} = {drawn[1]}"])
)
names = st.dictionaries(st.sampled_from(("Office", "Day", "Sales")), st.integers(2, 3), max_size=2)
slots = st.tuples(st.sampled_from(("schedules", "hunt_groups")), names).map(
    lambda drawn: of_all(lambda controller: controller.slots({drawn[0]: drawn[1]}))
)
passwords = st.sampled_from(("correct horse", "battery staple")).map(
    lambda word: of_all(lambda controller: setattr(controller, "password", word))
)
numbering = st.sampled_from(({"lengths": {"1": 3}}, {"lengths": {"2": 4}})).map(
    lambda value: of_all(lambda controller: controller.variables.update(pbx_numbering=value))
)
edits = st.tuples(st.sampled_from(FILES), st.none() | st.sampled_from((b"", b"mine\n", b"{}"))).map(
    lambda drawn: of_all(lambda controller: controller.committed(*drawn))
)
others = st.sampled_from((Controller.forgotten, Controller.gone_back, other_counts, updated)).map(of_all)
days = st.sampled_from((1, 1, 2, 30, 31, 97, 365)).map(days_later)
steps = st.one_of(commands, dates, days, slots, passwords, numbering, edits, others)
nights = st.lists(st.lists(steps, min_size=1, max_size=2), min_size=6, max_size=9)


@settings(max_examples=12)
@given(changes=nights)
def test_what_is_not_made_anew_is_what_would_have_been_made(changes: list[list[Step]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place))
        bench.apply(SITE)
        plain, noting = (Controller(Path(place) / name, bench, code) for name, code in (("plain", ""), ("noting", "1")))
        for controller in (plain, noting):
            controller.slots({"schedules": dict(bench.slots["schedules"])})
        # A quiet night before each that is not, so that there is a note that might be believed.
        for night in [[], *(steps for change in changes for steps in ([], change))]:
            for step in night:
                step(bench, [plain, noting])
            assert noting.came_to() == plain.came_to()
            assert noting.commits() == plain.commits()


def test_the_dates_of_the_schedule_are_in_the_files(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.apply(SITE)
    controller = Controller(tmp_path / "controller", bench)
    controller.night()
    assert TODAY < "2026-12-24"
    assert "2026-12-24" in (controller.archive / "oslo" / "site.yml").read_text()
