"""What can be wrong with the archive."""

from __future__ import annotations


class ArchiveError(Exception):
    """The archive cannot be used or written. The sentence says why and what to do."""
