"""The blocks of all languages side by side, in the order of the language that prevails; what one of them lacks is told.

In: the nodes of each language below one block. Out: for each block its node in every language that has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.content.blocks import beginning, text_of
from generator.content.collector import Collector
from generator.content.markdown.faults import AS_LIST, typed_number
from generator.content.markdown.nodes import Node
from generator.content.markdown.pairing import align, in_order
from generator.content.model import Site
from generator.problems import LANGUAGE_NAMES, say

KINDS = {
    "section": say("標題", "heading"),
    "paragraph": say("段落", "paragraph"),
    "list": say("清單", "list"),
    "item": say("清單項目", "list item"),
    "table": say("表格", "table"),
    "chart": say("圖", "chart"),
    "row": say("表格列", "table row"),
}

HEADING = 60
"""How many characters of a heading are told."""

Nodes = Mapping[str, Node]
"""One block's node in each language that has it."""


def below(nodes: Nodes) -> dict[str, tuple[Node, ...]]:
    """What stands below a block, in each language that has it."""
    return {language: node.children for language, node in nodes.items()}


def pair(nodes: Mapping[str, Sequence[Node]], site: Site, collector: Collector) -> Sequence[Nodes]:
    """The nodes of all languages block by block, in the order of the authority; what lacks is told."""
    authority = nodes.get(site.authority, ())
    groups = [{site.authority: node} for node in authority]
    for language in site.languages[1:]:
        if language not in nodes:
            continue
        ordered = in_order(authority, nodes[language])
        if ordered is not nodes[language]:
            _tell_order(authority, nodes[language], ordered, collector)
        pairs = align(authority, ordered)
        typed = any(theirs is None and ours is not None and _is_typed_item(ours) for ours, theirs in pairs)
        slots = iter(groups)
        for ours, theirs in pairs:
            if ours is None:
                if theirs and not _is_told(theirs) and (not typed or theirs.kind != "list"):
                    _tell_extra(theirs, site, collector)
                continue
            group = next(slots)
            if theirs:
                group[language] = theirs
            elif not _is_told(ours):
                _tell_missing(ours, language, site, collector)
    return groups


def tell_unpaired(nodes: Nodes, site: Site, collector: Collector) -> None:
    """Tell what lacks below one block, wherever no other file is needed to know: rows of tables are those of indicators."""
    for group in pair(below(nodes), site, collector):
        if all(node.kind != "table" for node in group.values()):
            tell_unpaired(group, site, collector)


def _tell_order(ours: Sequence[Node], theirs: Sequence[Node], ordered: Sequence[Node], collector: Collector) -> None:
    """Sections that are the same in another order than in the language that prevails."""
    moved = next(node for node, right in zip(theirs, ordered, strict=True) if node is not right)
    sections = (node for node in ordered if node.kind == "section")
    right = [beginning(text_of(node.passage.inlines), HEADING) for node in sections if node.passage]
    at = next(node for node in ours if node.kind == "section").position
    message = say("譯文各節的次序與原文不同", "the sections stand in another order than in the original")
    hint = say(
        f"請將譯文排成：{'；'.join(right)}（原文自 {at.at_line} 起）",
        f"put them into this order: {'; '.join(right)} (the original begins at {at.at_line})",
    )
    collector.lacking("section-order", moved.position, message, hint)


def _begins(node: Node) -> str:
    """The first characters of the text of a block, or of the first one below it that has any; else what it sets."""
    first = node
    while not first.passage and first.children:
        first = first.children[0]
    return text_of(first.passage.inlines)[:12] if first.passage else node.argument or node.name


def _tell_missing(node: Node, language: str, site: Site, collector: Collector) -> None:
    """A block that has no translation into `language`."""
    (zh, en), (zh_kind, en_kind) = LANGUAGE_NAMES[language].both, KINDS[node.kind].both
    begins = _begins(node)
    message = say(f"此{zh_kind}沒有{zh}（{begins}…）", f"this {en_kind} has no {en} text ({begins}…)")
    path = node.position.path.replace(f"/{site.authority}/", f"/{language}/")
    hint = say(f"請在 {path} 的同一處補上", f"add it at the same place in {path}")
    collector.lacking("missing-translation", node.position, message, AS_LIST if _is_typed_item(node) else hint)


def _tell_extra(node: Node, site: Site, collector: Collector) -> None:
    """A block of a translation that the language that prevails has not."""
    (zh, en), (zh_kind, en_kind) = LANGUAGE_NAMES[site.authority].both, KINDS[node.kind].both
    message = say(f"{zh}沒有對應的{zh_kind}", f"the {en} text has no such {en_kind}")
    hint = say(
        f"請刪除，或先在{zh}加上；{zh}若有，請看是否寫成{zh_kind}",
        f"delete it, or add it to the {en} text first; if it is there, see whether it is written as a {en_kind}",
    )
    collector.lacking("extra-block", node.position, message, hint)


def _is_told(node: Node) -> bool:
    """Whether a paragraph holds only what is not used in a statement, such as a picture, which was told."""
    return node.kind == "paragraph" and not (node.passage and node.passage.inlines)


def _is_typed_item(node: Node) -> bool:
    """Whether a paragraph begins with a number, so that it is mostly a list that was not written as one."""
    return node.kind == "paragraph" and node.passage is not None and bool(typed_number(node.passage.source))
