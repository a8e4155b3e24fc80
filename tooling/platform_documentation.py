"""Writes docs/platforms/*-items.md from the driver's tables: what Sentral takes for granted, and on whose word.

python tooling/platform_documentation.py            write the pages that are not current
python tooling/platform_documentation.py --check    only say so, and end with 1
"""

from __future__ import annotations

import dataclasses
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
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.keys import FUNCTIONS  # noqa: E402
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE  # noqa: E402
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profile import Profile  # noqa: E402
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profiles import (  # noqa: E402
    MODELS,
    REGIONS,
    SV9100,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import Marked, SessionProfile  # noqa: E402

FOLDER = ROOT / "docs" / "platforms"

HEAD = """<!-- Written by tooling/platform_documentation.py from plugins/module_utils/platforms/sv9100. -->

# {model}: every literal of the driver, and on whose word

What Sentral takes for granted about an {model}, straight from the tables that it works with.
[The platform's page](sv9100.md) explains them.{also}

* **sourced**: read in a published document. The documents stand at the end of this page under their short names.
  Where one is about another model, the {model} is taken to be the same.
* **assumed**: not found in any document; the reason stands beside it. Nothing of this may be relied on before an
  exchange has confirmed it.
* **stand-in**: our own invention in the place of something that is not published. No real {model} does it.
"""

ITEMS_HEAD = """## Items

`Source` is that of title, index, default and level; where one of them has another, it stands below.
"""

DIFFERENCES_HEAD = """## Items

What is not listed here is as on the [SV9100](sv9100-items.md#items), with its source.
"""

REGIONS_TEXT = f"""## Regions

{", ".join(REGIONS)}: assumed to have the same defaults in everything that Sentral reads. What is published differs in
the service codes that are dialled and in daylight saving (10-24), which Sentral does not use.
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


def sources_of(item: Item) -> str:
    """The source of an item, and those of its parts that have another."""
    parts = (("index", item.index_source), ("default", item.factory_source), ("level", item.level_source))
    return "<br>".join([str(item.source), *(f"{part} {source}" for part, source in parts if source is not None)])


def item_rows() -> Iterator[tuple[str, ...]]:
    """The items of the SV9100 in the order of their numbers."""
    for number, item in sorted(SV9100.every_item.items()):
        yield number, item.title, ", ".join(item.index), item.factory_in_words(), item.level, sources_of(item)


def difference_rows(profile: Profile) -> Iterator[tuple[str, ...]]:
    """The items of another model that are not as on the SV9100."""
    for number, item in sorted(SV9100.items.items()):
        own = profile.items.get(number)
        if own is None:
            yield number, item.title, "the model has no such item", ""
        elif own is not item:
            yield number, item.title, own.factory_in_words(), str(own.factory_source)


def limit_rows(profile: Profile) -> Iterator[tuple[str, ...]]:
    """The limits of the model, what it reserves, and its codes."""
    limits = profile.limits
    for field in dataclasses.fields(limits):
        if field.name != "sources":
            yield words(field.name), f"{getattr(limits, field.name):,}", str(limits.sources[field.name])
    for name, source in profile.protected_sources.items():
        yield f"{words(name)} that Sentral never uses", listed(getattr(profile, f"protected_{name}")), str(source)
    for item, codes in (("41-08-02", profile.overflow_codes), ("41-08-03", profile.announcement_sources)):
        text = ", ".join(f"{code} {words(word)}" for word, code in codes.items())
        yield f"codes of {item}", text, str(profile.code_source)
    yield "codes of 41-09-01 behind those of queues", f"{profile.table_mailbox} voice mail", str(profile.table_source)


def listed(values: Iterable[object]) -> str:
    """Numbers with their runs put together: ``1, 50`` and ``113-128``."""
    runs: list[list[int]] = []
    for number in sorted(int(str(value)) for value in values):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def function_rows() -> Iterator[tuple[str, ...]]:
    """The functions of keys by their word in a site file."""
    for word, (code, source) in FUNCTIONS.items():
        yield f"`{word}`", f"`{code}`", str(source)


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
        return f"`{value}`" if value == value.strip() and value.isprintable() else f"`{value!r}`"
    return "none" if value is None else f"{value:,}"


def words(name: str) -> str:
    """An attribute's name in words."""
    return name.replace("_", " ")


def document_rows(text: str) -> Iterator[tuple[str, ...]]:
    """The documents that are referred to."""
    for name in sorted(set(documents_in(text))):
        document = DOCUMENTS[name]
        address = f"<{document.address}>" if document.address.startswith("http") else document.address
        yield name, document.title, address or "no longer at hand"


def page(profile: Profile) -> str:
    """The whole page of a model."""
    others = ", ".join(f"[{other.model}]({page_of(other).name})" for other in MODELS if other is not profile)
    also = f"\nThe other models: {others}."
    lines = [HEAD.format(model=profile.model, also=also)]
    if profile is SV9100:
        lines += [ITEMS_HEAD, *table(("Item", "Title", "Index", "Default", "Level", "Source"), item_rows())]
    else:
        lines += [DIFFERENCES_HEAD, *table(("Item", "Title", "Default", "Source"), difference_rows(profile))]
    lines += ["## Limits and codes", "", *table(("What", "Number", "Source"), limit_rows(profile))]
    if profile is SV9100:
        lines += ["## Function keys", "", *table(("Word", "Code (15-07-01)", "Source"), function_rows())]
        lines += ["## Recordings and letters", "", *table(("What", "Value", "Source"), recording_rows(profile))]
        lines += ["## Line session", "", *table(("Literal", "Value", "Source"), line_rows(SESSION_PROFILE))]
        lines += [REGIONS_TEXT]
    lines += ["## Documents", "", *table(("Name", "Title", "Read at"), document_rows("\n".join(lines)))]
    return "\n".join(lines).rstrip("\n") + "\n"


def page_of(profile: Profile) -> Path:
    """Where the page of a model stands."""
    return FOLDER / f"{profile.model.lower()}-items.md"


def main(arguments: list[str]) -> int:
    """Write or check."""
    check = arguments == ["--check"]
    if arguments and not check:
        print(__doc__)
        return 2
    stale = 0
    for profile in MODELS:
        path, text = page_of(profile), page(profile)
        name = path.relative_to(ROOT)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            print(f"{name} is current")
        elif check:
            print(f"{name} is not current: run tooling/platform_documentation.py")
            stale = 1
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{name} is written")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
