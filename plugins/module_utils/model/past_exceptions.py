"""Taking past one-off days out of a site file. Everything else stays as it is, letter for letter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .strict_yaml import SiteFileError, Unquoted, load_text

try:
    import yaml
except ImportError:  # see strict_yaml
    if not TYPE_CHECKING:
        yaml = None

Cut = tuple[int, int, str]
"""From and to, and what stands there instead."""


def without_past_exceptions(text: str, today: datetime.date) -> tuple[str, list[str]]:
    """The text of a site file without exceptions before ``today``, and what was taken out.

    Comments and order stay. Raises ``SiteFileError`` where that cannot be done by taking out lines.
    """
    _insist_on_schedules(load_text(text, decrypt=str))  # says what is wrong in its own words
    cuts: list[Cut] = []
    taken: list[str] = []
    for name, key, entries in _exceptions(yaml.compose(text, Loader=yaml.CSafeLoader)):
        past = [place for place, entry in enumerate(entries.value) if _date(entry) < today.isoformat()]
        taken += [f"{name}, {_date(entries.value[place])}" for place in past]
        cuts += _cuts(text, key, entries, past)
    changed = text
    for start, end, instead in sorted(cuts, reverse=True):
        changed = changed[:start] + instead + changed[end:]
    if not _says(changed, _expected(load_text(text, decrypt=str), today)):
        raise SiteFileError("the past exceptions cannot be taken out without changing more; take them out by hand")
    return changed, taken


def _insist_on_schedules(site: Any) -> None:
    """Schedules that have no names, or exceptions without dates, are no site's, and nothing is taken out of them."""
    schedules = site.get("schedules") if isinstance(site, dict) else None
    if schedules and not isinstance(schedules, list):
        raise SiteFileError("schedules is no list; playbooks/check.yml says what is wrong")
    for schedule in schedules or ():
        if not isinstance(schedule, dict) or not isinstance(schedule.get("name"), str):
            raise SiteFileError("schedules is no list of schedules with names; playbooks/check.yml says what is wrong")
        exceptions = schedule.get("exceptions") or []
        if not isinstance(exceptions, list) or not all(
            isinstance(entry, dict) and isinstance(entry.get("date"), str) for entry in exceptions
        ):
            raise SiteFileError(
                f"schedule {schedule['name']}: exceptions is no list of days with dates in quotes; "
                "playbooks/check.yml says what is wrong"
            )


def _says(text: str, expected: Any) -> bool:
    try:
        return bool(_plain(load_text(text, decrypt=str)) == expected)
    except SiteFileError:
        return False


def _exceptions(root: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.SequenceNode]]:
    """The name, the key and the list of exceptions of each schedule that has some."""
    for key, schedules in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value != "schedules" or not isinstance(schedules, yaml.SequenceNode):
            continue
        for schedule in schedules.value:
            fields = {field.value: (field, value) for field, value in schedule.value}
            if "exceptions" in fields and isinstance(fields["exceptions"][1], yaml.SequenceNode):
                yield str(fields["name"][1].value), *fields["exceptions"]


def _date(entry: yaml.Node) -> str:
    return next((str(value.value) for key, value in entry.value if key.value == "date"), "")


def _cuts(text: str, key: yaml.Node, entries: yaml.SequenceNode, past: list[int]) -> list[Cut]:
    if not past:
        return []
    if len(past) == len(entries.value):
        if entries.flow_style:
            return [(entries.start_mark.index, entries.end_mark.index, "[]")]
        colon = text.index(":", key.end_mark.index) + 1
        return [(colon, colon, " []"), *(_lines(text, entries.value[place]) for place in past)]
    if not entries.flow_style:
        return [_lines(text, entries.value[place]) for place in past]
    starts = [entry.start_mark.index for entry in entries.value]
    ends = [entry.end_mark.index for entry in entries.value]
    last_kept = max(place for place in range(len(starts)) if place not in past)
    cuts = [(starts[place], starts[place + 1], "") for place in past if place < last_kept]
    return cuts + ([(ends[last_kept], ends[-1], "")] if last_kept < len(starts) - 1 else [])


def _lines(text: str, entry: yaml.Node) -> Cut:
    """The whole lines of an entry of a block list, with a comment at their ends."""
    start = text.rfind("\n", 0, entry.start_mark.index) + 1
    last = _end(entry)
    if text[last - 1 : last] == "\n":  # the end of a text in a block, which is the beginning of another line
        return start, last, ""
    end = text.find("\n", last)
    return start, len(text) if end < 0 else end + 1, ""


def _end(node: yaml.Node) -> int:
    """Where a node ends. That of a block mapping or list is given as the beginning of whatever comes next."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _expected(site: Any, today: datetime.date) -> Any:
    """The site without past exceptions, as plain data."""
    plain = _plain(site)
    for schedule in plain["schedules"] if isinstance(plain, dict) and plain.get("schedules") else ():
        if schedule.get("exceptions"):
            schedule["exceptions"] = [entry for entry in schedule["exceptions"] if entry["date"] >= today.isoformat()]
    return plain


def _plain(loaded: Any) -> Any:
    """What was read, without the lines that it stood in."""
    if isinstance(loaded, dict):
        return {key: _plain(value) for key, value in loaded.items()}
    if isinstance(loaded, list):
        return [_plain(value) for value in loaded]
    return loaded.text if isinstance(loaded, Unquoted) else loaded
