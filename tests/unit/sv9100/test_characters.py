"""Names as the exchange stores them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.characters import encode_name


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12))
def test_printable_ascii_is_stored_as_it_is(name: str) -> None:
    assert encode_name(name, 12, transliterate=False) == name


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Kåre Ødegård", "Kare Odegard"),
        ("Ærlig", "Aerlig"),
        ("Jürgen Weiß", "Jurgen Weiss"),
        ("Åse", "Ase"),
        ("Zoë", "Zoe"),
        ("Đỗ", "Do"),
    ],
)
def test_letters_are_replaced_when_the_operator_allows_it(name: str, stored: str) -> None:
    assert encode_name(name, 12, transliterate=True) == stored
    assert encode_name(unicodedata.normalize("NFD", name), 12, transliterate=True) == stored


@pytest.mark.parametrize("letter", ["æ", "Å", "é", "漢", "✓", "\u00a0"])
def test_letter_that_cannot_be_shown_is_named(letter: str) -> None:
    with pytest.raises(
        ValueProblem, match=r"the exchange cannot show .*; write the name otherwise, or set pbx_translit"
    ):
        encode_name(f"K{letter}", 12, transliterate=False)


@pytest.mark.parametrize("letter", ["漢", "✓"])
def test_letter_without_likeness_is_refused_even_then(letter: str) -> None:
    with pytest.raises(ValueProblem, match="and nothing like it is known"):
        encode_name(letter, 12, transliterate=True)


def test_length_counts_after_the_replacement() -> None:
    assert encode_name("Æ" * 6, 12, transliterate=True) == "Ae" * 6
    with pytest.raises(ValueProblem, match="has 14 characters; the exchange shows at most 12"):
        encode_name("Æ" * 7, 12, transliterate=True)
