"""What print shops refuse in what a file says of itself.

In: an open PDF. Out: findings about its version, its XMP packet with the claim to PDF/X-4, its trapping and its identifier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

import pikepdf
from pikepdf import Dictionary, Pdf

from generator.preflight.rules import Finding, finding
from generator.problems import say

NEWEST = (1, 6)
"""The PDF that PDF/X-4 is made of (the title of ISO 15930-7); that of PDF 2.0 is PDF/X-6 (ISO 15930-9)."""
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
CLAIM = "pdfxid:GTS_PDFXVersion"
NEEDED = (
    "dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate",
    "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass",
)  # fmt: skip
"""What the packet of a PDF/X-4 tells besides."""
NOTHING = say("未註明", "nothing")


def claim_findings(pdf: Pdf) -> Iterator[Finding]:
    """What is wrong with what the file says of itself."""
    if (version := _version(pdf)) > NEWEST:
        yield finding("version", 0, "/Version", ".".join(map(str, version)))
    told = _packet(pdf.Root)
    if (claim := told.get(CLAIM)) != "PDF/X-4":
        yield finding("standard", 0, "/Metadata", claim or NOTHING)
    for name in NEEDED if told else ():
        if not told.get(name):
            yield finding("metadata", 0, "/Metadata", name)
    if "/ID" not in pdf.trailer:
        yield finding("metadata", 0, "/ID", "ID")
    trapped = str(pdf.trailer.get("/Info", Dictionary()).get("/Trapped", ""))
    if trapped not in ("/True", "/False"):
        yield finding("trapped", 0, "/Info", trapped or NOTHING)


def _version(pdf: Pdf) -> tuple[int, ...]:
    """The version that the file is of: its header's, or the catalog's where that is later (ISO 32000-1, 7.5.2)."""
    said = (pdf.pdf_version, str(pdf.Root.get("/Version", "/1.0"))[1:])
    return max(tuple(int(part) for part in each.split(".")) for each in said)


def _packet(root: pikepdf.Object) -> Mapping[str, str]:
    """The text of each property that the XMP packet tells, of those that are asked for; nothing if it cannot be read."""
    packet = root.get("/Metadata")
    content = packet.read_bytes() if isinstance(packet, pikepdf.Stream) else b""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return {}
    try:
        tree = ElementTree.fromstring(content)  # noqa: S314 (without a DOCTYPE there is nothing to expand)
    except ElementTree.ParseError:
        return {}
    found: dict[str, str] = {}
    for name in (CLAIM, *NEEDED):
        prefix, local = name.split(":")
        tag = f"{{{NAMESPACES[prefix]}}}{local}"
        element = next((each for each in tree.iter() if each.tag == tag or tag in each.attrib), None)
        if element is not None:
            found[name] = element.get(tag) or "".join(element.itertext()).strip()
    return found
