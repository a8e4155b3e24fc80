"""Whatever is written in whatever order comes back byte for byte at every commit, and the files are as committed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveError
from tests.unit.archive.archives import backup, is_whole

NAME = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="/\\"), min_size=1, max_size=5
)
# Few names, so that files meet each other, folders, and themselves; and some that nobody would give.
PATH = st.lists(st.sampled_from(["oslo", "a", "b c", "å"]) | NAME, min_size=1, max_size=3).map("/".join)
CONTENT = st.none() | st.sampled_from([b"", b"1", b"1\r\n"]) | st.binary(max_size=40)
RUN = st.lists(st.dictionaries(PATH, CONTENT, max_size=4), min_size=1, max_size=2)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RUN, min_size=1, max_size=5))
def test_every_commit_reads_back(runs: list[list[dict[str, bytes | None]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archive")
        holds: dict[str, bytes] = {}
        states: dict[str, dict[str, bytes]] = {}
        for run in runs:
            try:
                made = archive.write([backup(files) for files in run])
            except ArchiveError as error:
                assert "is no path" in str(error) or "both a file and a folder" in str(error)  # noqa: PT017
                continue
            expected = []
            for files in run:
                before = dict(holds)
                for path, content in files.items():
                    if content is None:
                        holds.pop(path, None)
                    else:
                        holds[path] = content
                if holds != before:
                    expected.append(dict(holds))
            assert len(made) == len(expected)
            states.update(zip(made, expected, strict=True))
            if holds:
                assert is_whole(archive)
        for commit, state in states.items():
            assert archive.read_many(archive.listing(at=commit), commit) == state
