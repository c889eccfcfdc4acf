/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inside of a specifier set: its clauses with everything that evaluation
 * needs worked out. Known to the files that parse, evaluate and compile sets,
 * and to no others.
 */
#ifndef RUNTIME_PEP440_CLAUSE_H
#define RUNTIME_PEP440_CLAUSE_H

#include "runtime/pep440_scan.h"

/* A clause; its texts lie in the set's block. */
struct pep440_clause {
    enum pep440_operator op;
    bool is_legacy;      /* compares legacy keys, legacy_key is set */
    bool is_version;     /* text is a PEP 440 version, key is set */
    bool is_wildcard;    /* == or != that compares `prefix` */
    bool is_prerelease;  /* the version has a pre or dev segment */
    bool is_postrelease; /* the version has a post segment */
    bool has_local;
    struct thoth_text text;       /* the version as written */
    struct thoth_text prefix;     /* ==V.*, !=V.*: V; ~=: what must agree */
    struct thoth_text key;        /* of the version, with its local segment */
    struct thoth_text base_key;   /* a prefix of key */
    struct thoth_text legacy_key; /* of a legacy clause */
};

struct pep440_specifier {
    bool prereleases; /* the set by itself allows them */
    size_t count;
    struct pep440_clause clauses[];
};

/* Does the clause take the version, pre-releases allowed? */
bool pep440_clause_holds(const struct pep440_clause *clause,
                         const struct pep440_version *version);

/* Do two clauses of a set count as one? The first one stays. */
bool pep440_clause_same(const struct pep440_clause *a,
                        const struct pep440_clause *b);

/*
 * Items of a version text as prefix matching sees them: stretches between
 * dots, and a stretch like `0rc1` as the two items `0` and `rc1`.
 */
struct pep440_items {
    const char *at; /* NULL when none is left */
    const char *end;
};

struct pep440_items pep440_items_of(struct thoth_text text);
bool pep440_next_item(struct pep440_items *items, struct thoth_text *item);

/*
 * Does a public version in normal form begin with the items of `prefix`?
 * Missing release numbers count as zeros on both sides.
 */
bool pep440_prefix_matches(struct thoth_text prefix, struct thoth_text version);

/* The part of a ~= clause's version that its matches begin with. */
struct thoth_text pep440_compatible_prefix(struct thoth_text version);

#endif
