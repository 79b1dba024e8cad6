#!/usr/bin/env python3
"""Checks a Tradepost journal without any of Tradepost's code, after archive/FORMAT.md.

  verifier journal FOLDER [--own FOLDER] [--place FOLDER]... [--tsa-root PEM] [--catalog TSV]
  verifier proof BUNDLE.json [--message FILE] [--key VKEY]
  verifier export FOLDER|FILE.zip

Needs Python 3.9 or newer; is faster with the package "cryptography"; openssl only with --tsa-root.
Exit 0: all is well. 1: something is wrong; the first line names the first bad record. 2: could not check.
"""

import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

# pylint: disable=wrong-import-position
import bundle
from catalog import Catalog
from check import Check
from export import check_export
from places import Place
from stamps import Stamps


def journal(arguments):
    own = Place("proof", arguments.own) if arguments.own else None
    places = [Place(os.path.basename(os.path.dirname(path.rstrip("/"))) or path, path) for path in arguments.place]
    check = Check(arguments.folder, own, places, Stamps(arguments.tsa_root))
    catalog = Catalog(arguments.catalog) if arguments.catalog else None
    check.run(catalog.watch if catalog else lambda record: None)
    if catalog:
        check.problems += catalog.problems()
        check.problems.sort(key=lambda problem: (problem[0] < 0, problem[0]))
    first = check.first_bad()
    if first is not None:
        print(f"first bad record {first}, {max(1, len(check.bad))} bad")
    for sequence, what in check.problems:
        print(f"record {sequence}: {what}" if sequence >= 0 else what)
    for notice in check.notices:
        print(f"note: {notice}")
    for row in check.rows:
        print(f"{row.place}: {len(row.right)} checkpoints and {row.stamps} time-stamps are right")
    if not check.problems:
        print(f"intact {check.journal.good} records")
    return 1 if check.problems else 0


def main():
    parser = argparse.ArgumentParser(prog="verifier", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("journal")
    one.add_argument("folder")
    one.add_argument("--own", help="the archive's own proof folder")
    one.add_argument("--place", action="append", default=[], help="a second place: its folder named after the journal")
    one.add_argument("--tsa-root", help="certificate that time-stamps must lead to, PEM")
    one.add_argument("--catalog", help="rows of the catalog, as FORMAT.md says")
    two = commands.add_parser("proof")
    two.add_argument("bundle")
    two.add_argument("--message", help="the message that the proof is about")
    two.add_argument("--key", help="the verifier key that is trusted; else the first one in the bundle, which is then printed")
    three = commands.add_parser("export")
    three.add_argument("bundle", help="the exported folder or ZIP file")
    arguments = parser.parse_args()
    if arguments.command == "export":
        return check_export(arguments.bundle)
    return journal(arguments) if arguments.command == "journal" else bundle.check(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OSError as e:
        print(f"could not check: {e}", file=sys.stderr)
        sys.exit(2)
