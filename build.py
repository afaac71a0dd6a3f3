#!/usr/bin/env python3
"""`python build.py`: check everything in `content/`, then build the site and the PDFs into `output/`."""

import sys

from generator.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
