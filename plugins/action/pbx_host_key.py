# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Runs sentral.nec.pbx_host_key inside the controller process."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.session.errors import SessionError
from ansible_collections.sentral.nec.plugins.module_utils.session.first_use import (
    ShownKey,
    by_fingerprint,
    host_keys_on_the_way,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.host_keys import FIRST_USE, Standing
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError
from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import PbxAction
from ansible_collections.sentral.nec.plugins.plugin_utils.task_options import truth_option

DIGEST_BYTES = 32
COMPARE = (
    "Read the fingerprint where it cannot be forged and not over this connection: at the exchange, or on the console "
    "of a jump host with ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub (simulator: python -m simulator host-keys)."
)


class ActionModule(PbxAction):
    """Shows the SSH host keys on the way to an exchange, and records those whose fingerprint is given."""

    module = "pbx_host_key"
    _VALID_ARGS = frozenset({"accept", "replace", "hashed"})

    def work(self) -> dict[str, Any]:
        """Look, record what may be recorded, say what is what."""
        accept = self._fingerprints()
        replace = truth_option(self.exchange, self.arguments, "replace", False)
        hashed = truth_option(self.exchange, self.arguments, "hashed", False)
        check = bool(self._task.check_mode)
        failure: Exception | None = None
        try:
            target: Target = self._connection.target()
            accepts = by_fingerprint(accept, replace_changed=replace)
            shown = host_keys_on_the_way(target, accepts, check=check, hashed=hashed)
        except SessionError as error:
            failure = self._connection.failure(error)
        except OSError as error:
            failure = InputError(
                f"{self.exchange}: the key cannot be recorded in {error.filename or 'pbx_known_hosts'} "
                f"({(error.strerror or str(error)).lower()})"
            )
        if failure is not None:
            raise failure
        return self._result(target, shown, accept, replace)

    def _fingerprints(self) -> list[str]:
        """The fingerprints that somebody has compared; raises ``InputError`` for what is none."""
        given = self.arguments.get("accept") or []
        listed = given.split(",") if isinstance(given, str) else given
        if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
            raise InputError(f"{self.exchange}: accept: {given!r} is not a list of fingerprints")
        texts = [text.strip() for text in listed if text.strip()]
        for text in texts:
            if not _is_fingerprint(text):
                raise InputError(
                    f"{self.exchange}: accept: {text!r} is not a fingerprint as OpenSSH shows it: SHA256: and 43 "
                    "letters and digits"
                )
        return texts

    def _result(self, target: Target, shown: list[ShownKey], accept: list[str], replace: bool) -> dict[str, Any]:
        lines = [self._sentence(key) for key in shown] or [
            f"{self.exchange}: {target.transport} to {target.address} shows no SSH host key, so there is none to record"
        ]
        hosts = len(target.jumps) + (target.transport == "ssh")
        trusted = len(shown) == hosts and all(key.trusted for key in shown)
        result: dict[str, Any] = {
            "changed": any(key.accepted for key in shown),
            "trusted": trusted,
            "host_keys": [_as_data(key) for key in shown],
            "diff": [self._diff(key) for key in shown if key.accepted],
            "msg": "\n".join(lines),
        }
        if accept and not trusted and not result["changed"]:
            return {**result, "failed": True, "msg": self._not_accepted(shown[-1], replace)}
        self.show(lines)
        return result

    def _sentence(self, shown: ShownKey) -> str:
        whose = f"{self.exchange}: the SSH host key of {'the jump host ' if shown.is_jump else ''}{shown.address}"
        if shown.accepted:
            done = "would be recorded" if self._task.check_mode else "is recorded"
            return f"{whose} {done} in {shown.file}: {shown.key}"
        if shown.standing is Standing.KNOWN:
            return f"{whose} is known: {shown.key}"
        command = f"{FIRST_USE.format(exchange=self.exchange)} -e accept={shown.key.fingerprint}"
        if shown.standing is Standing.UNKNOWN:
            return f"{whose} is not known: {shown.key}\n  {COMPARE}\n  If it is the same: {command}"
        if shown.standing is Standing.CHANGED:
            known = " and ".join(str(key) for key in shown.known)
            return (
                f"{whose} HAS CHANGED: it is {shown.key}, known_hosts holds {known}\n  Somebody may be listening in, "
                f"or it was replaced or reset: ask who did that, and when.\n  {COMPARE}\n  If it is the same: "
                f"{command} -e replace=true"
            )
        return f"{whose} is revoked in known_hosts and is never recorded: {shown.key}"

    def _not_accepted(self, shown: ShownKey, replace: bool) -> str:
        """Why nothing was recorded although fingerprints were given."""
        whose = f"{self.exchange}: the SSH host key of {shown.address} is {shown.key}"
        if shown.standing is Standing.REVOKED:
            return f"{whose}, which is revoked in known_hosts; it is never recorded"
        if shown.standing is Standing.CHANGED and not replace:
            known = " and ".join(str(key) for key in shown.known)
            return (
                f"{whose}, but known_hosts holds {known}; nothing was recorded. {COMPARE} If it was replaced, say so "
                "as well: replace=true"
            )
        return f"{whose}, which is none of the accepted fingerprints; nothing was recorded. {COMPARE}"

    @staticmethod
    def _diff(shown: ShownKey) -> dict[str, str]:
        before = "".join(f"{shown.name} {key}\n" for key in shown.known)
        return {
            "before_header": shown.file,
            "after_header": shown.file,
            "before": before,
            "after": f"{shown.name} {shown.key}\n",
        }


def _is_fingerprint(text: str) -> bool:
    """Whether it is ``SHA256:`` and the base64 of a digest without its filling."""
    kind, _colon, digest = text.partition(":")
    try:
        return kind == "SHA256" and len(base64.b64decode(digest + "=", validate=True)) == DIGEST_BYTES
    except (binascii.Error, ValueError):
        return False


def _as_data(shown: ShownKey) -> dict[str, Any]:
    return {
        "name": shown.name,
        "address": shown.address,
        "jump_host": shown.is_jump,
        "key_type": shown.key.kind,
        "fingerprint": shown.key.fingerprint,
        "standing": shown.standing.value,
        "known": [key.fingerprint for key in shown.known],
        "recorded": shown.accepted,
        "file": shown.file,
        "line": shown.line,
    }
