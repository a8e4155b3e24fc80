# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Ansible connection to a telephone exchange."""

from __future__ import annotations

DOCUMENTATION = r"""
name: pbx
author:
  - Sentral contributors (@sentral)
short_description: Line session with an NEC telephone exchange
version_added: "0.1.0"
description:
  - Logs in to an NEC exchange over SSH, telnet or a serial line, also through SSH jump hosts, for the modules of the
    collection V(sentral.nec).
  - An exchange runs no modules. Only the V(sentral.nec.pbx_*) modules work over this connection; any other module
    fails with a sentence that says so, and no connection is opened.
  - The session is opened when the first command needs it and closed at the end of the task.
requirements:
  - netmiko
  - pyserial, for a serial line of this machine
notes:
  - SSH host keys are checked, those of jump hosts too, and unknown ones refused. Only M(sentral.nec.pbx_host_key) adds
    to a known_hosts file (C(playbooks/trust.yml)).
  - Every wait ends. The message of one that ended without an answer says what was waited for and names the option.
  - No C(ssh) program runs, so its configuration file and its agent are not used.
  - Until the session of a real exchange can be confirmed, writes go to this machine only, which is where the
    simulated exchanges are. What is behind a jump host, or on a serial device, is never taken for this machine; a
    pseudo-terminal is.
extends_documentation_fragment:
  - sentral.nec.way
options:
  exchange:
    description: Name of the exchange. Every message begins with it.
    type: str
    vars:
      - name: inventory_hostname
  remote_addr:
    description: Name or address to connect to.
    type: str
    vars:
      - name: inventory_hostname
      - name: ansible_host
  port:
    description:
      - Port to connect to.
      - Without it the transport's own, 22 for SSH and 23 for telnet.
    type: int
    vars:
      - name: ansible_port
    keyword:
      - name: port
  remote_user:
    description: Account to log in with.
    type: str
    ini:
      - section: defaults
        key: remote_user
    env:
      - name: ANSIBLE_REMOTE_USER
    vars:
      - name: ansible_user
    keyword:
      - name: remote_user
    cli:
      - name: user
  password:
    description:
      - Password of the account, best from Ansible Vault or a lookup.
      - With O(private_key_file) it is also the key's passphrase.
    type: str
    vars:
      - name: ansible_password
      - name: ansible_ssh_pass
      - name: ansible_ssh_password
  private_key_file:
    description: File with the private key to log in with over SSH, instead of the password.
    type: path
    ini:
      - section: defaults
        key: private_key_file
    env:
      - name: ANSIBLE_PRIVATE_KEY_FILE
    vars:
      - name: ansible_private_key_file
      - name: ansible_ssh_private_key_file
    cli:
      - name: private_key_file
        option: '--private-key'
  host_key_checking:
    description: Whether an SSH host key that is unknown, or another one than known, is refused.
    type: bool
    default: true
    ini:
      - section: defaults
        key: host_key_checking
    env:
      - name: ANSIBLE_HOST_KEY_CHECKING
      - name: ANSIBLE_SSH_HOST_KEY_CHECKING
    vars:
      - name: ansible_host_key_checking
      - name: ansible_ssh_host_key_checking
  known_hosts:
    description:
      - Files with known SSH host keys, in OpenSSH's format, plain or hashed. A file that does not exist holds none.
      - For another port than 22 the entry is C([host]:port).
    type: pathlist
    default: [~/.ssh/known_hosts, /etc/ssh/ssh_known_hosts]
    ini:
      - section: pbx_connection
        key: known_hosts
    env:
      - name: ANSIBLE_PBX_KNOWN_HOSTS
    vars:
      - name: pbx_known_hosts
  host_key_alias:
    description:
      - Name to look for in the known_hosts files instead of name and port of the exchange, as C(HostKeyAlias) of
        OpenSSH.
      - Needed where many exchanges have the same private address behind different jump hosts.
    type: str
    vars:
      - name: pbx_host_key_alias
  platform:
    description: Model family of the exchange, which decides how the session looks. Supported is V(sv9100).
    type: str
    default: sv9100
    vars:
      - name: pbx_platform
  transport:
    description: How to reach the exchange. V(serial) needs O(serial).
    type: str
    choices: [ssh, telnet, serial]
    default: ssh
    ini:
      - section: pbx_connection
        key: transport
    env:
      - name: ANSIBLE_PBX_TRANSPORT
    vars:
      - name: pbx_transport
  allow_plaintext:
    description:
      - Allows telnet to another machine, or a console server on one, which sends the password and everything else in
        plain text.
      - Not needed through O(jump_host), or a tunnel that begins on this machine.
    type: bool
    default: false
    vars:
      - name: pbx_allow_plaintext
  connect_timeout:
    description:
      - Seconds for the address of a name, for the connection, and again for the exchange of SSH keys.
      - With jump hosts, for each of these steps at each of them, and for the connection that a jump host makes.
    type: float
    default: 10
    ini:
      - section: defaults
        key: timeout
      - section: pbx_connection
        key: connect_timeout
    env:
      - name: ANSIBLE_TIMEOUT
      - name: ANSIBLE_PBX_CONNECT_TIMEOUT
    vars:
      - name: pbx_connect_timeout
    cli:
      - name: timeout
  login_timeout:
    description:
      - Seconds without a byte for each step of the log-in. The answer to the SSH log-in, the opening of the terminal,
        each question, and the first prompt are such steps.
    type: float
    default: 15
    ini:
      - section: pbx_connection
        key: login_timeout
    vars:
      - name: pbx_login_timeout
  command_timeout:
    description:
      - Seconds without a byte of the answer after which a command is given up, and the session with it.
      - A long answer that keeps coming does not run out of time.
      - Also how long it may take until the line has taken what is sent.
    type: float
    default: 30
    ini:
      - section: pbx_connection
        key: command_timeout
    env:
      - name: ANSIBLE_PBX_COMMAND_TIMEOUT
    vars:
      - name: pbx_command_timeout
  busy_timeout:
    description: Seconds during which an exchange that answers that it is busy is asked again.
    type: float
    default: 30
    ini:
      - section: pbx_connection
        key: busy_timeout
    env:
      - name: ANSIBLE_PBX_BUSY_TIMEOUT
    vars:
      - name: pbx_busy_timeout
  disconnect_timeout:
    description:
      - Seconds for the exchange to end the session after the log-out. When it does not, there is a warning, because the
        exchange may go on counting the session.
    type: float
    default: 2
    ini:
      - section: pbx_connection
        key: disconnect_timeout
    vars:
      - name: pbx_disconnect_timeout
  record_directory:
    description:
      - Folder in which the session is recorded, one file of JSON lines for each exchange, readable by its owner only.
      - The log-in is not recorded and passwords are masked, but names and numbers of people are in the file.
    type: path
    ini:
      - section: pbx_connection
        key: record_directory
    env:
      - name: ANSIBLE_PBX_RECORD_DIRECTORY
    vars:
      - name: pbx_record_directory
"""

