#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_incoming_route; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_incoming_route
short_description: Incoming routes of an NEC telephone exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Adds, changes and deletes incoming routes, which say where the calls to a public number lead, open
    and closed.
  - The exchange stores the last digits of a number only, four by default. Two numbers on a trunk group
    must differ in them.
  - With a schedule, the trunks of the route's trunk group must follow it.
  - A greeting accepts digits from the caller, so what comes after it must be said.
  - A route with O(trunks) is a direct line, whose calls have no number. It leads to telephones, a hunt
    group, a queue or the voice mail, and at most one step after that; not to a greeting.
  - The route of every other number of a trunk group, such as V(*1), is the last place that its calls
    go to.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
seealso:
  - module: sentral.nec.pbx_site
  - module: sentral.nec.pbx_schedule
  - module: sentral.nec.pbx_queue
  - module: sentral.nec.pbx_hunt_group
  - module: sentral.nec.pbx_greeting
options:
  state:
    description:
      - What is wanted.
      - V(present) makes sure that each incoming route is there, with the fields that are given. Fields
        left out stay as they are. It is the same as V(merged).
      - V(absent) makes sure that each incoming route is not there. Only O(number) counts. It is the same
        as V(deleted).
      - V(merged) makes sure that each incoming route is there, with the fields that are given. Fields
        left out stay as they are, and nothing is deleted.
      - V(replaced) makes sure that each incoming route is exactly what is given. Fields left out take
        the platform's defaults. Other incoming routes stay as they are.
      - V(overridden) makes sure that there are the incoming routes that are given and no others. Every
        other one is deleted, and fields left out take the platform's defaults.
      - V(deleted) makes sure that each incoming route is not there. Only O(number) counts.
      - V(gathered) changes nothing on the exchange and returns its incoming routes as a site file would
        hold them. Outside check mode the names that they are given are kept in the slots file.
      - V(rendered) returns the commands that would make an exchange that is new from the factory so.
        No session is opened.
      - V(parsed) reads the listing in O(running_config) and returns its incoming routes as a site file
        would hold them. No session is opened.
    type: str
    default: present
    choices: [present, absent, merged, replaced, overridden, deleted, gathered, rendered, parsed]
  number:
    description:
      - The full public number that is called, in quotes. V(*1) is every other number of trunk group 1,
        and where its calls go in the end when nobody takes them. A direct line that nobody has given
        its number yet is called by its first trunk, such as V(trunk-5).
      - Which incoming route the task is about, when it is a single one.
    type: str
  name:
    description:
      - The name of the route.
      - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means none.
    type: str
  trunk_group:
    description:
      - The trunk group that the calls come in on.
      - 'Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
        none: the calls come in on the trunks of a direct line.'
      - Either this or C(trunks).
    type: int
  trunks:
    description:
      - The trunks of a direct line, such as V(["5"]), instead of a trunk group.
      - 'Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
        none: the calls come in on a trunk group.'
      - Either this or C(trunk_group).
    type: list
    elements: str
  schedule:
    description:
      - The name of the schedule that says when it is open.
      - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means always
        open.
      - Needs C(closed).
    type: str
  open:
    description:
      - 'Where calls lead while it is open, such as C({queue: Sales}).'
      - Needed for a new incoming route, and with O(state=replaced) or O(state=overridden).
    type: dict
    suboptions:
      user:
        description:
          - The extension of a user, in quotes.
        type: str
      hunt_group:
        description:
          - The name of a hunt group.
        type: str
      queue:
        description:
          - The name of a queue.
        type: str
      mailbox:
        description:
          - The number of a mailbox, in quotes.
        type: str
      greeting:
        description:
          - The name of a greeting, which is played.
        type: str
      answering_position:
        description:
          - The name of an answering position.
        type: str
      ring:
        description:
          - Extensions that ring together, such as V(["101", "102"]).
        type: list
        elements: str
      number:
        description:
          - Another number, as the exchange dials it, in quotes.
        type: str
      voice_mail:
        description:
          - V(true) for the voice mail, which chooses the mailbox itself.
        type: bool
      disconnect:
        description:
          - V(true) for nowhere, calls are cut. Only where calls to other numbers lead.
        type: bool
      then:
        description:
          - 'What comes after it: another destination, or V(disconnect). A greeting needs it.'
        type: raw
  closed:
    description:
      - 'Where calls lead while it is closed, such as C({greeting: closed, then: disconnect}). Needed
        with a schedule.'
      - 'Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
        nowhere: without a schedule it is always open.'
      - Needs C(schedule).
    type: dict
    suboptions:
      user:
        description:
          - The extension of a user, in quotes.
        type: str
      hunt_group:
        description:
          - The name of a hunt group.
        type: str
      queue:
        description:
          - The name of a queue.
        type: str
      mailbox:
        description:
          - The number of a mailbox, in quotes.
        type: str
      greeting:
        description:
          - The name of a greeting, which is played.
        type: str
      answering_position:
        description:
          - The name of an answering position.
        type: str
      ring:
        description:
          - Extensions that ring together, such as V(["101", "102"]).
        type: list
        elements: str
      number:
        description:
          - Another number, as the exchange dials it, in quotes.
        type: str
      voice_mail:
        description:
          - V(true) for the voice mail, which chooses the mailbox itself.
        type: bool
      disconnect:
        description:
          - V(true) for nowhere, calls are cut. Only where calls to other numbers lead.
        type: bool
      then:
        description:
          - 'What comes after it: another destination, or V(disconnect). A greeting needs it.'
        type: raw
  other_numbers:
    description:
      - 'For a route such as V(*1): whether calls to numbers that no route has go there too. Without,
        they are cut off, and only calls that nobody took go there.'
      - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means V(true).
    type: bool
  time_tables:
    description:
      - Whether the number is routed by time on its own, instead of by the night mode of its trunks, which
        need not follow its schedule then. All numbers of a trunk group or none. It works only after somebody
        has activated the tables at a telephone, which Sentral cannot do; the plan says which.
      - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means V(false).
      - Needs C(trunk_group).
    type: bool
  config:
    description:
      - The incoming routes, when it is more than one. Complete under O(state=overridden). Not together
        with the fields of a single incoming route.
    type: list
    elements: dict
    suboptions:
      number:
        description:
          - The full public number that is called, in quotes. V(*1) is every other number of trunk group
            1, and where its calls go in the end when nobody takes them. A direct line that nobody has
            given its number yet is called by its first trunk, such as V(trunk-5).
        type: str
        required: true
      name:
        description:
          - The name of the route.
          - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
            none.
        type: str
      trunk_group:
        description:
          - The trunk group that the calls come in on.
          - 'Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
            none: the calls come in on the trunks of a direct line.'
          - Either this or C(trunks).
        type: int
      trunks:
        description:
          - The trunks of a direct line, such as V(["5"]), instead of a trunk group.
          - 'Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
            none: the calls come in on a trunk group.'
          - Either this or C(trunk_group).
        type: list
        elements: str
      schedule:
        description:
          - The name of the schedule that says when it is open.
          - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
            always open.
          - Needs C(closed).
        type: str
      open:
        description:
          - 'Where calls lead while it is open, such as C({queue: Sales}).'
          - Needed for a new incoming route, and with O(state=replaced) or O(state=overridden).
        type: dict
        suboptions:
          user:
            description:
              - The extension of a user, in quotes.
            type: str
          hunt_group:
            description:
              - The name of a hunt group.
            type: str
          queue:
            description:
              - The name of a queue.
            type: str
          mailbox:
            description:
              - The number of a mailbox, in quotes.
            type: str
          greeting:
            description:
              - The name of a greeting, which is played.
            type: str
          answering_position:
            description:
              - The name of an answering position.
            type: str
          ring:
            description:
              - Extensions that ring together, such as V(["101", "102"]).
            type: list
            elements: str
          number:
            description:
              - Another number, as the exchange dials it, in quotes.
            type: str
          voice_mail:
            description:
              - V(true) for the voice mail, which chooses the mailbox itself.
            type: bool
          disconnect:
            description:
              - V(true) for nowhere, calls are cut. Only where calls to other numbers lead.
            type: bool
          then:
            description:
              - 'What comes after it: another destination, or V(disconnect). A greeting needs it.'
            type: raw
      closed:
        description:
          - 'Where calls lead while it is closed, such as C({greeting: closed, then: disconnect}). Needed
            with a schedule.'
          - 'Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
            nowhere: without a schedule it is always open.'
          - Needs C(schedule).
        type: dict
        suboptions:
          user:
            description:
              - The extension of a user, in quotes.
            type: str
          hunt_group:
            description:
              - The name of a hunt group.
            type: str
          queue:
            description:
              - The name of a queue.
            type: str
          mailbox:
            description:
              - The number of a mailbox, in quotes.
            type: str
          greeting:
            description:
              - The name of a greeting, which is played.
            type: str
          answering_position:
            description:
              - The name of an answering position.
            type: str
          ring:
            description:
              - Extensions that ring together, such as V(["101", "102"]).
            type: list
            elements: str
          number:
            description:
              - Another number, as the exchange dials it, in quotes.
            type: str
          voice_mail:
            description:
              - V(true) for the voice mail, which chooses the mailbox itself.
            type: bool
          disconnect:
            description:
              - V(true) for nowhere, calls are cut. Only where calls to other numbers lead.
            type: bool
          then:
            description:
              - 'What comes after it: another destination, or V(disconnect). A greeting needs it.'
            type: raw
      other_numbers:
        description:
          - 'For a route such as V(*1): whether calls to numbers that no route has go there too. Without,
            they are cut off, and only calls that nobody took go there.'
          - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
            V(true).
        type: bool
      time_tables:
        description:
          - Whether the number is routed by time on its own, instead of by the night mode of its trunks,
            which need not follow its schedule then. All numbers of a trunk group or none. It works only
            after somebody has activated the tables at a telephone, which Sentral cannot do; the plan
            says which.
          - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it means
            V(false).
          - Needs C(trunk_group).
        type: bool
  running_config:
    description:
      - What O(state=parsed) reads, the text of a listing, a row a line, such as C(15-01-01 101 = Resepsjon).
        Not together with anything else.
    type: str
