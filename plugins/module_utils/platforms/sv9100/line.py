"""The line session of the SV9100 family: a stand-in of our own, described in docs/platforms/sv9100.md.

NEC publishes no line session for this family, so no literal here is sourced except the two items whose data is
a password. An exchange that speaks a real one gets a profile of its own beside this one.
"""

from __future__ import annotations

import re

from ...session.profile import SessionProfile, assumed, sourced, stand_in

_PAGE = "docs/platforms/sv9100.md, The line session"

LINE_NAME = stand_in("STAND-IN 1", _PAGE)
"""What ``VERSION`` calls the line session."""

SESSION_PROFILE = SessionProfile(
    platform="sv9100",
    encoding=assumed("ascii", "a published entry table of names shows no letter beyond ASCII (F-SV81d p.946)"),
    line_end=stand_in("\r\n", _PAGE),
    send_end=stand_in("\r\n", _PAGE),
    prompt=stand_in("PRG> ", _PAGE),
    banner=stand_in("SENTRAL STAND-IN PROGRAMMING SESSION", _PAGE),
    login_prompt=stand_in("Login: ", _PAGE),
    password_prompt=stand_in("Password: ", _PAGE),
    login_incorrect=stand_in("LOGIN INCORRECT", _PAGE),
    session_limit=stand_in(re.compile(r"SESSION LIMIT (?P<sessions>0|[1-9][0-9]?)"), _PAGE),
    pager=stand_in("-- MORE --", _PAGE),
    pager_key=stand_in(" ", _PAGE),
    pager_erased=stand_in("\r          \r", _PAGE),
    status_counted=stand_in(re.compile(r"OK ROWS (?P<rows>0|[1-9][0-9]{0,8})"), _PAGE),
    status_stored=stand_in("STORED", _PAGE),
    status_ended=stand_in("GOODBYE", _PAGE),
    status_refused=stand_in(re.compile(r"REFUSED (?P<code>[0-9]{2}) (?P<text>\S.*)"), _PAGE),
    status_busy=stand_in(re.compile(r"BUSY (?P<text>\S.*)"), _PAGE),
    busy_codes=stand_in(("91",), _PAGE),
    alarm_start=stand_in("*ALARM ", _PAGE),
    logout=stand_in("LOGOUT", _PAGE),
    take_back=stand_in("\x15", _PAGE),
    read_commands=stand_in(
        (
            *("READ", "LIST", "VERSION", "HARDWARE", "LICENCES", "ALARMS", "MODE"),
            *("VRS LIST", "VRS GET", "MAILBOXES", "TELEPHONES"),
        ),
        _PAGE,
    ),
    storing_commands=stand_in(("WRITE", "VRS STORE", "VRS DELETE"), _PAGE),
    masked_items=sourced(("90-02-02",), "P-SV91 p.854"),
    command_limit=stand_in(4096, "room for VRS DATA with 2,048 bytes in base64 (2,741 characters)"),
    answer_limit=stand_in(32 * 1024 * 1024, "ten times the longest greeting in base64"),
    commands_per_second=stand_in(None, "the simulator sets no limit unless told to"),
    busy_pauses=stand_in((0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 2.0), "quick at first, then every two seconds"),
)
