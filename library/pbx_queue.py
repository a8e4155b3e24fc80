#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_queue; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_queue
short_description: Queues of an NEC telephone exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Adds, changes and deletes queues, which the SV9100 calls ACD groups. Callers wait in a queue until
    one of its agents is free.
  - The hours of all queues are one weekly table of the exchange, without dates. Holidays are closed on
    the routes that lead to the queue.
  - Announcements do not play on calls to the pilot. A route to a queue with announcements leads through
    a ring group.
  - A queue overflows to another queue, a mailbox, telephones that ring together or an entry of the speed
    dial table. Not to a hunt group.
  - The exchange stores no name. A queue is found by its name in the slots file, else by its pilot number.
    A new one gets the lowest free ACD group.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
seealso:
  - module: sentral.nec.pbx_site
  - module: sentral.nec.pbx_greeting
  - module: sentral.nec.pbx_incoming_route
  - module: sentral.nec.pbx_mailbox
options:
  state:
    description:
      - What is wanted.
      - V(present) makes sure that each queue is there, with the fields that are given. Fields left out
        stay as they are. It is the same as V(merged).
      - V(absent) makes sure that each queue is not there. Only O(name) counts. It is the same as V(deleted).
      - V(merged) makes sure that each queue is there, with the fields that are given. Fields left out
        stay as they are, and nothing is deleted.
      - V(replaced) makes sure that each queue is exactly what is given. Fields left out take the platform's
        defaults. Other queues stay as they are.
      - V(overridden) makes sure that there are the queues that are given and no others. Every other one
        is deleted, and fields left out take the platform's defaults.
      - V(deleted) makes sure that each queue is not there. Only O(name) counts.
      - V(gathered) changes nothing on the exchange and returns its queues as a site file would hold them.
        Outside check mode the names that they are given are kept in the slots file.
      - V(rendered) returns the commands that would make an exchange that is new from the factory so.
        No session is opened.
      - V(parsed) reads the listing in O(running_config) and returns its queues as a site file would hold
        them. No session is opened.
    type: str
    default: present
    choices: [present, absent, merged, replaced, overridden, deleted, gathered, rendered, parsed]
  name:
    description:
      - The queue's name.
      - Which queue the task is about, when it is a single one.
    type: str
  pilot:
    description:
      - The number that is dialled to reach the queue, in quotes.
      - 'Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means none: the
        queue can be reached through routes and overflows only.'
    type: str
  agents:
    description:
      - The extensions of the agents who answer.
      - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means no agents.
    type: list
    elements: str
  hours:
    description:
      - 'When the queue is open on each weekday, such as C({monday: ["08:00-16:00"]}). A day left out
        is closed. The exchange holds no dates for queues: holidays are closed on the routes that lead
        here.'
      - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means always open.
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
  announcements:
    description:
      - 'What callers hear while they wait, such as C([{greeting: please-wait, after: 10, repeat: 3}]),
        two at most. They are messages of the VRS; those of InMail and of ACI ports cannot be said.'
      - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means no announcements.
    type: list
    elements: dict
    suboptions:
      greeting:
        description:
          - The name of the greeting.
        type: str
        required: true
      after:
        description:
          - How many seconds a caller has waited when the first announcement starts. A second one follows
            the first. Left out, it starts at once.
        type: int
      repeat:
        description:
          - How many times it is played. Left out, once.
        type: int
      queue_depth:
        description:
          - Whether the exchange says after it how many callers wait. Left out, it does not.
        type: bool
  waiting_tone:
    description:
      - What callers hear between the announcements.
      - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means V(ringback).
    type: str
    choices: [ringback, music, background_music]
  overflow:
    description:
      - 'Where callers go that have waited for some seconds, such as C({after: 60, to: {mailbox: "190"}}),
        or C({after: 60, to: [{queue: Help}, {queue: Night}]}) with several queues in the order of preference.'
      - 'Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means nowhere:
        they wait.'
    type: dict
    suboptions:
      after:
        description:
          - How many seconds a caller has waited by then.
        type: int
        required: true
      to:
        description:
          - 'Where the caller goes; not to a hunt group. One place, such as C({queue: Help}), C({mailbox:
            "190"}), C({ring: ["101", "102"]}) or C({speed_dial: 17}). Or a list of up to seven queues
            in the order of preference, such as C([{queue: Help}, {queue: Night}]), in which the mailbox
            may come last. A mailbox is that of the queue''s own pilot.'
        type: raw
        required: true
  limit:
    description:
      - 'How many callers may wait, such as C({calls: 10, when_full: busy}).'
      - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means no limit.
    type: dict
    suboptions:
      calls:
        description:
          - How many callers may wait, 1 to 400; SV8100 1 to 200, SL2100 1 to 128, SL1100 1 to 84.
        type: int
        required: true
      when_full:
        description:
          - Who leaves when one more calls. V(busy) gives the new caller the busy tone, V(last) lets the
            last one overflow, V(longest) the one who has waited longest. Left out, it is V(busy).
        type: str
        choices: [busy, last, longest]
  disconnect_after:
    description:
      - How many seconds after the last announcement a waiting caller is disconnected.
      - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means 60 seconds.
    type: int
  config:
    description:
      - The queues, when it is more than one. Complete under O(state=overridden). Not together with the
        fields of a single queue.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - The queue's name.
        type: str
        required: true
      pilot:
        description:
          - The number that is dialled to reach the queue, in quotes.
          - 'Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means none:
            the queue can be reached through routes and overflows only.'
        type: str
      agents:
        description:
          - The extensions of the agents who answer.
          - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means no agents.
        type: list
        elements: str
      hours:
        description:
          - 'When the queue is open on each weekday, such as C({monday: ["08:00-16:00"]}). A day left
            out is closed. The exchange holds no dates for queues: holidays are closed on the routes that
            lead here.'
          - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means always
            open.
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
      announcements:
        description:
          - 'What callers hear while they wait, such as C([{greeting: please-wait, after: 10, repeat:
            3}]), two at most. They are messages of the VRS; those of InMail and of ACI ports cannot be
            said.'
          - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means no announcements.
        type: list
        elements: dict
        suboptions:
          greeting:
            description:
              - The name of the greeting.
            type: str
            required: true
          after:
            description:
              - How many seconds a caller has waited when the first announcement starts. A second one
                follows the first. Left out, it starts at once.
            type: int
          repeat:
            description:
              - How many times it is played. Left out, once.
            type: int
          queue_depth:
            description:
              - Whether the exchange says after it how many callers wait. Left out, it does not.
            type: bool
      waiting_tone:
        description:
          - What callers hear between the announcements.
          - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means V(ringback).
        type: str
        choices: [ringback, music, background_music]
      overflow:
        description:
          - 'Where callers go that have waited for some seconds, such as C({after: 60, to: {mailbox: "190"}}),
            or C({after: 60, to: [{queue: Help}, {queue: Night}]}) with several queues in the order of
            preference.'
          - 'Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means nowhere:
            they wait.'
        type: dict
        suboptions:
          after:
            description:
              - How many seconds a caller has waited by then.
            type: int
            required: true
          to:
            description:
              - 'Where the caller goes; not to a hunt group. One place, such as C({queue: Help}), C({mailbox:
                "190"}), C({ring: ["101", "102"]}) or C({speed_dial: 17}). Or a list of up to seven queues
                in the order of preference, such as C([{queue: Help}, {queue: Night}]), in which the mailbox
                may come last. A mailbox is that of the queue''s own pilot.'
            type: raw
            required: true
      limit:
        description:
          - 'How many callers may wait, such as C({calls: 10, when_full: busy}).'
          - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means no limit.
        type: dict
        suboptions:
          calls:
            description:
              - How many callers may wait, 1 to 400; SV8100 1 to 200, SL2100 1 to 128, SL1100 1 to 84.
            type: int
            required: true
          when_full:
            description:
              - Who leaves when one more calls. V(busy) gives the new caller the busy tone, V(last) lets
                the last one overflow, V(longest) the one who has waited longest. Left out, it is V(busy).
            type: str
            choices: [busy, last, longest]
      disconnect_after:
        description:
          - How many seconds after the last announcement a waiting caller is disconnected.
          - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means 60 seconds.
        type: int
  running_config:
    description:
      - What O(state=parsed) reads, the text of a listing, a row a line, such as C(15-01-01 101 = Resepsjon).
        Not together with anything else.
    type: str
