"""The pages that compare neighbouring statements.

In: two statements of neighbouring years. Out: a page in each language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.artifact import Artifact
from generator.content.model import Statement
from generator.site import addresses
from generator.site.addresses import link
from generator.site.compare import Change, text_changes
from generator.site.compare_facts import Facts, Row
from generator.site.compare_list import pair_title
from generator.site.dates import fiscal_year
from generator.site.frame import frame, page_artifact, site_words
from generator.site.presenter import present
from generator.site.strings import Strings
from generator.site.view import EditionView


def comparison_artifacts(before: Statement, after: Statement, languages: Sequence[str]) -> Iterator[Artifact]:
    """The page that compares two statements, in each of `languages`."""
    for language in languages:
        strings = Strings(language)
        editions = present(before, language), present(after, language)
        yield _page(*editions, strings, languages)


def _page(before: EditionView, after: EditionView, strings: Strings, languages: Sequence[str]) -> Artifact:
    years, language, site = (before.statement.year, after.statement.year), after.language, after.statement.site
    path = addresses.comparison(language, *years)
    agency, heading = site_words(site, language)["agency"], pair_title(*years, language)
    trail = [
        {"text": strings["home"], "href": link(path, addresses.home(language))},
        {"text": strings["compare"], "href": link(path, addresses.section(language, "compare"))},
    ]
    context = frame(
        site, language, path, kind="compare", title=f"{heading} – {agency}", heading=heading,
        description=f"{agency} {heading}", updated=max(before.statement.updated, after.statement.updated),
        others={lang: addresses.comparison(lang, *years) for lang in languages}, trail=trail,
    )  # fmt: skip
    statements = [_statement(view, path) for view in (before, after)]
    groups = [_group(key, rows, strings) for key, rows in Facts(before, after, strings).groups()]
    changes = [_change(change, statements, strings) for change in text_changes(before, after)]
    context |= {
        "statements": statements,
        "groups": groups,
        "changes": changes,
        "changes_count": strings.fill("compare_count", count=str(len(changes))),
        "indicators": link(path, addresses.section(language, "indicators")),
    }
    return page_artifact("compare.html", path, context)


def _statement(view: EditionView, path: str) -> dict[str, str]:
    year = view.statement.year
    return {"year": fiscal_year(year, view.language), "href": link(path, addresses.statement(view.language, year))}


def _group(key: str, rows: Sequence[Row], strings: Strings) -> dict[str, Any]:
    blank = strings["compare_blank"]
    return {
        "id": key.replace("_", "-"),
        "title": strings[key],
        "count": strings.fill("compare_count", count=str(len(rows))),
        "rows": [
            {
                "what": row.what,
                "word": strings[row.what],
                "name": row.name,
                "before": "" if row.what == "added" else row.before or blank,
                "after": "" if row.what == "removed" else row.after or blank,
            }
            for row in rows
        ],
    }


def _change(change: Change, statements: Sequence[dict[str, str]], strings: Strings) -> dict[str, Any]:
    links = [
        {"text": statement["year"], "href": f"{statement['href']}#{identity}"}
        for statement, identity in zip(statements, (change.before, change.after), strict=True)
        if identity
    ]
    pieces = [{"what": piece.what, "word": strings[piece.what] if piece.what != "same" else "", "text": piece.text}
              for piece in change.pieces]  # fmt: skip
    return {"what": change.what, "word": strings[change.what], "place": change.place, "links": links, "pieces": pieces}
