"""Page marks that do not count the pages of the print: 1 to `pages`, each once, in the order of reading.

In: a `Statement`. Out: an error at each mark that is not the one due, and at `pages` where the marks end with another
number. What is set is checked when PDFs are made; that marks are in order is told before, since the web has them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.standards import Standards
from generator.content.blocks import Citation, PageMark, Text, walk_inlines
from generator.content.model import Statement
from generator.problems import Problem, say


def page_marks(statement: Statement) -> Iterator[PageMark]:
    """Every mark of the authority's text, in the order of reading."""
    for block in statement.blocks:
        if block.page:
            yield block.page
        passage = block.passages.get(statement.site.authority)
        inlines = walk_inlines(passage.inlines) if passage else ()
        yield from (inline for inline in inlines if isinstance(inline, PageMark))


def check_page_marks(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every mark that breaks the row, and a number of pages that the marks do not reach."""
    marks = list(page_marks(statement))
    if marks and statement.pages is None:
        # Of a year that is not printed no mark is in its place: nothing else is told of them.
        yield _without_pages(marks[-1])
        return
    if marks and not _begins_with(statement, marks[0]):
        message = say("第一個頁次標記之前還有文字", "there is text before the first page mark")
        hint = say(
            "請在第一章標題的 # 之後寫 {page}`1 start`", "write {page}`1 start` right after the # of the first chapter"
        )
        yield Problem(marks[0].position, message, hint, code="page-mark-order")
    for mark in _empty(statement):
        message = say(f"第 {mark.page} 頁沒有文字", f"page {mark.page} has no text")
        hint = say("請刪除標記，或移到該頁開始之處", "delete the mark, or move it to where the page begins")
        yield Problem(mark.position, message, hint, code="page-mark-empty")
    wrong, last = _followed(marks, statement.pages)
    yield from _problems(wrong)
    if statement.pages is not None and statement.pages != last:
        yield _other_count(statement, last)


def _followed(marks: Sequence[PageMark], pages: int | None) -> tuple[list[tuple[PageMark, int]], int]:
    """The marks that break the row, each with the page that was due, and the page that the row comes to; the print has
    so many `pages`."""
    wrong, due = [], 1
    behind = [*(mark.page for mark in marks[1:]), (pages or 0) + 1][: len(marks)]
    for mark, following in zip(marks, behind, strict=True):
        if mark.page != due:
            wrong.append((mark, due))
        # A slip of the pen, after which the next mark goes on as if nothing were; or a mark that is lost.
        due = due + 1 if mark.page == due or following == due + 1 else max(due, mark.page + 1)
    return wrong, due - 1


def _without_pages(last: PageMark) -> Problem:
    message = say("有頁次標記，statement.yaml 卻沒有 pages", "there are page marks, yet statement.yaml has no pages")
    hint = say(
        f"尚未付印請刪除頁次標記；已付印請在 statement.yaml 加上一行「pages: {last.page}」",
        f"before the print delete the page marks; after it add a line “pages: {last.page}” to statement.yaml",
    )
    return Problem(last.position, message, hint, code="page-count")


def _other_count(statement: Statement, last: int) -> Problem:
    message = say(
        f"pages 為 {statement.pages}，頁次標記卻到第 {last} 頁",
        f"pages is {statement.pages}, yet the page marks end with page {last}",
    )
    hint = say("請更正 pages，或補上、更正頁次標記", "correct pages, or add or correct page marks")
    return Problem(statement.place("pages"), message, hint, code="page-count")


def _empty(statement: Statement) -> Iterator[PageMark]:
    """The marks that nothing follows before the next one, or the end."""
    waiting: PageMark | None = None
    for block in statement.blocks:
        if block.page and waiting:
            yield waiting
        if block.page or block.kind in ("table", "row", "chart"):
            waiting = None  # What these show stands in YAML.
        passage = block.passages.get(statement.site.authority)
        for inline in walk_inlines(passage.inlines) if passage else ():
            if isinstance(inline, PageMark):
                if waiting:
                    yield waiting
                waiting = inline
            elif isinstance(inline, Citation) or (isinstance(inline, Text) and inline.text.strip()):
                waiting = None
    if waiting:
        yield waiting


def _begins_with(statement: Statement, mark: PageMark) -> bool:
    """Whether nothing is to be read before `mark`."""
    passage = statement.chapters[0].passages.get(statement.site.authority)
    return bool(passage and passage.inlines and passage.inlines[0] is mark)


def _problems(wrong: Sequence[tuple[PageMark, int]]) -> Iterator[Problem]:
    """What is told of the marks that break the row, each with the page that was due; of all that stand too late, one."""
    at = 0
    while at < len(wrong):
        mark, due = wrong[at]
        missing = range(due, mark.page)
        behind = wrong[at + 1 : at + 1 + len(missing)]
        if missing and [late.page for late, _ in behind] == [*missing]:
            yield _too_late(mark, behind)
            at += len(missing)
        else:
            yield _out_of_order(mark, due)
        at += 1


def _too_late(mark: PageMark, behind: Sequence[tuple[PageMark, int]]) -> Problem:
    """The marks `behind` that should stand before `mark`."""
    (first, due), (last, _) = behind[0], behind[-1]
    pages = _pages(first.page, last.page)
    message = say(
        f"第 {pages} 頁的標記在第 {due - 1} 頁之後", f"the mark of page {pages} stands after that of page {due - 1}"
    )
    at = mark.position.at_line
    hint = say(
        f"請將第 {pages} 頁的文字移回第 {mark.page} 頁之前（{at}），或更正頁次",
        f"move the text of page {pages} back before page {mark.page} ({at}), or correct the marks",
    )
    return Problem(first.position, message, hint, code="page-mark-order")


def _pages(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"


def _out_of_order(mark: PageMark, due: int) -> Problem:
    page = mark.page
    if page < due:
        message = say(f"第 {page} 頁的標記重複或次序不對", f"the mark of page {page} appears twice or out of order")
        hint = say(f"此處應為第 {due} 頁；請更正或刪除", f"page {due} is due here: correct the mark or delete it")
    else:
        missing = _pages(due, page - 1)
        message = say(
            f"第 {page} 頁之前缺少第 {missing} 頁的標記", f"the mark of page {missing} is missing before page {page}"
        )
        hint = say("請補上標記，或更正此處的頁次", "add the mark, or correct the page here")
    return Problem(mark.position, message, hint, code="page-mark-order")
