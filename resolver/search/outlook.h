/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What best-first search expects of states. Lookahead learns scores of package
 * versions from moves and from nothing else; which packages follow from which
 * is known from the space. The value of a state is its score and what the best
 * candidates of its open packages, and of packages that these cannot do
 * without, scored on average. What leads to dead ends more often than to
 * stacks is blamed: its value falls, so that the search goes elsewhere.
 */
#ifndef RESOLVER_SEARCH_OUTLOOK_H
#define RESOLVER_SEARCH_OUTLOOK_H

#include "resolver/search/followers.h"
#include "resolver/search/policy.h"

struct outlook_package {
    int64_t ceiling;   /* the best average seen, at least 0 */
    uint32_t failures; /* invalid moves that it had a part in */
    bool varied;       /* some version scored other than 0 */
};

/* How often a package version had a part in a dead end, and in a stack. */
struct outlook_fate {
    uint32_t dead, done;
};

#define OUTLOOK_BLAME (SCORE_UNIT / 10) /* for twice as many dead ends */

#define OUTLOOK_LOOK_AT 32

struct outlook {
    const struct thoth_space *space;
    struct policy_record *records; /* by version of the whole space */
    struct outlook_fate *fates;    /* likewise */
    struct outlook_package *packages;
    struct followers followers;
    uint32_t *stamps; /* by package: the last valuation that met it */
    uint32_t *met;    /* packages of one valuation */
    uint32_t stamp;
    uint32_t look_at; /* candidates of a package, newest first */
    uint32_t hopeful; /* packages whose ceiling is above 0 */
    bool blamed;      /* there was a dead end */
    bool raised;      /* a ceiling rose: older values may be too low */
    bool revealed;
};

/* Less than any score, and so little that sums of it do not overflow. */
#define OUTLOOK_HOPELESS (-(INT64_C(1) << 46))

/* Whether packages count that follow for certain, or all that may follow.
 * False when memory is short. */
bool outlook_start(struct outlook *outlook, const struct thoth_space *space,
                   enum follow what);
void outlook_finish(struct outlook *outlook);

/* Tells all scores at once: then values are bounds, and nothing is learned. Of
 * versions whose score depends on the stack it is the highest possible; an
 * open package to which steps may add candidates counts as its ceiling. */
void outlook_reveal(struct outlook *outlook);

void outlook_learn(struct outlook *outlook, const struct search *search,
                   const struct reward *reward);

/* The candidate of the highest estimate, the newest of equal ones; and the
 * estimate: the average, or the ceiling of the package if it is unseen. */
int64_t outlook_best(const struct outlook *outlook, candidate_set set,
                     uint32_t *version);

int64_t outlook_value(struct outlook *outlook, const struct search *search,
                      const struct state *state);

#endif
