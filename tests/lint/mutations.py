#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# Puts each defect that a rule file can have by itself into one of our own, which
# are clean, and expects exactly its code.
#   mutations.py THOTHC
import os
import re
import sys

import cases

TOP = os.path.dirname(os.path.dirname(cases.HERE))
RULES = os.path.join(TOP, "prescriptions")

# Code, file, what is replaced (a regular expression; its first match), and the
# text that stands there then.
USAGE = "packaging/usage.yaml"
MODELS = "web/models.yaml"
NAMES = "packaging/names.yaml"
TYPE = r"( +)type: step\n"

MUTATIONS = [
    # The text as YAML
    ("RX010", USAGE, r"type: step\n", "type: [step\n"),
    ("RX011", USAGE, "type: step", "type: st\x07ep"),
    ("RX012", USAGE, r"\Z", "---\nunits: {}\n"),
    ("RX013", MODELS, "&pydantic", ""),
    ("RX014", MODELS, "run:", "run: &pydantic"),
    ("RX015", USAGE, '">=6.0"', "!=5.0"),
    ("RX016", USAGE, "match:", "match: !!str"),
    ("RX017", MODELS, TYPE, r"\g<0>\1metadata: {checked: 2021-02-30}\n"),
    ("RX018", USAGE, "yaml:", "[yaml, json]:"),
    ("RX019", USAGE, r"score: -0\.1\n", r"\g<0>        score: -0.2\n"),
    ("RX020", USAGE, "name: pyyaml", "<<: pyyaml"),
    ("RX021", MODELS, TYPE, r"\g<0>\1metadata: {at: &at !!python/tuple [*at]}\n"),
    ("RX030", MODELS, TYPE, r"\g<0>\1metadata: {deep: %s}\n" % ("[" * 65 + "]" * 65)),
    (
        "RX031",
        MODELS,
        TYPE,
        r"\g<0>\1metadata:\n\1  a0: &a0 [x, x, x, x]\n"
        + "".join(r"\1  a%d: &a%d [*a%d, *a%d]\n" % (i, i, i - 1, i - 1) for i in range(1, 24)),
    ),
    ("RX032", USAGE, "PyYAML 6.0 calls", "PyYAML 6.0 " + "l" * (1 << 20)),
    ("RX033", MODELS, TYPE, r"\g<0>\1metadata: {digits: %s}\n" % ("1" * 4301)),
    # What the schema asks for
    ("RX101", USAGE, "score:", "scores:"),
    ("RX102", USAGE, r" +link: .*\n", ""),
    ("RX103", USAGE, r"score: -0\.1", "score: -1"),
    ("RX104", USAGE, "type: WARNING", "type: Warning"),
    ("RX105", USAGE, r"not_acceptable: .*", 'not_acceptable: ""'),
    ("RX106", USAGE, r"yaml:\n +- yaml\.load", "yaml: []"),
    ("RX107", MODELS, TYPE, r"\g<0>\1metadata: {on: arrival}\n"),
    ("RX108", USAGE, r"( +)not_acceptable: ", r"\1score: -0.1\n\1eager_stop_pipeline: "),
    ("RX109", USAGE, "name: PackagingLegacyVersion", "name: YamlLoadWithoutLoader"),
    ("RX110", USAGE, '">=6.0"', '"6.0"'),
    ("RX111", USAGE, "name: pyyaml", "name: PyYAML"),
    ("RX112", USAGE, "link: https://", "link: "),
    ("RX113", NAMES, '"==3.20.0"', '"3.20.0"'),
    ("RX114", USAGE, r"( +)adviser_pipeline: true\n", r"\g<0>\1times: 2\n"),
    ("RX115", NAMES, r"( +)yield:\n", r"\g<0>\1  yield_matched_version: true\n"),
    ("RX116", NAMES, "type: step.Group", "type: step.group"),
    ("RX117", USAGE, "type: step", "type: sieve"),
    ("RX118", USAGE, r"library_usage:\n.*\n.*\n", "library_usage: {}\n"),
    (
        "RX201",
        USAGE,
        r"justification:\n",
        r"\g<0>"
        + "".join(
            "          - {type: INFO, message: Line %d, link: backports}\n" % i for i in range(300)
        ),
    ),
    # What rules mean
    ("RX401", "web/flask.yaml", '"<2.0"', '"<2.0,>=2.2"'),
    ("RX402", "packaging/usage.yaml", '">=6.0"', '">=0"'),
    ("RX403", "packaging/usage.yaml", '">=6.0"', '">=6.0,>=5.0"'),
    ("RX404", "packaging/usage.yaml", '">=6.0"', '">=6.*"'),
    ("RX405", "packaging/usage.yaml", '">=6.0"', '">=06.0"'),
    ("RX406", "packaging/usage.yaml", '">=6.0"', '""'),
    ("RX407", "packaging/usage.yaml", '">=6.0"', '">=6.0,"'),
    ("RX408", "environment/python.yaml", '"<3.0"', '"<3.0.1"'),
    ("RX411", "packaging/usage.yaml", "adviser_pipeline: true", "adviser_pipeline: false"),
    (
        "RX412",
        "learning/tensorflow_builds.yaml",
        r"( +)(cpu_models: \[85, 106\])\n",
        r"\1\2\n\1cpu_flags: [avx2]\n",
    ),
    (
        "RX413",
        "environment/requests.yaml",
        "dependency_monkey_pipeline: true",
        "adviser_pipeline: true",
    ),
    ("RX414", "environment/python.yaml", 'python_version: "<3.0"', "python_version: null"),
    ("RX415", "data/numpy.yaml", r"  (cpu_models: \[85\])", r"- \1"),
    ("RX416", "environment/requests.yaml", r"( +)network: offline\n", r"\g<0>\1team: data\n"),
    ("RX417", "packaging/usage.yaml", r"( +- )yaml\.load\n", r"\g<0>\1yaml.dump\n"),
    ("RX418", "packaging/usage.yaml", r"- yaml\.load\n", "- yaml.*load\n"),
    ("RX419", "environment/containers.yaml", r"( +)rpm_packages:\n", r"\1abi: [GLIBC_2.28]\n\g<0>"),
    ("RX420", "data/imaging.yaml", r"( +- package_name: )libglvnd-glx\n", r"\g<0>\1mesa-libGL\n"),
    ("RX421", "environment/containers.yaml", r"- python:3\.6\*", "- python:3.*6"),
    (
        "RX422",
        "release_notes/web.yaml",
        r"( +)adviser_pipeline: true\n",
        r"\g<0>\1authenticated: true\n",
    ),
    (
        "RX423",
        "learning/tensorflow_builds.yaml",
        r"platforms:\n +- linux-x86_64",
        "platforms: {}",
    ),
    ("RX424", "environment/containers.yaml", r"\(64\)\?", "(64?"),
    (
        "RX431",
        "data/numpy.yaml",
        r'package_version:\n +name: numpy\n +version: "==1\.19\.3"',
        "package_version: {}",
    ),
    ("RX432", "environment/requests.yaml", "- name: tldextract", '- version: ">=1.0"'),
    ("RX433", "environment/containers.yaml", "package_name: pyyaml", "package_name: PyYAML"),
    ("RX434", "environment/requests.yaml", "- name: tldextract", "- name: python3-tldextract"),
    ("RX435", "data/pandas.yaml", "https://pypi.org/simple", "https://pypi.org/simple/"),
    ("RX436", "packaging/tools.yaml", r" +package_version_from_allow_other: true\n", ""),
    (
        "RX437",
        "packaging/tools.yaml",
        r" +- package_version: \*jinja2_31\n +state:\n +resolved_dependencies:\n"
        r" +- \*nbconvert\n +package_version_from_allow_other: true\n",
        "",
    ),
    ("RX438", "packaging/names.yaml", r"name: jwt\n", "name: pyjwt\n"),
    ("RX439", "packaging/tools.yaml", "name: mypy", "name: flake8"),
    (
        "RX440",
        "packaging/usage.yaml",
        "name: PackagingLegacyVersion",
        "name: PackagingLegacyVersionWrap",
    ),
    (
        "RX441",
        "packaging/names.yaml",
        r"match:\n +package_version:\n +name: pycrypto\n",
        "match: {}\n",
    ),
    (
        "RX451",
        "environment/requests.yaml",
        r"run:\n +log:\n +type: INFO\n +message: The request is authenticated\n",
        "run: {}\n",
    ),
    ("RX452", "packaging/usage.yaml", r"score: -0\.1", "score: -1.1"),
    ("RX453", "packaging/usage.yaml", r"score: -0\.1", "score: .nan"),
    ("RX454", "packaging/usage.yaml", r"score: -0\.1", "score: 0.0"),
    (
        "RX455",
        "packaging/names.yaml",
        r"(package_name: pkg-resources\n)      run:\n(        .*\n)+",
        r"\1",
    ),
    (
        "RX456",
        "release_notes/web.yaml",
        r"run:\n +release_notes:\n +organization: psf\n(           *.*\n)+",
        "run: {}\n",
    ),
    ("RX457", "packaging/names.yaml", '"==3.20.0"', '"===3.20.0"'),
    ("RX458", "data/pandas.yaml", '"==3.0.10"', "null"),
    ("RX459", "packaging/names.yaml", r"yield:\n(          .*\n)+", "yield: {}\n"),
    (
        "RX460",
        "data/imaging.yaml",
        r"(yield_matched_version: true\n(?:          .*\n)*? +name: )opencv-python-headless",
        r"\1opencv-python",
    ),
    ("RX461", "packaging/tools.yaml", "package_name: ipython", "package_name: jupyter"),
    (
        "RX462",
        "packaging/tools.yaml",
        r"Completion in IPython before 7\.20 fails with Jedi 0\.18",
        "Package 'jupyter' cannot complete names",
    ),
    (
        "RX463",
        "environment/requests.yaml",
        r"( +)justification:\n",
        r"\1advised_manifest_changes: [{patch: {op: ad, path: /spec}}]\n\g<0>",
    ),
    (
        "RX464",
        "packaging/usage.yaml",
        r"message: (packaging) 22\.0 removed LegacyVersion",
        r"message: The package ''\1'' removed LegacyVersion",
    ),
    (
        "RX465",
        "environment/requests.yaml",
        "message: (The request is authenticated)",
        r"message: '\1 '",
    ),
    ("RX471", "packaging/usage.yaml", r"link: (https://\S+)", r"link: \1 https://pyyaml.org/"),
    ("RX472", "packaging/usage.yaml", "link: https:", "link: http:"),
    ("RX473", "packaging/usage.yaml", r"link: (https://\S+)", r"link: '\1 '"),
    ("RX474", "packaging/usage.yaml", r"link: https://\S+", "link: yaml_load"),
    ("RX475", "packaging/usage.yaml", "link: https:", "link: HTTPS:"),
    (
        "RX476",
        "packaging/names.yaml",
        "https://pypi.org/project/attr/",
        "https://pypi.org/project/six/",
    ),
    (
        "RX481",
        "data/numpy.yaml",
        r"match:\n +- package_version:\n +name: numpy\n +- package_version:\n +name: scipy\n",
        "match:\n        <<: [{package_version: {name: numpy}}, "
        "{package_version: {name: scipy}}]\n",
    ),
    ("RX482", "web/models.yaml", r"( +)type: step\n", r"\g<0>\1metadata: {checked: 2021-01-31}\n"),
    ("RX483", "web/models.yaml", r"( +)type: step\n", r"\g<0>\1metadata: {python: 3.10}\n"),
    ("RX484", "web/models.yaml", r"( +)type: step\n", r"\g<0>\1metadata: {automatic: yes}\n"),
    ("RX485", "web/models.yaml", r"( +)type: step\n", r"\g<0>\1metadata: {build: 0123}\n"),
    # Comments that hide findings
    ("RX501", USAGE, "units:", r"# thothc: ignore-file[RX403]\n\g<0>"),
    ("RX502", USAGE, "units:", r"# thothc: ignore-file[RX403] bounds are printed\n\g<0>"),
    (
        "RX503",
        USAGE,
        "units:",
        r"# thothc: ignore-file[RX403] until=2021-01-31 bounds are printed\n\g<0>",
    ),
]


