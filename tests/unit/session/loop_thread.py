"""A server of asyncio in a thread of its own, that leaves nothing running when the test is over."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Protocol, TypeVar


class Closable(Protocol):
    """What both servers, that of asyncio and that of asyncssh, can do."""

    def close(self) -> object:
        """Take no more connections."""


Server = TypeVar("Server", bound=Closable)


@contextlib.contextmanager
def served(start: Callable[[], Coroutine[Any, Any, Server]]) -> Iterator[Server]:
    """The server that ``start`` gives, until the end; then every task of its connections is cancelled."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(start(), loop).result(10)

    async def stop() -> None:
        server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_default_executor()

    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
