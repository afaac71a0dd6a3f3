"""The page "figures checked": every relation of a statement, its inputs, where they stand and where it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.artifact import Artifact
from generator.checks.listed_days import days_not_given
from generator.checks.relations import Input, Relation
from generator.checks.spelling import spell
from generator.content.blocks import Block
from generator.content.model import Statement
from generator.site import addresses
from generator.site.addresses import link
from generator.site.dates import fiscal_year
from generator.site.pages.frame import page_artifact
from generator.site.pages.statement import edition_frame
from generator.site.pieces import Piece, Proof, claims_in, data_in, plain
from generator.site.strings import Strings
from generator.site.view import EditionView
from generator.site.whereabouts import Whereabouts, whereabouts


def figures_page(edition: EditionView, relations: Sequence[Relation]) -> Artifact:
    """All `relations` of the edition's statement."""
    return _FiguresPage(edition, relations).artifact()


def figures_checked(held: int, total: int, strings: Strings) -> str:
    """`數字查核 15／15項相符`."""
    return strings.fill("figures_checked", checked=str(held), total=str(total))


class _FiguresPage:
    """The page of one edition; `places` maps the id of each view to where it stands, `names` the key of each indicator to
    its name, `claimed` each claim to the words that it proves, where they stand first."""

    def __init__(self, edition: EditionView, relations: Sequence[Relation]) -> None:
        self.edition, self.relations = edition, relations
        self.statement: Statement = edition.statement
        self.strings = Strings(edition.language)
        self.path = addresses.beside_statement(edition.language, self.statement.year, "figures")
        self.home = addresses.statement(edition.language, self.statement.year)
        self.places = whereabouts(edition)
        self.names = {indicator.key: edition.named(indicator.name) for indicator in self.statement.indicators}
        self.words = figures_in_words(edition, self.strings)
        self.stated = frozenset(_stated(edition))
        claims = [claim for text in _texts(edition) for claim in claims_in(text)]
        self.claimed = {claim.value: plain(claim.pieces) for claim in reversed(claims)}

    def artifact(self) -> Artifact:
        context = edition_frame(self.edition, "figures")
        held = sum(relation.holds for relation in self.relations)
        context |= {
            "summary": figures_checked(held, len(self.relations), self.strings),
            "back": link(self.path, self.home),
            "relations": [self.relation(relation) for relation in self.relations],
        }
        return page_artifact("figures.html", self.path, context)

    def relation(self, relation: Relation) -> dict[str, Any]:
        equals = "" if relation.rule == "claim" else f" = {relation.result}"
        values = {each.name: self.value(each) for each in relation.inputs}
        return {
            "id": addresses.proof(relation.name),
            "title": self.title(relation),
            "formula": f"{spell(relation.expression, lambda part: values.get(part.name, part.name))}{equals}",
            "holds": relation.holds,
            "reason": self.reason(relation),
            "inputs": [self.input(each) for each in relation.inputs],
            "places": [place for block in relation.blocks if (place := self.place(block))],
        }

    def reason(self, relation: Relation) -> dict[str, str] | None:
        """Why a figure that does not hold stays as printed, and in which language that is told."""
        if not relation.accepted:
            return None
        language = (
            self.edition.language if self.edition.language in relation.accepted else self.statement.site.authority
        )
        return {"text": relation.accepted[language], "lang": "" if language == self.edition.language else language}

    def title(self, relation: Relation) -> str:
        """Where the figure belongs, in words: the year and the indicator or table, and the figure or the words proven."""
        parts = relation.name.split(".")
        own = self.words.get(relation.name, "")
        known = next((self.names[part] for part in parts if part in self.names), own)
        if not known and relation.blocks:
            known = self.places.get(relation.blocks[0].id, Whereabouts()).text
        year = fiscal_year(int(parts[0]), self.edition.language) if parts[0].isdigit() else ""
        words = self.claimed.get(relation.name)
        proven = self.strings.fill("quoted", text=words) if words else relation.printed
        shown = f"{self.strings['colon']}{proven}" if proven else ""
        return f"{year} {known} {shown}".strip().replace(f" {self.strings['colon']}", self.strings["colon"])

    def input(self, given: Input) -> dict[str, str | bool]:
        position = given.position
        return {
            "text": self.words.get(given.figure.name, ""),
            "value": self.value(given),
            "key": given.name,
            "entered": not given.figure.formula and given.figure.name not in self.stated,
            "source": f"{self.statement.source_file(position)}:{position.line}",
        }

    def value(self, given: Input) -> str:
        """What an input gives to the reckoning, in words where its items are counted."""
        return self.strings.fill("items_counted", count=given.value) if given.is_list else given.value

    def place(self, block: Block) -> dict[str, str] | None:
        if not block.id:
            return None
        place = self.places.get(block.id, Whereabouts())
        return {"text": place.text.strip(), "href": link(self.path, self.home, block.id), "page": place.label}


def _stated(edition: EditionView) -> Iterator[str]:
    """The figures that the statement itself states: those that its text and tables show, and the lists that it gives."""
    yield from (datum.name for text in _texts(edition) for datum in data_in(text))
    lacking = days_not_given(edition.statement)
    yield from (name for name, figure in edition.statement.figures.items() if figure.items and not lacking.get(name))


def _texts(edition: EditionView) -> Iterator[Sequence[Piece]]:
    """The running text of each block and cell, in reading order."""
    for view in edition.views:
        yield view.inlines
        yield from (cell.pieces for row in (view.table.rows if view.table else ()) for cell in row.cells)


def figures_in_words(edition: EditionView, strings: Strings) -> Mapping[str, str]:
    """The figures that the statement itself has a name for, by full name: those of tables, targets and results."""
    statement, say = edition.statement, edition.named
    answers = {f"{indicator.key}.{indicator.result}" for indicator in statement.indicators}
    found = {name: strings["result"] for name in statement.figures if name.partition(".")[2] in answers}
    for indicator in statement.indicators:
        found |= dict.fromkeys(indicator.targets.values(), strings["target"])
    for name, row, head in statement.cells():
        found[name] = strings.fill("cell_in_words", row=say(row), head=say(head))
    return found


def proof_links(relations: Sequence[Relation], page: str, language: str, year: int) -> Mapping[str, Proof]:
    """What each figure of `relations` is linked to on `page`: its relation, and whether it holds."""
    target = addresses.beside_statement(language, year, "figures")
    return {each.name: Proof(link(page, target, addresses.proof(each.name)), each.holds) for each in relations}
