#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_mailbox; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_mailbox
short_description: Mailboxes of an NEC telephone exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Adds, changes and deletes mailboxes of users, hunt groups and queues.
  - Deleting a mailbox keeps its messages on the exchange. A box that keeps messages of an earlier owner
    is not given to the next one, unless O(accept_kept_messages) says that it may.
  - A mailbox is found by its number. A new one gets the lowest free box.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
seealso:
  - module: sentral.nec.pbx_site
  - module: sentral.nec.pbx_user
  - module: sentral.nec.pbx_queue
  - module: sentral.nec.pbx_greeting
options:
  state:
    description:
      - What is wanted.
      - V(present) makes sure that each mailbox is there, with the fields that are given. Fields left
        out stay as they are. It is the same as V(merged).
      - V(absent) makes sure that each mailbox is not there. Only O(number) counts. It is the same as
        V(deleted).
      - V(merged) makes sure that each mailbox is there, with the fields that are given. Fields left out
        stay as they are, and nothing is deleted.
      - V(replaced) makes sure that each mailbox is exactly what is given. Fields left out take the platform's
        defaults. Other mailboxes stay as they are.
      - V(overridden) makes sure that there are the mailboxes that are given and no others. Every other
        one is deleted, and fields left out take the platform's defaults.
      - V(deleted) makes sure that each mailbox is not there. Only O(number) counts.
      - V(gathered) changes nothing on the exchange and returns its mailboxes as a site file would hold
        them. Outside check mode the names that they are given are kept in the slots file.
      - V(rendered) returns the commands that would make an exchange that is new from the factory so.
        No session is opened.
      - V(parsed) reads the listing in O(running_config) and returns its mailboxes as a site file would
        hold them. No session is opened.
    type: str
    default: present
    choices: [present, absent, merged, replaced, overridden, deleted, gathered, rendered, parsed]
  number:
    description:
      - The number of the mailbox, in quotes.
      - Which mailbox the task is about, when it is a single one.
    type: str
  user:
    description:
      - The extension of the user whose mailbox it is, in quotes.
      - 'Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means none: it
        is the mailbox of a group.'
      - Either this or C(group).
    type: str
  group:
    description:
      - The name of the hunt group or queue whose mailbox it is.
      - 'Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means none: it
        is the mailbox of a user.'
      - Either this or C(user).
    type: str
  greeting:
    description:
      - The name of the greeting that callers hear.
      - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means the greeting
        of the voice mail itself.
    type: str
  messages:
    description:
      - How many messages the mailbox takes.
      - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means 20.
    type: int
  keep_days:
    description:
      - For how many days messages are kept, V(0) for as long as they are not erased.
      - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means V(0).
    type: int
  answers:
    description:
      - The trunks whose calls it takes when the voice mail answers them, and when. Mailboxes share a
        trunk by their hours; one without hours takes the calls at all other times.
      - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means it takes
        no trunk's calls. Trunks that no mailbox names are answered as from the factory.
    type: list
    elements: dict
    suboptions:
      trunks:
        description:
          - The trunks, such as V(["1-4", "7"]).
        type: list
        elements: str
        required: true
      weekly:
        description:
          - Its hours by weekday. Left out together with dates, it takes the calls at all times at which
            no other mailbox does.
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
      dates:
        description:
          - Days of the year with other hours than the weekday's.
        type: list
        elements: dict
        suboptions:
          date:
            description:
              - The date in every year, such as V("12-24"), in quotes.
            type: str
            required: true
          open:
            description:
              - Its hours on that date, instead of the weekday's. An empty list means none.
            type: list
            elements: str
            required: true
  accept_kept_messages:
    description:
      - Whether the messages that an earlier owner left in the box may be heard by this one.
      - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means no.
    type: bool
  config:
    description:
      - The mailboxes, when it is more than one. Complete under O(state=overridden). Not together with
        the fields of a single mailbox.
    type: list
    elements: dict
    suboptions:
      number:
        description:
          - The number of the mailbox, in quotes.
        type: str
        required: true
      user:
        description:
          - The extension of the user whose mailbox it is, in quotes.
          - 'Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means none:
            it is the mailbox of a group.'
          - Either this or C(group).
        type: str
      group:
        description:
          - The name of the hunt group or queue whose mailbox it is.
          - 'Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means none:
            it is the mailbox of a user.'
          - Either this or C(user).
        type: str
      greeting:
        description:
          - The name of the greeting that callers hear.
          - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means the
            greeting of the voice mail itself.
        type: str
      messages:
        description:
          - How many messages the mailbox takes.
          - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means 20.
        type: int
      keep_days:
        description:
          - For how many days messages are kept, V(0) for as long as they are not erased.
          - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means V(0).
        type: int
      answers:
        description:
          - The trunks whose calls it takes when the voice mail answers them, and when. Mailboxes share
            a trunk by their hours; one without hours takes the calls at all other times.
          - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means it takes
            no trunk's calls. Trunks that no mailbox names are answered as from the factory.
        type: list
        elements: dict
        suboptions:
          trunks:
            description:
              - The trunks, such as V(["1-4", "7"]).
            type: list
            elements: str
            required: true
          weekly:
            description:
              - Its hours by weekday. Left out together with dates, it takes the calls at all times at
                which no other mailbox does.
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
          dates:
            description:
              - Days of the year with other hours than the weekday's.
            type: list
            elements: dict
            suboptions:
              date:
                description:
                  - The date in every year, such as V("12-24"), in quotes.
                type: str
                required: true
              open:
                description:
                  - Its hours on that date, instead of the weekday's. An empty list means none.
                type: list
                elements: str
                required: true
      accept_kept_messages:
        description:
          - Whether the messages that an earlier owner left in the box may be heard by this one.
          - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means no.
        type: bool
  running_config:
    description:
      - What O(state=parsed) reads, the text of a listing, a row a line, such as C(15-01-01 101 = Resepsjon).
        Not together with anything else.
    type: str
