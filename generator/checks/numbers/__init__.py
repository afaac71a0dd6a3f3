"""The numbers of running text, read in each language and compared across them.

`chinese` (with `chinese_numerals`) and `english` (with `english_dates`) read them as `quantities`, of `units`; `readers`
chooses by language, and tells what is left when two texts have answered each other.
"""
