#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_site_info; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_site_info
short_description: What an NEC telephone exchange is and holds
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Reads version, hardware, capacity, alarms and what is programmed. Changes nothing, not even the slots
    file.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.reads
seealso:
  - module: sentral.nec.pbx_site
  - module: sentral.nec.pbx_command
"""

EXAMPLES = r"""
- name: Ask what the exchange is and holds
  sentral.nec.pbx_site_info:
  register: found

- name: Stop where no port is left for a new user
  ansible.builtin.assert:
    that: found.exchange.capacity.ports.free > 0
    fail_msg: "{{ found.exchange.name }}: no port is free"
"""

RETURN = r"""
exchange:
  description: What the exchange is.
  returned: success
  type: dict
  contains:
    name:
      description: Its name in the inventory.
      returned: success
      type: str
      sample: fjordfisk
    model:
      description: The model that it reports.
      returned: success
      type: str
      sample: SV9100
    region:
      description: The region that it is programmed for.
      returned: success
      type: str
      sample: EU
    software:
      description: The software version that it reports.
      returned: success
      type: str
      sample: '12.00'
    line:
      description: The kind of line session that it reports.
      returned: success
      type: str
      sample: STAND-IN 1
    hardware:
      description: Its cards.
      returned: success
      type: list
      elements: dict
      contains:
        slot:
          description: Slot of the card.
          returned: success
          type: int
          sample: 1
        name:
          description: Type of the card.
          returned: success
          type: str
          sample: DLCA
        carries:
          description: What is on it.
          returned: success
          type: str
          sample: PORTS
        first:
          description: Number of the first of them.
          returned: success
          type: int
          sample: 1
        last:
          description: Number of the last of them.
          returned: success
          type: int
          sample: 16
    alarms:
      description:
        - Its alarms, as it prints them.
        - Level, number, state, date, time, item, unit, slot, port and parameter.
      returned: success
      type: list
      elements: str
      sample: ['MIN 0041 WAR 2026-11-23 18:30 SYSTEM DATA CHANGE CPU 0 0 USER TECH']
    capacity:
      description: How much of each thing there is.
      returned: success
      type: dict
      contains:
        ports:
          description: Ports for telephones that are installed, and how many of them nobody has.
          returned: success
          type: dict
          sample: {installed: 16, free: 8}
        trunks:
          description: Trunks that are installed.
          returned: success
          type: dict
          sample: {installed: 4}
        hunt_groups:
          description: How many the model takes, how many there are, and how many more there can be.
          returned: success
          type: dict
          sample: {limit: 63, used: 1, free: 62}
        greetings:
          description: How many the installed cards take, how many there are, and how many more there
            can be.
          returned: success
          type: dict
          sample: {limit: 100, used: 2, free: 98}
        schedules:
          description: How many the model takes, how many there are, and how many more there can be.
          returned: success
          type: dict
          sample: {limit: 31, used: 1, free: 30}
        pickup_groups:
          description: How many the model's tables take, how many there are, and how many more there can
            be.
          returned: success
          type: dict
          sample: {limit: 63, used: 1, free: 62}
        queues:
          description: How many the model's tables take, how many there are, and how many more there can
            be.
          returned: success
          type: dict
          sample: {limit: 64, used: 1, free: 63}
        answering_positions:
          description: How many the model's tables take, how many there are, and how many more there can
            be.
          returned: success
          type: dict
          sample: {limit: 8, used: 1, free: 7}
        incoming_routes:
          description: How many the model's tables take, how many there are, and how many more there can
            be.
          returned: success
          type: dict
          sample: {limit: 4000, used: 1, free: 3999}
        mailboxes:
          description: How many the model's tables take, how many there are, and how many more there can
            be.
          returned: success
          type: dict
          sample: {limit: 160, used: 1, free: 159}
    night_modes:
      description:
        - By schedule, its night group, the night mode that it is in now, and whether that means open.
          Somebody may have switched it by hand.
      returned: success
      type: dict
      sample:
        åpningstid: {night_group: 2, mode: 1, open: true}
    do_not_disturb:
      description: The extensions at which somebody has switched do-not-disturb on.
      returned: success
      type: list
      elements: str
      sample: ['103']
    agents:
      description: By queue, which of its agents are logged in now, and which are not.
      returned: success
      type: dict
      sample:
        Salg: {logged_in: ['102'], logged_out: ['103']}
    trunk_groups:
      description: The installed trunks of each trunk group, by its number.
      returned: success
      type: dict
      sample: {'1': ['1', '2', '3']}
site:
  description: What it holds, by kind, as a site file would hold it.
  returned: success
  type: dict
  sample:
    users:
      - {extension: '101', name: Resepsjon}
    hunt_groups:
      - {name: Ordre, pilot: '180', distribution: circular, members: ['102', '103']}
    pickup_groups: []
    queues: []
    answering_positions: []
    greetings: []
    schedules: []
    incoming_routes: []
    mailboxes: []
"""
