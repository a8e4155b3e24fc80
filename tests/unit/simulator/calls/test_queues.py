"""ACD groups: work periods, agents, announcements, overflow, the queue limit."""

from __future__ import annotations

import pytest

from tests.unit.simulator.calls.conftest import Programmed

RINGING = ["0 QUEUED 2", "0 RINGS 110"]
FACTORY_GROUP = "0 RINGS 101 102 103 104 105 106 107 108"


def announce(queue: Programmed, mode: int, group: int = 2) -> None:
    queue.put(f"41-08-01 {group}", mode)
    queue.put(f"41-08-03 {group}", 1)
    for item, value in enumerate((5, 7, 2, 8, 1, 0, 0), 1):
        queue.put(f"41-11-0{item} {group}", value)


@pytest.mark.parametrize(
    ("at", "is_queued"),
    [
        ("2026-11-24 07:59", False),
        ("2026-11-24 08:00", True),
        ("2026-11-24 15:59", True),
        ("2026-11-24 16:00", False),
        ("2026-11-25 10:00", False),  # a Wednesday: 41-07 gives it no schedule
    ],
)
def test_a_ring_group_gives_its_calls_to_the_queue_in_a_work_period(
    queue: Programmed, at: str, is_queued: bool
) -> None:
    assert queue.call(at=at)[0] == ("0 QUEUED 2" if is_queued else FACTORY_GROUP)


def test_calls_go_by_the_hours_of_trunks_and_agents_by_their_own(queue: Programmed) -> None:
    queue.put("41-06-02 1 1", "1800")
    assert queue.call(at="2026-11-24 17:00") == ["0 QUEUED 2", "0 GOES_ON"]
    assert queue.call(at="2026-11-24 15:00") == [*RINGING, "0 GOES_ON"]


def test_a_period_of_0000_0000_is_not_used_and_an_end_of_0000_is_midnight(queue: Programmed) -> None:
    queue.put("41-06-01 1 1", "0000")
    queue.put("41-06-02 1 1", "0000")
    assert queue.call()[0] == FACTORY_GROUP
    queue.put("41-06-01 1 1", "0800")
    assert queue.call(at="2026-11-24 23:59")[0] == "0 QUEUED 2"


def test_the_schedule_is_that_of_the_weekday(queue: Programmed) -> None:
    queue.put("41-07-01 1", 2)
    queue.put("41-06-01 2 3", "1000")
    queue.put("41-06-02 2 3", "1100")
    queue.put("41-03-01 1 3", 4)
    assert queue.call(at="2026-11-29 10:30")[0] == "0 QUEUED 4"  # a Sunday
    assert queue.call(at="2026-11-29 12:00")[0] == FACTORY_GROUP


def test_agents_are_those_of_the_present_period(queue: Programmed) -> None:
    queue.put("41-05-01 1 2", "0900")
    queue.put("41-05-02 1 2", "0000")
    queue.put("41-05-02 1 1", "0900")
    queue.put("41-02-01 115 2", 2)
    assert queue.call()[:2] == ["0 QUEUED 2", "0 RINGS 115"]


def test_who_logs_in_with_a_code_is_no_agent_by_41_02(queue: Programmed) -> None:
    queue.put("41-17-01 110", 1)
    assert queue.call()[:2] == ["0 QUEUED 2", "0 RINGS 111"]


def test_one_idle_agent_rings(queue: Programmed) -> None:
    assert queue.call(answers={"110": 4}) == [*RINGING, "4 ANSWERED_BY 110"]
    assert queue.call(busy=["110"], answers={"111": 4})[1:] == ["0 RINGS 111", "4 ANSWERED_BY 111"]
    assert queue.call(busy=["110", "111"]) == ["0 QUEUED 2", "0 GOES_ON"]


FIRST, BOTH, SECOND = ["5 A 7", "25 A 7"], ["5 A 7", "25 A 7", "45 A 8"], ["5 A 8"]


@pytest.mark.parametrize(
    ("mode", "announced", "overflows"),
    [
        (0, [], False),
        (1, [], True),
        (2, FIRST, False),
        (3, BOTH, False),
        (4, FIRST, True),
        (5, BOTH, True),
        (8, SECOND, False),
        (9, SECOND, True),
    ],
)
def test_what_plays_and_whether_it_overflows(
    queue: Programmed, mode: int, announced: list[str], overflows: bool
) -> None:
    announce(queue, mode)
    queue.put("41-08-02 2", 3)
    queue.put("41-08-04 2", 100)
    events = queue.call()
    assert [event.replace("ANNOUNCES", "A") for event in events if "ANNOUNCES" in event] == announced
    assert ("100 OVERFLOWS 2" in events) is overflows


