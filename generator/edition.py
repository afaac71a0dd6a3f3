"""One edition, a year in one language: its files and its record, a pure function of the statement and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.artifact import Artifact
from generator.checks.relations import Relation, relations
from generator.checks.stamps import Review, reviews
from generator.checks.standards import Standards
from generator.content.model import Statement
from generator.data import places
from generator.data.attachments import attachments
from generator.data.dataset import data_files, dataset, table_files
from generator.data.files import data_artifacts, open_data
from generator.site import addresses
from generator.site.corrections import correction_records
from generator.site.downloads import TableFile
from generator.site.indicator_record import indicator_records
from generator.site.pages.figures import figures_page, proof_links
from generator.site.pages.parallel import parallel_page
from generator.site.pages.statement import Beside, statement_page
from generator.site.presenter import present
from generator.site.record import Document, Record
from generator.site.search_file import search_file
from generator.site.view import EditionView, heading
from generator.webfont import dressed


class Task(Struct, frozen=True):
    """An edition to be made: `statement` in `language`, read from the folder `content`.

    Without `with_pdf` only pages are made; a press PDF is brought to a `multiple` of pages.
    """

    statement: Statement
    language: str
    standards: Standards
    content: Path
    with_pdf: bool
    multiple: int = 2


class Rendered(Struct, frozen=True):
    """What an edition yields, and the view of it from which all was made."""

    artifacts: tuple[Artifact, ...]
    record: Record
    view: EditionView


def render(task: Task) -> Rendered:
    """All files of one edition: its PDFs first, since the pages tell their length and size."""
    statement, language = task.statement, task.language
    proofs = relations(statement)
    states = {each: _reviews(task, each) for each in statement.site.languages}
    editions = {each: present(statement, each, _stale(reviewed)) for each, reviewed in states.items()}
    edition = editions[language]
    pdfs, documents = _pdfs(task, edition) if task.with_pdf else ([], [])
    artifacts = [
        _statement_page(edition, documents, proofs, states[language]),
        *([parallel_page(edition, tuple(editions.values()))] if len(editions) > 1 else []),
        figures_page(edition, proofs),
        *([] if statement.draft else [search_file(edition)]),
        *pdfs,
        *_first_published(edition),
    ]
    if language == statement.site.authority:
        artifacts += data_artifacts(statement)
    artifacts = dressed(artifacts, f"-{statement.year}")
    return Rendered(tuple(artifacts), _record(edition, documents, proofs, states[language]), edition)


def record(task: Task) -> Record:
    """What pages that span years need to know of an edition without PDFs; none of its own pages is made."""
    states = _reviews(task, task.language)
    edition = present(task.statement, task.language, _stale(states))
    return _record(edition, [], relations(task.statement), states)


def _reviews(task: Task, language: str) -> list[Review]:
    """How the translations of the blocks stand."""
    found = reviews(task.statement, language, task.standards.stamps.get(language, frozenset()))
    return [review for review in found if review.original.block]


def _is_reviewed(states: Sequence[Review]) -> bool:
    return any(review.state == "translated" for review in states)


def _stale(states: Sequence[Review]) -> frozenset[str]:
    """The blocks that say of themselves that they wait for review; where all do, the page says it once."""
    if not _is_reviewed(states):
        return frozenset()
    return frozenset(review.original.block for review in states if review.state == "stale")


def _pdfs(task: Task, edition: EditionView) -> tuple[list[Artifact], list[Document]]:
    # Imported here because setting type takes a second to import and a preview of pages does without.
    from generator.print.edition import edition_pdfs

    return edition_pdfs(edition, attachments(task.statement, task.content), task.multiple)


def _statement_page(
    edition: EditionView, documents: Sequence[Document], proofs: Sequence[Relation], states: Sequence[Review]
) -> Artifact:
    """The statement with its figures linked to their proofs and its tables to their data."""
    statement, language = edition.statement, edition.language
    page = addresses.statement(language, statement.year)
    files = table_files(statement)
    data = open_data(statement).csv if files else {}
    sizes = {places.table(statement.year, name): len(csv) for name, csv in data.items()}
    beside = Beside(
        documents,
        data_files(statement, language),
        dataset(statement, language),
        _is_reviewed(states),
        proof_links(proofs, page, language, statement.year),
        {block: TableFile(path, sizes[path]) for block, path in files.items()},
    )
    return statement_page(edition, beside)


def _first_published(edition: EditionView) -> Iterator[Artifact]:
    """The PDFs as first published, as they are."""
    for path in map(Path, edition.statement.first_published):
        address = addresses.first_published(edition.language, edition.statement.year, path.name)
        yield Artifact(address, path.read_bytes())


def _record(
    edition: EditionView, documents: Sequence[Document], proofs: Sequence[Relation], states: Sequence[Review]
) -> Record:
    statement = edition.statement
    return Record(
        year=statement.year,
        language=edition.language,
        title=edition.named(statement.title),
        draft=statement.draft,
        updated=statement.updated.isoformat(),
        chapters=tuple((view.id, view.label, heading(view)) for view in edition.chapters),
        documents=tuple(documents),
        data=dict(data_files(statement, edition.language)),
        proven=sum(proof.holds for proof in proofs),
        relations=len(proofs),
        translated=sum(review.state == "translated" for review in states),
        blocks=len(states),
        indicators=tuple(indicator_records(edition)),
        corrections=tuple(correction_records(edition)),
        first_published=tuple(Path(name).name for name in statement.first_published),
    )
