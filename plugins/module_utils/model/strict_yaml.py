"""Reading site files so that nothing is quietly turned into something else.

YAML reads an unquoted ``0201`` as 129, ``10:00`` as 600, ``NO`` as false and ``2026-12-24`` as a date. The loader here
keeps the text and the line of every such scalar, so that the field that gets it can say what to write instead. A key
that stands twice in one mapping is an error; PyYAML would take the last without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

# ansible-core brings PyYAML to wherever this runs. It is guarded all the same, because ansible-test imports every
# module_utils without it.
try:
    import yaml
    from yaml import CSafeLoader as _BaseLoader
except ImportError:
    if not TYPE_CHECKING:
        yaml = None
        _BaseLoader = object

Decrypt = Callable[[str], str]

DEEPEST = 50
"""How many lists and mappings may stand within one another. Without an end to it, a file could end the process."""

LARGEST = 1_000_000
"""How many values a file may come to when its aliases are written out. A few lines of them can stand for billions."""


@dataclass(frozen=True)
class Unquoted:
    """A scalar without quotes that YAML does not read as text: ``text`` as it stands in the file, ``value`` as read."""

    text: str
    value: object
    line: int

    def __str__(self) -> str:
        return self.text


class SiteFileError(Exception):
    """The file cannot be read as YAML, or holds something that a site file cannot hold."""


class StrictLoader(_BaseLoader):
    """The C YAML loader, with unquoted scalars kept as :class:`Unquoted` and duplicate keys refused."""

    decrypt: Decrypt | None = None
    depth = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:
        """Called by the composer on its way into each node."""
        self.depth += 1
        if self.depth > DEEPEST and current_node is not None:
            line = current_node.start_mark.line + 1
            raise SiteFileError(f"line {line}: more than {DEEPEST} lists and mappings stand within one another")
        super().descend_resolver(current_node, current_index)

    def ascend_resolver(self) -> None:
        """Called by the composer on its way out."""
        self.depth -= 1
        super().ascend_resolver()


def _unquoted(kind: str) -> Callable[[StrictLoader, yaml.ScalarNode], Unquoted]:
    resolve = getattr(_BaseLoader, f"construct_yaml_{kind}")

    def construct(loader: StrictLoader, node: yaml.ScalarNode) -> Unquoted:
        try:
            value = resolve(loader, node)
        except (ValueError, LookupError, AttributeError):  # 2026-13-45 has the shape of a date and is none, as !!bool x
            value = None
        return Unquoted(str(node.value), value, node.start_mark.line + 1)

    return construct


def _mapping(loader: StrictLoader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    if not isinstance(node, yaml.MappingNode):
        raise SiteFileError(f"line {node.start_mark.line + 1}: !!map stands before what is no mapping")
    seen: set[str] = set()
    for key_node, _value in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise SiteFileError(f"line {key_node.start_mark.line + 1}: a list or a mapping cannot be a key")
        key = str(key_node.value)
        if key in seen:
            raise SiteFileError(f"line {key_node.start_mark.line + 1}: the key {key!r} stands twice in one mapping")
        seen.add(key)
    return {
        str(loader.construct_object(key, deep=True)): loader.construct_object(value, deep=True)
        for key, value in node.value
    }


def _vault(loader: StrictLoader, node: yaml.ScalarNode) -> str:
    if loader.decrypt is None:
        raise SiteFileError(f"line {node.start_mark.line + 1}: a !vault value, and no vault password was given")
    return loader.decrypt(str(node.value))


def _register() -> None:
    for kind in ("int", "float", "bool", "timestamp"):
        StrictLoader.add_constructor(f"tag:yaml.org,2002:{kind}", _unquoted(kind))
    StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
    StrictLoader.add_constructor("!vault", _vault)


if yaml is not None:
    _register()


def load_text(text: str, decrypt: Decrypt | None = None) -> Any:
    """Read YAML ``text``; ``decrypt`` turns the body of a ``!vault`` value into its plain text."""
    loader = StrictLoader(text)
    loader.decrypt = decrypt
    try:
        loaded = loader.get_single_data()
        if "*" in text and "&" in text:
            _written_out(loaded, {})
        return loaded
    except yaml.YAMLError as error:
        raise SiteFileError(f"not valid YAML: {' '.join(str(error).split())}") from error
    finally:
        loader.dispose()


def _written_out(value: Any, known: dict[int, tuple[int, int] | None]) -> tuple[int, int]:
    """How many values there are in a value, and how many within one another, with every alias written out."""
    if not isinstance(value, (dict, list)):
        return 1, 0
    if id(value) in known:
        found = known[id(value)]
        if found is None:
            raise SiteFileError("an alias stands within what it refers to")
        return found
    known[id(value)] = None
    count, depth = 1, 0
    for part in value.values() if isinstance(value, dict) else value:
        more, deep = _written_out(part, known)
        count, depth = count + more, max(depth, deep)
    if count > LARGEST or depth >= DEEPEST:
        raise SiteFileError(f"its aliases stand for more than {LARGEST:,} values, or for more than {DEEPEST} levels")
    known[id(value)] = count, depth + 1
    return count, depth + 1


def load_file(path: Path, decrypt: Decrypt | None = None) -> Any:
    """Read the YAML file at ``path``; raises :class:`SiteFileError` naming the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SiteFileError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SiteFileError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    try:
        return load_text(text, decrypt)
    except SiteFileError as error:
        raise SiteFileError(f"{path}: {error}") from error


def write_text(plain: Any) -> str:
    """YAML of plain data: keys in their order, letters as they are, an entry a line."""
    return str(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, default_flow_style=False))
