#!/usr/bin/env python3
"""`python build.py`: check everything in `content/`, then build the site and the PDFs into `output/`."""

import gc
import signal
import sys

if sys.version_info < (3, 11):  # noqa: UP036
    # Said here because an older Python cannot even read the program.
    sys.stderr.write("需要 Python 3.11 以上 / Python 3.11 or newer is needed\n")
    sys.exit(3)

# The program's compiled modules are kept in any case: to compile them takes longer than to make a site.
sys.dont_write_bytecode = False
# What a command makes is in use until its end, a second later: to look for garbage in it would take a tenth of that.
gc.disable()
# Whoever is told to end does so as by Ctrl-C, and takes its temporary folders along.
signal.signal(signal.SIGTERM, signal.default_int_handler)

from generator.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
