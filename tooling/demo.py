"""The demo: three simulated exchanges, a first plan and apply, and a typical day's changes.

Works on a copy of inventory/demo in .demo, a git repository of its own, so that nothing of the checkout changes and the
history of an exchange can be looked at. The exchanges go on running afterwards; `make demo-down` ends them.
"""

from __future__ import annotations

import datetime
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString as Quoted

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".demo"
STATE = WORK / ".simulator"
CALL = ("call", "fjordfisk", "--trunk", "1", "--digits", "0180")
BOLD, DIM, PLAIN = ("\033[1m", "\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "", "")


def say(text: str) -> None:
    """A step of the story."""
    print(f"\n{BOLD}== {text}{PLAIN}", flush=True)


def run(*command: str, quiet: bool = False, show: bool = True) -> str:
    """Run a command and show it as one would type it; the demo ends where it fails."""
    if show:
        print(f"{DIM}$ {shlex.join(command)}{PLAIN}", flush=True)
    arguments = [sys.executable, "-m", "simulator", *command[1:]] if command[0] == "simulator" else list(command)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ANSIBLE_DISPLAY_ARGS_TO_STDOUT": "false"}
    done = subprocess.run(
        arguments, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE if quiet else None, check=False
    )
    if done.returncode:
        print(done.stdout or "", end="")
        sys.exit(f"The demo stops: {shlex.join(command)} ended with {done.returncode}.")
    return done.stdout or ""


def simulator(*command: str, quiet: bool = False) -> str:
    """A command of the simulator on the demo's state."""
    print(f"{DIM}$ python -m simulator {shlex.join(command)}{PLAIN}", flush=True)
    return run("simulator", *command, quiet=quiet, show=False)


def playbook(name: str, *options: str) -> None:
    """A playbook of the toolkit on the demo's inventory."""
    run("ansible-playbook", "-i", ".demo/hosts.yml", f"playbooks/{name}.yml", *options)


def prepare() -> None:
    """A fresh copy of the shipped example, in git, with its three exchanges as they come from the factory."""
    stop()
    if WORK.exists():
        shutil.rmtree(WORK)
    skip = shutil.ignore_patterns("*.py", "slots", "plans", "archive", ".sentral", ".simulator")
    shutil.copytree(ROOT / "inventory" / "demo", WORK, ignore=skip)
    for site in (WORK / "sites").glob("*.yml"):
        text = site.read_text(encoding="utf-8")
        site.write_text(text.replace("=../../../schemas/", "=../../schemas/"), encoding="utf-8")  # nearer to the schema
    (WORK / ".gitignore").write_text("/.sentral/\n/.simulator/\n/archive/\n")
    git("init", "--quiet", "--initial-branch=main")
    commit("Three customers as they are to be")


def stop() -> None:
    """End the exchanges of an earlier demo, if they run."""
    if STATE.exists():
        command = [sys.executable, "-m", "simulator", "down", "--state", str(STATE)]
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)


