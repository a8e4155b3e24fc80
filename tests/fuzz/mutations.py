"""Valid text made invalid: bits, cuts, doubled pieces, and what parsers trip over."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

HUGE = "9" * 5000
"""More digits than Python turns into a number without being asked to."""

DIGITS = dict(zip("0123456789", ("٠०⁰", "١१¹", "٢२²", "٣३³", *("٤४⁴",) * 6), strict=True))
"""Digits of other scripts, which ``isdecimal`` and ``\\d`` take, and superscripts, which only ``isdigit`` takes."""

ODD = (
    "", " ", "  ", "\t", "\n", "\r", "\r\n", "\x00", "\x0b", "\x0c", "\x1c", "\x1b[2J", "\x7f", "\x85", "\xa0", "\xad",
    "\u200b", "\u2028", "\ufeff", "\ud800", "\U0001f600", "é", "é", "ß", "İ", "-", "-1", "0", "00", "1.5", "1e400",
    "0x10", ".nan", ".inf", "NaN", "Infinity", "null", "~", "true", "NO", "=", "==", ";", "'", '"', "\\", "%s", "{}",
    "{0}", "{{ x }}", "*ALARM x", "\r\n*ALARM 1 X\r\n", "OK ROWS 0", "STORED", HUGE, "999999999999", "A" * 5000,
    "[]", "{}", "[", "{", "]", "}", ":", ": ", ", ", "- ", "#", " #", "&a ", "*a", "<<: ", "!!python/name:os.system ",
    "!vault ", "!!binary ", "!!set ", "!!omap ", "!!pairs ", "!!null ", "!!int ", "!!float ", "!!map ", "!!str ",
    "!!timestamp ", "? ", "| ", "> ", "---\n", "...\n", "%YAML 9.9\n", "[" * 300, "{a: " * 300, "2026-02-30",
    "24:00", "25:99", "0000-00-00", "9999-12-31",
)  # fmt: skip

_places = st.integers(min_value=0, max_value=2**20)


@st.composite
def mutated(draw: st.DrawFn, originals: st.SearchStrategy[str], odd: Sequence[str] = ODD, most: int = 3) -> str:
    """One of some texts, changed in a few places."""
    text = draw(originals)
    for _change in range(draw(st.integers(1, most))):
        text = _changed(draw, text, odd)
    return text


def _changed(draw: st.DrawFn, text: str, odd: Sequence[str]) -> str:
    start = draw(_places) % (len(text) + 1)
    end = min(len(text), start + draw(st.sampled_from((0, 1, 2, 8, 80, 800))))
    way = draw(st.sampled_from(("odd", "odd", "cut", "end", "double", "digit", "bit", "swap", "line")))
    if way == "odd":
        return text[:start] + draw(st.sampled_from(odd)) + text[end:]
    if way == "cut":
        return text[:start] + text[end:]
    if way == "end":
        return text[:start]
    if way == "double":
        return text[:end] + text[start:]
    if way == "digit":
        at = next((place for place in range(start, len(text)) if text[place] in DIGITS), None)
        return text if at is None else text[:at] + draw(st.sampled_from(DIGITS[text[at]])) + text[at + 1 :]
    if way == "bit":
        flipped = chr(ord(text[start]) ^ (1 << draw(st.integers(0, 6)))) if start < len(text) else ""
        return text[:start] + flipped + text[start + 1 :]
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        return text
    one, other = draw(_places) % len(lines), draw(_places) % len(lines)
    if way == "swap":
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines.insert(one, lines[other])
    return "".join(lines)
