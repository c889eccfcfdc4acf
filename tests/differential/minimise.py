# SPDX-License-Identifier: Apache-2.0
"""Makes a case in which engines differ as small as it gets.

Tries ways to leave one thing out, some at once, takes the first after which the
engines still differ, and goes on from there until there is none. Large things
come first.
"""

import copy
import itertools

MOST_ROUNDS = 200
AT_ONCE = 24


def parts_of(value, path=()):
    """The paths of all items of lists and of all fields, outer ones first."""
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    else:
        return []
    paths = [path + (key,) for key in keys]
    for key in keys:
        paths += parts_of(value[key], path + (key,))
    return paths


def without(case, path):
    """A copy that lacks what is at the path."""
    smaller = copy.deepcopy(case)
    at = smaller
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return smaller


def halves(case):
    """Copies with half, quarter... of the events."""
    events = case["events"]
    size = len(events) // 2
    while size > 0:
        for start in range(0, len(events), size):
            yield case | {"events": events[:start] + events[start + size :]}
        size //= 2


def reductions(case):
    yield from halves(case)
    paths = parts_of(case["units"], ("units",)) + parts_of(case["builder"], ("builder",))
    paths += parts_of(case["events"], ("events",)) + parts_of(case["graph"], ("graph",))
    for path in sorted(paths, key=len):
        if len(path) > 1:
            yield without(case, path)


def find_smaller(case, differing):
    """A smaller case that still differs, or None."""
    ways = reductions(case)
    while True:
        smaller = list(itertools.islice(ways, AT_ONCE))
        if not smaller:
            return None
        for found, differs in zip(smaller, differing(smaller)):
            if differs:
                return found


def minimise(case, differing):
    """`differing` takes a list of cases and tells which of them still differ."""
    for _ in range(MOST_ROUNDS):
        smaller = find_smaller(case, differing)
        if smaller is None:
            break
        case = smaller
    return case
