"""One exchange: its state, counters and faults, and who is connected to it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any, Protocol

from simulator.accounts import Account
from simulator.commands import Interpreter, command_word
from simulator.counters import Counters
from simulator.fault import Intervention
from simulator.faults import FaultTable
from simulator.fleet_file import CLOCK_FORMAT, ExchangeConfig
from simulator.hardware import Card
from simulator.mailboxes import keep_messages
from simulator.replies import DISK_FULL, Refused
from simulator.state import Change, ExchangeState
from simulator.storage import Storage
from simulator.tables import load_model


class Connection(Protocol):
    """A network connection that can be cut."""

    def abort(self) -> None:
        """Cut it at once."""


class Exchange:
    """Everything that belongs to one exchange, without its network side."""

    def __init__(self, config: ExchangeConfig, storage: Storage) -> None:
        """Take up the state that the storage holds; a new exchange gets the accounts of the fleet file."""
        self.config = config
        self.state = ExchangeState(load_model(config.model), storage)
        self.counters = Counters()
        self.faults = FaultTable()
        self.connections: set[Connection] = set()
        self.session_tasks: set[asyncio.Task[Any]] = set()
        self._clock = config.clock
        if self.state.is_new:
            self._install()

    @property
    def open_sessions(self) -> int:
        """How many programming sessions are open now."""
        return len(self.session_tasks)

    @property
    def session_limit(self) -> int:
        """How many programming sessions may be open."""
        return self.faults.session_limit(self.config.sessions)

    @property
    def hardware(self) -> tuple[Card, ...]:
        """The cards, by slot."""
        return self.config.hardware or self.state.model.hardware

    @property
    def authorized_keys(self) -> dict[str, tuple[str, ...]]:
        """The SSH keys that may log in, by account name."""
        return {account.name: account.authorized_keys for account in self.config.accounts if account.authorized_keys}

    def now(self) -> datetime:
        """Return the time of the exchange's clock: the machine's, unless it was stopped."""
        return self._clock or datetime.now()

    def set_clock(self, moment: datetime | None) -> None:
        """Stop the clock at a moment, or let it run again."""
        self._clock = moment

    def change_alarm(self, account: Account) -> str:
        """Return the alarm that tells of a write. [IPK2-F p.57]"""
        moment = self.now().strftime(CLOCK_FORMAT)
        return f"MIN 0041 WAR {moment} SYSTEM DATA CHANGE CPU 0 0 USER {account.name.upper()}"

    def perform(self, interpreter: Interpreter, line: str) -> Intervention:
        """Execute a line as the faults allow. Nothing else happens in the exchange meanwhile."""
        word = command_word(line)
        self.counters.command(word)
        outcome = self.faults.before(word, self.counters)
        if outcome is None:
            reply = interpreter.execute(line)
            outcome = self.faults.after(word, reply) or Intervention(reply)
        if outcome.reply is not None and outcome.reply.refusal is not None:
            self.counters.refusal(outcome.reply.refusal)
        return outcome

    def poke(self, code: str, index: str, data: str | None) -> None:
        """Set a row past all rules, as if somebody had programmed by hand; ``None`` gives the factory's value back.

        Raise ``Refused`` when there is no such item or index, ``ValueError`` for data that no line could carry.
        """
        item = self.state.model.item(code)
        item.check_index(tuple(index.split(" ")))
        if data is not None and not all(" " <= letter <= "~" for letter in data):
            raise ValueError("data must be printable ASCII")
        self.state.commit([(code, index, data)])

    def keep_messages(self, kind: str, mailbox: str, count: int) -> None:
        """Set how many messages a mailbox keeps; refuse (90) when the disk is full and they become more."""
        kept = self.state.kept_messages.get(kind, {}).get(int(mailbox), 0) if mailbox.isdecimal() else 0
        if count > kept and self.faults.disk_is_full():
            raise Refused(DISK_FULL)
        keep_messages(self.state, kind, mailbox, count)

    def reset(self) -> None:
        """Make it as new: factory rows, the fleet file's accounts; nothing recorded or kept, no alarms, no faults."""
        self.state.reset()
        self.counters = Counters()
        self.faults.clear()
        self._clock = self.config.clock
        self._install()

    def admit(self) -> bool:
        """Say whether a connection that has just come may stay."""
        if self.faults.refuses_connection():
            self.counters.connections_refused += 1
            return False
        return True

    def restart(self) -> None:
        """Go down and up again: nobody stays connected; what was stored is there."""
        self.counters.restarts += 1
        self.cut_connections()

    def cut_connections(self) -> None:
        """Cut every connection at once, also those that wait in the middle of an answer."""
        for task in self.session_tasks:
            task.cancel()
        for connection in list(self.connections):
            connection.abort()

    def _install(self) -> None:
        changes: list[Change] = []
        for account in self.config.accounts:
            values = (account.name, account.password, str(account.level))
            changes += [(f"90-02-0{number}", str(account.user), value) for number, value in enumerate(values, 1)]
        if changes:
            self.state.commit(changes)
