"""The page of the checks, from their table."""

from __future__ import annotations

from .registry import CHECKS

HEAD = """\
<!-- Written by plugins/module_utils/model/checks/documentation.py: change the table of the checks, not this file. -->

# Checks

`ansible-playbook playbooks/check.yml` looks at the site files and opens no session. `playbooks/plan.yml` does the same
first. Each finding is one line: exchange, severity, code, object, field, and a sentence.

    oslo: ERROR REF001 incoming route 22334455, open: there is no queue 'Sale' in the site

* An **error** ends the run for that exchange, before it is reached.
* A **warning** is worth a look: it may be meant.
* A **notice** is worth knowing.

A kind of object that is not a key of the site file is not managed, so nothing is said about what refers to it. Under
`merged` a site file is only a part of what the exchange holds, so nothing is said to be missing.

## Codes

| Code | Severity | Meaning |
|---|---|---|
"""

TAIL = """
## Silencing

A warning or a notice that is meant can be silenced, by code and with a reason, in the variables of a host or a group:

```yaml
pbx_policy:
  silence:
    - {code: TIM005, object: "queue Sales", reason: "callers are told to call back"}
    - {code: WAY006, reason: "the watchman has a mobile telephone"}
```

Without `object` the code is silenced for all objects. An object is named as the finding names it; the name of a user
may be left out (`user 105`). Errors cannot be silenced. A silence that silences nothing, or a code that there is not,
is a notice, so that old silences do not stay for ever. One that other exchanges of the inventory have too, as from a
group, is not told: it need not fit every one of them, and a run may be limited to a few, so that nobody can say that it
fits none. What was silenced is in the result, with its reason.

## Capacity

The result says how much of each table of the model the site uses, and how much is left. Ports are what the model can
have; what is installed and how many licences there are is not known offline, and never guessed.
"""


def page() -> str:
    """The whole page."""
    rows = "".join(f"| {check.code} | {check.severity} | {check.meaning} |\n" for check in CHECKS)
    return HEAD + rows + TAIL
