#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of sentral.nec.pbx_drill; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_drill
short_description: Show that the backup of an NEC telephone exchange restores
version_added: "0.1.0"
author:
  - Sentral contributors (@sentral)
description:
  - Starts a simulated exchange with the model, software, hardware and licences of the backup, restores the backup onto
    it as M(sentral.nec.pbx_restore) does, reads everything back and compares it item by item.
  - No session with the exchange itself is opened, and nothing on it is changed.
  - Result, time and duration are recorded beside the journals, where M(sentral.nec.pbx_backup_status) looks at them
    and M(sentral.nec.pbx_drill_record) takes them into the archive. A drill that fails is recorded as well, and the
    task fails with the reason.
options:
  to:
    description:
      - A commit of the archive (also C(HEAD~3) or a tag), a date such as V(2026-11-20) (the end of that day), a date
        and a time such as V(2026-11-20 12:00), V(request 123) or V(before request 123).
      - Left out, it is the newest backup.
    type: str
    default: HEAD
  vault_id:
    description:
      - The vault id whose password Ansible must have been given. Left out, any vault password will do. The dump is
        opened with whichever of the given passwords fits.
    type: str
extends_documentation_fragment: [sentral.nec.exchange.archive]
requirements:
  - netmiko
  - GitPython, and the git command
  - the simulator of this collection, which is the folder C(simulator) of it
attributes:
  action_group:
    description: Use C(group/sentral.nec.nec) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - sentral.nec.nec
  check_mode:
    description: Can run in check_mode and return changed status prediction without modifying target.
    support: full
    details:
      - Does the same and records nothing.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check_mode), when in diff mode.
    support: N/A
    details:
      - Changes nothing on exchanges.
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second invocation indicates no change.
    support: full
notes:
  - Works on any connection, because none is used.
  - Needs the vault password that the dump was encrypted with.
  - It shows that the backup is whole and restores by the rules that the simulator knows. It cannot show what a real
    exchange does otherwise.
seealso:
  - module: sentral.nec.pbx_restore
  - module: sentral.nec.pbx_drill_record
  - module: sentral.nec.pbx_backup_status
"""

EXAMPLES = r"""
- name: Restore the newest backup onto a simulated exchange
  sentral.nec.pbx_drill:
  register: drill
"""

RETURN = r"""
seconds:
  description: How long it took, from opening the archive to the last comparison.
  returned: success
  type: float
  sample: 9.3
commit:
  description: The id of the commit whose backup was restored.
  returned: success
  type: str
  sample: 53642cc2751db1432f72576379379c5e253f810c
items:
  description: How many items the backup holds, all of which agree.
  returned: success
  type: int
  sample: 1874
recordings:
  description: How many recordings it holds.
  returned: success
  type: int
  sample: 2
by_hand:
  description: What does not come back and is set by hand, a sentence each.
  returned: success
  type: list
  elements: str
  sample: ["the accounts (90-02) are to be set by hand, with new passwords: 90-02-01 1 = tech"]
"""
