"""Whatever a site file says: when it is made to say what the exchange holds, the next plan is empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.engine.followed_site_file import Follower
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import KINDS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.model.site_file import site_text, tidy
from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import load_text
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft
from tests.property.whole_sites import Site, installed, whole_sites


def as_we_write(site: Site) -> str:
    """The shape of a file that was adopted."""
    return site_text(tidy(read_site("oslo", site)), ["A file."])


def unshared(site: Site) -> Any:
    """The same, without values that stand in two places: YAML would write aliases for them."""
    return json.loads(json.dumps(site))


def in_blocks(site: Site) -> str:
    """A field a line."""
    return str(yaml.safe_dump(unshared(site), allow_unicode=True, sort_keys=False, default_flow_style=False))


def in_one_line(site: Site) -> str:
    """Everything in braces and brackets."""
    return str(
        yaml.safe_dump(unshared(site), allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**6)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=whole_sites(),
    then=whole_sites(),
    write=st.sampled_from((as_we_write, in_blocks, in_one_line)),
)
def test_the_next_plan_is_empty(folders: Iterator[Path], audio: Path, file: Site, then: Site, write: object) -> None:
    assert callable(write)
    bench = installed(next(folders))
    then = {kind: then.get(kind, []) for kind in KINDS}
    assert bench.apply(then, audio=audio, most_deletions=1000).end == "all new"

    def plan(text: str) -> Draft:
        return bench.draft(load_text(text), audio_roots=(str(audio),))

    follower = Follower(plan, lambda text: read_site("oslo", load_text(text)), bench.gather().site)
    followed = follower.followed(write(file))
    assert followed.left == (), (followed.text, followed.changes)
    assert plan(followed.text).operations == ()
