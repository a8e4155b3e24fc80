"""All checks in one table: code, severity, what it means, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import (
    access,
    capacity,
    circles,
    greetings,
    numbers,
    positions,
    reachability,
    references,
    schedules,
    silences,
    timers,
    tolls,
    voice_mail,
)
from .finding import ERROR, NOTICE, WARNING, Problem
from .subject import Subject

PLATFORM = "SITE001"
"""The code of what the site's own rules and the platform's checks find."""


@dataclass(frozen=True)
class Check:
    """One check. Without a function it is found where the check is run."""

    code: str
    severity: str
    meaning: str
    function: Callable[[Subject], Iterator[Problem]] | None = None


CHECKS: tuple[Check, ...] = (
    Check(PLATFORM, ERROR, "A value or an object is not one that the site file or the platform takes."),
    Check("REF001", ERROR, "An object is named that is not in the site.", references.missing_objects),
    Check(
        "REF002",
        NOTICE,
        "Objects of a kind are named that the site file does not manage; whether they exist is not checked.",
        references.unknown_kinds,
    ),
    Check(
        "REF003",
        WARNING,
        "Calls are sent to a number that has the form of one inside, and nobody has it.",
        references.dialled_nobody,
    ),
    Check("NUM001", ERROR, "Two users, hunt groups or queues have the same number.", numbers.shared_numbers),
    Check(
        "NUM002",
        ERROR,
        "Two incoming routes on a trunk group end in the same digits, as many as an exchange can store.",
        numbers.same_public_numbers,
    ),
    Check(
        "NUM003",
        WARNING,
        "Two incoming routes on a trunk group end in the same four digits, as many as are stored unless more are asked "
        "for.",
        numbers.similar_public_numbers,
    ),
    Check("NUM004", ERROR, "A mailbox has the number of somebody else than its owner.", numbers.foreign_mailboxes),
    Check(
        "WAY001",
        ERROR,
        "There are hours or dates on which an incoming number leads to nobody.",
        reachability.routes_into_nothing,
    ),
    Check("WAY002", ERROR, "Forwarding and overflows lead in a circle.", circles.circles),
    Check(
        "WAY003",
        ERROR,
        "A queue has no agents, and no overflow that is sure to come.",
        reachability.queues_without_way_out,
    ),
    Check("WAY004", WARNING, "A hunt group can be called and has no members.", reachability.empty_groups),
    Check(
        "WAY005", WARNING, "What comes after a destination is where the call was before.", circles.steps_tried_before
    ),
    Check("WAY006", WARNING, "An incoming call is led outside again, and costs money.", tolls.calls_led_outside),
    Check(
        "WAY007",
        NOTICE,
        "A queue with hours and no overflow can be dialled inside while it is closed.",
        reachability.queues_closed_on_pilot,
    ),
    Check(
        "WAY008",
        NOTICE,
        "A queue has announcements and a pilot; they do not play to those who dial the pilot.",
        reachability.silent_announcements,
    ),
    Check(
        "WAY009",
        ERROR,
        "The overflow of an answering position and the forwarding of its extension say different things.",
        positions.contradicting_forwards,
    ),
    Check(
        "WAY010",
        ERROR,
        "What comes after is the mailbox of another number than the one that rings.",
        voice_mail.mailboxes_of_others,
    ),
    Check(
        "WAY011",
        WARNING,
        "There are hours at which no mailbox answers a trunk that mailboxes answer at others.",
        reachability.trunks_unanswered,
    ),
    Check(
        "TIM001",
        WARNING,
        "A number goes on to what comes after before a forwarding when not answered has come.",
        timers.forwarding_too_late,
    ),
    Check(
        "TIM002",
        WARNING,
        "A number goes on to what comes after a queue before the queue overflows.",
        timers.overflow_too_late,
    ),
    Check("TIM003", WARNING, "A queue overflows after 0 seconds, which may mean never.", timers.overflows_at_zero),
    Check("TIM004", WARNING, "An announcement begins after callers have overflowed.", timers.announcements_too_late),
    Check(
        "TIM005",
        WARNING,
        "Callers are disconnected before they overflow, or while there is no overflow.",
        timers.disconnected_too_soon,
    ),
    Check(
        "TIM006",
        NOTICE,
        "What comes after a queue with announcements, or without a pilot, is reached only while the queue is closed.",
        timers.never_after_a_queue,
    ),
    Check("GRE001", WARNING, "A greeting is too short to be understood.", greetings.too_short),
    Check("GRE002", ERROR, "A greeting is longer than a message can be.", greetings.too_long),
    Check("GRE003", WARNING, "A greeting is played by nothing.", greetings.unused),
    Check(
        "GRE004",
        WARNING,
        "After a greeting the caller is led outside, and the exchange pays.",
        tolls.greetings_that_dial_out,
    ),
    Check(
        "SCH001",
        ERROR,
        "A route leads to a queue with hours on a holiday or exception on which another route to it is closed.",
        schedules.dates_left_open,
    ),
    Check(
        "SCH002",
        WARNING,
        "Routes lead to a queue with hours and know no holidays, though other schedules of the site do.",
        schedules.no_holidays,
    ),
    Check(
        "SCH003",
        ERROR,
        "A route without time tables follows a schedule that switches no trunk.",
        schedules.schedules_without_trunks,
    ),
    Check("SCH004", WARNING, "A schedule is never open.", schedules.never_open),
    Check(
        "SEC001",
        WARNING,
        "The inventory logs in with the factory's password.",
        access.factory_password,
    ),
    Check("CAP001", ERROR, "The site needs more of something than the model has.", capacity.too_many),
    Check("CAP002", NOTICE, "Nine tenths of what the model has are used.", capacity.nearly_full),
    Check(silences.UNKNOWN_CODE, NOTICE, "A code is silenced that no check has."),
    Check(silences.SILENCES_NOTHING, NOTICE, "A silence silences nothing."),
    Check(silences.ERRORS_STAY, NOTICE, "An error is silenced; errors cannot be."),
)
"""The checks, in the order in which the page tells of them."""

CODES = tuple(check.code for check in CHECKS)
