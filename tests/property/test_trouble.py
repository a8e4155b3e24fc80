"""Whatever goes wrong at whatever command: all new, or all old, and what is left is said."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import ReadFailed
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import SessionError
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import Reply
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from tests.property.rehearsal import RawSite, Rehearsal
from tests.property.sites import removed_numbers, sites

READS = 30
"""Commands before the first write, when there is no audio to save."""

at_a_write = st.one_of(
    st.fixed_dictionaries({"refuse": st.integers(1, 60), "refuse_code": st.sampled_from((4, 8, 12))}),
    st.fixed_dictionaries({"unknown": st.integers(1, 60), "unknown_executed": st.booleans()}),
)
at_any_command = st.fixed_dictionaries(
    {"drop": st.integers(READS - 2, READS + 90), "drop_when": st.sampled_from(("before", "after"))}
)


@given(first=sites(), second=sites(), exchange=removed_numbers, fault=st.one_of(at_a_write, at_any_command))
def test_one_fault_never_leaves_anything_in_between(
    rehearsal: Rehearsal, first: RawSite, second: RawSite, exchange: str, fault: dict[str, Any]
) -> None:
    rehearsal.begin(exchange)
    rehearsal.apply(first)
    before = rehearsal.native()
    rehearsal.fleet.fault(exchange, **fault)
    try:
        outcome = rehearsal.apply(second)
    except (SessionError, ReadFailed):  # before the first write
        assert rehearsal.native() == before
        return
    finally:
        rehearsal.fleet.clear_faults(exchange)
    assert outcome.end in ("all new", "all old", "nothing to do"), outcome.left
    if outcome.end == "all old":
        assert outcome.reason
        assert rehearsal.native() == before
    else:
        assert rehearsal.apply(second).writes == 0


@given(
    first=sites(),
    second=sites(),
    exchange=removed_numbers,
    fault=at_a_write,
    drop=st.integers(READS, READS + 90),
    when=st.sampled_from(("before", "after")),
)
def test_a_session_lost_on_top_of_a_fault_is_survived_too(
    rehearsal: Rehearsal, first: RawSite, second: RawSite, exchange: str, fault: dict[str, Any], drop: int, when: str
) -> None:
    rehearsal.begin(exchange)
    rehearsal.apply(first)
    before = rehearsal.native()
    rehearsal.fleet.fault(exchange, **fault, drop=drop, drop_when=when)
    try:
        outcome = rehearsal.apply(second)
    except (SessionError, ReadFailed):
        outcome = None
    finally:
        rehearsal.fleet.clear_faults(exchange)
    there = rehearsal.native()
    if outcome is None or outcome.end == "all old":
        assert there == before
    elif outcome.end == "left":
        assert outcome.left
        assert there != before
    else:
        assert rehearsal.apply(second).writes == 0


def test_a_refusal_on_the_way_back_is_said(rehearsal: Rehearsal) -> None:
    rehearsal.begin("keep")

    def open_session() -> Session:
        session = rehearsal.open()
        send = session.send

        def refuse_undoing(command: str, **options: Any) -> Reply:
            if command == "WRITE 15-01-01 400 =":
                rehearsal.fleet.fault("keep", refuse=1)
            return send(command, **options)

        session.send = refuse_undoing  # type: ignore[method-assign]
        return session

    people = [{"extension": "400", "name": "Ada"}, {"extension": "455", "name": "Bo"}]
    rehearsal.fleet.fault("keep", refuse=3)
    outcome = rehearsal.apply({"users": people}, open_session=open_session)
    assert outcome.end == "left"
    assert outcome.left == ("extension name 400 (15-01-01) holds 'Ada' instead of ''",)
    assert rehearsal.native().rows["15-01-01 400"] == "Ada"
