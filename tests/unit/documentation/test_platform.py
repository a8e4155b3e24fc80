"""The models are written down three times on purpose: driver, simulator, page. They must say the same.

The page says it item by item for the SV9100; what the driver and the simulator say is compared for every model.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.source import Assumed, Source, Sourced
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.documents import DOCUMENTS, documents_in
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.keys import FUNCTIONS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profile import Profile
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profiles import MODELS, REGIONS, SV9100
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.programs.numbering import NUMBER_ITEMS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.rows import Rows
from simulator.index_spaces import NumberSpace
from simulator.replies import Refused
from simulator.tables import LEVELS, Model, load_model
from tests.unit.documentation.markdown_items import ASSUMED, Line, lines, numbering_plan
from tooling.platform_documentation import page, page_of

MODEL = load_model("sv9100")
LIMITS = SV9100.limits
EVERY_ITEM = SV9100.every_item
LINES = lines()

every_model = pytest.mark.parametrize("profile", MODELS, ids=lambda profile: profile.model)
EXTENSIONS = (
    *("101", "102", "108", "109", "199", "200", "201", "212", "213", "228", "250", "299", "327"),
    *("3101", "3513", "3601", "3757", "3961", "4711"),
)
"""The first and last of each run of the factories' numbers, and 4711, which nobody has."""

MOST_INDEXES = 10_000
"""An item with more is compared in its first night groups only."""

ACCOUNTS = {"90-02-01", "90-02-02", "90-02-03"}
"""Items that the simulator holds and the driver only shows."""

SPACES = {
    "ports": "port",
    "virtual_ports": "virtual_port",
    "trunks": "trunk",
    "trunk_groups": "trunk_group",
    "department_groups": "department_group",
    "pickup_groups": "pickup_group",
    "acd_groups": "acd_group",
    "overflow_table": "overflow_order",
    "work_periods": "work_period",
    "work_schedules": "work_schedule",
    "ring_groups": "ring_group",
    "ring_group_members": "ring_group_member",
    "ddi_entries": "ddi_entry",
    "ddi_tables": "ddi_table",
    "time_tables": "time_table",
    "time_patterns": "time_pattern",
    "operators": "operator",
    "function_keys": "key",
    "classes_of_service": "class",
    "modes": "mode",
    "messages": "message",
    "station_mailboxes": "station_mailbox",
    "group_mailboxes": "group_mailbox",
    "answer_tables": "answer_table",
    "answer_entries": "answer_entry",
    "night_groups": "night_group",
    "patterns": "pattern",
    "pattern_entries": "time_entry",
}
"""The limits that are index spaces of the simulator."""

