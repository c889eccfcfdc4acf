/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a space has no stack: a search with conflicts, over requirements and
 * what is refused whatever the stack. Rules that look at the stack have no
 * part in it. Each dead end names what caused it, so that the search returns
 * to the last choice that matters, and at the end names direct requirements.
 */
#ifndef RESOLVER_SEARCH_CONFLICT_H
#define RESOLVER_SEARCH_CONFLICT_H

#include "resolver/search/space.h"

enum conflict_answer {
    CONFLICT_NONE,    /* there is a stack */
    CONFLICT_FOUND,   /* there is none */
    CONFLICT_UNKNOWN, /* the work allowed was not enough */
};

/* Versions that packages may have, if they are required at all; like direct
 * requirements they can be to blame. */
struct conflict_constraints {
    const candidate_set *allowed;
    uint32_t count;
};

struct conflict {
    enum conflict_answer answer;
    uint32_t *roots; /* direct requirements, by number, that conflict */
    uint32_t root_count;
    uint32_t *constraints; /* and constraints */
    uint32_t constraint_count;
    bool minimal;       /* proved: without any one of them there is a stack */
    uint32_t *packages; /* where they meet, most often first; of an unknown
                         * answer, where dead ends were */
    uint32_t package_count;
};

/* Looks for a conflict, then leaves out one constraint and one direct
 * requirement after the other as long as it stays one. `constraints` may be
 * NULL. `work`: choices that each of these searches may make. Release in any
 * case. */
enum thoth_status conflict_find(struct thoth_space *space,
                                const struct conflict_constraints *constraints,
                                uint64_t work, struct conflict *conflict);
void conflict_release(struct conflict *conflict);

/* ---- One search ---------------------------------------------------------- */

struct conflict_search;

/* The constraints must outlive it. */
enum thoth_status
conflict_search_create(struct thoth_space *space,
                       const struct conflict_constraints *constraints,
                       struct conflict_search **search);
void conflict_search_release(struct conflict_search *search);

/* Is there a stack for the direct requirements, and behind them the
 * constraints, whose flag is set? If not, `blamed` gets the flags of those that
 * are to blame, all of them wanted. */
enum conflict_answer conflict_search_run(struct conflict_search *search,
                                         const bool *wanted, uint64_t work,
                                         bool *blamed);

/* How often a package was left without candidates in the last run. */
uint32_t conflict_search_clashes(const struct conflict_search *search,
                                 uint32_t package);

/* Memory was short: the answers are worth nothing. */
bool conflict_search_failed(const struct conflict_search *search);

#endif
