#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks lock files independently of thoth.

usage: check_lock.py DATA LOCK REQUIREMENT...

DATA holds package records as JSON lines, compressed by Zstandard or not; LOCK
is a Pipfile.lock; the requirements are the project's, in the form of PEP 508.
Versions, specifiers and markers are read by the library packaging, or by pip's
copy of it. The environment is CPython 3.9 on Linux, x86_64, unless the lock
file requires another Python. Checked is that every requirement of the project
and of every locked version holds, that each package is required by something,
that versions are known, from an allowed index, right for the Python and no
pre-releases unless asked for. Legacy specifiers, which only old versions of the
library read, are not judged.
"""

import json
import re
import subprocess
import sys

try:
    from packaging import markers, requirements, specifiers, version
except ImportError:
    from pip._vendor.packaging import markers, requirements, specifiers, version
try:
    from packaging.utils import canonicalize_name
except ImportError:
    from pip._vendor.packaging.utils import canonicalize_name

INDEXES = {"https://pypi.org/simple"}
PYPI = "https://pypi.org/simple"


def read_data(path):
    """Records by name and version."""
    if path.endswith(".zst"):
        text = subprocess.run(["zstd", "-dcq", path], stdout=subprocess.PIPE, check=True).stdout
    else:
        with open(path, "rb") as file:
            text = file.read()
    records = {}
    for line in text.splitlines():
        record = json.loads(line)
        if "name" in record:
            records.setdefault(record["name"], {})[record["version"]] = record
    return records


def environment_of(python):
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": "Linux",
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "linux",
        "extra": "",
    }


def read_requirement(text):
    """A requirement; one whose versions cannot be read allows all of them."""
    try:
        return requirements.Requirement(text)
    except requirements.InvalidRequirement:
        name = re.match(r"[A-Za-z0-9._-]*[A-Za-z0-9]", text).group()
        return requirements.Requirement("".join((name, *text.partition(";")[1:])))


def is_for(record, python):
    """Whether a version is for a Python; one that cannot be read is for all."""
    try:
        wanted = specifiers.SpecifierSet(record["requires_python"] or "")
    except specifiers.InvalidSpecifier:
        return True
    return wanted.contains(f"{python}.0", prereleases=True)


def applies(requirement, environment, extras=()):
    if requirement.marker is None:
        return True
    return any(
        requirement.marker.evaluate(environment | {"extra": extra}) for extra in ("", *extras)
    )


class Check:
    """One lock file against data and requirements; collects faults."""

    def __init__(self, data, lock, wanted, prereleases=False):
        self.data = data
        self.faults = []
        self.prereleases = prereleases
        meta = lock["_meta"]
        self.python = meta.get("requires", {}).get("python_version", "3.9")
        self.environment = environment_of(self.python)
        self.urls = {source["name"]: source["url"] for source in meta["sources"]}
        self.entries = dict(lock["develop"]) | dict(lock["default"])
        self.wanted = [requirements.Requirement(text) for text in wanted]
        self.extras = {}
        for requirement in self.wanted:
            name = canonicalize_name(requirement.name)
            self.extras.setdefault(name, set()).update(requirement.extras)

    def fault(self, text):
        self.faults.append(text)

    def run(self):
        needed = {}
        for requirement in self.wanted:
            if applies(requirement, self.environment):
                self.need(requirement, "the project", needed)
        for name in self.entries:
            for requirement in self.requirements_of(name):
                self.need(requirement, name, needed)
        for name, entry in self.entries.items():
            self.check_entry(name, entry, needed.get(name, []))
        return self.faults

    def locked(self, name):
        return self.entries[name]["version"].removeprefix("==")

    def record(self, name):
        return self.data.get(name, {}).get(self.locked(name))

    def requirements_of(self, name):
        record = self.record(name)
        for text in record["requires_dist"] if record else ():
            requirement = read_requirement(text)
            if applies(requirement, self.environment, self.extras.get(name, ())):
                yield requirement

    def need(self, requirement, by, needed):
        name = canonicalize_name(requirement.name)
        if name not in self.entries:
            # A package version may be left out by rules; none are in use here.
            self.fault(f"{by} requires {requirement}, which is not locked")
            return
        needed.setdefault(name, []).append(requirement)
        if not requirement.specifier.contains(self.locked(name), prereleases=True):
            self.fault(f"{by} requires {requirement}, locked is {self.locked(name)}")

    def check_entry(self, name, entry, needed):
        record = self.record(name)
        if record is None:
            self.fault(f"{name} {self.locked(name)} is not known")
            return
        if not needed:
            self.fault(f"nothing requires {name}")
        if self.urls.get(entry.get("index"), PYPI) not in INDEXES:
            self.fault(f"{name} is from an index that is not allowed")
        if not is_for(record, self.python):
            self.fault(f"{name} {self.locked(name)} is not for Python {self.python}")
        asked = any(requirement.specifier.prereleases for requirement in needed)
        if version.Version(self.locked(name)).is_prerelease and not (asked or self.prereleases):
            self.fault(f"{name} {self.locked(name)} is a pre-release that nobody asked for")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with open(sys.argv[2], encoding="utf-8") as file:
        lock = json.load(file)
    faults = Check(read_data(sys.argv[1]), lock, sys.argv[3:]).run()
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
