"""The public PDF: PDF/UA-1 and PDF/A-3a in one file, with the year's data attached.

In: the painted document, what the file says of itself, the files to attach, the printed page numbers.
Out: the bytes of `statement.pdf`. The structure is ours (`tree`), the painting WeasyPrint's.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import md5
from typing import Any

import pydyf

from generator.artifact import Attachment
from generator.pdf.intent import screen_intent, set_intent
from generator.pdf.packet import public_packet
from generator.pdf.painting import Painting
from generator.pdf.pdf_file import Metadata, add, label_tree, pdf_date, write

PRINTED = 4
"""The annotation flag Print, which PDF/A wants on every link (ISO 19005-3, 6.3.2)."""


def finish_public(
    painting: Painting, metadata: Metadata, attachments: Sequence[Attachment], labels: Sequence[str]
) -> bytes:
    """The public PDF of `painting`; `labels` are the printed page numbers, one for each page. Raises `ValueError` for a link
    to a file of this machine, and where two attachments have one name."""
    if len(labels) != len(painting):
        raise ValueError(f"{len(labels)} labels for {len(painting)} pages")
    pdf = painting.copy()
    set_intent(pdf, screen_intent())
    packet = pydyf.Stream([public_packet(metadata)], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.catalog["Metadata"] = add(pdf, packet)
    pdf.catalog["Lang"] = pydyf.String(metadata.language)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["PageLabels"] = label_tree(labels)
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"
    _finish_links(pdf)
    _attach(pdf, attachments)
    return write(pdf, metadata, "1.7", in_object_streams=True)


def _finish_links(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Annot":
            item["F"] = PRINTED
            target = str(item["A"]["URI"].string) if "A" in item else ""
            if target.startswith("file:"):
                raise ValueError(f"a link names a file of this machine: {target}")


def _attach(pdf: Any, attachments: Sequence[Attachment]) -> None:
    """Associate the files with the whole document (ISO 19005-3, 6.8): `/AF` and the name tree of embedded files."""
    if not attachments:
        return
    named = {each.name: _file(pdf, each) for each in attachments}
    if len(named) != len(attachments):
        raise ValueError("two attachments have the same name")
    tree = pydyf.Array()
    for name in sorted(named):
        tree.extend([pydyf.String(name), named[name]])
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = pydyf.Dictionary({"Names": tree})
    pdf.catalog["AF"] = pydyf.Array(named.values())


def _file(pdf: Any, attachment: Attachment) -> bytes:
    """The file specification of an attachment, with its content (ISO 32000-1, 7.11.3 and 7.11.4)."""
    checksum = md5(attachment.content, usedforsecurity=False).hexdigest()
    about = pydyf.Dictionary(
        {
            "Size": len(attachment.content),
            "ModDate": pydyf.String(pdf_date(attachment.modified)),
            "CheckSum": f"<{checksum}>",
        }
    )
    subtype = pydyf.name(attachment.media_type)
    content = pydyf.Stream([attachment.content], {"Type": "/EmbeddedFile", "Subtype": subtype, "Params": about})
    reference = add(pdf, content)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
            "EF": pydyf.Dictionary({"F": reference, "UF": reference}),
        }
    )
    return add(pdf, specification)
