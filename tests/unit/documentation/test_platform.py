"""The SV9100 is written down three times on purpose: driver, simulator, page. They must say the same."""

from __future__ import annotations

import math

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.source import Assumed, Source, Sourced
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.documents import DOCUMENTS, documents_in
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profile import SV9100_EU
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.programs import ITEMS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.programs.numbering import NUMBER_ITEMS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.rows import Rows
from simulator.index_spaces import NumberSpace
from simulator.replies import Refused
from simulator.tables import LEVELS, load_model
from tests.unit.documentation.markdown_items import ASSUMED, Line, lines, numbering_plan
from tooling.platform_documentation import PAGE, page

MODEL = load_model("sv9100")
LIMITS = SV9100_EU.limits
ORDER = Rows(LIMITS.ports, LIMITS.virtual_ports).order
LINES = lines()
EXTENSIONS = ("101", "102", "108", "109", "199", "201", "299", "3101", "3961", "4711")
"""The first and last of each run of the factory's numbers, and 4711, which nobody has."""

MOST_INDEXES = 10_000
"""An item with more is compared in its first night groups only."""

NOT_READ = {"12-07-01", "12-08-01", "12-08-02", "14-05-01", "14-05-02", "90-02-01", "90-02-02", "90-02-03"}
"""Items that the simulator holds and the driver has no use for yet."""

READ_BY_HAND = {
    "ports 1-99 = 101-199; port 100+n = 3101+n (n = 0..860) *s*": {
        "11-02-01": {"1": "101", "99": "199", "100": "3101", "960": "3961"}
    },
    "1-99 = 201-299, then empty *a* (SV8100's, *s*)": {
        "11-04-01": {"1": "201", "99": "299", "100": "", "512": ""},
    },
    "1, 0 *a* (key, default of -02)": {"12-01-01": {"1": "1", "32": "1"}, "12-01-02": {"1": "0", "32": "0"}},
    "pattern 1: 0000-0800 mode 2, 0800-1700 mode 1, 1700-0000 mode 2; pattern 2: 0000-0000 mode 2; others empty *a*": {
        "12-02-01": {"1 1 1": "0000", "1 1 2": "0800", "9 1 3": "1700", "9 1 4": "", "1 2 1": "0000", "1 3 1": ""},
        "12-02-02": {"1 1 1": "0800", "1 1 2": "1700", "9 1 3": "0000", "9 1 4": "", "1 2 1": "0000", "1 3 1": ""},
        "12-02-03": {"1 1 1": "2", "1 1 2": "1", "9 1 3": "2", "9 1 4": "", "1 2 1": "2", "1 2 2": "", "1 10 1": ""},
    },
    "days 2-6: 1, days 1 and 7: 2 *a*": {"12-03-01": {"1 1": "2", "1 2": "1", "32 6": "1", "32 7": "2"}},
    "empty, `<Night>`, `<Mid-night>`, `<Rest>`, `<Day2>`, `<Night2>`, `<Midnight2>`, `<Rest2>`": {
        "12-07-01": {"1 1": "", "1 2": "<Night>", "1 3": "<Mid-night>", "32 7": "<Midnight2>", "32 8": "<Rest2>"}
    },
    "1, the trunk's own number": {"14-05-01": {"1": "1", "400": "1"}, "14-05-02": {"1": "1", "400": "400"}},
    "the port's number (a virtual extension: 960 + virtual port *a*)": {
        "16-02-02": {"101": "1", "3961": "960", "201": "961", "299": "1059"}
    },
    "extension 101: 15, others 1": {"20-06-01": {"101 1": "15", "101 8": "15", "102 1": "1", "201 8": "1"}},
    "operator 1 = 101 (SV8100's) *a*, others empty / 0": {
        "20-17-01": {"1": "101", "2": "", "8": ""},
        "20-17-02": {"1": "0", "8": "0"},
    },
    "group 1 = 101-108 / 0": {
        "22-04-01": {"1 1": "101", "1 8": "108", "1 9": "", "2 1": "", "100 48": ""},
        "22-04-02": {"1 1": "0", "100 48": "0"},
    },
    "1, the port's number (virtual as in 16-02-02 *a*)": {
        "23-02-01": {"101": "1", "299": "1"},
        "23-02-02": {"101": "1", "3961": "960", "201": "961", "299": "1059"},
    },
    "user 2 = `tech` level 2, 3 = `ADMIN1` level 3, 4 = `ADMIN2` level 4; passwords 12345678, 0000, 9999 *a* "
    "(the SL2100's, *s*); others empty, level 0": {
        "90-02-01": {"1": "", "2": "tech", "3": "ADMIN1", "4": "ADMIN2", "5": ""},
        "90-02-02": {"1": "", "2": "12345678", "3": "0000", "4": "9999", "5": ""},
        "90-02-03": {"1": "0", "2": "2", "3": "3", "4": "4", "5": "0"},
    },
}
"""What a reader takes from the defaults that are more than a value: the text, then item, index, value. A text that
changes is not found here any more, so that somebody reads it again."""


class _Ports:
    """Where the factory's extensions are connected, as the simulator's own tables have it."""

    def port_order(self, number: str) -> int | None:
        place = MODEL.factory_numbers.get(number)
        return MODEL.port_order(place) if place and place[0] in MODEL.extension_items else None


def in_driver(item: str, index: str) -> str:
    """The driver's default."""
    return ITEMS[item].factory_value(tuple(index.split()), ORDER)


def in_simulator(item: str, index: str) -> str:
    """The simulator's default."""
    return MODEL.items[item].default.value(tuple(index.split()), _Ports())


