#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_schedule; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_schedule
short_description: Opening hours of an NEC telephone exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Adds, changes and deletes schedules, which switch trunks between open (day mode) and closed (night
    mode). The SV9100 keeps a schedule as a night group with its patterns, week and dates.
  - A night group has ten patterns, and every kind of day needs one. A schedule that does not fit is an
    error.
  - The exchange stores dates without a year, so holidays and exceptions are programmed for the twelve
    months from today, and the task has to run again before they are over.
  - O(holidays) and O(exceptions) belong together. A task that gives one of them programs all dates anew.
  - A trunk follows one schedule. Trunks that a schedule lists leave the one that they followed.
  - A schedule is found by its name in the slots file. A new one gets the lowest free night group. Group
    1 is where every trunk starts and is never used.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
requirements:
  - holidays
seealso:
  - module: sentral.nec.pbx_site
options:
  state:
    description:
      - What is wanted.
      - V(present) makes sure that each schedule is there, with the fields that are given. Fields left
        out stay as they are. It is the same as V(merged).
      - V(absent) makes sure that each schedule is not there. Only O(name) counts. It is the same as V(deleted).
      - V(merged) makes sure that each schedule is there, with the fields that are given. Fields left
        out stay as they are, and nothing is deleted.
      - V(replaced) makes sure that each schedule is exactly what is given. Fields left out take the platform's
        defaults. Other schedules stay as they are.
      - V(overridden) makes sure that there are the schedules that are given and no others. Every other
        one is deleted, and fields left out take the platform's defaults.
      - V(deleted) makes sure that each schedule is not there. Only O(name) counts.
      - V(gathered) changes nothing on the exchange and returns its schedules as a site file would hold
        them. Outside check mode the names that they are given are kept in the slots file.
      - V(rendered) returns the commands that would make an exchange that is new from the factory so.
        No session is opened.
      - V(parsed) reads the listing in O(running_config) and returns its schedules as a site file would
        hold them. No session is opened.
    type: str
    default: present
    choices: [present, absent, merged, replaced, overridden, deleted, gathered, rendered, parsed]
  name:
    description:
      - The schedule's name.
      - Which schedule the task is about, when it is a single one.
    type: str
  trunks:
    description:
      - The trunks that follow the schedule, such as V(["1-8"]).
      - 'Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means none:
        the schedule is programmed and switches no trunk.'
    type: list
    elements: str
  extensions:
    description:
      - The extensions whose class of service and toll class switch with the schedule.
      - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means none.
    type: list
    elements: str
  weekly:
    description:
      - 'The opening hours of each weekday, such as C({monday: ["08:00-16:00"]}). A day left out is closed.'
      - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means closed
        on every day.
    type: dict
    suboptions:
      monday:
        description:
          - When it is open on a Monday.
        type: list
        elements: str
      tuesday:
        description:
          - When it is open on a Tuesday.
        type: list
        elements: str
      wednesday:
        description:
          - When it is open on a Wednesday.
        type: list
        elements: str
      thursday:
        description:
          - When it is open on a Thursday.
        type: list
        elements: str
      friday:
        description:
          - When it is open on a Friday.
        type: list
        elements: str
      saturday:
        description:
          - When it is open on a Saturday.
        type: list
        elements: str
      sunday:
        description:
          - When it is open on a Sunday.
        type: list
        elements: str
  holidays:
    description:
      - 'The calendar of public holidays, such as C({calendar: "NO"}). The exchange is closed on them.'
      - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means no holidays.
    type: dict
    suboptions:
      calendar:
        description:
          - The code of the country, with or without its region, such as V("NO"), in quotes.
        type: str
        required: true
  exceptions:
    description:
      - Single dates with hours of their own, which come before holidays and the week.
      - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means no exceptions.
    type: list
    elements: dict
    suboptions:
      date:
        description:
          - The date, such as V("2026-12-24"), in quotes.
        type: str
        required: true
      open:
        description:
          - When it is open on that date, instead of the weekday's hours. An empty list means closed.
        type: list
        elements: str
      closed:
        description:
          - When it is closed on that date, such as V(["12:00-24:00"]); the rest is as on the weekday.
            Either this or open.
        type: list
        elements: str
      reason:
        description:
          - Why, for people. It is not programmed.
        type: str
  config:
    description:
      - The schedules, when it is more than one. Complete under O(state=overridden). Not together with
        the fields of a single schedule.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - The schedule's name.
        type: str
        required: true
      trunks:
        description:
          - The trunks that follow the schedule, such as V(["1-8"]).
          - 'Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means none:
            the schedule is programmed and switches no trunk.'
        type: list
        elements: str
      extensions:
        description:
          - The extensions whose class of service and toll class switch with the schedule.
          - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means none.
        type: list
        elements: str
      weekly:
        description:
          - 'The opening hours of each weekday, such as C({monday: ["08:00-16:00"]}). A day left out is
            closed.'
          - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means closed
            on every day.
        type: dict
        suboptions:
          monday:
            description:
              - When it is open on a Monday.
            type: list
            elements: str
          tuesday:
            description:
              - When it is open on a Tuesday.
            type: list
            elements: str
          wednesday:
            description:
              - When it is open on a Wednesday.
            type: list
            elements: str
          thursday:
            description:
              - When it is open on a Thursday.
            type: list
            elements: str
          friday:
            description:
              - When it is open on a Friday.
            type: list
            elements: str
          saturday:
            description:
              - When it is open on a Saturday.
            type: list
            elements: str
          sunday:
            description:
              - When it is open on a Sunday.
            type: list
            elements: str
      holidays:
        description:
          - 'The calendar of public holidays, such as C({calendar: "NO"}). The exchange is closed on them.'
          - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means no
            holidays.
        type: dict
        suboptions:
          calendar:
            description:
              - The code of the country, with or without its region, such as V("NO"), in quotes.
            type: str
            required: true
      exceptions:
        description:
          - Single dates with hours of their own, which come before holidays and the week.
          - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means no
            exceptions.
        type: list
        elements: dict
        suboptions:
          date:
            description:
              - The date, such as V("2026-12-24"), in quotes.
            type: str
            required: true
          open:
            description:
              - When it is open on that date, instead of the weekday's hours. An empty list means closed.
            type: list
            elements: str
          closed:
            description:
              - When it is closed on that date, such as V(["12:00-24:00"]); the rest is as on the weekday.
                Either this or open.
            type: list
            elements: str
          reason:
            description:
              - Why, for people. It is not programmed.
            type: str
  running_config:
    description:
      - What O(state=parsed) reads, the text of a listing, a row a line, such as C(15-01-01 101 = Resepsjon).
        Not together with anything else.
    type: str
