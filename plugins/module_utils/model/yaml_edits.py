"""Edits of a YAML text that leave everything else as it is, letter for letter.

Each edit changes the text and what the text is to say; whether it says that in the end is looked at by reading it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Union

from .site_file import inline, list_lines, mapping_lines
from .strict_yaml import SiteFileError, Unquoted, load_text

try:
    import yaml
except ImportError:  # see strict_yaml
    if not TYPE_CHECKING:
        yaml = None

Path = tuple[Union[str, int], ...]  # noqa: UP007 - pylint of ansible-test takes no | here
"""Keys of mappings and places in lists, from the top."""

BY_HAND = "it cannot be changed without changing more; change it by hand"


class YamlEdits:
    """A text that is edited. ``value`` is what it says, as plain data: scalars without quotes are their letters."""

    def __init__(self, text: str) -> None:
        self._line_end = "\r\n" if "\r\n" in text else "\n"
        self.text = text.replace("\r\n", "\n")
        self.value = plain(load_text(text, decrypt=str))

    def set(self, path: Path, value: Any) -> None:
        """Put a value in place of what a mapping has under a key, or of an entry of a list; or add the key."""
        parent, last = self._node(path[:-1]), path[-1]
        if isinstance(parent, yaml.SequenceNode):
            self._replace(parent.value[_place(last)], value)
        elif (pair := _pair(parent, last)) is None:
            self._add(parent, str(last), value)
        else:
            self._set_pair(parent, pair, value)
        _of(self.value, path[:-1])[last] = _read_back(value)

    def remove(self, path: Path) -> None:
        """Take a key out of a mapping, or an entry out of a list."""
        parent, last = self._node(path[:-1]), path[-1]
        if isinstance(parent, yaml.SequenceNode):
            self._remove_entry(path, parent, _place(last))
        else:
            self._remove_key(parent, last)
        del _of(self.value, path[:-1])[last]

    def append(self, path: Path, value: Any) -> None:
        """Add an entry to the list at a path, in the shape that the others have."""
        entries = self._node(path)
        if not isinstance(entries, yaml.SequenceNode) or not entries.value:
            self._begin_list(path, value)
        elif entries.flow_style:
            self._put(_end(entries.value[-1]), f", {inline(value)}")
        else:
            self._add_lines(_end(entries.value[-1]), list_lines([value], entries.start_mark.column))
        there = _of(self.value, path[:-1])
        there[path[-1]] = [*(there[path[-1]] or []), _read_back(value)]

    def checked(self) -> str:
        """The text, if it says what it is to say. Raises ``SiteFileError`` where the edits were not enough."""
        try:
            says = plain(load_text(self.text, decrypt=str))
        except SiteFileError:
            says = None
        if says != self.value:
            raise SiteFileError(BY_HAND)
        return self.text.replace("\n", self._line_end)

    def _node(self, path: Path) -> Any:
        try:
            node = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:  # an edit took an anchor away that something else leads to
            raise SiteFileError(BY_HAND) from error
        for step in path:
            if isinstance(node, yaml.SequenceNode):
                node = node.value[_place(step)]
            else:
                pair = _pair(node, step)
                if pair is None:
                    raise SiteFileError(f"there is no {step} to change")
                node = pair[1]
        return node

    def _set_pair(self, parent: Any, pair: tuple[Any, Any], value: Any) -> None:
        key, present = pair
        if parent.flow_style or not isinstance(value, (dict, list)):
            if present.start_mark.index == present.end_mark.index:  # a key without a value
                self._put(self.text.index(":", key.end_mark.index) + 1, f" {inline(value)}")
            elif isinstance(present, yaml.CollectionNode) and not present.flow_style:
                self._cut(self.text.index(":", key.end_mark.index) + 1, _end(present), f" {inline(value)}")
            else:
                self._replace(present, value)
            return
        first, *more = mapping_lines({key.value: value}, key.start_mark.column)
        end = max(_end(present), self.text.index(":", key.end_mark.index) + 1)
        self._cut(key.start_mark.index, end, "\n".join([first.lstrip(" "), *more]))

    def _add(self, parent: Any, key: str, value: Any) -> None:
        if not isinstance(parent, yaml.MappingNode):
            raise SiteFileError(f"there is no mapping to add {key} to")
        if parent.flow_style or not parent.value:
            between = ", " if parent.value else ""
            end = _end(parent.value[-1][1]) if parent.value else parent.end_mark.index - 1
            self._put(end, f"{between}{key}: {inline(value)}")
        else:
            self._add_lines(
                _end(parent.value[-1][1]), mapping_lines({key: value}, parent.value[0][0].start_mark.column)
            )

    def _remove_key(self, parent: Any, key: Any) -> None:
        places = [place for place, (name, _value) in enumerate(parent.value) if name.value == key]
        if not places or len(parent.value) < 2:
            raise SiteFileError(f"{key} cannot be taken out; change it by hand")
        place = places[0]
        if place == 0:
            self._cut(parent.value[0][0].start_mark.index, parent.value[1][0].start_mark.index)
        elif parent.flow_style:
            self._cut(_end(parent.value[place - 1][1]), _end(parent.value[place][1]))
        else:
            self._cut_lines(parent.value[place][0].start_mark.index, _end(parent.value[place][1]))

    def _remove_entry(self, path: Path, entries: Any, place: int) -> None:
        entry, last = entries.value[place], len(entries.value) - 1
        if not entries.flow_style:
            self._cut_lines(entry.start_mark.index, _end(entry))
            if last == 0:
                parent = self._node(path[:-2])
                key = next(name for name, _value in parent.value if name.value == path[-2])
                self._put(self.text.index(":", key.end_mark.index) + 1, " []")
        elif last == 0:
            self._cut(entries.start_mark.index, entries.end_mark.index, "[]")
        elif place < last:
            self._cut(entry.start_mark.index, entries.value[place + 1].start_mark.index)
        else:
            self._cut(_end(entries.value[place - 1]), _end(entry))

    def _begin_list(self, path: Path, value: Any) -> None:
        """The first entry of a list that was empty, in the shape that site files have at the top."""
        parent = self._node(path[:-1])
        pair = _pair(parent, path[-1])
        if pair is None:
            raise SiteFileError(f"there is no {path[-1]} to add to")
        key, present = pair
        colon = self.text.index(":", key.end_mark.index) + 1
        if len(path) > 1 or parent.flow_style:
            self._cut(colon, max(colon, _end(present)), f" [{inline(value)}]")
            return
        lines = "\n".join(list_lines([value], key.start_mark.column + 2))
        if present.start_mark.index == present.end_mark.index:
            self._add_lines(colon, [lines])
        else:
            self._cut(colon, _end(present), "")
            self._add_lines(colon, [lines])

    def _replace(self, node: yaml.Node, value: Any) -> None:
        end = _end(node)
        if self.text[end - 1 : end] == "\n":  # a text in a block ends where the next line begins
            end -= 1
        self._cut(node.start_mark.index, end, inline(value))

    def _put(self, at: int, text: str) -> None:
        self._cut(at, at, text)

    def _cut(self, start: int, end: int, instead: str = "") -> None:
        self.text = self.text[:start] + instead + self.text[end:]

    def _add_lines(self, after: int, lines: Any) -> None:
        """Put whole lines after the one in which something ends; a comment at its end stays there."""
        end = self.text.find("\n", after)
        if end < 0:
            self.text += "\n"
            end = len(self.text) - 1
        self._put(end + 1, "".join(f"{line}\n" for line in lines))

    def _cut_lines(self, start: int, last: int) -> None:
        """Take out the whole lines of something, with a comment at their ends."""
        begin = self.text.rfind("\n", 0, start) + 1
        if self.text[last - 1 : last] == "\n":  # the end of a text in a block, which is the beginning of another line
            end = last
        else:
            end = self.text.find("\n", last) + 1 or len(self.text)
        self._cut(begin, end)


def plain(loaded: Any) -> Any:
    """What was read, without the lines that it stood in."""
    if isinstance(loaded, dict):
        return {key: plain(value) for key, value in loaded.items()}
    if isinstance(loaded, list):
        return [plain(value) for value in loaded]
    return loaded.text if isinstance(loaded, Unquoted) else loaded


def _read_back(value: Any) -> Any:
    return plain(load_text(inline(value)))


def _of(value: Any, path: Sequence[Any]) -> Any:
    for step in path:
        value = value[step]
    return value


def _pair(node: Any, key: Any) -> tuple[Any, Any] | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(((name, value) for name, value in pairs if name.value == key), None)


def _place(step: Any) -> int:
    return int(step)


def _end(node: yaml.Node) -> int:
    """Where a node ends. That of a block mapping or list is given as the beginning of whatever comes next."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)
