"""Dumps are sealed, and sealed anew only when what is inside changed."""

from __future__ import annotations

import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.archive.sealing import Seal, SealBroken, derived_key

KEY = derived_key(b"secret")
OPEN = Seal(encrypt=lambda plain: b"sealed:" + plain, decrypt=lambda sealed: sealed.removeprefix(b"sealed:"), key=KEY)


@given(st.text())
def test_what_is_sealed_comes_out_again(text: str) -> None:
    assert OPEN.open(OPEN.close(text)) == text


def test_the_keyed_hash_follows_the_content_and_the_secret() -> None:
    other = Seal(OPEN.encrypt, OPEN.decrypt, derived_key(b"another"))
    assert OPEN.keyed_hash("a") == OPEN.keyed_hash("a")
    assert len({OPEN.keyed_hash("a"), OPEN.keyed_hash("b"), other.keyed_hash("a")}) == 3


@given(st.binary(max_size=200))
def test_what_is_no_dump_is_said(content: bytes) -> None:
    with pytest.raises(SealBroken):
        OPEN.open(b"sealed:" + content)


def test_a_cut_dump_is_not_whole() -> None:
    with pytest.raises(SealBroken):
        OPEN.open(OPEN.close("x" * 5000)[:-20])


def test_a_dump_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansible_collections.sentral.nec.plugins.module_utils.archive.sealing.LARGEST", 1000)
    with pytest.raises(SealBroken, match="larger than any exchange"):
        OPEN.open(lzma.compress(b"0" * 1_000_000))