"""

EXAMPLES = r"""
- name: A mailbox for a user
  sentral.nec.pbx_mailbox:
    number: "103"
    user: "103"

- name: A mailbox for a queue, with a greeting of its own
  sentral.nec.pbx_mailbox:
    number: "190"
    group: Salg
    greeting: legg igjen beskjed
    messages: 50
    keep_days: 30

- name: Who answers four lines when the voice mail takes them, by day and otherwise
  sentral.nec.pbx_mailbox:
    config:
      - number: "190"
        group: Salg
        answers:
          - trunks: ["1-4"]
            weekly: {monday: ["08:00-16:00"], friday: ["08:00-15:00"]}
            dates:
              - {date: "12-24", open: ["08:00-12:00"]}
      - number: "101"
        user: "101"
        answers:
          - trunks: ["1-4"]

- name: A mailbox that nobody needs any more
  sentral.nec.pbx_mailbox:
    number: "103"
    state: absent

- name: Ask which mailboxes there are
  sentral.nec.pbx_mailbox:
    state: gathered
  register: mailboxes
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
  sample: {mailboxes: [{number: '103', user: '103'}]}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {mailboxes: [{number: '103', user: '103', messages: 50}]}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: ['change mailbox 103: messages 50 instead of the default']
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [WRITE 47-02-03 3 = 50]
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
        mailboxes:
        - {number: '103', user: '103'}
    after:
      description: What is there and was not, or was otherwise.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: |
        mailboxes:
        - {number: '103', user: '103', messages: 50}
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
  sample: {mailboxes: [{number: '103', user: '103'}]}
rendered:
  description: The commands that would make an exchange that is new from the factory so, in order.
  returned: when state is rendered
  type: list
  elements: str
  sample: [WRITE 47-02-03 3 = 50]
parsed:
  description: What the listing holds, by kind, as a site file would hold it.
  returned: when state is parsed
  type: dict
  sample: {mailboxes: [{number: '103', user: '103'}]}
"""
