"""Two controllers back up and push at the same time: everything of both arrives."""

from __future__ import annotations

from pathlib import Path

from ansible_collections.sentral.nec.plugins.module_utils.archive.history import history
from ansible_collections.sentral.nec.plugins.module_utils.archive.pushing import push
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from tests.unit.archive.archives import bare, clone, git, is_whole, python

ROUNDS = 4
CONTROLLER = """
import sys
from pathlib import Path
from ansible_collections.sentral.nec.plugins.module_utils.archive.pushing import push
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, Commit
archive, name = Archive.open(Path(sys.argv[1])), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    files = {f"{name}/site.yml": b"%d" % number, f"{name}/{number}": b"x", f"audio/{name}-{number}.wav": b"a"}
    archive.write([Commit(files, f"{name} {number}", name)])
    push(archive)
"""


def test_both_arrive(tmp_path: Path, archive: Archive) -> None:
    remote = bare(tmp_path / "remote.git")
    git(archive.path, "remote", "add", "origin", str(remote))
    push(archive)
    controllers = {name: clone(remote, tmp_path / name) for name in ("moss", "ålesund")}
    running = [python(CONTROLLER, one.path, name, ROUNDS) for name, one in controllers.items()]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        _output, complaint = process.communicate(timeout=60)
        assert process.returncode == 0, complaint
    result = Archive.open(clone(remote, tmp_path / "result").path)
    for name, controller in controllers.items():
        subjects = [revision.subject for revision in history(result, name)]
        assert subjects == [f"{name} {number}" for number in reversed(range(ROUNDS))]
        assert result.read(f"{name}/site.yml") == b"%d" % (ROUNDS - 1)
        assert len(result.listing(name)) == ROUNDS + 1
        push(controller)
        assert controller.head == result.head
        assert is_whole(controller)
    assert len(result.listing("audio")) == 2 * ROUNDS
    assert len(history(result)) == 2 * ROUNDS + 1
