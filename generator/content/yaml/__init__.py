"""YAML sources: text → typed contents, every mistake at its place and in the editor's words.

`document` reads a text as plain data in which everything knows its place, and `faults` says why it cannot; `schemas` has
the shape of each kind of file, `scalars`, `days` and `addresses` the values that are more than a type, `validate` holds
data against them, and `wrong_values` says what does not fit.
"""
