#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# Puts each defect that concerns several units into a copy of our own rules,
# which are clean, and expects exactly its code.
#   program_mutations.py THOTHC
import os
import re
import shutil
import sys
import tempfile

import cases
import program_cases

RULES = os.path.join(os.path.dirname(os.path.dirname(cases.HERE)), "prescriptions")
USAGE = "packaging/usage.yaml"
NUMPY = "data/numpy.yaml"
COUNT = 25  # of packages whose links a generator mixes up


def replace(folder, path, *pairs):
    """Replaces regular expressions, each of which must fit once at least."""
    text = cases.read(folder, path)
    for pattern, replacement in pairs:
        text, count = re.subn(pattern, replacement, text, count=1)
        if not count:
            raise ValueError("%r is not found in %s" % (pattern, path))
    write(folder, path, text)


def write(folder, path, text):
    with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
        file.write(text)


def unit_of(folder, path, name):
    """The text of a unit, as it is indented in our rules."""
    text = cases.read(folder, path)
    return re.search(r"    - name: %s\n(?:      .*\n|\n)*" % name, text).group().rstrip() + "\n"


def copy_unit(folder, source, name, *pairs):
    """A file with a changed copy of a unit; it comes before those in folders."""
    text = "units:\n  steps:\n" + unit_of(folder, source, name)
    write(folder, "copy.yaml", text)
    replace(folder, "copy.yaml", *pairs)


def depend_on(kind, name):
    return (
        r"( +)adviser_pipeline: true\n",
        r"\g<0>\1dependencies: {%s: [%s]}\n" % (kind, name),
    )


def name_repeated(folder):
    replace(folder, USAGE, ("name: YamlLoadWithoutLoader", "name: Numpy2OldExtensions"))


def name_case(folder):
    replace(folder, USAGE, ("name: YamlLoadWithoutLoader", "name: numpy2OldExtensions"))


def dependency_unknown(folder):
    replace(folder, USAGE, depend_on("steps", "thothc.Numpy2Extensions"))


def dependency_circle(folder):
    replace(folder, USAGE, depend_on("steps", "thothc.PackagingLegacyVersion"))
    replace(
        folder,
        USAGE,
        (
            r"(- name: PackagingLegacyVersion\n.*\n.*\n)" + r"( +)(adviser_pipeline: true\n)",
            r"\1\2\3\2dependencies: {steps: [thothc.YamlLoadWithoutLoader]}\n",
        ),
    )


def dependency_never_met(folder):
    replace(folder, USAGE, depend_on("sieves", "thothc.Numpy1194OnWindows2004"))


def unit_shadowed(folder):
    copy_unit(
        folder,
        USAGE,
        "PackagingLegacyVersion",
        ("name: PackagingLegacyVersion", "name: PackagingLegacySpecifier"),
        ("not_acceptable: .*", "not_acceptable: The application uses LegacySpecifier"),
        ('">=22.0"', '">=21.0"'),
    )


def sieve_implied(folder):
    text = unit_of(folder, NUMPY, "Numpy1194OnWindows2004")
    text = text.replace("        times: 0\n", "")
    for path, version in (("one.yaml", "<1.9"), ("two.yaml", "<1.8")):
        copy = text.replace("==1.19.4", version).replace("Windows2004", path[:3])
        write(folder, path, "units:\n  sieves:\n" + copy)


def unit_copied(folder):
    copy_unit(folder, USAGE, "YamlLoadWithoutLoader", ("name: Yaml", "name: OtherYaml"))


def steps_contradict(folder):
    copy_unit(
        folder,
        USAGE,
        "YamlLoadWithoutLoader",
        ("name: Yaml", "name: OtherYaml"),
        (r"score: -0\.1", "score: 0.1"),
    )


def link_shared(folder):
    for i in range(COUNT):
        name = "package-%c" % (ord("a") + i)
        write(
            folder,
            name + ".yaml",
            "units:\n  wraps:\n  - name: Archived%d\n    type: wrap\n"
            "    should_include: {adviser_pipeline: true}\n"
            "    match: {state: {resolved_dependencies: [{name: %s}]}}\n"
            "    run:\n      justification:\n      - type: INFO\n"
            "        message: In the archive '%s' stands for '%s'\n"
            "        link: https://example.org/archive/zebra\n"
            % (i, name if i else "zebra", name if i else "zebra", name if i else "zebra"),
        )


MUTATIONS = {
    "RX601": name_repeated,
    "RX602": name_case,
    "RX603": dependency_unknown,
    "RX604": dependency_circle,
    "RX605": dependency_never_met,
    "RX606": unit_shadowed,
    "RX607": sieve_implied,
    "RX608": unit_copied,
    "RX609": steps_contradict,
    "RX610": link_shared,
}


def wrong_with(thothc, mutate, wanted):
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, "rules")
        shutil.copytree(RULES, folder)
        try:
            mutate(folder)
        except ValueError as error:
            return [str(error)]
        findings = program_cases.findings_in(thothc, folder)
    found = {finding["code"] for finding in findings}
    if found == wanted:
        return []
    said = program_cases.describe(findings).splitlines()
    return ["found %s" % (", ".join(sorted(found)) or "nothing"), *said]


def main(thothc):
    results = [("rules before that", wrong_with(thothc, lambda folder: None, set()))]
    for code, mutate in MUTATIONS.items():
        results.append((code + " put into our rules", wrong_with(thothc, mutate, {code})))
    missing = sorted(program_cases.codes_with_cases() - set(MUTATIONS))
    results.append(("every code is put somewhere", missing))
    failed = [cases.report(i + 1, *result) for i, result in enumerate(results)]
    print("1..%d" % len(results))
    return 1 if any(failed) else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
