"""What a backup reads, read with Nornir and Netmiko: the other side of the comparison in ``test_backup.py``.

A program of its own, so that its start and its processor time are counted as those of ``ansible-playbook`` are. It
takes one JSON file: hosts, commands, the pattern of the prompt, and how many threads work.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nornir.core import Nornir
from nornir.core.inventory import Defaults, Groups, Host, Hosts, Inventory
from nornir.core.plugins.connections import ConnectionPluginRegister
from nornir.core.task import Result, Task
from nornir.plugins.runners import ThreadedRunner
from nornir_netmiko.connections import CONNECTION_NAME, Netmiko


def read_all(task: Task, commands: list[str], prompt: str) -> Result:
    """Log in, send every command, and close."""
    connection = task.host.get_connection(CONNECTION_NAME, task.nornir.config)
    answers = {command: connection.send_command(command, expect_string=prompt) for command in commands}
    task.host.close_connections()
    refused = [command for command, answer in answers.items() if "OK ROWS" not in answer]
    return Result(host=task.host, result=len(answers), failed=bool(refused))


def main(plan_file: str) -> int:
    """Read from all hosts of the plan; 1 when any of them failed."""
    plan = json.loads(Path(plan_file).read_text())
    common = {"username": plan["user"], "password": plan["password"], "platform": "generic"}
    hosts = Hosts(
        {name: Host(name, hostname=host, port=port, **common) for name, (host, port) in plan["hosts"].items()}
    )
    ConnectionPluginRegister.register(CONNECTION_NAME, Netmiko)
    nornir = Nornir(
        inventory=Inventory(hosts=hosts, groups=Groups(), defaults=Defaults()), runner=ThreadedRunner(plan["workers"])
    )
    done = nornir.run(task=read_all, commands=plan["commands"], prompt=plan["prompt"])
    print(f"{len(done) - len(done.failed_hosts)} read, {len(done.failed_hosts)} failed")
    for name in list(done.failed_hosts)[:3]:
        print(name, done[name][0].exception or done[name][0].result)
    return 1 if done.failed_hosts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