"""

EXAMPLES = r"""
- name: A queue with two announcements, and the mailbox after a minute
  sentral.nec.pbx_queue:
    name: Salg
    pilot: "190"
    agents: ["103", "104", "105"]
    hours:
      monday: ["08:00-16:00"]
      tuesday: ["08:00-16:00"]
      wednesday: ["08:00-16:00"]
      thursday: ["08:00-16:00"]
      friday: ["08:00-15:00"]
    announcements:
      - {greeting: vent litt, after: 10, repeat: 3}
      - {greeting: fortsatt opptatt, repeat: 5}
    waiting_tone: music
    overflow: {after: 60, to: {mailbox: "190"}}
    limit: {calls: 10, when_full: busy}

- name: Other agents, and the rest as it is
  sentral.nec.pbx_queue:
    name: Salg
    agents: ["103", "104", "106"]

- name: A queue that nobody needs any more
  sentral.nec.pbx_queue:
    name: Salg
    state: absent

- name: Ask which queues there are
  sentral.nec.pbx_queue:
    state: gathered
  register: queues
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
  sample: {queues: [{name: Salg, pilot: '190', agents: ['103', '104']}]}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {queues: [{name: Salg, pilot: '190', agents: ['103', '104'], waiting_tone: music}]}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: ['change queue Salg: waiting tone music instead of the default']
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [WRITE 41-11-06 1 = 1]
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
        queues:
        - name: Salg
          pilot: '190'
          agents: ['103', '104']
    after:
      description: What is there and was not, or was otherwise.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: |
        queues:
        - name: Salg
          pilot: '190'
          agents: ['103', '104']
          waiting_tone: music
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
  sample: {queues: [{name: Salg, pilot: '190', agents: ['103', '104']}]}
rendered:
  description: The commands that would make an exchange that is new from the factory so, in order.
  returned: when state is rendered
  type: list
  elements: str
  sample: [WRITE 11-17-01 1 = 190]
parsed:
  description: What the listing holds, by kind, as a site file would hold it.
  returned: when state is parsed
  type: dict
  sample: {queues: [{name: queue-1, pilot: '190', agents: ['103', '104']}]}
"""
