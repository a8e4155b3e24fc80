"""Lets a test do something between two tasks of one Ansible run: switch a fault on, look at the exchange.

The callback of ``collect_results.py`` rings before each task, with the task's name, and waits for the answer.
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

Actions = Mapping[str, Callable[[], None]]
"""What to do before the task of that name."""


@contextmanager
def doorbell(folder: Path, before: Actions) -> Iterator[None]:
    """Answer while a run lasts; what an action raises is raised at the end."""
    problems: list[Exception] = []

    class Answer(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            name = self.rfile.readline().decode().rstrip("\n")
            try:
                before.get(name, lambda: None)()
            except Exception as error:  # noqa: BLE001 - it is raised again where the test sees it
                problems.append(error)
            self.wfile.write(b".")

    with socketserver.TCPServer(("127.0.0.1", 0), Answer) as server:
        address = folder / "doorbell"
        address.write_text(str(server.server_address[1]))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
            address.unlink()
    if problems:
        raise problems[0]
