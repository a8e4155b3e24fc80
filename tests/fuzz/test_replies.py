"""Whatever an exchange answers, reading ends with what was read or with a sentence."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.recordings import download
from ansible_collections.sentral.nec.plugins.module_utils.session.line_buffer import LineBuffer
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import ReplyKind, classify
from tests.fuzz.answers import PLATFORM, SITE, Answering, printed, recorded
from tests.fuzz.mutations import HUGE, mutated
from tests.fuzz.search import only_own_errors, search
from tests.unit.instant import TODAY

LINE = PLATFORM.line
ALARM = b"\r\n*ALARM 7 FAN\r\n"
Mutation = list[tuple[int, int, str]]


@functools.cache
def rows() -> dict[str, list[str]]:
    """What an exchange with a site says."""
    with tempfile.TemporaryDirectory() as folder:
        return recorded(Path(folder))


def wish(site: dict[str, Any] | None = None) -> Wish:
    """A wish for all that the site has."""
    return Wish(read_site("oslo", SITE if site is None else site), "overridden", {}, TODAY)


@functools.cache
def read_commands() -> list[str]:
    """The commands that read an exchange; those that only a comparison of sessions sends are not among them."""
    whole = PLATFORM.profile.listed_whole
    programs = [
        f"LIST {program} ALL" if program in whole else f"LIST {program}" for program in PLATFORM.profile.programs
    ]
    return ["VERSION", "VRS LIST", "HARDWARE", "MAILBOXES", *programs]


LISTS = st.deferred(lambda: st.sampled_from(read_commands()))

VALUES = st.sampled_from(
    (
        *("", " ", "0", "1", "2", "3", "8", "12", "99", "102", "201", "280", "9999", "-1", "01", "1.5", "x", "0000"),
        *("2400", "0800", "1 2", "1:2", "201 201", "=", "2026-12-24", "1224", "0101", "0230", "1231", "*", "#", HUGE),
    )
) | st.text(st.characters(min_codepoint=0, max_codepoint=0x2FF), max_size=8)

WORDS = st.sampled_from(("0", "1", "2", "3", "8", "12", "99", "201", "203", "280", "290", "9999", "x", "", "01", HUGE))

ROWS = st.builds(
    "{} {} = {}".format,
    st.sampled_from(sorted(PLATFORM.profile.items)),
    st.lists(WORDS, max_size=4).map(" ".join),
    VALUES,
)

CHANGES = st.lists(
    st.tuples(
        st.integers(0, 5000),
        ROWS
        | st.tuples(st.integers(0, 3), VALUES)
        | mutated(st.sampled_from(("SLOT 1 CARD X PORTS 1-8", "VRS 1 BYTES 2 SHA256 " + "a" * 64, "GROUP 3 KEPT 1"))),
    ),
    min_size=1,
    max_size=4,
)


def changed(given: list[str], changes: list[tuple[int, Any]]) -> list[str]:
    """Rows with some of them put in, taken out, or with another value or index."""
    result = list(given)
    for place, what in changes:
        at = place % (len(result) + 1)
        if isinstance(what, str):
            result.insert(at, what)
        elif at < len(result):
            index, value = what
            words = result[at].split(" ")
            if index == 3:
                del result[at]
            elif index in (1, 2) and len(words) > 3:
                words[min(index, len(words) - 3)] = value
                result[at] = " ".join(words)
            else:
                result[at] = f"{result[at].partition(' = ')[0]} = {value}"
    return result


def use(session: Any) -> None:
    """Read an exchange, and make of it what is made of one."""
    with only_own_errors():
        snapshot = PLATFORM.read("oslo", session)
        snapshot.digest()
        work_with(snapshot)
        with only_own_errors():
            PLATFORM.facts("oslo", session, snapshot, wish({"users": []}))


def work_with(snapshot: Any) -> None:
    """What is made of a snapshot."""
    with only_own_errors():
        gathered = PLATFORM.gather("oslo", snapshot, wish({}))
        PLATFORM.unexpressed("oslo", snapshot, wish({}), gathered)
        read_site("oslo", gathered.site)
    for wanted in (wish(), wish({kind: [] for kind in SITE})):
        with only_own_errors():
            draft = PLATFORM.draft("oslo", snapshot, wanted, PLATFORM.prepare("oslo", wanted))
            draft.whole and draft.whole()


@search(examples=400, command=LISTS, changes=CHANGES)
def test_rows_that_no_exchange_should_have(folder: Path, command: str, changes: list[Any]) -> None:
    """Well counted, so that they are read: strange values, indexes and rows."""
    use(Answering(lambda asked: changed(rows()[asked], changes) if asked == command else rows().get(asked, [])))


@search(examples=20, command=st.deferred(lambda: st.sampled_from(sorted(rows()))), changes=CHANGES)
def test_comparing_with_rows_that_no_exchange_should_have(folder: Path, command: str, changes: list[Any]) -> None:
    with only_own_errors():
        session: Any = Answering(lambda asked: changed(rows()[asked], changes) if asked == command else rows()[asked])
        PLATFORM.compare("oslo", session)


@search(examples=60, changes=CHANGES)
def test_strange_rows_everywhere(folder: Path, changes: list[Any]) -> None:
    use(Answering(lambda asked: changed(rows().get(asked, []), changes) if "12-0" not in asked else rows()[asked]))


@search(
    examples=150,
    command=LISTS,
    answer=mutated(LISTS.map(lambda command: printed(command, rows()[command][:40]).decode())).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    )
    | st.binary(max_size=200),
)
def test_answers_that_are_none(folder: Path, command: str, answer: bytes) -> None:
    def answers(asked: str) -> list[str] | bytes:
        return answer if asked == command else rows()[asked]

    with only_own_errors():
        PLATFORM.read("oslo", Answering(answers))  # type: ignore[arg-type]
    with only_own_errors():
        PLATFORM.identify("oslo", Answering(lambda asked: answer))  # type: ignore[arg-type]
    for sent in (command, "WRITE 90-02-02 2 = 4711", "VRS STORE", "READ 11-02-01 1"):
        reply = classify(LINE, sent, answer)
        assert reply.sentence()
        assert "4711" not in reply.sentence()
        assert (reply.kind is ReplyKind.UNKNOWN) or answer.startswith(sent.encode())


@search(
    examples=200,
    text=mutated(LISTS.map(lambda command: printed(command, rows()[command][:20]).decode())),
    places=st.lists(st.integers(0, 5000), max_size=6),
    alarms=st.lists(st.integers(0, 5000), max_size=2),
)
def test_however_an_answer_is_cut_the_buffer_holds_the_same(
    folder: Path, text: str, places: list[int], alarms: list[int]
) -> None:
    """Bit by bit as all at once; and an alarm line leaves no trace."""
    sent = text.encode("utf-8", "surrogatepass")
    for place in alarms if b"*ALARM " not in sent else ():
        at = place % (len(sent) + 1)
        sent = sent[:at] + ALARM + sent[at:]
    cuts = sorted(place % (len(sent) + 1) for place in places)
    whole, pieces = LineBuffer(LINE), LineBuffer(LINE)
    whole.feed(sent)
    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        pieces.feed(sent[start:end])
        pieces.ends_with(b"PRG> ")
        pieces.last_line()
    assert pieces.alarms == whole.alarms
    assert len(pieces) == len(whole)
    assert pieces.take() == whole.take()


@search(
    examples=100,
    blocks=st.lists(mutated(st.sampled_from(("DATA UklGRg==", "DATA ", "DATA UklG"))) | st.text(max_size=20)),
)
def test_audio_that_is_none(folder: Path, blocks: list[str]) -> None:
    with only_own_errors():
        download(Answering(lambda asked: blocks), 1)  # type: ignore[arg-type]


@search(
    examples=150,
    text=mutated(st.deferred(lambda: st.just("\n".join(row for listed in rows().values() for row in listed[:40]))))
    | st.lists(ROWS, max_size=5).map("\n".join)
    | st.text(),
)
def test_listings_that_somebody_saved(folder: Path, text: str) -> None:
    """State parsed: text of any kind, also in letters that no line carries."""
    with only_own_errors():
        work_with(PLATFORM.parse("oslo", text))
