"""`new-year`: the sources of one statement → those of the next, as a draft.

`draft` tells the story and `turn` by how many years; `facts`, `tables` and `prose` carry over the YAML and the Markdown.
"""
