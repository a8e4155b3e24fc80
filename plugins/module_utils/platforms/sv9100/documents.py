"""The published documents that the tables of this family refer to by short names such as P-SV91."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """A document, and where it was read. What is published by resellers and readers only is weaker than a manual.

    Where only the number in an archive was noted, it stands instead of the address.
    """

    title: str
    address: str


_EASYMANUA = "https://www.easymanua.ls/nec/"
_MANUALSLIB = "https://www.manualslib.com/manual/"
_MANUALSHIVE = "https://manualshive.com/en/manual/nec/"
_ARCHIVE = "manualarchiveguide.com, number "

DOCUMENTS: dict[str, Document] = {
    "A-SL21": Document("SL2100 ACD Installation Manual", _EASYMANUA + "sl2100/manual/438822"),
    "A-SL21b": Document("SL2100 ACD Installation Manual", _MANUALSHIVE + "univerge-sl2100/248271"),
    "A-SV81": Document("SV8100 ACD Installation Manual, Issue 4.0", _MANUALSHIVE + "univerge-sv8100/20256"),
    "AGG": Document("Aggregate Software: NEC SL1000", "https://www.aggsoft.ru/pbx/nec-sl1000.htm"),
    "B1": Document("telephonesetup.blogspot, on the SL1100 (weak)", ""),
    "B2": Document("pbxtechsolutions.blogspot, March 2011 (weak)", ""),
    "CP-NIGHT": Document(
        "CommsPlus knowledge base: NEC SV9100 SL2100 night switch",
        "https://commsplus.zohodesk.com.au/portal/en/kb/articles/nec-sv9100-sl2100-night-switch",
    ),
    "F-SL10": Document("SL1000/SL1100 Features", _EASYMANUA + "sl1000/manual/133128"),
    "F-SL11": Document("SL1100 Features and Specifications, Issue 2.0", _EASYMANUA + "sl1100/manual/132983"),
    "F-SL11b": Document("SL1100 Features and Specifications, Issue 2.0", _MANUALSLIB + "858890/"),
    "F-SL11c": Document("SL1100 Features and Specifications, Issue 2.0", _MANUALSHIVE + "sl1100/248231"),
    "F-SL11d": Document("SL1100 Features and Specifications, Issue 2.0", _MANUALSHIVE + "sl1100/248231"),
    "F-SL11e": Document("SL1100 Features and Specifications, Issue 2.0", _MANUALSHIVE + "sl1100/248231"),
    "F-SL11f": Document("SL1100 Features and Specifications, Issue 2.0", _MANUALSHIVE + "sl1100/248231"),
    "F-SL21": Document("SL2100 Features and Specifications, Issue 1.0", _EASYMANUA + "sl2100/manual/438819"),
    "F-SL21b": Document("SL2100 Features and Specifications, Issue 1.0", _MANUALSLIB + "1948306/"),
    "F-SV81": Document("SV8100 Features and Specifications Manual, Issue 1.0", _MANUALSLIB + "824613/"),
    "F-SV81b": Document("SV8100 Features and Specifications Manual, Issue 7.0", _MANUALSLIB + "828374/"),
    "F-SV81c": Document(
        "SV8100 Features and Specifications Manual, Issue 5.0", _EASYMANUA + "univerge-sv8100/manual/65801"
    ),
    "F-SV81d": Document("SV8100 Features and Specifications Manual", _EASYMANUA + "univerge-sv8100/manual/65796"),
    "F-SV81e": Document("SV8100 Features and Specifications Manual", _MANUALSLIB + "1266892/"),
    "F-SV91": Document("SV9100 Features and Specifications", _EASYMANUA + "univerge-sv9100/manual/175520"),
    "F-SV91b": Document("SV9100 Features and Specifications", _MANUALSLIB + "1456197/"),
    "GURU": Document("DID Translation (a reader's page)", "https://www.scribd.com/document/334159578/DID-Translation"),
    "IPK2-F": Document("Electra Elite IPK II Features", _EASYMANUA + "electra-elite-ipk-ii-system/manual"),
    "IPK2-F2": Document("Electra Elite IPK II Features", _EASYMANUA + "electra-elite-ipk-ii/manual/752913"),
    "N-SL11": Document("SL1100 Networking Manual, Issue 6.0", _EASYMANUA + "sl1100/manual/132991"),
    "N-SV91": Document("SV9100 Networking Manual, Issue 2.0", _EASYMANUA + "univerge-sv9100/manual"),
    "NECSI": Document(
        "IPK II: VRS message waiting (a reseller's page)",
        "http://www.nec-si.com/members/ipk%20ii/vrs%20message%20waiting%20feature.htm",
    ),
    "P-ASPEX": Document("Aspila EX Software Manual", _EASYMANUA + "aspila-ex/manual"),
    "P-ASPIRE": Document("Aspire Networking", _EASYMANUA + "aspire-series/manual"),
    "P-SL10": Document("SL1000 Programming Manual, Issue 1.1", _EASYMANUA + "sl100/manual"),
    "P-SL10d": Document("SL1000 Programming Manual", _MANUALSLIB + "1640873/"),
    "P-SL11": Document("SL1100 Programming Manual, Issue 6.0", _EASYMANUA + "sl1100/manual/133000"),
    "P-SL11a": Document("SL1100 Programming Manual, Issue 4.0", _MANUALSLIB + "968877/"),
    "P-SL21": Document("SL2100 Programming Manual GVT-010795-301-00, Issue 2.0", _EASYMANUA + "sl2100/manual/438829"),
    "P-SL21b": Document(
        "SL2100 Programming Manual GVT-010795-301-00, Issue 2.0", _MANUALSHIVE + "univerge-sl2100/248294"
    ),
    "P-SL21c": Document("SL2100 Programming Manual, Issue 1.0", _MANUALSLIB + "1284272/"),
    "P-SV81": Document("SV8100 Programming Manual, Issue 10.1", _EASYMANUA + "univerge-sv8100/manual/65797"),
    "P-SV81e": Document("SV8100 Programming Manual, Issue 1.0", _ARCHIVE + "3934802"),
    "P-SV91": Document("SV9100 Programming Manual, Issue 4.0", _EASYMANUA + "univerge-sv9100/manual/175519"),
    "Q-SL21b": Document("SL2100 Quick Install, SLNet", _ARCHIVE + "3934744"),
    "TOPAZ-F": Document("XEN Topaz Features", _MANUALSHIVE + "xen-topaz/248490"),
    "TRAIN": Document(
        "SL1000 training, basic programming, Issue 1.0",
        "https://vdocument.in/3-sl1000-training-basic-programming-issue-1-0.html",
    ),
    "UX5000": Document("UX5000 Software Program Manual (a stored copy)", ""),
}

_CITED = re.compile(r"\b([A-Z][A-Z0-9]*-[A-Z]+[0-9]*[a-z]?)(?= p\.)|\b(AGG|B1|B2|CP-NIGHT|GURU|NECSI|TRAIN|UX5000)\b")


def documents_in(text: str) -> Iterator[str]:
    """The short names in a text, such as ``F-SL11d`` in ``as on the SL1100 (F-SL11d p.209)``."""
    for match in _CITED.finditer(text):
        yield match[1] or match[2]
