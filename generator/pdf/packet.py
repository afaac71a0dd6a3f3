"""The XMP packet, in which a file claims the standards it keeps.

In: the file's metadata and its claims. Out: the packet's bytes, always in the same order, never compressed
(ISO 19005-3, 6.6.2.1), without the padding and the random identifiers that XMP tools add.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID
from xml.sax.saxutils import escape

from generator.pdf.pdf_file import PRODUCER, Metadata, xmp_date

HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
FOOT = '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}

UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/A knows no `pdfuaid`; it wants foreign properties described (ISO 19005-3, 6.6.2.3.3)."""


def public_packet(metadata: Metadata) -> bytes:
    """The packet of a file that is PDF/UA-1 (ISO 14289-1, 5) and PDF/A-3a (ISO 19005-3, 6.6.4) at once."""
    claims = _description("pdfaid", part="3", conformance="A") + _description("pdfuaid", part="1") + UA_SCHEMA
    return _packet(claims, metadata)


def press_packet(metadata: Metadata, content: Sequence[bytes]) -> bytes:
    """The packet of a PDF/X-4 file (ISO 15930-7, 6.2); its document identifier is a hash of `content`."""
    digest = hashlib.sha256()
    for part in content:
        digest.update(hashlib.sha256(part).digest())
    identifier = f"uuid:{UUID(bytes=digest.digest()[:16], version=5)}"
    claims = _description("pdfxid", GTS_PDFXVersion="PDF/X-4")
    claims += _description("xmpMM", DocumentID=identifier, VersionID="1", RenditionClass="default")
    return _packet(claims + _description("pdf", Trapped="False"), metadata)


def _packet(claims: str, metadata: Metadata) -> bytes:
    day = xmp_date(metadata.updated)
    about = _description("xmp", CreateDate=day, ModifyDate=day, MetadataDate=day)
    about += _description("pdf", Producer=PRODUCER)
    return (HEAD + RDF + claims + about + _dublin_core(metadata) + FOOT).encode()


def _description(prefix: str, **properties: str) -> str:
    inner = "".join(f"<{prefix}:{name}>{escape(text)}</{prefix}:{name}>\n" for name, text in properties.items())
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{NAMESPACES[prefix]}">\n{inner}</rdf:Description>\n'


def _dublin_core(metadata: Metadata) -> str:
    def alternative(name: str, text: str) -> str:
        default = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
        return f"<dc:{name}><rdf:Alt>{default}</rdf:Alt></dc:{name}>\n" if text else ""

    author = f"<dc:creator><rdf:Seq><rdf:li>{escape(metadata.author)}</rdf:li></rdf:Seq></dc:creator>\n"
    language = f"<dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>\n"
    inner = "<dc:format>application/pdf</dc:format>\n" + alternative("title", metadata.title)
    inner += alternative("description", metadata.subject) + (author if metadata.author else "") + language
    return f'<rdf:Description rdf:about="" xmlns:dc="{NAMESPACES["dc"]}">\n{inner}</rdf:Description>\n'
