#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of sentral.nec.pbx_backup; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_backup
short_description: Back up every NEC telephone exchange of a play into a git repository
version_added: "0.1.0"
author:
  - Sentral contributors (@sentral)
description:
  - One task for the whole play, with a pool of sessions. Each exchange is read once; what changed is committed to the
    archive, a git repository of its own.
  - For each exchange the archive holds the configuration as a site file (C(site.yml)) with its slots (C(slots.yml)),
    every item in a stable text form with secrets masked (C(items.txt)), the complete dump, compressed and then
    encrypted with Ansible Vault (C(dump.vault)), and a manifest with counts and hashes (C(manifest.json)). Recordings
    are kept once for all exchanges, by checksum, in C(audio). What drills came to is in C(drills). An exchange cannot
    be called like one of these two.
  - At most two commits a run. The first has what was changed outside Sentral since the last backup, the second the
    rest. Without a change there is no commit. The messages say which exchanges changed and how, with the operators
    and requests of the runs that changed them.
  - A reading that is not whole, or of another exchange than the one in the archive, never replaces a backup. That
    exchange has failed, the others are committed.
  - The task itself succeeds when some exchanges fail, because a failure would end the play for all of them. It
    returns them in RV(failed_hosts); C(playbooks/backup.yml) shows how each of them fails by itself.
extends_documentation_fragment: [sentral.nec.exchange.archive]
options:
  sessions:
    description: How many exchanges are read at a time.
    type: int
    default: 25
  remote:
    description:
      - The git remote to push to, such as V(origin). Commits of other controllers are fetched first, and ours put on
        top of them, exchange by exchange.
      - Left out, nothing is pushed.
    type: str
  vault_id:
    description:
      - The vault id whose password encrypts the dumps. Left out, it is the one that Ansible would encrypt with.
    type: str
  replaced:
    description:
      - Exchanges whose hardware was replaced, so that another identity or model than the archive's is accepted, once.
    type: list
    elements: str
    default: []
  new_archive:
    description:
      - Begins an archive although there has been one, which is not there any more. Without this a backup is refused
        then, because the disk of the archive may only not be mounted.
    type: bool
    default: false
requirements:
  - netmiko
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
      - Reads every exchange, and writes neither files nor commits.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check_mode), when in diff mode.
    support: full
    details:
      - Shows the site files of the exchanges that changed.
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second invocation indicates no
        change.
    support: full
notes:
  - Runs once for all hosts of the play, which need the connection P(sentral.nec.pbx#connection). Say C(run_once) with
    it, so that what is registered is the same for all.
  - Needs a vault password, as any run with encrypted variables does.
  - The variables C(pbx_operator) and C(pbx_request) say who runs the backup, and what asked for it. They and
    C(pbx_archive) are those of the first host of the play, because a run has one archive.
seealso:
  - module: sentral.nec.pbx_site
"""

EXAMPLES = r"""
- name: Read every exchange and commit what changed
  sentral.nec.pbx_backup:
    remote: origin
  register: backup
  run_once: true
"""

RETURN = r"""
hosts:
  description: What came of each exchange that was read whole.
  returned: success
  type: dict
  sample:
    fjordfisk: {changed: true, change: users +1, objects: {users: 9, hunt_groups: 1}}
failed_hosts:
  description: The exchanges that were not backed up, each with the reason. Their last backup stays as it is.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: The name of the exchange.
      type: str
      sample: storvik
    msg:
      description: Why.
      type: str
      sample: "storvik: 192.0.2.7 port 22 does not answer (pbx_connect_timeout, 10 seconds)"
commits:
  description: The ids of the commits that were made, none to two.
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