LONGEST: dict[str, tuple[tuple[str, ...], Callable[[int], str]]] = {
    "name_length": (("15-01-01", "16-01-01"), lambda most: "x" * most),
    "number_length": (("11-02-01", "11-07-01"), lambda most: "1" * most),
    "department_priority": (("16-02-02",), str),
    "pickup_priority": (("23-02-02",), str),
    "queue_limit": (("41-16-01",), str),
    "forward_digits": (("24-09-02", "24-09-05"), lambda most: "1" * most),
}
"""The limits of data: the items that they are about, and the longest or highest value."""

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
    "tables 1-4 = 1-100, 101-200, 201-300, 301-400; others 0": {
        "22-10-01": {"1": "1", "2": "101", "3": "201", "4": "301", "5": "0", "20": "0"},
        "22-10-02": {"1": "100", "2": "200", "3": "300", "4": "400", "5": "0", "20": "0"},
    },
    "1, the port's number (virtual as in 16-02-02 *a*)": {
        "23-02-01": {"101": "1", "299": "1"},
        "23-02-02": {"101": "1", "3961": "960", "201": "961", "299": "1059"},
    },
    "boxes 1-64: 1; others 0": {"47-02-01": {"1": "1", "64": "1", "65": "0", "128": "0"}},
    "boxes 1-64 = 101-164; others empty": {"47-02-02": {"1": "101", "64": "164", "65": "", "128": ""}},
    "table 1: `3 1`; others 0": {"47-11-03": {"1": "3 1", "2": "0", "16": "0"}},
    "table 1 entry 1: kind 2, box `3 1`, days 1 to 7, 0000-0000 *a*; others 0, 0 and empty": {
        "47-12-01": {"1 1": "2", "1 2": "0", "16 10": "0"},
        "47-12-02": {"1 1": "3 1", "1 2": "0", "2 1": "0"},
        "47-12-03": {"1 1": "", "1 2": "", "2 1": ""},
        "47-12-04": {"1 1": "1", "1 2": "", "2 1": ""},
        "47-12-05": {"1 1": "7", "1 2": "", "2 1": ""},
        "47-12-06": {"1 1": "", "1 2": "", "2 1": ""},
        "47-12-07": {"1 1": "0000", "1 2": "", "2 1": ""},
        "47-12-08": {"1 1": "0000", "1 2": "", "2 1": ""},
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

    def __init__(self, model: Model) -> None:
        self._model = model

    def port_order(self, number: str) -> int | None:
        place = self._model.factory_numbers.get(number)
        return self._model.port_order(place) if place and place[0] in self._model.extension_items else None


@lru_cache
def factory_rows(name: str) -> Rows:
    """A model's rows as the driver takes them to come from the factory."""
    return next(profile for profile in MODELS if profile.model == name).empty_rows()


def in_driver(item: str, index: str, profile: Profile = SV9100) -> str:
    """The driver's default."""
    return factory_rows(profile.model).get(item, *index.split())


def in_simulator(item: str, index: str, model: Model = MODEL) -> str:
    """The simulator's default."""
    return model.items[item].default.value(tuple(index.split()), _Ports(model))


def simulated(profile: Profile) -> Model:
    """The simulator's tables of a model."""
    return load_model(profile.model.lower())


def same_name(name: str, full: str) -> bool:
    """Whether a dimension's name is the simulator's, or the end of it (``entry`` of ``ddi_entry``)."""
    words, other = name.lower().split(), full.lower().split("_")
    return words == other[-len(words) :]


@every_model
def test_the_page_of_the_tables_is_current(profile: Profile) -> None:
    assert page_of(profile).read_text(encoding="utf-8") == page(profile), "run tooling/platform_documentation.py"


def test_the_page_names_every_item() -> None:
    on_page = [item for line in LINES for item in line.items]
    assert sorted(on_page) == sorted(MODEL.items)


@every_model
def test_driver_and_simulator_know_the_same_items(profile: Profile) -> None:
    assert set(simulated(profile).items) - set(profile.every_item) == ACCOUNTS
    assert set(profile.every_item) <= set(simulated(profile).items)


@every_model
def test_driver_and_simulator_agree_on_name_and_regions(profile: Profile) -> None:
    assert simulated(profile).name == profile.model
    assert simulated(profile).regions == REGIONS


@pytest.mark.parametrize(
    ("profile", "number"),
    [(profile, number) for profile in MODELS for number in sorted(profile.every_item)],
    ids=lambda value: value if isinstance(value, str) else value.model,
)
def test_driver_and_simulator_agree_on_an_item(profile: Profile, number: str) -> None:
    mine, other = profile.every_item[number], simulated(profile).items[number]
    assert LEVELS[mine.level] == other.level
    assert len(mine.index) == len(other.spaces)
    assert all(same_name(name, space.name) for name, space in zip(mine.index, other.spaces, strict=True))
    assert mine.keyed_by_extension == other.keyed_by_extension
    for words in other.indexes(EXTENSIONS):
        if math.prod(len(space.words) or len(EXTENSIONS) for space in other.spaces) > MOST_INDEXES and words[0] > "3":
            continue
        index = " ".join(words)
        assert in_driver(number, index, profile) == in_simulator(number, index, simulated(profile)), index


@every_model
def test_driver_and_simulator_agree_on_the_number_space(profile: Profile) -> None:
    assert simulated(profile).number_items == tuple(item for item in NUMBER_ITEMS if item in profile.items)


@every_model
def test_driver_and_simulator_give_the_same_numbers_to_the_same_ports(profile: Profile) -> None:
    rows, model = profile.empty_rows(), simulated(profile)
    assert {number: rows.holder(number) for number in model.factory_numbers} == {
        number: (item, (index,)) for number, (item, index) in model.factory_numbers.items()
    }
    assert set(rows.order) == {
        number for number, (item, _index) in model.factory_numbers.items() if item in model.extension_items
    }


@every_model
def test_driver_and_simulator_agree_on_limits(profile: Profile) -> None:
    for name, space_name in SPACES.items():
        space = simulated(profile).spaces[space_name]
        assert isinstance(space, NumberSpace)
        assert (space.first, space.last) == (1, getattr(profile.limits, name)), name


def test_every_limit_is_compared() -> None:
    assert set(LIMITS.sources) == {*SPACES, *LONGEST}


@every_model
def test_driver_and_simulator_protect_the_same(profile: Profile) -> None:
    protected = simulated(profile).protected
    first, last = protected.ports
    assert profile.protected_ports == tuple(range(first, last + 1))
    of_ports = {in_driver("11-02-01", str(port), profile) for port in profile.protected_ports}
    assert set(profile.protected_numbers) == protected.numbers | of_ports
    places = {("11-02-01", str(port)) for port in profile.protected_ports}
    groups = {int(index) for item, index in protected.places - places if item == "11-07-01"}
    assert {1, *groups} == set(profile.protected_department_groups)


@every_model
@pytest.mark.parametrize("name", LONGEST)
def test_the_driver_s_longest_values_are_the_simulator_s(profile: Profile, name: str) -> None:
    items, longest = LONGEST[name]
    for item in items:
        data, value = simulated(profile).items[item].data, longest(getattr(profile.limits, name))
        data.check(value)
        with pytest.raises(Refused):
            data.check(value + value[0])


@every_model
def test_the_codes_of_overflow_are_the_simulator_s(profile: Profile) -> None:
    data = simulated(profile).items["41-08-02"].data
    for code in (*range(profile.limits.acd_groups + 1), *profile.overflow_codes.values()):
        data.check(str(code))
    with pytest.raises(Refused):
        data.check(str(max(profile.overflow_codes.values()) + 1))
    table = simulated(profile).items["41-09-01"].data
    for code in (*range(profile.limits.acd_groups + 1), profile.table_mailbox):
        table.check(str(code))
    assert profile.table_mailbox > profile.limits.acd_groups
    with pytest.raises(Refused):
        table.check(str(profile.table_mailbox + 1))
    sources = simulated(profile).items["41-08-03"].data
    for source in ("0", "1", "2", "3", "4", "5"):
        if source in profile.announcement_sources.values():
            sources.check(source)
        else:
            with pytest.raises(Refused):
                sources.check(source)


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
            if item in EVERY_ITEM:
                assert in_driver(item, index) == value, (item, index)


@pytest.mark.parametrize(
    "line", [line for line in LINES if line.items[0] in EVERY_ITEM], ids=lambda line: line.items[0]
)
def test_the_page_and_the_driver_call_the_same_things_assumed(line: Line) -> None:
    items = [EVERY_ITEM[number] for number in line.items]
    assert (ASSUMED in line.level) == any(isinstance(item.level_source or item.source, Assumed) for item in items)
    assert (ASSUMED in line.default) == any(isinstance(item.factory_source or item.source, Assumed) for item in items)


def every_source() -> list[Source]:
    """All that the driver's tables call a source."""
    found = [
        source
        for profile in MODELS
        for item in profile.every_item.values()
        for source in (item.source, item.index_source, item.factory_source, item.level_source)
    ]
    for profile in MODELS:
        found += [*profile.limits.sources.values(), *profile.protected_sources.values()]
        found += [profile.audio_source, profile.code_source, profile.table_source]
    found += [source for _code, source in FUNCTIONS.values()]
    found += [literal.source for literal in vars(SESSION_PROFILE).values() if hasattr(literal, "source")]
    return list(dict.fromkeys(source for source in found if source is not None))


def test_every_source_is_a_document_that_the_page_lists() -> None:
    for source in every_source():
        cited = list(documents_in(str(source)))
        assert set(cited) <= set(DOCUMENTS), source
        if isinstance(source, Sourced):
            assert cited, source
        assert str(source).partition(": ")[2].strip(), "a source says which document, or why"


@every_model
def test_the_simulator_s_sources_are_known_documents(profile: Profile) -> None:
    items = simulated(profile).items.values()
    cited = {name for item in items for name in documents_in(item.source)}
    assert cited <= set(DOCUMENTS)
    assert all(list(documents_in(item.source)) or "assumed" in item.source for item in items)
