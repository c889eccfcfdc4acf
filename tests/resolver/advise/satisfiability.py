#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether requirements can be resolved together, decided without thoth.

usage: satisfiability.py DATA REQUIREMENT...

DATA is as check_lock.py has it, and so is the environment. The search is that
of resolvelib (or pip's copy of it), which backtracks; what is a candidate is
said here from the pages of thoth: no version of which a requirement cannot be
read or that is for another Python, pre-releases only where a specifier of the
project or of the one who requires it asks for them. Prints "yes", "no", or
"unknown" when the search takes too long.
"""

import operator
import sys
import time

sys.dont_write_bytecode = True
import check_lock
from check_lock import canonicalize_name, requirements, version

try:
    import resolvelib
except ImportError:
    from pip._vendor import resolvelib

ROUNDS = 100000
SECONDS = 60


class Patience(resolvelib.BaseReporter):
    """Ends a search that takes too long."""

    def __init__(self, seconds):
        self.end = time.monotonic() + seconds

    def starting_round(self, index):
        if time.monotonic() > self.end:
            raise resolvelib.ResolutionTooDeep(index)


class Candidate:
    """A version of a package, parsed once."""

    def __init__(self, record, environment):
        self.name = record["name"]
        self.text = record["version"]
        self.version = version.Version(self.text)
        self.record = record
        self.environment = environment
        self.parsed = None

    def requirements(self):
        """By extra: "" is what is always required. None: unreadable."""
        if self.parsed is None:
            self.parsed = list(self.read_requirements())
        return None if None in self.parsed else self.parsed

    def read_requirements(self):
        for text in self.record["requires_dist"]:
            try:
                yield requirements.Requirement(text)
            except requirements.InvalidRequirement:
                if "extra" not in text:
                    yield None

    def dependencies(self, extras):
        return [
            requirement
            for requirement in self.requirements()
            if check_lock.applies(requirement, self.environment, extras)
        ]


class Provider(resolvelib.AbstractProvider):
    def __init__(self, solver, wanted):
        self.solver = solver
        self.wanted = wanted
        self.extras, self.prereleases = {}, set()
        for requirement in wanted:
            name = canonicalize_name(requirement.name)
            self.extras.setdefault(name, set()).update(requirement.extras)
            if requirement.specifier.prereleases:
                self.prereleases.add(name)

    def identify(self, requirement_or_candidate):
        return canonicalize_name(requirement_or_candidate.name)

    def get_preference(self, identifier, resolutions, candidates, information, backtrack_causes):
        causes = {self.identify(cause.requirement) for cause in backtrack_causes}
        return identifier not in causes, sum(1 for _ in candidates[identifier])

    def find_matches(self, identifier, requirements, incompatibilities):
        wanted = list(requirements[identifier])
        bad = {candidate.text for candidate in incompatibilities[identifier]}
        return [
            candidate
            for candidate in self.solver.candidates(identifier)
            if candidate.text not in bad
            and all(self.is_satisfied_by(requirement, candidate) for requirement in wanted)
        ]

    def is_satisfied_by(self, requirement, candidate):
        early = candidate.version.is_prerelease
        if early and not (requirement.specifier.prereleases or candidate.name in self.prereleases):
            return False
        return self.solver.contains(requirement, candidate)

    def get_dependencies(self, candidate):
        return candidate.dependencies(self.extras.get(candidate.name, ()))


class Solver:
    def __init__(self, data, python="3.9"):
        self.data = data
        self.python = python
        self.environment = check_lock.environment_of(python)
        self.known, self.answers = {}, {}

    def candidates(self, name):
        """Versions that can be used, newest first."""
        if name not in self.known:
            made = [
                Candidate(record, self.environment)
                for record in self.data.get(name, {}).values()
            ]
            usable = [
                candidate
                for candidate in made
                if check_lock.is_for(candidate.record, self.python)
                and candidate.requirements() is not None
            ]
            usable.sort(key=operator.attrgetter("version"), reverse=True)
            self.known[name] = usable
        return self.known[name]

    def contains(self, requirement, candidate):
        if requirement.url:
            return False
        key = candidate.name, str(requirement.specifier), candidate.text
        if key not in self.answers:
            self.answers[key] = requirement.specifier.contains(candidate.version, prereleases=True)
        return self.answers[key]

    def satisfiable(self, wanted, seconds=SECONDS):
        """True, False, or None: not found out."""
        wanted = [requirements.Requirement(text) for text in wanted]
        wanted = [each for each in wanted if check_lock.applies(each, self.environment)]
        resolver = resolvelib.Resolver(Provider(self, wanted), Patience(seconds))
        try:
            resolver.resolve(wanted, max_rounds=ROUNDS)
        except resolvelib.ResolutionTooDeep:
            return None
        except resolvelib.ResolutionImpossible:
            return False
        return True


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    answer = Solver(check_lock.read_data(sys.argv[1])).satisfiable(sys.argv[2:])
    print({True: "yes", False: "no", None: "unknown"}[answer])


if __name__ == "__main__":
    main()
