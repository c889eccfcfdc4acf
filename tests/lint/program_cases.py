#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# The checks of whole rule sets on small ones: program/CODE-what/ holds the
# folders fires/ and near-miss/, which looks alike and has nothing. `said`
# records what is said of fires/, fixed/ the files that --unsafe-fixes changes,
# `also` names other codes that belong to the defect.
#   program_cases.py THOTHC            runs the cases and prints TAP
#   program_cases.py --rewrite THOTHC  records what is said now
import json
import os
import shutil
import subprocess
import sys
import tempfile

import cases

PROGRAM = os.path.join(cases.HERE, "program")
MISTAKE = "mistake in thothc"


def rule_files(folder):
    return sorted(
        os.path.relpath(os.path.join(where, name), folder)
        for where, _, names in os.walk(folder)
        for name in names
        if name.endswith(".yaml")
    )


def read_tree(folder):
    if not os.path.isdir(folder):
        return {}
    return {name: cases.read(folder, name) for name in rule_files(folder)}


def run(thothc, folder, *options):
    """Exit status, standard output and error of a check of a folder."""
    done = subprocess.run(
        [thothc, "check", "--no-config", "--no-cache", *options, "."],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    return done.returncode, done.stdout, done.stderr


def findings_in(thothc, folder):
    status, output, _ = run(thothc, folder, "--format=json")
    if status not in (0, 1):
        raise RuntimeError("thothc check exited with %d" % status)
    return json.loads(output)


def describe(findings):
    """As for single files, with the files that are not the finding's."""
    text = ""
    for finding in findings:
        for other in finding["secondary"]:
            if other["file"] != finding["file"]:
                other["message"] += " in " + os.path.normpath(other["file"])
        text += os.path.normpath(finding["file"]) + " " + cases.describe([finding])
    return text


class Case:
    def __init__(self, thothc, name):
        self.thothc = thothc
        self.name = name
        self.code = name.split("-")[0]
        self.folder = os.path.join(PROGRAM, name)

    def path(self, name):
        return os.path.join(self.folder, name)

    def recorded(self, name):
        return cases.read(self.folder, name) if os.path.exists(self.path(name)) else ""

    def codes(self):
        return {self.code, *self.recorded("also").split()}

    def copy(self, work):
        folder = os.path.join(work, self.name)
        shutil.copytree(self.path("fires"), folder)
        return folder

    def fires(self):
        findings = findings_in(self.thothc, self.path("fires"))
        wrong = cases.differ("what is said", self.recorded("said"), describe(findings))
        if {finding["code"] for finding in findings} != self.codes():
            wrong.append("other codes are found")
        return wrong

    def near_miss(self):
        return describe(findings_in(self.thothc, self.path("near-miss"))).splitlines()

    def suppressed(self, work):
        folder = self.copy(work)
        for finding in findings_in(self.thothc, folder):
            path = os.path.join(folder, finding["file"])
            text = cases.read(path)
            comment = cases.SUPPRESSION % finding["code"]
            if not text.startswith(comment):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(comment + text)
        return describe(findings_in(self.thothc, folder)).splitlines()

    def fix(self, folder):
        """Changed files after fixing a copy of fires/, and what went wrong."""
        before = read_tree(folder)
        _, _, said = run(self.thothc, folder, "--unsafe-fixes")
        after = read_tree(folder)
        run(self.thothc, folder, "--unsafe-fixes")
        wrong = [line for line in said.splitlines() if MISTAKE in line]
        if read_tree(folder) != after:
            wrong.append("fixing once more changes files")
        return {name: after[name] for name in after if after[name] != before[name]}, wrong

    def fixed(self, work):
        folder = self.copy(work)
        wanted = read_tree(self.path("fixed"))
        _, diff, _ = run(self.thothc, folder, "--unsafe-fixes", "--diff")
        if bool(diff) != bool(wanted) or read_tree(folder) != read_tree(self.path("fires")):
            return ["--diff shows something else, or changes files"]
        fixed, wrong = self.fix(folder)
        for name in sorted(set(wanted) | set(fixed)):
            wrong += cases.differ(name, wanted.get(name, ""), fixed.get(name, ""))
        left = findings_in(self.thothc, folder)
        old = {(f["code"], f["unit"]) for f in findings_in(self.thothc, self.path("fires"))}
        new = [f for f in left if cases.edits_of([f]) or (f["code"], f["unit"]) not in old]
        return wrong + describe(new).splitlines()

    def rewrite(self, work):
        with open(self.path("said"), "w", encoding="utf-8") as file:
            file.write(describe(findings_in(self.thothc, self.path("fires"))))
        shutil.rmtree(self.path("fixed"), ignore_errors=True)
        for name, text in self.fix(self.copy(work))[0].items():
            path = os.path.join(self.path("fixed"), name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)


def results_of(case):
    yield "fires", case.fires()
    yield "near miss", case.near_miss()
    with tempfile.TemporaryDirectory() as work:
        yield "suppressed", case.suppressed(work)
    with tempfile.TemporaryDirectory() as work:
        yield "fixed", case.fixed(work)


def codes_with_cases():
    return {name.split("-")[0] for name in os.listdir(PROGRAM)}


def main(arguments):
    thothc = os.path.abspath(arguments[-1])
    names = sorted(os.listdir(PROGRAM))
    number = 0
    failed = False
    for name in names:
        case = Case(thothc, name)
        if arguments[0] == "--rewrite":
            with tempfile.TemporaryDirectory() as work:
                case.rewrite(work)
            continue
        for what, wrong in results_of(case):
            number += 1
            failed |= cases.report(number, "%s %s" % (name, what), wrong)
    if arguments[0] == "--rewrite":
        return 0
    print("1..%d" % number)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
