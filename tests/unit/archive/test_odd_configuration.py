"""Whatever the user's configuration and environment say, the content is what was given, in the archive named."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.history import find
from ansible_collections.sentral.nec.plugins.module_utils.archive.pushing import push
from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive
from ansible_collections.sentral.nec.plugins.module_utils.archive.upkeep import maintain
from tests.unit.archive.archives import backup, bare, git, is_whole

CONFIGURATION = """
[commit] gpgsign = true
[tag] gpgsign = true
[core]
    autocrlf = true
    eol = crlf
    safecrlf = true
    hooksPath = {folder}/hooks
    attributesFile = {folder}/attributes
    logAllRefUpdates = false
    fsmonitor = true
    splitIndex = true
    quotePath = true
[init]
    defaultBranch = other
    templateDir = {folder}/template
[user] useConfigOnly = true
[color] ui = always
[log]
    showSignature = true
    follow = true
[status]
    showUntrackedFiles = no
    branch = false
    relativePaths = true
[push]
    default = nothing
    gpgSign = true
[fetch] prune = true
[gc] autoDetach = true
[filter "upper"]
    clean = tr a-z A-Z
    smudge = tr a-z A-Z
    required = true
"""
CONTENT = {
    "æøå oslo/a b.yml": b"one\r\ntwo\n$Id$\n",
    "æøå oslo/c.wav": bytes(range(256)),
    ".gitattributes": b"*.yml text\n",
}


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home where everything is different."""
    folder = tmp_path / "home"
    for hooks in (folder / "hooks", folder / "template" / "hooks"):
        hooks.mkdir(parents=True)
        for name in (
            "pre-commit",
            "commit-msg",
            "reference-transaction",
            "post-checkout",
            "pre-push",
            "post-index-change",
        ):
            (hooks / name).write_text("#!/bin/sh\ntouch hook-ran\nexit 1\n")
            (hooks / name).chmod(0o755)
    (folder / "attributes").write_text("* text eol=crlf ident filter=upper\n")
    (folder / "gitconfig").write_text(CONFIGURATION.format(folder=folder))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "gitconfig"))
    return folder


def test_configuration_changes_nothing(odd: Path, tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive")
    archive.write([backup(CONTENT)])
    archive.write([backup({"æøå oslo/a b.yml": b"three\r\n"}, "Second\n\nRequest: 7")])
    assert archive.read_many(CONTENT, "HEAD~1") == CONTENT
    assert find(archive, "main@{1}", "æøå oslo").subject == "Backup"
    assert find(archive, "request 7", "æøå oslo").id == archive.head
    assert is_whole(archive)
    maintain(archive)
    remote = bare(tmp_path / "remote.git")
    git(remote, "config", "core.hooksPath", "/dev/null")  # the remote is another machine's in truth
    git(archive.path, "remote", "add", "origin", str(remote))
    assert push(archive) == "2 commits pushed to origin"
    assert list(tmp_path.rglob("hook-ran")) == []
    # A person's own git, with that configuration, sees nothing to do either.
    seen = subprocess.run(
        [
            "git",
            "-C",
            str(archive.path),
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            "status",
            "--porcelain",
            "--untracked-files",
        ],
        capture_output=True,
        check=True,
    )
    assert seen.stdout == b""
    assert "fsmonitor--daemon.ipc" not in os.listdir(archive.path / ".git")


def test_no_identity_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gitconfig").write_text("[user]\nuseConfigOnly = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "")
    archive = Archive.open(tmp_path / "archive")
    archive.write([backup(CONTENT)])
    assert is_whole(archive)


def test_environment_does_not_lead_astray(tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a hook of the inventory's repository, or worse."""
    other = archive.path / ".git"
    for name, value in {
        "GIT_DIR": other,
        "GIT_WORK_TREE": archive.path,
        "GIT_INDEX_FILE": other / "index",
        "GIT_OBJECT_DIRECTORY": other / "objects",
        "GIT_COMMON_DIR": other,
        "GIT_PREFIX": "oslo/",
        "GIT_NAMESPACE": "elsewhere",
        "GIT_TEMPLATE_DIR": "/nowhere",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_ICASE_PATHSPECS": "1",
        "GIT_CEILING_DIRECTORIES": "",
    }.items():
        monkeypatch.setenv(name, str(value))
    head = archive.head
    mine = Archive.open(tmp_path / "mine")
    mine.write([backup(CONTENT)])
    assert mine.read_many(CONTENT) == CONTENT
    assert archive.head == head
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    assert is_whole(mine)
    assert is_whole(archive)
    assert mine.head != head


def test_other_algorithm_for_ids(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "-b", "main", "--object-format=sha256", str(tmp_path)], check=True)
    archive = Archive.open(tmp_path)
    assert len(archive.write([backup({"a/b": b"1"})])[0]) == 64
    assert archive.write([backup({"a/b": b"1"})]) == []
    assert is_whole(archive)
