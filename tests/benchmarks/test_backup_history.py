"""A fleet's backups over a year: history, log and size of the archive. Run by ``make bench``; numbers are printed.

SENTRAL_BENCH_EXCHANGES (300) and SENTRAL_BENCH_DAYS (365) say how much. No session is opened for it: one exchange is
read from the simulator once, and the others are made of what it said.
"""

from __future__ import annotations

import datetime
import os
import random
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.parsing.vault import VaultSecret

from ansible_collections.sentral.nec.plugins.module_utils.archive.archived import Archived
from ansible_collections.sentral.nec.plugins.module_utils.archive.backup import Backup
from ansible_collections.sentral.nec.plugins.module_utils.archive.commit_messages import ExchangeChange, message_of
from ansible_collections.sentral.nec.plugins.module_utils.archive.history import (
    LastChanges,
    find,
    history,
)
from ansible_collections.sentral.nec.plugins.module_utils.archive.manifest import SITE
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, Commit
from ansible_collections.sentral.nec.plugins.module_utils.archive.sealing import Seal
from ansible_collections.sentral.nec.plugins.module_utils.archive.upkeep import maintain
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import Site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.capture import Capture
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from ansible_collections.sentral.nec.plugins.plugin_utils.archive_task import vault_seal
from simulator.thread import run_in_thread

pytestmark = pytest.mark.benchmark

EXCHANGES = int(os.environ.get("SENTRAL_BENCH_EXCHANGES", "300"))
DAYS = int(os.environ.get("SENTRAL_BENCH_DAYS", "365"))
CHANGED = 0.03
"""Of the exchanges, each day."""
USERS = 40
FIRST_DAY = datetime.datetime(2026, 1, 1, 2, 30, tzinfo=datetime.UTC)
EVERY = 100
"""Days between two lines of the first table."""


def one_capture() -> Capture:
    """What a simulated exchange with some users says of itself."""
    with run_in_thread([{"name": "site", "ssh_port": 0}]) as fleet:
        for place in range(USERS):
            fleet.poke("site", "15-01-01", str(101 + place), f"User {101 + place}")
        host, port = fleet.address("site")
        target = Target("site", host, port, "ssh", "tech", "12345678", host_key_checking=False)
        with Session.open(target, SV9100.line) as session:
            return SV9100.capture("site", session)


class Clock:
    """Seconds by what they were spent on."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        """Count the block."""
        began = time.perf_counter()
        yield
        self.spent[what] += time.perf_counter() - began


class Year:
    """The exchanges as they change, and the archive that they are written to as the playbook's task does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.chance = random.Random(9100)
        first = one_capture()
        names = [f"site{place:03d}" for place in range(EXCHANGES)]
        self.captures = {name: replace(first, exchange=name, system=f"SV9100-{name}") for name in names}
        loader = DataLoader()
        loader.set_vault_secrets([("default", VaultSecret(b"correct horse"))])
        seal = vault_seal(loader, "")

        def encrypt(plain: bytes) -> bytes:
            with self.clock.of("encrypt"):
                return seal.encrypt(plain)

        timed = Seal(encrypt, seal.decrypt, seal.key)
        nothing = Site("site", dict.fromkeys(KINDS, ()))
        self.backups = {
            name: Backup(SV9100, name, Wish(replace(nothing, exchange=name), "merged", {}, "2026-11-23"), timed)
            for name in names
        }

    def rename(self, exchange: str, day: int) -> None:
        """Another name on one of its extensions."""
        capture = self.captures[exchange]
        extension = 101 + self.chance.randrange(USERS)
        row = f"15-01-01 {extension} = "
        rows = tuple(
            f"{row}New {day} {self.chance.randrange(1000)}" if text.startswith(row) else text
            for text in capture.programs["15-01"]
        )
        assert rows != capture.programs["15-01"]
        self.captures[exchange] = replace(capture, programs={**capture.programs, "15-01": rows})

    def write(self, day: int, exchanges: list[str]) -> None:
        """One night: open, look at the last backup of every exchange, make files of those that changed, commit."""
        of = self.clock.of
        with of("open"):
            archive = Archive.open(self.folder)
        with archive.exclusive():
            with of("read last"):
                at = archive.head or "HEAD"
                archive.folders(at)
                last = Archived.of_many(archive, list(self.captures), at)
                before = {name: last(name) for name in self.captures}
                last_changes = LastChanges(archive, at)
            with of("hashes of what the files are made of"):
                for name in self.captures:
                    self.backups[name].sources(self.backups[name].lasting(self.captures[name]), "")
            changes, files = [], {}
            for name in exchanges:
                held = before[name]
                with of("files"):
                    capture = self.backups[name].lasting(self.captures[name])
                    made = self.backups[name].files(capture, held.manifest if held else None)
                if held:
                    with of("last commits"):
                        last_changes.of(name)
                    with of("read files"):
                        held.content(SITE)
                changes.append(ExchangeChange(name, items=1, first=held is None))
                files |= {f"{name}/{file}": content for file, content in made.files.items()}
            with of("commit"):
                message = message_of("Changed outside Sentral", changes, "timer", "")
                assert archive.write([Commit(files, message, "timer")], when=FIRST_DAY + datetime.timedelta(days=day))
            with of("upkeep"):
                maintain(archive)

    def unchanged_night(self) -> float:
        """Seconds for making the files of every exchange where nothing changed, as a backup does to compare them."""
        last = Archived.of_many(Archive.open(self.folder), list(self.captures))
        began = time.perf_counter()
        for name, backup in self.backups.items():
            held = last(name)
            assert held is not None
            made = backup.files(backup.lasting(self.captures[name]), held.manifest)
            assert made.manifest == held.manifest
        return time.perf_counter() - began

    def size(self) -> float:
        """MiB of .git."""
        return sum(path.stat().st_size for path in (self.folder / ".git").rglob("*") if path.is_file()) / 2**20


