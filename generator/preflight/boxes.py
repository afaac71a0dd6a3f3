"""What print shops refuse in the boxes of a page.

In: a page. Out: findings about its sheet, its bleed, its trimmed size and its turn.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary

from generator.lengths import BLEED, MILLIMETRE
from generator.preflight.rules import Finding, finding
from generator.problems import Message, say

TOLERANCE = 0.01
"""In points: what rounding may do to a box."""
LONGEST = 14_400
"""Points of a page's side at most (ISO 32000-1, annex C): readers cut off or refuse what is larger."""
LEVELS = 50
"""How far up the page tree an inherited entry is looked for."""

Box = tuple[float, float, float, float]


def box_findings(page: pikepdf.Object, number: int, first: pikepdf.Object) -> Iterator[Finding]:
    """MediaBox around BleedBox, around TrimBox with 3 mm between; no ArtBox beside it, and no CropBox that hides a part of it
    (ISO 15930-7, 6.11). The page is trimmed to the size of `first`, the file's first page."""
    media, bleed, trim = (_box(page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    for name, box in (("/MediaBox", media), ("/BleedBox", bleed), ("/TrimBox", trim)):
        if fault := _box_fault(box):
            yield finding("box", number, name, fault)
    if (unit := page.get("/UserUnit", 1)) != 1:
        yield finding("box", number, "/UserUnit", say(f"{unit}，應為 1", f"{unit}; 1 is needed"))
    if "/ArtBox" in page and trim:
        yield finding("box", number, "/ArtBox", say("不可與 TrimBox 並存", "it must not stand beside a TrimBox"))
    for name, outer, inner, box, least in (
        ("/MediaBox", media, "BleedBox", bleed, 0.0),
        ("/BleedBox", bleed, "TrimBox", trim, BLEED),
        ("/CropBox", _box(page, "/CropBox"), "TrimBox", trim, 0.0),
    ):
        if outer and box and (edge := narrowest(outer, box)) < least * MILLIMETRE - TOLERANCE:
            yield finding("box", number, name, _too_near(inner, edge, least))
    yield from _size_findings(page, number, first)


def _box_fault(box: Box | None) -> Message | None:
    """What is wrong with a box by itself, None if nothing is."""
    if box is None:
        return say("沒有這個框", "there is none")
    across, up = box[2] - box[0], box[3] - box[1]
    if not (across > 0 and up > 0):
        return say("面積為零", "its area is zero")
    return say("邊長超過 5.08 m", "a side is longer than 5.08 m") if max(across, up) > LONGEST else None


def _too_near(other: str, edge: float, least: float) -> Message:
    """What lies between two boxes, and what must, in millimetres."""
    there = f"{edge / MILLIMETRE:.2f} mm"
    return say(
        f"與 {other} 相距 {there}，應至少 {least:g} mm", f"{there} from the {other}; at least {least:g} mm are needed"
    )


def _size_findings(page: pikepdf.Object, number: int, first: pikepdf.Object) -> Iterator[Finding]:
    if (turn := _turn(page)) is None:
        yield finding("box", number, "/Rotate", say("應為 90 的倍數", "a multiple of 90 is needed"))
    size, usual = _trimmed_size(page, turn or 0), _trimmed_size(first, _turn(first) or 0)
    if size and usual and any(abs(a - b) > TOLERANCE for a, b in zip(size, usual, strict=True)):
        yield finding("box", number, "/TrimBox", say("大小與第 1 頁不同", "its size is not that of page 1"))


def _turn(page: pikepdf.Object) -> int | None:
    """By how many degrees the page is turned to be seen, None if that is no quarter (ISO 32000-1, table 30)."""
    value = inherited(page, "/Rotate") or 0
    return int(value) if not isinstance(value, pikepdf.Object) and value % 90 == 0 else None


def _trimmed_size(page: pikepdf.Object, turn: int) -> tuple[float, float] | None:
    """Across and up, as the page is seen."""
    if (trim := trim_box(page)) is None:
        return None
    across, up = trim[2] - trim[0], trim[3] - trim[1]
    return (up, across) if turn % 180 else (across, up)


def trim_box(page: pikepdf.Object) -> Box | None:
    """The trimmed page, in points."""
    return _box(page, "/TrimBox")


def bleed_box(page: pikepdf.Object) -> Box | None:
    """The page with its bleed, in points."""
    return _box(page, "/BleedBox")


def _box(page: pikepdf.Object, name: str) -> Box | None:
    return rectangle(inherited(page, name) if name in ("/MediaBox", "/CropBox") else page.get(name))


def rectangle(value: object) -> Box | None:
    """Left, bottom, right and top of a rectangle (ISO 32000-1, 7.9.5), None if it is none."""
    if not isinstance(value, Array) or len(value) != 4:
        return None
    edges = list(value)
    if any(isinstance(edge, pikepdf.Object) for edge in edges):
        return None
    left, bottom, right, top = (float(edge) for edge in edges)
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def narrowest(outer: Box, inner: Box) -> float:
    """The least distance from an edge of `inner` out to that of `outer`, in points; negative where it sticks out."""
    return min(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])


def is_apart(one: Box, other: Box) -> bool:
    """Whether two rectangles have nothing in common."""
    return one[2] <= other[0] or one[0] >= other[2] or one[3] <= other[1] or one[1] >= other[3]


def inherited(page: pikepdf.Object, name: str) -> pikepdf.Object | None:
    """An entry of the page or of the nodes above it (ISO 32000-1, 7.7.3.4)."""
    node: pikepdf.Object | None = page
    for _ in range(LEVELS):
        if not isinstance(node, Dictionary):
            return None
        if name in node:
            return node[name]
        node = node.get("/Parent")
    return None
