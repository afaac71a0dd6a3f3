"""Markdown sources: text → trees of nodes in each language, and which node is which across them.

`parser` says what of Markdown is read, `reader` makes `nodes` of it, with the running text of `inline` and the lines of
`attributes`; `faults` and `lookalikes` tell what would be lost. `outline` puts sections within sections, `pairing` two languages side by side.
"""
