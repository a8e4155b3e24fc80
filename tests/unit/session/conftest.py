"""Sessions with the scripted exchange."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from tests.unit.session.scripted_exchange import PASSWORD, USER, Script, serving

OpenSession = Callable[..., contextlib.AbstractContextManager[Session]]


@pytest.fixture
def profile() -> SessionProfile:
    """The SV9100's line grammar."""
    return SESSION_PROFILE


@pytest.fixture(params=["telnet", "ssh"])
def transport(request: pytest.FixtureRequest) -> str:
    """Each test that asks for it runs over both."""
    return str(request.param)


@pytest.fixture
def open_session(profile: SessionProfile) -> OpenSession:
    """Opens a session with a script; options go to the target."""

    @contextlib.contextmanager
    def opener(script: Script, transport: str = "telnet", **options: object) -> Iterator[Session]:
        on_exchange = options.pop("on_exchange", None)
        line = options.pop("profile", profile)
        with serving(script, transport) as port:
            settings: dict[str, object] = {
                "user": USER,
                "password": PASSWORD,
                "host_key_checking": False,
                "command_timeout": 5.0,
                "login_timeout": 5.0,
                **options,
            }
            target = Target("branch-office", "127.0.0.1", port, transport, **settings)  # type: ignore[arg-type]
            with Session.open(target, line, on_exchange=on_exchange) as session:  # type: ignore[arg-type]
                yield session

    return opener
