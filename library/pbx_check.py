#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_check; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_check
short_description: Check the site file of an NEC telephone exchange, without the exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Checks what only shows across objects. Everything referred to exists, numbers are unique, every incoming
    number leads somewhere at every hour, timers do not overtake one another, greetings are used, and
    the model has room.
  - Opens no session and changes nothing. The checks of the platform that every other task makes are made
    as well.
  - Findings are printed, one line each. The task fails when one of them is an error.
extends_documentation_fragment:
  - sentral.nec.exchange.reads
requirements:
  - netmiko
attributes:
  action_group:
    description: Use C(group/sentral.nec.nec) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - sentral.nec.nec
notes:
  - Runs in an action plugin on the controller, over any connection. The exchange is not reached.
  - 'Inventory variable C(pbx_policy): C(silence) lists warnings and notices that are meant, such as C({silence:
    [{code: TIM005, object: queue Sales, reason: they are called back}]}). Without C(object) the code
    is silenced everywhere. A reason is needed. Errors cannot be silenced. One that silences nothing is
    a notice, unless other exchanges of the inventory have it too.'
  - The variables of M(sentral.nec.pbx_site) that say where a site file is and how it is read count here,
    too.
  - A kind of object that is not a key of the site file is not managed, and nothing is said about what
    refers to it.
seealso:
  - module: sentral.nec.pbx_site
options:
  state:
    description:
      - How the site file is meant.
      - V(overridden) means that the kinds in it are complete.
      - V(merged) means that it is a part of what the exchange holds, so that nothing is said to be missing.
    type: str
    default: overridden
    choices:
      - overridden
      - merged
  config:
    description: What the exchange should do, instead of the site file. See M(sentral.nec.pbx_site).
    type: dict
  quiet:
    description: Whether nothing is printed when nothing was found.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Check the site file
  sentral.nec.pbx_check:

- name: See how many queues are left
  sentral.nec.pbx_check:
    quiet: true
  register: checked

- name: Stop where the last queue is taken
  ansible.builtin.assert:
    that: checked.capacity.tables.queues.left > 0
    fail_msg: "{{ inventory_hostname }}: no queue is left"
"""

RETURN = r"""
findings:
  description: What was found and is not silenced, the gravest first. Also there when the task has failed.
  returned: always
  type: list
  elements: dict
  contains:
    code:
      description: The code of the check. C(docs/checks.md) lists them.
      returned: always
      type: str
      sample: REF001
    severity:
      description: V(error), V(warning) or V(notice).
      returned: always
      type: str
      sample: error
    exchange:
      description: The exchange.
      returned: always
      type: str
      sample: fjordfisk
    object:
      description: The object.
      returned: always
      type: str
      sample: incoming route 22334455
    field:
      description: Its field; empty when it is about the whole object.
      returned: always
      type: str
      sample: open
    sentence:
      description: What is wrong.
      returned: always
      type: str
      sample: there is no queue 'Sale' in the site
counts:
  description: How many findings of each severity are left.
  returned: always
  type: dict
  sample: {error: 1, warning: 0, notice: 0}
silenced:
  description: The findings that C(pbx_policy) silences, each with its C(reason).
  returned: always
  type: list
  elements: dict
  sample: []
capacity:
  description:
    - How much of each table of the model the site uses, and what is left.
    - Ports are those that the model can have. What is installed, and how many licences there are, is
      not known offline.
  returned: success
  type: dict
  sample:
    tables:
      queues: {table: 64, used: 1, left: 63}
      ddi_entries: {table: 4000, used: 2, left: 3998}
    ports: {table: 960, used: 8, left: 952, installed: not known offline}
    licences: not known offline
"""
