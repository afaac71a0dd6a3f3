"""Sources made to do harm: each is refused at its place or comes out as harmless text, soon and without a traceback."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from generator.content.collector import Collector
from generator.content.textfile import LIMIT, read_source
from tests.conftest import TESTS
from tests.hostile import (
    MEGABYTES,
    SECONDS,
    SECRET,
    Tried,
    assert_harmless,
    assert_placed,
    edit,
    escaped,
    put,
    put_name,
    tried,
    watched,
)  # fmt: skip
from tests.markup import Markup, vocabulary

BENIGN = (
    "Our **duties** *are*, [law](https://law.example/) "
    '[info](mailto:a@b.example) [a]{spread=3} [mot]{lang=fr} [met]{claim="108.pilots.met"}.'
)


@pytest.fixture(scope="session")
def allowed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every element and attribute of pages that nobody wants to harm: those of 104, of a correction, of a paragraph
    with all that running text may have."""
    found = vocabulary(site.rglob("*.html"))
    for name in ("harbour", "corrected"):
        content = tmp_path_factory.mktemp(name) / "content"
        shutil.copytree(TESTS / "sites" / name / "content", content)
        if name == "harbour":
            put(content, BENIGN)
        made = tried(content)
        assert made.site, made.said
        found |= vocabulary(made.pages)
    return found


# --- Text that is meant to be more than text ----------------------------------------------------------------------

TEXTS = {
    "script": "<script>alert(1)</script>",
    "script-broken": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "handler": "<img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover=\"alert(1)\" x=\"",
    "attribute-single": "' autofocus onfocus='alert(1)",
    "svg": "<svg onload=alert(1)><script xlink:href='data:,alert(1)'/><foreignObject/></svg>",
    "link": "<a href=\"javascript:alert(1)\">x</a>",
    "frame": "<iframe src=\"file:///etc/passwd\"></iframe>",
    "embed": "<object data=\"file:///etc/passwd\"></object><embed src=\"http://evil.example/\">",
    "style": "<style>@import url(http://evil.example/x.css); p { background: url(file:///etc/passwd) }</style>",
    "stylesheet": "<link rel=stylesheet href=http://evil.example/x.css>",
    "base": "<base href=http://evil.example/>",
    "refresh": "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "closing": "</p></section></main></body></html><h1>x</h1>",
    "comment": "<!-- x --><!--[if IE]><script>alert(1)</script><![endif]-->",
    "cdata": "<![CDATA[<script>alert(1)</script>]]><?php echo 1 ?><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &quot; &amp;lt;",
    "json-ld": "</script><script>alert(1)</script> \\u003c/script\\u003e \\\\\" }",
    "jinja": "{% include '/etc/passwd' %}{% for x in ().__class__.__mro__ %}{# x #}{%- raw -%}",
    "other-templates": "${7*7} #{7*7} <%= 7*7 %> {7*7} %(x)s %s {0} {x.__class__}",
    "terminal": "[31mred ]0;title",
    "separators": "a\u2028b\u2029c\u200bd\u00ade\u00a0f",
    "combining": "Z" + "\u0335\u0301" * 200 + " ﷽ \U0001f468\u200d\U0001f469 \U000e0041",
    "from-right-to-left": "שלום مرحبا",
    "private": "\ue000\U000f0000\U0010fffd",
    "shell": "$(touch /tmp/x) `id`; | cat /etc/passwd > /dev/null & %PATH%",
    "path": "../../../../etc/passwd ..\\..\\windows\\win.ini C:\\ CON NUL",
    "long-word": "x" * 5000,
    "digits": "9" * 5000,
    "chinese-digits": "一千" * 2000 + "年" * 2000,
    "dates": "民國102年13月45日 99年9月9日 " * 40,
    "percents": "%" * 500 + "1,2,3.4.5-6-7/8/9" * 50,
    "superscript-spread": "[x]{spread=²}",
    "math": "2³ ½ ٣ १ ₂ Ⅳ ㊿ 〸",
}  # fmt: skip


TOLD = {
    "long-word", "json-ld", "digits", "chinese-digits", "dates", "percents", "separators", "combining", "private",
}  # fmt: skip
"""As names these are told: too long, of other numbers in each language, or with characters that cannot be seen."""


