"""Runs sentral.nec.pbx_adopt inside the controller process."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.slots_file import SlotsFile
from ansible_collections.sentral.nec.plugins.module_utils.engine.whole_files import holds, replace_file
from ansible_collections.sentral.nec.plugins.module_utils.model.adopted import Adopted
from ansible_collections.sentral.nec.plugins.module_utils.model.date_changes import with_calendar
from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Object
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import Finding, SiteError, ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import GREETINGS, KINDS, SCHEDULES
from ansible_collections.sentral.nec.plugins.module_utils.model.site import Site, read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.site_file import site_text, tidy
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import SiteFileError, load_file
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import Holidays
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused, Wish
from ansible_collections.sentral.nec.plugins.plugin_utils.adopted_audio import AdoptedAudio, AudioAdoption
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction
from ansible_collections.sentral.nec.plugins.plugin_utils.task_options import truth_option

SHOWN = 5
"""How many unexpressed items a terminal shows; the file beside the site file has them all."""


@dataclass(frozen=True)
class Output:
    """What is to stand in the files: all but the slots file by path, the site file last."""

    adopted: Adopted
    files: dict[Path, bytes]
    slots: SlotsFile
    warnings: tuple[str, ...]
    snapshot: Any


class ActionModule(PbxAction):
    """Reads an exchange and writes its site file and slots file, so that the next plan is empty."""

    module = "pbx_adopt"
    _VALID_ARGS = frozenset({"overwrite", "audio", "calendar"})

    def work(self) -> dict[str, Any]:
        """Read once, then write what differs from the files that are there."""
        self.places = self.inputs.places()
        overwrite = truth_option(self.exchange, self.arguments, "overwrite", False)
        audio = truth_option(self.exchange, self.arguments, "audio", True)
        calendar = self._calendar()
        output = self._read(calendar, with_audio=audio)
        site_file = self.places.site_file
        if site_file.exists() and not overwrite and not holds(site_file, output.files[site_file]):
            if self._is_said(output):
                return self._left_as_it_is(output)
            raise InputError(
                f"{self.exchange}: {site_file} is there and says something else than the exchange holds; nothing was "
                "written. See playbooks/plan.yml for what differs, or replace the file with overwrite: true"
            )
        before = site_file.read_text(encoding="utf-8") if site_file.exists() else ""
        written = self._write(output)
        self._tell(output, written)
        return self._result(output, written, before)

    def _is_said(self, output: Output) -> bool:
        """Whether the site file says what the exchange holds, in other words: all kinds, and nothing is to be done."""
        try:
            wish = self.inputs.wish(load_file(self.places.site_file, self.decrypt), "overridden")
            platform = self.platform
            prepared = platform.prepare(self.exchange, wish)
            draft = platform.draft(self.exchange, output.snapshot, wish, prepared)
        except (SiteFileError, SiteError, PlanRefused):
            return False
        adopted = output.adopted.site
        return not draft.operations and all(wish.site.manages(kind) for kind in KINDS if adopted.of(kind))

    def _left_as_it_is(self, output: Output) -> dict[str, Any]:
        """The result where nothing is written, because a person has said it all in his own words."""
        short = self._short(self.places.site_file)
        self.show([f"{self.exchange}: {short} already says what the exchange holds, in other words; nothing written"])
        text = self.places.site_file.read_text(encoding="utf-8")
        result = self._result(output, [], text)
        result["diff"]["after"] = text
        return result

    def _calendar(self) -> str:
        given = self.arguments.get("calendar")
        if given is None:
            return ""
        try:
            return Holidays().parse({"calendar": given})["calendar"]
        except ValueProblem as problem:
            raise InputError(f"{self.exchange}: {problem}") from problem

    def _read(self, calendar: str, *, with_audio: bool) -> Output:
        """Everything that the files will hold."""
        wish = self.inputs.nothing_wished(KINDS)
        platform = self.platform
        snapshot = platform.read(self.exchange, self._connection.session)
        gathered = platform.gather(self.exchange, snapshot, wish)
        unexpressed = tuple(platform.unexpressed(self.exchange, snapshot, wish, gathered))
        objects = dict(read_site(self.exchange, gathered.site).objects)
        warnings = list(gathered.warnings)
        if calendar:
            schedules = [self._named_holidays(entry, calendar, wish, warnings) for entry in objects[SCHEDULES.name]]
            objects[SCHEDULES.name] = tuple(schedules)
        recordings = dict(wish.recordings)
        files: dict[Path, bytes] = {}
        if with_audio:
            audio = self._audio(objects[GREETINGS.name], snapshot, wish)
            objects[GREETINGS.name] = tuple(audio.greetings)
            files |= audio.files
            recordings |= audio.recordings
            warnings += audio.warnings
        site = tidy(Site(self.exchange, objects))
        adopted = Adopted(self.exchange, snapshot.model, snapshot.software, site, unexpressed)
        if unexpressed:
            files[self._list_file(adopted)] = adopted.list_text().encode()
        site_file = self.places.site_file
        files[site_file] = site_text(site, adopted.head(site_file)).encode()
        return Output(adopted, files, SlotsFile(gathered.slots, recordings), tuple(warnings), snapshot)

    def _named_holidays(self, schedule: Object, calendar: str, wish: Wish, warnings: list[str]) -> Object:
        """A schedule with the calendar instead of its dates, where the exchange holds every holiday of it."""
        try:
            named, there, all_of_them = with_calendar(schedule, calendar, datetime.date.fromisoformat(wish.today))
        except ValueProblem as problem:
            raise SiteError([Finding(self.exchange, SCHEDULES.label(schedule), "", str(problem))]) from problem
        if there and there < all_of_them:
            warnings.append(
                f"{SCHEDULES.label(schedule)}: {there} of the {all_of_them} holidays of {calendar} in the coming "
                "twelve months are on the exchange; its dates are written one by one"
            )
        return named

    def _audio(self, greetings: tuple[Object, ...], snapshot: Any, wish: Wish) -> AdoptedAudio:
        folder, platform, session = self.places.site_file.parent, self.platform, self._connection.session
        adoption = AudioAdoption(
            platform,
            self.exchange,
            wish,
            folder,
            self.places.audio_roots,
            lambda message: platform.download(session, message),
        )
        return adoption.of(greetings, snapshot)

    def _list_file(self, adopted: Adopted) -> Path:
        return self.places.site_file.parent / adopted.list_file

    def _write(self, output: Output) -> list[str]:
        """Write what differs, the site file last: without it, a broken run is simply run again. Says which files."""
        changed = {path: content for path, content in output.files.items() if not holds(path, content)}
        stale = self._list_file(output.adopted)
        written = [self._short(path) for path in changed]
        if stale.exists() and stale not in output.files:
            written.append(self._short(stale))
        if _slots(output.slots) != _slots(self.inputs.slots_file()):
            written.append(self._short(self.places.slots_file))
        if not self._task.check_mode:
            self.store_slots(output.slots)
            if stale not in output.files:
                stale.unlink(missing_ok=True)
            for path, content in changed.items():
                replace_file(path, content)
        return sorted(written)

    def _short(self, path: Path) -> str:
        """A path as seen from the inventory."""
        return os.path.relpath(path, self.inputs.path("."))

    def _tell(self, output: Output, written: list[str]) -> None:
        adopted = output.adopted
        done = "would be written" if self._task.check_mode else "written"
        lines = [
            f"{self.exchange}: {adopted.say_counts()}; {f'{done}: ' + ', '.join(written) if written else 'nothing new'}"
        ]
        if adopted.unexpressed:
            lines.append(f"{self.exchange}: {adopted.say_unexpressed()}, see {self._short(self._list_file(adopted))}")
            lines += [f"  - {sentence}" for sentence in adopted.unexpressed[:SHOWN]]
            more = len(adopted.unexpressed) - SHOWN
            lines += [f"  ... and {more:,} more"] if more > 0 else []
        self.show(lines)

    def _result(self, output: Output, written: list[str], before: str) -> dict[str, Any]:
        adopted = output.adopted
        site_file = self.places.site_file
        result: dict[str, Any] = {
            "changed": bool(written),
            "site_file": str(site_file),
            "slots_file": str(self.places.slots_file),
            "written": written,
            "counts": adopted.counts(),
            "unexpressed": list(adopted.unexpressed),
            "diff": {
                "before_header": self._short(site_file),
                "after_header": self._short(site_file),
                "before": before,
                "after": output.files[site_file].decode(),
            },
        }
        if output.warnings:
            result["warnings"] = [f"{self.exchange}: {warning}" for warning in output.warnings]
        return result


def _slots(content: SlotsFile) -> tuple[Any, Any]:
    """What a slots file says, whatever it leaves out."""
    return {kind: dict(table) for kind, table in content.slots.items() if table}, dict(content.recordings)
