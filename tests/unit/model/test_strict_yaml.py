"""Site files are read so that nothing is quietly turned into something else."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.strict_yaml import (
    SiteFileError,
    Unquoted,
    load_file,
    load_text,
    write_text,
)


def refusal(text: str) -> str:
    """What the loader says about a text that it does not take."""
    with pytest.raises(SiteFileError) as caught:
        load_text(text)
    return str(caught.value)


def test_an_unquoted_scalar_keeps_its_text_its_value_and_its_line() -> None:
    loaded = load_text("users:\n  - extension: 0201\n    name: NO\n")
    assert loaded == {"users": [{"extension": Unquoted("0201", 129, 2), "name": Unquoted("NO", False, 3)}]}


def test_an_unquoted_scalar_shows_itself_as_it_stands_in_the_file() -> None:
    assert str(load_text("10:00")) == "10:00"


@pytest.mark.parametrize("text", ["2026-13-45", "!!int ''", "!!bool maybe", "!!timestamp soon", "!!float x"])
def test_what_has_no_value_of_its_type_keeps_its_text(text: str) -> None:
    loaded = load_text(text)
    assert isinstance(loaded, Unquoted)
    assert loaded.value is None


def test_quoted_scalars_are_texts() -> None:
    assert load_text("['0201', \"NO\", '10:00', '2026-12-24']") == ["0201", "NO", "10:00", "2026-12-24"]


def test_keys_are_texts_whatever_they_look_like() -> None:
    assert load_text("{101: a, NO: b, 08:00: c}") == {"101": "a", "NO": "b", "08:00": "c"}


def test_a_key_that_stands_twice_is_named_with_its_line() -> None:
    assert refusal("users:\n  - name: Kari\n    name: Ola\n") == "line 3: the key 'name' stands twice in one mapping"


@pytest.mark.parametrize("text", ["users: []\nusers: []\n", "101: a\n'101': b\n", "{a: {b: 1, b: 2}}"])
def test_a_key_stands_once_at_every_level_and_in_every_spelling(text: str) -> None:
    assert refusal(text).endswith(" stands twice in one mapping")


@pytest.mark.parametrize("text", ["a: 1\nb: !!map [1]\n", "a: 1\nb: !!map x\n"])
def test_what_is_called_a_mapping_is_one(text: str) -> None:
    assert refusal(text) == "line 2: !!map stands before what is no mapping"


def test_the_same_key_in_two_mappings_is_none_twice() -> None:
    assert load_text("[{name: Kari}, {name: Kari}]") == [{"name": "Kari"}, {"name": "Kari"}]


VAULTED = "password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  3031\n"


def test_a_vault_value_is_decrypted_where_it_stands() -> None:
    bodies: list[str] = []

    def decrypt(body: str) -> str:
        bodies.append(body)
        return "0201"

    assert load_text(VAULTED, decrypt) == {"password": "0201"}
    assert bodies == ["$ANSIBLE_VAULT;1.1;AES256\n3031\n"]


def test_a_vault_value_without_a_password_is_an_error_with_its_line() -> None:
    assert refusal(VAULTED) == "line 1: a !vault value, and no vault password was given"


def test_an_empty_file_holds_nothing() -> None:
    assert load_text("") is None
    assert load_text("# only a remark\n") is None


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("users: [\n", "line 2, column 1"),
        ("users: @home\n", "line 1, column 8"),
        ("a: b\n---\nc: d\n", "another document"),
        ("a: \0", "control characters are not allowed"),
        ("a: !!python/object:os.system x", "could not determine a constructor"),
        ("a: !unknown x", "could not determine a constructor"),
        ("&a {x: *a}", "recursive"),
    ],
)
def test_what_is_no_yaml_is_said_in_one_line(text: str, about: str) -> None:
    says = refusal(text)
    assert says.startswith("not valid YAML: ")
    assert about in says
    assert "\n" not in says


@settings(max_examples=100, deadline=None, database=None)
@given(
    st.text(
        st.sampled_from(
            ["a", "b", "1", "0", ":", " ", "\n", "-", "[", "]", "{", "}", "!", "&", "*", "'", '"', "?", "~"]
        )
    )
)
@example("!!int [1]")
@example("!!omap {a: 1}")
@example("? {a: 1}\n: b")
@example("<<: {a: 1}")
@example("- !!map\n- 1")
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(SiteFileError):
        load_text(text)


def test_a_file_is_read_with_its_letters(tmp_path: Path) -> None:
    file = tmp_path / "fjord.yml"
    file.write_text("name: Åse Øst\n", encoding="utf-8")
    assert load_file(file) == {"name": "Åse Øst"}


def test_a_file_in_another_encoding_is_named_with_the_place(tmp_path: Path) -> None:
    file = tmp_path / "fjord.yml"
    file.write_bytes("name: Åse\n".encode("latin-1"))
    with pytest.raises(SiteFileError) as caught:
        load_file(file)
    assert str(caught.value) == f"{file}: is not UTF-8 text (byte 6)"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteFileError) as caught:
        load_file(tmp_path / "none.yml")
    assert str(caught.value) == f"{tmp_path / 'none.yml'}: cannot be read: No such file or directory"


def test_an_error_in_a_file_names_the_file_and_the_line(tmp_path: Path) -> None:
    file = tmp_path / "fjord.yml"
    file.write_text("a: 1\nb: 2\na: 3\n", encoding="utf-8")
    with pytest.raises(SiteFileError) as caught:
        load_file(file)
    assert str(caught.value) == f"{file}: line 3: the key 'a' stands twice in one mapping"


def test_what_is_written_keeps_its_order_and_its_letters() -> None:
    assert write_text({"name": "Åse", "date": "2026-12-24", "calendar": "NO", "members": ["101"]}) == (
        "name: Åse\ndate: '2026-12-24'\ncalendar: 'NO'\nmembers:\n- '101'\n"
    )


@pytest.mark.parametrize(("opening", "end"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_what_is_nested_without_end_is_refused(opening: str, end: str) -> None:
    """Deep enough, the C composer would end the whole process."""
    assert load_text(f"{opening * 49}x{end * 49}")
    assert refusal(f"{opening * 200_000}{end * 200_000}") == (
        "line 1: more than 50 lists and mappings stand within one another"
    )


@pytest.mark.parametrize("text", ["? [a]\n: b", "? {a: b}\n: c", "? " * 49 + "x", "{[a]: b}"])
def test_a_key_is_one_text(text: str) -> None:
    """A mapping as a key would be written out as a text, twice as long for each level."""
    assert refusal(text) == "line 1: a list or a mapping cannot be a key"


def test_aliases_that_stand_for_billions_are_refused() -> None:
    lines = ["a: &a [x, x]", *(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise("abcdefghijklm"))]
    assert load_text("\n".join(lines[:5]))
    assert refusal("\n".join(lines)).startswith("its aliases stand for more than 1,000,000 values")
    chain = ["- &a0 [x]", *(f"- &a{number} [*a{number - 1}]" for number in range(1, 3000))]
    assert len(load_text("\n".join(chain[:49]))) == 49
    assert refusal("\n".join(chain)).endswith("or for more than 50 levels")


def test_an_alias_within_what_it_refers_to_is_refused() -> None:
    assert refusal("&a [*a]") == "an alias stands within what it refers to"
    assert "recursive" in refusal("a: &a [{b: *a}]")
