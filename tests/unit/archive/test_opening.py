"""What can be an archive, and what is said of what cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveError
from tests.unit.archive.archives import backup, bare, git, is_whole, python, run_git

MERGE = "is in the middle of a merge: finish it, or give it up with: git -C .* merge --abort"


@pytest.mark.parametrize("there", [False, True])
def test_archive_is_made_where_nothing_is(tmp_path: Path, there: bool) -> None:
    path = tmp_path / "in" / "between" / "ærlig arkiv"
    if there:
        path.mkdir(parents=True)
    archive = Archive.open(path)
    assert (archive.head, os.listdir(path)) == ("", [".git"])
    assert git(path, "symbolic-ref", "HEAD") == "refs/heads/main\n"
    assert (archive.listing(), archive.read("oslo/site.yml"), archive.read_many(["a"])) == ({}, None, {})


def test_disk_of_its_own_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "lost+found").mkdir()
    Archive.open(tmp_path)


def test_beginning_that_a_kill_left_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / ".sentral-new" / ".git").mkdir(parents=True)
    archive = Archive.open(tmp_path)
    archive.write([backup({"a/b": b""})])
    assert is_whole(archive)


def test_branch_has_another_name(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive", branch="backups")
    archive.write([backup({"a/b": b""})])
    assert git(archive.path, "branch", "--show-current") == "backups\n"


def test_missing_is_told_where_none_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"there is no archive at .*: the first backup makes one, or .*git clone"):
        Archive.open(tmp_path / "archive", create=False)
    assert os.listdir(tmp_path) == []


def test_folder_with_files(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(ArchiveError, match="holds files and is no git repository: choose an empty folder"):
        Archive.open(tmp_path)


def test_file(tmp_path: Path) -> None:
    (tmp_path / "archive").touch()
    with pytest.raises(ArchiveError, match="is a file; an archive is a folder"):
        Archive.open(tmp_path / "archive")


def test_folder_of_another_repository(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match=r"oslo is inside the working copy of another repository, .*archive; "):
        Archive.open(archive.path / "oslo")


def test_inside_of_git_itself(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="cannot be read: this operation must be run in a work tree"):
        Archive.open(archive.path / ".git")


def test_archive_of_its_own_inside_another_repository(archive: Archive) -> None:
    inner = Archive.open(archive.path / "inner")
    inner.write([backup({"a/b": b"1"})])
    assert is_whole(inner)


def test_bare(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is a bare repository, which has no files to look at: git clone"):
        Archive.open(bare(tmp_path / "bare"))


def test_another_branch(archive: Archive) -> None:
    git(archive.path, "switch", "--quiet", "-c", "attempt")
    with pytest.raises(ArchiveError, match=r"on the branch attempt, and backups go to main; .* switch main$"):
        Archive.open(archive.path)
    with pytest.raises(ArchiveError, match=r"on the branch attempt, and backups go to other; .* switch -c other$"):
        Archive.open(archive.path, branch="other")


def test_no_branch(archive: Archive) -> None:
    git(archive.path, "switch", "--quiet", "--detach")
    with pytest.raises(ArchiveError, match=r"on no branch \(detached HEAD\), and backups go to main"):
        Archive.open(archive.path)


@pytest.mark.parametrize(
    ("command", "what"), [("merge", "a merge"), ("rebase", "a rebase"), ("cherry-pick", "a cherry-pick")]
)
def test_in_the_middle(archive: Archive, command: str, what: str) -> None:
    git(
        archive.path,
        "switch",
        "--quiet",
        "-c",
        "attempt",
    )
    (archive.path / "oslo" / "site.yml").write_text("theirs\n")
    git(archive.path, "commit", "--quiet", "-am", "Theirs")
    git(archive.path, "switch", "--quiet", "main")
    archive.write([backup({"oslo/site.yml": b"ours\n"})])
    assert run_git(archive.path, command, "attempt", check=False).returncode
    with pytest.raises(ArchiveError, match=f"in the middle of {what}: .* {command} --abort$"):
        Archive.open(archive.path)
    git(archive.path, command, "--abort")
    assert is_whole(Archive.open(archive.path))


def test_changed_staged_and_deleted_files(archive: Archive) -> None:
    (archive.path / "oslo" / "site.yml").write_text("mine\n")
    with pytest.raises(ArchiveError, match=r"changes that are not committed \(oslo/site.yml\): commit them, or"):
        Archive.open(archive.path)
    git(archive.path, "add", ".")
    (archive.path / "bergen" / "site.yml").unlink()
    with pytest.raises(ArchiveError, match=r"\(bergen/site.yml, oslo/site.yml\): .* restore --staged --worktree \.$"):
        Archive.open(archive.path)
    git(archive.path, "restore", "--staged", "--worktree", ".")
    Archive.open(archive.path)


def test_unknown_files(archive: Archive) -> None:
    for name in ("a b", "æ", "c", "d", "e"):
        (archive.path / name).touch()
    with pytest.raises(ArchiveError, match=r"files that git does not know \(a b, c, d, and 2 more\)"):
        Archive.open(archive.path)


def test_ignored_files_are_nobodys_business(archive: Archive) -> None:
    archive.write([backup({".gitignore": b"*.swp\n"})])
    (archive.path / "oslo" / ".site.yml.swp").touch()
    Archive.open(archive.path)


def test_archive_of_another_account(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    with pytest.raises(ArchiveError, match=r"belongs to another account: .* --add safe.directory .*/archive$"):
        Archive.open(archive.path)


def test_git_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ArchiveError, match="needs the git command, which is not installed where Ansible runs"):
        Archive.open(tmp_path / "archive")


def test_git_goes_missing_while_it_is_needed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ArchiveError, match="needs the git command"):
        archive.listing()
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    with pytest.raises(ArchiveError, match="needs the git command"):
        archive.listing()


@pytest.mark.parametrize(("lacking", "said"), [("git", "install git"), ("GitPython", "pip install GitPython")])
def test_missing_before_the_first_import(tmp_path: Path, lacking: str, said: str) -> None:
    script = """if True:
        import sys, os
        from pathlib import Path
        if sys.argv[1] == "git":
            os.environ["PATH"] = "/nowhere"
        else:
            sys.modules["git"] = None
        from ansible_collections.sentral.nec.plugins.module_utils.archive.repository import Archive, ArchiveError
        try:
            Archive.open(Path(sys.argv[2]))
        except ArchiveError as error:
            print(error)
    """
    output, complaint = python(script, lacking, tmp_path / "archive").communicate()
    assert output.strip().endswith(said), complaint


def test_archive_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match=r"cannot be made: Not a directory"):
        Archive.open(tmp_path / "file" / "archive")
    with pytest.raises(ArchiveError, match="cannot be made: "):
        Archive.open(Path("/proc/archive"))


def test_broken_repository_never_leads_to_the_one_around_it(archive: Archive) -> None:
    inner = Archive.open(archive.path / "inner")
    (inner.path / ".git" / "HEAD").unlink()
    with pytest.raises(ArchiveError):
        inner.write([backup({"a/b": b"1"})])
    with pytest.raises(ArchiveError, match="inside the working copy of another repository"):
        Archive.open(inner.path)
    assert git(archive.path, "rev-list", "--count", "HEAD") == "1\n"
