# SPDX-License-Identifier: Apache-2.0
"""What random expressions of version v2 may look at.

The schema says how conditions and numbers are made, but not what there is to look
at where they stand: the request, a package version, a state. Which alternatives
that leaves is said here. A predicate that is not named below looks at the request.
"""

NESTING = 3  # expressions within expressions
COMBINED = {"all", "any", "not"}
SIGHTS = {
    "all": set(),
    "any": set(),
    "not": set(),
    "compare": {"package", "state"},
    "labels": {"labels"},
    "package_version": {"package"},
    "release_kind": {"package"},
    "resolved": {"state"},
    "package_version_from": {"package", "state"},
    "stack.size": {"state"},
}
REQUEST = {"request", "labels"}
SCORE = {"package", "state", "labels"}

# What the conditions of a unit's match may look at.
MATCHES = {
    "pseudonyms": {"package"},
    "sieves": {"package"},
    "steps": {"package", "state"},
    "strides": {"state"},
    "wraps": {"state"},
}


def predicates(schema, sights, nesting):
    """The keys of a condition that may stand there."""
    left = [name for name in schema["properties"] if SIGHTS.get(name, {"request"}) <= sights]
    return [name for name in left if nesting < NESTING or name not in COMBINED]


def facts(schema, sights):
    """The facts that a number may be made of."""
    return [name for name in schema["enum"] if SIGHTS.get(name, {"package"}) <= sights]
