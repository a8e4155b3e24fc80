"""Options of a task that take more than one spelling."""

from __future__ import annotations

from typing import Any

from ansible.module_utils.parsing.convert_bool import boolean

from ansible_collections.sentral.nec.plugins.plugin_utils.inputs import InputError


def truth_option(exchange: str, arguments: dict[str, Any], name: str, default: bool) -> bool:
    """An option that is true or false, also as the command line writes it."""
    try:
        return bool(boolean(arguments.get(name, default)))
    except TypeError as error:
        raise InputError(f"{exchange}: {name}: is neither true nor false") from error
