"""What the public PDF carries: the whole statement for programs, each table as CSV, and the sources it was made from."""

from __future__ import annotations

from pathlib import Path

from generator.artifact import Attachment
from generator.content.folders import SHARED_FILES
from generator.content.model import Statement
from generator.data import places, words
from generator.data.archive import archive
from generator.data.files import open_data
from generator.data.tidy import FIGURES
from generator.data.words import both


def attachments(statement: Statement, content: Path) -> tuple[Attachment, ...]:
    """The files for `statement`, which was read from the folder `content`."""
    data, day = open_data(statement), statement.updated
    whole = Attachment(places.STATEMENT, data.whole, "application/json", both(words.STATEMENT.wording), day)
    tables = (
        Attachment(f"{table.name}.csv", data.csv[table.name], "text/csv", both(table.title), day)
        for table in data.tables
        if table.name != FIGURES
    )
    zipped, title = sources(statement, content), both(words.SOURCES.wording)
    return whole, *tables, Attachment("sources.zip", zipped, "application/zip", title, day, "Source")


def sources(statement: Statement, content: Path) -> bytes:
    """The files that the statement was read from and held against, as an archive from which it can be built again."""
    names = {
        *statement.sources,
        *SHARED_FILES,
        *(f"{statement.year}/{language}.stamps" for language in statement.site.languages),
    }
    files = ((name, content / name) for name in sorted(names))
    return archive(((name, path.read_bytes()) for name, path in files if path.is_file()), statement.updated)