import typing as t

from ansible.errors import AnsibleAuthenticationFailure, AnsibleConnectionFailure, AnsibleError
from ansible.plugins.connection import ConnectionBase

from ansible_collections.sentral.nec.plugins.module_utils.platforms.registry import UnknownPlatform, platform_named
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import (
    InvalidSetting,
    LibraryMissing,
    LoginRefused,
    SessionError,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.jump import proxy_jump, split_jump_host
from ansible_collections.sentral.nec.plugins.module_utils.session.plain import plain_data
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile
from ansible_collections.sentral.nec.plugins.module_utils.session.recording import Recorder
from ansible_collections.sentral.nec.plugins.module_utils.session.serial_settings import SerialSettings
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Jump, Target

_FACTS = ("gather_facts", "setup")


class Connection(ConnectionBase):
    """A session with an exchange; `session` opens it, and every `sentral.nec.pbx_*` action uses that."""

    transport = "sentral.nec.pbx"
    has_pipelining = False

    def __init__(self, *args: t.Any, **kwargs: t.Any) -> None:
        super().__init__(*args, **kwargs)
        self._session: Session | None = None
        self._recorder: Recorder | None = None
        self._action = "this module"

    def set_options(
        self,
        task_keys: dict[str, t.Any] | None = None,
        var_options: dict[str, t.Any] | None = None,
        direct: dict[str, t.Any] | None = None,
    ) -> None:
        """Also remembers which module is about to run, for the sentence that turns it away."""
        self._action = str((task_keys or {}).get("action") or self._action)
        super().set_options(task_keys=task_keys, var_options=var_options, direct=direct)

    @property
    def exchange(self) -> str:
        """The name of the exchange in the inventory."""
        return str(self.get_option("exchange") or self.get_option("remote_addr"))

    @property
    def profile(self) -> SessionProfile:
        """How the session of this exchange looks."""
        unknown = ""
        try:
            return platform_named(self.exchange, str(self.get_option("platform"))).line
        except UnknownPlatform as error:
            unknown = str(error)
        raise AnsibleError(unknown)

    @property
    def session(self) -> Session:
        """The open session; opened now if it was not."""
        self._connect()
        return t.cast(Session, self._session)

    def target(self) -> Target:
        """The options as the session wants them, in plain types. Raises ``InvalidSetting``."""
        option = {name: plain_data(value) for name, value in self.get_options().items()}
        return Target(
            exchange=self.exchange,
            host=option["remote_addr"],
            port=option["port"],
            transport=option["transport"],
            user=option["remote_user"] or "",
            password=option["password"],
            private_key_file=option["private_key_file"],
            host_key_checking=option["host_key_checking"],
            known_hosts=tuple(option["known_hosts"]),
            host_key_alias=option["host_key_alias"],
            jumps=self._jumps(option),
            serial=_serial(option),
            allow_plaintext=option["allow_plaintext"],
            connect_timeout=option["connect_timeout"],
            login_timeout=option["login_timeout"],
            command_timeout=option["command_timeout"],
            busy_timeout=option["busy_timeout"],
            disconnect_timeout=option["disconnect_timeout"],
        )

    def _jumps(self, option: dict[str, t.Any]) -> tuple[Jump, ...]:
        """The jump hosts: ours if there are any, else those that Ansible's SSH connection would use."""
        written = [text for text in option["jump_host"] or [] if text.strip()]
        if not written:
            written = proxy_jump(self.exchange, option["ssh_common_args"], option["ssh_extra_args"])
        jumps = []
        for text in written:
            user, host, port = split_jump_host(self.exchange, text)
            jumps.append(
                Jump(
                    exchange=self.exchange,
                    host=host,
                    port=port,
                    user=user,
                    password=option["jump_password"],
                    private_key_file=option["jump_private_key_file"],
                    host_key_checking=option["host_key_checking"],
                    known_hosts=tuple(option["known_hosts"]),
                    connect_timeout=option["connect_timeout"],
                    login_timeout=option["login_timeout"],
                )
            )
        return tuple(jumps)

    def _connect(self) -> Connection:
        """Open the session unless it is open."""
        if self._session is None:
            self._session = self._open()
            self._connected = True
        return self

    def _open(self) -> Session:
        """A new session. What cannot be reached or logged in to is unreachable, not failed."""
        try:
            return Session.open(self.target(), self.profile, on_exchange=self._open_recorder())
        except SessionError as error:
            failure = self.failure(error)
        # Raised out here so that Ansible does not tell the same thing twice, as an error and as its cause.
        raise failure

    @staticmethod
    def failure(error: SessionError) -> AnsibleError:
        """Ansible's own exception: what cannot be reached or logged in to is unreachable, other things have failed."""
        if isinstance(error, (LibraryMissing, InvalidSetting)):
            return AnsibleError(str(error))
        if isinstance(error, LoginRefused):
            return AnsibleAuthenticationFailure(str(error))
        return AnsibleConnectionFailure(str(error))

    def reconnect(self) -> Session:
        """A new session in place of the old one, as after a lost one."""
        self.close()
        return self.session

    def reset(self) -> None:
        """Close the session; the next command opens another."""
        self.close()

    def close(self) -> None:
        """Log out and close. Never raises."""
        if self._session is not None:
            if self._session.hook_error:
                self._display.warning(f"{self.exchange}: the recording is incomplete: {self._session.hook_error}")
            self._session.close()
            if self._session.not_logged_out:
                self._display.warning(self._session.not_logged_out)
            self._session = None
        if self._recorder is not None:
            self._recorder.close()
            self._recorder = None
        self._connected = False

    def exec_command(self, cmd: str, in_data: bytes | None = None, sudoable: bool = True) -> tuple[int, bytes, bytes]:
        """What every ordinary module comes to first; an exchange has no shell."""
        raise self._no_shell()

    def put_file(self, in_path: str, out_path: str) -> None:
        """An exchange has no files."""
        raise self._no_shell()

    def fetch_file(self, in_path: str, out_path: str) -> None:
        """An exchange has no files."""
        raise self._no_shell()

    def _no_shell(self) -> AnsibleError:
        remedy = "use the sentral.nec.pbx_* modules"
        if self._action.rpartition(".")[2] in _FACTS:
            remedy = f"set gather_facts: false, and {remedy}"
        return AnsibleError(
            f"{self.exchange}: sentral.nec.pbx connects to a telephone exchange, which cannot run the module "
            f"{self._action}; {remedy}."
        )

    def _open_recorder(self) -> Recorder | None:
        """The recording, if one is asked for."""
        directory = self.get_option("record_directory")
        if not directory:
            return None
        if self._recorder is None:
            try:
                self._recorder = Recorder(str(directory), self.exchange)
            except OSError as error:
                raise AnsibleError(f"{self.exchange}: the session cannot be recorded in {directory}: {error}") from None
        return self._recorder


def _serial(option: dict[str, t.Any]) -> SerialSettings | None:
    """The serial line, for the transport that has one."""
    if option["transport"] != "serial" or not option["serial"]:
        return None
    return SerialSettings(
        place=option["serial"],
        baud=option["serial_baud"],
        data_bits=option["serial_data_bits"],
        parity=option["serial_parity"],
        stop_bits=option["serial_stop_bits"],
        flow_control=option["serial_flow_control"],
    )
