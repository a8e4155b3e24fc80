"""An edit changes what it is about, and every other letter of the text stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import SiteFileError, load_text
from ansible_collections.sentral.nec.plugins.module_utils.model.yaml_edits import YamlEdits, plain

TEXT = """\
---
# Fjordfisk AS
users:
  - {extension: "101", name: Kari}   # since 2020
  # the boss
  - extension: "102"
    name: Ola   # Fiskerstrand
    keys:
      - {key: 1, function: voice_mail}   # first
      # second
      - key: 2
        code: "01"
    note: |
      two
      lines
  - {extension: "103", name: "Per, the cook"}
queues: []   # none yet
schedules:
greetings: [{name: a, audio: a.wav}, {name: b, audio: b.wav}]
# the end
"""

Edit = Callable[[YamlEdits], None]

EDITS: dict[str, tuple[Edit, str, str]] = {
    "a value on one line": (
        lambda edits: edits.set(("users", 0, "name"), "Nina"),
        '{extension: "101", name: Kari}',
        '{extension: "101", name: Nina}',
    ),
    "a value in a block": (
        lambda edits: edits.set(("users", 1, "name"), "0201"),
        "name: Ola   # Fiskerstrand",
        'name: "0201"   # Fiskerstrand',
    ),
    "a text in a block": (
        lambda edits: edits.set(("users", 1, "note"), "short"),
        "note: |\n      two\n      lines\n",
        "note: short\n",
    ),
    "a list in a block": (
        lambda edits: edits.set(("users", 1, "keys"), [{"key": 3}]),
        'keys:\n      - {key: 1, function: voice_mail}   # first\n      # second\n      - key: 2\n        code: "01"\n',
        "keys: [{key: 3}]\n",
    ),
    "a new key on one line": (
        lambda edits: edits.set(("users", 2, "port"), 7),
        'name: "Per, the cook"}',
        'name: "Per, the cook", port: 7}',
    ),
    "a new key in a block": (
        lambda edits: edits.set(("users", 1, "keys", 1, "data"), ["1", "2"]),
        '        code: "01"\n',
        '        code: "01"\n        data: ["1", "2"]\n',
    ),
    "an entry instead of another one": (
        lambda edits: edits.set(("users", 0), {"extension": "101", "name": "no"}),
        '- {extension: "101", name: Kari}   # since',
        '- {extension: "101", name: "no"}   # since',
    ),
    "a key out of one line": (
        lambda edits: edits.remove(("greetings", 0, "audio")),
        "[{name: a, audio: a.wav}",
        "[{name: a}",
    ),
    "the first key out of one line": (
        lambda edits: edits.remove(("greetings", 0, "name")),
        "[{name: a, audio: a.wav}",
        "[{audio: a.wav}",
    ),
    "a key out of a block": (
        lambda edits: edits.remove(("users", 1, "name")),
        "    name: Ola   # Fiskerstrand\n",
        "",
    ),
    "the first key out of a block": (
        lambda edits: edits.remove(("users", 1, "keys", 1, "key")),
        "      - key: 2\n        code",
        "      - code",
    ),
    "an entry out of a block": (
        lambda edits: edits.remove(("users", 0)),
        '  - {extension: "101", name: Kari}   # since 2020\n',
        "",
    ),
    "an entry of several lines": (
        lambda edits: edits.remove(("users", 1, "keys", 1)),
        '      - key: 2\n        code: "01"\n',
        "",
    ),
    "the last entry out of brackets": (
        lambda edits: edits.remove(("greetings", 1)),
        ", {name: b, audio: b.wav}]",
        "]",
    ),
    "the first entry out of brackets": (
        lambda edits: edits.remove(("greetings", 0)),
        "[{name: a, audio: a.wav}, {",
        "[{",
    ),
    "one more in a block": (
        lambda edits: edits.append(("users",), {"extension": "104", "name": "Åse"}),
        'name: "Per, the cook"}\n',
        'name: "Per, the cook"}\n  - {extension: "104", name: Åse}\n',
    ),
    "one more in brackets": (
        lambda edits: edits.append(("greetings",), {"name": "c"}),
        "audio: b.wav}]",
        "audio: b.wav}, {name: c}]",
    ),
    "the first of an empty list": (
        lambda edits: edits.append(("queues",), {"name": "Sales"}),
        "queues: []   # none yet\n",
        "queues:   # none yet\n  - {name: Sales}\n",
    ),
    "the first where nothing stands": (
        lambda edits: edits.append(("schedules",), {"name": "open"}),
        "schedules:\n",
        "schedules:\n  - {name: open}\n",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_only_what_is_edited_changes(name: str) -> None:
    edit, before, after = EDITS[name]
    assert TEXT.count(before) == 1
    edits = YamlEdits(TEXT)
    edit(edits)
    assert edits.checked() == TEXT.replace(before, after)
    assert edits.value == plain(load_text(edits.text))


def test_an_only_entry_leaves_an_empty_list() -> None:
    edits = YamlEdits("users:\n  # our own\n  - {extension: '101'}\nqueues: [{name: a}]\n")
    edits.remove(("users", 0))
    edits.remove(("queues", 0))
    assert edits.checked() == "users: []\n  # our own\nqueues: []\n"


def test_a_text_without_a_line_end() -> None:
    edits = YamlEdits("users:\n  - {extension: '101'}")
    edits.append(("users",), {"extension": "102"})
    assert edits.checked() == "users:\n  - {extension: '101'}\n  - {extension: \"102\"}\n"


def test_what_stands_in_two_places_is_left_to_people() -> None:
    edits = YamlEdits("a: &names [x]\nb: *names\n")
    edits.append(("a",), "y")
    with pytest.raises(SiteFileError, match="change it by hand"):
        edits.checked()


def test_a_secret_stays_as_it_is() -> None:
    text = "users:\n  - name: a\n    code: !vault |\n      $ANSIBLE_VAULT;1.1;AES256\n      3031\n"
    edits = YamlEdits(text)
    edits.set(("users", 0, "name"), "b")
    assert edits.checked() == text.replace("name: a", "name: b")


def test_a_file_from_windows_keeps_its_line_ends() -> None:
    edits = YamlEdits("users:\r\n  - {extension: '101'}   # first\r\n")
    edits.append(("users",), {"extension": "102"})
    assert edits.checked() == "users:\r\n  - {extension: '101'}   # first\r\n  - {extension: \"102\"}\r\n"
