"""A plan is a document: what will be done in words, the commands, and the commands that undo it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..platforms.operation import Draft, Operation, Slots, Wish
from ..platforms.platform import Platform, Prepared

FORMAT = 1
"""The version of the document. It changes when an older Sentral could misread it."""


@dataclass(frozen=True)
class Plan:
    """What leads from one state of an exchange to the desired one. The same input gives the same bytes.

    Time and author are not part of it; they stand in the envelope around it (:func:`envelope`).
    """

    exchange: str
    platform: str
    model: str
    software: str
    profile_hash: str
    before_hash: str
    desired_hash: str
    state: str
    today: str
    operations: tuple[Operation, ...]
    slots: Slots
    warnings: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is left to do."""
        return not self.operations

    @property
    def commands(self) -> list[str]:
        """Every command in order."""
        return [step.command for operation in self.operations for step in operation.steps]

    def document(self) -> dict[str, Any]:
        """The plan as plain data, ready for JSON."""
        return {
            "format": FORMAT,
            "exchange": self.exchange,
            "platform": self.platform,
            "model": self.model,
            "software": self.software,
            "profile_hash": self.profile_hash,
            "before_hash": self.before_hash,
            "desired_hash": self.desired_hash,
            "state": self.state,
            "today": self.today,
            "operations": [
                {
                    "id": operation.id,
                    "kind": operation.kind,
                    "object": operation.object,
                    "action": operation.action,
                    "sentence": operation.sentence,
                    "commands": [step.command for step in operation.steps],
                    "undo": [step.undo for step in reversed(operation.steps)],
                }
                for operation in self.operations
            ],
            "slots": {kind: dict(sorted(table.items())) for kind, table in sorted(self.slots.items())},
            "warnings": list(self.warnings),
        }

    def to_json(self) -> str:
        """The compared bytes: sorted keys, two spaces, one line end at the end."""
        return json.dumps(self.document(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    def hash(self) -> str:
        """SHA-256 of the compared bytes, in hex."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def summary(self) -> str:
        """One line: how many objects and commands."""
        if self.empty:
            return f"{self.exchange}: nothing to do"
        objects, commands = len(self.operations), len(self.commands)
        return f"{self.exchange}: {_count(objects, 'change')}, {_count(commands, 'command')}"

    def in_words(self, most: int | None = None) -> list[str]:
        """The plan for a terminal: the summary, a line an operation, the warnings.

        With ``most``, that many operations of one kind and action are shown and the others counted; deletions are
        always shown.
        """
        lines = [self.summary()]
        shown: Counter[tuple[str, str]] = Counter()
        alike = Counter((operation.kind, operation.action) for operation in self.operations)
        for operation in self.operations:
            what = operation.kind, operation.action
            shown[what] += 1
            sign = _SIGNS.get(operation.action, "~")
            if most is None or operation.action == "delete" or shown[what] <= most:
                lines.append(f"  {sign} {operation.sentence}")
            elif shown[what] == alike[what]:
                others = f"{alike[what] - most:,} more {operation.kind.replace('_', ' ')}"
                verb = "change the members of" if operation.action == "members" else operation.action
                lines.append(f"  {sign} ... and {verb} {others}")
        lines += [f"  ! {warning}" for warning in self.warnings]
        return lines

    def to_markdown(self) -> str:
        """The plan for a pull request."""
        lines = [f"# Plan for {self.exchange}", "", f"{self.model}, software {self.software}, as of {self.today}.", ""]
        if self.empty:
            lines.append("Nothing to do.")
        for warning in self.warnings:
            lines.append(f"> **Note:** {warning}")
        for operation in self.operations:
            lines += ["", f"## {operation.sentence}", "", "| Command | Undo |", "|---|---|"]
            lines += [f"| `{_cell(step.command)}` | `{_cell(step.undo)}` |" for step in operation.steps]
        lines += ["", f"Plan {self.hash()}, made from state {self.before_hash}.", ""]
        return "\n".join(lines)


_SIGNS = {"add": "+", "record": "+", "restore": "+", "delete": "-", "free": "-"}


def _cell(text: str) -> str:
    """Text in a cell of a table, where a bar would end the cell."""
    return text.replace("|", "\\|")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def make_plan(
    platform: Platform,
    exchange: str,
    snapshot: Any,
    wish: Wish,
    prepared: Prepared,
    draft: Draft,
    *,
    desired: str = "",
) -> Plan:
    """The plan of a draft. ``desired`` is the checksum of what is wanted where that is not the wish."""
    return Plan(
        exchange=exchange,
        platform=platform.name,
        model=snapshot.model,
        software=snapshot.software,
        profile_hash=platform.profile_hash(),
        before_hash=snapshot.digest(),
        desired_hash=desired or _desired_hash(wish, prepared),
        state=wish.state,
        today=wish.today,
        operations=draft.operations,
        slots=draft.slots,
        warnings=draft.warnings,
    )


def _desired_hash(wish: Wish, prepared: Prepared) -> str:
    facts: Mapping[str, Any] = {
        "site": wish.site.write(),
        "state": wish.state,
        "slots": {kind: dict(sorted(table.items())) for kind, table in wish.slots.items()},
        "today": wish.today,
        "transliterate": wish.transliterate,
        "audio": {path: converted.sha256 for path, converted in prepared.audio.items()},
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def envelope(plan: Plan, created: str, author: str) -> str:
    """What a plan file holds: the compared plan, and around it who made it and when (ISO time)."""
    return (
        json.dumps(
            {"created": created, "author": author, "plan_hash": plan.hash(), "plan": plan.document()},
            indent=2,
            sort_keys=True,
            ensure_ascii=False,
        )
        + "\n"
    )


class PlanFileError(Exception):
    """A plan file cannot be read."""


def plan_in_envelope(text: str, path: str) -> str:
    """The compared bytes in a plan file."""
    try:
        document = json.loads(text)
        plan = document["plan"]
        if not isinstance(plan, dict):
            raise TypeError
        return json.dumps(plan, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PlanFileError(f"{path} is not a plan file; make one with playbooks/plan.yml") from error
