"""The structure of a tagged PDF as a screen reader follows it: elements, their text, what is read out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

Heard = Callable[[Any], str]


def elements(node: Any, role: str = "") -> list[Any]:
    """The structure elements of `role` (all, if none is given) under a node, in reading order."""
    found = []
    if isinstance(node, Dictionary) and "/S" in node:
        if role in ("", str(node["/S"])[1:]):
            found.append(node)
        for kid in node.get("/K", Array()):
            found.extend(elements(kid, role))
    return found


def root(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.StructTreeRoot.K[0]


def texts(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """The text of each marked-content sequence, by page index and number."""
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pdf.pages):
        open_marks: list[int | None] = []
        letters: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC"):
                open_marks.append(operands[1].get("/MCID") if len(operands) > 1 else None)
            elif str(operator) == "EMC":
                open_marks.pop()
            elif str(operator) == "Tf":
                letters = unicode_map(page.Resources.Font[str(operands[0])])
            elif str(operator) == "TJ" and open_marks and open_marks[-1] is not None:
                codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                text = "".join(letters[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))
                key = (number, int(open_marks[-1]))
                found[key] = found.get(key, "") + text
    return found


def unicode_map(font: Any) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def reader(pdf: pikepdf.Pdf) -> Heard:
    """What is read out of an element, figures apart."""
    marks, pages = texts(pdf), {page.objgen: number for number, page in enumerate(pdf.pages)}

    def read(item: Any) -> str:
        page = pages[item.Pg.objgen] if "/Pg" in item else -1
        parts = []
        for kid in item.get("/K", Array()) if item.get("/S") != "/Figure" else ():
            if isinstance(kid, int):
                parts.append(marks.get((page, kid), ""))
            elif kid.get("/Type") == "/MCR":
                parts.append(marks.get((pages[kid.Pg.objgen], int(kid.MCID)), ""))
            elif "/S" in kid:
                parts.append(read(kid))
        return "".join(parts)

    return read
