"""`statement.json`: the whole statement for programs, in the shape of `statement-1.schema.json`.

What a statement does not have is left out, so that nothing is null.
"""

from __future__ import annotations

from typing import Any

from msgspec.json import Encoder

from generator.checks.relations import Relation
from generator.content.calendar import ROC
from generator.content.figures import shown
from generator.content.model import Correction, Figure, Statement
from generator.content.tables import Indicator, Organisation, Post
from generator.data import places
from generator.data.figure_years import until
from generator.data.printed import PrintedStatement
from generator.data.proofs import Proofs, as_json_number, kind, number, reason, result
from generator.data.statement_blocks import Blocks, Plain, filled
from generator.site import addresses

ENCODER = Encoder(enc_hook=str)
"""For days and addresses as well, which are text of classes of their own."""


def statement_file(printed: PrintedStatement, known: Proofs) -> bytes:
    """The file."""
    statement, blocks = printed.statement, Blocks(printed)
    data = _about(statement) | {
        "chapters": [blocks.block(chapter) for chapter in statement.chapters],
        "goals": [{"key": goal.key, "name": dict(goal.name)} for goal in statement.goals],
        "indicators": [_indicator(indicator) for indicator in statement.indicators],
        "organisation": _organisation(statement.organisation) if statement.organisation else {},
        "corrections": [_correction(correction) for correction in statement.corrections],
        "figures": [_figure(figure, known) for figure in statement.figures.values()],
    }
    return as_json(filled(data))


def as_json(data: Plain) -> bytes:
    """`data` as a JSON file with a line for each entry of its lists, so that two versions are compared line by line."""
    lines = b",\n".join(b"%b:%b" % (ENCODER.encode(key), _lined(value)) for key, value in data.items())
    return b"{\n%b\n}\n" % lines


def _lined(value: Any) -> bytes:
    if not isinstance(value, list) or not value:
        return ENCODER.encode(value)
    return b"[\n%b\n]" % b",\n".join(map(ENCODER.encode, value))


def _about(statement: Statement) -> Plain:
    site = statement.site
    pages = {language: addresses.statement(language, statement.year) for language in site.languages}
    return {
        "$schema": addresses.absolute(site.base_url, places.SCHEMA),
        "year": _year(statement.year),
        "title": dict(statement.title),
        "agency": dict(site.agency),
        "publisher": dict(site.publisher),
        "contact": site.contact,
        "licence": {"name": dict(site.licence), "url": site.licence_url},
        "source": dict(site.source),
        **({"prevails": dict(site.prevails)} if site.prevails else {}),
        "languages": list(site.languages),
        "status": "draft" if statement.draft else "final",
        "updated": statement.updated.isoformat(),
        "version": statement.version,
        "pages": statement.pages,
        "addresses": {language: addresses.absolute(site.base_url, page) for language, page in pages.items()},
        "running_head": {language: list(lines) for language, lines in statement.running_head.items()},
    }


def _year(year: int) -> Plain:
    return {"roc": year, "ce": year + ROC}


def _indicator(indicator: Indicator) -> Plain:
    entry = {
        "key": indicator.key,
        "goal": indicator.goal,
        "name": dict(indicator.name),
        "wording": {str(year): dict(words) for year, words in indicator.wording.items()},
        "system": indicator.system,
        "method": dict(indicator.method),
        "first": indicator.first,
        "last": indicator.last,
        "targets": {str(year): figure for year, figure in indicator.targets.items()},
    }
    return filled(entry)


def _organisation(organisation: Organisation) -> Plain:
    def posts(group: tuple[Post, ...]) -> list[Plain]:
        return [filled({"key": post.key, "name": dict(post.name), "number": post.number}) for post in group]

    return {
        "posts": posts(organisation.posts),
        "bodies": posts(organisation.bodies),
        "units": posts(organisation.units),
        "note": dict(organisation.note),
    }


def _correction(correction: Correction) -> Plain:
    entry = {
        "block": correction.block,
        "figure": correction.figure,
        "before": dict(correction.before),
        "to": dict(correction.to),
        "why": dict(correction.why),
        "when": correction.when.isoformat(),
    }
    return filled(entry)


def _figure(figure: Figure, known: Proofs) -> Plain:
    relation = known.relations.get(figure.name)
    entry = {
        "name": figure.name,
        "year": _year(known.years[figure.name]),
        "until": until(known.statement, figure.name),
        "kind": kind(figure),
        "value": as_json_number(number(figure)),
        "printed": shown(figure),
        "entered": figure.entered is not None,
        "items": list(figure.items),
        "relation": _relation(relation, known.statement) if relation else {},
        "source": {"file": known.statement.source_file(figure.position), "line": figure.position.line},
        "blocks": list(known.blocks.get(figure.name, ())),
    }
    return filled(entry)


def _relation(relation: Relation, statement: Statement) -> Plain:
    figure = relation.figure
    entry = {
        "rule": relation.rule,
        "expression": figure.formula or figure.check or figure.claim,
        "spelled": relation.formula,
        "reckoning": relation.reckoning,
        "inputs": list(figure.inputs),
        "result": as_json_number(result(relation)),
        "holds": relation.holds,
        "accepted": reason(relation, statement),
    }
    return filled(entry)
