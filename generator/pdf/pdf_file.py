"""What the public and the press file have in common: what a file says of itself, and how it is written.

In: a completed `pydyf.PDF` that was not written yet. Out: bytes that depend on nothing but this. The only date is the one
given in `Metadata`; the file identifier is a hash of the content.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

import pydyf
from msgspec import Struct
from weasyprint import VERSION

PRODUCER = f"WeasyPrint {VERSION}"
CARRIAGE_RETURN, END = b"\r", b"\nendstream\nendobj"


class Metadata(Struct, frozen=True):
    """What a file says of itself; `language` is a BCP 47 tag, `updated` the day of the content's last change."""

    title: str
    author: str
    subject: str
    language: str
    updated: date


def pdf_date(day: date) -> str:
    """The first moment of `day` in Taiwan as ISO 32000-1, 7.9.4 writes it."""
    return f"D:{day:%Y%m%d}000000+08'00'"


def xmp_date(day: date) -> str:
    """The same as XMP writes it."""
    return f"{day:%Y-%m-%d}T00:00:00+08:00"


def write(pdf: Any, metadata: Metadata, version: str, in_object_streams: bool) -> bytes:
    """The bytes of a completed `pydyf.PDF` that says of itself what `metadata` says."""
    pdf.info.update(_info(metadata))
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") != "/Metadata":
            compress(item)
    output = BytesIO()
    pdf.write_line = partial(_write_line, pdf)
    pdf.write(output, version, identifier=True, compress=in_object_streams)
    del pdf.write_line  # Which refers to the file, and would keep it until the next search for garbage.
    return output.getvalue()


def _write_line(pdf: Any, content: bytes, output: BytesIO) -> None:
    """Write an object. Data that ends with a carriage return would make one end of line with the line feed behind it, and
    seem a byte shorter than its `Length` (ISO 19005-3, 6.1.7.1): it gets an end of line of both."""
    if content.endswith(CARRIAGE_RETURN + END):
        content = content.removesuffix(END) + CARRIAGE_RETURN + END
    pydyf.PDF.write_line(pdf, content, output)


def _info(metadata: Metadata) -> dict[str, Any]:
    """The information dictionary; it says the same as the XMP packet (ISO 19005-3, 6.6.3)."""
    texts = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Producer": PRODUCER,
        "CreationDate": pdf_date(metadata.updated),
        "ModDate": pdf_date(metadata.updated),
    }
    return {key: pydyf.String(text) for key, text in texts.items() if text}


def compress(stream: pydyf.Stream) -> None:
    """Compress a stream for good: pydyf would do it once to write it and once to hash the file's content."""
    if "Filter" in stream.extra:
        return
    content = b"\n".join(pydyf._to_bytes(part) for part in stream.stream)
    stream.stream = [zlib.compress(content, 6)]
    stream.extra = {**stream.extra, "Filter": "/FlateDecode"}
    stream.compress = False


def referred(pdf: Any, reference: bytes) -> Any:
    """The object that `reference` (`b"12 0 R"`) names."""
    return pdf.objects[int(reference.split()[0])]


def add(pdf: Any, item: Any) -> bytes:
    """Add an object to the file; what it is referred to by."""
    pdf.add_object(item)
    return bytes(item.reference)


def label_tree(labels: Sequence[str]) -> Any:
    """The number tree of page labels (ISO 32000-1, 12.4.2): one range for each run of labels that count on."""
    numbers = pydyf.Array()
    expected: tuple[str, int] | None = None
    for index, label in enumerate(labels):
        prefix = label.rstrip("0123456789")
        digits = label[len(prefix) :]
        counts = bool(digits) and not digits.startswith("0")
        if not counts:
            numbers.extend([index, pydyf.Dictionary({"P": pydyf.String(label)})])
        elif (prefix, int(digits)) != expected:
            start = {"P": pydyf.String(prefix)} if prefix else {}
            numbers.extend([index, pydyf.Dictionary({"S": "/D", "St": int(digits), **start})])
        expected = (prefix, int(digits) + 1) if counts else None
    return pydyf.Dictionary({"Nums": numbers})
