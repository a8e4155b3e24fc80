"""Runs sentral.nec.pbx_rollback inside the controller process."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.archive.archived import Archived
from ansible_collections.sentral.nec.plugins.module_utils.archive.history import Revision, find, history
from ansible_collections.sentral.nec.plugins.module_utils.archive.manifest import AUDIO, audio_path
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import NOTHING, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import GREETINGS, KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.shortened import shortened
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import SiteFileError, load_file
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused, Recording, Wish
from ansible_collections.sentral.nec.plugins.plugin_utils.archive_task import EXPECTED_OF_ARCHIVE, open_archive
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction

SHOWN = 12
"""How many operations of one kind a terminal shows."""


class ActionModule(PbxAction):
    """A plan from what the exchange holds now to what it held then, applied like any other."""

    module = "pbx_rollback"
    also_expected = EXPECTED_OF_ARCHIVE
    _VALID_ARGS = frozenset({"to", "only"})

    def work(self) -> dict[str, Any]:
        """Find the commit, plan, and unless in check mode, apply."""
        reference = str(self.arguments.get("to") or "").strip()
        if not reference:
            raise InputError(
                f"{self.exchange}: to: says where to go back to: a commit, a date such as 2026-11-20, or "
                '"before request 123"'
            )
        archive = open_archive(self.inputs, create=False)
        revision = find(archive, reference, self.exchange)
        archived = Archived.at(archive, self.exchange, revision.id, reference)
        return self._go_back(archive, revision, archived)

    def _go_back(self, archive: Archive, revision: Revision, archived: Archived) -> dict[str, Any]:
        raw, state = self._wanted(archived)
        with self._audio(archive, archived) as roots:
            wish = self._wish(raw, state, archived, roots)
            self._tell(archive, revision)
            outcome = self.apply(wish, on_plan=lambda plan: self.show(plan.in_words(SHOWN)))
        result = self.result(outcome)
        result["to"] = {"commit": revision.id, "time": revision.time.isoformat(), "subject": revision.subject}
        notice = self._what_the_site_file_says(outcome)
        if notice:
            result["warnings"] = [*result.get("warnings", []), notice]
        return result

    def _wanted(self, archived: Archived) -> tuple[dict[str, Any], str]:
        """The site of then, every kind of it; or one object, or that there was none."""
        site: dict[str, Any] = archived.site() or {}
        only = str(self.arguments.get("only") or "").strip()
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
        if there:
            return {kind: there}, "replaced"
        return {kind: [{key: name}]}, "deleted"

    @contextmanager
    def _audio(self, archive: Archive, archived: Archived) -> Iterator[tuple[str, ...]]:
        """The recordings of then as files, where the archived site file looks for them."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / self.exchange).mkdir()
            (root / AUDIO).mkdir()
            for checksum, content in archived.audio(archive).items():
                (root / audio_path(checksum)).write_bytes(content)
            yield (str(root / self.exchange),)

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
        if newer and not self.arguments.get("only"):
            lines.append(f"  ! takes back what was done for request {shortened(newer)}")
        self.show(lines)

    def _what_the_site_file_says(self, outcome: Outcome) -> str:
        """What the next apply of the site file would do: the file is still that of now. Empty where it agrees."""
        path = self.inputs.places().site_file
        if outcome.end not in (ALL_NEW, NOTHING) or not path.exists():
            return ""
        try:
            wish = self.inputs.wish(load_file(path, self.decrypt), "overridden")
            wish = replace(wish, slots=outcome.plan.slots)
            prepared = self.platform.prepare(self.exchange, wish)
            draft = self.platform.draft(self.exchange, outcome.draft.expected, wish, prepared)
        except (SiteFileError, SiteError, PlanRefused) as error:
            return f"{self.exchange}: {path.name} does not fit what the exchange holds then: {error}"
        if not draft.operations:
            return ""
        sentences = shortened([operation.sentence for operation in draft.operations])
        return f"{self.exchange}: {path.name} says something else; the next apply would: {sentences}. Change it, too"