@pytest.mark.parametrize("make", [str, escaped], ids=["as-it-is", "escaped"])
@pytest.mark.parametrize("name", TEXTS)
def test_text_stays_text(harbour: Path, allowed: set[tuple[str, str]], name: str, make: Callable[[str], str]) -> None:
    """In a paragraph: what Markdown itself makes of it is allowed or told."""
    put(harbour, make(TEXTS[name]))
    found = tried(harbour)
    if found.code == 0:
        assert_harmless(found, allowed)


@pytest.mark.parametrize("name", TEXTS)
def test_a_name_stays_text(harbour: Path, allowed: set[tuple[str, str]], name: str) -> None:
    """In titles, cells and the names of goals, which stand in JSON-LD, feeds, data files and the page's head as well."""
    put_name(harbour, TEXTS[name])
    found = tried(harbour)
    assert found.code == 0 or name in TOLD, found.said
    if found.code == 0:
        assert_harmless(found, allowed)
        page = found.site / "en" / "110" / "index.html"  # type: ignore[operator]
        assert TEXTS[name].replace(" ", "")[:40] in Markup(page.read_text("utf-8")).text.replace(" ", "")


# --- What is refused ----------------------------------------------------------------------------------------------

REFUSED = {
    "javascript": ("[x](javascript:alert(1))", "a link begins with"),
    "javascript-in-capitals": ("[x](JaVaScRiPt:alert(1))", "a link begins with"),
    "javascript-by-entity": ("[x](&#106;avascript:alert(1))", "a link begins with"),
    "javascript-as-address": ("<javascript:alert(1)>", "a link begins with"),
    "javascript-by-reference": ("[x][y]\n\n[y]: javascript:alert(1)", "looks like markup"),
    "data": ("[x](data:text/html;base64,PHNjcmlwdD4=)", "a link begins with"),
    "vbscript": ("[x](vbscript:x)", "a link begins with"),
    "file": ("[x](file:///etc/passwd)", "a link begins with"),
    "other-host": ("[x](//evil.example/)", "a link begins with"),
    "path": ("[x](../../../etc/passwd)", "a link begins with"),
    "remote-picture": ("![x](http://evil.example/x.png)", "a picture is not used"),
    "file-picture": ("![x](file:///etc/passwd)", "a picture is not used"),
    "handler": ("[x]{onclick=\"alert(1)\"}", "unknown attribute"),
    "style": ("[x]{style=\"background:url(http://evil.example)\"}", "unknown attribute"),
    "two-attributes": ("[x]{lang=en onclick=\"alert(1)\"}", "unknown attribute"),
    "broken-language": ("[x]{lang=\"en\\\" onclick=\\\"alert(1)\"}", "lang is a language"),
    "giant-spread": ("[x]{spread=1" + "9" * 5000 + "}", "spread is a width"),
    "handler-of-a-block": ("{onclick=\"alert(1)\"}\nx", "unknown attribute"),
    "class-of-a-block": ("{.evil}\nx", "unknown mark"),
    "id-of-a-block": ("{#main}\nx", "unknown attribute"),
    "giant-page": ("x{page}`0001" + "9" * 5000 + "`", "is not a page mark"),
    "include-role": ("{include}`/etc/passwd`", "unknown role"),
    "include-directive": (":::{include} /etc/passwd\n:::", "unknown directive"),
    "raw-directive": (":::{raw} html\n<script>alert(1)</script>\n:::", "unknown directive"),
    "expression": ("x {{ 7*7 }}", "unknown figure"),
    "class": ("x {{ ''.__class__.__mro__ }}", "unknown figure"),
    "code": ("`<script>`", "code is not used"),
    "fence": ("```\n<script>\n```", "is not used here"),
    "override": ("a\u202eb", "character U+202E"),
    "override-by-entity": ("a&#x202e;b", "character U+202E"),
    "isolate-by-entity": ("a&#8294;b", "character U+2066"),
    "zero-width": ("a\u200bb", "character U+200B"),
    "zero-width-by-entity": ("a&ZeroWidthSpace;b", "character U+200B"),
    "soft-hyphen": ("a&shy;b", "character U+00AD"),
    "private": ("a\ue000b", "character U+E000"),
    "nul": ("a\0b", "this is not plain text"),
    "escape": ("a\x1b[31mb", "character U+001B"),
    "deep-emphasis": ("**" * 140 + "a" + "**" * 140, "nest deeper"),
    "deep-quotes": (">" * 2000 + "a", "is not used here"),
    "deep-lists": ("- " * 2000 + "a", "lists nest deeper"),
    "long-paragraph": ("![" * 100_000, "too much text"),
    "many-blocks": ("a\n\n" * 30_000, "too much text"),
    "many-mistakes": ("---\n\n" * 30_000, "too many mistakes"),
    "front-matter": ("---\nx: 1\n---", "is not used here"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_bad_markdown_is_refused_at_its_place(harbour: Path, name: str) -> None:
    text, message = REFUSED[name]
    put(harbour, text)
    found = tried(harbour)
    assert found.code == 1
    assert message in found.said
    assert "110/zh-Hant/1-harbours.md:" in found.said


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
SQUARES = "108:\n  pilots:\n    a0: {value: 999999999999999}\n" + "".join(
    f"    a{n + 1}: {{formula: a{n} * a{n}}}\n" for n in range(60)
)
YAML = {
    "aliases-that-explode": ("goals", BOMB, "aliases (*) are not used"),
    "anchor": ("goals", "- &x {key: a}", "anchors (&)"),
    "merge": ("goals", "- {key: a, <<: *x}", "aliases (*)"),
    "python-tag": ("goals", "!!python/object/apply:os.system ['id']", "tags (!) are not used"),
    "own-tag": ("goals", "- !include /etc/passwd", "tags (!) are not used"),
    "deep-flow": ("goals", "[" * 200_000, "nested deeper"),
    "deep-blocks": ("goals", "- " * 100_000 + "a", "nested deeper"),
    "giant-number": ("results", "108: {pilots: {a: {value: " + "9" * 5000 + "}}}", "more than 30 digits"),
    "giant-exponent": ("results", "108: {pilots: {a: {value: 1e999999999}}}", "a number is expected"),
    "infinite": ("results", "108: {pilots: {a: {value: .inf}}}", "a number is expected"),
    "not-a-number": ("results", "108: {pilots: {a: {value: .nan}}}", "a number is expected"),
    "nul-by-escape": ("goals", '- {key: a, zh-Hant: "a\\0b", en: b}', "character U+0000"),
    "override-by-escape": ("goals", '- {key: a, zh-Hant: "a\\u202Eb", en: b}', "character U+202E"),
    "surrogate-by-escape": ("goals", '- {key: a, zh-Hant: "a\\uD800b", en: b}', "YAML syntax error"),
    "surrogate": ("goals", b"- {key: a, zh-Hant: '\xed\xa0\x80', en: b}", "is not UTF-8"),
    "big5": ("goals", "- {key: a, zh-Hant: 廉政, en: b}".encode("big5"), "is not UTF-8"),
    "utf-16": ("goals", "- {key: a, zh-Hant: 廉政, en: b}".encode("utf-16"), "is not UTF-8"),
    "half-utf-8": ("goals", "- {key: a, zh-Hant: 廉政".encode() + "署".encode("big5"), "is not UTF-8"),
    "two-documents": ("goals", "- {key: a, zh-Hant: b, en: c}\n---\n[]", "one YAML document"),
    "no-text": ("goals", b"\0" * 300_000, "this is not plain text"),
    "code-in-a-formula": ("results", "108: {pilots: {a: {formula: \"__import__('os').system('id')\"}}}", "formula"),
    "squares-of-squares": ("results", SQUARES, "grows too large"),
    "circle": ("results", "108: {pilots: {a: {formula: b}, b: {formula: a}}}", "formulas that refer to each other"),
    "long-circle": (
        "results",
        "108:\n  pilots:\n" + "".join(f"    a{n}: {{formula: a{(n + 1) % 5000}}}\n" for n in range(5000)),
        "formulas that refer to each other",
    ),
    "unknown-names": (
        "results",
        "108:\n  pilots:\n" + "".join(f"    a{n}: {{formula: z{n}}}\n" for n in range(5000)),
        "too many mistakes",
    ),
    "key-with-markup": ("results", "108: {pilots: {'<script>': {value: 1}}}", "cannot be a key"),
    "many-unknown-keys": ("terms", "".join(f"K{n}: {{}}\n" for n in range(20_000)), "too many mistakes"),
}  # fmt: skip


@pytest.mark.parametrize("name", YAML)
def test_bad_yaml_is_refused_at_its_place(harbour: Path, name: str) -> None:
    file, text, message = YAML[name]
    (harbour / "110" / f"{file}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    found = tried(harbour)
    assert found.code == 1
    assert message in found.said
    assert f"110/{file}.yaml:" in found.said


EDITS = {
    "chapter-outside": ("110/statement.yaml", "1-harbours", "../../../etc/passwd", "a file name without .md is expected"),
    "chapter-absolute": ("110/statement.yaml", "1-harbours", "/etc/passwd", "a file name without .md is expected"),
    "chapter-with-nul": ("110/statement.yaml", "1-harbours", '"1\\0"', "character U+0000"),
    "chapter-twice": ("110/statement.yaml", "[1-harbours, 2-money]", "[1-harbours, 1-harbours]", "listed once"),
    "chapters-without-end": ("110/statement.yaml", "2-money", ", ".join(f"c{n}" for n in range(5000)), "chapters"),
    "chapter-of-a-long-name": ("110/statement.yaml", "2-money", "a" * 5000, "chapters"),
    "contact-javascript": ("site.yaml", "contact: https://harbour.example/", "contact: javascript:alert(1)", "https://"),
    "base-url-broken": ("site.yaml", "base-url: https://", "base-url: https://[", "https://"),
    "base-url-with-quote": ("site.yaml", "base-url: https://", "base-url: https://a\"b", "https://"),
    "base-url-with-query": ("site.yaml", "base-url: https://", "base-url: https://a/b?c=d#e/", "without ? and #"),
    "base-url-bad-port": ("site.yaml", "base-url: https://", "base-url: https://a:99999/", "https://"),
    "languages-turned": ("site.yaml", "[zh-Hant, en]", "[en, zh-Hant]", "[zh-Hant] or [zh-Hant, en]"),
    "language-unknown": ("site.yaml", "[zh-Hant, en]", "[zh-Hant, ../../etc]", "expected here"),
    "day-before-all": ("110/statement.yaml", "2021-08-31", "0001-01-01", "a day of the common era"),
    "day-after-all": ("110/statement.yaml", "2021-08-31", "9999-12-31", "a day of the common era"),
    "table-of-ours": ("110/tables.yaml", "expenditure:", "figures:", "figures and staffing are taken"),
    "results-of-no-year": ("110/tables.yaml", "results-108:", "results-" + "1" * 50 + ":", "a table of results is called"),
    "table-name-outside": ("110/tables.yaml", "expenditure:", "../../x:", "cannot be a key"),
    "head-of-a-long-text": ("110/tables.yaml", "zh-Hant: 歲出科目", "zh-Hant: " + "字" * 81, "at most 80 characters"),
    "columns-without-end": (
        "110/tables.yaml",
        "    - {shows: name, width: 9,",
        "    - {shows: a, head: {zh-Hant: a, en: a}}\n" * 20 + "    - {shows: name, width: 9,",
        "at most 20 entries",
    ),
    "giant-page": ("110/tables.yaml", "- key: salaries", "- page: 99999999999999999999\n      key: salaries", "999"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_a_bad_value_is_refused_at_its_place(harbour: Path, name: str) -> None:
    file, find, new, message = EDITS[name]
    edit(harbour, file, find, new)
    found = tried(harbour)
    assert found.code == 1
    assert message in found.said
    assert f"/{file}:" in found.said


def test_a_table_is_not_multiplied(harbour: Path) -> None:
    """A line costs little, the table that it sets may cost much: each is set once."""
    for language in ("zh-Hant", "en"):
        path = harbour / "110" / language / "2-money.md"
        path.write_text(path.read_text("utf-8") + "\n:::{table} expenditure\n:::\n" * 2000, "utf-8")
    found = tried(harbour)
    assert found.code == 1
    assert "appears twice" in found.said


def test_a_long_row_of_formulas_is_reckoned(harbour: Path, allowed: set[tuple[str, str]]) -> None:
    rows = "".join(f"    a{n}: {{formula: a{n + 1} + {'+'.join('1' * 150)} - 150}}\n" for n in range(300))
    edit(harbour, "110/results.yaml", "108:\n  pilots:\n", f"108:\n  pilots:\n{rows}    a300: {{value: 1}}\n")
    found = tried(harbour)
    assert found.code == 0, found.said
    assert_harmless(found, allowed)


def test_long_lists_are_numbered(harbour: Path, allowed: set[tuple[str, str]]) -> None:
    put(harbour, '{numbering="一、"}\n' + "1. x\n" * 1500)
    found = tried(harbour)
    assert found.code == 0, found.said
    assert_harmless(found, allowed)


def test_thousands_of_paragraphs_with_one_missing_are_paired(harbour: Path) -> None:
    for language, count in (("zh-Hant", 2800), ("en", 2799)):
        path = harbour / "110" / language / "2-money.md"
        path.write_text(path.read_text("utf-8") + "".join(f"\nx{n}\n" for n in range(count)), "utf-8")
    found = tried(harbour)
    assert found.code == 1
    assert found.said.count(": error: ") == 1


def test_a_search_pattern_of_the_glossary_stays_quick(harbour: Path) -> None:
    (harbour / "glossary.yaml").write_text("- {zh: 港, en: ['a - - - - - - - - - - - - b']}\n", "utf-8")
    put(harbour, "港 a " + "- " * 4000)
    assert tried(harbour).code in (0, 1)


@pytest.mark.parametrize("form", ["''", "' '", "'-'", "'('", "'[a-z'", "'\\'"])
def test_a_strange_term_of_the_glossary_is_told_or_sought(harbour: Path, form: str) -> None:
    (harbour / "glossary.yaml").write_text(f"- {{zh: 署, en: [{form}]}}\n", "utf-8")
    assert tried(harbour).code in (0, 1)


@pytest.mark.parametrize("before", ["NaN", "1e999999", "Infinity", "-", "1" * 60, "<script>"])
def test_a_correction_of_no_number_is_refused(harbour: Path, before: str) -> None:
    words = f"from: {{zh-Hant: '{before}', en: '{before}'}}, to: {{zh-Hant: '120,300', en: '120,300'}}"
    (harbour / "110/corrections.yaml").write_text(
        f"- {{block: s2-1-t1-r1, figure: expenditure.salaries.this_year, {words}, why: {{zh-Hant: x, en: x}}, when: 2021-08-31}}",
        "utf-8",
    )
    found = tried(harbour)
    assert found.code == 1
    assert "must be a number" in found.said


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "https://[", "https://", "x", 'https://a"b', "https://a/?b=c"]
)
def test_an_address_of_publication_that_is_none_is_wrong_usage(
    harbour: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", "--content", str(harbour), "--output", str(harbour.parent / "out"), "--message-language", "en"]
    assert main([*command, "--base-url", address]) == 2
    assert "begins with https://" in capsys.readouterr().err
    assert not (harbour.parent / "out").exists()


# --- Files that are no files --------------------------------------------------------------------------------------


@pytest.fixture
def content(content: Path, project: Path) -> Path:
    """The made-up agency's content in a program's own folder, and a secret beside it."""
    (project / "secret").mkdir(exist_ok=True)
    for name in ("goals.yaml", "1-harbours.md", "en.stamps", "old.pdf", "glossary.yaml", "site.yaml"):
        (project / "secret" / name).write_text(f"%PDF-1.4 {SECRET}\n", "utf-8")
    return content


def link(path: Path, target: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(target)


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


FILES: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "linked-markdown": (lambda c, s: link(c / "110/en/1-harbours.md", s / "1-harbours.md"), "lies outside"),
    "linked-yaml": (lambda c, s: link(c / "110/goals.yaml", s / "goals.yaml"), "lies outside"),
    "linked-site": (lambda c, s: link(c / "site.yaml", s / "site.yaml"), "lies outside"),
    "linked-glossary": (lambda c, s: link(c / "glossary.yaml", s / "glossary.yaml"), "lies outside"),
    "linked-stamps": (lambda c, s: link(c / "110/en.stamps", s / "en.stamps"), "lies outside"),
    "linked-pdf": (lambda c, s: link(c / "110/published/old.pdf", s / "old.pdf"), "lies outside"),
    "linked-folder": (lambda c, s: link(c / "110/en", s), "lies outside"),
    "linked-year": (lambda c, s: link(c / "111", s), "lies outside"),
    "linked-nowhere": (lambda c, s: link(c / "110/goals.yaml", s / "nowhere"), "lies outside"),
    "link-to-itself": (lambda c, s: link(c / "110/goals.yaml", c / "110/goals.yaml"), "cannot read"),
    "device": (lambda c, s: link(c / "110/goals.yaml", Path("/dev/zero")), "lies outside"),
    "pipe-as-markdown": (lambda c, s: pipe(c / "110/en/1-harbours.md"), "not a plain file"),
    "pipe-as-yaml": (lambda c, s: pipe(c / "110/goals.yaml"), "not a plain file"),
    "pipe-as-site": (lambda c, s: pipe(c / "site.yaml"), "not a plain file"),
    "pipe-as-stamps": (lambda c, s: pipe(c / "110/en.stamps"), "not a plain file"),
    "pipe-as-pdf": (lambda c, s: pipe(c / "110/published/old.pdf"), "not a plain file"),
    "folder-as-yaml": (lambda c, s: folder(c / "110/goals.yaml"), "not a plain file"),
    "huge-markdown": (lambda c, s: (c / "110/en/1-harbours.md").write_bytes(b"# a\n" * 13_000_000), "larger than"),
    "huge-yaml": (lambda c, s: (c / "110/goals.yaml").write_bytes(b"- {key: a}\n" * 5_000_000), "larger than"),
    "huge-stamps": (lambda c, s: (c / "110/en.stamps").write_bytes(b"0123456789abcdef\n" * 3_000_000), "larger than"),
    "no-pdf": (lambda c, s: ((c / "110/published").mkdir(), (c / "110/published/a.pdf").write_text("<script>")), "not a PDF"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_plain_file_of_the_content_is_refused(project: Path, content: Path, name: str) -> None:
    make, message = FILES[name]
    make(content, project / "secret")
    done = watched(project, "build", "--html-only", "--output", "out")
    assert done.code == 1, done.said
    assert_placed(done.said, Path("content"))
    assert message in done.said
    assert SECRET not in done.said
    assert not (project / "out").exists()
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES


def test_a_stamp_is_never_written_elsewhere(project: Path, content: Path) -> None:
    secret = project / "secret" / "en.stamps"
    before = secret.read_bytes()
    link(content / "110/en.stamps", secret)
    done = watched(project, "stamp", "content/110")
    assert done.code == 1, done.said
    assert "lies outside" in done.said
    assert secret.read_bytes() == before


def test_a_file_that_may_not_be_read_is_told(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may read all files, so the system's answer is played."""
    opened = os.open

    def refused(path: str | Path, *rest: int) -> int:
        if str(path).endswith("goals.yaml"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", refused)
    found = tried(harbour)
    assert found.code == 1
    assert "Permission denied" in found.said


def test_a_year_is_a_folder_of_one_to_three_digits(harbour: Path) -> None:
    names = ("0", "007", "1000", "１１１", "-5", "110 ", "²")
    for name in (*names, "110.bak"):
        shutil.copytree(harbour / "110", harbour / name)
    found = tried(harbour)
    assert found.code == 1
    assert sorted(re.findall("“(.*?)” is not an ROC year", found.said)) == sorted(names)


# --- Size ---------------------------------------------------------------------------------------------------------

LARGE: dict[str, Callable[[Path], object]] = {
    "brackets": lambda c: large(c, ("![" * 4_900 + "\n\n") * 39),
    "emphasis": lambda c: large(c, ("*a **b " * 1_400 + "\n\n") * 39),
    "links": lambda c: large(c, ("[a](" * 2_400 + "\n\n") * 39),
    "underscores": lambda c: large(c, ("*_" * 4_900 + "a" + "\n\n") * 39),
    "paragraphs": lambda c: large(c, "".join(f"a {n}\n\n" for n in range(2_900))),
    "items": lambda c: large(c, "1. a\n" * 2_900),
    "attributes": lambda c: large(c, "{.note}\n" * 45_000 + "x"),
    "substitutions": lambda c: large(c, ("{{ a }}" * 1_400 + "\n\n") * 39),
    "directives": lambda c: large(c, ":::{x}\n" * 50_000),
    "rows": lambda c: edit(
        c, "110/tables.yaml", "    - key: salaries",
        "".join(
            f"    - {{key: a{n}, name: {{zh-Hant: a, en: a}}, cells: [{{value: {n}}}, {{value: 1}}, {{formula: this_year - last_year}}]}}\n"
            for n in range(2_000)
        ) + "    - key: salaries",
    ),
    "figures": lambda c: edit(
        c, "110/results.yaml", "  pilots:\n",
        "  pilots:\n" + "".join(f"    a{n}: {{value: {n}, check: a{max(n - 1, 0)} * 0 + {n}}}\n" for n in range(1, 6_000))
        + "    a0: {value: 0}\n",
    ),
    "control-characters": lambda c: (c / "110/goals.yaml").write_bytes(b"\x07" * LIMIT),
}  # fmt: skip


def large(content: Path, text: str) -> None:
    for language in ("zh-Hant", "en"):
        path = content / "110" / language / "2-money.md"
        path.write_text(path.read_text("utf-8") + "\n" + text, "utf-8")


@pytest.mark.parametrize("name", LARGE)
def test_much_of_anything_costs_little(project: Path, content: Path, name: str) -> None:
    LARGE[name](content)
    shutil.rmtree(project / "out", ignore_errors=True)
    done = watched(project, "build", "--html-only", "--output", "out")
    assert done.code in (0, 1), done.said[-2000:]
    assert "Traceback" not in done.said
    print(f"{name}: exit {done.code}, {done.seconds:.1f} s, {done.megabytes:.0f} MB")
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES


# --- Print --------------------------------------------------------------------------------------------------------


def test_nothing_is_fetched_while_type_is_set(project: Path, content: Path) -> None:
    """The whole build with its PDFs, sources full of addresses, and a process that ends if it reaches for one."""
    hostile = " ".join(TEXTS[name] for name in ("handler", "svg", "frame", "style", "stylesheet", "base", "refresh"))
    put(content, escaped(hostile))
    put_name(content, re.sub(r"(\W|\w{8})", r"\1 ", hostile))  # In a cell a long word is refused.
    done = watched(project, "build", "--jobs", "1", "--output", "out", patience=300)
    assert done.code == 0, done.said
    assert (project / "out/en/110/statement.pdf").is_file()
    shutil.rmtree(project / "out")


def test_the_typesetter_gets_its_own_files_only() -> None:
    from weasyprint.urls import FatalURLFetchingError

    from generator.print.setting import Fetcher

    fetch = Fetcher({})
    assert fetch("print:print.css").read()
    for address in (
        "http://evil.example/x.png", "https://evil.example/", "file:///etc/passwd", "ftp://evil.example/", "data:,x",
        "print:../strings.yaml", "print:press/README.md", "print:/etc/passwd", "print:statement.html.j2", "font:x",
        "font:../../etc/passwd", "print:%2e%2e/strings.yaml", "//evil.example/x", "x", "",
    ):  # fmt: skip
        with pytest.raises(FatalURLFetchingError):
            fetch(address)


def test_a_reader_of_sources_never_leaves_its_folder(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "secret").write_text(SECRET)
    for name in ("../secret", "./../secret", "../content/../secret"):
        collector = Collector()
        assert read_source(tmp_path / "content" / name, tmp_path / "content", collector) is None
        assert [problem.code for problem in collector.problems] == ["outside"]


def test_a_tried_source_is_told_apart() -> None:
    """The tests above see what they look for: a page with a script of a stranger's is not harmless."""
    with pytest.raises(AssertionError):
        Markup("<p><b></p></b>")
    assert ("p", "onclick") in Markup("<p onclick=x></p>").names
    assert Tried(1, "").pages == []
