"""A small document with everything the finished PDFs must get right, laid out and finished.

Not a test: `test_public_pdf`, `test_press_pdf` and `test_preflight` read the files that this makes. As a program it prints
their hashes, for the tests that compare runs in other time zones.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from weasyprint import HTML  # noqa: E402

from generator.pdf.intent import press_intent  # noqa: E402
from generator.pdf.painting import Painting  # noqa: E402
from generator.pdf.pdf_file import Metadata  # noqa: E402
from generator.pdf.press import finish_press  # noqa: E402
from generator.pdf.public import Attachment, finish_public  # noqa: E402
from generator.print.fonts import KAI, locate  # noqa: E402
from generator.print.subset import subset  # noqa: E402

CSS = """
@font-face { font-family: Kai; src: url(kai.ttf) }
@page { size: A4; margin: 110pt 15mm 54pt; @top-center { content: element(head) } @bottom-center { content: counter(page) } }
html { font: 14pt/21pt Kai } h2, h3 { font-size: 1em; font-weight: 400; margin: 0 } p, ol { margin: 0; padding: 0 }
.head { position: running(head) } .page { break-before: page } .page:first-of-type { break-before: auto }
ol { list-style: none } h3.run-in, h3.run-in + p { display: inline }
.mark { position: absolute; left: -30pt }
table { width: 510pt; table-layout: fixed; border-collapse: collapse } th, td { border: 0.2mm solid; font-weight: 400 }
"""
HEAD = """<thead><tr><th scope="colgroup" colspan="3">指標</th><th scope="col" rowspan="2">目標值</th></tr>
<tr><th scope="col">目標</th><th scope="col">項目</th><th scope="col">說明</th></tr></thead>"""
FIRST = """<h2 id="s1"><span class="number">一、</span>現行法定職掌：</h2>
<h3 id="s1-1" class="run-in"><span class="number">(一)</span>主要職掌：</h3>
<p id="s1-1-p1">本署掌理防貪業務，譯作<span lang="en">corruption prevention</span>。</p>
<ol class="list"><li id="i1"><span class="number">1.</span>綜合規劃組<ol class="list"><li id="i1-1"><span class="number">(1)</span>前半</li></ol></li></ol>"""
SECOND = """<ol class="list"><li data-continues="i1"><ol><li data-continues="i1-1">後半</li>
<li id="i1-2"><span class="number">(2)</span>次項</li></ol></li></ol>
<p id="p2"><span class="mark" role="doc-pagebreak">第2頁</span>頁首文字</p>
<figure id="f1"><svg xmlns="http://www.w3.org/2000/svg" role="img" width="200" height="50" viewBox="0 0 200 50">
<title>組織系統圖</title><desc>署長一人。</desc><rect x="1" y="1" width="80" height="30" fill="#ddd" stroke="#000"/>
<text x="8" y="20" font-size="14" font-family="Kai">署長</text></svg><figcaption>依原圖重繪</figcaption></figure>
<p id="cut">段落前半</p>"""
THIRD = f"""<p data-continues="cut">段落後半</p><table id="t1">{HEAD}<tbody id="g1">
<tr id="r1"><th scope="rowgroup" rowspan="2">一、甲</th><th scope="row">第一</th><td>戊</td><td>95%</td></tr>
<tr id="r2"><th scope="row">第二</th><td><p>上半</p></td><td>60%</td></tr></tbody></table>"""
FOURTH = f"""<table id="t1-2" data-continues="t1">{HEAD}<tbody data-continues="g1">
<tr data-continues="r2"><th scope="rowgroup" rowspan="2"></th><th scope="row">第二（續）</th><td><p>下半</p></td><td></td></tr>
<tr id="r3"><th scope="row">第三</th><td>己</td><td>70%</td></tr></tbody>
<tbody id="g2"><tr id="r4"><th scope="rowgroup">二、乙</th><th scope="row">第四</th><td>庚</td><td>1件</td></tr></tbody></table>"""
NAMELESS = f"""<table data-continues="t1">{HEAD}<tbody><tr id="r5"><th scope="rowgroup"></th><th scope="row">第五</th><td>辛</td><td>2件</td></tr>
</tbody></table>"""
"""A part whose rows say only by a goal without name that they carry on."""
FIFTH = f"""<table id="t2">{HEAD}<tbody><tr><th scope="rowgroup" rowspan="40">丙</th><th scope="row">之1</th><td>文</td><td>1</td></tr>
{"".join(f'<tr><th scope="row">之{n}</th><td>文</td><td>{n}</td></tr>' for n in range(2, 41))}</tbody></table>"""
HEAD_SPOKEN = "指標目標值目標項目說明"
SPOKEN = (
    "一、現行法定職掌：(一)主要職掌：本署掌理防貪業務，譯作corruptionprevention。1.綜合規劃組(1)前半後半(2)次項"
    f"頁首文字依原圖重繪段落前半段落後半{HEAD_SPOKEN}一、甲第一戊95%第二上半下半60%第三己70%二、乙第四庚1件第五辛2件"
    f"{HEAD_SPOKEN}丙{''.join(f'之{n}文{n}' for n in range(1, 41))}"
)
"""What is read out, white space apart: the text of the web page."""
PAGES = (FIRST, SECOND, THIRD, FOURTH, NAMELESS, FIFTH)
PRINTED_PAGES = 7
"""The last table covers two."""
BODY = "".join(f'<section class="page">{page}</section>' for page in PAGES)
DOCUMENT = f"""<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><style>{CSS}</style></head><body>
<header class="head"><p>預　算　總　說　明</p></header><main>{BODY}</main></body></html>"""

METADATA = Metadata("廉政署預算總說明 <104>", "法務部廉政署", "總說明 & 資料", "zh-Hant", date(2015, 3, 1))
ATTACHMENTS = (
    Attachment("sources.zip", b"PK", "application/zip", "原始檔", date(2015, 3, 1), "Source"),
    Attachment("statement.json", b"{}", "application/json", "資料", date(2015, 2, 1)),
)
LABELS = ("1", "2", "3", "4", "5", "6", "C1")


def paint(folder: Path) -> Painting:
    """The document laid out and painted; the font is made in `folder`."""
    (folder / "kai.ttf").write_bytes(subset(locate(KAI), DOCUMENT + "".join(map(chr, range(0x20, 0x7F)))))
    document = HTML(string=DOCUMENT, base_url=f"{folder.as_uri()}/").render()
    return Painting(document, METADATA.language)


def make_public(painting: Painting) -> bytes:
    """The public file."""
    return finish_public(painting, METADATA, ATTACHMENTS, LABELS)


def make_press(painting: Painting, multiple: int = 2) -> bytes:
    """The press file."""
    return finish_press(painting, METADATA, LABELS, press_intent(ROOT / "templates/print/press"), multiple)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        painted = paint(Path(name))
        print(sha256(make_public(painted)).hexdigest(), sha256(make_press(painted)).hexdigest())
