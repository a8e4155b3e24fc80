"""The fleet file: which exchanges to run, on which addresses. Everything wrong with it is said with name and key."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from simulator.hardware import Card, parse_card
from simulator.licences import SYSTEM, default_system, parse_licences
from simulator.model_files import model_names
from simulator.tables import LEVELS, Model, load_model

EXCHANGE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
CLOCK_FORMAT = "%Y-%m-%d %H:%M"
KEYS = frozenset(
    [
        *("name", "model", "region", "software", "address", "ssh_port", "telnet_port", "console_port", "serial_line"),
        *("hardware", "system", "licences", "accounts", "sessions", "removed_numbers", "recordings", "clock"),
    ]
)
PORT_KEYS = ("ssh_port", "telnet_port", "console_port")
ACCOUNT_KEYS = frozenset(("user", "name", "password", "level", "authorized_keys"))
LAST_USER = 8
LONGEST_ACCOUNT_NAME = 10


class FleetFileError(Exception):
    """A fleet file that cannot be used; the text names the exchange and the key."""


@dataclass(frozen=True)
class AccountConfig:
    """One user of program 90-02 as the installer left it, and the SSH keys that may log in under its name."""

    user: int
    name: str
    password: str
    level: int
    authorized_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExchangeConfig:
    """One exchange of the fleet. A port of ``None`` is not offered, a port of 0 means any free one."""

    name: str
    model: str = "sv9100"
    region: str = "EU"
    software: str = ""
    address: str = "127.0.0.1"
    ssh_port: int | None = None
    telnet_port: int | None = None
    console_port: int | None = None
    """Raw TCP, as a console server in front of a serial port."""
    serial_line: bool = False
    """A serial port that is a device of this machine."""
    hardware: tuple[Card, ...] = ()
    system: str = ""
    """The identity that its licences are given to."""
    licences: Mapping[str, int] = field(default_factory=dict)
    accounts: tuple[AccountConfig, ...] = ()
    sessions: int = 2
    removed_numbers: str = "keep"
    recordings: str = "unchanged"
    clock: datetime | None = None


@dataclass(frozen=True)
class FleetConfig:
    """All exchanges of a fleet file."""

    exchanges: tuple[ExchangeConfig, ...]


def read_fleet_file(path: Path) -> FleetConfig:
    """Read a fleet file; raise ``FleetFileError`` with one clear sentence."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FleetFileError(f"{path} cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FleetFileError(f"{path} is not YAML: {' '.join(str(error).split())}") from error
    try:
        return fleet_config(content, path.parent)
    except FleetFileError as error:
        raise FleetFileError(f"{path}: {error}") from error


def fleet_config(content: Any, folder: Path | None = None) -> FleetConfig:
    """Build a fleet from ``{"exchanges": [{"name": ...}, ...]}``; key files are looked for in ``folder``."""
    if not isinstance(content, Mapping) or set(content) != {"exchanges"}:
        raise FleetFileError("a fleet file has one key, 'exchanges'")
    entries = content["exchanges"]
    if not isinstance(entries, list) or not entries:
        raise FleetFileError("exchanges must be a list of at least one exchange")
    exchanges = tuple(_Entry(entry, position, folder).exchange() for position, entry in enumerate(entries, 1))
    _check_together(exchanges)
    return FleetConfig(exchanges)


def _check_together(exchanges: tuple[ExchangeConfig, ...]) -> None:
    names: set[str] = set()
    addresses: dict[tuple[str, int], str] = {}
    for exchange in exchanges:
        if exchange.name in names:
            raise FleetFileError(f"exchange {exchange.name}: name: there are two of this name")
        names.add(exchange.name)
        for key in PORT_KEYS:
            port = getattr(exchange, key)
            if not port:
                continue
            other = addresses.setdefault((exchange.address, port), f"{key} of {exchange.name}")
            if other != f"{key} of {exchange.name}":
                raise FleetFileError(f"exchange {exchange.name}: {key}: {exchange.address}:{port} is the {other}")


