"""A controller that was killed: the next run reads first, and finishes or takes back, as asked."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.interrupted_run import JournalUnreadable
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import read_journal, unfinished_journal
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.engine.recovery import RecoveryFailed, RunInterrupted
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Recordings, Slots
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from tests.unit.engine.workshop import Held, RawSite, Workshop

BEFORE: RawSite = {"users": [{"extension": "101", "name": "Kari"}, {"extension": "102", "name": "Ola"}]}
AFTER: RawSite = {
    "users": [
        {"extension": "102", "name": "Kari"},  # they swap their numbers, through a free one
        {"extension": "101", "name": "Ola"},
        {"extension": "103", "name": "Per"},
    ],
    "hunt_groups": [{"name": "Salg", "pilot": "180", "members": ["101", "103"]}],
    "pickup_groups": [{"name": "Front", "members": ["103"]}],
}


class Killed:
    """Runs an apply in a process of its own that is killed at one of its writes."""

    def __init__(self, shop: Workshop, folder: Path) -> None:
        self.shop, self.folder = shop, folder
        self.slots: Slots = {}

    def order(self, raw: RawSite, **options: Any) -> Order:
        """An order in the same folder as every other one."""

        def keep(slots: Slots, recordings: Recordings) -> None:
            self.shop.slots = slots

        return self.shop.order(raw, folder=self.folder, keep=keep, **options)

    def apply(self, raw: RawSite, **options: Any) -> Outcome:
        """Apply in this process."""
        return Apply(self.order(raw, **options)).run()

    def die_at(self, raw: RawSite, write: int, *, answered: bool) -> None:
        """Apply in a process that is killed before its write (from 0), or when that was answered."""
        child = os.fork()
        if child == 0:
            self.shop.on_send.append(_death(write, answered=answered))
            try:
                Apply(self.order(raw)).run()
            finally:
                os._exit(3)
        _pid, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"the process ended by itself: {status}"
        assert os.WTERMSIG(status) == signal.SIGKILL


def _death(write: int, *, answered: bool) -> Callable[[Session, str], None]:
    seen = 0

    def listen(session: Session, command: str) -> None:
        nonlocal seen
        if session.is_read(command):
            return
        if seen == write:
            if answered:
                Session.send(session, command)
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    return listen


@pytest.fixture
def killed(shop: Workshop, tmp_path: Path) -> Killed:
    """An exchange with two users, and names that are known."""
    work = Killed(shop, tmp_path / "state")
    assert work.apply(BEFORE).end == "all new"
    return work


def writes_of(killed: Killed) -> int:
    """How many commands the change takes."""
    return len(Apply(killed.order(AFTER, check=True)).run().plan.commands)


def anew(killed: Killed) -> Held:
    """The exchange as it is before the change, and nothing known of any run."""
    killed.shop.fleet.reset("fjord")
    killed.shop.slots = {}
    shutil.rmtree(killed.folder, ignore_errors=True)
    assert killed.apply(BEFORE).end == "all new"
    return killed.shop.held


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("policy", ["undo", "finish"])
def test_wherever_it_is_killed_the_next_run_takes_back_or_finishes(killed: Killed, policy: str, answered: bool) -> None:
    """Every step, killed before it is sent and when it has been answered."""
    writes = writes_of(killed)
    assert killed.apply(AFTER).end == "all new"
    after, slots = killed.shop.held, killed.shop.slots
    for write in range(writes):
        before = anew(killed)
        killed.die_at(AFTER, write, answered=answered)
        outcome = killed.apply(BEFORE if policy == "undo" else AFTER, on_interrupted=policy)
        assert len(outcome.notices) == 1, (write, outcome)
        assert unfinished_journal(killed.folder / "journal") is None
        if policy == "undo" and not (answered and write == writes - 1):
            assert (outcome.end, killed.shop.held) == ("nothing to do", before), write
        elif policy == "finish":
            begun = write > 0 or answered
            assert outcome.end == ("nothing to do" if begun else "all new"), write
            assert (killed.shop.held, killed.shop.slots) == (after, slots), write


def test_finishing_is_the_same_as_never_having_been_interrupted(killed: Killed) -> None:
    killed.die_at(AFTER, 5, answered=True)
    outcome = killed.apply(AFTER, on_interrupted="finish")
    assert outcome.end == "nothing to do"
    assert outcome.notices[0].endswith("it was finished first")
    there, slots = killed.shop.held, killed.shop.slots
    killed.apply(BEFORE, on_interrupted="stop")
    killed.apply(AFTER)
    assert killed.shop.held == there
    assert killed.shop.slots == slots, "the names that the interrupted run gave are known"


def test_what_cannot_be_finished_is_taken_back_and_told(killed: Killed) -> None:
    before = killed.shop.held
    killed.die_at(AFTER, 5, answered=True)
    killed.shop.fault(refuse=2)
    with pytest.raises(RecoveryFailed) as caught:
        killed.apply(AFTER, on_interrupted="finish")
    said = str(caught.value)
    assert re.search(r"It could not be finished: 'WRITE [^']+' was refused: 10 PROTECTED\. It was taken back; ", said)
    assert (caught.value.left, killed.shop.held) == ([], before)
    assert killed.apply(BEFORE).end == "nothing to do", "and it is over"


def test_a_session_that_is_lost_while_finishing_takes_it_back(killed: Killed) -> None:
    before = killed.shop.held
    killed.die_at(AFTER, 5, answered=True)

    def drop(_session: Session, command: str) -> None:
        if not _session.is_read(command):
            killed.shop.on_send.remove(drop)
            killed.shop.fault(drop=0, drop_when="after")

    killed.shop.on_send.append(drop)
    with pytest.raises(RecoveryFailed) as caught:
        killed.apply(AFTER, on_interrupted="finish")
    assert str(caught.value).count("fjord: ") == 1, "the exchange is named once"
    assert (caught.value.left, killed.shop.held) == ([], before)
    answers = [record.get("answer") for record in read_journal(Path(caught.value.journal))]
    assert "lost" in answers


def test_nothing_is_done_unasked(killed: Killed) -> None:
    killed.die_at(AFTER, 5, answered=True)
    held = killed.shop.held
    with pytest.raises(RunInterrupted) as caught:
        killed.apply(AFTER)
    assert killed.shop.held == held
    said = str(caught.value)
    assert "was interrupted after 6 of" in said
    assert "run again with -e pbx_on_interrupted=undo (take it back), finish (do the rest), or keep" in said
    check = killed.apply(AFTER, check=True)
    assert "was interrupted after 6 of" in check.notices[0], "a check says so, and goes on"
    assert killed.shop.held == held


def test_what_was_begun_and_not_sent_needs_no_decision(killed: Killed) -> None:
    before = killed.shop.held
    killed.die_at(AFTER, 0, answered=False)
    outcome = killed.apply(BEFORE)
    assert (outcome.end, killed.shop.held) == ("nothing to do", before)
    assert outcome.notices[0].endswith("nothing of it is there")


def test_what_was_written_altogether_needs_no_decision(killed: Killed) -> None:
    killed.die_at(AFTER, writes_of(killed) - 1, answered=True)
    outcome = killed.apply(AFTER)
    assert outcome.end == "nothing to do"
    assert outcome.notices[0].endswith("all of it is there")
    assert set(killed.shop.slots["users"]) == {"Kari", "Ola", "Per"}


def test_the_exchange_may_stay_as_it_is(killed: Killed) -> None:
    killed.die_at(AFTER, 5, answered=True)
    held = killed.shop.held
    outcome = killed.apply({"pickup_groups": []}, on_interrupted="keep")
    assert (outcome.end, killed.shop.held) == ("nothing to do", held)
    assert outcome.notices[0].endswith("the exchange stays as it is")
    assert killed.apply({"pickup_groups": []}).notices == ()


def test_what_somebody_changed_since_is_left_alone_and_told(killed: Killed) -> None:
    killed.die_at(AFTER, writes_of(killed) - 2, answered=True)
    killed.shop.fleet.poke("fjord", "16-01-01", "2", "By hand")
    with pytest.raises(RecoveryFailed) as caught:
        killed.apply(BEFORE, on_interrupted="undo")
    assert caught.value.left == ["16-01-01 2 holds 'By hand'"]
    assert "Put it right and run again with -e pbx_on_interrupted=keep" in str(caught.value)
    assert killed.shop.held.rows["16-01-01 2"] == "By hand"
    killed.shop.fleet.poke("fjord", "16-01-01", "2", None)
    outcome = killed.apply(BEFORE)
    assert outcome.notices[0].endswith("nothing of it is there"), "put right by hand, and so it is over"


def test_a_journal_that_was_altered_sends_nothing(killed: Killed) -> None:
    killed.die_at(AFTER, 5, answered=True)
    path = unfinished_journal(killed.folder / "journal")
    assert path is not None
    lines = path.read_text().splitlines()
    header = json.loads(lines[0])
    header["steps"][4]["undo"] = "WRITE 90-02-02 2 = 1234"
    path.write_text("\n".join([json.dumps(header), *lines[1:]]) + "\n")
    held = killed.shop.held
    killed.shop.forget()
    with pytest.raises(RunInterrupted, match="was altered, or written by another version"):
        killed.apply(BEFORE, on_interrupted="undo")
    assert killed.shop.held == held
    assert killed.shop.writes == []


def test_a_journal_of_another_exchange_is_refused(killed: Killed) -> None:
    killed.die_at(AFTER, 5, answered=True)
    path = unfinished_journal(killed.folder / "journal")
    assert path is not None
    path.write_text(path.read_text().replace('"exchange": "fjord"', '"exchange": "oslo"'))
    with pytest.raises(JournalUnreadable, match="is of 'oslo'"):
        killed.apply(BEFORE, on_interrupted="undo")


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("target", "", "was altered: '' is no place of"),
        ("target", "14-05-01 x", "was altered: '14-05-01 x' is no place of"),
        ("target", 5, "is damaged"),
        ("before", None, "is damaged"),
        ("command", ["x"], "is damaged"),
    ],
)
def test_a_step_that_is_none_is_told(killed: Killed, key: str, value: Any, why: str) -> None:
    killed.die_at(AFTER, 5, answered=True)
    path = unfinished_journal(killed.folder / "journal")
    assert path is not None
    header, *others = path.read_text().splitlines()
    record = json.loads(header)
    record["steps"][4][key] = value
    path.write_text("\n".join([json.dumps(record), *others]) + "\n")
    with pytest.raises(JournalUnreadable, match=why):
        killed.apply(BEFORE, on_interrupted="undo")


@pytest.mark.parametrize("number", [10_000, -5, "x", None, 1.5])
def test_a_record_of_a_step_that_there_is_not_is_told(killed: Killed, number: Any) -> None:
    killed.die_at(AFTER, 5, answered=True)
    path = unfinished_journal(killed.folder / "journal")
    assert path is not None
    with path.open("a") as file:
        file.write(json.dumps({"event": "answered", "step": number, "answer": "done"}) + "\n")
    with pytest.raises(JournalUnreadable, match="is damaged"):
        killed.apply(BEFORE, on_interrupted="undo")


def test_a_line_that_was_cut_is_no_record(killed: Killed) -> None:
    before = killed.shop.held
    killed.die_at(AFTER, 5, answered=True)
    path = unfinished_journal(killed.folder / "journal")
    assert path is not None
    with path.open("a") as file:
        file.write('{"event": "answ')
    assert killed.apply(BEFORE, on_interrupted="undo").end == "nothing to do"
    assert killed.shop.held == before
    events = [record["event"] for record in read_journal(path)]
    assert events[-1] == "end"
    assert "resumed" in events


def test_the_way_back_of_the_next_run_may_be_killed_too(killed: Killed) -> None:
    before = killed.shop.held
    killed.die_at(AFTER, 7, answered=True)
    for write in range(3):
        child = os.fork()
        if child == 0:
            killed.shop.on_send.append(_death(write, answered=write % 2 == 0))
            try:
                killed.apply(BEFORE, on_interrupted="undo")
            finally:
                os._exit(3)
        os.waitpid(child, 0)
    assert killed.apply(BEFORE, on_interrupted="undo").end == "nothing to do"
    assert killed.shop.held == before


def test_a_gate_stands_before_the_way_back_as_well(killed: Killed) -> None:
    killed.die_at(AFTER, 5, answered=True)
    held = killed.shop.held

    def shut(identity: object) -> None:
        raise PermissionError("read-only")

    with pytest.raises(PermissionError):
        killed.apply(BEFORE, on_interrupted="undo", gate=shut)
    assert killed.shop.held == held
