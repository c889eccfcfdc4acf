#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every unit of prescriptions/ steers a resolution.

usage: steer.py THOTH THOTHC

The tables beside this file have a small project for each unit:
  known    what the knowledge base knows: "name version @index: requirement, ..."
  project  the lines of requirements.txt; `indexes` are further indexes
  environment, usage, image, options
           of .thoth.yaml, a file for --usage, a base image that is known, and
           more of the command line
  rest     other units that are switched off, since they would decide as well
and what comes of it:
  with, without  the stack with the unit, and when it is switched off
  says           without a stack: what the report says only with the unit
  fails          what the error says where a stack is missing
  never          the condition that `thoth advise` never meets
Printed is what is otherwise, and units that no table has.
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "prescriptions"))
import examples

PYPI = "https://pypi.org/simple"
NEVER = {"times: 0", "authenticated: true", "dependency_monkey_pipeline: true"}


def read_tables():
    rows = {}
    for path in sorted(glob.glob(os.path.join(HERE, "*.toml"))):
        with open(path, "rb") as file:
            table = tomllib.load(file)
        assert not rows.keys() & table.keys(), "a unit is in two tables"
        rows |= table
    return rows


def record(text):
    """A line of the knowledge base."""
    head, _, requirements = text.partition(": ")
    name, version, *index = head.split()
    return {
        "name": name,
        "version": version,
        "index_url": index[0].removeprefix("@") if index else PYPI,
        "requires_dist": [each.strip() for each in requirements.split(",") if each],
    }


class Project:
    """A row of a table as files, to be resolved with several bundles."""

    def __init__(self, thoth, row, folder):
        self.thoth, self.folder, self.row = thoth, folder, row
        shutil.rmtree(folder, ignore_errors=True)
        os.mkdir(folder)
        records = [record(text) for text in row["known"]]
        if "image" in row:
            records.append(row["image"])
        self.write("known.jsonl", "".join(json.dumps(each) + "\n" for each in records))
        indexes = [f"--extra-index-url {url}" for url in row.get("indexes", ())]
        self.write("requirements.txt", "\n".join(indexes + row["project"]) + "\n")
        environment = {"name": "it", "python_version": "3.9"} | row.get("environment", {})
        self.write(".thoth.yaml", json.dumps({"runtime_environments": [environment]}))
        self.options = list(row.get("options", ()))
        if "usage" in row:
            self.write("usage.json", json.dumps(row["usage"]))
            self.options.append("--usage=" + self.path("usage.json"))
        self.run("kb", "import", "--kb=" + self.path("kb"), self.path("known.jsonl"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, *arguments):
        return subprocess.run(
            [self.thoth, *arguments],
            check=False,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def advise(self, bundle):
        """The stack as text, or "", and all that is said."""
        report = self.path("report.json")
        if os.path.exists(report):
            os.remove(report)
        options = ["--kb=" + self.path("kb"), "--rules=" + bundle, "--json=" + report]
        run = self.run("advise", *options, *self.options, self.folder)
        if run.returncode != 0:
            return "", run.stderr
        with open(report, encoding="utf-8") as file:
            found = json.load(file)
        best = found["products"][0]
        stack = sorted((each["name"], each["version"]) for each in best["packages"])
        said = [found["stack_info"], found["log"], best["justification"]]
        said.append(best["advised_manifest_changes"])
        return ", ".join(f"{name} {version}" for name, version in stack), json.dumps(said)


def faults(row, with_it, without):
    """What is otherwise than the row says: stacks and what was said."""
    if "says" in row:
        if not with_it[0] or with_it[0] != without[0]:
            yield f"the stacks are {with_it} and {without}"
        if row["says"] not in with_it[1]:
            yield f"it does not say {row['says']}, but {with_it[1]}"
        if row["says"] in without[1]:
            yield "the same is said without it"
        return
    for key, got in (("with", with_it), ("without", without)):
        if got[0] != row.get(key, ""):
            yield f"{key} it the stack is {got[0]}: {got[1]}"
        if key not in row and row["fails"] not in got[1]:
            yield f"the error is {got[1]}"
    if row.get("with") == row.get("without"):
        yield "the table has the same stack twice"


class Steering:
    def __init__(self, thoth, thothc, folder):
        self.thoth, self.thothc, self.folder = thoth, thothc, folder
        self.units = {each.name: each for each in examples.read_units()}
        self.bundles = {}

    def build(self, off):
        """A bundle of our rules without these units."""
        if off not in self.bundles:
            rules = os.path.join(self.folder, "rules")
            bundle = os.path.join(self.folder, f"{len(self.bundles)}.thb")
            examples.write_without_all([self.units[name] for name in off], rules)
            command = [self.thothc, "build", "-q", "--no-cache", "-o", bundle, rules]
            subprocess.run(command, check=True)
            self.bundles[off] = bundle
        return self.bundles[off]

    def check(self, name, row):
        unit = self.units[examples.NAMESPACE + name]
        if "never" in row:
            if row["never"] not in NEVER or row["never"] not in unit.text:
                yield f"it is not switched off by {row['never']}"
            if row["never"].startswith("dependency_monkey") and "adviser_pipeline" in unit.text:
                yield "it is for advice, too"
            return
        rest = [examples.NAMESPACE + other for other in row.get("rest", ())]
        project = Project(self.thoth, row, os.path.join(self.folder, "project"))
        with_it = project.advise(self.build(tuple(sorted(rest))))
        without = project.advise(self.build(tuple(sorted([*rest, unit.name]))))
        yield from faults(row, with_it, without)


def main():
    thoth, thothc = sys.argv[1:]
    rows = read_tables()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        steering = Steering(thoth, thothc, folder)
        names = {examples.NAMESPACE + name for name in rows}
        found += [f"{name}: in no table" for name in sorted(steering.units.keys() - names)]
        found += [f"{name}: no such unit" for name in sorted(names - steering.units.keys())]
        for name, row in rows.items():
            if examples.NAMESPACE + name in steering.units:
                found += [f"{name}: {fault}" for fault in steering.check(name, row)]
    print("\n".join(found))
    print(f"{len(rows)} units, {len(found)} faults")
    sys.exit(1 if found or not rows else 0)


if __name__ == "__main__":
    main()
