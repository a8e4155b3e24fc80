"""The modules as Ansible documents them, and the actions behind them."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[3]
MODULES = sorted(path.stem for path in (CHECKOUT / "library").glob("*.py"))


class ModuleFile:
    """One file of library/, read as Ansible reads it: without running it."""

    def __init__(self, name: str) -> None:
        self.name = name
        tree = ast.parse((CHECKOUT / "library" / f"{name}.py").read_text(encoding="utf-8"))
        self.texts: dict[str, str] = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }

    @property
    def options(self) -> dict[str, Any]:
        """The documented options. The fragments hold none."""
        options: dict[str, Any] = yaml.safe_load(self.texts["DOCUMENTATION"]).get("options", {})
        return options

    @property
    def returns(self) -> dict[str, Any]:
        """The documented return values."""
        returns: dict[str, Any] = yaml.safe_load(self.texts["RETURN"])
        return returns

    @property
    def action(self) -> Any:
        """The action plugin that does the work."""
        name = f"ansible_collections.sentral.nec.plugins.action.{self.name}"
        return importlib.import_module(name).ActionModule


@pytest.fixture(params=MODULES)
def module(request: pytest.FixtureRequest) -> ModuleFile:
    """Each module in turn."""
    return ModuleFile(request.param)
