"""The Markdown of a statement: which parts of CommonMark and its extensions are read, and what is kept from being lost.

In: nothing. Out: a parser whose tokens `reader` reads. Rules of our own stand between those of the library: they set
apart what it would drop without a word, and empty what would take too long to read.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, inline, text_join
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.attrs.parse import parse
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

from generator.content.markdown.lookalikes import keep_lookalikes

STRAY = "stray_attributes"
"""The token of a line of attributes that marks nothing."""
QUOTED = re.compile(r'"[^"]*"')
"""A value; elsewhere in a line of attributes, % begins a comment, which would not be printed either."""
BLOCKS, LONGEST = 3_000, 10_000
"""Blocks of a text, and characters of a block; a text of 104 has at most 100 blocks, the longest of 1,500."""
SIGNS, MOST_SIGNS = "[*_`{<&", 600
"""What running text is marked with, and how often in a block; a block of 104 has at most 20 of them."""


@cache
def parser() -> MarkdownIt:
    """The parser, set up for what a statement uses."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    made.use(attrs_plugin, spans=True, after=()).use(attrs_block_plugin)
    made.use(myst_role_plugin).use(substitution_plugin).use(front_matter_plugin)
    # With HTML off these two rules never fit, but would be tried at every block and every “<”; the third takes a line
    # such as “[註]: 未經審定。” for the address of a link, and prints nothing; the fourth takes a paragraph above a
    # line of hyphens for a heading.
    made.disable(["html_block", "html_inline", "reference", "lheading"])
    # Text is left at the signs of the rules above only: the library stops at those of many more rules.
    made.inline.terminator_re = re.compile(r"[\n\\`*_\[\]{&<!]")
    # Every address is let through here and judged by the reader of links, which can tell the editor.
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    made.use(container_plugin, "directive", validate=lambda *_: True)
    made.core.ruler.before("inline", "too_much", _leave_out_too_much)
    made.core.ruler.after("block", "stray", _keep_stray_attributes)
    made.core.ruler.at("inline", _read_running_text)
    made.disable("text_join")  # The rule above has done it.
    return made


def _read_running_text(state: StateCore) -> None:
    """Has each block hold the tokens of its running text."""
    for token in state.tokens:
        if token.type == "inline":
            read = _running_text(token.content)
            token.children = read.children
            token.meta |= read.meta


@lru_cache(maxsize=4096)
def _running_text(content: str) -> Token:
    """A block with the tokens of its running text, which nobody changes. What was read last is kept: a statement says
    much in the words of the year before, and the preview reads a year again whenever one of its files is saved."""
    block = Token("inline", "", 0, content=content)
    state = StateCore("", parser(), {}, [block])
    inline(state)
    keep_lookalikes(block)
    text_join(state)
    return block


def _keep_stray_attributes(state: StateCore) -> None:
    """Sets apart lines of attributes that the library would drop: with text behind them, or with no block to mark."""
    lines: list[str] = []
    for token, after in zip_longest(state.tokens, state.tokens[1:]):
        if token.type == "attrs_block" and token.map:
            lines = lines or state.src.split("\n")
            line = lines[token.map[0]]
            line = line[line.index("{") :].rstrip()
            has_text = parse(line)[0] < len(line) - 1 or "%" in QUOTED.sub("", line)
            if has_text or after is None or after.nesting < 0:
                token.type = STRAY


def _leave_out_too_much(state: StateCore) -> None:
    """Empties blocks that would take long to read: brackets without end cost the square of their number."""
    blocks = 0
    for token in state.tokens:
        if token.type == "inline":
            blocks += 1
            length = len(token.content)
            marks = sum(map(token.content.count, SIGNS)) if length > MOST_SIGNS else 0
            if blocks > BLOCKS or length > LONGEST or marks > MOST_SIGNS:
                token.content = ""
                token.meta["too-much"] = True
