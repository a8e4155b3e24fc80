#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of sentral.nec.pbx_command; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_command
short_description: Send commands to an NEC telephone exchange
version_added: "0.1.0"
author:
  - Sentral contributors (@sentral)
description:
  - Sends commands of the exchange's line session, in order and in one session, and returns the answers.
  - Stops at the first command that is refused or gets an answer that is not understood, and fails. What was stored
    before it stays stored; the message names it.
  - Meant for looking at things. What an exchange should do is better written in its site file.
options:
  commands:
    description:
      - The commands. A single one may be given as a string, which is never split.
      - A command is one line without control characters. A number, or anything else that is not a string, is an error.
    type: list
    elements: str
    required: true
attributes:
  check_mode:
    description: Can run in check_mode and return changed status prediction without modifying target.
    support: full
    details:
      - Sends only commands that are known to be reads. The others are listed in RV(skipped_commands) and count as
        changes.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check_mode), when in diff mode.
    support: none
notes:
  - Works over the connection P(sentral.nec.pbx#connection) only.
  - Writes go to exchanges simulated on this machine only, until the session of a real exchange can be confirmed.
  - The data of a password item is masked in everything that is returned. Ansible itself shows the source of a task
    that fails, so take the password from a variable, not from the text of the task.
seealso:
  - plugin: sentral.nec.pbx
    plugin_type: connection
"""

EXAMPLES = r"""
- name: Ask what the exchange is
  sentral.nec.pbx_command:
    commands: VERSION

- name: Read a name and the number of a port
  sentral.nec.pbx_command:
    commands:
      - READ 15-01-01 105
      - READ 11-02-01 5
  register: answers

- name: Change a name
  sentral.nec.pbx_command:
    commands: "WRITE 15-01-01 105 = Nordmann, K"

# ansible all -m sentral.nec.pbx_command -a 'commands="READ 11-02-01 5"'
"""

RETURN = r"""
replies:
  description: The classified answers, in order. Also there when the task has failed.
  returned: when the exchange was reached
  type: list
  elements: dict
  contains:
    command:
      description: The command, with secrets masked.
      type: str
      sample: READ 11-02-01 5
    kind:
      description: What kind of answer it is. V(unknown) is one that is neither a known success nor a known refusal.
      type: str
      sample: done
    code:
      description: The code of a refusal, V(BUSY) when the exchange stayed busy, otherwise empty.
      type: str
      sample: ""
    text:
      description: The status line, the text of a refusal, or what was wrong with an unknown answer.
      type: str
      sample: OK ROWS 1
    rows:
      description: The rows of the answer.
      type: list
      elements: str
      sample: [11-02-01 5 = 105]
stdout:
  description: The answers as text, one for each command that was sent.
  returned: when the exchange was reached
  type: list
  elements: str
  sample: ["11-02-01 5 = 105\nOK ROWS 1"]
stdout_lines:
  description: The same, split into lines.
  returned: when the exchange was reached
  type: list
  elements: list
  sample: [["11-02-01 5 = 105", "OK ROWS 1"]]
skipped_commands:
  description: Commands that were not sent in check mode, because they are not known to be reads. Secrets are masked.
  returned: when the exchange was reached
  type: list
  elements: str
  sample: ["WRITE 15-01-01 105 = Kari N"]
"""
