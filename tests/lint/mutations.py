#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# Puts each defect that the lint stage knows into one of our own rule files,
# which are clean, and expects exactly its code.
#   mutations.py THOTHC
import os
import re
import sys

import cases

TOP = os.path.dirname(os.path.dirname(cases.HERE))
RULES = os.path.join(TOP, "prescriptions")

# Code, file, what is replaced (a regular expression; its first match), and the
# text that stands there then.
MUTATIONS = [
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
    results.append(
        ("every code is put somewhere", sorted(cases.listed_codes(thothc) - set(texts)))
    )
    failed = [cases.report(i + 1, *result) for i, result in enumerate(results)]
    print("1..%d" % len(results))
    return 1 if any(failed) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
