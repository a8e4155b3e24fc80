"""What the session driver makes of a misbehaving exchange, over SSH and telnet."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Step
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import ReadFailed
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import (
    SessionError,
    SessionLimitReached,
    SessionLost,
    SessionTimeout,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import ReplyKind
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from simulator.thread import FleetHandle
from tests.integration.workbench import EXCHANGE, Workbench, calm

WRITE = "WRITE 15-01-01 105 = Kari"
LISTING = "LIST 11-01 ALL"
Open = Callable[[], Session]


@pytest.fixture(params=["ssh", "telnet"])
def transport(request: pytest.FixtureRequest) -> Literal["ssh", "telnet"]:
    """Everything goes over both."""
    return "ssh" if request.param == "ssh" else "telnet"


@pytest.fixture
def open_session(fresh_fleet: FleetHandle, transport: Literal["ssh", "telnet"]) -> Open:
    """Opens a session that soon loses its patience."""
    host, port = fresh_fleet.address(EXCHANGE, transport)
    target = Target(
        EXCHANGE,
        host,
        port,
        transport,
        "tech",
        "12345678",
        host_key_checking=False,
        command_timeout=0.3,
        busy_timeout=5.0,
    )
    return lambda: Session.open(target, SESSION_PROFILE)


@pytest.fixture
def session(open_session: Open) -> Any:
    """An open session."""
    with open_session() as opened:
        yield opened


@pytest.mark.parametrize(
    "faults",
    [
        {"echo_delay": 20},
        {"pager": 1},
        {"pager": 3, "chunk": 1},
        {"pager": 3, "alarm": "every"},
        {"pager": 2, "alarm": 60},
        {"rate_limit": 1},
        {"rate_limit": 1, "rate_limit_answer": "refused"},
        {"busy": 2},
    ],
    ids=str,
)
def test_what_changes_nothing(fresh_fleet: FleetHandle, session: Session, faults: dict[str, Any]) -> None:
    """Late echoes, pages, and commands that come too fast: the same rows, once each."""
    before = session.send(LISTING)
    assert before.done
    fresh_fleet.fault(EXCHANGE, **faults)
    assert session.send(LISTING) == before
    assert session.send(WRITE).stored


def test_rows_in_another_order_are_the_same_exchange(fresh_fleet: FleetHandle, session: Session) -> None:
    before = SV9100.read(EXCHANGE, session)
    fresh_fleet.fault(EXCHANGE, wrong_order="rows")
    assert SV9100.read(EXCHANGE, session).digest() == before.digest()


@pytest.mark.parametrize(
    ("faults", "why"),
    [
        ({"truncated": 3}, "truncated, 20 rows announced, 3 arrived"),
        ({"truncated": 3, "truncated_closing": "none"}, "unexpected lines before '11-01-01 2 = 3'"),
        ({"truncated": 0, "truncated_closing": "none"}, "nothing after the echo"),
        ({"echo_delay": 1, "echo_delay_after": 9}, "instead of the echo"),
    ],
    ids=str,
)
def test_what_is_unknown_and_stops(
    fresh_fleet: FleetHandle, session: Session, faults: dict[str, Any], why: str
) -> None:
    fresh_fleet.fault(EXCHANGE, **faults)
    reply = session.send(LISTING)
    assert reply.kind is ReplyKind.UNKNOWN
    assert why in reply.text


@pytest.mark.parametrize(
    ("faults", "last"),
    [
        ({"hang": 1, "hang_of": "commands"}, f"'{LISTING}'"),
        ({"truncated": 2, "truncated_closing": "silent"}, "'11-01-01 1 = "),
        ({"pager": 2, "pager_text": "Press any key"}, "'Press any key'"),
    ],
    ids=str,
)
def test_silence_says_what_was_waited_for(
    fresh_fleet: FleetHandle, session: Session, faults: dict[str, Any], last: str
) -> None:
    fresh_fleet.fault(EXCHANGE, **faults)
    with pytest.raises(SessionTimeout) as raised:
        session.send(LISTING)
    message = str(raised.value)
    assert (
        f"silent for 0.3 s (pbx_command_timeout) while Sentral waited for the answer to '{LISTING}' and the prompt "
        "after it" in message
    )
    assert f"the last that came is {last}" in message
    assert not session.usable


def test_an_echo_that_comes_after_the_prompt_is_never_taken_for_an_answer(
    fresh_fleet: FleetHandle, session: Session
) -> None:
    """Whether it arrives together with the prompt or after it, and in the way of the next command or not."""
    fresh_fleet.fault(EXCHANGE, echo_delay=1, echo_delay_after=1_000_000)
    for command in (LISTING, WRITE):
        try:
            assert session.send(command).kind is ReplyKind.UNKNOWN
        except SessionLost:
            assert not session.usable


def test_a_listing_with_answers_one_behind_is_not_taken_for_another(fresh_fleet: FleetHandle, session: Session) -> None:
    """Where rows stand in it they name their program; where STORED stands in it, it is no listing."""
    fresh_fleet.poke(EXCHANGE, "15-01-01", "105", "Kari")
    for command, rest in (("LIST 15-01", 2), (WRITE, 2)):
        fresh_fleet.fault(EXCHANGE, wrong_order="answers", wrong_order_at=rest, wrong_order_times=1)
        assert session.send(command).done
        with pytest.raises(ReadFailed):
            SV9100.observe(session, _step("16-02-01 105"))
    fresh_fleet.fault(EXCHANGE, wrong_order="answers", wrong_order_at=2, wrong_order_times=1)
    assert session.send("LIST 16-02").done
    assert session.send(WRITE).kind is ReplyKind.UNKNOWN


def _step(target: str) -> Step:
    return Step(target, "1", "2", f"WRITE {target} = 2", f"WRITE {target} = 1")


def test_a_restart_loses_the_session_and_then_the_connections(
    fresh_fleet: FleetHandle, session: Session, open_session: Open
) -> None:
    fresh_fleet.fault(EXCHANGE, restart=1, restart_executed="yes", restart_connects=2)
    with pytest.raises(SessionLost, match="closed the connection while Sentral waited for the answer to 'WRITE"):
        session.send(WRITE)
    for _ in range(2):
        with pytest.raises(
            SessionError, match=r"whether the exchange is restarting|closed the connection .* 'Login: '"
        ):
            open_session()
    with open_session() as again:
        assert again.send("READ 15-01-01 105").rows == ("15-01-01 105 = Kari",)


def test_a_session_limit(fresh_fleet: FleetHandle, open_session: Open) -> None:
    fresh_fleet.fault(EXCHANGE, session_limit=1)
    with open_session(), pytest.raises(SessionLimitReached, match="takes 1 programming session at a time"):
        open_session()


def test_the_play_is_told_how_many_sessions_there_are(
    bench: Workbench, fresh_fleet: FleetHandle, transport: str
) -> None:
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE, transport)})
    fresh_fleet.fault(EXCHANGE, session_limit=0)
    run = bench.run({"sentral.nec.pbx_command": {"commands": ["VERSION"]}})
    calm(run)
    assert run.exit_code == 4
    assert run.result().status == "unreachable"
    assert "takes 0 programming sessions at a time, and too many are open; close another" in run.result().message


def test_a_full_disk_is_a_refusal(fresh_fleet: FleetHandle, session: Session) -> None:
    fresh_fleet.fault(EXCHANGE, full_disk=1)
    reply = session.send(WRITE)
    assert (reply.kind, reply.code, reply.text) == (ReplyKind.REFUSED, "90", "DISK FULL")


def test_a_rate_that_is_never_kept_ends_as_a_refusal(fresh_fleet: FleetHandle) -> None:
    host, port = fresh_fleet.address(EXCHANGE, "telnet")
    target = Target(EXCHANGE, host, port, "telnet", "tech", "12345678", busy_timeout=0.2)
    with Session.open(target, SESSION_PROFILE) as opened:
        fresh_fleet.fault(EXCHANGE, rate_limit=1)
        assert opened.send("VERSION").done
        began = time.monotonic()
        reply = opened.send(WRITE)
        assert time.monotonic() - began < 1
    assert (reply.kind, reply.code) == (ReplyKind.REFUSED, "BUSY")
    assert "TOO MANY COMMANDS (still busy after 0.2 s, pbx_busy_timeout)" in reply.text
