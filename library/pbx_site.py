#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_site; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_site
short_description: Everything of one NEC telephone exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Makes an exchange what its site file says, in one snapshot, one plan, one session and one journal.
  - A key that is absent is not managed. A key that is present, even as an empty list, is complete under
    O(state=overridden).
  - With O(config) neither the site file nor the inventory variable C(pbx_config) is looked at.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
requirements:
  - holidays
  - numpy
  - soundfile
  - soxr
notes:
  - 'Inventory variable C(pbx_config): the same keys as in the site file, inline, for a small site. Without
    it the site file is read, which may hold C(!vault) values.'
seealso:
  - module: sentral.nec.pbx_site_info
  - module: sentral.nec.pbx_user
  - module: sentral.nec.pbx_hunt_group
  - module: sentral.nec.pbx_greeting
  - module: sentral.nec.pbx_schedule
options:
  state:
    description:
      - What is wanted.
      - V(merged) makes sure that every object is there, with the fields that are given. Fields left out
        stay as they are, and nothing is deleted.
      - V(overridden) makes sure that, of each kind that is given, there are the objects that are given
        and no others. Every other one is deleted, and fields left out take the platform's defaults. Kinds
        that are not given stay as they are.
      - V(deleted) makes sure that the objects are not there. Only the field that identifies each of them
        counts. Without O(config) these are all objects of the site file.
      - V(gathered) changes nothing on the exchange and returns what it holds as a site file would hold
        it. Outside check mode the names that objects are given are kept in the slots file.
    type: str
    default: merged
    choices: [merged, overridden, deleted, gathered]
  config:
    description:
      - What the exchange should do. The default is the inventory variable C(pbx_config), else the site
        file.
    type: dict
    suboptions:
      users:
        description:
          - The users.
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
              - Left out of a new user, or with O(state=overridden), it means none, unless a hunt group
                lists the extension as a member.
            type: str
      hunt_groups:
        description:
          - The hunt groups.
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
              - Left out of a new hunt group, or with O(state=overridden), it means the name, when it
                fits.
            type: str
          pilot:
            description:
              - The number that is dialled to reach the group, in quotes.
              - 'Left out of a new hunt group, or with O(state=overridden), it means none: the group can
                be reached through its members and routes only.'
            type: str
          distribution:
            description:
              - Who is rung first. V(priority) always begins with the first member, V(circular) with the
                one after the last one that was rung.
              - Left out of a new hunt group, or with O(state=overridden), it means V(priority).
            type: str
            choices: [priority, circular]
          members:
            description:
              - The extensions of the members, in the order in which they are rung.
              - Left out of a new hunt group, or with O(state=overridden), it means the users whose hunt_group
                names this group.
            type: list
            elements: str
      greetings:
        description:
          - The greetings.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - The greeting's name.
            type: str
            required: true
          audio:
            description:
              - The audio file, beside the site file or the inventory. It is converted to the exchange's
                format. V(sha256:...) instead of a file means the recording with that checksum, which
                must be there already.
              - Needed for a new greeting, and with O(state=overridden).
            type: str
          message:
            description:
              - The number of the message on the exchange.
              - Left out of a new greeting, or with O(state=overridden), it means the message that holds
                the greeting; a new greeting gets the lowest free one.
            type: int
      schedules:
        description:
          - The schedules.
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
              - 'Left out of a new schedule, or with O(state=overridden), it means none: the schedule
                is programmed and switches nothing.'
            type: list
            elements: str
          weekly:
            description:
              - 'The opening hours of each weekday, such as C({monday: ["08:00-16:00"]}). A day left out
                is closed.'
              - Left out of a new schedule, or with O(state=overridden), it means closed on every day.
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
              - 'The calendar of public holidays, such as C({calendar: "NO"}). The exchange is closed
                on them.'
              - Left out of a new schedule, or with O(state=overridden), it means no holidays.
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
              - Left out of a new schedule, or with O(state=overridden), it means no exceptions.
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
                  - When it is open on that date; an empty list means closed.
                type: list
                elements: str
                required: true
  plan:
    description:
      - A plan that was saved with O(save_plan) and reviewed, as a path relative to the inventory.
      - It is made again from the desired state and the exchange as it is now. Nothing is changed unless
        that gives the reviewed plan, byte for byte. What is sent never comes from the file.
    type: str
  save_plan:
    description:
      - Where to save the plan, as a path relative to the inventory. C(.json) is what O(plan) takes, and
        C(.md) beside it is for a pull request.
      - Saved before anything is changed, and also in check mode.
    type: str
  show_plan:
    description: Whether the plan is shown in words before anything is changed.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Make the exchange what its site file says
  sentral.nec.pbx_site:
    state: overridden

- name: Save the plan for a pull request, and change nothing
  sentral.nec.pbx_site:
    state: overridden
    save_plan: "plans/{{ inventory_hostname }}"
    show_plan: true
  check_mode: true

- name: Do what was reviewed, or nothing
  sentral.nec.pbx_site:
    state: overridden
    plan: "plans/{{ inventory_hostname }}.json"

