"""Two neighbouring statements side by side.

`side` keeps what a statement says, its text as `words` has it; `changes` finds what became of each block, `text` what
became of its words, `facts` which facts differ; `pages` tell it, and `listing` says which neighbours are compared.
"""
