"""The complete dump of an exchange: compressed, then encrypted, and encrypted anew only when it changed.

Ansible Vault's salt makes every encryption different, so an unchanged dump would be a change in git every night. A
keyed hash of what is inside tells: it needs the vault's secret, so that nobody can try contents against it.
"""

from __future__ import annotations

import hashlib
import hmac
import lzma
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 100_000
"""Of the key's derivation: once a run, a few hundredths of a second."""
LARGEST = 256 * 1024 * 1024
"""Bytes of a dump, far more than the largest exchange has: an archive that is not ours must not fill the memory."""


class SealBroken(Exception):
    """A dump cannot be opened. The sentence says why."""


@dataclass(frozen=True)
class Seal:
    """What encrypts and decrypts (Ansible Vault, by the caller), and the key of the hash."""

    encrypt: Callable[[bytes], bytes]
    decrypt: Callable[[bytes], bytes]
    key: bytes

    def keyed_hash(self, plain: str) -> str:
        """HMAC-SHA256 of a dump, in hex."""
        return hmac.new(self.key, plain.encode(), hashlib.sha256).hexdigest()

    def close(self, plain: str) -> bytes:
        """The file that is kept."""
        return self.encrypt(lzma.compress(plain.encode(), preset=6))

    def open(self, sealed: bytes) -> str:
        """What is in the file. Raises :class:`SealBroken`."""
        compressed = self.decrypt(sealed)
        try:
            decompressor = lzma.LZMADecompressor()
            plain = decompressor.decompress(compressed, max_length=LARGEST)
            if not decompressor.eof:
                raise SealBroken("it is not whole, or larger than any exchange")
            return plain.decode()
        except (lzma.LZMAError, EOFError, UnicodeDecodeError) as error:
            raise SealBroken("what was decrypted is no dump") from error


def derived_key(secret: bytes) -> bytes:
    """The key of the hash, from the vault's secret; another one than Vault derives for the encryption."""
    return hashlib.pbkdf2_hmac("sha256", secret, b"sentral archive, keyed hash of dumps", ROUNDS)