- name: A new employee and a greeting for the summer, and nothing else
  sentral.nec.pbx_site:
    config:
      users:
        - {extension: "107", name: Ingrid Viken}
      hunt_groups:
        - {name: Ordre, members: ["102", "103", "104", "107"]}
      greetings:
        - {name: ferie, audio: greetings/ferie.wav}

- name: A whole small site
  sentral.nec.pbx_site:
    state: overridden
    config:
      users:
        - {extension: "101", name: Resepsjon}
        - {extension: "102", name: Kari Nordmann, display_name: Kari N}
        - {extension: "103", name: Ola Fiskerstrand, display_name: Ola F}
      hunt_groups:
        - {name: Ordre, pilot: "180", distribution: circular, members: ["102", "103"]}
      greetings:
        - {name: velkommen, message: 1, audio: greetings/velkommen.wav}
        - {name: stengt, message: 2, audio: greetings/stengt.wav}
      schedules:
        - name: åpningstid
          trunks: ["1-4"]
          weekly:
            monday: ["08:00-16:00"]
            tuesday: ["08:00-16:00"]
            wednesday: ["08:00-16:00"]
            thursday: ["08:00-16:00"]
            friday: ["08:00-15:00"]
          holidays: {calendar: "NO"}
          exceptions: [{date: "2026-12-23", open: ["08:00-12:00"]}]

- name: Begin with what the exchange holds
  sentral.nec.pbx_site:
    state: gathered
  register: exchange

- name: Delete what a project needed
  sentral.nec.pbx_site:
    state: deleted
    config:
      users: [{extension: "107"}]
      greetings: [{name: ferie}]
"""

RETURN = r"""
plan:
  description: The plan as a document, as O(save_plan) saves it.
  returned: unless state is gathered
  type: dict
  contains:
    format:
      description: Version of the document.
      returned: unless state is gathered
      type: int
      sample: 1
    exchange:
      description: Name of the exchange in the inventory.
      returned: unless state is gathered
      type: str
      sample: fjordfisk
    platform:
      description: Platform that the inventory declares.
      returned: unless state is gathered
      type: str
      sample: sv9100
    model:
      description: Model that the exchange reports.
      returned: unless state is gathered
      type: str
      sample: SV9100
    software:
      description: Software version that the exchange reports.
      returned: unless state is gathered
      type: str
      sample: '12.00'
    profile_hash:
      description: SHA-256 of the platform's tables.
      returned: unless state is gathered
      type: str
      sample: e73679213c13c069b6e635a6e320fc6406a848f3ddc82fc4d99b54d9f431b649
    before_hash:
      description: SHA-256 of what the exchange held.
      returned: unless state is gathered
      type: str
      sample: 13bf1ff0450d1f43f5d9c15759cbcee0f2a3447fbfe048a47007e5adf66c3c35
    desired_hash:
      description: SHA-256 of the desired state.
      returned: unless state is gathered
      type: str
      sample: e96b03f8ba1319fb6cf8d02a9113a9e94766e2cba1341451f443c37b11030da0
    state:
      description: The state that was asked for.
      returned: unless state is gathered
      type: str
      sample: overridden
    today:
      description: The day for which dates are planned.
      returned: unless state is gathered
      type: str
      sample: '2026-11-23'
    operations:
      description: What is done, in order.
      returned: unless state is gathered
      type: list
      elements: dict
      contains:
        id:
          description: The same in every plan that does the same.
          returned: unless state is gathered
          type: str
          sample: users/101/add
        kind:
          description: Kind of the object.
          returned: unless state is gathered
          type: str
          sample: users
        object:
          description: What identifies the object.
          returned: unless state is gathered
          type: str
          sample: '101'
        action:
          description: What is done with it, in a word.
          returned: unless state is gathered
          type: str
          sample: add
        sentence:
          description: What is done with it, in a sentence.
          returned: unless state is gathered
          type: str
          sample: add user 101 Resepsjon on port 1
        commands:
          description: The commands that do it.
          returned: unless state is gathered
          type: list
          elements: str
          sample: [WRITE 15-01-01 101 = Resepsjon]
        undo:
          description: The commands that undo it, in the order in which they are sent.
          returned: unless state is gathered
          type: list
          elements: str
          sample: [WRITE 15-01-01 101 =]
    slots:
      description: Which slot holds which name, by kind.
      returned: unless state is gathered
      type: dict
      sample:
        users: {Resepsjon: 1}
    warnings:
      description: What is worth knowing before it is done.
      returned: unless state is gathered
      type: list
      elements: str
      sample: []
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
  sample: {users: []}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered
  type: dict
  sample: {users: [{extension: '101', name: Resepsjon, port: 1}]}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered
  type: list
  elements: str
  sample: [add user 101 Resepsjon on port 1]
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered
  type: list
  elements: str
  sample: [WRITE 15-01-01 101 = Resepsjon]
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
        - {extension: '101', name: Resepsjon, port: 1}
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
    users:
      - {extension: '101', name: Resepsjon}
    hunt_groups: []
    greetings: []
    schedules: []
"""
