"""The command line: up, status, down, fault and what else one wants to know of a running fleet."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from simulator import background
from simulator.control_client import ControlError, ask

STATE_NAME = ".simulator"
DONE, FAILED, WRONG_USE = 0, 1, 2
FAULT_HELP = """\
answers   refuse=3 unknown=1 busy=3|on rate_limit=20 full_disk=3 wrong_order=rows|answers writes_fatal=on
delivery  latency=20 echo_delay=20 chunk=1 alarm=12|every pager=20 truncated=5
sessions  drop=2 hang=3 restart=3 session_limit=1

what lasts begins with the 5th command from now: pager_at=5, or 5th write: pager_of=writes; for one: pager_times=1
what strikes once counts writes, or commands: hang=3 hang_of=commands"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when it was done, 1 with one sentence on the error output when not."""
    options = _parser().parse_args(arguments)
    action: Callable[[argparse.Namespace], int] = options.action
    try:
        return action(options)
    except (ControlError, background.StartError) as error:
        print(f"simulator: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="A fleet of simulated NEC exchanges.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_up(commands)
    for name, action, text in (("status", _status, "say what runs"), ("down", _down, "end the fleet")):
        command = commands.add_parser(name, help=text)
        command.add_argument("fleet", metavar="FLEET.yml", type=Path, nargs="?", help="to find its state folder")
        _add_state(command, action)
        if name == "status":
            command.add_argument("--json", action="store_true", help="print JSON")
    keys = commands.add_parser("host-keys", help="print the SSH host keys of the running fleet")
    keys.add_argument("--known-hosts", action="store_true", help="print lines for a known_hosts file")
    _add_state(keys, _host_keys)
    _add_exchange_commands(commands)
    return parser


def _add_up(commands: Any) -> None:
    up = commands.add_parser("up", help="start the exchanges of a fleet file")
    up.add_argument("fleet", metavar="FLEET.yml", type=Path)
    up.add_argument("--foreground", action="store_true", help="stay in this terminal until Ctrl-C")
    up.add_argument("--report", type=int, help=argparse.SUPPRESS)
    _add_state(up, _up)


def _add_exchange_commands(commands: Any) -> None:
    fault = commands.add_parser(
        "fault",
        help="switch faults on or off: fault EXCHANGE latency=20 chunk=1 | clear",
        description="Switch faults on or off. All settings: simulator/README.md, Faults.",
        epilog=FAULT_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    fault.add_argument("exchange")
    fault.add_argument("settings", nargs="*", help="name=value, name=off, or clear; nothing: say which are on")
    _add_state(fault, _fault)
    for name, text in (
        ("counters", "what the exchange has counted"),
        ("snapshot", "all rows that differ from the factory, as JSON"),
        ("reset", "back to the factory"),
        ("cut", "cut every connection"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("exchange")
        _add_state(command, _plain_verb)
        command.set_defaults(verb=name)
    poke = commands.add_parser("poke", help="set a row past the rules: poke EXCHANGE 15-01-01 105 = Kari")
    poke.add_argument("exchange")
    poke.add_argument("row", nargs="+", help="item, index, = and data; without = the factory's value")
    _add_state(poke, _poke)
    mode = commands.add_parser("night-mode", help="switch a night group by hand")
    for word in ("exchange", "group", "mode"):
        mode.add_argument(word)
    _add_state(mode, _night_mode)
    keep = commands.add_parser("keep-messages", help="messages in a mailbox: keep-messages EXCHANGE STATION 12 3")
    for word in ("exchange", "kind", "mailbox", "count"):
        keep.add_argument(word)
    _add_state(keep, _keep_messages)
    telephone = commands.add_parser("telephone", help="telephone EXCHANGE 101 do-not-disturb on; 103 logged-in off")
    for word in ("exchange", "extension", "what", "setting"):
        telephone.add_argument(word)
    _add_state(telephone, _telephone)
    _add_call(commands)
    dial = commands.add_parser("dial", help='dial a service code at an extension: dial EXCHANGE 105 "848 1 180"')
    for word in ("exchange", "extension", "digits"):
        dial.add_argument(word)
    _add_state(dial, _dial)
    clock = commands.add_parser("clock", help='stop the clock: clock EXCHANGE "2026-11-23 18:30"; or let it run')
    clock.add_argument("exchange")
    clock.add_argument("moment", nargs="?")
    _add_state(clock, _clock)


def _add_call(commands: Any) -> None:
    call = commands.add_parser("call", help="what happens to a call: call EXCHANGE --trunk 1 --digits 2233")
    call.add_argument("exchange")
    way = call.add_mutually_exclusive_group(required=True)
    way.add_argument("--trunk", type=int, help="it comes in by this trunk")
    way.add_argument("--trunk-group", type=int, help="it comes in by the first trunk of this group")
    way.add_argument("--to", metavar="NUMBER", dest="number", help="it comes from inside, to this number")
    call.add_argument("--digits", default="", help="the digits that are received")
    call.add_argument("--from", metavar="EXTENSION", dest="caller", default="", help="who calls from inside")
    call.add_argument("--at", help='when, as in "2026-11-24 10:00" (default: now)')
    call.add_argument("--busy", default="", help="extensions that are busy: 101,102")
    call.add_argument("--answers", default="", help="who answers after how many seconds: 103=5,104=12")
    _add_state(call, _call)


def _add_state(command: argparse.ArgumentParser, action: Callable[[argparse.Namespace], int]) -> None:
    command.add_argument("--state", metavar="DIR", type=Path, help=f"state folder (default: {STATE_NAME} beside it)")
    command.set_defaults(action=action)


def _state_folder(options: argparse.Namespace) -> Path:
    """Return the state folder: the one named, the one beside the fleet file, or the one in this folder."""
    if options.state is not None:
        folder: Path = options.state
    else:
        fleet: Path | None = getattr(options, "fleet", None)
        folder = (fleet.parent if fleet else Path()) / STATE_NAME
    return folder.absolute()


def _up(options: argparse.Namespace) -> int:
    folder = _state_folder(options)
    if not options.foreground and options.report is None:
        _print_status(background.start(options.fleet, folder))
        return DONE
    # The heavy half: the other commands do without it.
    from simulator.fleet_file import FleetFileError
    from simulator.foreground import run_fleet
    from simulator.server import FleetError

    def ready(status: dict[str, Any]) -> None:
        if options.report is not None:
            background.report(options.report, status)
        else:
            _print_status(status)

    try:
        run_fleet(options.fleet, folder, ready)
    except (FleetFileError, FleetError) as error:
        if options.report is None:
            raise background.StartError(str(error)) from error
        background.report(options.report, {"error": str(error)})
        return FAILED
    return DONE


def _status(options: argparse.Namespace) -> int:
    folder = _state_folder(options)
    try:
        status = ask(folder, "status")
    except ControlError:
        if not options.json:
            raise
        print(json.dumps({"running": False, "exchanges": []}))
        return FAILED
    if options.json:
        print(json.dumps({"running": True, **status}, indent=2))
    else:
        print(f"running as process {status['pid']}, {len(status['exchanges'])} exchanges")
        _print_status(status)
    return DONE


def _print_status(status: dict[str, Any]) -> None:
    for exchange in status["exchanges"]:
        addresses = [
            f"{way} {exchange[way]['address']}:{exchange[way]['port']}" if exchange[way] else f"no {way}"
            for way in ("ssh", "telnet")
        ]
        if exchange["console"]:
            addresses.append(f"console {exchange['console']['address']}:{exchange['console']['port']}")
        if exchange["serial_line"]:
            addresses.append(f"serial {exchange['serial_line']}")
        faults = " ".join(f"{key}={value}" for key, value in exchange["faults"].items())
        print("  ".join([exchange["name"], exchange["model"], *addresses, *([f"faults: {faults}"] if faults else [])]))
    sys.stdout.flush()


def _down(options: argparse.Namespace) -> int:
    background.stop(_state_folder(options))
    print("stopped")
    return DONE


def _host_keys(options: argparse.Namespace) -> int:
    for exchange in ask(_state_folder(options), "status")["exchanges"]:
        if not exchange["ssh"]:
            continue
        print(exchange["known_hosts"] if options.known_hosts else f"{exchange['name']}  {exchange['fingerprint']}")
    return DONE


def _fault(options: argparse.Namespace) -> int:
    clear = "clear" in options.settings
    settings = {}
    for word in options.settings:
        key, separator, value = word.partition("=")
        if word != "clear" and not separator:
            raise ControlError(f"{word!r} is neither clear nor name=value")
        if separator:
            settings[key] = value
    _print_result(ask(_state_folder(options), "fault", options.exchange, clear=clear, settings=settings))
    return DONE


def _plain_verb(options: argparse.Namespace) -> int:
    _print_result(ask(_state_folder(options), options.verb, options.exchange))
    return DONE


def _poke(options: argparse.Namespace) -> int:
    place, separator, data = " ".join(options.row).partition(" =")
    item, _, index = place.partition(" ")
    value = data.removeprefix(" ") if separator else None
    _print_result(ask(_state_folder(options), "poke", options.exchange, item=item, index=index, data=value))
    return DONE


def _night_mode(options: argparse.Namespace) -> int:
    ask(_state_folder(options), "night-mode", options.exchange, group=options.group, mode=options.mode)
    return DONE


def _keep_messages(options: argparse.Namespace) -> int:
    details = {"kind": options.kind, "mailbox": options.mailbox, "count": options.count}
    ask(_state_folder(options), "keep-messages", options.exchange, **details)
    return DONE


def _telephone(options: argparse.Namespace) -> int:
    details = {name: getattr(options, name) for name in ("extension", "what", "setting")}
    ask(_state_folder(options), "telephone", options.exchange, **details)
    return DONE


def _call(options: argparse.Namespace) -> int:
    answers = dict(answer.partition("=")[::2] for answer in options.answers.split(",") if answer)
    names = ("trunk", "trunk_group", "number", "digits", "caller", "at")
    details = {name: getattr(options, name) for name in names}
    busy = [extension for extension in options.busy.split(",") if extension]
    for line in ask(_state_folder(options), "call", options.exchange, busy=busy, answers=answers, **details):
        print(line)
    return DONE


def _dial(options: argparse.Namespace) -> int:
    print(ask(_state_folder(options), "dial", options.exchange, extension=options.extension, digits=options.digits))
    return DONE


def _clock(options: argparse.Namespace) -> int:
    ask(_state_folder(options), "clock", options.exchange, moment=options.moment)
    return DONE


def _print_result(result: Any) -> None:
    if result is not None:
        print(json.dumps(result, indent=2))
