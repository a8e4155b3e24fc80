#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_rollback; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_rollback
short_description: Lead an NEC telephone exchange back to what a backup holds
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Makes a plan from what the exchange holds now to what it held at a commit of the archive, and applies
    it like any other plan. It is shown in words, the journal and the way back are the same, and so are
    the limits, such as C(pbx_max_deletions).
  - Every kind of object is led back, also those of which there were none then; or one object only.
  - What a site file cannot say stays as it is. So do the forwarding and the keys that people have set
    themselves. The rows that are not as they were then are in RV(otherwise), and a warning names the
    first of them. With O(exact) they are led back as well.
  - The site file is not changed. Where it says something else than the exchange holds afterwards, a warning
    says what the next apply would do. With O(update_site_file) it is changed, too.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
  - sentral.nec.exchange.archive
seealso:
  - module: sentral.nec.pbx_backup
  - module: sentral.nec.pbx_site
options:
  to:
    description:
      - A commit of the archive (also C(HEAD~3) or a tag), a date such as V(2026-11-20) (the end of that
        day), a date and a time such as V(2026-11-20 12:00), V(request 123) or V(before request 123).
      - Which other requests are taken back as well is said.
    type: str
    required: true
  only:
    description:
      - One object, as its kind and its name or number, such as V(queues/Sales) or V(users/105).
      - An object that was not there then is deleted.
    type: str
  exact:
    description:
      - Leads every programmed row and every recording back, also what no site file says and what people
        have set themselves. The plan is made of rows then, and not of objects.
      - Refused where the model, the region, the software, the hardware or the licences are not those
        of the backup. The accounts, the messages of callers and what people set otherwise than by programming
        stay as they are.
      - Not together with O(only).
    type: bool
    default: false
  update_site_file:
    description:
      - Changes the site file so that the next apply takes nothing back. Only the objects and fields that
        differ are changed; comments and the order stay. With O(only) nothing but that object is.
      - Recordings that no file of the inventory is any more are written beside the site file, in C(greetings).
      - The inventory is a git repository of yours; the change is not committed. What C(pbx_config) says
        is a variable, and yours to change.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: See what would take back a request
  sentral.nec.pbx_rollback:
    to: before request 123
  check_mode: true

- name: Lead one queue back to what it was on Friday
  sentral.nec.pbx_rollback:
    to: "2026-11-20"
    only: queues/Sales
- name: Lead everything back, every row of it, and the site file with it
  sentral.nec.pbx_rollback:
    to: "2026-11-20 12:00"
    exact: true
    update_site_file: true
"""

RETURN = r"""
otherwise:
  description: The rows that are not as they were then, and stay so, a sentence each.
  returned: when O(only) is not given, and nothing went wrong
  type: list
  elements: str
  sample: [night mode text 2 3 (12-07-01) holds 'Julebord' instead of '<Mid-night>']
site_file_changes:
  description: What was changed in the site file; in check mode, what would be.
  returned: when O(update_site_file) is true, there is a site file, and nothing went wrong
  type: list
  elements: str
  sample: [user 105 goes, 'hunt group Sales: members']
to:
  description: The commit that was led back to.
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
