"""The least that any generator in Python does with the same text: Markdown through markdown-it, a page through Jinja.

Run as a program: `python plain.py CONTENT OUTPUT`. No YAML is read, nothing is checked, numbered or proven.
"""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
from markdown_it import MarkdownIt

PAGE = """<!DOCTYPE html>
<html lang="{{ lang }}">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><main>{% for chapter in chapters %}<section>{{ chapter|safe }}</section>{% endfor %}</main></body>
</html>
"""


def main(content: Path, output: Path) -> None:
    """One page a year and language."""
    parser = MarkdownIt("commonmark", {"html": False})
    template = jinja2.Environment(autoescape=True).from_string(PAGE)
    for folder in sorted(content.glob("[0-9]*/*/")):
        chapters = [parser.render(path.read_text("utf-8")) for path in sorted(folder.glob("*.md"))]
        page = output / folder.name / folder.parent.name / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(template.render(lang=folder.name, title=folder.parent.name, chapters=chapters), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
