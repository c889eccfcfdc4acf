/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A search space from the inside: packages and versions by number, and what
 * each version requires as candidate sets. The versions of a package have
 * consecutive numbers, so that `first + place` names one in the whole space.
 * Requirements are collected as lists and laid out as arrays (`space_seal`)
 * before a search.
 */
#ifndef RESOLVER_SEARCH_SPACE_H
#define RESOLVER_SEARCH_SPACE_H

#include "resolver/search/candidate_set.h"
#include "resolver/thoth_resolver.h"

#define SPACE_NONE UINT32_MAX

/* Scores as integers, so that sums do not depend on their order. */
#define SCORE_UNIT 1000000000
#define SCORE_LEAST INT64_MIN

struct space_package {
    uint32_t first, count;
    candidate_set usable; /* what sieves leave */
    bool skipped;         /* dropped wherever it is required */
    bool has_pseudonyms;  /* others may stand for versions of it */
    bool stands;          /* versions of it may stand for others */
    bool addable;         /* steps may add versions of it */
    bool may_be_left_out; /* when it is to be resolved */
    bool asks;            /* steps decide about a version */
};

/* What an expansion reads of a version. */
struct space_version {
    int64_t score;
    uint32_t requirements; /* first of them; while building, list head */
    uint16_t count;
    uint8_t fate; /* enum thoth_version_fate */
};

struct space_label {
    struct thoth_text text, index;
    uint32_t package;
};

/* A package version that another may bring in, though nobody requires it. */
struct space_link {
    uint32_t version; /* of the whole space */
    uint32_t order;   /* of being told */
    struct thoth_choice other;
};

struct space_links {
    struct space_link *links; /* sealed: by version */
    uint32_t count, room;
};

struct space_edge {
    candidate_set allowed;
    uint32_t next; /* edge + 1 of the same version, added before; 0: none */
};

struct thoth_space {
    struct space_package *packages;
    struct thoth_text *names;
    uint32_t package_count, package_room;
    struct space_version *versions;
    struct space_label *labels;
    uint32_t version_count, version_room;
    struct space_edge *edges;
    uint32_t edge_count, edge_room;
    candidate_set *requirements; /* sealed: all edges, by version */
    candidate_set *roots;
    uint32_t root_count, root_room;
    struct space_links pseudonyms, additions;
    struct set_pool pool;
    struct text_block *texts;
    bool sealed;
};

/* Requires a set of versions that is in the pool already. */
enum thoth_status space_require_set(struct thoth_space *space,
                                    struct thoth_choice of,
                                    candidate_set allowed);

bool space_has(const struct thoth_space *space, uint32_t package,
               uint32_t version);

/* Puts links in the order of versions. */
void space_links_sort(struct space_links *links);

/* Lays out requirements and links for a search. */
enum thoth_status space_seal(struct thoth_space *space);

/* The links of a version, and how many; the space must be sealed. */
const struct space_link *space_links_of(const struct space_links *links,
                                        uint32_t version, uint32_t *count);

static inline uint32_t space_version_of(const struct thoth_space *space,
                                        uint32_t package, uint32_t place)
{
    return space->packages[package].first + place;
}

/* Whether a version, counted in the space, requires a package. */
bool space_requires(const struct thoth_space *space, uint32_t version,
                    uint32_t package);

static inline struct thoth_choice
space_choice_of(const struct thoth_space *space, uint32_t version)
{
    uint32_t package = space->labels[version].package;

    return (struct thoth_choice){package,
                                 version - space->packages[package].first};
}

/* Whether sieves leave a version. */
static inline bool space_is_usable(const struct thoth_space *space,
                                   struct thoth_choice choice)
{
    const struct space_package *package = &space->packages[choice.package];

    return !package->skipped &&
           set_has(&space->pool, package->usable, choice.version);
}

static inline candidate_set space_one(struct thoth_space *space,
                                      struct thoth_choice choice)
{
    return set_of_one(&space->pool, choice.package,
                      space->packages[choice.package].count, choice.version);
}

static inline double score_as_double(int64_t score)
{
    return (double)score / SCORE_UNIT;
}

/* False when it is no finite number from -1e6 to 1e6. */
bool score_from_double(double value, int64_t *score);

#endif
