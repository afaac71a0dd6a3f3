"""`serve`: what editors save, in the browser at once.

`preview` tells the story. `watch` sees what was saved, `site` and `year` keep what it makes, `printed` and `typesetter` its
PDFs; `http`, `socket` and `hosts` answer the browser, with the `pages` of the preview's own; `faults` are of templates.
"""
