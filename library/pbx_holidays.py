#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_holidays; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_holidays
short_description: Holidays and one-off days of an NEC telephone exchange, worked out for the coming twelve
  months
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - An exchange stores dates without a year, so movable holidays have to be worked out anew before they
    are over. This module compares the dates of each schedule with what the site file means today, and
    says which change and why.
  - Only dates change. Hours, trunks and extensions of a schedule stay what the exchange holds.
  - Exceptions of the site file that are past leave the exchange, so that they do not come back a year
    later.
  - A schedule that is only in the site file, or has other hours there, is left alone. See RV(left_alone).
  - Schedules that are not in the site file are not looked at.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
requirements:
  - holidays
notes:
  - Meant for a timer; once a week is enough. Nothing is written when every date is right.
seealso:
  - module: sentral.nec.pbx_schedule
  - module: sentral.nec.pbx_site
options:
  prune:
    description:
      - Whether exceptions that are past are taken out of the site file, too. Everything else in it stays
        as it is, letter for letter.
      - Not for schedules that come from the inventory variable C(pbx_config).
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Bring the dates of the exchange up to today
  sentral.nec.pbx_holidays:

- name: See which dates would change, and why
  sentral.nec.pbx_holidays:
  check_mode: true
  register: dates

- name: The same, and take past one-off days out of the site file
  sentral.nec.pbx_holidays:
    prune: true
"""

RETURN = r"""
dates:
  description: The dates that change, or in check mode would change.
  returned: success
  type: list
  elements: dict
  contains:
    schedule:
      description: The schedule's name.
      returned: success
      type: str
      sample: åpningstid
    date:
      description: The date, the next one with this month and day.
      returned: success
      type: str
      sample: '2027-05-06'
    day:
      description: Its day of the week.
      returned: success
      type: str
      sample: Thursday
    now:
      description: When it is open on that date, as the exchange held it.
      returned: success
      type: str
      sample: 08:00-16:00
    becomes:
      description: When it is open on that date from now on.
      returned: success
      type: str
      sample: closed
    why:
      description: The name of the holiday in its country's language, the reason of the exception, or
        why the date goes.
      returned: success
      type: str
      sample: Kristi himmelfartsdag
left_alone:
  description: The schedules whose dates were left alone, a sentence each. They are warnings as well.
  returned: success
  type: list
  elements: str
  sample: [schedule verksted is not on the exchange under this name; playbooks/apply.yml makes it]
pruned:
  description: The exceptions that were taken out of the site file, as name and date.
  returned: success
  type: list
  elements: str
  sample: ['åpningstid, 2026-11-20']
end:
  description:
    - How it ended.
    - V(planned) in check mode, when there is something to do.
    - V(nothing to do) when the exchange held everything already.
    - V(all new) when everything was written and read back.
    - V(all old) when something went wrong and everything was taken back.
    - V(left) when taking it back did not succeed everywhere. RV(left) says what is left.
  returned: when a date changes
  type: str
  sample: all new
before:
  description: What the exchange held before, by kind, as a site file would hold it.
  returned: when a date changes
  type: dict
  sample: {schedules: [{name: åpningstid, trunks: [1-4], weekly: {thursday: ['08:00-16:00']}}]}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: when a date changes
  type: dict
  sample:
    schedules:
      - name: åpningstid
        trunks: [1-4]
        weekly: {thursday: ['08:00-16:00']}
        exceptions:
          - {date: '2027-05-06', open: []}
operations:
  description: What is done, one sentence for each object.
  returned: when a date changes
  type: list
  elements: str
  sample: ['change schedule åpningstid: 05-06 closed']
commands:
  description: The commands that do it, in order.
  returned: when a date changes
  type: list
  elements: str
  sample: [WRITE 12-04-01 2 0506 = 2]
plan_hash:
  description: SHA-256 of the plan. The same input gives the same plan, byte for byte.
  returned: when a date changes
  type: str
  sample: 0772cc630ba13f3e22182aad004040606051a35a5f26f1ca4cfffba2b6f6736b
summary:
  description: How many objects and commands, in one line.
  returned: when a date changes
  type: str
  sample: 'fjordfisk: 1 change, 1 command'
commands_sent:
  description: The commands that were sent, also those of reading back and taking back.
  returned: when a date changes
  type: dict
  sample: {reads: 62, writes: 3}
  contains:
    reads:
      description: Commands that change nothing.
      returned: when a date changes
      type: int
      sample: 62
    writes:
      description: Commands that change something. The audio of a greeting is sent in several.
      returned: when a date changes
      type: int
      sample: 3
diff:
  description: The objects that differ, as YAML. Shown with C(--diff).
  returned: when a date changes
  type: dict
  contains:
    before_header:
      description: The name of the exchange.
      returned: when a date changes
      type: str
      sample: fjordfisk
    after_header:
      description: The name of the exchange.
      returned: when a date changes
      type: str
      sample: fjordfisk after
    before:
      description: What was there and is not, or is otherwise.
      returned: when a date changes
      type: str
      sample: |
        schedules:
        - name: åpningstid
          trunks: [1-4]
          weekly: {thursday: ['08:00-16:00']}
    after:
      description: What is there and was not, or was otherwise.
      returned: when a date changes
      type: str
      sample: |
        schedules:
        - name: åpningstid
          trunks: [1-4]
          weekly: {thursday: ['08:00-16:00']}
          exceptions: [{date: '2027-05-06', open: []}]
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
"""