def git(*command: str) -> None:
    """Git in the demo's repository, with a name of its own."""
    identity = ["-c", "user.name=Demo", "-c", "user.email=demo@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(WORK), *identity, *command], check=True)


def commit(message: str) -> None:
    """Keep everything that changed."""
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


def edit(exchange: str) -> tuple[YAML, Path, Any]:
    """A site file, read so that its comments and order stay."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1000
    yaml.explicit_start = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    path = WORK / "sites" / f"{exchange}.yml"
    return yaml, path, yaml.load(path)


def days_work() -> datetime.date:
    """Somebody begins and somebody leaves, an early closing, other ways of calls; gives the day of the closing."""
    yaml, path, site = edit("bakkebygg")
    new = yaml.map(extension=Quoted("146"), name="Sofie Lund")
    new.fa.set_flow_style()
    site["users"].append(new)
    site["users"].remove(named(site["users"], "145"))
    queue = named(site["queues"], "Kundeservice")
    queue["agents"].append(Quoted("146"))
    queue["overflow"]["after"] = 90
    yaml.dump(site, path)

    friday = datetime.date.today() + datetime.timedelta(days=(4 - datetime.date.today().weekday()) % 7 or 7)
    yaml, path, site = edit("fjordfisk")
    day = yaml.map(date=Quoted(friday.isoformat()), closed=yaml.seq([Quoted("12:00-24:00")]), reason="julebord")
    day.fa.set_flow_style()
    day["closed"].fa.set_flow_style()
    named(site["schedules"], "åpningstid")["exceptions"] = yaml.seq([day])
    yaml.dump(site, path)

    yaml, path, site = edit("storvik")
    named(site["greetings"], "velkommen")["audio"] = "greetings/ferie.wav"
    named(site["incoming_routes"], "57093974")["open"]["then"]["hunt_group"] = "Hjemmetjeneste"
    yaml.dump(site, path)
    return friday


def named(objects: Any, key: str) -> Any:
    """The object with this name, extension or number, whichever its kind is known by."""
    return next(entry for entry in objects if key in (entry.get("extension"), entry.get("number"), entry.get("name")))


def main() -> None:
    """The story from beginning to end."""
    began = time.monotonic()
    print("Sentral: NEC telephone exchanges as code. This takes less than a minute.")
    say("Three customers get their exchanges: simulated ones, as they come from the factory")
    prepare()
    simulator("up", ".demo/fleet.yml")
    (STATE / "known_hosts").write_text(
        simulator("host-keys", "--known-hosts", "--state", ".demo/.simulator", quiet=True)
    )
    say("What their site files say is not on the exchanges yet: the plan")
    playbook("plan")
    say("Apply it: one session for each exchange, a journal before each command, everything read back")
    playbook("apply")
    commit("First apply: which slot holds which name")
    say("The first backup: one task reads all three, and commits to an archive of its own")
    playbook("backup")
    say("The same again: nothing is left to do")
    playbook("apply")
    say(
        "A day's work. Bakke Bygg: extension 145 leaves, Sofie Lund begins in the queue for customer service, and its\n"
        "   callers are sent to the mailbox after 90 seconds, not 120. Fjordfisk: closed on Friday from 12.\n"
        "   Storvik: another welcome, and calls that Legevakt does not take go to Hjemmetjeneste.\n"
        "   Somebody edits the site files:"
    )
    friday = days_work()
    print(f"{DIM}$ git -C .demo diff --unified=0{PLAIN}", flush=True)
    git("--no-pager", "diff", "--unified=0", "--color=auto")
    say("What would that do? (--check --diff)")
    playbook("apply", "--check", "--diff")
    say("Do it. The request that asked for it will stand in the archive")
    playbook("apply", "-e", "pbx_request=4711")
    commit("Sofie Lund begins, 145 leaves, early closing on Friday, a new welcome, Legevakt's missed calls")
    say("Somebody calls Fjordfisk's order desk on Friday at 13: the simulator says what would happen")
    simulator(*CALL, "--at", f"{friday} 13:00", "--state", ".demo/.simulator")
    say("Somebody renames a telephone at Fjordfisk by hand. The backup tells it apart from the day's work")
    simulator("poke", "fjordfisk", "15-01-01", "107", "=", "Kai og lager", "--state", ".demo/.simulator")
    playbook("backup")
    print(f"{DIM}$ git -C .demo/archive log --format=%s{PLAIN}", flush=True)
    subprocess.run(["git", "-C", str(WORK / "archive"), "--no-pager", "log", "--format=%s"], check=True)
    say("Fjordfisk goes back to before the request, and its site file with it. What was changed by hand stays")
    playbook("rollback", "--limit", "fjordfisk", "-e", '{"to": "before request 4711"}', "-e", "rollback_site_file=true")
    print(f"{DIM}$ git -C .demo diff --unified=0{PLAIN}", flush=True)
    git("--no-pager", "diff", "--unified=0", "--color=auto")
    commit("Fjordfisk: back to before request 4711")
    say("Would the backups restore after a total loss? Onto simulated exchanges with the same hardware, item by item")
    playbook("drill")
    farewell(time.monotonic() - began)


def farewell(seconds: float) -> None:
    """What to try next."""
    later = datetime.date.today() + datetime.timedelta(days=200)
    print(f"""
{BOLD}Done in {seconds:.0f} s.{PLAIN} The three exchanges go on running. What to try next:

  source .venv/bin/activate
  $EDITOR .demo/sites/fjordfisk.yml                                    # change something ...
  ansible-playbook -i .demo/hosts.yml playbooks/plan.yml               # ... see what it would do, in words
  ansible-playbook -i .demo/hosts.yml playbooks/apply.yml --diff       # ... and do it
  ansible-playbook -i .demo/hosts.yml playbooks/check.yml              # what the checks say, without a session
  ansible-playbook -i .demo/hosts.yml playbooks/holidays.yml --check -e pbx_today={later}  # a timer's work
  ansible -i .demo/hosts.yml fjordfisk -m sentral.nec.pbx_user -a 'extension=109 name="Nora Vik"' --check --diff
  ansible -i .demo/hosts.yml storvik -m sentral.nec.pbx_command -a 'commands="LIST 16-01"'
  python -m simulator call bakkebygg --trunk 1 --digits 0482 --state .demo/.simulator  # who would ring now
  python -m simulator fault bakkebygg refuse=3 --state .demo/.simulator  # let the third write fail: all is taken back
  git -C .demo log --stat                                              # who changed what, and when
  git -C .demo/archive log --stat                                      # what the exchanges held, night by night
  ansible-playbook -i .demo/hosts.yml playbooks/rollback.yml --limit fjordfisk -e to=HEAD~3 -e only=users/107 --check

  make demo-down                                                       # ends the three exchanges
""")


if __name__ == "__main__":
    if sys.argv[1:] == ["down"]:
        stop()
    else:
        main()
