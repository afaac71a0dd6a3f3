"""The numbers of running text, read in each language and compared across them.

`chinese` and `english` read them as `quantities`, of `units`, each with a module of its dates, one of its numerals or
number words, and one of parts of a whole (`chinese_dates`, `chinese_numerals`, `chinese_parts`, `english_dates`, `english_words`,
`english_parts`); `readers` chooses by language, and tells what is left when two texts have answered each other.
"""
