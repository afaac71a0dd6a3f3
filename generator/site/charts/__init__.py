"""Charts: drawn at build time as the print draws its figures, in hairlines, ink and one accent.

`organisation` (of `boxes`) and `staff` draw those of a statement, `bars` those of indicators; `svg` makes each a picture for
all.
"""
