#!/usr/bin/env python3
"""`python build.py`: check everything in `content/`, then build the site and the PDFs into `output/`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    # Said here because an older Python cannot even read the program.
    sys.stderr.write("需要 Python 3.11 以上 / Python 3.11 or newer is needed\n")
    sys.exit(3)

from generator.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
