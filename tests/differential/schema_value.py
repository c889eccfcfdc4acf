# SPDX-License-Identifier: Apache-2.0
"""Random values that a JSON Schema allows.

Knows the parts of JSON Schema that `thothc schema` prints, which come from the
table of fields: a field added there takes part without a change here. What a
text means the schema cannot tell, so texts are drawn by the name of the field;
few of each kind, so that rules and requests meet.
"""

import expression

NAMES = ["a", "b", "c", "d", "e"]
VERSIONS = ["1.0", "1.0rc1", "1.5", "2.0", "2.0.post1", "2.1+local", "3.0", "old"]
INDEXES = ["https://pypi.org/simple", "https://index.example/simple"]
SPECIFIERS = [
    "<2", "<2.0", ">=1.5", ">=1.0,<3", "==1.0", "!=2.0", "~=1.0", "==1.*",
    "===old", ">=2.0rc1", "<=2.0,!=1.5", ">1.0", ">=1.*",
]
SYMBOLS = ["GLIBC_2.2", "GLIBC_2.3", "GLIBCXX_3.4"]
TEXTS = {
    "name": NAMES,
    "package_name": NAMES,
    "version": SPECIFIERS,
    "version_range": SPECIFIERS,
    "index_url": INDEXES,
    "locked_version": ["==1.0", "==2.0", "===3.0"],
    "labels": ["web", "batch"],
    "library_usage": ["a.x", "a.y", "a.*"],
    "platforms": ["linux-x86_64", "linux-aarch64"],
    "base_images": ["quay.io/o/i:v1", "quay.io/o/i", "quay.io/o/i:v*"],
    "gpu_models": ["T4"],
    "abi": SYMBOLS,
    "location": ["^/usr/.*", "/opt/lib"],
    "link": ["page", "https://example.org/page"],
    "arch": ["x86_64"],
    "epoch": ["0"],
    "release": ["1"],
    "package_version": ["1.0"],
    "package_identifier": ["p"],
}
SCORES = [0.5, -0.25, 1.0, -1.0, 0.1, 0.3, 2.5, 0.0, 0.001]
DIVISORS = [2.0, -4.0, 3, 0.5]

# How often a field is there that need not be: most units should be able to take
# part, to match, and to do more than to stop.
CHANCE = 0.4
CHANCES = {
    "match": 0.97,
    "run": 0.97,
    "yield": 0.97,
    "package_version": 0.97,
    "release_notes": 0.97,
    "score": 0.9,
    "index_url": 0.15,
    "develop": 0.1,
    "not_acceptable": 0.1,
    "eager_stop_pipeline": 0.08,
    "package_version_from_allow_other": 0.8,
    "package_version_from": 0.2,
    "when": 0.5,
}
LITERAL = 0.4  # of the numbers that may be computed


class Schema:
    """Draws values with a random.Random."""

    def __init__(self, schema, draw):
        self.definitions = schema["$defs"]
        self.draw = draw
        self.sights = set()  # what expressions may look at
        self.nesting = 0

    def resolve(self, schema):
        """The schema with what it refers to and what must hold as well."""
        if "$ref" not in schema:
            return schema
        target = self.resolve(self.definitions[schema["$ref"].rsplit("/", 1)[1]])
        merged = target | {k: v for k, v in schema.items() if k != "$ref"}
        both = target.get("properties", {}) | schema.get("properties", {})
        return merged | ({"properties": both} if both else {})

    def value(self, schema, key=""):
        """A value; `key` is the field it is for, or that of the list it is in."""
        schema = self.resolve(schema)
        if "if" in schema and "else" in schema:
            schema = self.resolve(self.draw.choice([schema["then"], schema["else"]]))
            return self.value(schema, key)
        if "oneOf" in schema:
            return self.draw_expression(schema)
        if "anyOf" in schema and "properties" not in schema:
            return self.value(self.draw_form(schema["anyOf"]), key)
        if "enum" in schema:
            return self.draw.choice(schema["enum"])
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = self.draw.choice(kind)
        return getattr(self, f"draw_{kind}", self.draw_text)(schema, key)

    def draw_form(self, forms):
        """Expressions are drawn as mappings: texts are read into the same."""
        computed = [form for form in forms if form.get("$ref", "").startswith("#/$defs/v2_")]
        if not computed:
            return self.draw.choice(forms)
        literal = self.nesting > expression.NESTING or self.draw.random() < LITERAL
        return forms[0] if literal and forms[0].get("type") == "number" else computed[0]

    def draw_expression(self, schema):
        """A mapping with one key: a condition, or a number that is computed."""
        fields = schema["properties"]
        if "fact" in fields:
            name = self.draw.choice([*fields, "fact"])
        else:
            name = self.draw.choice(expression.predicates(schema, self.sights, self.nesting))
        if name == "fact":
            return {name: self.draw.choice(expression.facts(fields[name], self.sights))}
        self.nesting += 1
        value = self.value(fields[name], name)
        self.nesting -= 1
        if name == "quotient":
            value[1] = self.draw.choice(DIVISORS)
        return {name: value}

    def draw_object(self, schema, key):
        fields = schema.get("properties", {})
        required = set(schema.get("required", ()))
        names = [n for n in fields if n in required or self.wanted(n)]
        if not names and fields and "not" in fields:
            names = ["not"]
        chosen = {n: self.value(fields[n], key if n == "not" else n) for n in names}
        if isinstance(schema.get("additionalProperties"), dict):
            chosen |= self.entries(schema, key)
        if "anyOf" in schema and not chosen:
            name = self.draw.choice(schema["anyOf"])["required"][0]
            chosen[name] = self.value(fields[name], name)
        for rule in schema.get("allOf", ()):
            self.forbid(chosen, rule.get("not", {}).get("required", ()))
        return self.follow(schema, chosen)

    def wanted(self, name):
        return self.draw.random() < CHANCES.get(name, CHANCE)

    def entries(self, schema, key):
        names = self.draw.sample(NAMES, self.draw.randint(1, 2))
        return {n: self.value(schema["additionalProperties"], key) for n in names}

    def forbid(self, chosen, names):
        if names and all(name in chosen for name in names):
            del chosen[self.draw.choice(list(names))]

    def follow(self, schema, chosen):
        """Takes a condition on the object back where it does not hold."""
        if "if" in schema and "then" in schema:
            for name, field in schema["if"]["properties"].items():
                if chosen.get(name) == field["const"]:
                    del chosen[name]
        return chosen

    def draw_array(self, schema, key):
        least = schema.get("minItems", 0)
        most = min(schema.get("maxItems", 3), max(least, 1) + 1)
        count = self.draw.randint(max(least, 1), most)
        return [self.value(schema.get("items", {}), key) for _ in range(count)]

    def draw_boolean(self, _schema, _key):
        return self.draw.random() < 0.6

    def draw_integer(self, _schema, _key):
        return self.draw.choice([6, 13, 23])

    def draw_number(self, _schema, _key):
        return self.draw.choice(SCORES)

    def draw_null(self, _schema, _key):
        return None

    def draw_text(self, _schema, key):
        if key in TEXTS:
            return self.draw.choice(TEXTS[key])
        if key.endswith("_version"):
            return self.draw.choice(SPECIFIERS)
        return self.draw.choice(["one", "two"])
