"""The published documents that the tables of this family refer to by short names such as P-SV91."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """A document, and where it was read. What is published by resellers and readers only is weaker than a manual."""

    title: str
    address: str


_EASYMANUA = "https://www.easymanua.ls/nec/"
_MANUALSLIB = "https://www.manualslib.com/manual/"
_MANUALSHIVE = "https://manualshive.com/en/manual/nec/"

DOCUMENTS: dict[str, Document] = {
    "A-SL21": Document("SL2100 ACD Installation Manual", _EASYMANUA + "sl2100/manual/438822"),
    "AGG": Document("Aggregate Software: NEC SL1000", "https://www.aggsoft.ru/pbx/nec-sl1000.htm"),
    "B2": Document("pbxtechsolutions.blogspot, March 2011 (weak)", ""),
    "CP-NIGHT": Document(
        "CommsPlus knowledge base: NEC SV9100 SL2100 night switch",
        "https://commsplus.zohodesk.com.au/portal/en/kb/articles/nec-sv9100-sl2100-night-switch",
    ),
    "F-SL11": Document("SL1100 Features and Specifications, Issue 2.0", _EASYMANUA + "sl1100/manual/132983"),
    "F-SL11d": Document("SL1100 Features and Specifications, Issue 2.0", _MANUALSHIVE + "sl1100/248231"),
    "F-SL11e": Document("SL1100 Features and Specifications, Issue 2.0", _MANUALSHIVE + "sl1100/248231"),
    "F-SL21": Document("SL2100 Features and Specifications, Issue 1.0", _EASYMANUA + "sl2100/manual/438819"),
    "F-SV81": Document("SV8100 Features and Specifications Manual, Issue 1.0", _MANUALSLIB + "824613/"),
    "F-SV81b": Document("SV8100 Features and Specifications Manual, Issue 7.0", _MANUALSLIB + "828374/"),
    "F-SV81d": Document("SV8100 Features and Specifications Manual", _EASYMANUA + "univerge-sv8100/manual/65796"),
    "F-SV91": Document("SV9100 Features and Specifications", _EASYMANUA + "univerge-sv9100/manual/175520"),
    "F-SV91b": Document("SV9100 Features and Specifications", _MANUALSLIB + "1456197/"),
    "IPK2-F2": Document("Electra Elite IPK II Features", _EASYMANUA + "electra-elite-ipk-ii/manual/752913"),
    "N-SL11": Document("SL1100 Networking Manual, Issue 6.0", _EASYMANUA + "sl1100/manual/132991"),
    "N-SV91": Document("SV9100 Networking Manual, Issue 2.0", _EASYMANUA + "univerge-sv9100/manual"),
    "P-ASPEX": Document("Aspila EX Software Manual", _EASYMANUA + "aspila-ex/manual"),
    "P-SL10": Document("SL1000 Programming Manual, Issue 1.1", _EASYMANUA + "sl100/manual"),
    "P-SL11": Document("SL1100 Programming Manual, Issue 6.0", _EASYMANUA + "sl1100/manual/133000"),
    "P-SL21": Document("SL2100 Programming Manual GVT-010795-301-00, Issue 2.0", _EASYMANUA + "sl2100/manual/438829"),
    "P-SL21b": Document(
        "SL2100 Programming Manual GVT-010795-301-00, Issue 2.0", _MANUALSHIVE + "univerge-sl2100/248294"
    ),
    "P-SV81": Document("SV8100 Programming Manual, Issue 10.1", _EASYMANUA + "univerge-sv8100/manual/65797"),
    "P-SV91": Document("SV9100 Programming Manual, Issue 4.0", _EASYMANUA + "univerge-sv9100/manual/175519"),
    "UX5000": Document("UX5000 Software Program Manual (a stored copy)", ""),
}

_CITED = re.compile(r"\b([A-Z][A-Z0-9]*-[A-Z]+[0-9]*[a-z]?)(?= p\.)|\b(AGG|B2|CP-NIGHT|UX5000)\b")


def documents_in(text: str) -> Iterator[str]:
    """The short names in a text, such as ``F-SL11d`` in ``as on the SL1100 (F-SL11d p.209)``."""
    for match in _CITED.finditer(text):
        yield match[1] or match[2]