def test_announcements_never_play_to_who_reached_the_pilot(queue: Programmed) -> None:
    announce(queue, 3)
    queue.put("11-17-01 2", 300)
    assert queue.call()[2:5] == ["5 ANNOUNCES 7", "25 ANNOUNCES 7", "45 ANNOUNCES 8"]
    assert queue.call(to="300") == [*RINGING, "0 GOES_ON"]


@pytest.mark.parametrize("source", [0, 2])
def test_announcements_come_from_the_vrs_only_when_41_08_03_says_so(queue: Programmed, source: int) -> None:
    announce(queue, 3)
    queue.put("41-08-03 2", source)
    assert queue.call() == ["0 QUEUED 2", "0 RINGS 110", "0 NOTE", "0 GOES_ON"]


@pytest.mark.parametrize(
    ("depth", "said"), [(0, []), (1, ["25 ANNOUNCES QUEUE-DEPTH"]), (2, ["45 ANNOUNCES QUEUE-DEPTH"])]
)
def test_the_queue_depth_is_said_after_the_message_that_41_11_08_names(
    queue: Programmed, depth: int, said: list[str]
) -> None:
    announce(queue, 3)
    queue.put("41-11-08 2", depth)
    assert [event for event in queue.call() if "DEPTH" in event] == said
    queue.put("41-11-08 2", 3)
    assert len([event for event in queue.call() if "DEPTH" in event]) == 2


def test_the_queue_depth_is_not_said_after_what_does_not_play(queue: Programmed) -> None:
    announce(queue, 2)
    queue.put("41-11-08 2", 2)
    assert not [event for event in queue.call() if "DEPTH" in event]


def test_forced_disconnect_counts_from_the_last_announcement(queue: Programmed) -> None:
    announce(queue, 2)
    queue.put("41-11-07 2", 30)
    assert queue.call()[2:] == ["5 ANNOUNCES 7", "25 ANNOUNCES 7", "55 DISCONNECTED"]


def test_the_overflow_time_is_41_08_04(queue: Programmed) -> None:
    queue.put("41-08-01 2", 1)
    queue.put("41-08-02 2", 3)
    assert queue.call() == [*RINGING, "30 OVERFLOWS 2", "30 QUEUED 3", "30 GOES_ON"]
    queue.put("41-08-04 2", 44)
    assert queue.call()[2:] == ["44 OVERFLOWS 2", "44 QUEUED 3", "44 GOES_ON"]


def test_without_destination_or_time_it_does_not_overflow(queue: Programmed) -> None:
    queue.put("41-08-01 2", 1)
    assert queue.call() == [*RINGING, "0 GOES_ON"]
    queue.put("41-08-02 2", 3)
    queue.put("41-08-04 2", 0)
    assert queue.call() == [*RINGING, "0 GOES_ON"]


OVERFLOWS = {
    "group": ["30 QUEUED 1", "30 GOES_ON"],
    "table": ["30 QUEUED 1", "30 GOES_ON"],
    "voice mail": ["30 AUTO_ATTENDANT 1"],
    "speed dial": ["30 OUTSIDE speed dial 77"],
    "ring group": ["30 RINGS 201", "30 GOES_ON"],
}


@pytest.mark.parametrize(
    ("model", "values"),
    [
        ("sv9100", (1, 65, 66, 67, 68)),
        ("sv8100", (1, 65, 66, 67, 68)),
        ("sl2100", (1, 9, 10, 11, 12)),
        ("sl1100", (1, 3, 4, 5, 6)),
    ],
)
@pytest.mark.parametrize("destination", OVERFLOWS)
def test_overflow_destinations_are_numbered_behind_the_groups_of_the_model(
    model: str, values: tuple[int, ...], destination: str
) -> None:
    pbx = Programmed(model)
    pbx.put("11-17-01 2", 400)
    pbx.put("41-08-01 2", 1)
    pbx.put("41-08-02 2", values[list(OVERFLOWS).index(destination)])
    pbx.put("41-08-05 2", 77)
    pbx.put("41-08-06 2", 5)
    pbx.put("41-09-01 2 3", 1)
    pbx.put("22-04-01 5 1", 201)
    pbx.put("22-02-01 1 1", 4)
    pbx.put("22-07-01 1 1", 400)
    assert pbx.call()[1:] == ["30 OVERFLOWS 2", *OVERFLOWS[destination]]