"""

EXAMPLES = r"""
- name: Opening hours of the first four trunks, closed on Norwegian holidays
  sentral.nec.pbx_schedule:
    name: åpningstid
    trunks: ["1-4"]
    weekly:
      monday: ["08:00-16:00"]
      tuesday: ["08:00-16:00"]
      wednesday: ["08:00-16:00"]
      thursday: ["08:00-16:00"]
      friday: ["08:00-11:30", "12:00-15:00"]
    holidays: {calendar: "NO"}

- name: A short day before Christmas, and closed on the third
  sentral.nec.pbx_schedule:
    name: åpningstid
    holidays: {calendar: "NO"}
    exceptions:
      - {date: "2026-12-23", open: ["08:00-12:00"]}
      - {date: "2026-12-28", open: []}

- name: Closed from noon for a meeting, and otherwise as on the weekday
  sentral.nec.pbx_schedule:
    name: åpningstid
    holidays: {calendar: "NO"}
    exceptions:
      - {date: "2026-11-27", closed: ["12:00-24:00"], reason: staff meeting}

- name: A schedule that nobody needs any more
  sentral.nec.pbx_schedule:
    name: verksted
    state: absent

- name: Ask which schedules there are
  sentral.nec.pbx_schedule:
    state: gathered
  register: schedules
