"""Ansible's tagged values taken down to plain Python ones, once, at the border.

Values from variables are instances of subclasses (`_AnsibleTaggedStr` and its kind) that carry where they came
from; libraries that look at the exact type refuse them.
"""

from __future__ import annotations

from typing import Any


def plain_data(value: Any) -> Any:
    """The same data in exact built-in types; what is none of them is returned as it is."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, dict):
        return {plain_data(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_data(item) for item in value]
    return value
