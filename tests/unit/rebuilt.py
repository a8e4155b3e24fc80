"""Archiving a simulated exchange, rebuilding it on another one, and leading it back, as the tests do it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft, Recordings
from simulator.state import ExchangeState
from tests.unit.instant import Bench


@dataclasses.dataclass(frozen=True)
class Archive:
    """What is kept of an exchange: the capture, and the audio of its recordings by checksum."""

    capture: Capture
    audio: Mapping[str, bytes]


def capture_of(bench: Bench) -> Capture:
    """Everything that an exchange says of itself."""
    return bench.platform.capture("oslo", bench.open())


def archive_of(bench: Bench) -> Archive:
    """What an archive would keep, through the text that it keeps it in."""
    capture = Capture.from_text(capture_of(bench).to_text())
    session = bench.open()
    audio = {
        checksum: bench.platform.download(session, message) for message, (_size, checksum) in capture.recordings.items()
    }
    return Archive(capture, audio)


def factory_exchange(folder: Path, like: Bench, **settings: Any) -> Bench:
    """Another exchange from the factory, with the same hardware and licences and another identity."""
    config = like.exchange.config
    own = {"model": config.model, "region": config.region, "system": "NEW-1", **settings}
    bench = Bench(folder, **own)
    bench.platform = like.platform
    return bench


def rebuild_order(archive: Archive, bench: Bench, **how: Any) -> Order:
    """An order to rebuild the archived exchange."""
    whole = bench.platform.whole()
    return dataclasses.replace(
        bench.order({}, **how),
        platform=whole,
        draft=lambda snapshot: whole.restoration("oslo", archive.capture, snapshot, archive.audio, {}),
        desired=archive.capture.hash(),
    )


def rebuild(archive: Archive, bench: Bench, **how: Any) -> Outcome:
    """Rebuild the archived exchange."""
    return Apply(rebuild_order(archive, bench, **how)).run()


def led_back(bench: Bench, archive: Archive, known: Recordings | None = None, **how: Any) -> Outcome:
    """An exact rollback to what was archived, as pbx_rollback makes it; ``known`` are the recordings known now."""
    whole = bench.platform.whole()
    order = bench.order({}, **how)
    now = dataclasses.replace(order.wish, recordings=known or {})

    def draft(snapshot: Any) -> Draft:
        return whole.leading_back("oslo", archive.capture, snapshot, archive.audio, order.wish, now)

    return Apply(dataclasses.replace(order, platform=whole, draft=draft, desired=archive.capture.hash())).run()


def held(state: ExchangeState) -> tuple[dict[str, str], dict[int, str]]:
    """Every row that differs from the factory, and the checksum of each recording."""
    return state.snapshot_rows(), {number: message.checksum for number, message in state.messages.items()}


def programmed(folder: Path, *rows: str, **settings: Any) -> Bench:
    """An exchange on which the rows were written one after the other."""
    bench = Bench(folder, **settings)
    session = bench.open()
    for row in rows:
        reply = session.send(f"WRITE {row}")
        assert reply.done, f"{row}: {reply.sentence()}"
    return bench
