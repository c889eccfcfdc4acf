#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# Reads reports with real parsers and compares the formats with each other.
#   validate.py formats PRINT           the made-up report of tests/compiler/
#                                       report/print, in all formats
#   validate.py hostile THOTHC FOLDER   reports on files made to confuse formats
#   validate.py limits PRINT            SARIF within GitHub's limits
#   validate.py examples THOTHC FOLDER  the examples of all codes
import json
import os
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree

FINDING = {
    "code": str,
    "severity": str,
    "message": str,
    "file": (str, type(None)),
    "line": (int, type(None)),
    "column": (int, type(None)),
    "end_line": (int, type(None)),
    "end_column": (int, type(None)),
    "unit": (str, type(None)),
    "secondary": list,
    "notes": list,
}
PLACE = ("line", "column", "end_line", "end_column")
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def run(*arguments, folder=None, expected=(0,)):
    made = subprocess.run(arguments, cwd=folder, stdout=subprocess.PIPE)
    assert made.returncode in expected, (arguments, made.returncode)
    return made.stdout


def has_types(entry, types):
    assert set(types) <= set(entry), entry
    for key, kind in types.items():
        assert isinstance(entry[key], kind), (key, entry)


def is_place(entry):
    numbers = [entry[key] for key in PLACE]
    assert all(number is None for number in numbers) or all(
        isinstance(number, int) and number >= 1 for number in numbers), entry
    if numbers[0] is not None:
        assert (numbers[0], numbers[1]) <= (numbers[2], numbers[3]), entry


def read_json(text):
    findings = json.loads(text.decode("utf-8"))
    for entry in findings:
        has_types(entry, FINDING)
        assert set(entry) - set(FINDING) <= {"fix"}, entry
        assert entry["severity"] in LEVELS
        is_place(entry)
        for place in entry["secondary"]:
            has_types(place, {"message": str, "file": str})
            is_place(place)
        assert all(isinstance(note, str) for note in entry["notes"])
        if "fix" in entry:
            has_types(entry["fix"], {"title": str, "safe": bool, "edits": list})
            for edit in entry["fix"]["edits"]:
                has_types(edit, {"text": str})
                is_place(edit)
    return findings


