"""The folders of the archive that belong to no exchange, but to all of them."""

from __future__ import annotations

AUDIO = "audio"
"""Recordings, each once, by checksum: a file that is there never becomes another one."""
DRILLS = "drills"
"""The last drill of each exchange, a file each, apart from the backups: see `drills`."""
SHARED = (AUDIO, DRILLS)


def shared_folder_of(path: str) -> str:
    """The shared folder that a path leads into; empty where it leads into an exchange's own."""
    top = path.partition("/")[0]
    return top if top in SHARED else ""


def problem_of_name(exchange: str) -> str:
    """Why an exchange of that name can have no folder in the archive; empty where it can.

    In capitals it is the same: where the archive is cloned the file system may not tell them apart.
    """
    top = exchange.partition("/")[0]
    if top.casefold() not in SHARED:
        return ""
    return (
        f"{exchange}: an exchange cannot have this name, because the archive keeps what all exchanges share in the "
        f"folder {top.casefold()}; give it another name in the inventory"
    )
