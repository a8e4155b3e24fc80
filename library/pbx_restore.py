#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_restore; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_restore
short_description: Bring a backup onto an NEC telephone exchange that is as from the factory
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Rebuilds an exchange that was replaced or reset from the encrypted dump of its backup, row by row,
    recordings included. It is planned, shown, written to a journal and taken back like any other change.
  - The backup is opened and proved whole before a session is opened. Where the exchange is not as from
    the factory, or its model, region, software, hardware or licences are others than those of the backup,
    nothing is changed, and the error lists why.
  - Everything is read once more afterwards and compared item by item. Where something is not as it was,
    the task fails and RV(differences) lists it; what was restored stays.
  - What no backup holds is listed in RV(by_hand), such as the accounts and passwords of 90-02.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
  - sentral.nec.exchange.archive
notes:
  - A replaced exchange is another one than was confirmed. Confirm it first with M(sentral.nec.pbx_confirm),
    and back it up once with O(sentral.nec.pbx_backup#module:replaced) afterwards.
  - Needs the vault password that the dump was encrypted with.
seealso:
  - module: sentral.nec.pbx_backup
  - module: sentral.nec.pbx_drill
  - module: sentral.nec.pbx_rollback
  - module: sentral.nec.pbx_confirm
options:
  to:
    description:
      - A commit of the archive (also C(HEAD~3) or a tag), a date such as V(2026-11-20) (the end of that
        day), a date and a time such as V(2026-11-20 12:00), V(request 123) or V(before request 123).
      - Left out, it is the newest backup.
    type: str
    default: HEAD
  vault_id:
    description:
      - The vault id whose password Ansible must have been given. Left out, any vault password will do.
        The dump is opened with whichever of the given passwords fits.
    type: str
"""

EXAMPLES = r"""
- name: See what restoring would do
  sentral.nec.pbx_restore:
  check_mode: true

- name: Bring the newest backup onto the new exchange
  sentral.nec.pbx_restore:
  register: restored

- name: Bring the backup of a certain day onto it
  sentral.nec.pbx_restore:
    to: "2026-11-20"
"""

RETURN = r"""
to:
  description: The commit whose backup was restored.
  returned: success
  type: dict
  contains:
    commit:
      description: Its id.
      returned: success
      type: str
      sample: 53642cc2751db1432f72576379379c5e253f810c
    time:
      description: When that backup was made.
      returned: success
      type: str
      sample: '2026-11-20T03:00:12+01:00'
    subject:
      description: The first line of its message.
      returned: success
      type: str
      sample: 'Backup: fjordfisk (users +1)'
by_hand:
  description: What does not come back and is set by hand, a sentence each.
  returned: when the exchange was reached and the backup fits it
  type: list
  elements: str
  sample: ['the accounts (90-02) are to be set by hand, with new passwords: 90-02-01 1 = tech']
differences:
  description: What the exchange holds otherwise than the backup, a sentence each. Empty when everything
    agrees.
  returned: outside check mode, when everything was written or was there already
  type: list
  elements: str
  sample: []
seconds:
  description: How long it took, from the first reading to the last comparison.
  returned: outside check mode, when everything agrees
  type: float
  sample: 41.7
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
  sample: {users: [{extension: '105', name: Kari}]}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {users: []}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [delete user 105 Kari from port 5]
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [WRITE 15-01-01 105 =, WRITE 11-02-01 5 =]
plan_hash:
  description: SHA-256 of the plan. The same input gives the same plan, byte for byte.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: 0772cc630ba13f3e22182aad004040606051a35a5f26f1ca4cfffba2b6f6736b
summary:
  description: How many objects and commands, in one line.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: 'fjordfisk: 1 change, 2 commands'
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
        users:
        - {extension: '105', name: Kari}
    after:
      description: What is there and was not, or was otherwise.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: ''
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
"""
