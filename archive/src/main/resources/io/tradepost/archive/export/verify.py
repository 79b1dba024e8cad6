#!/usr/bin/env python3
"""Checks an export of a mail archive, with nothing but Python's standard library and without a network.

Usage: python3 verify.py [FOLDER|FILE.zip]; without an argument, the folder that this file lies in.
Prints each problem on a line of its own and exits with 1, or says that all is right and exits with 0.

It is made of modules of the archive's own checker, put here one behind the other so that this file is all that is needed.
"""

import os
import sys

# {modules: ed25519 tree notes export}


if __name__ == "__main__":
    sys.exit(check_export(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))))
