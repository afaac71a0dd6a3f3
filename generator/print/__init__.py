"""An edition → its PDFs, page for page as the print has them: cut, broken into lines, set, proven, finished."""
