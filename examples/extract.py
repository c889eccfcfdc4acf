#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Extracts the packages of the examples from larger files of records.

usage: extract.py PACKAGES ADVISORIES >packages.jsonl

Both are files for `thoth kb import`, compressed by Zstandard or not. Taken are
the packages that the projects here can come to, of each the newest releases
for Python 3.9, and advisories about these. Requirements of extras are left out,
and so is what the examples make no use of.
"""

import json
import re
import subprocess
import sys

ROOTS = ["flask", "flask-login", "requests", "requests-toolbelt", "black"]
RELEASES = 16
PYTHON = (3, 9)
OTHER_PYTHON = re.compile(r"python_version < \"(2[.]|3[.][0-9]\"|3\")|== \"2")
ELSEWHERE = re.compile(r"\"(win32|Windows|Darwin|darwin|PyPy)\"")


def lines_of(path):
    if path.endswith(".zst"):
        text = subprocess.run(["zstd", "-dcq", path], stdout=subprocess.PIPE, check=True).stdout
        return text.splitlines()
    with open(path, "rb") as file:
        return file.read().splitlines()


def is_release(record):
    return re.fullmatch(r"[0-9.]+", record["version"]) is not None


def is_for_python(record):
    for bound in re.findall(r"(<=?|>=?)\s*(3[.]\d+)", record["requires_python"] or ""):
        minor = (3, int(bound[1].split(".")[1]))
        if (bound[0] == ">=" and minor > PYTHON) or (bound[0] == "<" and minor <= PYTHON):
            return False
    return not re.match(r"(<|<=|==)\s*[23](,|$)", record["requires_python"] or "")


def is_wanted(requirement):
    _, _, marker = requirement.partition(";")
    if "extra ==" in marker or ELSEWHERE.search(marker):
        return False
    return not OTHER_PYTHON.search(marker)


def cut(record):
    kept = {key: record[key] for key in ("name", "version", "index_url")}
    if record["requires_python"]:
        kept["requires_python"] = record["requires_python"]
    wanted = [text for text in record["requires_dist"] if is_wanted(text)]
    if wanted:
        kept["requires_dist"] = wanted
    return kept


def releases(lines, name):
    """The newest ones, oldest first: the order in which records come."""
    start = f'{{"name":"{name}",'.encode()
    records = [json.loads(line) for line in lines if line.startswith(start)]
    usable = [record for record in records if is_release(record) and is_for_python(record)]
    count = 2 * RELEASES if name in ROOTS else RELEASES
    return [cut(record) for record in usable[-count:]]


def advisories(path, packages):
    for line in lines_of(path):
        record = json.loads(line)
        known = packages.get(record["package"], [])
        if record["withdrawn"] or not {r["version"] for r in known} & set(record["versions"]):
            continue
        yield {key: record[key] for key in ("id", "aliases", "package", "events")}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    lines = lines_of(sys.argv[1])
    packages, open_names = {}, list(ROOTS)
    while open_names:
        name = open_names.pop()
        if name in packages:
            continue
        packages[name] = releases(lines, name)
        for record in packages[name]:
            for text in record.get("requires_dist", ()):
                open_names.append(re.match(r"[\w.-]*\w", text)[0])
    for name in sorted(packages):
        for record in packages[name]:
            print(json.dumps(record))
    for record in advisories(sys.argv[2], packages):
        print(json.dumps(record))


if __name__ == "__main__":
    main()
