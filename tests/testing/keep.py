# SPDX-License-Identifier: Apache-2.0
"""Puts proposed tests below their units and prints the file as version v2.

    python3 keep.py FILE PROPOSALS

Proposals name the file, as it is given here, and the line of their unit; lists of units in FILE must
be in block style.
"""

import re
import sys


def main(rules, proposals):
    lines = open(rules, encoding="utf-8").read().splitlines()
    text = open(proposals, encoding="utf-8").read()
    blocks = re.split(r"^# \S+ \((.*):(\d+):\d+\)\n", text, flags=re.M)
    insertions = []
    for path, line, text in zip(blocks[1::3], blocks[2::3], blocks[3::3]):
        if path != rules:
            continue
        start = int(line) - 1
        # The name's value; its key stands where the unit's other keys do.
        indent = re.match(r"[ -]*", lines[start]).end()
        pad = " " * indent
        tests = [pad + one if one else one for one in text.strip().split("\n")]
        insertions.append((start + 1, tests))
    for place, tests in sorted(insertions, reverse=True):
        lines[place:place] = tests
    print("metadata: {version: v2}")
    print("\n".join(lines))


main(*sys.argv[1:])
