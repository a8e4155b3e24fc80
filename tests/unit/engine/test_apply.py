"""Apply against a simulated exchange: what is looked at before the first write, and what comes of a good run."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply, ExchangeChanged, PlanChanged
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW
from ansible_collections.sentral.nec.plugins.module_utils.engine.limits import TooManyDeletions
from ansible_collections.sentral.nec.plugins.module_utils.engine.lock import ExchangeBusy, ExchangeLock
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import NOTHING
from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import Plan
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import WritesNotConfirmed
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from tests.unit.engine.workshop import NAME, Workshop, people

TWO = people("Kari", "Ola")


def from_elsewhere(shop: Workshop) -> Session:
    """A session that says that its other end is another machine."""
    session = shop.open()
    session.peer = "192.0.2.1"
    return session


def journals(shop: Workshop) -> list[Any]:
    """Every journal of every run."""
    return list(shop.folder.glob("run-*/journal"))


def test_a_site_is_reached_and_a_second_run_has_nothing_to_do(shop: Workshop) -> None:
    first = shop.apply(TWO)
    assert first.end == ALL_NEW
    assert shop.held.rows["15-01-01 101"] == "Kari"
    shop.fault(writes_fatal="on")
    second = shop.apply(TWO)
    assert (second.end, second.plan.empty, second.writes, second.journal) == (NOTHING, True, 0, None)
    assert shop.fatal_writes() == 0


def test_the_commands_of_the_plan_are_what_is_sent(shop: Workshop) -> None:
    outcome = shop.apply(TWO)
    assert shop.writes == outcome.plan.commands
    assert outcome.writes == len(shop.writes)
    assert outcome.reads == len(shop.sent) - len(shop.writes)


def test_one_session_is_enough_and_it_is_closed(shop: Workshop) -> None:
    shop.apply(TWO)
    assert [session.usable for session in shop.sessions] == [False]


def test_what_was_written_is_read_back(shop: Workshop) -> None:
    shop.apply(TWO)
    last = max(place for place, command in enumerate(shop.sent) if command in shop.writes)
    assert "LIST 15-01" in shop.sent[last + 1 :]


def test_the_plan_is_given_before_anything_is_done(shop: Workshop) -> None:
    given: list[tuple[Plan, int]] = []
    outcome = shop.apply(TWO, on_plan=lambda plan: given.append((plan, len(shop.writes))))
    assert given == [(outcome.plan, 0)]


def test_a_check_gives_the_plan_and_sends_no_write(shop: Workshop) -> None:
    shop.fault(writes_fatal="on")
    held = shop.held
    check = shop.apply(TWO, check=True)
    assert (check.end, check.writes, shop.writes, shop.fatal_writes()) == (NOTHING, 0, [], 0)
    assert shop.held == held
    assert not list(shop.folder.glob("run-*")), "neither lock nor journal"
    shop.fleet.clear_faults(NAME)
    assert shop.apply(TWO).plan.to_json() == check.plan.to_json()


def test_a_check_does_not_wait_for_another_run(shop: Workshop) -> None:
    order = shop.order(TWO, check=True)
    with ExchangeLock(NAME, order.folder):
        assert not Apply(order).run().plan.empty


def test_an_exchange_that_another_run_is_changing_is_not_even_called(shop: Workshop) -> None:
    order = shop.order(TWO)
    with ExchangeLock(NAME, order.folder), pytest.raises(ExchangeBusy):
        Apply(order).run()
    assert shop.sessions == []


def test_a_run_frees_the_lock_whatever_comes_of_it(shop: Workshop) -> None:
    order = shop.order(TWO, reviewed="another plan")
    with pytest.raises(PlanChanged):
        Apply(order).run()
    with ExchangeLock(NAME, order.folder):
        pass


def refused_plan(shop: Workshop, site: Any, reviewed: str, held: Any) -> str:
    """What is said about a plan that is not the reviewed one, and nothing is done."""
    with pytest.raises(PlanChanged) as caught:
        shop.apply(site, reviewed=reviewed)
    assert shop.writes == []
    assert shop.held == held
    assert journals(shop) == []
    return str(caught.value)


def test_the_reviewed_plan_is_applied(shop: Workshop) -> None:
    reviewed = shop.apply(TWO, check=True).plan.to_json()
    assert shop.apply(TWO, reviewed=reviewed).end == ALL_NEW


def test_a_reviewed_plan_is_refused_when_the_exchange_has_changed_meanwhile(shop: Workshop) -> None:
    reviewed = shop.apply(TWO, check=True).plan.to_json()
    shop.fleet.poke(NAME, "15-01-01", "108", "Somebody")
    assert refused_plan(shop, TWO, reviewed, shop.held) == (
        "fjord: the exchange, the site file or the plan file has changed since the plan was reviewed; "
        "nothing was changed. Make the plan again and review it"
    )


def test_a_reviewed_plan_is_refused_when_the_site_has_changed_meanwhile(shop: Workshop) -> None:
    reviewed = shop.apply(TWO, check=True).plan.to_json()
    refused_plan(shop, people("Kari", "Per"), reviewed, shop.held)


def test_a_plan_that_was_edited_is_refused(shop: Workshop) -> None:
    reviewed = shop.apply(TWO, check=True).plan.to_json()
    refused_plan(shop, TWO, reviewed.replace("= Ola", "= Eve"), shop.held)


def test_a_plan_that_was_done_already_is_refused(shop: Workshop) -> None:
    reviewed = shop.apply(TWO, check=True).plan.to_json()
    shop.fleet.poke(NAME, "15-01-01", "101", "Kari")
    refused_plan(shop, TWO, reviewed, shop.held)


@pytest.mark.parametrize("check", [False, True])
def test_a_plan_that_deletes_too_much_is_shown_and_refused_before_the_first_write(shop: Workshop, check: bool) -> None:
    shop.apply(TWO)
    shop.forget()
    shown: list[str] = []
    with pytest.raises(TooManyDeletions, match=r"the plan deletes every user of the exchange \(2\)"):
        shop.apply({"users": []}, most_deletions=None, check=check, on_plan=lambda plan: shown.extend(plan.in_words()))
    assert len([line for line in shown if line.startswith("  - delete user ")]) == 2
    assert shop.writes == []


def test_nothing_is_written_to_another_machine_and_no_journal_begins(shop: Workshop) -> None:
    shop.fault(writes_fatal="on")
    with pytest.raises(WritesNotConfirmed, match=r"^fjord: nothing is written to 192\.0\.2\.1: "):
        shop.apply(TWO, open_session=lambda: from_elsewhere(shop))
    assert (shop.writes, shop.fatal_writes(), journals(shop)) == ([], 0, [])


def test_another_machine_may_be_read_and_planned_for(shop: Workshop) -> None:
    check = shop.apply(TWO, check=True, open_session=lambda: from_elsewhere(shop))
    assert check.plan.commands


def test_progress_is_reported_with_each_command_when_asked(shop: Workshop) -> None:
    lines: list[tuple[str, bool]] = []
    outcome = shop.apply(TWO, report=lambda line, done: lines.append((line, done)), report_every=0.0)
    total = len(outcome.plan.commands)
    assert [(line.split(",")[0], done) for line, done in lines] == [
        (f"fjord: {number} of {total} commands", number == total) for number in range(1, total + 1)
    ]


def test_a_session_lost_while_reading_back_is_replaced(shop: Workshop) -> None:
    def cut_after_the_last_write(_line: str, done: bool) -> None:
        if done:
            shop.fleet.cut(NAME)

    outcome = shop.apply(TWO, report=cut_after_the_last_write, report_every=0.0)
    assert outcome.end == ALL_NEW
    assert len(shop.sessions) == 2


def test_what_was_changed_between_reading_and_writing_stops_it(shop: Workshop) -> None:
    """Somebody programs by hand while the plan is made, or a listing was cut and said that it was whole."""

    def by_hand(plan: object) -> None:
        shop.fleet.poke(NAME, "15-01-01", "104", "By hand")

    with pytest.raises(ExchangeChanged) as caught:
        shop.apply(people("Kari", "Ola"), on_plan=by_hand)
    assert "extension name 104 (15-01-01) holds 'By hand' instead of ''" in str(caught.value)
    assert "Nothing was changed; run it again" in str(caught.value)
    assert shop.writes == []
    assert shop.held.rows == {"15-01-01 104": "By hand"}
