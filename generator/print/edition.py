"""The PDFs of one edition: set, checked, and finished for readers and for the press.

In: an `EditionView`. Out: `statement.pdf`, `statement-press.pdf` with what a printer would say of
it, and their length and size. Text that does not fit its printed pages, and characters that the typefaces lack, are
mistakes of the editor's: they raise `ContentError`, and nothing is written.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from weasyprint import Document as LaidOut

from generator.artifact import Artifact, Attachment
from generator.inputs import FONTS
from generator.pdf.intent import press_intent
from generator.pdf.painting import Painting
from generator.pdf.pdf_file import Metadata
from generator.pdf.press import finish_press
from generator.pdf.public import finish_public
from generator.preflight.inspection import preflight, report
from generator.print.edges import check_edges
from generator.print.faces import check_faces, check_file, check_log
from generator.print.pagemap import PageUse, check_pages, is_marked, page_map
from generator.print.pages import ADDED
from generator.print.setting import Setting, listening, set_edition, temporary_fonts, uncollected
from generator.problems import ContentError, Position, Problem
from generator.site import addresses
from generator.site.record import Document
from generator.site.templates import TEMPLATES
from generator.site.view import EditionView

PUBLIC, PRESS, PREFLIGHT = addresses.PDF, "statement-press.pdf", "statement-press.preflight.json"


@uncollected()
@temporary_fonts()
def edition_pdfs(
    edition: EditionView, attachments: Sequence[Attachment] = (), multiple: int = 2, font_cache: Path = FONTS
) -> tuple[list[Artifact], list[Document]]:
    """The files of an edition's PDFs, and what the pages of the site tell of them.

    The public PDF carries `attachments`; the press PDF, which a draft does not get, is brought to a `multiple` of pages.
    """
    setting = set_edition(edition, font_cache)
    _refuse(check_pages(setting) + check_faces(setting) + check_edges(setting))
    metadata, labels = _describe(edition), page_labels(setting)
    with listening() as log:
        painting = Painting(_with_added(setting), edition.language)
        files = {PUBLIC: finish_public(painting, metadata, attachments, labels + added_labels(setting))}
        if not edition.statement.draft:
            press = finish_press(painting, metadata, labels, press_intent(TEMPLATES / "print" / "press"), multiple)
            files |= {PRESS: press, PREFLIGHT: proven(press, edition.statement.position)}
    _refuse(check_log(log, edition.statement) + check_file(files[PUBLIC], setting))
    artifacts = [
        Artifact(addresses.document(edition.language, edition.statement.year, name), data)
        for name, data in files.items()
    ]
    pages = {PUBLIC: len(labels) + len(setting.added), PRESS: -(-len(labels) // multiple) * multiple}
    return artifacts, [Document(name, pages[name], len(files[name])) for name in pages if name in files]


def _with_added(setting: Setting) -> LaidOut:
    """The document with the pages that only readers get: a printer gets the statement as it was printed."""
    return setting.document.copy([*setting.document.pages, *setting.added])


def added_labels(setting: Setting) -> list[str]:
    """The numbers of these pages."""
    return [f"{ADDED}{number}" for number in range(1, len(setting.added) + 1)]


def proven(press: bytes, position: Position) -> bytes:
    """What the preflight says of a press file, as JSON; a file that no printer would take is refused."""
    findings = preflight(press)
    _refuse([Problem(position, each.message, code="preflight") for each in findings if each.severity == "error"])
    return (json.dumps(report(findings), ensure_ascii=False, indent=2) + "\n").encode()


@uncollected()
@temporary_fonts()
def page_uses(edition: EditionView) -> tuple[PageUse, ...]:
    """What each page begins and ends with, and how full it is; nothing is kept, for `check` writes nothing."""
    return page_map(set_edition(edition, Path(tempfile.mkdtemp())))


def _refuse(problems: list[Problem]) -> None:
    """Stop if anything is wrong."""
    if problems:
        raise ContentError(problems)


def _describe(edition: EditionView) -> Metadata:
    """What the files say of themselves."""
    statement = edition.statement
    head = statement.running_head[edition.language]
    return Metadata(
        title=(" " if edition.language == "zh-Hant" else ", ").join(head),
        author=edition.named(statement.site.agency),
        subject=edition.named(statement.title),
        language=edition.language,
        updated=statement.updated,
    )


def page_labels(setting: Setting) -> list[str]:
    """The printed page numbers: those of the marks, or counted."""
    if is_marked(setting):
        return [str(tree.mark.page if tree.mark else "") for tree in setting.pages]
    return [str(number) for number in range(1, len(setting.document.pages) + 1)]
