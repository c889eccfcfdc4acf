#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# `thothc check --unsafe-fixes` on the cases of golden/, laid out in other ways:
# what has a fix is gone, nothing new is found, a second time changes nothing,
# and what is about the layout stays.
#   layouts.py THOTHC
import os
import re
import subprocess
import sys
import tempfile

import cases

UNIT = re.compile(r"(?m)^(?=  - name:|  \w+:|\w+:)")
PARTS = ("should_include", "match", "run", "metadata")
# The comment on a line that is removed goes with it.
REMOVES_LINES = ("RX019",)


def commented(text):
    """A comment behind each line on which one can stand."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if re.fullmatch(r" *(- )*\w+:( [\w.-]+)?", line):
            lines[number] += "  # %d" % number
    return "\n".join(lines) + "\n"


def indented(text):
    return re.sub(
        r"(?m)^( *)(- )?",
        lambda found: 2 * found.group(1) + ("-   " if found.group(2) else ""),
        text,
    )


def copy_by_aliases(unit, number):
    """A unit with anchors, and another one that has its parts by aliases."""
    lines = unit.splitlines()
    copy = [re.sub(r'"?$', "Copy", lines[0].replace('"', ""))]
    copy += [line for line in lines if line.startswith("    type:")]
    for part in PARTS:
        found = re.search(r"(?m)^    %s:(?! *[&*])" % part, unit)
        if found:
            anchor = "%s%d" % (part, number)
            unit = unit[: found.end()] + " &" + anchor + unit[found.end() :]
            copy.append("    %s: *%s" % (part, anchor))
    return unit + "\n".join(copy) + "\n"


def aliased(text):
    return "".join(
        copy_by_aliases(part, number) if part.startswith("  - name:") else part
        for number, part in enumerate(UNIT.split(text))
    )


LAYOUTS = {
    "as it is": lambda text: text,
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "no end of line": lambda text: text.rstrip("\n"),
    "explicit document": lambda text: "---\n" + text + "...\n",
    "comments": commented,
    "wide indentation": indented,
    "aliases": aliased,
}


def keeps_layout(layout, before, after):
    if layout == "CR LF":
        return not re.search(r"(?<!\r)\n", after)
    if layout == "byte order mark":
        return after.startswith("\ufeff")
    if layout == "no end of line":
        return not after.endswith("\n")
    if layout == "comments":
        return set(re.findall(r"# \d+", before)) <= set(re.findall(r"# \d+", after))
    return True


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return file.read()


def fix(thothc, path):
    done = subprocess.run(
        [thothc, "check", "--no-config", "--no-cache", "--unsafe-fixes", path],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    said = [line for line in done.stderr.splitlines() if "mistake" in line]
    return read(path), said


def findings_in(thothc, text):
    return cases.check(thothc, {"rules": text})["rules"]


def wrong_with(thothc, code, layout, text):
    found = findings_in(thothc, text)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rules.yaml")
        with open(path, "w", newline="", encoding="utf-8") as file:
            file.write(text)
        after, wrong = fix(thothc, path)
        if fix(thothc, path)[0] != after:
            wrong.append("fixing again changes the file")
    if code not in REMOVES_LINES and not keeps_layout(layout, text, after):
        wrong.append("the layout is lost")
    lost = {(f["code"], f["unit"], f["message"]) for f in found if cases.edits_of([f])}
    kept = {(f["code"], f["unit"]) for f in found}
    for left in findings_in(thothc, after):
        if (left["code"], left["unit"], left["message"]) in lost:
            wrong.append("still found: %s" % left["message"])
        elif (left["code"], left["unit"]) not in kept:
            wrong.append("found now: %s" % left["message"])
    return wrong


def main(thothc):
    names = sorted(os.listdir(cases.GOLDEN))
    number = 0
    failed = False
    for layout, lay_out in LAYOUTS.items():
        wrong = []
        for name in names:
            path = os.path.join(cases.GOLDEN, name, "fixed.yaml")
            if os.path.exists(path):
                text = lay_out(cases.read(cases.GOLDEN, name, "fires.yaml"))
                said = wrong_with(thothc, name.split("-")[0], layout, text)
                wrong += ["%s: %s" % (name, line) for line in said]
        number += 1
        failed |= cases.report(number, "fixes, " + layout, wrong)
    print("1..%d" % number)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
