#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of sentral.nec.pbx_drill_record; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_drill_record
short_description: Record in the archive how drills of NEC telephone exchanges ended
version_added: "0.1.0"
author:
  - Sentral contributors (@sentral)
description:
  - Commits what this controller has recorded of the drills of M(sentral.nec.pbx_drill), for all exchanges of the play
    in one commit, those whose drill failed included. Every controller that has the archive then sees it, and its
    history shows which drills there were.
  - The archive keeps the last drill of each exchange in C(drills/<exchange>.json), with the commit whose backup was
    tried, time, duration, result and operator. A drill that is not newer than the one there is left out, so the task
    may run again.
  - Where the archive cannot take it, because somebody has changed its files or another branch is checked out, the task
    fails with the reason. The record of this controller stays, and the next drill of an exchange takes its place.
    An archive is never made.
extends_documentation_fragment: [sentral.nec.exchange.archive]
options:
  remote:
    description:
      - The git remote to push to, such as V(origin). Commits of other controllers are fetched first, and ours put on
        top of them, drill by drill.
      - Left out, nothing is pushed.
    type: str
requirements:
  - GitPython, and the git command
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
      - Makes no commit and pushes nothing. A drill in check mode is not recorded, so there is mostly nothing to tell.
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
  - Runs once for all hosts of the play, also for those that have failed. Say C(run_once) with it, and put it under
    C(always) behind the drills, as C(playbooks/drill.yml) does.
  - The inventory variables C(pbx_operator) and C(pbx_request) say who runs the drill, and what asked for it.
  - Another process that writes to the archive is waited for, for a minute.
seealso:
  - module: sentral.nec.pbx_drill
  - module: sentral.nec.pbx_backup_status
"""

EXAMPLES = r"""
- name: Restore onto a simulated exchange
  sentral.nec.pbx_drill:
  ignore_errors: true

- name: Record in the archive what came of all of them
  sentral.nec.pbx_drill_record:
    remote: origin
  run_once: true
"""

RETURN = r"""
drills:
  description: The drills that were recorded, by exchange.
  returned: success
  type: dict
  sample:
    fjordfisk:
      exchange: fjordfisk
      commit: 53642cc2751db1432f72576379379c5e253f810c
      time: "2026-11-26T04:00:09+00:00"
      seconds: 9.3
      result: everything agrees
      operator: kari
commits:
  description: The id of the commit that was made, if there was anything to record.
  returned: success
  type: list
  elements: str
  sample: [4f0c3b1e7d2a]
pushed:
  description: What became of the push, in a sentence; empty where nothing was to be pushed.
  returned: success
  type: str
  sample: ""
"""
