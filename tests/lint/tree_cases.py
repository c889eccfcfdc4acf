#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# Findings on what is in no rule file's text alone: paths, limits, metadata,
# settings, the IR; and those of the match/run language. Each code has a way to make it, one that looks alike and
# makes nothing, and what comments or --ignore do to it. Then all codes that
# thothc lists have cases, here or in golden/ or program/.
#   tree_cases.py THOTHC
import json
import os
import re
import subprocess
import sys
import tempfile

import cases
import program_cases

sys.path.append(os.path.join(os.path.dirname(cases.HERE), "report"))
import validate  # noqa: E402

STEP = (
    "units:\n  steps:\n  - name: FlaskIsOld\n    type: step\n"
    "    should_include: {adviser_pipeline: true}\n"
    '    match: {package_version: {name: flask, version: "<1.0"}}\n'
    "    run: {score: -0.1}\n"
)
NOBODY = 65534
LANGUAGE_CODE = re.compile("RX0[567][0-9]")


def put(text, path="a.yaml"):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def with_metadata(value):
    put(STEP + "metadata:\n  value: %s\n" % value)


def messages(count):
    entries = "      - {type: INFO, message: Line %d, link: backports}\n"
    put(STEP.replace("run: {score: -0.1}\n", "run:\n      justification:\n"))
    with open("a.yaml", "a", encoding="utf-8") as file:
        file.writelines(entries % number for number in range(count))


def expression(score="-0.1", when="{release_kind: local}"):
    """A step of version v2 of the language."""
    text = STEP.replace("score: -0.1", "score: " + score)
    text = text.replace('"<1.0"}', '"<1.0"}, when: ' + when)
    put("metadata: {version: v2}\n" + text)


def nested(depth):
    return "{absolute: " * depth + "0.5" + "}" * depth


def closed_folder(mode):
    os.mkdir("closed")
    put(STEP, "closed/a.yaml")
    os.chmod("closed", mode)


def link(target):
    put(STEP, "b.yml")
    os.symlink(target, "a.yaml")


def metadata(value):
    put(STEP)
    put("prescription: %s\n" % value, "_prescription_metadata.yaml")


def baseline(*units):
    """Knows a clause too many in each unit; there is one in FlaskIsOld."""
    entry = {"file": "a.yaml", "code": "RX403"}
    entry["message"] = "the clause '<2.0' says nothing that the others do not"
    findings = [{**entry, "unit": unit} for unit in units]
    put(json.dumps({"version": 1, "findings": findings}), "base.json")
    put(STEP.replace('"<1.0"', '"<1.0,<2.0"'))


def language(text):
    put(text, "a.rx")


def language_metadata(value):
    language("metadata {value: %s};\nsieve A { when adviser; match six; }\n" % value)


def language_doubled(times):
    lets = ["let v0 = [1, 2, 3, 4];\n"]
    lets += ["let v%d = [$v%d, $v%d];\n" % (i, i - 1, i - 1) for i in range(1, times + 1)]
    language("".join(lets) + "metadata {a: $v%d};\nsieve A { when adviser; match six; }\n" % times)


def language_namespace(name):
    put("prescription: {name: web}\n", "_prescription_metadata.yaml")
    language("namespace %s;\nsieve A { when adviser; match six; }\n" % name)


class Case:
    """A code, what makes it fire or nearly so, and the options of check.
    `hidden` is how it can be hidden: by a comment, by --ignore or not at all."""

    def __init__(self, code, fires, near_miss, hidden, options=(".",)):
        self.code = code
        self.make = {"fires": fires, "near miss": near_miss}
        self.hidden = hidden
        self.options = list(options)


