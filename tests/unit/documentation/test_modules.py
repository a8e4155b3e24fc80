"""What ansible-doc says is what the modules do: options, examples and return values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.sentral.nec.plugins.doc_fragments.exchange import ModuleDocFragment
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW, ALL_OLD, LEFT
from ansible_collections.sentral.nec.plugins.module_utils.engine.limits import DEFAULT_MOST_DELETIONS
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import NOTHING, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import Plan
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import Site, read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft, Operation, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.snapshot import Card, Snapshot
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import Reply, ReplyKind
from ansible_collections.sentral.nec.plugins.plugin_utils.kind_action import MEANS, KindAction
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction
from tests.unit.documentation.conftest import CHECKOUT, MODULES, ModuleFile
from tooling.module_documentation import GENERATED, stale

EVERY_RESULT_MAY_HAVE = {"changed", "failed", "warnings"}
"""Ansible's own words, which no module explains again."""

TODAY = "2026-11-23"
WHOLE_OBJECTS = ("overridden", "replaced", "rendered")
"""States under which a field left out means the platform's default, so that an object must be whole."""


def test_the_files_are_current() -> None:
    old = [path.name for path, _text in stale()]
    assert not old, f"run tooling/module_documentation.py: {old}"


def test_every_module_has_an_action_and_is_in_the_action_group() -> None:
    runtime = yaml.safe_load((CHECKOUT / "meta" / "runtime.yml").read_text(encoding="utf-8"))
    actions = sorted(path.stem for path in (CHECKOUT / "plugins" / "action").glob("pbx_*.py"))
    assert actions == MODULES == sorted(runtime["action_groups"]["nec"])


def test_the_documented_options_are_those_that_the_action_takes(module: ModuleFile) -> None:
    assert set(module.options) == module.action._VALID_ARGS


def test_no_placeholder_is_left(module: ModuleFile) -> None:
    assert not [text for text in module.texts.values() if re.search(r"\$[a-z]", text)]


def tasks_of(module: ModuleFile) -> list[tuple[str, dict[str, Any]]]:
    """The module and the arguments of each task in the examples that is one of ours, read with the strict loader."""
    tasks = load_text(module.texts["EXAMPLES"])
    return [
        (key.removeprefix("sentral.nec."), arguments or {})
        for task in tasks
        for key, arguments in task.items()
        if key.startswith("sentral.nec.pbx_")
    ]


def test_the_examples_use_options_and_states_that_there_are(module: ModuleFile) -> None:
    tasks = tasks_of(module)
    assert tasks
    for name, arguments in tasks:
        used = ModuleFile(name)
        assert set(arguments) <= set(used.options)
        if "state" in arguments:
            assert arguments["state"] in used.options["state"]["choices"]


def test_the_examples_are_valid_sites(module: ModuleFile) -> None:
    """The same checks that a real task goes through before a session is opened, with the demo's audio files."""
    for name, arguments in tasks_of(module):
        options = ModuleFile(name).options
        action = ModuleFile(name).action
        state = arguments.get("state", options.get("state", {}).get("default"))
        if state in (None, "gathered", "parsed"):
            continue
        fields = {key: value for key, value in arguments.items() if key != "state"}
        if issubclass(action, KindAction):
            raw = {action.kind.name: fields.get("config", [fields])}
        elif "config" in fields:
            raw = fields["config"]
        else:
            continue
        state = MEANS.get(state, state)
        site = read_site("example", raw, partial=state not in WHOLE_OBJECTS)
        demo = str(CHECKOUT / "inventory" / "demo")
        SV9100.prepare("example", Wish(site, state, {}, TODAY, transliterate=True, audio_roots=(demo,)))


class _Task:
    def __init__(self, check_mode: bool) -> None:
        self.check_mode = check_mode


def result_of(end: str, *, check: bool = False) -> dict[str, Any]:
    """What an action returns at an end of an apply."""
    operation = Operation("users/101/add", "users", "101", "add", "add user 101", ())
    operations = () if end == NOTHING and not check else (operation,)
    hashes = {"profile_hash": "1", "before_hash": "2", "desired_hash": "3"}
    names = {"exchange": "fjordfisk", "platform": "sv9100", "model": "SV9100", "software": "12.00"}
    plan = Plan(**names, **hashes, state="merged", today=TODAY, operations=operations, slots={}, warnings=("look",))
    draft = Draft(operations, {"users": []}, {"users": [{"extension": "101"}]}, {}, None)
    action = object.__new__(PbxAction)
    action.exchange = "fjordfisk"
    action._task = _Task(check)
    return action.result(Outcome(end, plan, draft, "it was refused", ("port 1",), Path("journal")))