class _Entry:
    """Reads one exchange key by key, so that each message can name the key."""

    def __init__(self, entry: Any, position: int, folder: Path | None) -> None:
        if not isinstance(entry, Mapping):
            raise FleetFileError(f"exchange {position}: must be a mapping with at least name and a port")
        self._entry = entry
        self._folder = folder
        self._who = f"exchange {entry.get('name', position)}"

    def exchange(self) -> ExchangeConfig:
        unknown = [str(key) for key in self._entry if key not in KEYS]
        if unknown:
            raise self._error(sorted(unknown)[0], f"unknown key; the keys are {', '.join(sorted(KEYS))}")
        model = self._model()
        config = ExchangeConfig(
            name=self._name(),
            model=self._entry.get("model", "sv9100"),
            region=self._choice("region", "EU", model.regions),
            software=self._text("software", ""),
            address=self._address(),
            ssh_port=self._port("ssh_port"),
            telnet_port=self._port("telnet_port"),
            console_port=self._port("console_port"),
            serial_line=self._truth("serial_line"),
            hardware=self._hardware(model),
            system=self._system(model),
            licences=self._licences(model),
            accounts=self._accounts(),
            sessions=self._number("sessions", 2, 1, 1000),
            removed_numbers=self._choice("removed_numbers", "keep", ("keep", "erase")),
            recordings=self._choice("recordings", "unchanged", ("unchanged", "reencoded")),
            clock=self._clock(),
        )
        if not config.serial_line and all(getattr(config, key) is None for key in PORT_KEYS):
            raise self._error("ssh_port", "give ssh_port, telnet_port, console_port or serial_line: true")
        return config

    def _error(self, key: str, text: str) -> FleetFileError:
        return FleetFileError(f"{self._who}: {key}: {text}")

    def _text(self, key: str, default: str) -> str:
        value = self._entry.get(key, default)
        if not isinstance(value, str):
            raise self._error(key, f"{value!r} is not text; write it in quotes")
        if not (value.isascii() and (value.isprintable())):
            raise self._error(key, "only printable ASCII can be shown")
        return value

    def _number(self, key: str, default: int, lowest: int, highest: int) -> int:
        value = self._entry.get(key, default)
        if type(value) is not int or not lowest <= value <= highest:
            raise self._error(key, f"{value!r} is not a number from {lowest} to {highest}")
        return value

    def _choice(self, key: str, default: str, choices: tuple[str, ...]) -> str:
        value = self._text(key, default)
        if value not in choices:
            raise self._error(key, f"{value!r} is not one of {', '.join(choices)}")
        return value

    def _name(self) -> str:
        name = self._text("name", "")
        if not EXCHANGE_NAME.fullmatch(name):
            raise self._error("name", "must be 1 to 64 letters, digits, dots, dashes or underscores")
        return name

    def _model(self) -> Model:
        name = self._text("model", "sv9100")
        if name not in model_names():
            raise self._error("model", f"{name!r} is not one of {', '.join(model_names())}")
        return load_model(name)

    def _address(self) -> str:
        address = self._text("address", "127.0.0.1")
        try:
            loopback = ipaddress.IPv4Address(address).is_loopback
        except ValueError:
            loopback = False
        if not loopback:
            raise self._error("address", f"{address!r} is not in 127.0.0.0/8; the passwords are public, stay at home")
        return address

    def _port(self, key: str) -> int | None:
        return self._number(key, 0, 0, 65535) if self._entry.get(key) is not None else None

    def _truth(self, key: str) -> bool:
        value = self._entry.get(key, False)
        if not isinstance(value, bool):
            raise self._error(key, f"{value!r} is neither true nor false")
        return value

    def _clock(self) -> datetime | None:
        if "clock" not in self._entry:
            return None
        text = self._text("clock", "")
        try:
            return parse_clock(text)
        except ValueError as error:
            raise self._error("clock", str(error)) from error

    def _hardware(self, model: Model) -> tuple[Card, ...]:
        entries = self._entry.get("hardware")
        if entries is None:
            return model.hardware
        if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
            raise self._error("hardware", "must be a list of cards such as {slot: 1, card: DLCA, ports: 1-16}")
        try:
            cards = sorted((parse_card(dict(entry)) for entry in entries), key=lambda card: card.slot)
            check_cards(cards, model)
        except ValueError as error:
            raise FleetFileError(f"{self._who}: {error}") from error
        return tuple(cards)

    def _system(self, model: Model) -> str:
        system = self._text("system", default_system(self._name(), model.name))
        if not SYSTEM.fullmatch(system):
            raise self._error("system", "must be 1 to 32 letters, digits or dashes")
        return system

    def _licences(self, model: Model) -> Mapping[str, int]:
        if "licences" not in self._entry:
            return model.licences
        try:
            return parse_licences(self._entry["licences"])
        except ValueError as error:
            raise self._error("licences", str(error)) from error

    def _accounts(self) -> tuple[AccountConfig, ...]:
        entries = self._entry.get("accounts", [])
        if not isinstance(entries, list):
            raise self._error("accounts", "must be a list")
        accounts = tuple(self._account(entry) for entry in entries)
        if len({account.user for account in accounts}) != len(accounts):
            raise self._error("accounts", "a user number stands there twice")
        return accounts

    def _account(self, entry: Any) -> AccountConfig:
        if not isinstance(entry, Mapping):
            raise self._error("accounts", "each must be a mapping with user, name, password, level")
        unknown = [str(key) for key in entry if key not in ACCOUNT_KEYS]
        if unknown:
            raise self._error("accounts", f"unknown key {sorted(unknown)[0]!r}")
        user, level = entry.get("user"), entry.get("level", "none")
        if type(user) is not int or not 1 <= user <= LAST_USER:
            raise self._error("accounts", f"user {user!r} is not a number from 1 to 8")
        if level not in LEVELS:
            raise self._error("accounts", f"user {user}: level {level!r} is not one of {', '.join(LEVELS)}")
        name, password = entry.get("name", ""), entry.get("password", "")
        if not (isinstance(name, str) and len(name) <= LONGEST_ACCOUNT_NAME and name.isascii() and name.isprintable()):
            raise self._error("accounts", f"user {user}: name must be text of at most 10 letters, in quotes")
        if not (isinstance(password, str) and re.fullmatch(r"[0-9*#]{0,8}", password)):
            raise self._error("accounts", f"user {user}: password must be up to 8 of 0-9 * #, in quotes")
        return AccountConfig(user, name, password, LEVELS[level], self._keys(user, entry.get("authorized_keys", [])))

    def _keys(self, user: int, entries: Any) -> tuple[str, ...]:
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            raise self._error("accounts", f"user {user}: authorized_keys must be a list of public keys or file names")
        return tuple(entry if " " in entry else self._key_file(user, entry) for entry in entries)

    def _key_file(self, user: int, name: str) -> str:
        path = (self._folder or Path()) / name
        try:
            return path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise self._error("accounts", f"user {user}: the key file {name} cannot be read") from error


