"""What a print shop refuses, and in which words it is said.

In: the name of a rule, the place and the value seen. Out: a `Finding`. The rules are those of PDF/X-4 (ISO 15930-7)
and what print shops ask for besides; the numbers stand here, but for the bleed, which the press PDF is made with too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.problems import Message, Severity, say

QUIET = 3.0
"""Between text and the trimmed edge, in millimetres."""
THINNEST = 0.2
"""The thinnest line that prints safely, in millimetres."""
SMALLEST = 6.0
"""The smallest type, in points."""
RESOLUTION = 300.0
"""The coarsest image, in pixels an inch of its printed size."""
INK = 250.0
"""The most ink on one spot, in per cent of the four inks together."""
PALEST = 10.0
"""The palest tint of black that prints evenly, in per cent."""


class Finding(Struct, frozen=True):
    """What would be refused: `page` counts from 1 (0: the file as a whole), `object` names the part of the page."""

    rule: str
    page: int
    object: str
    value: str
    message: Message
    severity: Severity = "error"


RULES: Mapping[str, Message] = {
    "unreadable": say("讀不懂這個檔案或這一頁：{value}", "the file or page cannot be read: {value}"),
    "encrypted": say("檔案已加密", "the file is encrypted"),
    "version": say("PDF/X-4 應為 PDF 1.6 或更早的版本，此檔為 {value}", "PDF/X-4 is PDF 1.6 or earlier; the file is {value}"),
    "compression": say("檔案以 PDF/X-4 不接受的方式壓縮：{value}", "the file is packed in a way that PDF/X-4 does not take: {value}"),
    "standard": say("XMP 應宣告 PDF/X-4，此檔為：{value}", "the XMP packet must claim PDF/X-4; it says: {value}"),
    "metadata": say("檔案未註明 {value}", "the file does not state its {value}"),
    "intent": say("輸出意圖（GTS_PDFX，CMYK 描述檔）有誤：{value}",
                  "the output intent (GTS_PDFX with a CMYK profile) is wrong: {value}"),
    "trapped": say("XMP 應註明 Trapped 為 True 或 False，此檔為：{value}",
                   "the XMP packet must say that Trapped is True or False; it says: {value}"),
    "mismatch": say("檔案資訊（Info）與 XMP 所述不同：{value}", "Info and the XMP packet differ in {value}"),
    "attachment": say("檔案內有附件", "the file carries attachments"),
    "script": say("檔案內有指令碼或動作：{value}", "the file has scripts or actions: {value}"),
    "bookmark": say("檔案內有書籤", "the file has bookmarks"),
    "form": say("檔案內有表單", "the file has a form"),
    "layer": say("圖層會依用途自動顯示或隱藏", "the file has layers that show or hide themselves by use"),
    "count": say("頁數應為偶數，此檔為 {value} 頁", "the number of pages must be even; it is {value}"),
    "annotation": say("頁面上有註解或連結 {value}", "there is an annotation or link on the page: {value}"),
    "box": say("頁面框 {object} 有誤：{value}", "the page box {object} is wrong: {value}"),
    "colour": say("{object} 使用非 CMYK 色彩：{value}", "{object} is not in CMYK: {value}"),
    "image-colour": say("圖片 {object} 使用非 CMYK 色彩：{value}", "the image {object} is not in CMYK: {value}"),
    "group-colour": say("透明群組 {object} 使用非 CMYK 色彩：{value}", "the group {object} blends outside CMYK: {value}"),
    "postscript": say("{object} 是 PostScript 程式", "{object} is a PostScript program"),
    "replacement": say("{object} 可能由其他內容代替：{value}", "{object} may give way to other content: {value}"),
    "transfer": say("{object} 設定轉移函數，會改變網點", "{object} sets a transfer function, which changes the tints"),
    "halftone": say("{object} 指定的網屏 PDF/X-4 不接受：{value}", "{object} sets a halftone that PDF/X-4 does not take: {value}"),
    "resource": say("頁面用到的資源 {object} 不存在", "the page uses {object}, which is not among its resources"),
    "resolution": say("圖片 {object} 的解析度為 {value} dpi，應至少 300 dpi",
                      "the image {object} has {value} dpi; 300 dpi are needed"),
    "font": say("字型 {object} 未嵌入", "the font {object} is not embedded"),
    "text-colour": say("文字應只用黑版，此處為 CMYK {value}", "text must be in black ink only; here it is CMYK {value}"),
    "overprint": say("黑色文字應疊印（overprint），{object} 會挖空", "black text must overprint; {object} knocks out"),
    "white": say("白色不可疊印，否則印不出來：{object}", "white must not overprint, or it vanishes: {object}"),
    "text-size": say("文字小於 6 pt：{value} pt", "type is smaller than 6 pt: {value} pt"),
    "text-place": say("文字距裁切線不足 3 mm：{value} mm", "text stands closer than 3 mm to the trimmed edge: {value} mm"),
    "line": say("線寬不足 0.2 mm：{value} mm", "a line is thinner than 0.2 mm: {value} mm"),
    "ink": say("總墨量超過 250 %：{value} %", "more ink than 250 %: {value} %"),
    "unread": say("{object} 的墨量未經檢查：{value}", "the ink of {object} was not inspected: {value}"),
    "tint": say("灰網淡於 10 %：{value} %", "a grey is paler than 10 %: {value} %"),
}  # fmt: skip
WARNINGS = frozenset(("tint", "unread"))
"""Rules whose breach a printer takes, with a word of caution; what is not read never passes without one."""


def plain_name(text: str) -> str:
    """A PDF name without its slash; a file's path keeps it."""
    return text[1:] if re.fullmatch(r"/[^/\s]+", text) else text


def finding(rule: str, page: int, thing: str, value: str | Message = "") -> Finding:
    """A breach of `rule`, worded in every message language; `value` is what was seen, in words what is needed too."""
    seen = value if isinstance(value, Message) else say(value, value)
    wording = {
        language: text.format(object=plain_name(thing), value=plain_name(seen.in_language(language)))
        for language, text in RULES[rule].wording.items()
    }
    severity: Severity = "warning" if rule in WARNINGS else "error"
    return Finding(rule, page, thing, seen.in_language("en"), Message(wording), severity)