def test_every_return_value_is_documented_and_there_is_no_other() -> None:
    results = [result_of(end) for end in (ALL_NEW, ALL_OLD, LEFT, NOTHING)]
    seen = {key for result in results for key in result} - EVERY_RESULT_MAY_HAVE
    own = {
        "pbx_holidays": {"dates", "left_alone", "pruned"},
        "pbx_rollback": {"to", "otherwise", "site_file_changes"},
        "pbx_restore": {"to", "by_hand", "differences", "seconds"},
    }
    for name in GENERATED:
        if name in ("pbx_site_info", "pbx_adopt", "pbx_check", "pbx_confirm"):
            continue
        returns = ModuleFile(name).returns
        assert set(returns) - {"plan"} == seen | own.get(name, {"gathered", "rendered", "parsed"}), name
        for key in ("diff", "commands_sent"):
            assert set(returns[key]["contains"]) == set(results[0][key])


def test_every_end_is_documented() -> None:
    ends = {result_of(end)["end"] for end in (ALL_NEW, ALL_OLD, LEFT, NOTHING)}
    ends |= {result_of(NOTHING, check=True)["end"]}
    description = " ".join(ModuleFile("pbx_user").returns["end"]["description"])
    assert set(re.findall(r"\bV\(([^)]+)\)", description)) == ends


def test_the_plan_is_documented_in_full() -> None:
    operation = Operation("users/101/add", "users", "101", "add", "add user 101", ())
    hashes = {"profile_hash": "1", "before_hash": "2", "desired_hash": "3"}
    names = {"exchange": "fjordfisk", "platform": "sv9100", "model": "SV9100", "software": "12.00"}
    plan = Plan(**names, **hashes, state="merged", today=TODAY, operations=(operation,), slots={}, warnings=())
    documented = ModuleFile("pbx_site").returns["plan"]["contains"]
    assert set(documented) == set(plan.document())
    assert set(documented["operations"]["contains"]) == set(plan.document()["operations"][0])


class _SilentSession:
    """Answers every read with no rows."""

    exchange = "fjordfisk"

    def send(self, command: str) -> Reply:
        return Reply(ReplyKind.DONE, "", "OK ROWS 0", (), command)


def test_the_facts_are_documented_in_full() -> None:
    rows = SV9100.profile.empty_rows()
    snapshot = Snapshot("SV9100", "EU", "12.00", "STAND-IN 1", rows, {}, (Card(1, "DLCA", "PORTS", 1, 16),))
    wish = Wish(Site("fjordfisk", dict.fromkeys(KINDS, ())), "merged", {}, TODAY)
    facts = SV9100.facts("fjordfisk", _SilentSession(), snapshot, wish)  # type: ignore[arg-type]
    documented = ModuleFile("pbx_site_info").returns["exchange"]["contains"]
    assert set(documented) == {"name", *facts}
    assert set(documented["hardware"]["contains"]) == set(facts["hardware"][0])
    for name, value in documented["capacity"]["contains"].items():
        assert set(value["sample"]) == set(facts["capacity"][name])
    assert set(documented["capacity"]["contains"]) == set(facts["capacity"])


def test_every_inventory_variable_is_documented() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("plugin_utils", "action")
        for path in (CHECKOUT / "plugins" / folder).glob("*.py")
    )
    read = set(re.findall(r'"(pbx_[a-z_]+)"', code)) - set(MODULES)
    documented = ModuleDocFragment.DOCUMENTATION + ModuleDocFragment.CHANGES + ModuleDocFragment.ARCHIVE
    documented += ModuleFile("pbx_site").texts["DOCUMENTATION"]
    connection = (CHECKOUT / "plugins" / "connection" / "pbx.py").read_text(encoding="utf-8")
    connection += (CHECKOUT / "plugins" / "doc_fragments" / "way.py").read_text(encoding="utf-8")
    of_the_connection = set(re.findall(r"- name: (pbx_[a-z_]+)", connection))
    told = set(re.findall(r"Inventory variable C\((pbx_[a-z_]+)\)", documented))
    assert read - (of_the_connection - told) == told


def test_the_documented_limit_of_deletions_is_the_real_one() -> None:
    assert f"is refused, default V({DEFAULT_MOST_DELETIONS})" in ModuleDocFragment.CHANGES
