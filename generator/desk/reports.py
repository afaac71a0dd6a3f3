"""What `check` tells beside mistakes: the figures proven and not, the state of each translation, the page map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.checks.open_points import open_points
from generator.checks.relations import relations
from generator.checks.stamps import reviews
from generator.checks.trust import trust
from generator.desk.page_report import page_lines
from generator.problems import Message, counted, say

if TYPE_CHECKING:
    from generator.content.model import Statement
    from generator.reading import Checked

Lines = Iterator[str]


def summary(checked: Sequence[Checked], language: str) -> Lines:
    """One line a year: blocks, figures proven, what rests on trust; and an address that is an example still."""
    for each in checked:
        statement = each.statement
        proofs, trusted = relations(statement), trust(statement)
        held, rest = sum(proof.holds for proof in proofs), len(trusted.uncovered)
        blocks = sum(1 for block in statement.blocks if block.passages)
        yield say(
            f"{statement.year} 年度：{blocks} 段；數字 {held}／{len(proofs)} 項相符；"
            f"文中 {len(trusted.figures)} 個數字，{rest} 個比率或合計未經驗算",
            f"year {statement.year}: {counted(blocks, 'block')}; {held} of {len(proofs)} relations hold; "
            f"{counted(len(trusted.figures), 'figure')} in the text, percentages or totals on trust: {rest}",
        ).in_language(language)
        yield from _left(statement, language)
    for message in placeholder(checked[0].statement.site.base_url) if checked else ():
        yield message.in_language(language)


def placeholder(address: str) -> Iterator[Message]:
    """That the site is said to be published where nothing can be: `.example` is kept for examples (RFC 2606)."""
    if (urlsplit(address).hostname or "").endswith(".example"):
        yield say(
            f"site.yaml 的 base-url 仍是範例 {address}；發布前請改為機關網址，或以 --base-url 指明",
            f"base-url in site.yaml is still the example {address}: before publishing, set your address or pass --base-url",
        )


def _left(statement: Statement, language: str) -> Lines:
    """What a draft still lacks, counted and listed."""
    points = open_points(statement) if statement.draft else ()
    if points:
        yield say(
            f"{statement.year} 年度為草稿，還有 {len(points)} 項未完成",
            f"year {statement.year} is a draft: {counted(len(points), 'open point')} left",
        ).in_language(language)
    elif statement.draft:
        yield say(
            f"{statement.year} 年度為草稿，沒有未完成的事項；statement.yaml 的 status 改為 final 即可發布",
            f"year {statement.year} is a draft without open points: with status: final in statement.yaml it is published",
        ).in_language(language)
    for point in points:
        yield f"    {point.position.at_line}: {point.message.in_language(language)}"


def figures(checked: Sequence[Checked], language: str) -> Lines:
    """Every relation with its reckoning, then what no relation covers."""
    for each in checked:
        for proof in relations(each.statement):
            mark = "=" if proof.holds else "≠"
            closing = f" = {proof.result}" if proof.result else ""
            yield f"{proof.figure.position.at_line}: {proof.name} {mark} {proof.formula}: {proof.reckoning}{closing}"
        for figure in trust(each.statement).uncovered:
            message = say(f"{figure.text} 未經驗算", f"{figure.text} rests on trust")
            yield f"{figure.position.at_line}: {message.in_language(language)}"
    yield from summary(checked, language)


def translation(checked: Sequence[Checked], language: str) -> Lines:
    """How many blocks of each file are reviewed, await review and are missing, and which ones."""
    for each in checked:
        for other in each.statement.site.languages[1:]:
            stamps = each.standards.stamps.get(other, frozenset())
            counts: dict[str, Counter[str]] = {}
            for review in reviews(each.statement, other, stamps):
                place = review.original.position
                counts.setdefault(place.path, Counter())[review.state] += 1
                if review.state != "translated":
                    word = STATES[review.state].in_language(language)
                    yield f"{place.at_line}: {review.original.block or review.original.says} {word}"
            for path, count in counts.items():
                words = [(*word.both, count[state]) for state, word in STATES.items()]
                zh = "，".join(f"{zh} {number}" for zh, _, number in words)
                en = ", ".join(f"{number} {en}" for _, en, number in words)
                yield say(f"{path}：{zh}", f"{path}: {en}").in_language(language)


STATES: Mapping[str, Message] = {
    "translated": say("已覆核", "reviewed"),
    "stale": say("待覆核", "awaiting review"),
    "missing": say("未翻譯", "missing"),
}


def pages(checked: Sequence[Checked], language: str) -> Lines:
    """Where each page of the Chinese PDF begins and ends, to be kept as the page map of a printed year."""
    for each in checked:
        for message in page_lines(each.statement):
            yield message.in_language(language)


REPORTS: Mapping[str, Callable[[Sequence[Checked], str], Lines]] = {
    "pages": pages,
    "figures": figures,
    "translation": translation,
}
