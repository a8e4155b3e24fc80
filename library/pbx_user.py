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
  - Forwarding and keys belong to the telephone's user. They are set when the user is added, and afterwards
    reported and left as they are, unless C(enforce) says otherwise.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
seealso:
  - module: sentral.nec.pbx_site
  - module: sentral.nec.pbx_hunt_group
  - module: sentral.nec.pbx_pickup_group
  - module: sentral.nec.pbx_mailbox
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
      - V(replaced) makes sure that each user is exactly what is given. Fields left out take the platform's
        defaults. Other users stay as they are.
      - V(overridden) makes sure that there are the users that are given and no others. Every other one
        is deleted, and fields left out take the platform's defaults.
      - V(deleted) makes sure that each user is not there. Only O(extension) counts.
      - V(gathered) changes nothing on the exchange and returns its users as a site file would hold them.
        Outside check mode the names that they are given are kept in the slots file.
      - V(rendered) returns the commands that would make an exchange that is new from the factory so.
        No session is opened.
      - V(parsed) reads the listing in O(running_config) and returns its users as a site file would hold
        them. No session is opened.
    type: str
    default: present
    choices: [present, absent, merged, replaced, overridden, deleted, gathered, rendered, parsed]
  extension:
    description:
      - The number that is dialled to reach the user, in quotes.
      - Which user the task is about, when it is a single one.
    type: str
  name:
    description:
      - The user's full name, as the service company writes it.
      - Needed for a new user, and with O(state=replaced) or O(state=overridden).
    type: str
  display_name:
    description:
      - The name that the exchange shows.
      - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the name, when
        it fits.
    type: str
  port:
    description:
      - The port of the exchange that the user's telephone is on.
      - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the port that
        the user has; a new user gets the lowest free one.
      - Not together with C(virtual).
    type: int
  virtual:
    description:
      - Whether the number stands on a virtual port, without a telephone of its own.
      - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means no.
      - Not together with C(port).
    type: bool
  class_of_service:
    description:
      - 'The class of service by mode, such as C({day: 2, night: 5}); C(mode_3) to C(mode_8) where they
        differ. It says what the telephone may use.'
      - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the class that
        the factory gives the extension.
    type: dict
    suboptions:
      day:
        description:
          - In day mode.
        type: int
        required: true
      night:
        description:
          - In night mode. Left out, it is as in day mode.
        type: int
      mode_3:
        description:
          - In mode 3.
        type: int
      mode_4:
        description:
          - In mode 4.
        type: int
      mode_5:
        description:
          - In mode 5.
        type: int
      mode_6:
        description:
          - In mode 6.
        type: int
      mode_7:
        description:
          - In mode 7.
        type: int
      mode_8:
        description:
          - In mode 8.
        type: int
  toll_class:
    description:
      - 'The toll restriction class by mode, such as C({day: 1, night: 7}); C(mode_3) to C(mode_8) where
        they differ. It says which numbers may be called.'
      - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the class that
        the factory gives the extension.
    type: dict
    suboptions:
      day:
        description:
          - In day mode.
        type: int
        required: true
      night:
        description:
          - In night mode. Left out, it is as in day mode.
        type: int
      mode_3:
        description:
          - In mode 3.
        type: int
      mode_4:
        description:
          - In mode 4.
        type: int
      mode_5:
        description:
          - In mode 5.
        type: int
      mode_6:
        description:
          - In mode 6.
        type: int
      mode_7:
        description:
          - In mode 7.
        type: int
      mode_8:
        description:
          - In mode 8.
        type: int
  forward:
    description:
      - 'Where the calls go that the telephone does not take, such as C({busy: "180", no_answer: "180"}).
        One type at a time: all, both_ring, or busy and no_answer. C({}) or V("off") means none.'
      - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means no forwarding.
    type: dict
    suboptions:
      all:
        description:
          - 'Where every call goes. One number in quotes, or C({inside: "180", outside: "0922334455"}).'
        type: raw
      both_ring:
        description:
          - 'What rings together with the telephone. One number in quotes, or C({inside: "180", outside:
            "0922334455"}).'
        type: raw
      busy:
        description:
          - 'Where calls go while the telephone is busy. One number in quotes, or C({inside: "180", outside:
            "0922334455"}).'
        type: raw
      no_answer:
        description:
          - 'Where calls go that nobody answers. One number in quotes, or C({inside: "180", outside: "0922334455"}).'
        type: raw
      enforce:
        description:
          - Whether each run sets back what the telephone's user has changed. Left out, it is set once
            and then reported.
        type: bool
  hunt_group:
    description:
      - The name of the hunt group that the user is a member of, after the members that the group lists.
      - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means none, unless
        a hunt group lists the extension as a member.
    type: str
  pickup_group:
    description:
      - The name of the pickup group that the user is a member of.
      - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means none, unless
        a pickup group lists the extension as a member.
    type: str
  keys:
    description:
      - 'What the function keys of the telephone do, such as C([{key: 5, function: night_mode, data: "1"}]).'
      - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the keys that
        the factory programmes.
    type: list
    elements: dict
    suboptions:
      key:
        description:
          - The number of the key, 1 to 48.
        type: int
        required: true
      function:
        description:
          - What the key does. Either this or code.
        type: str
        choices: [virtual_extension, night_mode, forward_all, forward_busy_no_answer, pickup_own_group,
          pickup_other_group, pickup_any_group, room_monitor, account_code, delayed_announcement, voice_mail]
      code:
        description:
          - What the key does, as the exchange's own code, such as V("01") or V("*05"), in quotes.
        type: str
      data:
        description:
          - What the function is for, such as the number of a virtual extension, V("301"), in quotes.
        type: str
      ring:
        description:
          - How calls to the virtual extension ring. Only for V(virtual_extension).
        type: str
        choices: [at_once, delayed, none]
      enforce:
        description:
          - Whether the key is set back by each run when the telephone's user has programmed it. Left
            out, it is set once and then reported.
        type: bool
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
          - Needed for a new user, and with O(state=replaced) or O(state=overridden).
        type: str
      display_name:
        description:
          - The name that the exchange shows.
          - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the name,
            when it fits.
        type: str
      port:
        description:
          - The port of the exchange that the user's telephone is on.
          - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the port
            that the user has; a new user gets the lowest free one.
          - Not together with C(virtual).
        type: int
      virtual:
        description:
          - Whether the number stands on a virtual port, without a telephone of its own.
          - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means no.
          - Not together with C(port).
        type: bool
      class_of_service:
        description:
          - 'The class of service by mode, such as C({day: 2, night: 5}); C(mode_3) to C(mode_8) where
            they differ. It says what the telephone may use.'
          - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the class
            that the factory gives the extension.
        type: dict
        suboptions:
          day:
            description:
              - In day mode.
            type: int
            required: true
          night:
            description:
              - In night mode. Left out, it is as in day mode.
            type: int
          mode_3:
            description:
              - In mode 3.
            type: int
          mode_4:
            description:
              - In mode 4.
            type: int
          mode_5:
            description:
              - In mode 5.
            type: int
          mode_6:
            description:
              - In mode 6.
            type: int
          mode_7:
            description:
              - In mode 7.
            type: int
          mode_8:
            description:
              - In mode 8.
            type: int
      toll_class:
        description:
          - 'The toll restriction class by mode, such as C({day: 1, night: 7}); C(mode_3) to C(mode_8)
            where they differ. It says which numbers may be called.'
          - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the class
            that the factory gives the extension.
        type: dict
        suboptions:
          day:
            description:
              - In day mode.
            type: int
            required: true
          night:
            description:
              - In night mode. Left out, it is as in day mode.
            type: int
          mode_3:
            description:
              - In mode 3.
            type: int
          mode_4:
            description:
              - In mode 4.
            type: int
          mode_5:
            description:
              - In mode 5.
            type: int
          mode_6:
            description:
              - In mode 6.
            type: int
          mode_7:
            description:
              - In mode 7.
            type: int
          mode_8:
            description:
              - In mode 8.
            type: int
      forward:
        description:
          - 'Where the calls go that the telephone does not take, such as C({busy: "180", no_answer: "180"}).
            One type at a time: all, both_ring, or busy and no_answer. C({}) or V("off") means none.'
          - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means no forwarding.
        type: dict
        suboptions:
          all:
            description:
              - 'Where every call goes. One number in quotes, or C({inside: "180", outside: "0922334455"}).'
            type: raw
          both_ring:
            description:
              - 'What rings together with the telephone. One number in quotes, or C({inside: "180", outside:
                "0922334455"}).'
            type: raw
          busy:
            description:
              - 'Where calls go while the telephone is busy. One number in quotes, or C({inside: "180",
                outside: "0922334455"}).'
            type: raw
          no_answer:
            description:
              - 'Where calls go that nobody answers. One number in quotes, or C({inside: "180", outside:
                "0922334455"}).'
            type: raw
          enforce:
            description:
              - Whether each run sets back what the telephone's user has changed. Left out, it is set
                once and then reported.
            type: bool
      hunt_group:
        description:
          - The name of the hunt group that the user is a member of, after the members that the group
            lists.
          - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means none, unless
            a hunt group lists the extension as a member.
        type: str
      pickup_group:
        description:
          - The name of the pickup group that the user is a member of.
          - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means none, unless
            a pickup group lists the extension as a member.
        type: str
      keys:
        description:
          - 'What the function keys of the telephone do, such as C([{key: 5, function: night_mode, data:
            "1"}]).'
          - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the keys
            that the factory programmes.
        type: list
        elements: dict
        suboptions:
          key:
            description:
              - The number of the key, 1 to 48.
            type: int
            required: true
          function:
            description:
              - What the key does. Either this or code.
            type: str
            choices: [virtual_extension, night_mode, forward_all, forward_busy_no_answer, pickup_own_group,
              pickup_other_group, pickup_any_group, room_monitor, account_code, delayed_announcement,
              voice_mail]
          code:
            description:
              - What the key does, as the exchange's own code, such as V("01") or V("*05"), in quotes.
            type: str
          data:
            description:
              - What the function is for, such as the number of a virtual extension, V("301"), in quotes.
            type: str
          ring:
            description:
              - How calls to the virtual extension ring. Only for V(virtual_extension).
            type: str
            choices: [at_once, delayed, none]
          enforce:
            description:
              - Whether the key is set back by each run when the telephone's user has programmed it. Left
                out, it is set once and then reported.
            type: bool
  running_config:
    description:
      - What O(state=parsed) reads, the text of a listing, a row a line, such as C(15-01-01 101 = Resepsjon).
        Not together with anything else.
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
      - {extension: "201", name: Kaivakt, virtual: true}

