/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the resolution loop works on: all that is reachable from the direct
 * requirements, for one environment, as plain arrays. Markers, extras and
 * specifiers have been evaluated; a requirement is nothing but ranges of
 * version numbers. A closure is immutable, owns all it points to and may be
 * shared by threads.
 *
 * Versions are numbered package by package, and newest first (PEP 440) within
 * one; one version on two indexes is two, the project's earlier index first.
 * So a set of candidates "newest first" is a set of numbers in ascending order.
 *
 * What is left out, and what is not (docs/knowledge-base.md):
 * - Requirements whose marker is false in the environment. Extras are active
 *   only where a direct requirement asks for them.
 * - Versions that cannot be used stay in the array, so that one can say why,
 *   but they have a `refusal`, no requirements, and are in no range.
 * - Pre-releases are ordinary versions here: a rule of the loop, with
 *   closure_version.prerelease and closure_requirement.prereleases.
 */
#ifndef RESOLVER_KB_CLOSURE_H
#define RESOLVER_KB_CLOSURE_H

#include "resolver/environment/environment.h"
#include "resolver/kb/kb.h"

#include <stdbool.h>
#include <stdint.h>

#define CLOSURE_NONE UINT32_MAX

/* Numbers from `first` up to, and without, `end`. */
struct closure_range {
    uint32_t first, end;
};

/* Why a version cannot be used; bits. */
enum closure_refusal {
    CLOSURE_REFUSED_PYTHON = 1,     /* requires_python */
    CLOSURE_REFUSED_INDEX = 2,      /* its index is not enabled for the name */
    CLOSURE_REFUSED_CONSTRAINT = 4, /* a constraint of the project */
    CLOSURE_REFUSED_UNREADABLE = 8, /* a requirement that nobody can read */
    CLOSURE_REFUSED_YANKED = 16,    /* taken back, and not pinned by == */
};

struct closure_package {
    struct thoth_text name; /* normal form, PEP 503 */
    struct closure_range versions;
    bool known; /* the knowledge base has heard of it */
};

struct closure_version {
    uint32_t package;
    uint32_t index;                    /* into closure.indexes */
    struct thoth_text text;            /* as published */
    struct closure_range requirements; /* into closure.edges */
    struct closure_range advisories;   /* into closure.advisories */
    uint8_t refusal; /* enum closure_refusal; 0: it can be used */
    bool prerelease; /* or development release */
    bool yanked, sdist_only;
};

/* A requirement of a distinct meaning, shared by all versions that have it: a
 * package and a set of its versions. */
struct closure_requirement {
    uint32_t package;
    struct closure_range ranges; /* into closure.ranges: ascending, apart */
    bool prereleases; /* the specifier itself asks for pre-releases */
    bool direct_url;  /* "name @ URL": no version fits */
    struct thoth_text specifier; /* "" for any version */
};

/* A direct requirement of the project, in the order of the request. */
struct closure_root {
    uint32_t requirement;
    bool develop;
};

struct closure_advisory {
    struct thoth_text id;      /* "PYSEC-2021-335" */
    struct thoth_text aliases; /* separated by spaces, or empty */
};

struct closure {
    const struct closure_package *packages;
    const struct closure_version *versions;
    const struct closure_requirement *requirements;
    const uint32_t *edges; /* requirements of versions, as recorded */
    const struct closure_range *ranges;
    const struct closure_advisory *advisories;
    const struct closure_root *roots;
    /* URLs without trailing slash: the project's in their order, then others
     * that the knowledge base has and the project does not enable. */
    const struct thoth_text *indexes;
    uint32_t package_count, version_count, requirement_count, edge_count;
    uint32_t range_count, advisory_count, root_count, index_count;
    uint32_t enabled_index_count;
};

/* The number of a package by its normal name, or CLOSURE_NONE. */
uint32_t closure_find(const struct closure *closure, struct thoth_text name);

void closure_release(struct closure *closure);

/* A requirement of the project, or a constraint. Texts are the caller's. */
struct closure_wanted {
    struct thoth_text name;          /* normal form */
    struct thoth_text specifier;     /* "" for any version */
    const struct thoth_text *extras; /* normal form */
    size_t extra_count;
    struct thoth_text index; /* URL of the only index to take it from, or "" */
    bool develop;
};

/* A package that rules may bring into stacks in which another one is. */
struct closure_companion {
    struct thoth_text with;  /* normal form; "": whatever is in the stack */
    struct thoth_text name;  /* normal form */
    struct thoth_text index; /* URL of the only index it may come from, or "" */
};

struct closure_request {
    const struct environment *environment;
    const struct closure_wanted *roots, *constraints;
    size_t root_count, constraint_count;
    const struct closure_companion *companions;
    size_t companion_count;
    const struct thoth_text *indexes; /* that the project enables, in order */
    size_t index_count;
    /* Packages without an index of their own come from the first one only. */
    bool first_index_only;
};

/* Loads what is reachable, by requirements or as companions; the request is
 * needed only for the call. Errors of the knowledge base are reported and give
 * false; packages that it does not know are not an error here. Markers of
 * direct requirements are the caller's business: whatever is in the request is
 * wanted. */
bool closure_load(struct kb *kb, const struct closure_request *request,
                  struct closure **closure, struct problem_list *problems);

#endif
