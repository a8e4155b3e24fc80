"""Writes docs/platforms/sv9100-items.md from the driver's tables: what Sentral takes for granted, and on whose word.

python tooling/platform_documentation.py            write the page if it is not current
python tooling/platform_documentation.py --check    only say so, and end with 1
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT / ".collections") not in sys.path:
    sys.path.insert(0, str(ROOT / ".collections"))

from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.characters import (  # noqa: E402 - needs the path
    SHOWN,
    SHOWN_SOURCE,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.documents import (  # noqa: E402
    DOCUMENTS,
    documents_in,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.item import Item  # noqa: E402
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE  # noqa: E402
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profile import (  # noqa: E402
    SV9100_EU,
    Profile,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.programs import ITEMS  # noqa: E402
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import Marked, SessionProfile  # noqa: E402

PAGE = ROOT / "docs" / "platforms" / "sv9100-items.md"

HEAD = """<!-- Written by tooling/platform_documentation.py from plugins/module_utils/platforms/sv9100. -->

# SV9100: every literal of the driver, and on whose word

What Sentral takes for granted about an SV9100, straight from the tables that it works with.
[The platform's page](sv9100.md) explains them.

* **sourced**: read in a published document. The documents stand at the end of this page under their short names.
  Where one is about another model, the SV9100 is taken to be the same.
* **assumed**: not found in any document; the reason stands beside it. Nothing of this may be relied on before an
  exchange has confirmed it.
* **stand-in**: our own invention in the place of something that is not published. No real SV9100 does it.
"""

ITEMS_HEAD = """## Items

`Source` is that of title, index, default and level; where one of them has another, it stands below.
"""


def row(cells: Iterable[str]) -> str:
    """One row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table."""
    yield row(head)
    yield "|" + "---|" * len(head)
    yield from (row(cells) for cells in rows)
    yield ""


def default_of(item: Item) -> str:
    """What the factory put there: the value, or the sentence of the rule that gives it."""
    if isinstance(item.factory, str):
        return f"`{item.factory}`" if item.factory else "empty"
    sentence = " ".join((inspect.getdoc(item.factory) or "").split())
    if not sentence:
        raise ValueError(f"{item.item}: the rule of the default has no sentence")
    return sentence.rstrip(".")


def sources_of(item: Item) -> str:
    """The source of an item, and those of its parts that have another."""
    parts = (("index", item.index_source), ("default", item.factory_source), ("level", item.level_source))
    return "<br>".join([str(item.source), *(f"{part} {source}" for part, source in parts if source is not None)])


def item_rows() -> Iterator[tuple[str, ...]]:
    """The items in the order of their numbers."""
    for number, item in sorted(ITEMS.items()):
        yield number, item.title, ", ".join(item.index), default_of(item), item.level, sources_of(item)


def limit_rows(profile: Profile) -> Iterator[tuple[str, ...]]:
    """The limits of the model, and what it reserves."""
    limits = profile.limits
    for field in dataclasses.fields(limits):
        if field.name != "sources":
            yield words(field.name), f"{getattr(limits, field.name):,}", str(limits.sources[field.name])
    for name, source in profile.protected_sources.items():
        groups = ", ".join(str(group) for group in getattr(profile, f"protected_{name}"))
        yield f"{words(name)} that Sentral never uses", groups, str(source)


def recording_rows(profile: Profile) -> Iterator[tuple[str, ...]]:
    """The format of recordings, and the letters of names."""
    audio, source = profile.audio, str(profile.audio_source)
    channels = "mono" if audio.channels == 1 else f"{audio.channels} channels"
    yield "format", f"{audio.container}, PCM {audio.bits} bit, {audio.sample_rate:,} Hz, {channels}", source
    yield "length", f"{audio.min_seconds:g} to {audio.max_seconds:g} s", source
    yield "given back unchanged", "yes" if profile.audio_comes_back_unchanged else "no", source
    yield "letters of names", f"{len(SHOWN)} of them, from the space to `~`", str(SHOWN_SOURCE)


def line_rows(line: SessionProfile) -> Iterator[tuple[str, ...]]:
    """The literals of the line session."""
    for field in dataclasses.fields(line):
        literal = getattr(line, field.name)
        if isinstance(literal, Marked):
            yield words(field.name), shown(literal.value), str(literal.source)


def shown(value: object) -> str:
    """A literal as it stands in the table."""
    if isinstance(value, re.Pattern):
        return f"`{value.pattern}` (pattern)"
    if isinstance(value, tuple):
        return ", ".join(shown(entry) for entry in value)
    if isinstance(value, str):
        return f"`{value!r}`" if value != value.strip() else f"`{value}`"
    return "none" if value is None else f"{value:,}"


def words(name: str) -> str:
    """An attribute's name in words."""
    return name.replace("_", " ")


def document_rows(text: str) -> Iterator[tuple[str, ...]]:
    """The documents that are referred to."""
    for name in sorted(set(documents_in(text))):
        document = DOCUMENTS[name]
        yield name, document.title, f"<{document.address}>" if document.address else "no longer at hand"


def page() -> str:
    """The whole page."""
    lines = [HEAD, ITEMS_HEAD, *table(("Item", "Title", "Index", "Default", "Level", "Source"), item_rows())]
    lines += ["## Limits", "", *table(("Limit", "Number", "Source"), limit_rows(SV9100_EU))]
    lines += ["## Recordings and letters", "", *table(("What", "Value", "Source"), recording_rows(SV9100_EU))]
    lines += ["## Line session", "", *table(("Literal", "Value", "Source"), line_rows(SESSION_PROFILE))]
    cited = "\n".join(lines)
    lines += ["## Documents", "", *table(("Name", "Title", "Read at"), document_rows(cited))]
    return "\n".join(lines).rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """Write or check."""
    check = arguments == ["--check"]
    if arguments and not check:
        print(__doc__)
        return 2
    text, name = page(), PAGE.relative_to(ROOT)
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        print(f"{name} is current")
        return 0
    if check:
        print(f"{name} is not current: run tooling/platform_documentation.py")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"{name} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
