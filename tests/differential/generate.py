# SPDX-License-Identifier: Apache-2.0
"""Random rule sets, requests and what happens while they are resolved.

Everything follows from a seed. Cases are those of docs/cases.md, each with its
own rules; several cases share a rule set, since rules take longer to compile
than to evaluate.
"""

import json
import random

import expression
from schema_value import INDEXES, NAMES, SYMBOLS, VERSIONS, Schema

KINDS = {"steps": 10, "sieves": 2, "strides": 2, "wraps": 3, "boots": 1, "pseudonyms": 1}
CASES_PER_RULES = 12
EVENTS_PER_CASE = 60
NOT_A_NUMBER = "@nan@"


def rule_text(case):
    """A rule file, as JSON, which is YAML but for numbers that are none."""
    file = {"metadata": {"version": case["version"]}, "units": case["units"]}
    return json.dumps(file).replace(f'"{NOT_A_NUMBER}"', ".nan")


class Generator:
    def __init__(self, schema, seed):
        self.draw = random.Random(seed)
        self.schema = Schema(schema, self.draw)
        self.seed = seed
        self.version = self.draw.choice(["v1", "v2"])

    def definition(self, name):
        return name if self.version == "v1" else f"{self.version}_{name}"

    def some(self, chance):
        return self.draw.random() < chance

    def unit(self, section, number):
        """A unit of any type that the section has."""
        kind = self.schema.resolve(self.schema.definitions[self.definition(section[:-1])])
        choice = self.draw.choice(kind["allOf"][:1] * 2 + kind["allOf"])
        fields = {k: v for k, v in choice["then"]["properties"].items()}
        needed = set(choice["then"].get("required", ()))
        unit = {
            "name": f"U{number}",
            "type": choice["if"]["properties"]["type"]["const"],
            "should_include": self.inclusion(number),
        }
        sights = {"match": expression.MATCHES.get(section, set()), "run": expression.SCORE}
        for name, field in fields.items():
            if name in needed or self.schema.wanted(name):
                self.schema.sights = sights[name]
                unit[name] = self.schema.value(field, name)
        self.spice(unit)
        return unit

    def inclusion(self, number):
        """Mostly what an adviser meets, or else nothing would be evaluated."""
        if self.some(0.75):
            return {"adviser_pipeline": True}
        self.schema.sights = expression.REQUEST
        chosen = self.schema.value({"$ref": "#/$defs/" + self.definition("include")})
        if "dependencies" in chosen:
            chosen["dependencies"] = {"steps": [f"UNKNOWN.U{self.draw.randint(0, number)}"]}
        return {"adviser_pipeline": True} | chosen

    def spice(self, unit):
        """A score that is no number, which JSON has not, and no package to add
        that cannot be: an event that fails is the last one of its case."""
        run = unit.get("run")
        if not isinstance(run, dict):
            return
        if "score" in run and self.some(0.02):
            run["score"] = NOT_A_NUMBER
        added = run.get("package_version")
        if added and added.get("locked_version") is None and self.some(0.9):
            added["locked_version"] = "==1.0"

    def rules(self):
        units = {}
        number = 0
        for section, weight in KINDS.items():
            for _ in range(self.draw.randint(0, weight)):
                units.setdefault(section, []).append(self.unit(section, number))
                number += 1
        return units

    def package(self, name=None):
        return [
            name or self.draw.choice(NAMES),
            self.draw.choice(VERSIONS),
            INDEXES[self.some(0.2)],
            self.some(0.15),
        ]

    def environment(self):
        """What rules ask for, or something else, or nothing."""
        return {
            "python_version": self.draw.choice(["3.8", "3.9"]),
            "platform": self.draw.choice(["linux-x86_64", "linux-aarch64"]),
            "base_image": self.draw.choice(["quay.io/o/i:v1", "quay.io/o/i:v2"]),
            "hardware": {"cpu_family": 6, "cpu_model": self.draw.choice([13, 23])},
            "cuda_version": self.draw.choice(["1.5", None]),
            "operating_system": {"name": "one", "version": "two"},
        }

    def request(self):
        monkey = {"decision_type": "all"} if self.some(0.05) else {}
        return monkey | {
            "authenticated": self.some(0.5),
            "labels": {"a": "web"},
            "library_usage": {"a": ["a.x"]},
            "runtime_environment": self.environment(),
            "base_image_analysis": {
                "symbols": self.draw.sample(SYMBOLS, 2),
                "rpm_packages": [{"package_name": "a", "arch": "x86_64"}],
                "python_packages": [
                    {"name": "a", "version": "1.0", "location": "/usr/lib"}
                ],
                "document": True,
            },
            "requirements": {"packages": {"a": "*", "b": "*"}, "dev-packages": {"c": "*"}},
        }

    def state(self):
        names = self.draw.sample(NAMES, self.draw.randint(0, len(NAMES)))
        return {"resolved": [self.package(name) for name in names], "score": 0.0}

    def event(self):
        kind = self.draw.choices(
            ["step", "wrap", "stride", "sieve", "pseudonym", "boot", "pre_run"],
            [60, 8, 6, 8, 6, 2, 6],
        )[0]
        event = {"kind": kind}
        if kind in ("step", "stride", "wrap"):
            event["state"] = self.state()
        if kind == "step":
            resolved = event["state"]["resolved"]
            count = self.draw.randint(0, min(2, len(resolved)))
            event["dependents"] = self.draw.sample(resolved, count)
        if kind in ("step", "pseudonym"):
            event["package_version"] = self.package()
        if kind == "sieve":
            name = self.draw.choice(NAMES)
            event["package_versions"] = [self.package(name) for _ in range(3)]
        return event

    def cases(self):
        """The cases of one rule set, each with its units."""
        units = self.rules()
        for number in range(CASES_PER_RULES):
            yield {
                "id": f"{self.seed}/{number}",
                "version": self.version,
                "units": units,
                "builder": self.request(),
                "graph": {"known": [self.package()[:3] for _ in range(8)]},
                "events": [self.event() for _ in range(EVENTS_PER_CASE)],
            }


def line_of(case):
    """The case as one line of input."""
    body = {key: case[key] for key in ("builder", "graph", "events")}
    body["prescriptions"] = rule_text(case)
    return json.dumps({"id": case["id"], "case": body}, sort_keys=True)
