"""What a task is given: from its arguments, the host's variables and the files beside the inventory."""

from __future__ import annotations

import datetime
import getpass
import os
import re
import tempfile
import zoneinfo
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.change_window import ChangeWindow, parse_window
from ansible_collections.sentral.nec.plugins.module_utils.engine.slots_file import SlotsFile, read_slots
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import Finding, SiteError, ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.site import Site, read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import SiteFileError, load_file
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.session.plain import plain_data


class InputError(Exception):
    """A variable or a file cannot be used. The sentence names the exchange, the place and the remedy."""


@dataclass(frozen=True)
class Places:
    """Where the files of one exchange are."""

    site_file: Path
    slots_file: Path
    confirmation_file: Path
    state_folder: Path
    address_folder: Path
    audio_roots: tuple[str, ...]


class Inputs:
    """The variables of one host, templated, in plain types."""

    def __init__(self, exchange: str, variables: Mapping[str, Any], template: Callable[[Any], Any], base: str) -> None:
        self.exchange = exchange
        self._variables = variables
        self._template = template
        self._base = Path(str(variables.get("inventory_dir") or base))

    def variable(self, name: str, default: Any = None) -> Any:
        """A variable, or ``default`` where it is not set."""
        if name not in self._variables:
            return default
        return plain_data(self._template(self._variables[name]))

    def neighbours(self) -> list[str]:
        """The other hosts of the inventory, those of the smallest group that they share first."""
        groups = self._variables.get("groups", {})
        mine = sorted(
            (groups[name] for name in (*self._variables.get("group_names", ()), "all") if name in groups), key=len
        )
        hosts = dict.fromkeys(str(host) for group in mine for host in group)
        return [host for host in hosts if host != self.exchange]

    def variable_of(self, host: str, name: str) -> Any:
        """A variable of another host, ``None`` where it is not set."""
        return plain_data(self._variables["hostvars"][host].get(name))

    def truth(self, name: str) -> bool:
        """A variable that is true or false; anything else is an error."""
        value = self.variable(name, False)
        if isinstance(value, str) and value.lower() in ("true", "yes", "on", "1", "false", "no", "off", "0"):
            return value.lower() in ("true", "yes", "on", "1")
        if not isinstance(value, bool):
            raise InputError(f"{self.exchange}: {name}: {value!r} is neither true nor false")
        return value

    def whole_number(self, name: str) -> int | None:
        """A variable that is a whole number, None where it is not set."""
        value = self.variable(name)
        if value is None:
            return None
        if isinstance(value, bool) or not (str(value).isdecimal() and len(str(value)) < 10):
            raise InputError(f"{self.exchange}: {name}: {value!r} is not a whole number")
        return int(value)

    def change_window(self) -> ChangeWindow | None:
        """``pbx_change_window``; None where it is not set, or ``pbx_disturb_calls`` says that it does not matter."""
        value = self.variable("pbx_change_window")
        if value is None or self.truth("pbx_disturb_calls"):
            return None
        try:
            return parse_window(value)
        except ValueProblem as problem:
            raise InputError(f"{self.exchange}: pbx_change_window: {problem}") from None

    def now(self) -> datetime.datetime:
        """The time at the exchange: in ``pbx_timezone`` where it is set, else the controller's."""
        name = self.variable("pbx_timezone")
        if name is None:
            return datetime.datetime.now()
        try:
            return datetime.datetime.now(zoneinfo.ZoneInfo(str(name)))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError) as error:
            raise InputError(
                f"{self.exchange}: pbx_timezone: {name!r} is no time zone; write it as Europe/Oslo"
            ) from error

    def choice(self, name: str, words: tuple[str, ...]) -> str:
        """A variable that is one of some words; the first of them where it is not set."""
        value = self.variable(name, words[0])
        if value not in words:
            raise InputError(f"{self.exchange}: {name}: {value!r} is none of {', '.join(words)}")
        return str(value)

    def today(self) -> str:
        """The day that schedules are planned for: ``pbx_today`` where it is set, else the controller's."""
        text = str(self.variable("pbx_today", "") or datetime.date.today().isoformat())
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise InputError(f"{self.exchange}: pbx_today: {text!r} is not a date such as 2026-12-24") from error

    def operator(self) -> str:
        """Who does it, for the journal and the plan file."""
        return str(self.variable("pbx_operator", "") or getpass.getuser())

    def request(self) -> str:
        """Which request asked for it, for the journal and the archive; empty where nobody said. One line."""
        return " ".join(str(self.variable("pbx_request", "")).split())

    def places(self) -> Places:
        """The files of the exchange, beside the inventory unless variables say otherwise."""
        site = self._path("pbx_site_file", f"sites/{self.exchange}.yml")
        return Places(
            site_file=site,
            slots_file=self._path("pbx_slots_file", f"slots/{self.exchange}.yml"),
            confirmation_file=self._path("pbx_confirmation_file", f"confirmations/{self.exchange}.yml"),
            state_folder=self._path("pbx_state_dir", ".sentral") / self.exchange,
            address_folder=self._lock_folder() / self._address(),
            audio_roots=tuple(dict.fromkeys((str(site.parent), str(self._base)))),
        )

    def _lock_folder(self) -> Path:
        """Where the addresses of exchanges are locked, for all working copies of one account on this controller."""
        usual = Path(tempfile.gettempdir()) / f"sentral-{os.getuid()}"
        return self._path("pbx_lock_dir", str(usual))

    def _address(self) -> str:
        """The exchange's address as a name of a folder; its name in the inventory may be another one elsewhere."""
        host, port = self.variable("ansible_host", self.exchange), self.variable("ansible_port", "")
        # Customers have the same private addresses behind different jump hosts.
        ways = [self.variable(name, "") for name in ("pbx_jump_host", "ansible_ssh_common_args", "pbx_serial")]
        words = [str(word) for word in (host, port, *ways) if word]
        return re.sub(r"[^A-Za-z0-9.-]", "_", "-".join(words))[:200].lstrip(".") or self.exchange

    def path(self, text: str) -> Path:
        """A path from the task's arguments, relative to the inventory."""
        return self._base / Path(text).expanduser()

    def _path(self, name: str, default: str) -> Path:
        return self.path(str(self.variable(name, "") or default))

    def numbering(self) -> dict[str, int] | None:
        """``pbx_numbering.lengths``: the length of numbers by their first digit, where it is set."""
        value = self.variable("pbx_numbering")
        if value is None:
            return None
        if not isinstance(value, dict):
            raise InputError(f'{self.exchange}: pbx_numbering: takes a mapping such as {{lengths: {{"1": 3, "3": 4}}}}')
        unknown = [key for key in value if key != "lengths"]
        if unknown:
            raise InputError(f"{self.exchange}: pbx_numbering: {unknown[0]!r} is not supported yet; supported: lengths")
        lengths = value.get("lengths")
        if lengths is None:
            return None
        try:
            return {_leading(digit): _length(length) for digit, length in lengths.items()}
        except (AttributeError, ValueError) as error:
            raise InputError(
                f'{self.exchange}: pbx_numbering: lengths is a mapping such as {{"1": 3, "3": 4}}: {error}'
            ) from error

    def slots_file(self) -> SlotsFile:
        """What the slots file holds; nothing where there is none yet."""
        try:
            return read_slots(self.places().slots_file)
        except SiteFileError as error:
            raise InputError(f"{self.exchange}: {error}") from error

    def site(self, given: Any, decrypt: Callable[[str], str] | None) -> Any:
        """The raw desired state: ``given`` with the task, else ``pbx_config``, else the site file."""
        if given is not None:
            return given
        inline = self.variable("pbx_config")
        if inline is not None:
            return inline
        path = self.places().site_file
        if not path.exists():
            raise InputError(
                f"{self.exchange}: there is no site file {path}; write one, or set pbx_site_file or pbx_config"
            )
        try:
            return load_file(path, decrypt)
        except SiteFileError as error:
            raise InputError(f"{self.exchange}: {error}") from error

    def nothing_wished(self, kinds: Iterable[str]) -> Wish:
        """The wish of those who only read: the kinds that they want to see, and what is known of names."""
        kept = self.slots_file()
        site = Site(self.exchange, dict.fromkeys(kinds, ()))
        return Wish(site, "merged", kept.slots, self.today(), recordings=kept.recordings)

    def with_profiles(self, raw: Any) -> Any:
        """The site with what ``pbx_profiles`` says of users that name one; what a user says himself comes first."""
        users = raw.get("users") if isinstance(raw, dict) else None
        if not isinstance(users, list) or not any(isinstance(user, dict) and "profile" in user for user in users):
            return raw
        profiles = self.variable("pbx_profiles", {})
        if not isinstance(profiles, dict) or not all(isinstance(fields, dict) for fields in profiles.values()):
            raise InputError(f"{self.exchange}: pbx_profiles: takes a mapping of names to user fields")
        return {**raw, "users": [self._with_profile(user, profiles) for user in users]}

    def _with_profile(self, user: Any, profiles: Mapping[str, Mapping[str, Any]]) -> Any:
        if not isinstance(user, dict) or "profile" not in user:
            return user
        name = user["profile"]
        if name not in profiles:
            known = ", ".join(sorted(profiles)) or "none"
            place = f"user {user.get('extension', '')}, profile"
            raise InputError(
                f"{self.exchange}: {place}: there is no profile {name!r} in pbx_profiles; there are {known}"
            )
        return {**profiles[name], **{field: value for field, value in user.items() if field != "profile"}}

    def wish(self, raw: Any, state: str) -> Wish:
        """What is asked for. Raises ``SiteError`` with every finding."""
        site = read_site(self.exchange, self.with_profiles(raw), partial=state not in ("overridden", "replaced"))
        if not site.objects:
            raise SiteError([Finding(self.exchange, "site", "", "is empty: it names nothing to manage")])
        kept = self.slots_file()
        return Wish(
            site=site,
            state=state,
            slots=kept.slots,
            recordings=kept.recordings,
            today=self.today(),
            transliterate=self.truth("pbx_transliterate"),
            numbering=self.numbering(),
            audio_roots=self.places().audio_roots,
        )


def _leading(digit: Any) -> str:
    text = str(digit)
    if len(text) != 1 or not text.isdecimal():
        raise ValueError(f"{digit!r} is not one digit")
    return text


def _length(length: Any) -> int:
    if isinstance(length, bool) or not isinstance(length, int) or not 1 <= length <= 8:
        raise ValueError(f"{length!r} is not a length of 1 to 8 digits")
    return length
