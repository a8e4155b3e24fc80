"""Everything that an exchange says of itself, in its own words, and the text that an archive keeps of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

FORMAT = 1
"""The version of the text. Another number for another text; what reads an older one stays able to."""

_FIRST = re.compile(r"sentral capture ([0-9]{1,9})")
_HEADING = re.compile(r"\[([^\]]+)\] (0|[1-9][0-9]{0,8})")
_PROGRAM = re.compile(r"program (\S+)(?: (.+))?")
_RECORDING = re.compile(r"([1-9][0-9]{0,8}) (0|[1-9][0-9]{0,11}) ([0-9a-f]{64})")
_END = re.compile(r"end ([1-9][0-9]{0,8}) ([0-9a-f]{64})\n")
_FACTS = ("exchange", "platform", "model", "region", "software", "line", "system")


@dataclass(frozen=True)
class Capture:
    """Everything that an exchange says of itself, read once, in its own words. Secrets are masked.

    ``system`` is the identity that the licences are given to; ``hardware``, ``licences`` and ``kept_messages`` are
    rows as they were given. ``programs`` gives the rows of each program as they were listed, sorted by item and index,
    and ``titles`` what people call it. ``recordings`` gives bytes and SHA-256 (hex) of each recorded message.
    """

    exchange: str
    platform: str
    model: str
    region: str
    software: str
    line: str
    system: str
    hardware: tuple[str, ...]
    licences: tuple[str, ...]
    programs: Mapping[str, tuple[str, ...]]
    recordings: Mapping[int, tuple[int, str]]
    kept_messages: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)

    def to_text(self) -> str:
        """The same text for the same capture: one row a line, and a last line that proves that it is whole.

        Raises ``ValueError`` for a row that no line can hold.
        """
        lines = [f"sentral capture {FORMAT}"]
        for heading, rows in self._sections():
            lines.append(f"[{heading}] {len(rows)}")
            lines.extend(rows)
        bad = next((line for line in lines if not line.isprintable()), None)
        if bad is not None:
            raise ValueError(f"{self.exchange}: the row {bad!r} holds a control character and cannot be kept")
        text = "".join(f"{line}\n" for line in lines)
        return f"{text}end {len(lines) + 1} {_checksum(text)}\n"

    @classmethod
    def from_text(cls, text: str) -> Capture:
        """The capture that a text was made from.

        Raises ``ValueError`` with a sentence for a text that is damaged or cut, or in a format of a newer Sentral.
        """
        sections = _sections_of(_whole(text))
        if any(name not in sections for name in ("facts", "hardware", "licences", "recordings", "kept messages")):
            raise ValueError("the capture is damaged: a section is missing")
        facts = dict(row.partition(" ")[::2] for row in sections["facts"])
        if tuple(facts) != _FACTS:
            raise ValueError("the capture is damaged: it does not say of which exchange it is")
        programs, titles = _programs_of(sections)
        return cls(
            **facts,
            hardware=sections["hardware"],
            licences=sections["licences"],
            programs=programs,
            recordings=dict(_recording_of(row) for row in sections["recordings"]),
            kept_messages=sections["kept messages"],
            titles=titles,
        )

    def hash(self) -> str:
        """SHA-256 of the text, in hex."""
        return _checksum(self.to_text())

    def items_text(self) -> str:
        """The rows of all programs, each behind a comment that names the program: what people read in a diff."""
        lines: list[str] = []
        for program, rows in sorted(self.programs.items()):
            lines.append(f"# {program} {self.titles.get(program, '')}".rstrip())
            lines.extend(rows)
        return "".join(f"{line}\n" for line in lines)

    def _sections(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        facts = ((name, getattr(self, name)) for name in _FACTS)
        yield "facts", tuple(f"{name} {value}" for name, value in facts)
        yield "hardware", self.hardware
        yield "licences", self.licences
        recordings = sorted(self.recordings.items())
        yield "recordings", tuple(f"{message} {size} {checksum}" for message, (size, checksum) in recordings)
        yield "kept messages", self.kept_messages
        for program, rows in sorted(self.programs.items()):
            yield f"program {program} {self.titles.get(program, '')}".rstrip(), rows


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _whole(text: str) -> list[str]:
    """The lines between the first and the last, once these two have proved that nothing is missing or changed."""
    # split and not splitlines, which also breaks lines where this text does not.
    first, _newline, _rest = text.partition("\n")
    made = _FIRST.fullmatch(first)
    if made is None:
        raise ValueError("this is no capture of Sentral, or its first line is damaged")
    if int(made[1]) > FORMAT:
        raise ValueError(
            f"the capture was made by a newer Sentral: its format is {made[1]}, this one reads up to {FORMAT}; "
            "update Sentral"
        )
    start = text.rfind("\n", 0, -1) + 1
    end = _END.fullmatch(text, start)
    if end is None:
        raise ValueError("the capture is cut: its last line does not say how long it is")
    lines = text.split("\n")[:-1]
    if int(end[1]) != len(lines) or end[2] != _checksum(text[:start]):
        raise ValueError("the capture is damaged: it is not the text that its last line was made for")
    return lines[1:-1]


def _sections_of(lines: list[str]) -> dict[str, tuple[str, ...]]:
    """The rows by their heading. How many there are stands in the heading, so that a row may look like one."""
    sections: dict[str, tuple[str, ...]] = {}
    at = 0
    while at < len(lines):
        heading = _HEADING.fullmatch(lines[at])
        if heading is None or heading[1] in sections:
            raise ValueError(f"the capture is damaged: {lines[at][:80]!r} is no heading of a section")
        rows = tuple(lines[at + 1 : at + 1 + int(heading[2])])
        if len(rows) != int(heading[2]):
            raise ValueError(f"the capture is damaged: {heading[1]} has fewer rows than it says")
        sections[heading[1]] = rows
        at += 1 + len(rows)
    return sections


def _programs_of(sections: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The rows of each program, and its title where it has one."""
    programs: dict[str, tuple[str, ...]] = {}
    titles: dict[str, str] = {}
    for heading, rows in sections.items():
        match = _PROGRAM.fullmatch(heading)
        if match is not None:
            programs[match[1]] = rows
            if match[2]:
                titles[match[1]] = match[2]
    return programs, titles


def _recording_of(row: str) -> tuple[int, tuple[int, str]]:
    match = _RECORDING.fullmatch(row)
    if match is None:
        raise ValueError(f"the capture is damaged: {row[:80]!r} is no recording")
    return int(match[1]), (int(match[2]), match[3])
