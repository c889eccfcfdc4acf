# SPDX-License-Identifier: Apache-2.0
"""Reads benchmark rows as JSON lines and prints them as an aligned table.

A row is an object with name, value and unit, and where there is something to
compare with also anchor (its value) and ratio. Each row is printed as it
comes: benchmarks take minutes. A line that is no such row ends with status 1.
"""

import json
import sys

COLUMNS = (
    ("name", "<30"),
    ("value", ">14"),
    ("unit", "<8"),
    ("anchor", ">14"),
    ("ratio", ">10"),
)


def text_of(value):
    """A cell: four significant digits for fractions, nothing for no value."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
    return str(value)


def line_of(cells):
    padded = (format(c, width) for c, (_, width) in zip(cells, COLUMNS))
    return "  ".join(padded).rstrip()


def main():
    print(line_of([name for name, _ in COLUMNS]), flush=True)
    for number, line in enumerate(sys.stdin, 1):
        try:
            row = json.loads(line)
            cells = [row["name"], row["value"], row["unit"]]
        except (ValueError, KeyError, TypeError):
            sys.exit(f"table.py: line {number} is no benchmark row: {line!r}")
        cells += [row.get("anchor"), row.get("ratio")]
        print(line_of([text_of(cell) for cell in cells]), flush=True)


if __name__ == "__main__":
    main()