def parse_clock(text: str) -> datetime:
    """Turn ``2026-11-23 18:30`` into a moment; raise ``ValueError`` with a sentence."""
    try:
        return datetime.strptime(text, CLOCK_FORMAT)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a time such as 2026-11-23 18:30") from error


def check_cards(cards: list[Card], model: Model) -> None:
    """Raise ``ValueError`` for two cards in a slot, ports that overlap, or more than the model has."""
    spaces = {"ports": "port", "trunks": "trunk", "messages": "message", "mailboxes": "station_mailbox"}
    taken: dict[str, Card] = {}
    last: dict[str, Card] = {}
    for card in cards:
        if str(card.slot) in taken:
            raise ValueError(f"hardware: slot {card.slot}: two cards in one slot")
        taken[str(card.slot)] = card
        space = model.spaces[spaces[card.kind]]
        if not (space.holds(str(card.first)) and space.holds(str(card.last))):
            raise ValueError(f"hardware: slot {card.slot}: {card.kind}: {model.name} has not so many")
    for card in sorted(cards, key=lambda card: (card.kind, card.first)):
        before = last.get(card.kind)
        if before is not None and card.first <= before.last:
            raise ValueError(f"hardware: slot {card.slot}: {card.kind}: some are on slot {before.slot} already")
        last[card.kind] = card
