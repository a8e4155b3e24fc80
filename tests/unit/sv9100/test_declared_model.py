"""An exchange of another model or region than declared is left alone, with what to do about it."""

from __future__ import annotations

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import WrongExchange
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from tests.unit.instant import Bench, InstantSession


def answering(bench: Bench, monkeypatch: pytest.MonkeyPatch, line: str, instead: str) -> InstantSession:
    """A session whose exchange gives one line of VERSION otherwise: the simulator has no other model yet."""
    session: InstantSession = bench.open()
    send = session.send

    def other(command: str, *, timeout: float | None = None):  # type: ignore[no-untyped-def]
        reply = send(command, timeout=timeout)
        if command != "VERSION":
            return reply
        return type(reply)(
            reply.kind, reply.code, reply.text, tuple(instead if row == line else row for row in reply.rows), command
        )

    monkeypatch.setattr(session, "send", other)
    return session


def test_another_model(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    session = answering(bench, monkeypatch, "MODEL SV9100", "MODEL SL2100")
    with pytest.raises(
        WrongExchange, match=r"oslo: pbx_platform: the exchange says that it is an SL2100, .* check ansible"
    ):
        SV9100.read("oslo", session)
    assert session.commands_sent.total == 1


def test_another_region(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    session = answering(bench, monkeypatch, "REGION EU", "REGION AU")
    with pytest.raises(WrongExchange, match="oslo: pbx_platform: the exchange is programmed for region AU"):
        SV9100.read("oslo", session)
