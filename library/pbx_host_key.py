#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of sentral.nec.pbx_host_key; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_host_key
short_description: Show and record the SSH host keys on the way to an NEC telephone exchange
version_added: "0.1.0"
author:
  - Sentral contributors (@sentral)
description:
  - Connects, shows type and fingerprint of each SSH host key from here to the exchange, those of jump hosts first, and
    says whether known_hosts holds it.
  - Records a key only when its fingerprint is given, which somebody is to have compared.
  - The exchange is not logged in to. A jump host is, once its own key is known; what is behind a jump host with an
    unknown key is not shown.
  - A host that is known and shows another key, of whatever type, has changed. That is never taken for first use.
options:
  accept:
    description:
      - Fingerprints as OpenSSH shows them, such as C(SHA256:) and 43 letters and digits. A key with one of them is
        recorded.
      - The task fails when fingerprints are given, a key is not trusted, and nothing was recorded. When one was
        recorded and the next on the way is not trusted, it is shown, and RV(trusted) is false.
      - Left out, keys are only shown.
    type: list
    elements: str
    default: []
  replace:
    description:
      - Whether an accepted key is recorded for a host that has another one in known_hosts. The others are then taken
        out of the first file of C(pbx_known_hosts), and the file as it was stays beside it with C(.old) at its end.
    type: bool
    default: false
  hashed:
    description: Whether the name is recorded as a hash, as C(HashKnownHosts) of OpenSSH does.
    type: bool
    default: false
attributes:
  check_mode:
    description: Can run in check_mode and return changed status prediction without modifying target.
    support: full
    details:
      - Connects and shows all the same. What is behind a jump host whose key would be recorded is not shown.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check_mode), when in diff mode.
    support: full
    details:
      - Shows type and fingerprint of the keys of the host before and after.
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second invocation indicates no change.
    support: full
notes:
  - Works over the connection P(sentral.nec.pbx#connection) only. On the exchange nothing is changed.
  - Keys are recorded in the first file of C(pbx_known_hosts), as C(host) or C([host]:port), or under
    C(pbx_host_key_alias).
seealso:
  - plugin: sentral.nec.pbx
    plugin_type: connection
"""

EXAMPLES = r"""
- name: Show the host keys
  sentral.nec.pbx_host_key:

- name: Record the one that was compared at the exchange
  sentral.nec.pbx_host_key:
    accept: SHA256:uNiVztksCsDhcc0u9e8BrmXVUqPGr4zNFQjkVdtJHmg

# ansible-playbook playbooks/trust.yml --limit fjordfisk
"""

RETURN = r"""
trusted:
  description: Whether every host key from here to the exchange is known now, or would be in check mode.
  returned: when the first host was reached
  type: bool
  sample: false
host_keys:
  description: The keys in the order of the way, up to the first that is not trusted.
  returned: when the first host was reached
  type: list
  elements: dict
  contains:
    name:
      description: Name in known_hosts.
      type: str
      sample: "[127.0.0.11]:2201"
    address:
      description: Where it was connected to.
      type: str
      sample: 127.0.0.11:2201
    jump_host:
      description: Whether it is a jump host.
      type: bool
      sample: false
    key_type:
      description: Type of the key.
      type: str
      sample: ssh-ed25519
    fingerprint:
      description: Fingerprint as OpenSSH shows it.
      type: str
      sample: SHA256:uNiVztksCsDhcc0u9e8BrmXVUqPGr4zNFQjkVdtJHmg
    standing:
      description: What known_hosts said of it, V(known), V(unknown), V(changed) or V(revoked).
      type: str
      sample: unknown
    known:
      description: Fingerprints that known_hosts held for this name.
      type: list
      elements: str
      sample: []
    recorded:
      description: Whether it was recorded, or would be in check mode.
      type: bool
      sample: false
    file:
      description: The file in which it is or would be recorded.
      type: str
      sample: /home/operator/.ssh/known_hosts
    line:
      description: The line for a known_hosts file.
      type: str
      sample: "[127.0.0.11]:2201 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ..."
msg:
  description: The same in sentences, with how to compare a key and what to do when it is right.
  returned: always
  type: str
  sample: >-
    fjordfisk: the SSH host key of 127.0.0.11:2201 is known: ssh-ed25519
    SHA256:uNiVztksCsDhcc0u9e8BrmXVUqPGr4zNFQjkVdtJHmg
"""
