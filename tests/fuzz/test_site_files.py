"""Whatever stands in a site file, it is planned or refused in a sentence, and soon."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.checks.report import check_site
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.site_file import site_text, tidy
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text, write_text
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Prepared
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import Inputs
from ansible_collections.sentral.nec.plugins.plugin_utils.looking_ahead import look_ahead, surroundings_of
from tests.fuzz.answers import PLATFORM, SITE
from tests.fuzz.mutations import HUGE, ODD, mutated
from tests.fuzz.search import only_own_errors, search
from tests.unit.instant import TODAY

DEMO = Path(__file__).parents[2] / "inventory" / "demo" / "sites"
SMALL = write_text(SITE)
FIELDS = sorted({field.name for kind in KINDS.values() for field in kind.fields})

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(f'*{before}' for _ in range(9))}]\n"
    for before, name in zip("abcdefghijkl", "bcdefghijklm", strict=True)
)
BOMBS = (
    {"text": LAUGHS},
    {"text": f"users: {'[' * 5000}{']' * 5000}"},
    {"text": f"users: {'{a: ' * 5000}{'}' * 5000}"},
    {"text": "- " * 5000},
    {"text": "&a [*a]"},
    {"text": "users: &a [*a]"},
    {"text": "users: &a\n  - {extension: '201', name: x, keys: *a}\n"},
    {"text": f"users: [{{extension: {HUGE}}}]"},
    {"text": f"users: [{{extension: '{HUGE}', name: x}}]"},
    {"text": "users:\n  - &base {extension: '201', name: x}\n  - {<<: *base, extension: '202'}\n"},
    {"text": "users: !!python/object/apply:os.system ['true']"},
    {"text": "users: [{extension: !vault x, name: y}]"},
    {"text": "\ufeffusers: []"},
    {"text": "users: []\x00"},
    {"text": '"\\ud800": []'},
    {"text": 'users: [{extension: "201", name: "\\ud800"}]'},
)

SCALARS = st.sampled_from(ODD) | st.integers() | st.floats() | st.booleans() | st.none() | st.text(max_size=12)
NAMES = st.sampled_from((*FIELDS, "queue", "user", "greeting", "then", "after", "to", "monday", "date", "calendar"))
TREES = st.recursive(
    SCALARS | st.sampled_from(("201", "280", "Sales", "open", "08:00-16:00", "1-4", "2026-12-24", "NO")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | SCALARS.map(str), inner, max_size=3),
    max_leaves=6,
)


@functools.cache
def fresh(platform: Any) -> Any:
    """An exchange from the factory."""
    return platform.factory_snapshot(Wish(read_site("oslo", {}), "overridden", {}, TODAY))


def inputs(folder: Path, **variables: Any) -> Inputs:
    """The variables of a host whose files are in a folder."""
    known = {"inventory_dir": str(folder), "pbx_today": TODAY, "pbx_transliterate": True, **variables}
    return Inputs("oslo", known, lambda value: value, str(folder))


def plan(host: Inputs, raw: Any, state: str, platform: Any = PLATFORM) -> None:
    """All that happens to a desired state up to the first write."""
    wish = host.wish(raw, state)
    prepared = Prepared()
    with only_own_errors():
        prepared = platform.prepare("oslo", wish)
        draft = platform.draft("oslo", fresh(platform), wish, prepared)
        look_ahead("oslo", draft, surroundings_of(platform, wish, prepared), ())
    report = check_site(wish.site, surroundings_of(platform, wish, Prepared()))
    for finding in report.findings:
        assert str(finding).isprintable()
    if state == "overridden":
        tidied = tidy(wish.site)
        assert read_site("oslo", load_text(site_text(tidied))) == tidied


def as_file(folder: Path, content: bytes, platform: Any = PLATFORM, **variables: Any) -> None:
    """What becomes of a site file."""
    (folder / "oslo.yml").write_bytes(content)
    host = inputs(folder, pbx_site_file=str(folder / "oslo.yml"), **variables)
    with only_own_errors():
        plan(host, host.site(None, None), "overridden", platform)


@search(
    examples=300,
    known=BOMBS,
    text=mutated(st.just(SMALL), most=2) | st.text() | st.lists(st.sampled_from(ODD), max_size=12).map("".join),
)
def test_files_that_are_hardly_any(folder: Path, text: str) -> None:
    as_file(folder, text.encode("utf-8", "surrogatepass"))


@search(examples=20, text=mutated(st.sampled_from(sorted(DEMO.glob("[bs]*.yml"))).map(Path.read_text), most=1))
def test_the_demo_with_a_mistake(folder: Path, text: str) -> None:
    profiles = {"fellestelefon": {"class_of_service": {"day": "2"}}}
    variables = {"inventory_dir": str(DEMO.parent), "pbx_profiles": profiles}
    as_file(folder, text.encode("utf-8", "surrogatepass"), SV9100, **variables)


@search(examples=60, content=st.binary(max_size=100))
def test_files_that_are_no_text(folder: Path, content: bytes) -> None:
    as_file(folder, content)


@search(
    examples=600,
    kind=st.sampled_from(sorted(SITE)),
    place=st.integers(0, 5),
    field=st.integers(0, 40),
    value=TREES,
    state=st.sampled_from(("overridden", "replaced", "merged", "deleted")),
)
def test_any_value_in_any_field(folder: Path, kind: str, place: int, field: int, value: Any, state: str) -> None:
    """As a file and as a variable would give it."""
    site = {name: [dict(entry) for entry in entries] for name, entries in SITE.items()}
    names = [each.name for each in KINDS[kind].fields]
    site[kind][place % len(site[kind])][names[field % len(names)]] = value
    with only_own_errors():
        plan(inputs(folder), site, state)


@search(examples=80, raw=TREES, numbering=TREES, profiles=TREES)
def test_variables_of_any_kind(folder: Path, raw: Any, numbering: Any, profiles: Any) -> None:
    host = inputs(folder, pbx_numbering=numbering, pbx_profiles=profiles)
    with only_own_errors():
        host.numbering()
    with only_own_errors():
        host.wish({"users": [{"extension": "201", "profile": "x"}]}, "merged")
    with only_own_errors():
        plan(inputs(folder), raw, "overridden")
