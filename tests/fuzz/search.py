"""How long hypothesis searches: a fixed number of examples in `make test`, a time and a seed in `make fuzz`.

``FUZZ_SECONDS`` are for all the tests of this folder together; each gets its share. ``FUZZ_SEED`` repeats a search.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, seed, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.plugin_utils.pbx_action import EXPECTED

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
SEED = os.environ.get("FUZZ_SEED", "0")

EXAMPLES_A_ROUND = 100
"""A long search begins anew after so many, with a seed of its own, because hypothesis knows no end by the clock."""

BRIEF = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
LONG = settings(BRIEF, derandomize=False, max_examples=EXAMPLES_A_ROUND)

_SEARCHES: list[str] = []
"""Every search there is: all files are imported before the first test runs."""

Body = Callable[..., None]


def search(
    *, examples: int, known: tuple[dict[str, Any], ...] = (), **drawn: st.SearchStrategy[Any]
) -> Callable[[Body], Body]:
    """A test over arbitrary input. ``known`` are inputs that were found once; the body gets a folder of its own."""

    def decorate(body: Body) -> Body:
        _SEARCHES.append(body.__name__)

        def test(tmp_path: Path) -> None:
            for how in _rounds(examples, body.__name__):

                def one(**values: Any) -> None:
                    body(tmp_path, **values)

                searched = how(given(**drawn)(one))
                for values in known:
                    searched = example(**values)(searched)
                searched()

        test.__name__, test.__doc__, test.__module__ = body.__name__, body.__doc__, body.__module__
        return test

    return decorate


def _rounds(examples: int, name: str) -> Iterator[Callable[[Any], Any]]:
    if not SECONDS:
        yield settings(BRIEF, max_examples=examples)
        return
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    end = time.monotonic() + SECONDS * workers / len(_SEARCHES)
    number = 0
    while time.monotonic() < end:
        number += 1
        begun = f"{SEED} {name} {number}"
        yield lambda test, begun=begun: seed(begun)(LONG(test))


def only_own_errors(*others: type[Exception]) -> suppress:
    """Passes over what an operator is told in a sentence; anything else is a bug."""
    return suppress(*EXPECTED, *others)
