"""The trunks that mailboxes answer: from the ``answers`` of all of them to the answer tables of one exchange."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...model.answering import Answering, Quarrel, put_together, say_trunks, unanswered_dates
from ...model.fields import Object
from ...model.findings import ValueProblem
from ...model.kinds import MAILBOXES
from ...model.opening_hours import write_date
from .answer_entries import NO_BOX, entries_of
from .answer_tables import (
    FIRST_TABLE,
    TABLE_ITEM,
    AnswerTables,
    TablePlan,
    factory_rows_of_table,
    plan_tables,
    read_tables,
    rows_of_table,
)
from .context import Context
from .profile import Profile
from .rows import Rows
from .slot_kind import Written

Wished = dict[Answering, tuple[int, ...]]
BoxOf = Callable[[int], str]


@dataclass(frozen=True)
class TableChange:
    """What happens to one answer table, and the mailboxes that it leads to afterwards."""

    table: int
    written: Written
    sentence: str
    slots: tuple[int, ...] = ()
    gives_way: bool = False
    """Whether its trunks go to other tables first."""


class TrunkAnswering:
    """One planning: the tables as they are, and what they shall be. ``box_of`` is how a slot is written in a row."""

    def __init__(self, box_of: BoxOf) -> None:
        self._box_of: BoxOf = lambda slot: box_of(slot) if slot else NO_BOX
        self.tables = AnswerTables()
        self._wished: Wished = {}
        self._plan: TablePlan | None = None
        self._names: dict[int, str] = {}

    def read(self, context: Context, rows: Rows, slots: Iterable[int]) -> dict[int, tuple[Object, ...]]:
        """The ``answers`` of each mailbox; ``slots`` are those that can be one of a site."""
        by_box = {self._box_of(slot): slot for slot in slots}
        self.tables = read_tables(context.profile, rows, context.snapshot.installed("TRUNKS"), by_box.get)
        return self.tables.answers()

    def spoken_for(self, slot: int) -> bool:
        """Whether a table that is left alone leads to a box, so that no new mailbox may get it."""
        return any(self._box_of(slot) in boxes for boxes in self.tables.foreign.values())

    def check_gone(self, context: Context, gone: Mapping[int, Object]) -> None:
        """A mailbox to which a table leads that is left alone cannot go."""
        for slot, entry in gone.items():
            for table, boxes in self.tables.foreign.items():
                if self._box_of(slot) in boxes:
                    context.refuse(
                        MAILBOXES.label(entry),
                        "",
                        f"cannot go: answer table {table} leads to it, and holds what a site file cannot say; change "
                        "that table by hand first",
                    )

    def check(self, context: Context, boxes: Mapping[int, Object]) -> None:
        """Find a table for everything that the mailboxes say, or note why there is none."""
        self._names = {slot: MAILBOXES.label(entry) for slot, entry in boxes.items()}
        answers = {slot: entry["answers"] for slot, entry in boxes.items() if "answers" in entry}
        self._wished, quarrels = put_together(answers, self._names)
        problems = [*quarrels, *self._trunk_problems(context, answers)]
        problems += unfit(context.profile, self._wished, self._names)
        for problem in problems:
            context.refuse(self._names[problem.slot], "answers", problem.sentence)
        if problems:
            return
        try:
            self._plan = plan_tables(context.profile, self.tables, self._wished)
        except ValueProblem as problem:
            label = ", ".join(name for slot, name in sorted(self._names.items()) if slot in answers)
            context.refuse(label, "answers", str(problem))

    def _trunk_problems(self, context: Context, answers: Mapping[int, Iterable[Object]]) -> Iterator[Quarrel]:
        installed = context.snapshot.installed("TRUNKS")
        for slot, entries in answers.items():
            trunks = {trunk for answer in entries for trunk in answer["trunks"]}
            missing = sorted(trunks - installed)
            if missing:
                yield Quarrel(slot, f"trunk {missing[0]} is not installed")
            for trunk, table in list(self.tables.foreign_to(trunks).items())[:1]:
                yield Quarrel(
                    slot,
                    f"trunk {trunk} is answered by answer table {table}, which holds what a site file cannot say; put "
                    f"the trunk back into table {FIRST_TABLE} by hand ({TABLE_ITEM}), or leave it out here",
                )

    def changes(self, context: Context, rows: Rows) -> list[TableChange]:
        """The tables that become something else, and the trunks that change theirs; what is right stays as it is."""
        if self._plan is None:
            return []
        plan, found = self._plan, []
        for table, answering in plan.held.items():
            trunks = sorted(trunk for trunk, its in plan.table_of.items() if its == table)
            stays = self.tables.says.get(table) == answering
            written = [] if stays else rows_of_table(context.profile, table, answering, self._box_of)
            written += [((TABLE_ITEM, (str(trunk),)), str(table)) for trunk in trunks]
            written += self._back_to_first(table)
            sentence = f"answer table {table}: trunks {say_trunks(trunks)} are answered by {answering.say(self._names)}"
            found.append(TableChange(table, written, sentence, answering.slots))
        for table in plan.given_up:
            written = self._back_to_first(table) + factory_rows_of_table(context.profile, rows, table)
            moved = bool(self.tables.trunks[table] & plan.table_of.keys())
            sentence = (
                f"empty answer table {table}, which nobody needs any more"
                if moved
                else f"answer table {table}: trunks {say_trunks(sorted(self.tables.trunks[table]))} are answered as "
                "from the factory again"
            )
            found.append(TableChange(table, written, sentence, gives_way=moved))
        return found

    def _back_to_first(self, table: int) -> Written:
        """The trunks of a table that no mailbox names any more."""
        if self._plan is None or table not in self.tables.says or table == FIRST_TABLE:
            return []
        left = sorted(self.tables.trunks[table] - self._plan.table_of.keys())
        return [((TABLE_ITEM, (str(trunk),)), str(FIRST_TABLE)) for trunk in left]


def unfit(profile: Profile, wished: Wished, names: Mapping[int, str], *, whole: bool = True) -> Iterator[Quarrel]:
    """What does not fit into one answer table. ``whole``: these are all the mailboxes that there shall be."""
    for answering, trunks in wished.items():
        needed = len(entries_of(answering, str))
        everybody = ", ".join(names[slot] for slot in answering.slots)
        if needed > profile.limits.answer_entries:
            yield Quarrel(
                answering.slots[0],
                f"trunks {say_trunks(trunks)} need {needed} entries for the hours of {everybody}; an answer table of "
                f"the {profile.model} has {profile.limits.answer_entries}",
            )
        for date in unanswered_dates(answering) if whole else ():
            yield Quarrel(
                answering.slots[0],
                f"on {write_date(date)} nobody answers trunks {say_trunks(trunks)} outside the hours of "
                f"{everybody}; name these trunks in a mailbox without hours",
            )
