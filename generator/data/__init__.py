"""Open data of a year: tidy CSV, the whole statement as JSON, a workbook, and what describes and links them.

In: a `Statement`. Out: the artifacts below `data/<year>/`, the files that the public PDF carries, and for the pages
the links to each table's file and the description for search engines. What is not published yet, a draft, yields no
artifacts and no links.
"""