def seconds_of(call: Callable[[], object]) -> float:
    """How long a call takes: the middle of three."""
    took = []
    for _time in range(3):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return sorted(took)[1]


def git(folder: Path, *command: str) -> None:
    """Git as a person runs it."""
    subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True)


def test_a_year_of_a_fleet(tmp_path: Path) -> None:
    year = Year(tmp_path / "archive")
    names = list(year.captures)
    began = time.perf_counter()
    year.write(0, names)
    first = time.perf_counter() - began
    first_spent, year.clock.spent = dict(year.clock.spent), defaultdict(float)
    first_size = year.size()
    print(f"\n\n{EXCHANGES} exchanges with {USERS} users each, {os.cpu_count()} cores.")
    print(f"First backup: {first:.1f} s, of that encryption {first_spent['encrypt']:.1f} s; {first_size:.1f} MiB\n")
    nights: list[float] = []
    for day in range(1, DAYS + 1):
        changed = year.chance.sample(names, max(1, round(EXCHANGES * CHANGED)))
        for name in changed:
            year.rename(name, day)
        began = time.perf_counter()
        year.write(day, changed)
        nights.append(time.perf_counter() - began)
        if day % EVERY == 0:
            print(f"day {day}: {sum(nights[-EVERY:]) / EVERY:.2f} s a night, {year.size():.0f} MiB", flush=True)
    print(f"\n| a night, of {DAYS}, with {len(changed)} exchanges changed | seconds |\n|---|---:|")
    print(f"| all (the slowest: {max(nights):.2f}) | {sum(nights) / DAYS:.3f} |")
    for what, spent in year.clock.spent.items():
        print(f"| {what}{' (within files)' if what == 'encrypt' else ''} | {spent / DAYS:.3f} |")
    archive = Archive.open(year.folder)
    before_gc = year.size()
    began = time.perf_counter()
    git(year.folder, "gc", "--quiet")
    gc = time.perf_counter() - began
    middle = f"{FIRST_DAY + datetime.timedelta(days=DAYS // 2):%Y-%m-%d}"
    rows = {
        "open the archive": seconds_of(lambda: Archive.open(year.folder)),
        "git status": seconds_of(lambda: git(year.folder, "status")),
        f"git log -- {names[0]}": seconds_of(lambda: git(year.folder, "log", "--", names[0])),
        f"history of {names[0]} ({len(history(archive, names[0]))} of {len(history(archive))} commits)": seconds_of(
            lambda: history(archive, names[0])
        ),
        f"find {middle}": seconds_of(lambda: find(archive, middle, names[0])),
        "read that state": seconds_of(
            lambda: Archived.at(archive, names[0], find(archive, middle, names[0]).id, middle).files
        ),
        f"files of all {EXCHANGES} exchanges, nothing changed": year.unchanged_night(),
    }
    print("\n| at the end | seconds |\n|---|---:|")
    for what, spent in rows.items():
        print(f"| {what} | {spent:.3f} |")
    print(f"\n.git: {before_gc:.1f} MiB, after git gc {year.size():.1f} MiB ({gc:.1f} s)")
