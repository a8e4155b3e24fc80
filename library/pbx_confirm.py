#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_confirm; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_confirm
short_description: Confirm that an NEC telephone exchange is what Sentral takes it for, so that it may
  be written to
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Until an exchange is confirmed it is read-only. So it is again when what Sentral knows of its platform
    has changed, or its model, region or software is another one.
  - Compares the session with the profile of the platform. Log-in, greeting and prompt, model and region,
    the refusal of harmless wrong commands, one item read and listed, and every value of every program
    that nobody has changed.
  - When everything agrees, it writes who confirmed which software and when, beside the inventory. When
    something differs, the task fails, says what, and an earlier confirmation is withdrawn.
  - Changes nothing on the exchange. The first wrong command is a word that no exchange knows.
extends_documentation_fragment:
  - sentral.nec.exchange
attributes:
  check_mode:
    description: Can run in check_mode and return changed status prediction without modifying target.
    support: full
    details:
      - Compares, and keeps nothing.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check_mode), when
      in diff mode.
    support: N/A
    details:
      - Changes nothing on the exchange.
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second invocation indicates
        no change.
    support: full
notes:
  - 'Inventory variable C(pbx_confirmation_file): the file that holds the confirmation. The default is
    C(confirmations/<exchange>.yml) beside the inventory. It belongs in git.'
  - Accounts that the factory's password still opens are a warning, as far as the exchange tells.
seealso:
  - module: sentral.nec.pbx_site
  - module: sentral.nec.pbx_command
  - module: sentral.nec.pbx_check
options:
  state:
    description:
      - V(present) compares and confirms.
      - V(absent) withdraws a confirmation, so that the exchange is read-only. No session is opened.
    type: str
    default: present
    choices:
      - present
      - absent
"""

EXAMPLES = r"""
- name: Confirm
  sentral.nec.pbx_confirm:

- name: Let nobody write to it until further notice
  sentral.nec.pbx_confirm:
    state: absent
"""

RETURN = r"""
confirmed:
  description: Whether everything agreed.
  returned: always
  type: bool
  sample: true
software:
  description: The software version that the exchange says it has.
  returned: when the exchange was reached
  type: str
  sample: '12.00'
comparisons:
  description: What was compared, in order.
  returned: when the exchange was reached
  type: list
  elements: dict
  contains:
    about:
      description: What it is about.
      returned: when the exchange was reached
      type: str
      sample: program 16-02
    expected:
      description: What the profile says.
      returned: when the exchange was reached
      type: str
      sample: 1920 values as in the profile
    found:
      description: What the exchange says.
      returned: when the exchange was reached
      type: str
      sample: 1920 values as in the profile
    agrees:
      description: Whether they are the same.
      returned: when the exchange was reached
      type: bool
      sample: true
"""
