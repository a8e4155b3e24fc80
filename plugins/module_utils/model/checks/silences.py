"""What a site has looked at and wants to hear no more of: findings silenced by code, with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..findings import ValueProblem
from ..kinds import KINDS
from ..site import Site
from ..value_types.base import list_of, mapping_of, safe_text
from .finding import ERROR, NOTICE, CheckFinding

VARIABLE = "pbx_policy"
"""The inventory variable that holds what is silenced."""

KEY = "silence"
FIELDS = ("code", "object", "reason")
UNKNOWN_CODE, SILENCES_NOTHING, ERRORS_STAY = "POL001", "POL002", "POL003"


@dataclass(frozen=True)
class Silence:
    """A code that is not told any more; ``object`` is empty for all objects."""

    code: str
    reason: str
    object: str = ""

    @property
    def label(self) -> str:
        """What findings about the silencing itself call it."""
        return " ".join(part for part in ("silence", self.code, f"of {self.object}" if self.object else "") if part)


def read_silences(policy: object) -> tuple[Silence, ...]:
    """The silences of ``pbx_policy``; raises :class:`ValueProblem` with the place."""
    if policy is None:
        return ()
    try:
        given = mapping_of(policy)
    except ValueProblem as problem:
        raise ValueProblem(f"{VARIABLE}: {problem}") from problem
    for key in given:
        if key != KEY:
            raise ValueProblem(f"{VARIABLE}: {key!r} is not supported yet; supported: {KEY}")
    try:
        entries = list_of(given.get(KEY, []))
    except ValueProblem as problem:
        raise ValueProblem(f"{VARIABLE}, {KEY}: {problem}") from problem
    return tuple(_read(entry, f"{VARIABLE}, {KEY}[{place}]") for place, entry in enumerate(entries, start=1))


def _read(entry: object, place: str) -> Silence:
    try:
        given = mapping_of(entry)
        for key in given:
            if key not in FIELDS:
                raise ValueProblem(f"{key!r} is not supported here; supported are {', '.join(FIELDS)}")
        texts = {key: safe_text(value) for key, value in given.items()}
    except ValueProblem as problem:
        raise ValueProblem(f"{place}: {problem}") from problem
    if not texts.get("code"):
        raise ValueProblem(f"{place}: needs the code of a check, such as TIM002")
    if not texts.get("reason"):
        raise ValueProblem(f"{place}: needs a reason, so that the next one knows why {texts['code']} is silenced")
    return Silence(texts["code"], texts["reason"], texts.get("object", ""))


@dataclass(frozen=True)
class Sifted:
    """The findings that are left, and those that were silenced, each with its silence."""

    told: tuple[CheckFinding, ...]
    silenced: tuple[tuple[CheckFinding, Silence], ...]


def sift(
    site: Site,
    findings: Iterable[CheckFinding],
    silences: Iterable[Silence],
    codes: Iterable[str],
    shared: Callable[[Silence], bool] = lambda silence: False,
) -> Sifted:
    """Take out what is silenced, and add what is wrong with the silences themselves. Errors are never silenced.

    ``shared`` says whether other exchanges have a silence too: then it is no fault that it silences nothing here.
    """
    names = short_names(site)
    known = set(codes)
    told: list[CheckFinding] = []
    silenced: list[tuple[CheckFinding, Silence]] = []
    silences = tuple(silences)
    used: set[Silence] = set()
    refused: set[Silence] = set()
    for finding in findings:
        matching = [silence for silence in silences if _matches(silence, finding, names)]
        if matching and finding.severity != ERROR:
            used.update(matching)
            silenced.append((finding, matching[0]))
            continue
        refused.update(matching)
        told.append(finding)
    doubtful = set(silences) - used - refused
    idle = {silence for silence in doubtful if silence.code in known and not shared(silence)}
    told += _about_silences(site.exchange, silences, known, idle, refused)
    return Sifted(tuple(told), tuple(silenced))


def short_names(site: Site) -> dict[str, str]:
    """The short name of each object (``user 105``) by its label (``user 105 Kari Nordmann``)."""
    return {
        KINDS[kind].label(entry): f"{KINDS[kind].word} {entry[KINDS[kind].key]}"
        for kind, entries in site.objects.items()
        for entry in entries
    }


def _matches(silence: Silence, finding: CheckFinding, names: dict[str, str]) -> bool:
    if silence.code != finding.code:
        return False
    return not silence.object or silence.object in (finding.object, names.get(finding.object))


def _about_silences(
    exchange: str, silences: Iterable[Silence], known: set[str], idle: set[Silence], refused: set[Silence]
) -> Iterator[CheckFinding]:
    for silence in silences:
        if silence.code not in known:
            code, sentence = UNKNOWN_CODE, f"there is no check {silence.code}"
        elif silence in refused:
            code, sentence = ERRORS_STAY, f"{silence.code} is an error, and errors cannot be silenced; mend the site"
        elif silence in idle:
            code, sentence = SILENCES_NOTHING, "silences nothing any more; take it out"
        else:
            continue
        yield CheckFinding(code, NOTICE, exchange, VARIABLE, silence.label, sentence)
