"""What print shops refuse in what a page paints.

In: a page's content streams, read operator by operator, with the forms, patterns and glyphs that they call. Out:
findings about colours, text, lines and images, each reported once a page with the first value seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from typing import Any

import pikepdf
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Stream

from generator.preflight.bounds import Bounds
from generator.preflight.boxes import inherited, rectangle, trim_box
from generator.preflight.colour import COLOURS, space
from generator.preflight.fonts import Font, read_font
from generator.preflight.images import image_findings, inline_findings
from generator.preflight.paint import DRAWING, PAINTING, PathPaint, ink_findings, place_findings, shading_findings
from generator.preflight.rules import Finding, finding
from generator.preflight.screens import screen_findings
from generator.preflight.state import SETTINGS, Matrix, State, extent, matrix
from generator.preflight.text import CURSOR, SHOWING, TextCursor

REPLACED = ("/Alternates", "/OPI", "/Ref", "/F")
"""What says that an image or a form stands for another, or holds another file's data (ISO 15930-7 takes none)."""


def content_findings(page: Dictionary, number: int) -> Iterator[Finding]:
    """What is wrong with what the page paints; `number` counts from 1."""
    reader = Reader(page, number)
    reader.read_page(page)
    yield from reader.found.values()


class Reader:
    """Reads content streams, keeping the graphics state. `found` holds the first finding of each rule and object."""

    def __init__(self, page: Dictionary, number: int) -> None:
        self.found: dict[tuple[str, str], Finding] = {}
        self._number = number
        self._trim = trim_box(page)
        self._fonts: dict[Any, Font] = {}
        self._bounds = Bounds()
        self._state = State()
        self._stack: list[State] = []
        self._path = PathPaint()
        self._text = TextCursor()
        self._resources: Any = Dictionary()

    def report(self, rule: str, thing: str, value: str = "") -> None:
        """Note a breach, unless the like was seen on this page."""
        if (rule, thing) not in self.found:
            self.found[rule, thing] = finding(rule, self._number, thing, value)

    def read_page(self, page: Dictionary) -> None:
        """Read the page's own content and the patterns that it may use."""
        if not isinstance(page.get("/Contents", Array()), (Array, Stream)):
            raise ValueError("/Contents is no content stream")
        resources = inherited(page, "/Resources")
        self._read(page, resources if isinstance(resources, Dictionary) else Dictionary(), State())

    def _read(self, content: Any, resources: Any, state: State) -> None:
        """Read a content stream, or those of a page, that begins in `state`."""
        self._bounds.weigh(content.get("/Contents", Array()) if isinstance(content, Dictionary) else content)
        outer = self._resources, self._state, self._stack
        self._resources, self._state, self._stack = resources, state, []
        for name, shading in resources.get("/Shading", Dictionary()).items():
            self._each(shading_findings(name, shading, resources.get("/ColorSpace")))
        for instruction in pikepdf.parse_content_stream(content):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._each(inline_findings(instruction, resources.get("/ColorSpace"), self._state.matrix))
            else:
                self._obey(str(instruction.operator), list(instruction.operands))
        self._resources, self._state, self._stack = outer

    def _obey(self, operator: str, operands: Sequence[Any]) -> None:
        action = ACTIONS.get(operator)
        if action is not None:
            action(self, operands)
        elif operator in SETTINGS:
            self._state.set(operator, float(operands[0]))
        elif operator in DRAWING:
            self._path.add(operator, [float(each) for each in operands], self._state.matrix)
        elif operator in CURSOR:
            CURSOR[operator](self._text, self._state, operands)
        elif operator in SHOWING:
            self._each(self._text.show_with(operator, self._state, operands, self._trim))
        elif operator.lower() in COLOURS:
            self._colour(operator, operands)
        elif operator in PAINTING:
            self._each(self._path.paint(self._state, PAINTING[operator]))
            self._path = PathPaint()

    def _each(self, triples: Iterable[tuple[str, str, str]]) -> None:
        for rule, thing, value in triples:
            self.report(rule, thing, value)

    def _save(self, _: Sequence[Any]) -> None:
        self._stack.append(copy(self._state))

    def _restore(self, _: Sequence[Any]) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def _transform(self, operands: Sequence[Any]) -> None:
        self._state.matrix = matrix(operands).then(self._state.matrix)

    def _extended(self, operands: Sequence[Any]) -> None:
        """An extended graphics state (ISO 32000-1, 8.4.5)."""
        values = self._named("/ExtGState", operands[0])
        self._state.extend(values)
        if "/Font" in values:
            self._set(values["/Font"][0], float(values["/Font"][1]), str(operands[0]))
        self._each(screen_findings(values, str(operands[0])))
        mask = values.get("/SMask")
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            self._form(mask["/G"], f"SMask {operands[0]}")

    def _named(self, category: str, name: Any) -> Any:
        """A resource; one that is lacking is reported and read as empty."""
        entries = self._resources.get(category, Dictionary())
        if str(name) not in entries:
            self.report("resource", str(name))
            return Dictionary()
        return entries[str(name)]

    def _colour(self, operator: str, operands: Sequence[Any]) -> None:
        side, name = "stroke" if operator[0].isupper() else "fill", operator.lower()
        coat = getattr(self._state, side)
        if name == "cs":
            colours = space(operands[0], self._resources.get("/ColorSpace"))
            values = list(colours.initial)
        else:
            colours = COLOURS[name] or coat.space
            values = [float(each) for each in operands if not isinstance(each, Name)]
        inks = colours.mix(values)
        if colours.foreign:
            self.report("colour", operator, colours.foreign)
        elif inks is None and values:
            self.report("unread", operator, "ColorSpace")
        if name == "scn" and operands and isinstance(operands[-1], Name):
            self._pattern(operands[-1])
        setattr(self._state, side, replace(coat, space=colours, inks=inks))
        if name != "cs":  # Its colour is seldom painted: of DeviceN it is all inks.
            self._each(ink_findings(operator, inks))

    def _pattern(self, name: Any) -> None:
        pattern = self._named("/Pattern", name)
        if isinstance(pattern, Stream):
            self._form(pattern, f"Pattern {name}")
        elif "/Shading" in pattern:
            self._each(shading_findings(str(name), pattern["/Shading"], self._resources.get("/ColorSpace")))

    def _paint_object(self, operands: Sequence[Any]) -> None:
        name = str(operands[0])
        thing = self._named("/XObject", name)
        for key in REPLACED:
            if key in thing:
                self.report("replacement", name, key)
        kind = thing.get("/Subtype")
        if Name.PS in (kind, thing.get("/Subtype2")):
            self.report("postscript", name)
        elif kind == Name.Image:
            self._each(image_findings(thing, name, self._resources.get("/ColorSpace"), self._state.matrix))
        elif kind == Name.Form:
            self._form(thing, name)

    def _form(self, form: Any, name: str) -> None:
        blend = form.get("/Group", Dictionary()).get("/CS")
        if blend is not None and (fault := space(blend, self._resources.get("/ColorSpace")).foreign):
            self.report("group-colour", name, fault)
        inner = copy(self._state)
        if form.get("/Subtype") == Name.Form:
            inner.matrix = matrix(form.get("/Matrix", (1, 0, 0, 1, 0, 0))).then(inner.matrix)
        key = (form.objgen, *inner.appearance, self._place_at_edge(form, inner.matrix))
        if not self._bounds.is_done(key):
            with self._bounds.within(key):
                self._read(form, form.get("/Resources", self._resources), inner)

    def _place_at_edge(self, form: Any, at: Matrix) -> tuple[float, float] | None:
        """Where a form is painted, if text in it may stand too near the trimmed edge there: it must be read at each such
        place. A glyph has no box, and is painted anywhere."""
        box = rectangle(form.get("/BBox"))
        if box is None or self._trim is None or form.get("/Subtype") != Name.Form:
            return None
        on_sheet = extent([at.place(x, y) for x in box[::2] for y in box[1::2]])
        return (at.e, at.f) if any(place_findings(on_sheet, "", self._trim)) else None

    def _font(self, operands: Sequence[Any]) -> None:
        self._set(self._named("/Font", operands[0]), float(operands[1]), str(operands[0]))

    def _set(self, font: Any, size: float, name: str) -> None:
        """Set what follows in `font`, called `name` if it is no object of its own."""
        key = font.objgen if font.is_indirect else name
        if key not in self._fonts:
            self._fonts[key] = read_font(font)
            if "/CharProcs" in font:
                self._glyphs(font, size, self._fonts[key].name)
        self._state.font, self._state.size = self._fonts[key], size

    def _glyphs(self, font: Any, size: float, name: str) -> None:
        """Read the glyphs of a Type 3 font, in their own measure (ISO 32000-1, 9.6.5)."""
        outer, self._state = self._state, copy(self._state)
        scale = matrix(font.get("/FontMatrix", [0.001, 0, 0, 0.001, 0, 0])).then(Matrix(a=size, d=size))
        self._state.matrix = scale.then(outer.matrix)
        for glyph in font["/CharProcs"].values():
            self._form(glyph, name)
        self._state = outer


ACTIONS: dict[str, Callable[[Reader, Sequence[Any]], None]] = {
    "q": Reader._save, "Q": Reader._restore, "cm": Reader._transform, "gs": Reader._extended,
    "Do": Reader._paint_object, "Tf": Reader._font,
}  # fmt: skip
