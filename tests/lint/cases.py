#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# The checks of single files on small ones: golden/CODE-what/ holds fires.yaml,
# each unit of which has the defect, and near-miss.yaml, which looks alike and
# has none; fires.txt records what is said, fixed.yaml what all fixes make of
# it, `also` names other codes that belong to the defect. What belongs to no
# file's text is in tree_cases.py, what takes several files in program_cases.py.
#   cases.py THOTHC            runs the cases and prints TAP
#   cases.py --rewrite THOTHC  records what is said now; review the difference
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "golden")
SUPPRESSION = "# thothc: ignore-file[%s] the test hides it\n"


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


# Codes that no comment hides: those about comments, and where none can be read.
ABOUT_COMMENTS = ("RX011", "RX501", "RX502", "RX503")
# Codes that concern the text, of which nobody knows what it means.
ABOUT_FILES = (
    *("RX01%d" % number for number in range(9)),
    *("RX020", "RX021", "RX501"),
)


def check(thothc, texts, *options):
    """The findings in each of the texts by its name."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, text in texts.items():
            path = os.path.join(folder, name.replace("/", "_") + ".yaml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            paths[path] = name
        run = subprocess.run(
            [thothc, "check", "--no-config", "--format=json", *options, *paths],
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        if run.returncode not in (0, 1):
            raise RuntimeError("thothc check exited with %d" % run.returncode)
        findings = {name: [] for name in texts}
        for finding in json.loads(run.stdout):
            findings[paths[finding["file"]]].append(finding)
        return findings


def place(span):
    start = "%d:%d" % (span["line"], span["column"])
    if span["line"] == span["end_line"]:
        return "%s-%d" % (start, span["end_column"])
    return "%s-%d:%d" % (start, span["end_line"], span["end_column"])


def describe(findings):
    lines = []
    for finding in findings:
        lines.append(
            "%s %s %s %s"
            % (
                place(finding),
                finding["unit"] or "-",
                finding["severity"],
                finding["message"],
            )
        )
        for other in finding["secondary"]:
            lines.append("    %s %s" % (place(other), other["message"]))
        for note in finding["notes"]:
            lines.append("    note: " + note)
        if "fix" in finding:
            kind = "safe fix" if finding["fix"]["safe"] else "fix"
            lines.append("    %s: %s" % (kind, finding["fix"]["title"]))
    return "".join(line + "\n" for line in lines)


def edits_of(findings):
    return [e for f in findings for e in f.get("fix", {}).get("edits", [])]


def apply(text, findings):
    """The text with all fixes applied; a second one at a place is left out."""
    lines = text.splitlines(keepends=True)

    def offset(line, column):
        return sum(len(one) for one in lines[: line - 1]) + column - 1

    spans = {}
    for edit in edits_of(findings):
        start = offset(edit["line"], edit["column"])
        end = offset(edit["end_line"], edit["end_column"])
        spans.setdefault((start, end), edit["text"])
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + spans[start, end] + text[end:]
    return text


def units_of(text):
    return [
        line.split("name:")[1].strip()
        for line in text.splitlines()
        if line.startswith("  - name:")
    ]


class Case:
    def __init__(self, name):
        self.name = name
        self.code = name.split("-")[0]
        self.folder = os.path.join(GOLDEN, name)
        self.fires = read(self.folder, "fires.yaml")
        self.near_miss = read(self.folder, "near-miss.yaml")

    def recorded(self, name):
        path = os.path.join(self.folder, name)
        return read(path) if os.path.exists(path) else None

    def texts(self):
        texts = {
            self.name + "/fires": self.fires,
            self.name + "/near-miss": self.near_miss,
        }
        if self.code not in ABOUT_COMMENTS:
            comment = SUPPRESSION % ", ".join(self.codes())
            texts[self.name + "/suppressed"] = comment + self.fires
        return texts

    def codes(self):
        return [self.code, *self.also()]

    def also(self):
        return (self.recorded("also") or "").split()

    def has_fix(self, findings):
        return bool(edits_of(findings))

    def rewrite(self, findings):
        with open(os.path.join(self.folder, "fires.txt"), "w") as file:
            file.write(describe(findings))
        path = os.path.join(self.folder, "fixed.yaml")
        if self.has_fix(findings):
            with open(path, "w") as file:
                file.write(apply(self.fires, findings))
        elif os.path.exists(path):
            os.remove(path)


def differ(what, wanted, found):
    if wanted == found:
        return []
    return ["%s should be" % what, *wanted.splitlines(), "but is", *found.splitlines()]


def wrong_with_fires(case, findings):
    wrong = differ("what is said", case.recorded("fires.txt") or "", describe(findings))
    codes = {f["code"] for f in findings}
    if codes != set(case.codes()):
        wrong.append("codes found: %s" % ", ".join(sorted(codes)))
    named = {f["unit"] for f in findings if f["code"] == case.code}
    silent = set(units_of(case.fires)) - named
    # The first of two units may be there for the second one's sake.
    if silent - {"Reference"} and not case.code.startswith(ABOUT_FILES):
        wrong.append("nothing is found in %s" % ", ".join(sorted(silent)))
    return wrong


def wrong_with_fix(case, findings, after):
    wrong = differ("fixed.yaml", case.recorded("fixed.yaml"), apply(case.fires, findings))
    left = {
        (f["code"], f["unit"]) for f in findings if not edits_of([f])
    }
    for finding in after:
        if (finding["code"], finding["unit"]) not in left:
            wrong.append("found after the fix: %s" % finding["message"])
    return wrong


def listed_codes(thothc):
    run = subprocess.run(
        [thothc, "check", "--list"], stdout=subprocess.PIPE, encoding="utf-8"
    )
    return {line.split()[0] for line in run.stdout.splitlines()}


def codes_with_cases():
    return {name.split("-")[0] for name in os.listdir(GOLDEN)}


def report(number, name, wrong):
    print("%sok %d - lint: %s" % ("not " if wrong else "", number, name))
    for line in wrong:
        print("# " + line)
    return bool(wrong)


def ignored(thothc, case):
    option = "--ignore=" + ",".join(case.codes())
    return check(thothc, {case.name: case.fires}, option)[case.name]


def run_cases(thothc, cases):
    texts = {name: text for case in cases for name, text in case.texts().items()}
    found = check(thothc, texts)
    results = []
    fixed = {}
    for case in cases:
        fires = found[case.name + "/fires"]
        if case.has_fix(fires):
            fixed[case.name] = apply(case.fires, fires)
    after = check(thothc, fixed)
    for case in cases:
        fires = found[case.name + "/fires"]
        results.append((case.name + " fires", wrong_with_fires(case, fires)))
        quiet = {
            "near miss": found[case.name + "/near-miss"],
            "suppressed": found.get(case.name + "/suppressed", []),
            "ignored": ignored(thothc, case),
        }
        for kind, findings in quiet.items():
            results.append(("%s %s" % (case.name, kind), describe(findings).splitlines()))
        if case.name in fixed:
            wrong = wrong_with_fix(case, fires, after[case.name])
            results.append((case.name + " fixed", wrong))
    failed = [report(i + 1, *result) for i, result in enumerate(results)]
    print("1..%d" % len(results))
    return 1 if any(failed) else 0


def main(arguments):
    thothc = arguments[-1]
    cases = [Case(name) for name in sorted(os.listdir(GOLDEN))]
    if arguments[0] != "--rewrite":
        return run_cases(thothc, cases)
    found = check(thothc, {case.name: case.fires for case in cases})
    for case in cases:
        case.rewrite(found[case.name])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
