"""One edition, a year in one language: its files and its record, a pure function of the statement."""

from __future__ import annotations

from dataclasses import dataclass

from generator.artifact import Artifact
from generator.checks.relations import relations
from generator.checks.stamps import reviews
from generator.checks.standards import Standards
from generator.content.model import Statement
from generator.site import addresses
from generator.site.figures_page import figures_page, proof_links
from generator.site.indicator_record import indicator_records
from generator.site.presenter import present
from generator.site.record import Document, Record
from generator.site.search_file import search_file
from generator.site.statement_page import parallel_page, statement_page
from generator.site.strings import Strings
from generator.site.view import heading


@dataclass(frozen=True, slots=True)
class Rendered:
    """What an edition yields."""

    artifacts: tuple[Artifact, ...]
    record: Record


def render(statement: Statement, language: str, standards: Standards, with_pdf: bool) -> Rendered:
    """All files of one edition: its PDFs first, since the pages tell their length and size."""
    strings = Strings(language)
    proofs = relations(statement)
    states = list(reviews(statement, language, standards.stamps.get(language, frozenset())))
    is_reviewed = any(review.state == "translated" for review in states)
    stale = frozenset(review.block.id for review in states if is_reviewed and review.state == "stale")
    pdfs: list[Artifact] = []
    documents: list[Document] = []
    if with_pdf:
        # Imported here because setting type takes a second to import and a preview of pages does without.
        from generator.print.edition import edition_pdfs

        pdfs, documents = edition_pdfs(present(statement, language, strings, stale=stale))
    page = addresses.statement(language, statement.year)
    links = proof_links(proofs, page, language, statement.year)
    edition = present(statement, language, strings, proof=lambda name: links.get(name, ""), stale=stale)
    plain_editions = [present(statement, other, Strings(other)) for other in statement.site.languages]
    artifacts = (
        statement_page(edition, documents, is_reviewed),
        parallel_page(edition, plain_editions),
        figures_page(edition, proofs),
        search_file(edition),
        *pdfs,
    )
    record = Record(
        year=statement.year,
        language=language,
        title=edition.named(statement.title),
        draft=statement.draft,
        updated=statement.updated.isoformat(),
        chapters=tuple((view.id, view.label, heading(view)) for view in edition.chapters),
        documents=tuple(documents),
        proven=sum(proof.holds for proof in proofs),
        relations=len(proofs),
        translated=sum(review.state == "translated" for review in states),
        blocks=len(states),
        indicators=tuple(indicator_records(edition)),
    )
    return Rendered(artifacts, record)