def same_name(name: str, full: str) -> bool:
    """Whether a dimension's name is the simulator's, or the end of it (``entry`` of ``ddi_entry``)."""
    words, other = name.lower().split(), full.lower().split("_")
    return words == other[-len(words) :]


def test_the_page_of_the_tables_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run tooling/platform_documentation.py"


def test_driver_simulator_and_page_know_the_same_items() -> None:
    on_page = [item for line in LINES for item in line.items]
    assert sorted(on_page) == sorted(MODEL.items)
    assert set(MODEL.items) - set(ITEMS) == NOT_READ
    assert set(ITEMS) <= set(MODEL.items)


@pytest.mark.parametrize("number", sorted(ITEMS))
def test_driver_and_simulator_agree_on_an_item(number: str) -> None:
    mine, other = ITEMS[number], MODEL.items[number]
    assert LEVELS[mine.level] == other.level
    assert len(mine.index) == len(other.spaces)
    assert all(same_name(name, space.name) for name, space in zip(mine.index, other.spaces, strict=True))
    assert mine.keyed_by_extension == other.keyed_by_extension
    for words in other.indexes(EXTENSIONS):
        if math.prod(len(space.words) or len(EXTENSIONS) for space in other.spaces) > MOST_INDEXES and words[0] > "3":
            continue
        index = " ".join(words)
        assert in_driver(number, index) == in_simulator(number, index), index


def test_driver_and_simulator_agree_on_the_number_space() -> None:
    assert MODEL.number_items == NUMBER_ITEMS


def test_driver_and_simulator_agree_on_limits() -> None:
    spaces = {
        "port": LIMITS.ports,
        "virtual_port": LIMITS.virtual_ports,
        "trunk": LIMITS.trunks,
        "department_group": LIMITS.department_groups,
        "message": LIMITS.messages,
        "night_group": LIMITS.night_groups,
        "pattern": LIMITS.patterns,
        "time_entry": LIMITS.pattern_entries,
    }
    for name, most in spaces.items():
        space = MODEL.spaces[name]
        assert isinstance(space, NumberSpace)
        assert (space.first, space.last) == (1, most), name


@pytest.mark.parametrize(
    ("item", "longest"),
    [
        ("15-01-01", "x" * LIMITS.name_length),
        ("16-01-01", "x" * LIMITS.name_length),
        ("11-02-01", "1" * LIMITS.number_length),
        ("11-07-01", "1" * LIMITS.number_length),
        ("16-02-02", str(LIMITS.department_priority)),
    ],
)
def test_the_driver_s_longest_values_are_the_simulator_s(item: str, longest: str) -> None:
    data = MODEL.items[item].data
    data.check(longest)
    with pytest.raises(Refused):
        data.check(longest + longest[0])


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.items[0])
def test_the_page_agrees_on_index_and_level(line: Line) -> None:
    for number in line.items:
        other = MODEL.items[number]
        assert other.level == LEVELS[line.level_name]
        assert len(line.index) == len(other.spaces)
        for dimension, space in zip(line.index, other.spaces, strict=True):
            assert same_name(dimension.name, space.name)
            if dimension.first is not None:
                assert isinstance(space, NumberSpace)
                assert (space.first, space.last) == (dimension.first, dimension.last)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.items[0])
def test_the_page_agrees_on_defaults(line: Line) -> None:
    if line.default == f"see below {ASSUMED}":
        plan = numbering_plan()
        parts = enumerate(line.items) if len(line.items) > 1 else [(int(line.items[0][-1]) - 1, line.items[0])]
        expected = {item: {digit: plan[digit][part] for digit in "0123456789"} for part, item in parts}
    elif (plain := line.plain_defaults()) is not None:
        expected = {
            item: {" ".join(words): value for words in list(MODEL.items[item].indexes(EXTENSIONS))[:50]}
            for item, value in plain.items()
        }
    else:
        assert line.default in READ_BY_HAND, "this default has changed: read it, and write down what it says"
        expected = READ_BY_HAND[line.default]
    assert tuple(expected) == line.items
    for item, values in expected.items():
        for index, value in values.items():
            assert in_simulator(item, index) == value, (item, index)
            if item in ITEMS:
                assert in_driver(item, index) == value, (item, index)


@pytest.mark.parametrize("line", [line for line in LINES if line.items[0] in ITEMS], ids=lambda line: line.items[0])
def test_the_page_and_the_driver_call_the_same_things_assumed(line: Line) -> None:
    items = [ITEMS[number] for number in line.items]
    assert (ASSUMED in line.level) == any(isinstance(item.level_source or item.source, Assumed) for item in items)
    assert (ASSUMED in line.default) == any(isinstance(item.factory_source or item.source, Assumed) for item in items)


def every_source() -> list[Source]:
    """All that the driver's tables call a source."""
    found = [
        source
        for item in ITEMS.values()
        for source in (item.source, item.index_source, item.factory_source, item.level_source)
    ]
    found += [*LIMITS.sources.values(), *SV9100_EU.protected_sources.values(), SV9100_EU.audio_source]
    found += [literal.source for literal in vars(SESSION_PROFILE).values() if hasattr(literal, "source")]
    return [source for source in found if source is not None]


def test_every_source_is_a_document_that_the_page_lists() -> None:
    for source in every_source():
        cited = list(documents_in(str(source)))
        assert set(cited) <= set(DOCUMENTS), source
        if isinstance(source, Sourced):
            assert cited, source
        assert str(source).partition(": ")[2].strip(), "a source says which document, or why"


def test_the_simulator_s_sources_are_known_documents() -> None:
    cited = {name for item in MODEL.items.values() for name in documents_in(item.source)}
    assert cited <= set(DOCUMENTS)
    assert all(list(documents_in(item.source)) or "assumed" in item.source for item in MODEL.items.values())
