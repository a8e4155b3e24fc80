#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_adopt; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_adopt
short_description: Write the site file of an NEC telephone exchange that was programmed by hand
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Reads an exchange once and writes its site file and its slots file, so that the next plan is empty.
    Changes nothing on the exchange.
  - The site file is sorted, leaves out what is as by default, and keeps the names that the exchange has.
    What has no name on the exchange gets one, such as C(pickup-group-7), unless the slots file knows
    it already.
  - What differs from the factory and cannot be said in a site file is counted and listed, an item each,
    in C(<exchange>.unexpressed.md) beside the site file. That file goes when nothing is left to list.
  - An existing site file that says the same, be it in other words, is left alone, and so is the slots
    file then. One that says something else is an error, unless O(overwrite) is set.
extends_documentation_fragment:
  - sentral.nec.exchange
requirements:
  - holidays
  - numpy
  - soundfile
  - soxr
attributes:
  check_mode:
    description: Can run in check_mode and return changed status prediction without modifying target.
    support: full
    details:
      - Reads the exchange and writes no file. RV(written) has those that it would write.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check_mode), when
      in diff mode.
    support: full
    details:
      - Shows the site file.
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second invocation indicates
        no change.
    support: full
    details:
      - The same exchange gives the same files.
notes:
  - 'Inventory variable C(pbx_site_file): the site file, default C(sites/<exchange>.yml) beside the inventory.'
seealso:
  - module: sentral.nec.pbx_site
  - module: sentral.nec.pbx_site_info
options:
  overwrite:
    description: Whether a site file that says something else than the exchange holds is replaced.
    type: bool
    default: false
  audio:
    description:
      - Whether the recorded greetings are fetched and kept as audio files, in the folder C(greetings)
        beside the site file. A file that is there already and is the same recording is used as it is.
      - Without it, the site file names each recording by its checksum.
    type: bool
    default: true
  calendar:
    description:
      - The code of a country, with or without its region, such as V(NO), in quotes. A schedule that is
        closed on every public holiday of the coming twelve months gets the calendar instead of the dates.
      - Left out, the dates are written one by one.
    type: str
"""

EXAMPLES = r"""
- name: Write what the exchange holds as its site file
  sentral.nec.pbx_adopt:

- name: The same, where the exchange is closed on Norwegian holidays
  sentral.nec.pbx_adopt:
    calendar: "NO"

- name: Begin again with what the exchange holds now
  sentral.nec.pbx_adopt:
    overwrite: true
  register: adopted

- name: Stop where something cannot be said in a site file
  ansible.builtin.assert:
    that: not adopted.unexpressed
    fail_msg: "{{ adopted.unexpressed | length }} items could not be expressed"
"""

RETURN = r"""
site_file:
  description: The site file.
  returned: success
  type: str
  sample: /home/kari/exchanges/sites/fjordfisk.yml
slots_file:
  description: The slots file.
  returned: success
  type: str
  sample: /home/kari/exchanges/slots/fjordfisk.yml
written:
  description: The files that were written or removed, relative to the inventory.
  returned: success
  type: list
  elements: str
  sample: [sites/fjordfisk.yml, sites/greetings/velkommen.wav, slots/fjordfisk.yml]
counts:
  description: How many objects of each kind the site file has.
  returned: success
  type: dict
  sample: {users: 8, hunt_groups: 1, greetings: 2, schedules: 1}
unexpressed:
  description: What the exchange holds, differs from the factory, and cannot be said in a site file; a
    sentence each.
  returned: success
  type: list
  elements: str
  sample: ['intercom ring time (20-02-05) holds ''4'', the factory''s is ''2''']
diff:
  description: The site file before and after. Shown with C(--diff).
  returned: success
  type: dict
  contains:
    before_header:
      description: The site file, relative to the inventory.
      returned: success
      type: str
      sample: sites/fjordfisk.yml
    after_header:
      description: The same.
      returned: success
      type: str
      sample: sites/fjordfisk.yml
    before:
      description: What stood in it; empty when there was none.
      returned: success
      type: str
      sample: ''
    after:
      description: What stands in it.
      returned: success
      type: str
      sample: |
        ---
        users:
          - {extension: "101", name: Resepsjon}
"""
