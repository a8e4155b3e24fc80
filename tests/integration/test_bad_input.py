"""Bad input gets one clear sentence that names exchange, object and field, before any session is opened."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

from simulator.thread import FleetHandle
from tests.integration.ansible_run import Outcome
from tests.integration.bad_sites import SITES, BadSite
from tests.integration.workbench import EXCHANGE, Workbench

SITE = "sentral.nec.pbx_site"
OVERRIDDEN = {"state": "overridden"}


def sentence(outcome: Outcome, host: str) -> str:
    """The one sentence that a host's task ends with."""
    return str(outcome.results[host]["msg"]).removeprefix("Task failed: ").removeprefix("Action failed: ")


def refused(bench: Workbench, module: str, arguments: dict[str, Any] | str, *options: str) -> Outcome:
    """Run a module that has to fail on every host, without a session and without a traceback."""
    before = bench.sessions()
    outcome = bench.module("all", module, arguments, *options)
    assert outcome.exit_code == 2
    assert "Traceback" not in outcome.output
    assert bench.sessions() == before
    return outcome


@pytest.fixture(scope="module")
def workplace(simulated_fleet: FleetHandle, tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """One bench for all of these: nothing reaches the exchange."""
    return Workbench(tmp_path_factory.mktemp("bad") / "bench", simulated_fleet)


@pytest.fixture(scope="module")
def from_files(workplace: Workbench) -> Outcome:
    """Every bad site as the site file of a host of its own, in one run."""
    workplace.inventory({bad.name: workplace.way_to(EXCHANGE, **bad.variables) for bad in SITES})
    for bad in SITES:
        workplace.write(f"sites/{bad.name}.yml", bad.text)
    workplace.write("sites/no-audio.wav", "RIFF but not really")
    return refused(workplace, SITE, OVERRIDDEN, "-vvv")


@pytest.fixture(scope="module")
def from_variables(workplace: Workbench) -> Outcome:
    """Every bad site as the variable pbx_config of a host of its own, in one run."""
    listed = [bad for bad in SITES if bad.inline != ""]
    workplace.inventory({bad.name: workplace.way_to(EXCHANGE, **bad.variables) for bad in listed})
    for bad in listed:
        text = "pbx_config:\n" + textwrap.indent(bad.text, "  ")
        workplace.write(f"host_vars/{bad.name}.yml", text)
    workplace.write("sites/no-audio.wav", "RIFF but not really")
    return refused(workplace, SITE, OVERRIDDEN, "-vvv")


@pytest.mark.parametrize("bad", SITES, ids=lambda bad: bad.name)
def test_a_bad_site_file(from_files: Outcome, workplace: Workbench, bad: BadSite) -> None:
    says = bad.says.replace("{site}", str(workplace.folder / "sites" / f"{bad.name}.yml"))
    told = sentence(from_files, bad.name)
    assert told.startswith(f"{bad.name}: {says}")
    assert "\n" not in told


@pytest.mark.parametrize("bad", [bad for bad in SITES if bad.inline != ""], ids=lambda bad: bad.name)
def test_a_bad_site_in_a_variable(from_variables: Outcome, bad: BadSite) -> None:
    told = sentence(from_variables, bad.name)
    assert told.startswith(f"{bad.name}: {bad.inline or bad.says}")
    assert "\n" not in told


def test_every_finding_is_told_not_only_the_first(workplace: Workbench) -> None:
    workplace.inventory({EXCHANGE: workplace.way_to(EXCHANGE)})
    workplace.site(
        {"users": [{"extension": "1010", "name": "Kari"}, {"extension": "102", "name": "Bartholomeus Hansen"}]}
    )
    outcome = refused(workplace, SITE, OVERRIDDEN)
    told = sentence(outcome, EXCHANGE).splitlines()
    assert [line.split(":")[1].strip() for line in told] == [
        "user 1010 Kari, extension",
        "user 102 Bartholomeus Hansen, name",
    ]


VARIABLES: list[tuple[str, dict[str, Any], str]] = [
    ("deletions-word", {"pbx_max_deletions": "many"}, "pbx_max_deletions: 'many' is not a whole number"),
    ("deletions-minus", {"pbx_max_deletions": -1}, "pbx_max_deletions: -1 is not a whole number"),
    ("deletions-yes", {"pbx_max_deletions": True}, "pbx_max_deletions: True is not a whole number"),
    ("today", {"pbx_today": "tomorrow"}, "pbx_today: 'tomorrow' is not a date such as 2026-12-24"),
    ("transliterate", {"pbx_transliterate": "perhaps"}, "pbx_transliterate: 'perhaps' is neither true nor false"),
    ("numbering-list", {"pbx_numbering": {"lengths": [3]}}, "pbx_numbering: lengths is a mapping such as "),
    ("numbering-word", {"pbx_numbering": {"lengths": {"1": "three"}}}, "pbx_numbering: lengths is a mapping such as "),
    ("numbering-text", {"pbx_numbering": "3 digits"}, "pbx_numbering: takes a mapping such as "),
    (
        "numbering-typo",
        {"pbx_numbering": {"length": {"1": 3}}},
        "pbx_numbering: 'length' is not supported yet; supported: lengths",
    ),
    ("platform", {"pbx_platform": "sv9300"}, "pbx_platform: 'sv9300' is not supported yet; supported: sv9100"),
    ("slots-list", {"pbx_slots_file": "slots/list.yml"}, "{folder}/slots/list.yml: a slots file is a mapping of "),
    (
        "slots-kind",
        {"pbx_slots_file": "slots/kind.yml"},
        "{folder}/slots/kind.yml: 'telephones' is not a kind with slots",
    ),
    (
        "slots-word",
        {"pbx_slots_file": "slots/word.yml"},
        "{folder}/slots/word.yml: users, Kari: first is not the number",
    ),
    ("slots-range", {"pbx_slots_file": "slots/range.yml"}, "slots, hunt group Sales: 65 is not a slot of the SV9100"),
    ("slots-twice", {"pbx_slots_file": "slots/twice.yml"}, "slots, greeting closed: slot 1 is that of welcome too"),
    ("slots-yaml", {"pbx_slots_file": "slots/yaml.yml"}, "{folder}/slots/yaml.yml: not valid YAML: "),
    (
        "no-site-file",
        {"pbx_site_file": "nowhere.yml"},
        "there is no site file {folder}/nowhere.yml; write one, or set ",
    ),
]

SLOTS = {
    "list": "[1]\n",
    "kind": "telephones: {Kari: 1}\n",
    "word": "users: {Kari: first}\n",
    "range": "hunt_groups: {Sales: 65}\n",
    "twice": "greetings: {welcome: 1, closed: 1}\n",
    "yaml": "users: {\n",
}


@pytest.fixture(scope="module")
def from_settings(workplace: Workbench) -> Outcome:
    """A good site, and one bad variable or file beside it on each host."""
    good = {"pbx_site_file": "sites/good.yml"}
    workplace.write("sites/good.yml", {"users": [{"extension": "101", "name": "Kari"}]})
    for name, text in SLOTS.items():
        workplace.write(f"slots/{name}.yml", text)
    workplace.inventory({name: workplace.way_to(EXCHANGE, **{**good, **given}) for name, given, _says in VARIABLES})
    return refused(workplace, SITE, OVERRIDDEN, "-vvv")


@pytest.mark.parametrize(("name", "says"), [(name, says) for name, _given, says in VARIABLES])
def test_a_bad_variable_or_file(from_settings: Outcome, workplace: Workbench, name: str, says: str) -> None:
    told = sentence(from_settings, name)
    assert told.startswith(f"{name}: {says.replace('{folder}', str(workplace.folder))}")
    assert "\n" not in told


ARGUMENTS: list[tuple[str, dict[str, Any], str]] = [
    (
        "pbx_user",
        {"extension": 101, "name": "Kari"},
        "users[1], extension: 101 is not in quotes, so YAML does not read it",
    ),
    ("pbx_user", {"extension": "1010", "name": "Kari"}, "user 1010 Kari, extension: 1010 is not in the numbering plan"),
    ("pbx_user", {"extension": "101", "name": "Kari; X"}, "user 101, name: holds ';', which is not allowed in a value"),
    ("pbx_user", {"name": "Kari"}, "users[1], extension: is missing"),
    ("pbx_user", {}, "pbx_user: needs extension, or config with a list of users"),
    ("pbx_user", {"extension": "101", "config": []}, "pbx_user: give config or extension, not both"),
    ("pbx_user", {"extension": "101", "port": "x"}, "user 101, port: 'x' is not a whole number"),
    (
        "pbx_user",
        {"state": "replaced", "extension": "101"},
        "state: 'replaced' is not supported yet; supported: present, ",
    ),
    ("pbx_user", {"config": {"extension": "101"}}, "users: takes a list of objects"),
    ("pbx_hunt_group", {"name": "Sales", "members": [101]}, "hunt group Sales, members: 101 is not in quotes"),
    (
        "pbx_hunt_group",
        {"name": "Sales", "distribution": "random"},
        "hunt group Sales, distribution: 'random' is not one",
    ),
    ("pbx_greeting", {"name": "a", "audio": "x.wav"}, "greeting a, audio: the file x.wav is not in "),
    (
        "pbx_schedule",
        {"name": "a", "holidays": {"calendar": False}},
        "schedule a, holidays: calendar: False is not in ",
    ),
    ("pbx_schedule", {"name": "a", "weekly": {"monday": [600]}}, "schedule a, weekly: monday: 600 is not in quotes"),
    ("pbx_site", {"state": "replaced"}, "state: 'replaced' is not supported yet; supported: merged, overridden, "),
    ("pbx_site", {"config": "users"}, "site: takes a mapping of users"),
    ("pbx_site", {"plan": "none.json"}, "plan: {folder}/none.json cannot be read: No such file or directory"),
    (
        "pbx_site",
        {"plan": "hosts.yml"},
        "plan: {folder}/hosts.yml is not a plan file; make one with playbooks/plan.yml",
    ),
]


@pytest.fixture(scope="module")
def from_tasks(workplace: Workbench) -> list[str]:
    """Each bad set of arguments as a task of one play; what each of them said."""
    workplace.inventory({EXCHANGE: workplace.way_to(EXCHANGE)})
    workplace.site({"users": [{"extension": "101", "name": "Kari"}]})
    tasks = [{f"sentral.nec.{module}": arguments, "ignore_errors": True} for module, arguments, _says in ARGUMENTS]
    before = workplace.sessions()
    run = workplace.run(tasks, "-vvv")
    assert "Traceback" not in run.output
    assert workplace.sessions() == before
    assert {result.status for result in run.results} == {"failed"}
    return [result.message.removeprefix("Task failed: ").removeprefix("Action failed: ") for result in run.results]


@pytest.mark.parametrize("place", range(len(ARGUMENTS)), ids=lambda place: f"{ARGUMENTS[place][0]}-{place}")
def test_bad_arguments(from_tasks: list[str], workplace: Workbench, place: int) -> None:
    says = ARGUMENTS[place][2].replace("{folder}", str(workplace.folder))
    assert from_tasks[place].startswith(f"{EXCHANGE}: {says}")
    assert "\n" not in from_tasks[place]


def test_the_command_line_keeps_a_number_a_text(bench: Workbench) -> None:
    """``-a extension=0201`` is a text already, so it is not 129; it is only not in the plan."""
    outcome = refused(bench, "sentral.nec.pbx_user", "extension=0201 name=Kari")
    assert "user 0201 Kari, extension: 0201 is not in the numbering plan" in sentence(outcome, EXCHANGE)


def test_a_platform_that_there_is_not_and_a_command(bench: Workbench) -> None:
    outcome = refused(bench, "sentral.nec.pbx_command", "commands=VERSION", "-e", "pbx_platform=sv9300")
    assert sentence(outcome, EXCHANGE) == f"{EXCHANGE}: pbx_platform: 'sv9300' is not supported yet; supported: sv9100"


def test_an_argument_that_there_is_not(bench: Workbench) -> None:
    outcome = refused(bench, "sentral.nec.pbx_user", "extension=101 name=Kari queue=x")
    assert "queue" in sentence(outcome, EXCHANGE)