def read_sarif(text):
    """The results by code, level, file and line, and how many notifications."""
    log = json.loads(text.decode("utf-8"))
    (sarif,) = log["runs"]
    rules = sarif["tool"]["driver"]["rules"]
    found = []
    for result in sarif["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        fingerprint = result["partialFingerprints"]["primaryLocationLineHash"]
        assert re.fullmatch(r"[0-9a-f]{16}:[1-9][0-9]*", fingerprint)
        for location in result["locations"]:
            physical = location["physicalLocation"]
            uri = urllib.parse.urlsplit(physical["artifactLocation"]["uri"])
            assert uri.scheme in ("", "file") and not uri.query, uri
            path = urllib.parse.unquote(uri.path, errors="replace")
            found.append((result["ruleId"], result["level"], path,
                          physical["region"]["startLine"]))
    assert {rule["id"] for rule in rules} == {entry[0] for entry in found}
    (invocation,) = sarif["invocations"]
    notes = invocation.get("toolExecutionNotifications", [])
    assert invocation["executionSuccessful"] is not bool(notes)
    return found, len(notes)


def read_github(text):
    """Commands as GitHub's runner reads them: command, properties, message."""
    found = []
    for line in text.decode("utf-8", errors="replace").split("\n")[:-1]:
        match = re.fullmatch(r"::([a-z]+) (.*?)::(.*)", line)
        assert match, line
        properties = {}
        for part in match.group(2).split(","):
            key, equals, value = part.partition("=")
            assert equals and key not in properties, line
            for escape in ("%3A", "%2C", "%0D", "%0A", "%25"):
                value = value.replace(escape, urllib.parse.unquote(escape))
            properties[key] = value
        found.append((match.group(1), properties, match.group(3)))
    return found


def read_junit(text):
    """The numbers of test cases, of failed ones and of findings in them."""
    root = xml.etree.ElementTree.fromstring(text)
    assert root.tag == "testsuites"
    (suite,) = root
    cases = suite.findall("testcase")
    failed = sum(case.find("failure") is not None for case in cases)
    for element in (root, suite):
        assert int(element.get("tests")) == len(cases)
        assert int(element.get("failures")) == failed
    findings = 0
    for case in cases:
        assert case.get("name") and case.get("classname")
        assert {part.tag for part in case} <= {"failure", "system-out"}
        for part in case:
            findings += len(re.findall(r" \[RX\d{3}\]$", part.text, re.M))
    return len(cases), failed, findings


def compare(reports):
    """All formats tell the same; returns the findings."""
    findings = read_json(reports["json"])
    placed = [entry for entry in findings if entry["file"] is not None]
    results, notifications = read_sarif(reports["sarif"])
    expected = [(entry["code"], LEVELS[entry["severity"]],
                 entry["line"] or 1) for entry in placed]
    assert [(code, level, line) for code, level, _, line in results] == expected
    assert notifications == len(findings) - len(placed)
    annotations = read_github(reports["github"])
    assert [(command, properties["title"][:5],
             int(properties["line"]) if "file" in properties else None)
            for command, properties, _ in annotations] == \
        [(COMMANDS[entry["severity"]], entry["code"],
          (entry["line"] or 1) if entry["file"] is not None else None)
         for entry in findings]
    assert read_junit(reports["junit"])[2] == len(findings)
    text = reports["text"].decode("utf-8", errors="replace")
    assert len(re.findall(r" \[RX\d{3}\]$", text, re.M)) == len(findings)
    for name in ("text", "junit", "github"):
        controls = re.findall(rb"[\x00-\x09\x0b-\x1f\x7f]", reports[name])
        assert not controls, (name, controls)
    return findings


FORMATS = ("text", "json", "sarif", "github", "junit")


def formats(print_program):
    reports = {name: run(print_program, name) for name in FORMATS}
    # The path of the made-up file is what it is.
    reports["github"] = re.sub(rb"file=<a.*?,line", b"file=x,line",
                               reports["github"])
    findings = compare(reports)
    assert {entry["severity"] for entry in findings} == set(LEVELS)
    assert any(entry["file"] is None for entry in findings)
    fixes = [entry["fix"] for entry in findings if "fix" in entry]
    assert {fix["safe"] for fix in fixes} == {True, False}
    sarif = json.loads(reports["sarif"])["runs"][0]["results"]
    changed = [result["fixes"] for result in sarif if "fixes" in result]
    assert len(changed) == len(fixes)
    related = [result for result in sarif if "relatedLocations" in result]
    assert len(related) == sum(bool(e["secondary"]) for e in findings)


NAMES = ("plain", "with space", "per%20cent", "co,lon:ed", "quo\"te'd", "a&b<c>",
         "größe 😀", "-dash", "new\nline", "tab\tbed", "bracket]]>", "back\\slash")
TEXTS = ("<x>", "&amp;", "]]>", "::error::x", "%0Ax", "a,b:c", "\\x1b[31m",
         "\\0", "\\uFFFE", "\\u2028", "\\U0001F600", "\\\"", "é\u0301", "\u202e")


def write_hostile(folder):
    os.makedirs(folder)
    for number, name in enumerate(NAMES):
        units = [f"""  - name: "{text}{number}"
    type: "{text}"
    "{text}": 1
    should_include: {{labels: {{}}, "{text}": [], "{text}": 1}}
""" for text in TEXTS]
        with open(os.path.join(folder, name + ".yaml"), "w") as file:
            file.write("units:\n  steps:\n" + "".join(units))


def hostile(thothc, folder):
    rules = os.path.join(folder, "hostile")
    write_hostile(rules)
    reports = {name: run(thothc, "check", "--no-config", f"--format={name}",
                         "--", ".", folder=rules, expected=(1,))
               for name in FORMATS}
    reports["github"] = re.sub(rb"tab\tbed", b"tabbed", reports["github"])
    findings = compare(reports)
    assert len(findings) > len(NAMES) * len(TEXTS)
    files = {entry["file"] for entry in findings}
    assert files == {name + ".yaml" for name in NAMES}, files
    results, _ = read_sarif(reports["sarif"])
    assert {path for _, _, path, _ in results} == files
    annotated = {properties["file"]
                 for _, properties, _ in read_github(reports["github"])}
    assert annotated == {name.replace("\t", "") for name in files}, annotated
    for name in FORMATS:  # the same again, byte for byte
        again = run(thothc, "check", "--no-config", f"--format={name}", "-j1",
                    ".", folder=rules, expected=(1,))
        assert name == "github" or again == reports[name], name


def limits(print_program):
    for count in (1, 4999, 5000, 5001, 12000, 200000):
        text = run(print_program, "sarif", str(count))
        results = json.loads(text)["runs"][0]["results"]
        places = [len(result["locations"]) for result in results]
        assert sum(places) == count and len(results) <= 5000, count
        assert max(places) <= 1000, count
        assert count > 5000 or len(results) == count
        keys = {json.dumps(result["partialFingerprints"]) for result in results}
        assert len(keys) == len(results), count
        for result in results:
            files = {place["physicalLocation"]["artifactLocation"]["uri"]
                     for place in result["locations"]}
            assert len(files) == 1 or count > 100000, count
            more = re.search(r"\(and (\d+) more", result["message"]["text"])
            assert (int(more.group(1)) if more else 0) == \
                len(result["locations"]) - 1


DEFAULTS = (
    ("name", "name: Example\n"),
    ("type", "type: step\n"),
    ("should_include", "should_include:\n  adviser_pipeline: true\n"),
    ("match", "match:\n  package_version:\n    name: flask\n"),
    ("run", "run:\n  score: 0.5\n"),
)
UNIT_KEYS = {key for key, _ in DEFAULTS} | {"metadata"}


def whole_file(example):
    """A file of an example: itself, or with what the unit lacks supplied."""
    keys = re.findall(r"^([a-z_]+):", example, re.MULTILINE)
    if not keys or not set(keys) <= UNIT_KEYS:
        return example
    kind = re.search(r"^type: ?([a-z]+)", example, re.MULTILINE)
    kind = kind.group(1) if kind else "step"
    lines = "".join(default for key, default in DEFAULTS
                    if key not in keys) + example
    indented = re.sub(r"^(?=.)", "    ", lines, flags=re.MULTILINE)
    return f"units:\n  {kind}s:\n  -\n{indented}"


def example_of(page, title):
    part = re.search(rf"^{title}:\n\n((?:    .*\n|\n)*)", page, re.MULTILINE)
    return re.sub(r"^    ", "", part.group(1).rstrip("\n") + "\n", flags=re.M)


# What a file of the match/run language begins with.
LANGUAGE = re.compile(r"(let|index|predicate|function|for|use|boot|pseudonym|"
                      r"sieve|step|stride|wrap) ")


def codes_found(thothc, folder, example, metadata):
    files = {"rules.yaml": "units: {}\n"}
    name = "_prescription_metadata.yaml" if metadata else "rules.yaml"
    if LANGUAGE.match(example):
        files["rules.rx"] = example
    else:
        files[name] = whole_file(example)
    for name, text in files.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    text = run(thothc, "check", "--no-config", "--format=json", ".",
               folder=folder, expected=(0, 1))
    for name in files:
        os.remove(os.path.join(folder, name))
    return {entry["code"] for entry in json.loads(text)}


def examples(thothc, folder):
    folder = os.path.join(folder, "examples")
    os.makedirs(folder)
    listing = run(thothc, "check", "--list").decode().splitlines()
    tried = 0
    failures = 0
    for line in listing:
        code = line.split()[0]
        page = run(thothc, "explain", code).decode()
        bad, good = example_of(page, "Wrong"), example_of(page, "Right")
        if bad.startswith("$"):
            continue
        tried += 1
        metadata = bad.startswith("prescription:")
        found = codes_found(thothc, folder, bad, metadata)
        if found != {code}:
            failures += 1
            print(f"{code}: the wrong example is reported as {sorted(found)}")
        found = codes_found(thothc, folder, good, metadata)
        if found:
            failures += 1
            print(f"{code}: the right example is reported as {sorted(found)}")
    print(f"{tried} of {len(listing)} codes have examples of rules")
    assert failures == 0 and tried > len(listing) / 2


CHECKS = {check.__name__: check for check in (formats, hostile, limits,
                                              examples)}

if __name__ == "__main__":
    CHECKS[sys.argv[1]](*sys.argv[2:])