CASES = [
    Case(
        "RX001",
        lambda: os.symlink("/proc/self/mem", "a.yaml"),
        lambda: link("b.yml"),
        "never",
    ),
    Case(
        "RX002",
        lambda: put(STEP + "#" * (500 - len(STEP))),
        lambda: put(STEP + "#" * (499 - len(STEP))),
        "never",
        ["--max-file-size=499", "."],
    ),
    Case("RX003", lambda: os.mkfifo("a.yaml"), lambda: link("b.yml"), "never"),
    Case(
        "RX004",
        lambda: put(STEP, "b.yaml"),
        lambda: put(STEP),
        "never",
        ["a.yaml"],
    ),
    Case(
        "RX005",
        lambda: put(STEP, "a"),
        lambda: closed_folder(0o755) or os.rename("closed", "a"),
        "never",
        ["a"],
    ),
    Case("RX006", lambda: closed_folder(0), lambda: closed_folder(0o755), "never"),
    Case("RX007", lambda: link("c.yml"), lambda: link("b.yml"), "never"),
    Case(
        "RX008",
        lambda: metadata("web"),
        lambda: metadata("{name: web}"),
        "option",
    ),
    Case(
        "RX009",
        lambda: put(STEP, b"\xff.yaml"),
        lambda: put(STEP, "\xff.yaml"),
        "option",
    ),
    Case(
        "RX030",
        lambda: with_metadata("[" * 65 + "]" * 65),
        lambda: with_metadata("[" * 60 + "]" * 60),
        "comment",
    ),
    Case(
        "RX031",
        lambda: with_metadata("[%s]" % ("a," * 100)),
        lambda: with_metadata("[%s]" % ("a," * 60)),
        "comment",
        ["--max-nodes=100", "."],
    ),
    Case(
        "RX032",
        lambda: with_metadata("a" * 101),
        lambda: with_metadata("a" * 100),
        "comment",
        ["--max-scalar=100", "."],
    ),
    Case(
        "RX033",
        lambda: with_metadata("1" * 4301),
        lambda: with_metadata("1" * 4300),
        "comment",
    ),
    Case(
        "RX060",
        lambda: language_namespace("app"),
        lambda: language_namespace("web"),
        "comment",
    ),
    Case(
        "RX070",
        lambda: language_metadata("[" * 65 + "]" * 65),
        lambda: language_metadata("[" * 60 + "]" * 60),
        "comment",
    ),
    Case(
        "RX071",
        lambda: language_doubled(25),
        lambda: language_doubled(10),
        "comment",
    ),
    Case(
        "RX072",
        lambda: language_metadata('"%s"' % ("a" * 101)),
        lambda: language_metadata('"%s"' % ("a" * 100)),
        "comment",
        ["--max-scalar=100", "."],
    ),
    Case("RX040", lambda: None, lambda: put(STEP), "option"),
    Case(
        "RX119",
        lambda: expression(when="{release_kind: local, resolved: {name: jinja2}}"),
        lambda: expression(when="{all: [{release_kind: local}, {resolved: {name: jinja2}}]}"),
        "comment",
    ),
    Case(
        "RX120",
        lambda: expression(when="{labels: {team: blue}}"),
        lambda: expression("{choose: {if: {labels: {team: blue}}, then: 0.5, else: -0.5}}"),
        "comment",
    ),
    Case(
        "RX121",
        lambda: expression("{quotient: [1, {fact: version.age}]}"),
        lambda: expression("{quotient: [{fact: version.age}, 1000000000]}"),
        "comment",
    ),
    Case(
        "RX122",
        lambda: expression(nested(49)),
        lambda: expression(nested(48)),
        "comment",
    ),
    Case(
        "RX203",
        lambda: expression("{clamp: [{product: [{fact: version.age}, 1.0e+300]}, 0, 1]}"),
        lambda: expression("{clamp: [{product: [{fact: version.age}, 1.0e+298]}, 0, 1]}"),
        "comment",
    ),
    Case(
        "RX204",
        lambda: expression("{quotient: [{fact: version.age}, 999999999]}"),
        lambda: expression("{quotient: [{fact: version.age}, 1000000000]}"),
        "comment",
    ),
    Case("RX201", lambda: messages(300), lambda: messages(250), "comment"),
    Case(
        "RX504",
        lambda: baseline("FlaskIsOld", "FlaskWasOld"),
        lambda: baseline("FlaskIsOld"),
        "option",
        ["--baseline=base.json", "."],
    ),
]


