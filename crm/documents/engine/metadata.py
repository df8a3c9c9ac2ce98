# SPDX-License-Identifier: Apache-2.0
"""What a version of a document says of itself in XMP, the form that PDF/A and PDF/X read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from uuid import UUID
from xml.sax.saxutils import escape

_FRAME = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 {space}>
{lines}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_ARCHIVE = 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
_PRESS = (
    'xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
)


def for_archive(said: Mapping[str, str]) -> bytes:
    """The packet of a PDF/A-2b with the title and the author of `said`."""
    claims = ("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>",)
    return _packet(_ARCHIVE, *claims, *_whose(said))


def for_print(said: Mapping[str, str], content: bytes, day: date) -> bytes:
    """The packet of a PDF/X-4 made from `content`, by which it is known, and dated `day`."""
    name = UUID(bytes=hashlib.sha256(content).digest()[:16], version=5)
    made = f"{day.isoformat()}T00:00:00Z"
    dates = ("CreateDate", "ModifyDate", "MetadataDate")
    claims = (
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<pdf:Trapped>False</pdf:Trapped>",
        f"<xmpMM:DocumentID>uuid:{name}</xmpMM:DocumentID>",
        "<xmpMM:VersionID>1</xmpMM:VersionID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        *(f"<xmp:{one}>{made}</xmp:{one}>" for one in dates),
    )
    return _packet(_PRESS, *claims, *_whose(said))


def _whose(said: Mapping[str, str]) -> tuple[str, ...]:
    title, author, subject = (
        escape(said.get(f"/{name}", "")) for name in ("Title", "Author", "Subject")
    )
    whose = (
        f"<dc:title>{_spoken(title)}</dc:title>",
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>",
        "<xmp:CreatorTool>Invest CRM</xmp:CreatorTool><pdf:Producer>Invest CRM</pdf:Producer>",
    )
    about = f"<dc:description>{_spoken(subject)}</dc:description>"
    return (*whose, about) if subject else whose


def _spoken(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'


def _packet(space: str, *lines: str) -> bytes:
    return _FRAME.format(space=space, lines="\n".join(lines)).encode()
