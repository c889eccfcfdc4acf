#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# Examples of our own rules: each line of examples/*.jsonl is a case for
# `thothc eval`, with the answer expected and the units it shows at work.
#   examples.py answers THOTHC   the answers are those expected
#   examples.py shown THOTHC     every unit is shown, but those switched off
#   examples.py needed THOTHC    without a unit its examples end otherwise
#   examples.py sources          every unit says where the matter is described
#   examples.py language         every type and condition is used
#   examples.py record THOTHC    writes the answers given into the examples
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
RULES = os.path.join(TOP, "prescriptions")
NAMESPACE = "thothc."


def example_files():
    return sorted(glob.glob(os.path.join(HERE, "examples", "*.jsonl")))


def read_examples(paths=None):
    examples = []
    for path in paths or example_files():
        with open(path, encoding="utf-8") as lines:
            examples += [json.loads(line) for line in lines]
    return examples


def evaluate(thothc, rules, examples):
    """The answers by id: {"events": [...]}."""
    cases = "".join(
        json.dumps({"id": e["id"], "case": e["case"]}) + "\n" for e in examples
    )
    run = subprocess.run(
        [thothc, "eval", "--rules", rules],
        input=cases,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return {a["id"]: {"events": a.get("events")} for a in answers}


def rule_files():
    paths = glob.glob(os.path.join(RULES, "**", "*.yaml"), recursive=True)
    return sorted(p for p in paths if not os.path.basename(p).startswith("_"))


class Unit:
    """A unit as text: our files give each one a block of its own."""

    def __init__(self, path, first, lines):
        self.path, self.first, self.lines = path, first, lines
        self.name = NAMESPACE + lines[0].split("name:")[1].strip()
        self.text = "".join(lines)

    def is_off(self):
        return re.search(r"^ +times: 0$", self.text, re.MULTILINE)


def read_units():
    units = []
    for path in rule_files():
        with open(path, encoding="utf-8") as file:
            lines = file.readlines()
        starts = [
            i for i, line in enumerate(lines) if line.startswith("    - name:")
        ]
        for start in starts:
            end = start + 1
            while end < len(lines) and re.match(r" {5}|\n", lines[end]):
                end += 1
            units.append(Unit(path, start, lines[start:end]))
    return units


def switched_off(unit):
    """The unit's lines so that it does nothing. The others may use anchors in
    it, so it is not cut out, but for the type that heeds no condition."""
    if "type: wrap.GHReleaseNotes\n" in unit.text:
        return []
    lines = [line for line in unit.lines if "times:" not in line]
    place = lines.index("      should_include:\n") + 1
    return lines[:place] + ["        times: 0\n"] + lines[place:]


def write_without(unit, folder):
    write_without_all([unit], folder)


def write_without_all(units, folder):
    """Copies the rules to a folder, with these units switched off."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(RULES, folder)
    for unit in sorted(units, key=lambda unit: -unit.first):
        path = os.path.join(folder, os.path.relpath(unit.path, RULES))
        with open(path, encoding="utf-8") as file:
            lines = file.readlines()
        lines[unit.first : unit.first + len(unit.lines)] = switched_off(unit)
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(lines)


def answers(thothc):
    examples = read_examples()
    got = evaluate(thothc, RULES, examples)
    wrong = [e for e in examples if got.get(e["id"]) != e["expect"]]
    for example in wrong:
        print(f"{example['id']}: expected")
        print(json.dumps(example["expect"], indent=1))
        print("but the answer is")
        print(json.dumps(got.get(example["id"]), indent=1))
    return not wrong and len(examples) > 0


def shown(thothc):
    examples = read_examples()
    by_examples = {name for e in examples for name in e["shows"]}
    units = read_units()
    named = {u.name for u in units}
    with tempfile.TemporaryDirectory() as folder:
        bundle = os.path.join(folder, "rules.thb")
        subprocess.run([thothc, "build", "-o", bundle, RULES], check=True)
        run = subprocess.run([thothc, "list", bundle], check=True,
                             stdout=subprocess.PIPE, encoding="utf-8")
        listed = set(re.findall(re.escape(NAMESPACE) + r"\S+", run.stdout))
    off = {u.name for u in units if u.is_off()}
    findings = [
        ("compiled, but not found in the text", listed - named),
        ("in the text, but not compiled", named - listed),
        ("in no example", named - by_examples - off),
        ("in an example, but no unit", by_examples - named),
        ("switched off, yet in an example", by_examples & off),
    ]
    for what, names in findings:
        for name in sorted(names):
            print(f"{name} is {what}")
    return not any(names for _, names in findings) and len(named) > 0


def needed(thothc):
    examples = read_examples()
    superfluous = 0
    with tempfile.TemporaryDirectory() as folder:
        rules = os.path.join(folder, "rules")
        for unit in read_units():
            showing = [e for e in examples if unit.name in e["shows"]]
            if not showing:
                continue
            write_without(unit, rules)
            got = evaluate(thothc, rules, showing)
            for example in showing:
                if got.get(example["id"]) == example["expect"]:
                    superfluous += 1
                    print(f"{example['id']} is the same without {unit.name}")
    return superfluous == 0


def sources():
    units = read_units()
    pattern = r"link: (&\w+ )?https://|link: \*|release_notes:|log:"
    silent = [u.name for u in units if not re.search(pattern, u.text)]
    for name in silent:
        print(f"{name} links to nothing")
    return not silent and len(units) > 0


def language():
    """Types and conditions, as the tables of the grammar have them."""
    def rows(table, pattern):
        with open(os.path.join(TOP, "grammar", table), encoding="utf-8") as file:
            return re.findall(pattern, file.read())

    text = "".join(u.text for u in read_units())
    types = rows("unit_types.def", r'\nUNIT_TYPE\(\w+, "([\w.]+)"')
    keys = rows(
        "fields.def",
        r'\nFIELD\((?:INCLUDE|ENVIRONMENT|HARDWARE|STATE)_\w+,\s*"(\w+)"',
    )
    unused = [f"type {t}" for t in types if f"type: {t}\n" not in text]
    unused += [k for k in keys if not re.search(rf"^ +(- )?{k}:", text, re.M)]
    for what in unused:
        print(f"{what} is not used")
    return not unused and len(types) > 0 and len(keys) > 0


def record(thothc):
    for path in example_files():
        examples = read_examples([path])
        got = evaluate(thothc, RULES, examples)
        with open(path, "w", encoding="utf-8") as file:
            for example in examples:
                example["expect"] = got[example["id"]]
                file.write(json.dumps(example, ensure_ascii=False) + "\n")
    return True


COMMANDS = {
    f.__name__: f for f in (answers, shown, needed, sources, language, record)
}

if __name__ == "__main__":
    sys.exit(0 if COMMANDS[sys.argv[1]](*sys.argv[2:]) else 1)