- name: What a telephone may do, and where its calls go
  sentral.nec.pbx_user:
    extension: "103"
    class_of_service: {day: 2, night: 5}
    toll_class: {day: 1, night: 7}
    forward: {busy: "102", no_answer: {inside: "102", outside: "180"}}
    pickup_group: Kontor
    keys:
      - {key: 5, function: virtual_extension, data: "201", ring: delayed}
      - {key: 6, function: pickup_own_group}
      - {key: 7, code: "01", data: "104", enforce: true}

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
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: all new
before:
  description: What the exchange held before, by kind, as a site file would hold it.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {users: [{extension: '102', name: Kari Nordmann, display_name: Kari N, port: 2}]}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample:
    users:
      - {extension: '102', name: Kari Nordmann, display_name: Kari N, port: 2}
      - {extension: '103', name: Ola Fiskerstrand, display_name: Ola F, port: 3}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: ['add user 103 Ola Fiskerstrand on port 3, shown as "Ola F"']
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [WRITE 15-01-01 103 = Ola F]
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
      sample: ''
    after:
      description: What is there and was not, or was otherwise.
      returned: unless state is gathered, rendered or parsed
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
rendered:
  description: The commands that would make an exchange that is new from the factory so, in order.
  returned: when state is rendered
  type: list
  elements: str
  sample: [WRITE 15-01-01 102 = Kari N]
parsed:
  description: What the listing holds, by kind, as a site file would hold it.
  returned: when state is parsed
  type: dict
  sample: {users: [{extension: '102', name: Kari Nordmann, display_name: Kari N}]}
"""
