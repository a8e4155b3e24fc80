"""What was committed here goes on top of what others committed, or stays here with a sentence that says why."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.history import history
from ansible_collections.sentral.nec.plugins.module_utils.archive.pushing import push
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveError
from ansible_collections.sentral.nec.plugins.module_utils.archive.upkeep import maintain
from tests.unit.archive.archives import backup, bare, clone, git, is_whole

STAYS = "What was committed stays in the archive, and goes with the next push$"


@pytest.fixture
def remote(tmp_path: Path, archive: Archive) -> Path:
    """A remote that has the archive's first commit."""
    folder = bare(tmp_path / "remote.git")
    git(archive.path, "remote", "add", "origin", str(folder))
    assert push(archive) == "1 commit pushed to origin"
    return folder


@pytest.fixture
def other(tmp_path: Path, remote: Path) -> Archive:
    """Another controller's archive."""
    return clone(remote, tmp_path / "other")


def hook(remote: Path, name: str, script: str) -> Path:
    path = remote / "hooks" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_first_push_makes_the_branch(archive: Archive, remote: Path) -> None:
    assert git(remote, "rev-parse", "main").strip() == archive.head
    assert git(archive.path, "rev-parse", "--abbrev-ref", "@{upstream}") == "origin/main\n"
    assert push(archive) == "origin has everything already"


