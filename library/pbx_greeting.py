#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_greeting; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_greeting
short_description: Recorded greetings of an NEC telephone exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Records, replaces and deletes greetings, which the SV9100 keeps as VRS messages.
  - The audio file is checked and converted before any session is opened. It is sent only when the exchange
    holds another recording, compared by checksum.
  - Before a recording is replaced or deleted, the old one is saved with the journal.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
requirements:
  - numpy
  - soundfile
  - soxr
seealso:
  - module: sentral.nec.pbx_site
options:
  state:
    description:
      - What is wanted.
      - V(present) makes sure that each greeting is there, with the fields that are given. Fields left
        out stay as they are. It is the same as V(merged).
      - V(absent) makes sure that each greeting is not there. Only O(name) counts. It is the same as V(deleted).
      - V(merged) makes sure that each greeting is there, with the fields that are given. Fields left
        out stay as they are, and nothing is deleted.
      - V(replaced) makes sure that each greeting is exactly what is given. Fields left out take the platform's
        defaults. Other greetings stay as they are.
      - V(overridden) makes sure that there are the greetings that are given and no others. Every other
        one is deleted, and fields left out take the platform's defaults.
      - V(deleted) makes sure that each greeting is not there. Only O(name) counts.
      - V(gathered) changes nothing on the exchange and returns its greetings as a site file would hold
        them. Outside check mode the names that they are given are kept in the slots file.
      - V(rendered) returns the commands that would make an exchange that is new from the factory so.
        No session is opened.
      - V(parsed) reads the listing in O(running_config) and returns its greetings as a site file would
        hold them. No session is opened.
    type: str
    default: present
    choices: [present, absent, merged, replaced, overridden, deleted, gathered, rendered, parsed]
  name:
    description:
      - The greeting's name.
      - Which greeting the task is about, when it is a single one.
    type: str
  audio:
    description:
      - The audio file, beside the site file or the inventory. It is converted to the exchange's format.
        V(sha256:...) instead of a file means the recording with that checksum, which must be there already.
      - Needed for a new greeting, and with O(state=replaced) or O(state=overridden).
    type: str
  message:
    description:
      - The number of the message on the exchange.
      - Left out of a new greeting, or with O(state=replaced) or O(state=overridden), it means the message
        that holds the greeting; a new greeting gets the lowest free one.
    type: int
  config:
    description:
      - The greetings, when it is more than one. Complete under O(state=overridden). Not together with
        the fields of a single greeting.
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
          - The audio file, beside the site file or the inventory. It is converted to the exchange's format.
            V(sha256:...) instead of a file means the recording with that checksum, which must be there
            already.
          - Needed for a new greeting, and with O(state=replaced) or O(state=overridden).
        type: str
      message:
        description:
          - The number of the message on the exchange.
          - Left out of a new greeting, or with O(state=replaced) or O(state=overridden), it means the
            message that holds the greeting; a new greeting gets the lowest free one.
        type: int
  running_config:
    description:
      - What O(state=parsed) reads, the text of a listing, a row a line, such as C(15-01-01 101 = Resepsjon).
        Not together with anything else.
    type: str
"""

EXAMPLES = r"""
- name: A welcome message
  sentral.nec.pbx_greeting:
    name: velkommen
    message: 1
    audio: greetings/velkommen.wav

- name: Three greetings in one plan and one session
  sentral.nec.pbx_greeting:
    config:
      - {name: velkommen, message: 1, audio: greetings/velkommen.wav}
      - {name: stengt, message: 2, audio: greetings/stengt.wav}
      - {name: vent litt, audio: greetings/vent-litt.flac}

- name: A greeting that is no longer needed
  sentral.nec.pbx_greeting:
    name: vent litt
    state: absent

- name: Ask which greetings there are
  sentral.nec.pbx_greeting:
    state: gathered
  register: greetings
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
  sample: {greetings: []}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {greetings: [{name: velkommen, audio: greetings/velkommen.wav, message: 1}]}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: ['record greeting velkommen as message 1 (greetings/velkommen.wav, 0.8 s)']
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [VRS STORE 1 SHA256 638b177a6ae2a755fb999b3757b2f6fcc3821b396accc779980fd206017f45c0]
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
        greetings:
        - {name: velkommen, audio: greetings/velkommen.wav, message: 1}
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
    greetings:
      - name: velkommen
        audio: sha256:638b177a6ae2a755fb999b3757b2f6fcc3821b396accc779980fd206017f45c0
        message: 1
rendered:
  description: The commands that would make an exchange that is new from the factory so, in order.
  returned: when state is rendered
  type: list
  elements: str
  sample: [VRS STORE 1 SHA256 638b177a6ae2a755fb999b3757b2f6fcc3821b396accc779980fd206017f45c0]
parsed:
  description: What the listing holds, by kind, as a site file would hold it.
  returned: when state is parsed
  type: dict
  sample:
    greetings:
      - name: velkommen
        audio: sha256:638b177a6ae2a755fb999b3757b2f6fcc3821b396accc779980fd206017f45c0
        message: 1
"""
