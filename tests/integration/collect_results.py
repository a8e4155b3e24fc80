"""An Ansible callback that writes the result of every task on every host to ``results.jsonl`` in the working directory,
and tells the test that waits for it (see ``doorbell.py``) before each task begins.

The workbench puts it where Ansible looks for callbacks: in the run's own home.
"""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
    name: collect_results
    type: notification
    short_description: Results of all tasks, one JSON line each
    description: For tests.
"""


class CallbackModule(CallbackBase):
    """One line for each task on each host."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "collect_results"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._path = Path("results.jsonl").absolute()
        self._path.write_text("")
        self._doorbell = Path("doorbell").absolute()

    def _keep(self, status: str, task_result: Any) -> None:
        record = {
            "task": task_result.task.get_name(),
            "host": task_result.host.get_name(),
            "status": status,
            "result": task_result.result,
        }
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(record, default=str) + "\n")

    def v2_playbook_on_task_start(self, task: Any, is_conditional: bool) -> None:
        """Ring, and wait until the test has done what it wants to do before this task."""
        if self._doorbell.exists():
            with socket.create_connection(("127.0.0.1", int(self._doorbell.read_text())), timeout=30) as line:
                line.sendall(f"{task.get_name()}\n".encode())
                line.recv(1)

    def v2_runner_on_ok(self, result: Any) -> None:
        self._keep("ok", result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        self._keep("failed", result)

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._keep("unreachable", result)

    def v2_runner_on_skipped(self, result: Any) -> None:
        self._keep("skipped", result)
