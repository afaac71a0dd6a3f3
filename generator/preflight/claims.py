"""What print shops refuse in what a file says of itself.

In: an open PDF. Out: findings about its version, its XMP packet with the claim to PDF/X-4, its trapping and its identifier.
What is asked for is what Adobe's preflight profile for PDF/X-4 asks for, the version apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from xml.etree import ElementTree

import pikepdf
from pikepdf import Dictionary, Pdf
from pikepdf.models.metadata import decode_pdf_date

from generator.preflight.rules import Finding, finding
from generator.problems import say

NEWEST = (1, 6)
"""The PDF that PDF/X-4 is made of (the title of ISO 15930-7); that of PDF 2.0 is PDF/X-6 (ISO 15930-9)."""
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
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
SHARED = {
    "/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description", "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer", "/Trapped": "pdf:Trapped",
    "/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate",
}  # fmt: skip
"""What Info may tell too, as the packet does."""
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
    if told and (trapped := told.get("pdf:Trapped")) not in ("True", "False"):
        yield finding("trapped", 0, "/Metadata", trapped or NOTHING)
    info = pdf.trailer.get("/Info", Dictionary())
    for key, name in SHARED.items():
        if key in info and name in told and _meaning(str(info[key])) != _meaning(told[name]):
            yield finding("mismatch", 0, "/Info", key)


def _version(pdf: Pdf) -> tuple[int, ...]:
    """The version that the file is of: its header's, or the catalog's where that is later (ISO 32000-1, 7.5.2)."""
    said = (pdf.pdf_version, str(pdf.Root.get("/Version", "/1.0"))[1:])
    return max(tuple(int(part) for part in each.split(".")) for each in said)


def _meaning(text: str) -> str | datetime:
    """A date for what it says, in Info's form or the packet's; any other text without a name's slash."""
    try:
        return decode_pdf_date(text) if text.startswith("D:") else datetime.fromisoformat(text)
    except ValueError:
        return " ".join(text.removeprefix("/").split())


def _packet(root: pikepdf.Object) -> Mapping[str, str]:
    """The text of each property that the XMP packet tells, of those that are asked for; nothing if it cannot be read, or
    only by unpacking it first."""
    packet = root.get("/Metadata")
    content = packet.read_bytes() if isinstance(packet, pikepdf.Stream) and "/Filter" not in packet else b""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return {}
    try:
        tree = ElementTree.fromstring(content)  # noqa: S314 (without a DOCTYPE there is nothing to expand)
    except ElementTree.ParseError:
        return {}
    found: dict[str, str] = {}
    for name in (CLAIM, *NEEDED, *SHARED.values()):
        prefix, local = name.split(":")
        tag = f"{{{NAMESPACES[prefix]}}}{local}"
        element = next((each for each in tree.iter() if each.tag == tag or tag in each.attrib), None)
        if element is not None:
            found[name] = element.get(tag) or "".join(element.itertext()).strip()
    return found