"""

EXAMPLES = r"""
- name: The main number, to the queue by day and to a greeting otherwise
  sentral.nec.pbx_incoming_route:
    number: "22 33 44 55"
    name: Hovednummer
    trunk_group: 1
    schedule: åpningstid
    open: {queue: Salg}
    closed: {greeting: stengt, then: disconnect}

- name: Two numbers in one plan and one session
  sentral.nec.pbx_incoming_route:
    config:
      - {number: "22334456", trunk_group: 1, open: {user: "105"}}
      - {number: "22334457", trunk_group: 1, open: {ring: ["106", "107"], then: {mailbox: "106"}}}

- name: The line of the lift, and what takes the calls to numbers that nobody has
  sentral.nec.pbx_incoming_route:
    config:
      - {number: "22334499", trunks: ["30"], open: {user: "105", then: {user: "106"}}}
      - {number: "*1", trunk_group: 1, schedule: åpningstid, open: {user: "105"}, closed: {disconnect: true}}

- name: A number that is given back
  sentral.nec.pbx_incoming_route:
    number: "22334457"
    state: absent

- name: Ask which incoming routes there are
  sentral.nec.pbx_incoming_route:
    state: gathered
  register: incoming_routes
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
  sample: {incoming_routes: [{number: '22334456', trunk_group: 1, open: {user: '105'}}]}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {incoming_routes: [{number: '22334456', trunk_group: 1, open: {user: '106'}}]}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: ['change incoming route 22334456: open user 106 instead of user 105']
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [WRITE 22-11-02 1 = 106]
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
        incoming_routes:
        - number: '22334456'
          trunk_group: 1
          open: {user: '105'}
    after:
      description: What is there and was not, or was otherwise.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: |
        incoming_routes:
        - number: '22334456'
          trunk_group: 1
          open: {user: '106'}
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
  sample: {incoming_routes: [{number: '22334456', trunk_group: 1, open: {user: '105'}}]}
rendered:
  description: The commands that would make an exchange that is new from the factory so, in order.
  returned: when state is rendered
  type: list
  elements: str
  sample: [WRITE 22-11-01 1 = 4456, WRITE 22-11-02 1 = 105]
parsed:
  description: What the listing holds, by kind, as a site file would hold it.
  returned: when state is parsed
  type: dict
  sample: {incoming_routes: [{number: '4456', trunk_group: 1, open: {user: '105'}}]}
"""
