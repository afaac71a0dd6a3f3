"""A tidy table: one head row, one fact a row, no merged cells, no separators in numbers."""

from __future__ import annotations

import csv
import io
from typing import Literal

from msgspec import Struct

from generator.content.tables import Wording
from generator.problems import Message

FIGURES, INDICATORS = "figures", "indicators"
"""The names of the tables that others refer to."""
FORMULA = ("=", "+", "-", "@", "\t")
"""What makes a spreadsheet reckon a cell."""
Link = tuple[str, str, str]
"""A foreign key: a column, and the table and column whose values it takes."""
FieldType = Literal["string", "integer", "number", "boolean", "date"]


class Field(Struct, frozen=True):
    """A column. `unit` is that of every number in it, where all have the same; `required` columns have no blanks."""

    name: str
    type: FieldType
    title: Message
    description: Message
    required: bool = False
    unit: str = ""


def suffix(language: str) -> str:
    """The end of the names of columns in `language`: `zh` for `zh-Hant`."""
    return language.partition("-")[0]


class TidyTable(Struct, frozen=True):
    """A CSV file before it is one. Values are text as the file has it, a column that a row leaves out is blank."""

    name: str
    title: Wording
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    links: tuple[Link, ...] = ()

    def csv(self) -> bytes:
        """UTF-8 without a mark, lines that end as RFC 4180 has it."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\r\n")
        columns = [(field.name, _as_words if field.type == "string" else str) for field in self.fields]
        writer.writerow([name for name, _ in columns])
        writer.writerows([written(row.get(name, "")) for name, written in columns] for row in self.rows)
        return file.getvalue().encode()


def _as_words(text: str) -> str:
    """`text`, with a mark before it where a spreadsheet would take it for a formula and reckon it (OWASP: CSV injection).
    No name begins like that; a stranger's could."""
    return f"'{text}" if text.startswith(FORMULA) else text
