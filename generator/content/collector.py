"""Where readers leave the mistakes they find, so that all are told at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct, field

from generator.problems import Message, Position, Problem, say

COMPARED = 1_000
"""Names among which the nearest is looked for."""
LISTED, ALIKE = 20, 60
"""Known names that a hint lists at the most; how alike the nearest is at least, of 100."""
MOST = 2_000
"""Problems that are kept: nobody mends more at once."""


class Collector(Struct):
    """The problems found so far, in the order in which they were found."""

    problems: list[Problem] = field(default_factory=list)
    draft: bool = False
    """Whether they are those of a draft, in which something may still be lacking."""

    @property
    def is_full(self) -> bool:
        """Whether a further mistake would not be listed, so that nobody need look for its remedy."""
        return len(self.problems) > MOST

    def error(self, code: str, position: Position, message: Message, hint: Message | None = None) -> None:
        """Note a mistake that stops the build."""
        if len(self.problems) < MOST:
            self.problems.append(Problem(position, message, hint, "error", code=code))
        elif len(self.problems) == MOST:
            rest = say("錯誤過多，其後不再列出", "too many mistakes; the rest is not listed")
            self.problems.append(Problem(position, rest, code="too-many"))

    def warning(self, code: str, position: Position, message: Message, hint: Message | None = None) -> None:
        """Note something that an editor should look at."""
        if len(self.problems) < MOST:
            self.problems.append(Problem(position, message, hint, "warning", code=code))

    def lacking(self, code: str, position: Position, message: Message, hint: Message | None = None) -> None:
        """Note what lacks, or what nothing answers: a mistake in all but a draft."""
        tell = self.warning if self.draft else self.error
        tell(code, position, message, hint)

    def tell_unknown(self, kind: tuple[str, str], name: str, position: Position, hint: Message | None) -> None:
        """Note that nothing of its `kind`, as it is called in Chinese and English, has the `name`."""
        message = say(f"不認得的{kind[0]}「{name}」", f"unknown {kind[1]} “{name}”")
        self.error(f"unknown-{kind[1]}", position, message, hint)


def closest(name: str, known: Sequence[str], alike: int) -> str:
    """The known name closest to `name`, `alike` of 100 at least; empty if there is none."""
    # Imported on the first mistake only: a build without mistakes need not pay for it.
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=alike)
    return found[0] if found else ""


def nearest(name: str, known: Iterable[str]) -> Message | None:
    """A hint that names the known name closest to `name`, or lists the known ones if they are few."""
    names = sorted(set(islice(known, COMPARED)))
    if found := closest(name, names, ALIKE):
        return say(f"您是否要寫「{found}」？", f"did you mean “{found}”?")
    if names and len(names) <= LISTED:
        return say(f"可用的名稱：{'、'.join(names)}", f"known names: {', '.join(names)}")
    return None
