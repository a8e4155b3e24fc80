"""A machine with a real systemd as its first process, made of this one: what is written there never reaches this disk.

It has namespaces of its own (processes, mounts, name, control groups) and an overlay over the whole disk that lies in
memory. The network is shared, so that simulated exchanges on this machine are reached. The kernel ends it where this
process ends, in whatever way, and takes its processes and mounts away with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.ansible_run import CHECKOUT

SYSTEMD = Path("/usr/lib/systemd/systemd")
ACCOUNT = "sentral"
NUMBER = 64123
"""Its user and group id, which nobody else has."""
GROUPS = Path("/sys/fs/cgroup")

_APART = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--uts", "--cgroup", "--ipc"]
_TIED = ["setpriv", "--pdeathsig", "KILL"]
"""Ends with this process."""
_STUBS = "basic sysinit shutdown sockets timers paths slices local-fs network-online"
"""Targets that every unit knows of; those of this machine would start what it is made of."""

_MAKE = r"""
set -e
changes=$1 checkout=$2 site=$3 account=$4 number=$5 stubs=$6
shift 6
mount --make-rprivate /
mount -t tmpfs changes "$changes"
mkdir "$changes/upper" "$changes/work" "$changes/root"
mount -t overlay machine -o "lowerdir=/,upperdir=$changes/upper,workdir=$changes/work" "$changes/root"
cd "$changes/root"
mount -t proc proc proc
mount -t tmpfs dev dev
for device in null zero full random urandom; do : >"dev/$device"; mount --bind "/dev/$device" "dev/$device"; done
mkdir dev/shm
mount -t tmpfs shm dev/shm
ln -s /proc/self/fd dev/fd
mount -t sysfs sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs run run
rm -rf var/log/journal var/lib/systemd/timers
mkdir -p opt/sentral etc/sentral srv/sentral var/log/sentral etc/machine
mount --bind "$checkout" opt/sentral
mount -o remount,bind,ro opt/sentral
mount --bind "$site" srv/sentral
echo "$account:x:$number:$number::/srv/sentral/home:/bin/sh" >>etc/passwd
echo "$account:x:$number:" >>etc/group
chown -R "$number:$number" srv/sentral var/log/sentral etc/sentral
# The account may start this Python, wherever the one who develops keeps it.
for above; do
    while [ "$above" != / ]; do above=$(dirname "$above"); chmod a+x ".$above"; done
done
for stub in machine $stubs; do
    printf '[Unit]\nDescription=%s\nDefaultDependencies=no\n' "$stub" >"etc/machine/$stub.target"
done
echo Wants=systemd-journald.service >>etc/machine/machine.target
for unit in journald.service journald.socket journald-dev-log.socket; do
    cp "usr/lib/systemd/system/systemd-$unit" etc/machine/
done
echo controller >etc/hostname
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin container=sentral-test SYSTEMD_UNIT_PATH=/etc/machine \
    chroot . /usr/lib/systemd/systemd --system --unit=machine.target --log-target=journal --show-status=no
"""


class Machine:
    """The machine while it runs. Its ``/srv/sentral`` is a folder of the test, and ``/opt/sentral`` this checkout."""

    def __init__(self, first: int) -> None:
        self.first = first
        """Its first process, as this machine counts."""
        self.disk = Path(f"/proc/{first}/root")
        """Its disk, as this process reaches it."""

    def run(self, *command: str, check: bool = True, account: str = "") -> subprocess.CompletedProcess[str]:
        """A command in the machine, by root or an account, with nothing of this environment."""
        to = ["nsenter", f"--target={self.first}", "--mount", "--pid", "--uts", "--cgroup", "--root", "--wd"]
        who = ["setpriv", f"--reuid={account}", f"--regid={account}", "--clear-groups"] if account else []
        bare = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
        return subprocess.run([*to, *who, *bare, *command], capture_output=True, text=True, check=check)

    def install(self, path: str, content: str, mode: int = 0o644) -> None:
        """A file in the machine."""
        place = self.disk / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(content, encoding="utf-8")
        place.chmod(mode)


@contextmanager
def machine(site: Path, changes: Path) -> Iterator[Machine]:
    """A machine that is up. The test is skipped where there is none to be had."""
    if not SYSTEMD.exists():
        pytest.skip("systemd is not installed (Debian: systemd)")
    if os.geteuid() != 0:
        pytest.skip("only root can start a systemd of its own")
    needed = [os.path.realpath(sys.executable), os.path.realpath(CHECKOUT / ".venv")]
    for place in map(os.path.dirname, needed):
        if os.stat(place).st_dev != os.stat("/").st_dev:
            pytest.skip(f"{place} lies on a disk of its own, which the machine does not have")
    changes.mkdir()
    with _control_group() as group:
        words = [str(changes), str(CHECKOUT), str(site), ACCOUNT, str(NUMBER), _STUBS, *needed]
        command = [
            "sh",
            "-c",
            'echo $$ >"$0/cgroup.procs" && exec "$@"',
            str(group),
            *_APART,
            "sh",
            "-c",
            _MAKE,
            "make",
        ]
        holder = subprocess.Popen(
            [*command, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield _when_up(holder)
        finally:
            holder.kill()
            holder.wait()


def _when_up(holder: subprocess.Popen[str]) -> Machine:
    children = Path(f"/proc/{holder.pid}/task/{holder.pid}/children")
    for _look in range(200):
        time.sleep(0.05)
        if holder.poll() is not None:
            pytest.skip(f"no systemd of its own can be started here: {holder.communicate()[0].strip()[-300:]}")
        first = children.read_text().split()
        if first:
            found = Machine(int(first[0]))
            if found.run("systemctl", "is-active", "machine.target", check=False).stdout == "active\n":
                return found
    raise AssertionError("the machine has not come up in ten seconds")


@contextmanager
def _control_group() -> Iterator[Path]:
    """A control group of its own; what systemd makes below it is removed at the end."""
    top = next((place for place in (GROUPS, GROUPS / "unified") if (place / "cgroup.controllers").exists()), None)
    if top is None or shutil.which("unshare") is None:
        pytest.skip("there are no control groups (version 2) here, which systemd needs")
    group = top / f"sentral-test-{os.getpid()}"
    try:
        group.mkdir()
    except OSError as error:
        pytest.skip(f"no control group can be made here, which systemd needs: {error}")
    try:
        yield group
    finally:
        for _look in range(200):
            if "populated 0" in (group / "cgroup.events").read_text():
                break
            time.sleep(0.05)
        for folder, _names, _files in os.walk(group, topdown=False):
            Path(folder).rmdir()
