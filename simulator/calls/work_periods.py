"""Work periods of ACD: which of the eight it is now, for agents (41-05) and for trunks (41-06)."""

from __future__ import annotations

from simulator.calls.call import Call

AGENTS = "41-05"
TRUNKS = "41-06"
MIDNIGHT = "0000"


def period_now(call: Call, program: str) -> str | None:
    """Return the work period 1-8 at the moment of the call, or ``None`` outside of all.

    41-07 gives the schedule of the weekday (1 is Sunday), 0 is a day without ACD. [F-SV81 p.99] A period of 0000-0000
    is not used, an end of 0000 is midnight; of two that overlap the first counts, and a period that ends before it
    starts never does (all assumed, as 12-02).
    """
    schedule = call.value("41-07-01", call.moment.isoweekday() % 7 + 1)
    if schedule == "0":
        return None
    now = call.moment.strftime("%H%M")
    for period in call.state.model.spaces["work_period"].words:
        start, end = (call.value(f"{program}-{item}", schedule, period) for item in ("01", "02"))
        if (start, end) != (MIDNIGHT, MIDNIGHT) and start <= now and (now < end or end == MIDNIGHT):
            return period
    return None
