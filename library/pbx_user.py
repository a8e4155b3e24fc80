#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_user; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_user
short_description: Users of an NEC telephone exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Adds, changes, renumbers, moves and deletes users.
  - A user is an extension number with a name on a port of the exchange. Who has neither a name nor anything
    else that differs from the factory is no user.
  - A user is found by the number and the name that is shown, else by the name in the slots file, else
    by the port. So the same name with another O(extension) is the same user with a new number, and everything
    on the exchange that refers to the old number follows.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
seealso:
  - module: sentral.nec.pbx_site
  - module: sentral.nec.pbx_hunt_group
options:
  state:
    description:
      - What is wanted.
      - V(present) makes sure that each user is there, with the fields that are given. Fields left out
        stay as they are. It is the same as V(merged).
      - V(absent) makes sure that each user is not there. Only O(extension) counts. It is the same as
        V(deleted).
      - V(merged) makes sure that each user is there, with the fields that are given. Fields left out
        stay as they are, and nothing is deleted.
      - V(overridden) makes sure that there are the users that are given and no others. Every other one
        is deleted, and fields left out take the platform's defaults.
      - V(deleted) makes sure that each user is not there. Only O(extension) counts.
      - V(gathered) changes nothing on the exchange and returns its users as a site file would hold them.
        Outside check mode the names that they are given are kept in the slots file.
    type: str
    default: present
    choices: [present, absent, merged, overridden, deleted, gathered]
  extension:
    description:
      - The number that is dialled to reach the user, in quotes.
      - Which user the task is about, when it is a single one.
    type: str
  name:
    description:
      - The user's full name, as the service company writes it.
      - Needed for a new user, and with O(state=overridden).
    type: str
  display_name:
    description:
      - The name that the exchange shows.
      - Left out of a new user, or with O(state=overridden), it means the name, when it fits.
    type: str
  port:
    description:
      - The port of the exchange that the user's telephone is on.
      - Left out of a new user, or with O(state=overridden), it means the port that the user has; a new
        user gets the lowest free one.
    type: int
  hunt_group:
    description:
      - The name of the hunt group that the user is a member of, after the members that the group lists.
      - Left out of a new user, or with O(state=overridden), it means none, unless a hunt group lists
        the extension as a member.
    type: str
  config:
    description:
      - The users, when it is more than one. Complete under O(state=overridden). Not together with the
        fields of a single user.
    type: list
    elements: dict
    suboptions:
      extension:
        description:
          - The number that is dialled to reach the user, in quotes.
        type: str
        required: true
      name:
        description:
          - The user's full name, as the service company writes it.
          - Needed for a new user, and with O(state=overridden).
        type: str
      display_name:
        description:
          - The name that the exchange shows.
          - Left out of a new user, or with O(state=overridden), it means the name, when it fits.
        type: str
      port:
        description:
          - The port of the exchange that the user's telephone is on.
          - Left out of a new user, or with O(state=overridden), it means the port that the user has;
            a new user gets the lowest free one.
        type: int
      hunt_group:
        description:
          - The name of the hunt group that the user is a member of, after the members that the group
            lists.
          - Left out of a new user, or with O(state=overridden), it means none, unless a hunt group lists
            the extension as a member.
        type: str
"""

EXAMPLES = r"""
- name: Add a user, or change the name that the exchange shows
  sentral.nec.pbx_user:
    extension: "103"
    name: Ola Fiskerstrand
    display_name: Ola F

- name: Three new colleagues in one plan and one session
  sentral.nec.pbx_user:
    config:
      - {extension: "104", name: Åse Lunde, hunt_group: Ordre}
      - {extension: "105", name: Bjørn Sæther, display_name: Bjørn S}
      - {extension: "106", name: Lager, port: 9}

- name: Somebody leaves
  sentral.nec.pbx_user:
    extension: "104"
    state: absent

- name: Show what a new number would change, and change nothing
  sentral.nec.pbx_user:
    extension: "109"
    name: Ola Fiskerstrand
    display_name: Ola F
  check_mode: true
  diff: true

- name: These users and no others
  sentral.nec.pbx_user:
    state: overridden
    config:
      - {extension: "101", name: Resepsjon}
      - {extension: "102", name: Kari Nordmann, display_name: Kari N}

- name: Ask which users there are
  sentral.nec.pbx_user:
    state: gathered
  register: users
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
  returned: unless state is gathered
  type: str
  sample: all new
before:
  description: What the exchange held before, by kind, as a site file would hold it.
  returned: unless state is gathered
  type: dict
  sample: {users: [{extension: '102', name: Kari Nordmann, display_name: Kari N, port: 2}]}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered
  type: dict
  sample:
    users:
      - {extension: '102', name: Kari Nordmann, display_name: Kari N, port: 2}
      - {extension: '103', name: Ola Fiskerstrand, display_name: Ola F, port: 3}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered
  type: list
  elements: str
  sample: ['add user 103 Ola Fiskerstrand on port 3, shown as "Ola F"']
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered
  type: list
  elements: str
  sample: [WRITE 15-01-01 103 = Ola F]
plan_hash:
  description: SHA-256 of the plan. The same input gives the same plan, byte for byte.
  returned: unless state is gathered
  type: str
  sample: 0772cc630ba13f3e22182aad004040606051a35a5f26f1ca4cfffba2b6f6736b
summary:
  description: How many objects and commands, in one line.
  returned: unless state is gathered
  type: str
  sample: 'fjordfisk: 1 change, 1 command'
commands_sent:
  description: The commands that were sent, also those of reading back and taking back.
  returned: unless state is gathered
  type: dict
  sample: {reads: 62, writes: 3}
  contains:
    reads:
      description: Commands that change nothing.
      returned: unless state is gathered
      type: int
      sample: 62
    writes:
      description: Commands that change something. The audio of a greeting is sent in several.
      returned: unless state is gathered
      type: int
      sample: 3
diff:
  description: The objects that differ, as YAML. Shown with C(--diff).
  returned: unless state is gathered
  type: dict
  contains:
    before_header:
      description: The name of the exchange.
      returned: unless state is gathered
      type: str
      sample: fjordfisk
    after_header:
      description: The name of the exchange.
      returned: unless state is gathered
      type: str
      sample: fjordfisk after
    before:
      description: What was there and is not, or is otherwise.
      returned: unless state is gathered
      type: str
      sample: ''
    after:
      description: What is there and was not, or was otherwise.
      returned: unless state is gathered
      type: str
      sample: |
        users:
        - {extension: '103', name: Ola Fiskerstrand, display_name: Ola F, port: 3}
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
  sample: {users: [{extension: '102', name: Kari Nordmann, display_name: Kari N}]}
"""