def check(thothc, options, user=None):
    """The codes found, and what is said besides."""
    done = subprocess.run(
        [thothc, "check", "--no-cache", "--no-config", "--format=json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        user=user,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode not in (0, 1, 2):
        raise RuntimeError("thothc check exited with %d" % done.returncode)
    findings = json.loads(done.stdout) if done.stdout else []
    return {finding["code"] for finding in findings}, done.stderr


def found(thothc, case, kind, *options, comment=""):
    """The codes that a case makes, in a folder of its own."""
    user = NOBODY if case.code == "RX006" and os.getuid() == 0 else None
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        os.chdir(folder)
        case.make[kind]()
        if comment:
            path = "a.rx" if os.path.exists("a.rx") else "a.yaml"
            put(comment + cases.read(path), path)
        codes, _ = check(thothc, [*options, *case.options], user)
        for name in os.listdir("."):
            if os.path.isdir(name):
                os.chmod(name, 0o755)
        os.chdir("/")
    return codes


def wrong(codes, wanted):
    return [] if codes == wanted else ["found %s" % (", ".join(sorted(codes)) or "nothing")]


def wrong_with_hiding(thothc, case):
    ignored = found(thothc, case, "fires", "--ignore=" + case.code)
    if case.hidden == "never":
        return wrong(ignored, {case.code})
    if case.hidden == "option":
        return wrong(ignored, set())
    comment = cases.SUPPRESSION % case.code
    return wrong(ignored, set()) + wrong(
        found(thothc, case, "fires", comment=comment), set()
    )


def wrong_with_configuration(thothc):
    """RX510 ends the check, whatever else is said."""
    said = {}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        put(STEP)
        for key in ("error_on", "error-on"):
            put(key + ": info\n", "set.yaml")
            done = subprocess.run(
                [thothc, "check", "--config=set.yaml", "--ignore=RX5", "a.yaml"],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )
            said[key] = done.returncode, "RX510" in done.stdout
        os.chdir("/")
    return [] if list(said.values()) == [(2, True), (0, False)] else [str(said)]


def wrong_with_ir(thothc):
    """RX202 is about the text form of the IR, which is built and not checked."""
    said = []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        put(STEP)
        dump = subprocess.run([thothc, "dump", "a.yaml"], stdout=subprocess.PIPE, encoding="utf-8")
        for text in (dump.stdout.replace("unit ", "units ", 1), dump.stdout):
            put(text, "a.ir")
            done = subprocess.run(
                [thothc, "build", "-q", "--no-cache", "-o", "a.thb", "a.ir"],
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
            said.append((done.returncode, "[RX202]" in done.stderr))
        os.chdir("/")
    return [] if said == [(1, True), (0, False)] else [str(said)]


def can_run_as_nobody(thothc):
    if os.getuid() != 0:
        return True
    try:
        return not subprocess.run(
            [thothc, "--version"], user=NOBODY, stdout=subprocess.DEVNULL
        ).returncode
    except (OSError, subprocess.SubprocessError):
        return False


def language_cases(thothc):
    """Of the match/run language, by the examples of `thothc explain`."""
    codes = {case.code for case in CASES}
    for code in sorted(cases.listed_codes(thothc) - codes):
        if not LANGUAGE_CODE.fullmatch(code):
            continue
        page = subprocess.run([thothc, "explain", code], stdout=subprocess.PIPE)
        wrong, right = (
            validate.example_of(page.stdout.decode(), title) for title in ("Wrong", "Right")
        )
        # Where characters are forbidden no comment can be read.
        hidden = "option" if code == "RX051" else "comment"
        yield Case(
            code,
            lambda text=wrong: language(text),
            lambda text=right: language(text),
            hidden,
        )


def results(thothc, every_case):
    for case in every_case:
        if case.code == "RX006" and not can_run_as_nobody(thothc):
            continue
        yield case.code + " fires", wrong(found(thothc, case, "fires"), {case.code})
        yield case.code + " near miss", wrong(found(thothc, case, "near miss"), set())
        yield case.code + " hidden: " + case.hidden, wrong_with_hiding(thothc, case)
    yield "RX510 ends the check", wrong_with_configuration(thothc)
    yield "RX202 is found in a build", wrong_with_ir(thothc)
    here = {case.code for case in every_case} | {"RX202", "RX510"}
    covered = here | cases.codes_with_cases() | program_cases.codes_with_cases()
    listed = cases.listed_codes(thothc)
    yield "every code has a case", sorted(listed - covered)
    yield "every case is of a code", sorted(covered - listed)


def main(thothc):
    number = 0
    failed = False
    every_case = [*CASES, *language_cases(thothc)]
    for name, lines in results(thothc, every_case):
        number += 1
        failed |= cases.report(number, name, lines)
    print("1..%d" % number)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
