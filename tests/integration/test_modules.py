"""The modules for one kind of object: one object by arguments or a list by config, in each state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
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


def tasks_of(story: Story) -> list[dict[str, Any]]:
    """Each step foreseen, done and done again; at the end all is read back."""
    name = f"sentral.nec.{story.module}"
    tasks: list[dict[str, Any]] = []
    for arguments, _expected in story.steps:
        tasks.append({"name": "check", name: arguments, "check_mode": True})
        tasks += [{"name": word, name: arguments} for word in ("do", "again")]
    return [*tasks, {"name": "gather", name: {"state": "gathered"}}]


def keys(story: Story, objects: list[dict[str, Any]]) -> list[str]:
    return [entry[story.key] for entry in objects]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.module)
def test_each_state_is_foreseen_done_and_done_only_once(equipped: Workbench, story: Story) -> None:
    """Check mode and the second time with writes made fatal."""
    slots = equipped.folder / "slots" / f"{EXCHANGE}.yml"
    held: list[Any] = []

    def everything() -> list[Any]:
        return [equipped.rows(), slots.read_bytes(), sorted((equipped.folder / ".sentral").rglob("*.jsonl"))]

    def check() -> None:
        held[:] = everything()
        equipped.writes_fatal()

    def do() -> None:
        assert everything() == held, "check mode touches nothing"
        equipped.writes_fatal(False)

    run = equipped.run(
        tasks_of(story),
        before={"check": check, "do": do, "again": equipped.writes_fatal},
    )
    assert run.exit_code == 0, run.output
    calm(run)
    assert equipped.fatal_writes() == 0
    for place, (arguments, expected) in enumerate(story.steps):
        check_result, done, again = run.results[3 * place : 3 * place + 3]
        assert check_result["changed"] is done["changed"] is True, arguments
        assert again["changed"] is False, (arguments, again["operations"])
        assert (check_result["end"], done["end"], again["end"]) == ("planned", "all new", "nothing to do")
        for part in ("before", "after", "operations", "commands", "diff", "plan_hash"):
            assert check_result[part] == done[part], (arguments, part)
        assert sorted(keys(story, done["after"][story.kind])) == sorted(expected), arguments
        assert done["after"] == again["before"] == again["after"]
    assert sorted(keys(story, run.result()["gathered"][story.kind])) == sorted(story.steps[-1][1])


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
    """And a command that writes is only foreseen in check mode."""
    held = equipped.rows()
    equipped.writes_fatal()
    absent: list[dict[str, Any]] = [
        {"sentral.nec.pbx_user": {"state": "absent", "extension": "115"}},
        {"sentral.nec.pbx_hunt_group": {"state": "absent", "name": "Nobody"}},
        {"sentral.nec.pbx_greeting": {"state": "absent", "name": "nothing"}},
        {"sentral.nec.pbx_schedule": {"state": "absent", "name": "never"}},
    ]
    command = {"sentral.nec.pbx_command": {"commands": ["WRITE 15-01-01 101 = X", "VERSION"]}, "check_mode": True}
    run = equipped.run([*absent, command])
    assert run.exit_code == 0, run.output
    assert [result["changed"] for result in run.results] == [False, False, False, False, True]
    assert run.result()["skipped_commands"] == ["WRITE 15-01-01 101 = X"]
    assert equipped.fatal_writes() == 0
    assert equipped.rows() == held


def test_ad_hoc_on_the_command_line(equipped: Workbench) -> None:
    outcome = equipped.module("all", "sentral.nec.pbx_user", 'extension=109 name="Nora Vik" port=9', "--diff")
    assert outcome.exit_code == 0, outcome.output
    assert outcome.results[EXCHANGE]["operations"] == ["add user 109 Nora Vik on port 9"]
    assert "+- {extension: '109', name: Nora Vik, port: 9}" in outcome.output
    assert equipped.rows()[0]["15-01-01 109"] == "Nora Vik"


def test_defaults_for_the_whole_group_of_modules(equipped: Workbench) -> None:
    """module_defaults reach every module through the action group of meta/runtime.yml."""
    modules = ("pbx_site", *(f"pbx_{kind.word.replace(' ', '_')}" for kind in KINDS.values()))
    run = equipped.run(
        [{f"sentral.nec.{module}": {}} for module in modules],
        module_defaults={"group/sentral.nec.nec": {"state": "gathered"}},
    )
    assert run.exit_code == 0, run.output
    assert all("gathered" in result for result in run.results)
    assert set(run.results[0]["gathered"]) == set(KINDS)
    assert set(run.results[1]["gathered"]) == {"users"}


def test_a_host_that_is_no_exchange_gets_one_sentence(bench: Workbench) -> None:
    tasks = [{f"sentral.nec.{m}": {}, "ignore_errors": True} for m in ("pbx_site", "pbx_user", "pbx_site_info")]
    run: Run = bench.run(tasks, "-e", "ansible_connection=local")
    calm(run)
    for result, module in zip(run.results, ("pbx_site", "pbx_user", "pbx_site_info"), strict=True):
        assert result.message.endswith(f"{module} needs a host with ansible_connection: sentral.nec.pbx")


def test_a_task_that_would_break_something_else_is_refused_and_warned_about(bench: Workbench) -> None:
    bench.equip(site_of())
    circle = [
        {"sentral.nec.pbx_user": {"extension": "101", "forward": {"no_answer": "102", "enforce": True}}},
        {"sentral.nec.pbx_user": {"extension": "102", "forward": {"no_answer": "101", "enforce": True}}},
    ]
    run = bench.run(
        [
            circle[0],
            {**circle[1], "ignore_errors": True},
            {"sentral.nec.pbx_hunt_group": {"name": "Sales", "members": []}},
        ]
    )
    calm(run)
    assert [result.status for result in run.results] == ["ok", "failed", "ok"]
    assert run.results[1].message == (
        f"{EXCHANGE}: user 101 User 101, forward: leads in a circle: user 101 → user 102 → user 101 (WAY002)"
    )
    assert run.results[2]["warnings"][1:] == [
        f"{EXCHANGE}: hunt group Sales, members: can be called and has no members; callers hear the busy tone (WAY004)"
    ]
    assert "24-09-01 102" not in bench.rows()[0]
