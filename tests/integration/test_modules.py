"""The modules for one kind of object: one object by arguments or a list by config, in each state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.integration.workbench import EXCHANGE, Run, Workbench, calm, site_of

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """What is done to the objects of one kind, step by step, and which of them are there after each."""

    module: str
    kind: str
    key: str
    steps: tuple[tuple[Arguments, list[str]], ...]


WEEK = {"monday": ["08:00-16:00"]}

STORIES = [
    Story(
        "pbx_user",
        "users",
        "extension",
        (
            ({"extension": "107", "name": "Nora Vik"}, ["101", "102", "103", "104", "107"]),
            ({"extension": "104", "hunt_group": "Sales"}, ["101", "102", "103", "104", "107"]),
            ({"state": "absent", "extension": "107"}, ["101", "102", "103", "104"]),
            ({"config": [{"extension": "108", "name": "Per Lie", "port": 12}]}, ["101", "102", "103", "104", "108"]),
            (
                {
                    "state": "overridden",
                    "config": [{"extension": n, "name": f"User {n}"} for n in ("101", "102", "103")],
                },
                ["101", "102", "103"],
            ),
            ({"state": "deleted", "config": [{"extension": "103"}]}, ["101", "102"]),
        ),
    ),
    Story(
        "pbx_hunt_group",
        "hunt_groups",
        "name",
        (
            ({"name": "Support", "pilot": "181", "members": ["103", "104"]}, ["Sales", "Support"]),
            ({"state": "merged", "name": "Support", "distribution": "circular"}, ["Sales", "Support"]),
            ({"state": "absent", "name": "Sales"}, ["Support"]),
            (
                {"config": [{"name": "Depot", "members": ["101"]}, {"name": "Quay", "pilot": "182"}]},
                ["Support", "Depot", "Quay"],
            ),
            ({"state": "overridden", "config": [{"name": "Quay", "pilot": "182", "members": ["102"]}]}, ["Quay"]),
        ),
    ),
    Story(
        "pbx_greeting",
        "greetings",
        "name",
        (
            ({"name": "closed", "audio": "greetings/stengt.wav"}, ["welcome", "closed"]),
            ({"state": "merged", "name": "closed", "audio": "greetings/ferie.wav"}, ["welcome", "closed"]),
            ({"state": "absent", "name": "welcome"}, ["closed"]),
            (
                {"config": [{"name": "wait", "audio": "greetings/vent-litt.flac", "message": 7}]},
                ["closed", "wait"],
            ),
            (
                {
                    "state": "overridden",
                    "config": [{"name": "wait", "audio": "greetings/vent-litt.flac", "message": 7}],
                },
                ["wait"],
            ),
        ),
    ),
    Story(
        "pbx_schedule",
        "schedules",
        "name",
        (
            (
                {"name": "depot", "trunks": ["9-12"], "weekly": WEEK, "holidays": {"calendar": "NO"}},
                ["opening-hours", "depot"],
            ),
            ({"state": "merged", "name": "depot", "weekly": {"friday": ["09:00-12:00"]}}, ["opening-hours", "depot"]),
            ({"state": "absent", "name": "opening-hours"}, ["depot"]),
            ({"config": [{"name": "quay", "weekly": WEEK}]}, ["depot", "quay"]),
            ({"state": "overridden", "config": [{"name": "depot", "weekly": WEEK}]}, ["depot"]),
        ),
    ),
]


@pytest.fixture
def equipped(bench: Workbench) -> Workbench:
    """An exchange with something of every kind."""
    bench.equip(site_of())
    return bench


def tasks_of(story: Story, arguments: Arguments) -> list[dict[str, Any]]:
    """A step foreseen, done, done again, and read back."""
    name = f"sentral.nec.{story.module}"
    return [
        {"name": "check", name: arguments, "check_mode": True},
        {"name": "do", name: arguments},
        {"name": "again", name: arguments},
        {"name": "gather", name: {"state": "gathered"}},
    ]


def keys(story: Story, objects: list[dict[str, Any]]) -> list[str]:
    return [entry[story.key] for entry in objects]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.module)
def test_each_state_is_foreseen_done_and_done_only_once(equipped: Workbench, story: Story) -> None:
    run = equipped.run([task for arguments, _expected in story.steps for task in tasks_of(story, arguments)])
    assert run.exit_code == 0, run.output
    calm(run)
    for place, (arguments, expected) in enumerate(story.steps):
        check, do, again, gather = run.results[4 * place : 4 * place + 4]
        assert check["changed"] is do["changed"] is True, arguments
        assert again["changed"] is False, (arguments, again["operations"])
        assert (check["end"], do["end"], again["end"]) == ("planned", "all new", "nothing to do")
        assert check["commands_sent"]["writes"] == again["commands_sent"]["writes"] == 0
        for part in ("before", "after", "operations", "commands", "diff", "plan_hash"):
            assert check[part] == do[part], (arguments, part)
        assert sorted(keys(story, do["after"][story.kind])) == sorted(expected), arguments
        assert sorted(keys(story, gather["gathered"][story.kind])) == sorted(expected), arguments
        assert do["after"] == again["before"] == again["after"]
        assert story.kind in do["after"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.module)
def test_check_mode_sends_no_write_and_leaves_no_file(equipped: Workbench, story: Story) -> None:
    """Each step from the state at the beginning, with writes made fatal."""
    held = equipped.rows()
    slots = (equipped.folder / "slots" / f"{EXCHANGE}.yml").read_bytes()
    journals = sorted((equipped.folder / ".sentral").rglob("*"))
    equipped.writes_fatal()
    name = f"sentral.nec.{story.module}"
    steps = [arguments for arguments, _expected in story.steps if arguments.get("state") not in ("absent", "deleted")]
    run = equipped.run([{name: arguments} for arguments in steps], "--check", "--diff")
    assert run.exit_code == 0, run.output
    assert all(result["changed"] for result in run.results)
    assert equipped.fatal_writes() == 0
    assert equipped.rows() == held
    assert (equipped.folder / "slots" / f"{EXCHANGE}.yml").read_bytes() == slots
    assert sorted((equipped.folder / ".sentral").rglob("*")) == journals


def test_gathered_of_each_kind_fed_back_changes_nothing(equipped: Workbench) -> None:
    equipped.writes_fatal()
    tasks: list[dict[str, Any]] = []
    for story in STORIES:
        name = f"sentral.nec.{story.module}"
        tasks.append({name: {"state": "gathered"}, "register": "there"})
        for state in ("merged", "overridden"):
            tasks.append({name: {"state": state, "config": f"{{{{ there.gathered.{story.kind} }}}}"}})
    run = equipped.run(tasks)
    assert run.exit_code == 0, run.output
    assert [result["changed"] for result in run.results] == [False] * len(tasks)
    assert equipped.fatal_writes() == 0


def test_absent_of_what_is_not_there_is_no_change(equipped: Workbench) -> None:
    equipped.writes_fatal()
    run = equipped.run(
        [
            {"sentral.nec.pbx_user": {"state": "absent", "extension": "115"}},
            {"sentral.nec.pbx_hunt_group": {"state": "absent", "name": "Nobody"}},
            {"sentral.nec.pbx_greeting": {"state": "absent", "name": "nothing"}},
            {"sentral.nec.pbx_schedule": {"state": "absent", "name": "never"}},
        ]
    )
    assert run.exit_code == 0, run.output
    assert not any(result["changed"] for result in run.results)
    assert equipped.fatal_writes() == 0


def test_ad_hoc_on_the_command_line(equipped: Workbench) -> None:
    outcome = equipped.module("all", "sentral.nec.pbx_user", 'extension=109 name="Nora Vik" port=9', "--diff")
    assert outcome.exit_code == 0, outcome.output
    assert outcome.results[EXCHANGE]["operations"] == ["add user 109 Nora Vik on port 9"]
    assert "+- {extension: '109', name: Nora Vik, port: 9}" in outcome.output
    assert equipped.rows()[0]["15-01-01 109"] == "Nora Vik"


def test_defaults_for_the_whole_group_of_modules(equipped: Workbench) -> None:
    """module_defaults reach every module through the action group of meta/runtime.yml."""
    modules = ("pbx_site", "pbx_user", "pbx_hunt_group", "pbx_greeting", "pbx_schedule")
    run = equipped.run(
        [{f"sentral.nec.{module}": {}} for module in modules],
        module_defaults={"group/sentral.nec.nec": {"state": "gathered"}},
    )
    assert run.exit_code == 0, run.output
    assert all("gathered" in result for result in run.results)
    assert set(run.results[0]["gathered"]) == {"users", "hunt_groups", "greetings", "schedules"}
    assert set(run.results[1]["gathered"]) == {"users"}


def test_a_write_by_command_is_only_foreseen_in_check_mode(equipped: Workbench) -> None:
    held = equipped.rows()
    equipped.writes_fatal()
    run = equipped.run({"sentral.nec.pbx_command": {"commands": ["WRITE 15-01-01 101 = X", "VERSION"]}}, "--check")
    assert run.exit_code == 0, run.output
    assert run.result()["changed"] is True
    assert run.result()["skipped_commands"] == ["WRITE 15-01-01 101 = X"]
    assert equipped.rows() == held
    assert equipped.fatal_writes() == 0


def test_a_host_that_is_no_exchange_gets_one_sentence(bench: Workbench) -> None:
    tasks = [{f"sentral.nec.{m}": {}, "ignore_errors": True} for m in ("pbx_site", "pbx_user", "pbx_site_info")]
    run: Run = bench.run(tasks, "-e", "ansible_connection=local")
    calm(run)
    for result, module in zip(run.results, ("pbx_site", "pbx_user", "pbx_site_info"), strict=True):
        assert result.message.endswith(f"{module} needs a host with ansible_connection: sentral.nec.pbx")
