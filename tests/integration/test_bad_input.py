"""Bad input gets one clear sentence that names exchange, object and field, before any session is opened."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from tests.integration.ansible_run import Outcome
from tests.integration.bad_sites import SITES
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
    (
        "platform",
        {"pbx_platform": "sv9300"},
        "pbx_platform: 'sv9300' is not supported yet; supported: sl1100, sl2100, sv8100, sv9100",
    ),
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


def wrong(told: Mapping[str, str], expected: Mapping[str, str]) -> dict[str, str]:
    """What was told otherwise than expected, or in more than one sentence; by case."""
    return {
        case: told[case] for case, says in expected.items() if not told[case].startswith(says) or "\n" in told[case]
    }


def test_every_bad_site_and_setting_gets_its_one_sentence(bench: Workbench) -> None:
    """In one run, each as a host of its own: as a site file, as the variable pbx_config, as another variable."""
    hosts: dict[str, dict[str, Any]] = {}
    expected: dict[str, str] = {}
    bench.write("sites/no-audio.wav", "RIFF but not really")
    for bad in SITES:
        hosts[bad.name] = bench.way_to(EXCHANGE, **bad.variables)
        path = bench.write(f"sites/{bad.name}.yml", bad.text)
        expected[bad.name] = f"{bad.name}: {bad.says.replace('{site}', str(path))}"
        if bad.inline != "":
            name = f"{bad.name}-inline"
            hosts[name] = bench.way_to(EXCHANGE, **bad.variables)
            bench.write(f"host_vars/{name}.yml", "pbx_config:\n" + textwrap.indent(bad.text, "  "))
            expected[name] = f"{name}: {bad.inline or bad.says}"
    bench.write("sites/good.yml", {"users": [{"extension": "101", "name": "Kari"}]})
    for name, text in SLOTS.items():
        bench.write(f"slots/{name}.yml", text)
    for name, given, says in VARIABLES:
        hosts[name] = bench.way_to(EXCHANGE, **{"pbx_site_file": "sites/good.yml", **given})
        expected[name] = f"{name}: {says.replace('{folder}', str(bench.folder))}"
    bench.inventory(hosts)
    outcome = refused(bench, SITE, OVERRIDDEN, "-vvv")
    assert len(expected) > 90
    assert wrong({host: sentence(outcome, host) for host in hosts}, expected) == {}


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
        {"state": "purged", "extension": "101"},
        "state: 'purged' is not supported yet; supported: present, ",
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
    (
        "pbx_site",
        {"state": "purged"},
        "state: 'purged' is not supported yet; supported: merged, replaced, overridden, ",
    ),
    ("pbx_site", {"config": "users"}, "site: takes a mapping of users"),
    ("pbx_site", {"plan": "none.json"}, "plan: {folder}/none.json cannot be read: No such file or directory"),
    (
        "pbx_site",
        {"plan": "hosts.yml"},
        "plan: {folder}/hosts.yml is not a plan file; make one with playbooks/plan.yml",
    ),
]


def test_every_bad_argument_gets_its_one_sentence(bench: Workbench) -> None:
    bench.site({"users": [{"extension": "101", "name": "Kari"}]})
    tasks = [{f"sentral.nec.{module}": arguments, "ignore_errors": True} for module, arguments, _says in ARGUMENTS]
    run = bench.run(tasks, "-vvv")
    assert "Traceback" not in run.output
    assert bench.sessions() == 0
    assert {result.status for result in run.results} == {"failed"}
    says = [f"{EXCHANGE}: {says.replace('{folder}', str(bench.folder))}" for _module, _arguments, says in ARGUMENTS]
    messages = [result.message.removeprefix("Task failed: ").removeprefix("Action failed: ") for result in run.results]
    cases = [f"{place} {module} {arguments}" for place, (module, arguments, _says) in enumerate(ARGUMENTS)]
    assert wrong(dict(zip(cases, messages, strict=True)), dict(zip(cases, says, strict=True))) == {}


def test_every_finding_is_told_not_only_the_first(bench: Workbench) -> None:
    bench.site({"users": [{"extension": "1010", "name": "Kari"}, {"extension": "102", "name": "Bartholomeus Hansen"}]})
    told = sentence(refused(bench, SITE, OVERRIDDEN), EXCHANGE).splitlines()
    assert [line.split(":")[1].strip() for line in told] == [
        "user 1010 Kari, extension",
        "user 102 Bartholomeus Hansen, name",
    ]


def test_the_command_line_keeps_a_number_a_text(bench: Workbench) -> None:
    """``-a extension=0201`` is a text already, so it is not 129; it is only not in the plan."""
    outcome = refused(bench, "sentral.nec.pbx_user", "extension=0201 name=Kari")
    assert "user 0201 Kari, extension: 0201 is not in the numbering plan" in sentence(outcome, EXCHANGE)


def test_a_platform_that_there_is_not_and_a_command(bench: Workbench) -> None:
    outcome = refused(bench, "sentral.nec.pbx_command", "commands=VERSION", "-e", "pbx_platform=sv9300")
    assert (
        sentence(outcome, EXCHANGE)
        == f"{EXCHANGE}: pbx_platform: 'sv9300' is not supported yet; supported: sl1100, sl2100, sv8100, sv9100"
    )


def test_an_argument_that_there_is_not(bench: Workbench) -> None:
    outcome = refused(bench, "sentral.nec.pbx_user", "extension=101 name=Kari queue=x")
    assert "queue" in sentence(outcome, EXCHANGE)
