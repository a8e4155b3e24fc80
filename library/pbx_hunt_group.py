#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_hunt_group; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_hunt_group
short_description: Hunt groups of an NEC telephone exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Adds, changes and deletes hunt groups, which the SV9100 calls department groups.
  - An extension is in one hunt group. Members that a group lists leave the group that they were in.
  - A hunt group is found by its name in the slots file, else by its pilot number. A new one gets the
    lowest free group. Group 1 is where everybody starts and is never used.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
seealso:
  - module: sentral.nec.pbx_site
  - module: sentral.nec.pbx_user
options:
  state:
    description:
      - What is wanted.
      - V(present) makes sure that each hunt group is there, with the fields that are given. Fields left
        out stay as they are. It is the same as V(merged).
      - V(absent) makes sure that each hunt group is not there. Only O(name) counts. It is the same as
        V(deleted).
      - V(merged) makes sure that each hunt group is there, with the fields that are given. Fields left
        out stay as they are, and nothing is deleted.
      - V(replaced) makes sure that each hunt group is exactly what is given. Fields left out take the
        platform's defaults. Other hunt groups stay as they are.
      - V(overridden) makes sure that there are the hunt groups that are given and no others. Every other
        one is deleted, and fields left out take the platform's defaults.
      - V(deleted) makes sure that each hunt group is not there. Only O(name) counts.
      - V(gathered) changes nothing on the exchange and returns its hunt groups as a site file would hold
        them. Outside check mode the names that they are given are kept in the slots file.
      - V(rendered) returns the commands that would make an exchange that is new from the factory so.
        No session is opened.
      - V(parsed) reads the listing in O(running_config) and returns its hunt groups as a site file would
        hold them. No session is opened.
    type: str
    default: present
    choices: [present, absent, merged, replaced, overridden, deleted, gathered, rendered, parsed]
  name:
    description:
      - The group's name.
      - Which hunt group the task is about, when it is a single one.
    type: str
  display_name:
    description:
      - The name that the exchange holds for the group.
      - Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means the name,
        when it fits.
    type: str
  pilot:
    description:
      - The number that is dialled to reach the group, in quotes.
      - 'Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means none:
        the group can be reached through its members and routes only.'
    type: str
  distribution:
    description:
      - Who is rung first. V(priority) always begins with the first member, V(circular) with the one after
        the last one that was rung.
      - Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means V(priority).
    type: str
    choices: [priority, circular]
  members:
    description:
      - The extensions of the members, in the order in which they are rung.
      - Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means the users
        whose hunt_group names this group.
    type: list
    elements: str
  config:
    description:
      - The hunt groups, when it is more than one. Complete under O(state=overridden). Not together with
        the fields of a single hunt group.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - The group's name.
        type: str
        required: true
      display_name:
        description:
          - The name that the exchange holds for the group.
          - Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means the
            name, when it fits.
        type: str
      pilot:
        description:
          - The number that is dialled to reach the group, in quotes.
          - 'Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means
            none: the group can be reached through its members and routes only.'
        type: str
      distribution:
        description:
          - Who is rung first. V(priority) always begins with the first member, V(circular) with the one
            after the last one that was rung.
          - Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means V(priority).
        type: str
        choices: [priority, circular]
      members:
        description:
          - The extensions of the members, in the order in which they are rung.
          - Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means the
            users whose hunt_group names this group.
        type: list
        elements: str
  running_config:
    description:
      - What O(state=parsed) reads, the text of a listing, a row a line, such as C(15-01-01 101 = Resepsjon).
        Not together with anything else.
    type: str
"""

EXAMPLES = r"""
- name: A hunt group that rings in turn
  sentral.nec.pbx_hunt_group:
    name: Ordre
    pilot: "180"
    distribution: circular
    members: ["102", "103", "104"]

- name: Other members, and the rest as it is
  sentral.nec.pbx_hunt_group:
    name: Ordre
    members: ["102", "104", "106"]

- name: Two hunt groups in one plan and one session
  sentral.nec.pbx_hunt_group:
    config:
      - {name: Salg, pilot: "181", distribution: circular, members: ["110", "111", "112"]}
      - {name: Regnskap, pilot: "182", members: ["113", "114"]}

- name: A hunt group that nobody needs any more
  sentral.nec.pbx_hunt_group:
    name: Regnskap
    state: absent

- name: Ask which hunt groups there are
  sentral.nec.pbx_hunt_group:
    state: gathered
  register: hunt_groups
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
  sample: {hunt_groups: []}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample:
    hunt_groups:
      - {name: Ordre, pilot: '180', distribution: circular, members: ['102', '104']}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample:
    - free the factory's number 180 on the unused port 80
    - 'add hunt group Ordre as department group 2: pilot 180, circular'
    - 'hunt group Ordre: members 102, 104'
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample:
    - WRITE 11-02-01 80 =
    - WRITE 11-07-01 2 = 180
    - WRITE 16-01-01 2 = Ordre
    - WRITE 16-01-02 2 = 1
    - WRITE 16-02-01 102 = 2
    - WRITE 16-02-02 102 = 1
    - WRITE 16-02-01 104 = 2
    - WRITE 16-02-02 104 = 2
plan_hash:
  description: SHA-256 of the plan. The same input gives the same plan, byte for byte.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: 0772cc630ba13f3e22182aad004040606051a35a5f26f1ca4cfffba2b6f6736b
summary:
  description: How many objects and commands, in one line.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: 'fjordfisk: 3 changes, 8 commands'
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
      sample: ''
    after:
      description: What is there and was not, or was otherwise.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: |
        hunt_groups:
        - name: Ordre
          pilot: '180'
          distribution: circular
          members: ['102', '104']
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
  sample:
    hunt_groups:
      - {name: Ordre, pilot: '180', distribution: circular, members: ['102', '104']}
rendered:
  description: The commands that would make an exchange that is new from the factory so, in order.
  returned: when state is rendered
  type: list
  elements: str
  sample: [WRITE 11-07-01 2 = 180, WRITE 16-01-01 2 = Ordre, WRITE 16-01-02 2 = 1]
parsed:
  description: What the listing holds, by kind, as a site file would hold it.
  returned: when state is parsed
  type: dict
  sample:
    hunt_groups:
      - {name: Ordre, pilot: '180', distribution: circular, members: ['102', '104']}
"""
