#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of sentral.nec.pbx_backup_status; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_backup_status
short_description: Say how old the backups of NEC telephone exchanges are
version_added: "0.1.0"
author:
  - Sentral contributors (@sentral)
description:
  - Looks at what this controller has recorded of its backups and drills, for all exchanges of the play in one task.
    Opens no session.
  - Of drills the newest counts, that of this controller or one that is committed in the archive, where any controller
    may have recorded it (M(sentral.nec.pbx_drill_record)). Where the archive cannot be read, a warning says so.
  - The task itself succeeds. It returns the exchanges that are not well in RV(failed_hosts), and
    C(playbooks/backup_status.yml) lets each of them fail, so that the exit status tells a monitoring system.
options:
  max_age:
    description: How many hours old a backup may be.
    type: int
    default: 36
  drill_max_age:
    description: How many days old the last drill may be. V(0) asks for none.
    type: int
    default: 0
  news:
    description:
      - Whether only that is told which has not been told before. A backup that fails every night is told once, and
        again when the reason is another one, or when it is well again.
    type: bool
    default: false
extends_documentation_fragment: [sentral.nec.exchange.archive]
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
      - With O(news) it does not note what it has told.
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
  - Runs once for all hosts of the play. Say C(run_once) with it, so that what is registered is the same for all.
seealso:
  - module: sentral.nec.pbx_backup
  - module: sentral.nec.pbx_drill
"""

EXAMPLES = r"""
- name: Say what is wrong with backups, once
  sentral.nec.pbx_backup_status:
    news: true
  register: status
  run_once: true
"""

RETURN = r"""
hosts:
  description: What is recorded of each exchange.
  returned: success
  type: dict
  sample:
    fjordfisk: {succeeded: "2026-11-26T02:00:04+00:00", age_hours: 7.2, bytes: 24187, drill_age_days: 12.0, problem: ""}
failed_hosts:
  description: The exchanges whose backup is not well, each with the reason.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: The name of the exchange.
      type: str
      sample: storvik
    msg:
      description: What is wrong.
      type: str
      sample: "storvik: no backup for 3 days, the limit is 36 hours"
"""
