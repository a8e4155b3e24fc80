"""What an attempt came to, and whether anything was lost.

A loss is a state of the exchange that is neither the old nor the new one, and that the result does not tell exactly; or
a result or a journal that says something else than what is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import NOT_OURS
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import read_journal, steps_of
from tests.matrix.stage import Attempt, Native, Stage

PRIORITIES = ("16-02-02", "23-02-02")
"""Their factory value is that of the port, and empty where no port has the number."""
PORTS = ("11-02-01", "11-04-01")
UNREAD = "the exchange could not be read again"


class Loss(AssertionError):
    """The exchange, the result and the journal do not agree."""


def judge(stage: Stage, attempt: Attempt, new: Native | None) -> str:
    """The end of an attempt in words, or a `Loss`. Without `new`, all new is not compared here."""
    outcome, there, old = attempt.outcome, attempt.there, attempt.before
    if outcome is None:
        _insist(attempt.error, "the run ended without a word")
        _insist(there == old, f"the run ended before it wrote ({attempt.error}), and this differs", old, there)
        _insist(attempt.journal is None, "there is a journal of a run that wrote nothing")
        return "stopped before the first write"
    if outcome.end == "nothing to do":
        _insist(there == old, "nothing was to be done, and this differs", old, there)
        return outcome.end
    _insist(outcome.end in ("all new", "all old", "left"), f"the end is {outcome.end!r}")
    if outcome.end == "all new":
        _insist(new is None or there == new, "all new, it says, and this is not", new or there, there)
    else:
        _insist(outcome.reason, "no reason is given")
    if outcome.end == "all old":
        _insist(there == old, "all old, it says, and this is not", old, there)
    if outcome.end == "left":
        _check_left(outcome.left, old, there)
    _check_journal(stage, attempt)
    return outcome.end


def _check_left(left: Sequence[str], old: Native, there: Native) -> None:
    """Everything that differs is told, and nothing else where the exchange could be read."""
    differs = old.differences(there)
    untold = sorted(target for target in differs if not any(names(sentence, target) for sentence in left))
    _insist(not untold, f"not told: {untold}; told: {list(left)}")
    _insist(left, "something is left, and nothing is told")
    if not any(sentence.startswith(UNREAD) for sentence in left):
        # What no command wrote differs from a reading that was not whole, and is told with that reason.
        ours = [sentence for sentence in left if NOT_OURS not in sentence]
        _insist(len(ours) <= len(differs) <= len(left), f"{len(differs)} differ, told: {list(left)}")


def names(sentence: str, target: str) -> bool:
    """Whether a sentence of what is left names a target: by what it holds, or by the command that failed."""
    item, _, index = target.partition(" ")
    if item == "VRS":
        command = sentence.partition(":")[0]
        return f"{command} ".startswith((f"message {index} ", f"VRS STORE {index} ", f"VRS DELETE {index} "))
    return f" {index} ({item}) holds " in sentence or sentence.startswith(f"WRITE {target} =")


def _check_journal(stage: Stage, attempt: Attempt) -> None:
    """The journal alone tells the end, and for each target what it holds now, or the two values that it may hold."""
    outcome = attempt.outcome
    if attempt.journal is None or outcome is None:
        raise Loss("there is no journal of a run that wrote")
    records = read_journal(attempt.journal)
    last = records[-1]
    _insist(
        (last["event"], last["state"]) == ("end", outcome.end) and tuple(last["left"]) == outcome.left,
        f"the journal ends with {last}, the result is {outcome.end}, {outcome.left}",
    )
    steps = steps_of(records)
    first = {step.target: step.before for step in reversed(steps)}
    moved = {number for step in steps if step.target.startswith(PORTS) for number in (step.before, step.after)}
    differs = attempt.before.differences(attempt.there)
    for target, values in told_by(records).items():
        if target not in differs and first[target] in values:
            continue  # also where the factory's value came and went with the number that it belongs to
        held = stage.value(target)
        at_the_factory = target.startswith(PRIORITIES) and target not in attempt.there.rows
        if at_the_factory and (not held or target.partition(" ")[2] in moved):
            continue  # put back to the factory's value, before its number went, perhaps to another port
        _insist(held in values, f"{target} holds {held!r}, the journal says {sorted(values)}")


def told_by(records: Sequence[dict[str, Any]]) -> dict[str, set[str]]:
    """What a journal says that each target holds: one value where it is known, else those that it may be."""
    steps = steps_of(records)
    told: dict[str, set[str]] = {}
    for step in steps:
        told.setdefault(step.target, {step.before})
    for record in records:
        if record["event"] not in ("answered", "undone", "sending", "undoing"):
            continue
        step = steps[record["step"]]
        back = record["event"] in ("undone", "undoing")
        answer = record.get("answer", "sent")
        if answer == "done":
            told[step.target] = {step.before if back else step.after}
        elif answer == "was not done":
            told[step.target] = {step.before}
        elif not answer.startswith("refused"):
            told[step.target] = told[step.target] | {step.before, step.after}
    return told


def _insist(truth: object, sentence: str, expected: Native | None = None, there: Native | None = None) -> None:
    if truth:
        return
    if expected is not None and there is not None:
        sentence = f"{sentence}: {sorted(expected.differences(there))}"
    raise Loss(sentence)
