#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares how requirements are read with the Python library packaging.

    differential.py ANSWER COUNT SEED

Makes random requirements, good ones and slightly broken ones, lets ANSWER read
them and compares: whether they are read at all, name, extras, versions, URL, and
markers in 36 environments. Where packaging has changed its mind about legacy
versions since 21.3, which libthoth follows, nothing is compared; nor where it
takes a comma for a part of what follows `===`, or dislikes the form of a URL.
"""
import json
import random
import subprocess
import sys

import packaging.markers
import packaging.requirements
import packaging.specifiers
import packaging.utils

NAMES = ["a", "Foo", "foo-bar", "foo.bar_baz", "A1", "_x", "x-", "zope.interface"]
VERSIONS = ["1", "1.0", "1.2.3", "2.0rc1", "1!2.0", "1.0.post1", "1.0.dev0",
            "1.0+local", "1.*", "1.2.*", "0", "v1.0", "1.0-1"]
OPERATORS = ["==", "!=", "<=", ">=", "<", ">", "~=", "==="]
EXTRAS = ["test", "My_Extra", "a.b", "x"]
VARIABLES = ["os_name", "sys_platform", "platform_machine",
             "platform_python_implementation", "platform_system",
             "python_version", "python_full_version", "implementation_name",
             "extra", "os.name", "sys.platform", "python_implementation"]
LITERALS = ["3.6", "2.7", "3.9.18", "3.10", "linux", "win32", "darwin", "posix",
            "nt", "x86_64", "amd64", "arm64", "CPython", "cpython", "Linux",
            "Windows", "test", "my-extra", "3.*", "2.7,3.6", "2", "", "3.9.2"]
MARKER_OPERATORS = ["==", "!=", "<=", ">=", "<", ">", "in", "not in", "===", "~="]
PYTHONS = ["2.7.18", "3.6.9", "3.9.18", "3.11.0"]
PLATFORMS = [("posix", "linux", "Linux", "x86_64"),
             ("nt", "win32", "Windows", "amd64"),
             ("posix", "darwin", "Darwin", "arm64")]


def space(rng):
    return rng.choice(["", "", " ", "  "])


def marker(rng, depth=0):
    roll = rng.random()
    if depth < 3 and roll < 0.2:
        return "(" + space(rng) + marker(rng, depth + 1) + space(rng) + ")"
    if depth < 3 and roll < 0.5:
        word = rng.choice([" and ", " or ", " and  ", " or"])
        return marker(rng, depth + 1) + word + marker(rng, depth + 1)
    quote = rng.choice("'\"")
    literal = quote + rng.choice(LITERALS) + quote
    variable = rng.choice(VARIABLES)
    sign = rng.choice(MARKER_OPERATORS)
    gap = " " if sign[0] in "in" else space(rng)
    if rng.random() < 0.8:
        return variable + gap + sign + gap + literal
    return literal + gap + sign + gap + variable


def requirement(rng):
    text = space(rng) + rng.choice(NAMES) + space(rng)
    if rng.random() < 0.3:
        extras = rng.sample(EXTRAS, rng.randint(0, 3))
        text += "[" + (space(rng) + "," + space(rng)).join(extras) + "]"
    text += space(rng)
    roll = rng.random()
    if roll < 0.08:
        text += "@" + space(rng) + "https://example.org/x.whl" + rng.choice([" ", ""])
    elif roll < 0.8:
        clauses = [rng.choice(OPERATORS) + space(rng) + rng.choice(VERSIONS)
                   for _ in range(rng.randint(1, 3))]
        versions = (space(rng) + "," + space(rng)).join(clauses)
        text += "(" + versions + ")" if rng.random() < 0.2 else versions
    if rng.random() < 0.6:
        text += space(rng) + ";" + space(rng) + marker(rng)
    if rng.random() < 0.15:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(["", ",", "(", "\"", ";", " ", "=", "]"]) + text[at + 1:]
    return text + space(rng)


def environment(python, platform, extra):
    os_name, sys_platform, system, machine = platform
    return {"python_version": ".".join(python.split(".")[:2]),
            "python_full_version": python, "implementation_version": python,
            "implementation_name": "cpython", "os_name": os_name,
            "platform_python_implementation": "CPython",
            "sys_platform": sys_platform, "platform_system": system,
            "platform_machine": machine, "platform_release": "",
            "platform_version": "", "extra": extra}


def holds(read):
    """The markers' answers; None where packaging refuses to compare."""
    answers = ""
    for python in PYTHONS:
        for platform in PLATFORMS:
            for extra in ("", "test", "My_Extra"):
                if read.marker is None:
                    answers += "1"
                    continue
                try:
                    yes = read.marker.evaluate(environment(python, platform, extra))
                except (packaging.markers.UndefinedComparison,
                        packaging.specifiers.InvalidSpecifier,
                        packaging.version.InvalidVersion):
                    answers += "?"
                else:
                    answers += "1" if yes else "0"
    return answers


def expected(text):
    try:
        read = packaging.requirements.Requirement(text)
    except (packaging.requirements.InvalidRequirement,
            packaging.specifiers.InvalidSpecifier, ValueError):
        return None
    canonical = packaging.utils.canonicalize_name
    extras = ",".join(sorted({canonical(extra) for extra in read.extras}))
    return canonical(read.name), extras, read.specifier, read.url or "", holds(read)


def is_legacy(specifier):
    try:
        packaging.specifiers.SpecifierSet(specifier)
    except packaging.specifiers.InvalidSpecifier:
        return True
    return False


def fault(text, answer):
    """What is wrong with an answer, or None."""
    wanted = expected(text)
    if answer.startswith("fault "):
        return None if wanted is None else "refused"
    head, specifier, url, holding = answer.split("|")
    name, _, extras = head.partition(" ")
    if wanted is None:
        excused = url or is_legacy(specifier) or "===" in text
        return None if excused else "accepted"
    if (name, extras, url) != (wanted[0], wanted[1], wanted[3]):
        return f"name, extras or URL: {wanted}"
    if packaging.specifiers.SpecifierSet(specifier) != wanted[2]:
        return f"versions: {wanted[2]}"
    for ours, theirs in zip(holding, wanted[4]):
        if theirs != "?" and ours != theirs:
            return f"markers: {wanted[4]}"
    return None


def main():
    answer, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rng = random.Random(seed)
    texts = [requirement(rng) for _ in range(count)]
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    run = subprocess.run([answer], input=lines, stdout=subprocess.PIPE,
                         encoding="utf-8", check=True)
    answers = run.stdout.splitlines()
    if len(answers) != count:
        sys.exit(f"{len(answers)} answers to {count} texts")
    accepted = sum(not line.startswith("fault ") for line in answers)
    failures = 0
    for text, line in zip(texts, answers):
        wrong = fault(text, line)
        if wrong:
            failures += 1
            if failures <= 20:
                print(f"{text!r}: {line}: {wrong}")
    print(f"{count} texts, {accepted} accepted, {failures} differ")
    sys.exit(failures > 0 or not count // 10 < accepted < count)


if __name__ == "__main__":
    main()