def test_nothing_to_push(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive")
    git(archive.path, "remote", "add", "origin", str(bare(tmp_path / "remote.git")))
    assert push(archive) == "the archive has no commit yet, so nothing was pushed to origin"


def test_what_others_have_is_taken_over(archive: Archive, other: Archive) -> None:
    other.write([backup({"bergen/a": b"theirs"}), backup({"bergen/b": b"theirs"})])
    assert push(other) == "2 commits pushed to origin"
    assert push(archive) == "2 commits of others taken over from origin; there was nothing to push"
    assert archive.head == other.head
    assert is_whole(archive)


def test_ours_go_on_top_of_theirs(archive: Archive, other: Archive, remote: Path) -> None:
    other.write([backup({"bergen/site.yml": b"theirs\n"}, "Theirs")])
    push(other)
    archive.write([backup({"oslo/site.yml": b"found\n"}, "Found\n\nRequest: 5", "Kari <kari@x>")])
    made = history(archive, most=1)[0]
    archive.write([backup({"oslo/ny æ.yml": b"\r\n", "trømsø/a": b"1", "top.txt": b"t"}, "Written", "Åse")])
    assert push(archive) == "2 commits pushed to origin, on top of 1 commit of others"
    assert [(one.subject, one.author) for one in history(archive)][:3] == [
        ("Written", "Åse"),
        ("Found", "Kari"),
        ("Theirs", "Ola Nordmann"),
    ]
    found = history(archive)[1]
    assert (found.time, found.body, found.trailers) == (made.time, made.body, made.trailers)
    assert git(archive.path, "log", "-1", "--format=%ae %cn", found.id) == "kari@x Sentral\n"
    assert archive.read("bergen/site.yml") == b"theirs\n"
    assert archive.read_many(["oslo/site.yml", "oslo/ny æ.yml", "trømsø/a", "top.txt"]).keys() == {
        *("oslo/site.yml", "oslo/ny æ.yml", "trømsø/a", "top.txt")
    }
    assert git(remote, "rev-parse", "main").strip() == archive.head
    assert is_whole(archive)


def test_folder_becomes_entirely_as_ours(archive: Archive, other: Archive) -> None:
    """Both read the same exchange: the files of one backup belong together, also where lines would merge well."""
    other.write([backup({"oslo/site.yml": b"theirs\n", "oslo/theirs": b"1", "audio/1.wav": b"1", "audio/t.wav": b"t"})])
    push(other)
    archive.write([backup({"oslo/items": b"ours\n", "audio/1.wav": b"1", "audio/o.wav": b"o"})])
    archive.write([backup({"audio/o.wav": None, "bergen/site.yml": None})])
    push(archive)
    assert list(archive.listing()) == ["audio/1.wav", "audio/o.wav", "audio/t.wav", "oslo/items", "oslo/site.yml"]
    assert archive.read("oslo/site.yml") == b"users: []\n"
    assert is_whole(archive)


def test_same_backup_of_both_is_one_commit(archive: Archive, other: Archive) -> None:
    for one, author in ((other, "Kari"), (archive, "Åse")):
        one.write([backup({"oslo/site.yml": b"changed\n"}, author=author)])
    other.write([backup({"bergen/site.yml": b"theirs\n"})])
    push(other)
    assert push(archive) == "2 commits of others taken over from origin; there was nothing to push"
    assert archive.head == other.head
    assert is_whole(archive)


def test_merge_of_a_person_is_one_of_ours(archive: Archive, other: Archive) -> None:
    git(archive.path, "switch", "--quiet", "-c", "side")
    (archive.path / "side").write_text("1")
    git(archive.path, "add", "side")
    git(archive.path, "commit", "--quiet", "-m", "Side")
    git(archive.path, "switch", "--quiet", "main")
    archive.write([backup({"oslo/a": b"1"})])
    git(archive.path, "merge", "--quiet", "--no-edit", "side")
    other.write([backup({"bergen/a": b"1"})])
    push(other)
    assert push(archive) == "2 commits pushed to origin, on top of 1 commit of others"
    assert {"side", "oslo/a", "bergen/a"} <= archive.listing().keys()
    assert is_whole(archive)


def test_somebody_is_faster(tmp_path: Path, archive: Archive, other: Archive, remote: Path) -> None:
    """While ours is on its way the remote takes another commit, once: the update fails, and it is tried again."""
    other.write([backup({"bergen/a": b"theirs"}, "Theirs")])
    git(other.path, "push", "--quiet", "origin", "main:refs/heads/waiting")
    flag = tmp_path / "once"
    script = f"test -e {flag} || {{ touch {flag}; git update-ref refs/heads/main {other.head}; }}"
    hook(remote, "pre-receive", f"unset GIT_QUARANTINE_PATH\n{script}")
    archive.write([backup({"oslo/a": b"ours"}, "Ours")])
    assert push(archive) == "1 commit pushed to origin, on top of 1 commit of others"
    assert git(remote, "log", "--format=%s", "main").split() == ["Ours", "Theirs", "First"]
    assert is_whole(archive)


def test_others_are_always_faster(archive: Archive, remote: Path) -> None:
    hook(
        remote,
        "pre-receive",
        "unset GIT_QUARANTINE_PATH; export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x\n"
        "export GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x\n"
        "new=$(env -u GIT_OBJECT_DIRECTORY git commit-tree -p main -m Faster main^{tree})\n"
        "git update-ref refs/heads/main $new",
    )
    archive.write([backup({"oslo/a": b"ours"}, "Ours")])
    with pytest.raises(ArchiveError, match=f"others were faster 5 times; try again. {STAYS}"):
        push(archive)
    assert archive.read("oslo/a") == b"ours"
    assert is_whole(archive)
    (remote / "hooks" / "pre-receive").unlink()
    assert push(archive).startswith("1 commit pushed to origin, on top of")


def stays(archive: Archive, said: str, remote: str = "origin", seconds: float = 20) -> None:
    """The push fails with a sentence, and the archive is as it was."""
    archive.write([backup({"oslo/a": b"ours"}, "Ours")])
    head = archive.head
    with pytest.raises(ArchiveError, match=said):
        push(archive, remote, seconds=seconds)
    assert archive.head == head
    assert is_whole(Archive.open(archive.path))


def test_no_remote(archive: Archive) -> None:
    stays(archive, r"has no remote 'origin'; add it with: git -C .*archive remote add origin ADDRESS")
    stays(
        archive, "has no remote '--upload-pack=x'; add it with: git -C .* remote add origin ADDRESS", "--upload-pack=x"
    )


def test_remote_is_gone(tmp_path: Path, archive: Archive) -> None:
    git(archive.path, "remote", "add", "origin", str(tmp_path / "nowhere"))
    stays(archive, rf"the remote origin \(.*nowhere\) cannot be reached: .*\. {STAYS}")


def test_remote_refuses_the_connection_and_no_password_is_shown(archive: Archive) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        git(archive.path, "remote", "add", "origin", f"http://kari:secret-word@127.0.0.1:{port}/x.git")
        with pytest.raises(
            ArchiveError, match=rf"the remote origin \(.*127.0.0.1.*\) cannot be reached: .*{STAYS}"
        ) as told:
            push(archive)
    assert "secret-word" not in str(told.value)


def test_remote_that_never_answers(archive: Archive) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        git(archive.path, "remote", "add", "origin", f"git://127.0.0.1:{silent.getsockname()[1]}/x")
        began = time.monotonic()
        stays(archive, f"cannot be reached: it did not end in time. {STAYS}", seconds=0.5)
        assert time.monotonic() - began < 5


def test_nobody_is_asked_for_a_password(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_ASKPASS", raising=False)
    monkeypatch.delenv("SSH_ASKPASS", raising=False)
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_ask_for_password, args=(server,), daemon=True)
        thread.start()
        git(archive.path, "remote", "add", "origin", f"http://127.0.0.1:{server.getsockname()[1]}/x.git")
        stays(archive, f"cannot be reached: could not read Username .*: terminal prompts disabled. {STAYS}")


def _ask_for_password(server: socket.socket) -> None:
    answer = b"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    connection, _address = server.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(answer)


def test_ssh_asks_nothing_either(tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_SSH_COMMAND", raising=False)
    monkeypatch.delenv("GIT_SSH", raising=False)
    ssh = tmp_path / "bin" / "ssh"
    ssh.parent.mkdir()
    ssh.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/asked\necho "kari@x: Permission denied (publickey)." >&2\nexit 255\n'
    )
    ssh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{ssh.parent}:{os.environ['PATH']}")
    git(archive.path, "remote", "add", "origin", "ssh://kari@x.example/archive.git")
    stays(archive, f"cannot be reached: .*{STAYS}")
    assert "-oBatchMode=yes" in (tmp_path / "asked").read_text()
    monkeypatch.setenv("GIT_SSH_COMMAND", f"{ssh} mine")
    stays(archive, "cannot be reached")
    assert (tmp_path / "asked").read_text().startswith("mine ")


def test_hook_refuses(archive: Archive, remote: Path) -> None:
    hook(remote, "pre-receive", "echo 'only on Sundays' >&2; exit 1")
    stays(archive, rf"refused the push, .*pre-receive hook declined.*: only on Sundays\. {STAYS}")


def test_remote_takes_no_push_to_the_branch_it_shows(tmp_path: Path, archive: Archive) -> None:
    shown = Archive.open(tmp_path / "shown")
    git(archive.path, "remote", "add", "origin", str(shown.path))
    stays(archive, r"refused the push, \[remote rejected\] \(branch is currently checked out\)")


def test_remote_that_is_something_else(tmp_path: Path, archive: Archive) -> None:
    elsewhere = Archive.open(tmp_path / "elsewhere")
    elsewhere.write([backup({"a/b": b"1"})])
    folder = bare(tmp_path / "remote.git")
    for one in (elsewhere, archive):
        git(one.path, "remote", "add", "origin", str(folder))
    push(elsewhere)
    stays(archive, rf"have no commit in common, so they are not the same archive: push to an empty .* {STAYS}")


def test_push_leaves_others_work_alone(archive: Archive, other: Archive) -> None:
    other.write([backup({"bergen/a": b"1"})])
    push(other)
    (archive.path / "oslo" / "site.yml").write_text("mine\n")
    with pytest.raises(ArchiveError, match="changes that are not committed"):
        push(archive)
    assert (archive.path / "oslo" / "site.yml").read_text() == "mine\n"


def test_upkeep_packs_and_leaves_no_process(archive: Archive) -> None:
    for number in range(3):
        archive.write([backup({"oslo/a": b"%d" % number})])
    packs = archive.path / ".git" / "objects" / "pack"
    assert len(list(packs.glob("*.pack"))) == 4
    git(archive.path, "config", "gc.autoPackLimit", "2")
    maintain(archive)
    assert len(list(packs.glob("*.pack"))) == 1
    assert is_whole(archive)
    assert len(history(archive)) == 4


def test_upkeep_that_fails_is_told(archive: Archive) -> None:
    git(archive.path, "config", "gc.auto", "many")
    with pytest.raises(ArchiveError, match=r"could not be packed: .*Nothing is lost; the next run tries it again"):
        maintain(archive)