def test_voice_mail_is_the_group_mailbox_of_the_pilot(queue: Programmed) -> None:
    queue.put("41-08-01 2", 1)
    queue.put("41-08-02 2", 66)
    queue.put("11-17-01 2", 300)
    queue.put("47-03-02 9", 300)
    assert queue.call()[2:] == ["30 OVERFLOWS 2", "30 IN_MAILBOX GROUP 9"]


def test_a_call_in_a_queue_stays_there_whatever_the_trunk_says(queue: Programmed) -> None:
    queue.put("22-08-01 1 1", 102)
    assert queue.call() == [*RINGING, "0 GOES_ON"]


def test_a_full_queue(queue: Programmed) -> None:
    queue.put("41-16-01 2", 3)
    queue.put("41-08-02 2", 4)
    queue.put("41-08-01 2", 1)
    assert queue.call(waiting={2: 2})[0] == "0 QUEUED 2"
    assert queue.call(waiting={2: 3}) == ["0 OVERFLOWS 2", "0 QUEUED 4", "0 GOES_ON"]
    queue.put("41-16-02 2", 1)
    assert queue.call(waiting={2: 3})[:2] == ["0 NOTE", "0 QUEUED 2"]
    queue.put("41-16-02 2", 2)
    assert queue.call(waiting={2: 3}) == ["0 BUSY_TONE"]


def test_a_limit_of_0_is_none_and_who_cannot_overflow_is_busy(queue: Programmed) -> None:
    assert queue.call(waiting={2: 128})[0] == "0 QUEUED 2"
    queue.put("41-16-01 2", 3)
    assert queue.call(waiting={2: 3}) == ["0 BUSY_TONE"]


def test_a_circle_of_queues_ends(queue: Programmed) -> None:
    for group, other in ((2, 3), (3, 2)):
        queue.put(f"41-08-01 {group}", 1)
        queue.put(f"41-08-02 {group}", other)
    events = queue.call()
    assert events[-1].endswith(" LOOP")
    assert len(events) < 100


@pytest.fixture
def table(queue: Programmed) -> Programmed:
    """Group 2 overflows by its table: group 3 with the agent 120, group 4 with 121, group 5 without any."""
    queue.put("41-08-01 2", 1)
    queue.put("41-08-02 2", 65)
    queue.put("41-02-01 120 1", 3)
    queue.put("41-02-01 121 1", 4)
    for place, group in enumerate((5, 3, 4), 1):
        queue.put(f"41-09-01 2 {place}", group)
    return queue


def test_the_table_leads_to_the_first_group_in_which_somebody_is_idle(table: Programmed) -> None:
    assert table.call()[2:5] == ["30 OVERFLOWS 2", "30 QUEUED 3", "30 RINGS 120"]
    assert table.call(busy=["120"])[2:5] == ["30 OVERFLOWS 2", "30 QUEUED 4", "30 RINGS 121"]


def test_where_nobody_is_idle_the_table_leads_to_a_group_where_somebody_works(table: Programmed) -> None:
    assert table.call(busy=["120", "121"])[2:] == ["30 OVERFLOWS 2", "30 QUEUED 3", "30 GOES_ON"]
    for agent in ("120", "121"):
        table.put(f"41-02-01 {agent} 1", 0)
    assert table.call()[2:] == ["30 OVERFLOWS 2", "30 QUEUED 5", "30 GOES_ON"]


def test_the_voice_mail_of_the_table_takes_who_comes_that_far(table: Programmed) -> None:
    table.put("11-17-01 2", 300)
    table.put("47-03-02 9", 300)
    table.put("41-09-01 2 4", 65)
    assert table.call()[3] == "30 QUEUED 3"
    assert table.call(busy=["120", "121"])[2:] == ["30 OVERFLOWS 2", "30 IN_MAILBOX GROUP 9"]


def test_an_empty_table_leads_nowhere(table: Programmed) -> None:
    for place in (1, 2, 3):
        table.put(f"41-09-01 2 {place}", 0)
    assert table.call() == [*RINGING, "0 GOES_ON"]