def mutate(mutation):
    _, path, pattern, replacement = mutation
    text, count = re.subn(pattern, replacement, cases.read(RULES, path), count=1)
    return text if count else None


def wrong_with(code, text, findings):
    if text is None:
        return ["the pattern is not found"]
    found = sorted({finding["code"] for finding in findings})
    if found == [code]:
        return []
    return ["found %s" % (", ".join(found) or "nothing"), *cases.describe(findings).splitlines()]


def main(thothc):
    texts = {mutation[0]: mutate(mutation) for mutation in MUTATIONS}
    clean = {path: cases.read(RULES, path) for _, path, *_ in MUTATIONS}
    found = cases.check(
        thothc, {**clean, **{code: text for code, text in texts.items() if text}}
    )
    results = [
        ("%s put into %s" % (code, path), wrong_with(code, texts[code], found.get(code, [])))
        for code, path, *_ in MUTATIONS
    ]
    results.append(
        (
            "files before that",
            [line for path in clean for line in cases.describe(found[path]).splitlines()],
        )
    )
    missing = sorted(cases.codes_with_cases() - set(texts))
    results.append(("every code of a file is put somewhere", missing))
    failed = [cases.report(i + 1, *result) for i, result in enumerate(results)]
    print("1..%d" % len(results))
    return 1 if any(failed) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
