"""Runs sentral.nec.pbx_rollback inside the controller process."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.archived import Archived
from ansible_collections.sentral.nec.plugins.module_utils.archive.history import Revision, find, history
from ansible_collections.sentral.nec.plugins.module_utils.archive.manifest import audio_path
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from ansible_collections.sentral.nec.plugins.module_utils.archive.shared_folders import AUDIO
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import NOTHING, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.engine.slots_file import SlotsFile
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import GREETINGS, KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.shortened import shortened
from ansible_collections.sentral.nec.plugins.module_utils.model.site_file_changes import ObjectName
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Recording, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import ReadFailed
from ansible_collections.sentral.nec.plugins.plugin_utils.archive_task import EXPECTED_OF_ARCHIVE, open_archive
from ansible_collections.sentral.nec.plugins.plugin_utils.followed_site_file import CANNOT_FOLLOW, Followed, SiteFile
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.led_back import RowByRow, WithAllRows
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction
from ansible_collections.sentral.nec.plugins.plugin_utils.task_options import truth_option

SHOWN = 12
"""How many operations of one kind a terminal shows."""


class ActionModule(PbxAction):
    """A plan from what the exchange holds now to what it held then, applied like any other."""

    module = "pbx_rollback"
    also_expected = EXPECTED_OF_ARCHIVE
    _VALID_ARGS = frozenset({"to", "only", "exact", "update_site_file"})

    def work(self) -> dict[str, Any]:
        """Find the commit, plan, and unless in check mode, apply."""
        reference = str(self.arguments.get("to") or "").strip()
        if not reference:
            raise InputError(
                f"{self.exchange}: to: says where to go back to: a commit, a date such as 2026-11-20, or "
                '"before request 123"'
            )
        self.object: ObjectName | None = None
        self.only = str(self.arguments.get("only") or "").strip()
        exact = truth_option(self.exchange, self.arguments, "exact", False)
        update = truth_option(self.exchange, self.arguments, "update_site_file", False)
        if update and self.inputs.variable("pbx_config") is not None:
            raise InputError(f"{self.exchange}: update_site_file: pbx_config is a variable; change it by hand")
        if exact and self.only:
            raise InputError(f"{self.exchange}: exact: leads every row back, only: one object; choose one of them")
        archive = open_archive(self.inputs, create=False)
        revision = find(archive, reference, self.exchange)
        archived = Archived.at(archive, self.exchange, revision.id, reference)
        audio = archived.audio(archive)
        lead_back = self._exactly if exact else self._by_objects
        outcome = lead_back(archive, revision, archived, audio)
        result = self.result(outcome)
        result["to"] = {"commit": revision.id, "time": revision.time.isoformat(), "subject": revision.subject}
        if outcome.end in (ALL_NEW, NOTHING):
            self._see_to_the_rest(result, outcome, archived, audio, update)
        return result

    def _by_objects(
        self, archive: Archive, revision: Revision, archived: Archived, audio: Mapping[str, bytes]
    ) -> Outcome:
        """Lead back what a site file says, in the order that a plan has."""
        raw, state = self._wanted(archived)
        with _as_files(self.exchange, audio) as roots:
            wish = self._wish(raw, state, archived, roots)
            self._tell(archive, revision)
            return self.apply(
                wish, on_plan=lambda plan: self.show(plan.in_words(SHOWN)), by_rows=None if self.only else WithAllRows()
            )

    def _exactly(self, archive: Archive, revision: Revision, archived: Archived, audio: Mapping[str, bytes]) -> Outcome:
        """Lead every row and recording back, if it is still the exchange that it was."""
        capture = archived.open_capture()
        here = self.platform.capture(self.exchange, self._connection.session)
        obstacles = self.platform.rebuild_obstacles(capture, here, begun=True)
        if obstacles:
            raise InputError(
                f"{self.exchange}: exact: the backup of {revision.time:%Y-%m-%d %H:%M} is that of an exchange that was "
                "another; nothing was changed:\n" + "\n".join(f"- {obstacle}" for obstacle in obstacles)
            )
        self._tell(archive, revision)
        now, then = self.inputs.nothing_wished(KINDS), archived.slots()
        wish = replace(now, slots=then.slots, recordings=then.recordings)
        rows = RowByRow(capture, audio, now)
        return self.apply(wish, on_plan=lambda plan: self.show(plan.in_words(SHOWN)), by_rows=rows)

    def _see_to_the_rest(
        self, result: dict[str, Any], outcome: Outcome, archived: Archived, audio: Mapping[str, bytes], update: bool
    ) -> None:
        """Name the rows that are not as they were then, and what the site file says otherwise; or change the file."""
        warnings = list(result.get("warnings", []))
        recordings: dict[int, bytes] = {}
        if not self.only:
            kept = archived.manifest.recordings.items()
            recordings = {message: audio[checksum] for message, (_size, checksum) in kept}
            result["otherwise"] = self._otherwise(outcome, archived)
            if result["otherwise"]:
                warnings.append(_rows_that_stay(self.exchange, result["otherwise"]))
        known = replace(self.inputs.nothing_wished(KINDS), slots=outcome.plan.slots, recordings=outcome.recordings)
        file = SiteFile(self.inputs, self.platform, outcome.draft.expected, known, self.decrypt)
        if file.is_there:
            try:
                warnings += self._change(file, recordings, result) if update else self._compare(file)
            except CANNOT_FOLLOW as error:
                warnings.append(f"{self.exchange}: {file.name} does not fit what the exchange holds then: {error}")
        if warnings:
            result["warnings"] = warnings

    def _otherwise(self, outcome: Outcome, archived: Archived) -> list[str]:
        """The rows that are not as they were, one sentence each."""
        capture, platform = archived.open_capture(), self.platform
        if (capture.platform, capture.region) != (platform.name, str(self.inputs.variable("pbx_region", "EU"))):
            return [f"the backup is of an {capture.model} of region {capture.region}, so its rows were not compared"]
        try:
            return platform.rows_otherwise(self.exchange, capture, outcome.draft.expected)
        except ReadFailed as error:  # what is done is done
            return [f"the rows of the backup cannot be compared: {str(error).removeprefix(f'{self.exchange}: ')}"]

    def _compare(self, file: SiteFile) -> list[str]:
        """What the next apply of the site file would take back, as a warning."""
        remedy = "Change it, too" if file.is_variable else "-e rollback_site_file=true changes the file"
        return self._would(file.name, file.next_apply(), remedy)

    def _change(self, file: SiteFile, recordings: Mapping[int, bytes], result: dict[str, Any]) -> list[str]:
        """Change the site file so that the next apply takes nothing back; what it still would is a warning."""
        followed = file.followed(recordings, self.object)
        name, check = file.path.name, bool(self._task.check_mode)
        result["site_file_changes"] = list(followed.now.changes)
        if followed.now.changes:
            result["changed"] = True
            result["diff"] = [result["diff"], followed.diff()]
            done = "would be changed" if check else "changed"
            self.show([f"{self.exchange}: {name} {done}: {shortened(followed.now.changes, SHOWN)}"])
            if not check:
                self._write(followed)
        return self._would(name, followed.now.left, "Change it by hand")

    def _write(self, followed: Followed) -> None:
        try:
            followed.write()
        except OSError as error:
            raise InputError(
                f"{self.exchange}: {followed.path} cannot be written: {error.strerror}. The exchange is led back; run "
                "it again when that is mended"
            ) from error
        if followed.audio.recordings:
            kept = self.inputs.slots_file()
            self.store_slots(SlotsFile(kept.slots, {**kept.recordings, **followed.audio.recordings}))

    def _would(self, name: str, next_apply: Sequence[str], remedy: str) -> list[str]:
        if not next_apply:
            return []
        said = f"{name} says something else; the next apply would: {shortened(next_apply)}"
        return [f"{self.exchange}: {said}. {remedy}"]

    def _wanted(self, archived: Archived) -> tuple[dict[str, Any], str]:
        """The site of then, every kind of it; or one object, or that there was none."""
        site: dict[str, Any] = archived.site() or {}
        only = self.only
        if not only:
            return {kind: site.get(kind, []) for kind in KINDS}, "overridden"
        kind, _slash, name = only.partition("/")
        if kind not in KINDS or not name:
            raise InputError(
                f"{self.exchange}: only: {only!r} names no object; write it as queues/Sales, with one of "
                f"{', '.join(KINDS)}"
            )
        key = KINDS[kind].key
        there = [entry for entry in site.get(kind, []) if name in (entry.get(key), entry.get("name"))]
        if len(there) > 1:
            raise InputError(f"{self.exchange}: only: {only!r} names several objects; use the {key}")
        self.object = (kind, str(there[0][key]) if there else name)
        if there:
            return {kind: there}, "replaced"
        return {kind: [{key: name}]}, "deleted"

    def _wish(self, raw: Mapping[str, Any], state: str, archived: Archived, roots: tuple[str, ...]) -> Wish:
        """The wish, with the names and slots of then. Silent about bytes: what was kept then counts as sent."""
        slots = archived.slots()
        wish = replace(self.inputs.wish(raw, state), slots=slots.slots, recordings={}, audio_roots=roots)
        prepared = self.platform.prepare(self.exchange, wish)
        kept = {audio_path(checksum): checksum for _size, checksum in archived.manifest.recordings.values()}
        recordings = {
            int(greeting["message"]): Recording(prepared.audio[greeting["audio"]].sha256, checksum)
            for greeting in wish.site.of(GREETINGS.name)
            if greeting.get("audio") in prepared.audio
            and (checksum := kept.get(str(greeting["audio"]).removeprefix("../")))
            and prepared.audio[greeting["audio"]].sha256 != checksum
        }
        return replace(wish, recordings={**slots.recordings, **recordings})

    def _tell(self, archive: Archive, revision: Revision) -> None:
        """Where it goes, and which requests since then it takes back as well."""
        newer: list[str] = []
        for later in history(archive, self.exchange):
            if later.id == revision.id or later.time < revision.time:
                break
            newer += [
                request
                for request in later.requests()
                if request not in newer and later.is_of_request(request, self.exchange)
            ]
        lines = [f"{self.exchange}: back to {revision.time:%Y-%m-%d %H:%M}, {revision.id[:12]}: {revision.subject}"]
        if newer and not self.only:
            lines.append(f"  ! takes back what was done for request {shortened(newer)}")
        self.show(lines)


@contextmanager
def _as_files(exchange: str, audio: Mapping[str, bytes]) -> Iterator[tuple[str, ...]]:
    """The recordings of then as files, where the archived site file looks for them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / exchange).mkdir()
        (root / AUDIO).mkdir()
        for checksum, content in audio.items():
            (root / audio_path(checksum)).write_bytes(content)
        yield (str(root / exchange),)


def _rows_that_stay(exchange: str, otherwise: Sequence[str]) -> str:
    are = "row is" if len(otherwise) == 1 else "rows are"
    return (
        f"{exchange}: {len(otherwise):,} {are} not as then, because no site file says what they hold, or people have "
        f"set it themselves: {shortened(otherwise)}. -e rollback_exact=true leads every row back"
    )
