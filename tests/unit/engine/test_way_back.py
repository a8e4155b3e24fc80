"""Whatever goes wrong after the first write: all the way back, and what is left is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import NOT_OURS, Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_OLD, LEFT, JournalFailed
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import Unreachable
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from tests.unit.engine.workshop import NAME, Held, Workshop, events, journal_of, people

SITE = {**people("Kari", "Ola"), "hunt_groups": [{"name": "Support", "pilot": "150", "members": ["101", "102"]}]}
STEPS = 7
"""The writes that lead from the factory to the site."""

pytestmark = pytest.mark.usefixtures("no_pauses")
at_write = pytest.mark.parametrize("number", [1, 4, STEPS])


def when_write(shop: Workshop, number: int, act: Callable[[Session], None]) -> None:
    """Do something just before write ``number`` is sent, those of the way back counted on."""
    left = [number]

    def count(session: Session, command: str) -> None:
        if not SV9100.line.is_read(command):
            left[0] -= 1
            if left[0] == 0:
                act(session)

    shop.on_send.append(count)


def drop(shop: Workshop, when: str) -> Callable[[Session], None]:
    """The next command ends the session, before or after it is executed."""
    return lambda _session: shop.fault(drop=0, drop_when=when)


@pytest.fixture
def held(shop: Workshop) -> Held:
    """What the exchange held before."""
    return shop.held


@at_write
def test_a_refusal_takes_back_what_was_done_in_reverse(shop: Workshop, held: Held, number: int) -> None:
    shop.fault(refuse=number, refuse_code=8)
    outcome = shop.apply(SITE)
    assert outcome.end == ALL_OLD
    assert shop.held == held
    steps = [step for operation in outcome.plan.operations for step in operation.steps]
    assert len(steps) == STEPS
    assert shop.writes[number:] == [step.undo for step in reversed(steps[: number - 1])]
    assert f"fjord: {steps[number - 1].command!r} was refused: 08 " in outcome.reason
    assert journal_of(outcome)[-1] == {"event": "end", "state": ALL_OLD, "left": [], "reason": outcome.reason}


@at_write
@pytest.mark.parametrize("executed", [True, False])
def test_an_unknown_answer_is_looked_at_by_a_new_session(
    shop: Workshop, held: Held, number: int, executed: bool
) -> None:
    shop.fault(unknown=number, unknown_executed=executed)
    outcome = shop.apply(SITE)
    assert (outcome.end, shop.held) == (ALL_OLD, held)
    assert "got an unknown answer: the status line 'INTERNAL STATE 7F'" in outcome.reason
    assert len(shop.writes) == 2 * number - (0 if executed else 1)
    assert (f"undone {number - 1} was not done" in events(outcome)) is not executed
    assert len(shop.sessions) == 2


@at_write
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_session_is_looked_at_by_a_new_one(shop: Workshop, held: Held, number: int, when: str) -> None:
    when_write(shop, number, drop(shop, when))
    outcome = shop.apply(SITE)
    assert (outcome.end, shop.held) == (ALL_OLD, held)
    assert f"answered {number - 1} lost" in events(outcome)
    assert len(shop.writes) == 2 * number - (0 if when == "after" else 1)
    assert len(shop.sessions) == 2


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("later", [1, 2])
def test_a_session_lost_on_the_way_back_is_survived(shop: Workshop, held: Held, when: str, later: int) -> None:
    shop.fault(refuse=4)
    when_write(shop, 4 + later, drop(shop, when))
    outcome = shop.apply(SITE)
    assert (outcome.end, shop.held) == (ALL_OLD, held)
    assert "was refused: 10" in outcome.reason, "the first trouble is the reason"
    assert any(event.endswith(" lost") for event in events(outcome))
    assert len(shop.sessions) == 2


@pytest.mark.parametrize("when", ["before", "after"])
def test_two_sessions_lost_one_after_the_other_are_survived(shop: Workshop, held: Held, when: str) -> None:
    for number in (3, 4):
        when_write(shop, number, drop(shop, when))
    outcome = shop.apply(SITE)
    assert (outcome.end, shop.held) == (ALL_OLD, held)
    assert len(shop.sessions) == 3


def test_a_session_lost_while_looking_is_survived(shop: Workshop, held: Held) -> None:
    def lose_the_next_two(_session: Session) -> None:
        shop.fault(drop=0, drop_when="after")
        shop.on_send.append(lose_the_look)

    def lose_the_look(_session: Session, command: str) -> None:
        if SV9100.line.is_read(command):
            shop.on_send.remove(lose_the_look)
            shop.fault(drop=0)

    when_write(shop, 3, lose_the_next_two)
    outcome = shop.apply(SITE)
    assert (outcome.end, shop.held) == (ALL_OLD, held)


def test_an_unknown_answer_on_the_way_back_is_looked_at(shop: Workshop, held: Held) -> None:
    shop.fault(refuse=4)
    when_write(shop, 5, lambda _session: shop.fault(unknown=1, unknown_executed=True))
    outcome = shop.apply(SITE)
    assert (outcome.end, shop.held) == (ALL_OLD, held)
    assert "undone 2 was not done" in events(outcome), "the new session finds it taken back already"


def test_a_refusal_on_the_way_back_is_said_and_the_others_are_taken_back(shop: Workshop, held: Held) -> None:
    shop.fault(refuse=4)
    when_write(shop, 5, lambda _session: shop.fault(refuse=1))
    outcome = shop.apply(SITE)
    assert outcome.end == LEFT
    assert outcome.left == ("extension number 50 (11-02-01) holds '' instead of '150'",)
    assert shop.held.rows == {**held.rows, "11-02-01 50": ""}
    assert journal_of(outcome)[-1]["left"] == list(outcome.left)


def poke_at_the_end(shop: Workshop, item: str, index: str, data: str) -> dict[str, Any]:
    """Options with which somebody programs a row between the last write and the reading back."""

    def poke(_line: str, done: bool) -> None:
        if done:
            shop.fleet.poke(NAME, item, index, data)

    return {"report": poke, "report_every": 0.0}


def test_a_write_that_is_acknowledged_and_not_held_is_found_and_taken_back(shop: Workshop, held: Held) -> None:
    outcome = shop.apply(SITE, **poke_at_the_end(shop, "15-01-01", "102", "Eve"))
    assert (outcome.end, shop.held) == (ALL_OLD, held)
    assert outcome.reason == (
        "fjord: the exchange does not hold what was written: extension name 102 (15-01-01) holds 'Eve' instead of 'Ola'"
    )
    assert len(shop.writes) == 2 * STEPS


def test_what_somebody_else_changed_meanwhile_is_said_and_left_alone(shop: Workshop, held: Held) -> None:
    outcome = shop.apply(SITE, **poke_at_the_end(shop, "15-01-01", "108", "Eve"))
    assert outcome.end == LEFT
    assert outcome.left == (f"extension name 108 (15-01-01) holds 'Eve' instead of '' ({NOT_OURS})",)
    assert shop.held.rows == {**held.rows, "15-01-01 108": "Eve"}


def test_of_many_differences_three_are_shown_and_the_others_counted(shop: Workshop) -> None:
    def poke(_line: str, done: bool) -> None:
        for port in range(1, 9) if done else ():
            shop.fleet.poke(NAME, "15-01-01", str(100 + port), "Eve")

    assert shop.apply(SITE, report=poke, report_every=0.0).reason.endswith("; and 5 more")


def test_an_exchange_that_does_not_come_back_is_said(shop: Workshop) -> None:
    def open_session() -> Session:
        if shop.sessions:
            raise Unreachable("fjord: cannot connect")
        return shop.open()

    when_write(shop, 3, drop(shop, "after"))
    outcome = shop.apply(SITE, open_session=open_session)
    steps = [step for operation in outcome.plan.operations for step in operation.steps]
    assert outcome.end == LEFT
    assert outcome.left == (
        *(f"{step.undo}: fjord: cannot connect" for step in reversed(steps[:3])),
        "the exchange could not be read again to see what it holds: fjord: cannot connect",
    )


def test_the_way_back_writes_to_no_other_machine_either(shop: Workshop) -> None:
    def open_session() -> Session:
        session = shop.open()
        if len(shop.sessions) > 1:
            session.peer = "192.0.2.1"
        return session

    when_write(shop, 3, drop(shop, "after"))
    outcome = shop.apply(SITE, open_session=open_session)
    assert outcome.end == LEFT
    assert len(shop.writes) == 3


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, TimeoutError])
@at_write
def test_an_interruption_goes_on_its_way_after_everything_is_taken_back(
    shop: Workshop, held: Held, number: int, interruption: type[BaseException]
) -> None:
    def interrupt(_session: Session) -> None:
        raise interruption

    when_write(shop, number, interrupt)
    with pytest.raises(interruption):
        shop.apply(SITE)
    assert shop.held == held
    assert all(not session.usable for session in shop.sessions)


def test_a_disk_that_is_full_does_not_leave_the_exchange_in_between(
    shop: Workshop, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(_session: Session) -> None:
        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fdatasync", full)

    when_write(shop, 4, fill)
    outcome = shop.apply(SITE)
    assert (outcome.end, shop.held) == (ALL_OLD, held)
    assert "No space left on device" in outcome.reason


def test_a_journal_that_cannot_be_begun_stops_before_the_first_write(shop: Workshop, held: Held) -> None:
    order = shop.order(SITE)
    order.folder.mkdir()
    (order.folder / "journal").symlink_to(order.folder / "a disk that is not mounted")
    with pytest.raises(JournalFailed) as caught:
        Apply(order).run()
    assert str(caught.value) == (
        f"fjord: the journal cannot be begun in {order.folder / 'journal'}: File exists. Nothing was changed"
    )
    assert (shop.held, shop.writes) == (held, [])


@pytest.mark.parametrize("call", ["fsync", "fdatasync"])
def test_a_disk_that_is_full_from_the_beginning_stops_before_the_first_write(
    shop: Workshop, held: Held, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"os.{call}", full)
    with pytest.raises(JournalFailed, match=r"^fjord: .*No space left on device.*Nothing was changed$"):
        shop.apply(SITE)
    assert (shop.held, shop.writes) == (held, [])


def test_replaced_audio_is_put_back(shop: Workshop, record: Callable[..., Path]) -> None:
    for name, hertz in (("first.wav", 300), ("second.wav", 500)):
        record(name, hertz)
    shop.apply({"greetings": [{"name": "welcome", "audio": "first.wav"}]})
    held = shop.held
    shop.fault(refuse=2)
    outcome = shop.apply({**people("Kari"), "greetings": [{"name": "welcome", "audio": "second.wav"}]})
    assert (outcome.end, shop.held) == (ALL_OLD, held)


def test_deleted_audio_is_put_back(shop: Workshop, record: Callable[..., Path]) -> None:
    record("first.wav")
    shop.apply({"greetings": [{"name": "welcome", "audio": "first.wav"}]})
    held = shop.held
    when_write(shop, 1, drop(shop, "after"))
    outcome = shop.apply({"greetings": []})
    assert (outcome.end, shop.held) == (ALL_OLD, held)
    assert shop.held.messages
