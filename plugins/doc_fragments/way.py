# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The way to an exchange that is not straight: options of the connection for jump hosts and serial lines."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of the connection plugin."""

    DOCUMENTATION = r"""
options:
  jump_host:
    description:
      - SSH servers on the way to the exchange, the nearest first, each as C(user@host) or C(user@host:port).
      - Through them any transport is in a tunnel as far as the last of them, so that telnet is allowed.
      - Name or address of the exchange are those that the last jump host knows.
      - "Without it, C(ProxyJump) and C(-J) in O(ssh_common_args) and O(ssh_extra_args) are honoured."
    type: list
    elements: str
    ini:
      - section: pbx_connection
        key: jump_host
    env:
      - name: ANSIBLE_PBX_JUMP_HOST
    vars:
      - name: pbx_jump_host
  jump_password:
    description:
      - Password of the account on the jump hosts, best from Ansible Vault or a lookup.
      - With O(jump_private_key_file) it is the key's passphrase.
    type: str
    vars:
      - name: pbx_jump_password
  jump_private_key_file:
    description: File with the private key for the jump hosts, instead of the password.
    type: path
    ini:
      - section: pbx_connection
        key: jump_private_key_file
    env:
      - name: ANSIBLE_PBX_JUMP_PRIVATE_KEY_FILE
    vars:
      - name: pbx_jump_private_key_file
  ssh_common_args:
    description:
      - Arguments of an C(ssh) program, as Ansible's own SSH connection takes them.
      - Only C(-J) and C(ProxyJump) are honoured. C(ProxyCommand) is an error, everything else is ignored.
    type: str
    vars:
      - name: ansible_ssh_common_args
  ssh_extra_args:
    description: The same, looked at after O(ssh_common_args).
    type: str
    vars:
      - name: ansible_ssh_extra_args
  serial:
    description:
      - Where the serial line is, for O(transport=serial). A device of this machine such as C(/dev/ttyS0), or the
        C(host:port) of a console server that passes bytes on as they are (raw TCP).
      - What the one before has left on the line is dealt with first. A session that is still open is logged out, half a
        command is taken back.
    type: str
    vars:
      - name: pbx_serial
  serial_baud:
    description: Speed of a serial device of this machine. That of a console server is set there.
    type: int
    default: 9600
    vars:
      - name: pbx_serial_baud
  serial_data_bits:
    description: Data bits of a serial device.
    type: int
    choices: [7, 8]
    default: 8
    vars:
      - name: pbx_serial_data_bits
  serial_parity:
    description: Parity of a serial device.
    type: str
    choices: [none, even, odd]
    default: none
    vars:
      - name: pbx_serial_parity
  serial_stop_bits:
    description: Stop bits of a serial device.
    type: int
    choices: [1, 2]
    default: 1
    vars:
      - name: pbx_serial_stop_bits
  serial_flow_control:
    description: Who says stop on a serial device. V(hardware) is RTS/CTS, V(software) is XON/XOFF.
    type: str
    choices: [none, hardware, software]
    default: none
    vars:
      - name: pbx_serial_flow_control
"""
