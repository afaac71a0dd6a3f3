"""The numbers of running text, read in each language and compared across them.

`chinese` and `english` read them as `quantities`, of `units`, each with a module of its dates and one of its numerals or
number words (`chinese_dates`, `chinese_numerals`, `english_dates`, `english_words`), English also with one of parts of a whole
(`english_parts`); `readers` chooses by language, and tells what is left when two texts have answered each other.
"""
