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


def fix(thothc, folder):
    """The texts after fixing all files of a folder, each by itself."""
    names = sorted(os.listdir(folder))
    done = subprocess.run(
        [thothc, "check", "--no-config", "--no-cache", "--unsafe-fixes", *names],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    said = [line for line in done.stderr.splitlines() if "mistake" in line]
    return {name: read(os.path.join(folder, name)) for name in names}, said


def wrong_with(found, left):
    lost = {(f["code"], f["unit"], f["message"]) for f in found if cases.edits_of([f])}
    kept = {(f["code"], f["unit"]) for f in found}
    for finding in left:
        if (finding["code"], finding["unit"], finding["message"]) in lost:
            yield "still found: %s" % finding["message"]
        elif (finding["code"], finding["unit"]) not in kept:
            yield "found now: %s" % finding["message"]


def wrong_in(thothc, layout, texts):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
                file.write(text)
        after, wrong = fix(thothc, folder)
        if fix(thothc, folder)[0] != after:
            wrong.append("fixing again changes files")
    found = cases.check(thothc, texts)
    left = cases.check(thothc, after)
    for name, text in texts.items():
        removes = name.startswith(REMOVES_LINES)
        if not removes and not keeps_layout(layout, text, after[name]):
            wrong.append("%s: the layout is lost" % name)
        wrong += ["%s: %s" % (name, line) for line in wrong_with(found[name], left[name])]
    return wrong


def main(thothc):
    texts = {
        name + ".yaml": cases.read(cases.GOLDEN, name, "fires.yaml")
        for name in sorted(os.listdir(cases.GOLDEN))
        if os.path.exists(os.path.join(cases.GOLDEN, name, "fixed.yaml"))
    }
    failed = False
    for number, (layout, lay_out) in enumerate(LAYOUTS.items()):
        laid_out = {name: lay_out(text) for name, text in texts.items()}
        wrong = wrong_in(thothc, layout, laid_out)
        failed |= cases.report(number + 1, "fixes, " + layout, wrong)
    print("1..%d" % len(LAYOUTS))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
