"""From Markdown and YAML to a bilingual site and print-true PDFs: read → check → render → write.

1. `content` reads a content folder: each file becomes plain data with places, each year a frozen `Statement` that
   holds all its languages, and every mistake becomes a `Problem`.
2. `checks` proves the statement: figures against their relations, the languages against each other.
3. `site` makes the views of an edition (a year in one language) and from them web pages.
4. `data` makes open data of them: CSV, JSON, a workbook, a package.
5. `print` sets the same views page for page; `pdf` finishes the public and the press PDF, which `preflight` inspects.
6. `publish` writes all files into a staging folder and exchanges it with `output/` in one step.
7. `desk` is what editors call beside the build: preview, new year, doctor.

`pipeline` tells this story in code, `commands` calls it, `cli` gives it words. Nothing touches `output/` until nothing can
fail, and imports point only upwards in this list, but that `print` calls the two rooms behind it.
"""
