"""How differences of numbers are told: where in the translation, what each language says, what mends it.

In: the numbers that differ and the passages that hold them. Out: one `Problem` each.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.checks.numbers.quantities import UNSEPARATED, YEAR, Quantity
from generator.checks.passages import cited_place, place
from generator.content.blocks import Block, Passage
from generator.problems import Message, Position, Problem, say

UNIT_NAMES = {
    "": say("未說明的單位", "none"),
    "person-times": say("人次", "person-times"),
    "persons": say("人", "persons"),
    "things": say("件、次等", "things or occasions"),
    "hours": say("小時", "hours"),
    "minutes": say("分鐘", "minutes"),
    "days": say("日", "days"),
    "weeks": say("週", "weeks"),
    "months": say("月", "months"),
    "years": say("年", "years"),
    "dollars": say("元", "dollars"),
}
CORRECT = say(
    '請更正譯文；若確有理由不同，請在該段前一行（清單項目在編號之後）寫 {parity="理由"}',
    'correct the translation; if they differ for a reason, write {parity="reason"} on the line before the block, for an item of a list right after its number',
)


def no_such_date(date: Quantity, passage: Passage) -> Problem:
    """A date of the original that no calendar has, so that its translation is not to blame."""
    message = say(f"沒有這個日期：{date.text}", f"there is no such date: {date.text}")
    hint = say(
        '請更正日期；若須照登，請在該段前一行（清單項目在編號之後）寫 {parity="理由"}',
        'correct the date; if it must be printed so, write {parity="reason"} on the line before the block, for an item of a list right after its number',
    )
    return Problem(place(passage, date), message, hint, code="no-such-date")


def differing(ours: Sequence[Quantity], theirs: Sequence[Quantity], original: Passage, translation: Passage) -> Problem:
    """Numbers that only one language has."""
    position = place(translation, theirs[0]) if theirs else translation.position
    return Problem(position, _differing(ours, theirs), _where(ours, theirs, original), code="parity")


def other_figure(ours: str, theirs: str, translation: Passage) -> Problem:
    """A citation of another figure that happens to be the same number."""
    message = say(
        f"譯文引用 {theirs}，原文引用 {ours}", f"the translation cites {theirs} where the original cites {ours}"
    )
    hint = say(f"請改為 {{{{ {ours} }}}}", f"write {{{{ {ours} }}}}")
    return Problem(cited_place(translation, theirs), message, hint, code="parity-figure")


def claimed(name: str, lacking: Passage, holding: Passage) -> Problem:
    """Words that a claim proves in one language, and none in the other."""
    message = say(
        f"另一語言的文句以 {name} 證明，此處沒有", f"the other language proves words by {name}, and this one does not"
    )
    zh, en = f'請寫 [文字]{{claim="{name}"}}', f'write [words]{{claim="{name}"}}'
    at = holding.position.at_line
    return Problem(
        lacking.position, message, say(f"{zh}（另一語言在 {at}）", f"{en} (the other is at {at})"), code="parity-claim"
    )


def typed(number: Quantity, name: str, passage: Passage) -> Problem:
    """A number typed where the other language cites a figure."""
    message = say(
        f"此處直接寫 {said(number)}，另一語言引用 {name}；日後數字變更時此處不會跟著變",
        f"{said(number)} is typed here where the other language cites {name}; it will not follow when that figure changes",
    )
    hint = say(f"請改為 {{{{ {name} }}}}", f"write {{{{ {name} }}}}")
    return Problem(place(passage, number), message, hint, "warning", code="parity-typed")


def names_differ(ours: Sequence[Quantity], theirs: Sequence[Quantity], name: str, position: Position) -> Problem:
    """Numbers that only one language of a name has."""
    message = _differing(ours, theirs)
    zh, en = message.both
    hint = say("請更正其一", "correct one of them")
    return Problem(position, say(f"「{name}」{zh}", f"{name}: {en}"), hint, code="parity-name")


def other_unit(ours: Quantity, theirs: Quantity, translation: Passage) -> Problem:
    """A number that counts something else."""
    (zh, en), (zh_ours, en_ours) = UNIT_NAMES[theirs.unit].both, UNIT_NAMES[ours.unit].both
    message = say(
        f"{said(theirs)} 的單位，譯文為{zh}，原文為{zh_ours}",
        f"{said(theirs)} has the unit “{en}”, in the original “{en_ours}”",
    )
    return Problem(place(translation, theirs), message, CORRECT, code="parity-unit")


def unused_reason(block: Block, translation: Passage) -> Problem:
    """A declared exception at a block whose numbers agree."""
    message = say("此處數字一致，不需要 parity 例外", "the numbers agree here: the parity exception is not needed")
    hint = say("請刪除 parity", "delete parity")
    return Problem(block.position or translation.position, message, hint, "warning", code="parity-unused")


def _differing(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Message:
    zh, en = _list(ours, "、"), _list(theirs, "、")
    if ours and theirs:
        return say(
            f"譯文為 {en}，原文為 {zh}", f"the translation has {_list(theirs)} where the original has {_list(ours)}"
        )
    if ours:
        return say(f"譯文缺少原文的 {zh}", f"the translation lacks {_list(ours)} of the original")
    return say(f"譯文多出原文沒有的 {en}", f"the translation has {_list(theirs)}, which the original has not")


def _where(ours: Sequence[Quantity], theirs: Sequence[Quantity], original: Passage) -> Message:
    at = (place(original, ours[0]) if ours else original.position).at_line
    zh, en = CORRECT.both
    if not {UNSEPARATED + one.key for one in ours}.isdisjoint(other.key for other in theirs):
        zh, en = (
            f"英文四位以上的數字請加千分位逗號；{zh}",
            f"write a number of four digits or more with its separator; {en}",
        )
    return say(f"{zh}（原文在 {at}）", f"{en} (the original is at {at})")


def _list(quantities: Sequence[Quantity], comma: str = ", ") -> str:
    return comma.join(said(quantity) for quantity in quantities)


def said(quantity: Quantity) -> str:
    """A number as its text has it, with what it was read as where that is one thing and not plain to see."""
    value = quantity.key.removeprefix(UNSEPARATED).removeprefix(YEAR)
    if quantity.figure:
        return f"{value} ({quantity.text})"
    text = " ".join(quantity.text.split())
    return text if len(quantity.instead) > 1 or value in text.replace(",", "") else f"{text} ({value})"