"""

RETURN = r"""
end:
  description:
    - How it ended.
    - V(planned) in check mode, when there is something to do.
    - V(nothing to do) when the exchange held everything already.
    - V(all new) when everything was written and read back.
    - V(all old) when something went wrong and everything was taken back.
    - V(left) when taking it back did not succeed everywhere. RV(left) says what is left.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: all new
before:
  description: What the exchange held before, by kind, as a site file would hold it.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {schedules: [{name: åpningstid, trunks: [1-4], weekly: {monday: ['08:00-16:00']}}]}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample:
    schedules:
      - name: åpningstid
        trunks: [1-4]
        weekly: {monday: ['08:00-16:00']}
        exceptions:
          - {date: '2026-12-28', open: []}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: ['change schedule åpningstid: 12-28 closed']
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [WRITE 12-04-01 2 1228 = 2]
plan_hash:
  description: SHA-256 of the plan. The same input gives the same plan, byte for byte.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: 0772cc630ba13f3e22182aad004040606051a35a5f26f1ca4cfffba2b6f6736b
summary:
  description: How many objects and commands, in one line.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: 'fjordfisk: 1 change, 1 command'
commands_sent:
  description: The commands that were sent, also those of reading back and taking back.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {reads: 62, writes: 3}
  contains:
    reads:
      description: Commands that change nothing.
      returned: unless state is gathered, rendered or parsed
      type: int
      sample: 62
    writes:
      description: Commands that change something. The audio of a greeting is sent in several.
      returned: unless state is gathered, rendered or parsed
      type: int
      sample: 3
diff:
  description: The objects that differ, as YAML. Shown with C(--diff).
  returned: unless state is gathered, rendered or parsed
  type: dict
  contains:
    before_header:
      description: The name of the exchange.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: fjordfisk
    after_header:
      description: The name of the exchange.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: fjordfisk after
    before:
      description: What was there and is not, or is otherwise.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: |
        schedules:
        - name: åpningstid
          trunks: [1-4]
          weekly: {monday: ['08:00-16:00']}
    after:
      description: What is there and was not, or was otherwise.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: |
        schedules:
        - name: åpningstid
          trunks: [1-4]
          weekly: {monday: ['08:00-16:00']}
          exceptions: [{date: '2026-12-28', open: []}]
journal:
  description: The file with every command that was sent, its result and its way back.
  returned: when something was written
  type: str
  sample: /home/kari/exchanges/.sentral/fjordfisk/journal/20261123T192038319648Z-0772cc630ba1.jsonl
left:
  description: What could not be taken back, a sentence each. Empty when RV(end) is V(all old).
  returned: when the exchange was reached, and something went wrong after the first write
  type: list
  elements: str
  sample: []
msg:
  description: What went wrong, and how it ended.
  returned: when the exchange was reached, and something went wrong after the first write
  type: str
  sample: 'fjordfisk: ''WRITE 15-01-01 106 = Lager'' was refused: 04 DATA OUT OF RANGE. Everything was
    taken back; the exchange holds what it held before'
gathered:
  description: What the exchange holds, by kind, as a site file would hold it.
  returned: when state is gathered
  type: dict
  sample: {schedules: [{name: åpningstid, trunks: [1-4], weekly: {monday: ['08:00-16:00']}}]}
rendered:
  description: The commands that would make an exchange that is new from the factory so, in order.
  returned: when state is rendered
  type: list
  elements: str
  sample: [WRITE 12-04-01 2 1228 = 2]
parsed:
  description: What the listing holds, by kind, as a site file would hold it.
  returned: when state is parsed
  type: dict
  sample: {schedules: [{name: åpningstid, trunks: [1-4], weekly: {monday: ['08:00-16:00']}}]}
"""
