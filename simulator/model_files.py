"""The files of a model: ``models/<model>/*.yml``, laid over those of the model that it is like.

A model that says ``like: sv9100`` in its ``model.yml`` holds only what differs: spaces, items with the keys that
change, and under ``without`` the items that it has not. What changes has a source of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

MODELS_FOLDER = Path(__file__).parent / "models"

Table = dict[str, Any]


def model_names() -> list[str]:
    """Return the models there are tables for."""
    return sorted(folder.name for folder in MODELS_FOLDER.iterdir() if (folder / "model.yml").is_file())


def read_model(name: str) -> tuple[Table, list[Table]]:
    """Return what a model is as a whole, and all its items."""
    whole, items = _read_folder(MODELS_FOLDER / name)
    if "like" not in whole:
        return whole, items
    base, base_items = read_model(whole["like"])
    return like(base, whole), items_like(base_items, items, whole.get("without", ()))


def like(base: Table, own: Table) -> Table:
    """Lay a model's own description over that of another; spaces are replaced one by one."""
    return {**base, **own, "spaces": {**base["spaces"], **own.get("spaces", {})}}


def items_like(base: list[Table], own: list[Table], without: list[str] | tuple[str, ...]) -> list[Table]:
    """Lay changes over the items of another model. Raise ``ValueError`` for one that changes nothing that is there."""
    changes = {change["item"]: change for change in own}
    unknown = (set(changes) | set(without)) - {item["item"] for item in base}
    if unknown:
        raise ValueError(f"item {min(unknown)}: there is no such item to change")
    unfounded = [code for code, change in changes.items() if not change.get("source")]
    if unfounded:
        raise ValueError(f"item {min(unfounded)}: a change says where it comes from")
    return [{**item, **changes.get(item["item"], {})} for item in base if item["item"] not in without]


def _read_folder(folder: Path) -> tuple[Table, list[Table]]:
    others = sorted(path for path in folder.glob("*.yml") if path.name != "model.yml")
    return _read(folder / "model.yml"), [item for path in others for item in _read(path)["items"]]


def _read(path: Path) -> Table:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: Table = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - the safe loader, in C where there is one
    return content
