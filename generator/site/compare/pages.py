"""The pages that compare neighbouring statements.

In: the two sides of neighbouring years in each language. Out: a page in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from generator.artifact import Artifact
from generator.content.model import Site
from generator.site import addresses
from generator.site.addresses import link
from generator.site.compare.changes import Change, text_changes
from generator.site.compare.facts import Facts, Row
from generator.site.compare.listing import pair_title
from generator.site.compare.side import Side
from generator.site.dates import unbroken_year
from generator.site.pages.frame import PageHead, frame, page_artifact, site_words
from generator.site.strings import Strings


def comparison_pages(site: Site, languages: Sequence[tuple[Side, Side]]) -> list[Artifact]:
    """A page for each of `languages`, given as its older side and its newer one, in the order of the site."""
    tags = [after.language for _, after in languages]
    told = zip(languages, text_changes(*languages), strict=True)
    return [_page(site, before, after, changes, tags) for (before, after), changes in told]


def _page(site: Site, before: Side, after: Side, changes: Sequence[Change], languages: Sequence[str]) -> Artifact:
    language, strings = after.language, Strings(after.language)
    head = _head(site, before, after, languages)
    statements = [_statement(side, head.path) for side in (before, after)]
    groups = [_group(key, rows, strings) for key, rows in Facts(before, after, strings).groups()]
    context = frame(site, language, head) | {
        "statements": statements,
        "groups": groups,
        "changes": [_change(change, statements, strings) for change in changes],
        "changes_count": strings.fill("compare_count", count=str(len(changes))),
        "indicators": link(head.path, addresses.section(language, "indicators")),
    }
    return page_artifact("compare.html", head.path, context)


def _head(site: Site, before: Side, after: Side, languages: Sequence[str]) -> PageHead:
    language, strings = after.language, Strings(after.language)
    path = addresses.comparison(language, before.year, after.year)
    agency, heading = site_words(site, language)["agency"], pair_title(before.year, after.year, language)
    return PageHead(
        path=path,
        kind="compare",
        title=f"{heading} – {agency}",
        description=f"{agency} {heading}",
        updated=date.fromisoformat(max(before.updated, after.updated)),
        others={lang: addresses.comparison(lang, before.year, after.year) for lang in languages},
        heading=heading,
        trail=[
            {"text": strings["home"], "href": link(path, addresses.home(language))},
            {"text": strings["compare"], "href": link(path, addresses.section(language, "compare"))},
        ],
    )


def _statement(side: Side, path: str) -> dict[str, str]:
    href = link(path, addresses.statement(side.language, side.year))
    return {"year": unbroken_year(side.year, side.language), "href": href}


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
    runs = [{"what": run.what, "word": strings[run.what] if run.what != "same" else "", "text": run.text}
            for run in change.runs]  # fmt: skip
    return {
        "what": change.what, "word": strings[change.what], "place": change.place, "links": links, "runs": runs,
        "note": strings["compare_elsewhere"] if change.is_silent else "",
    }  # fmt: skip
