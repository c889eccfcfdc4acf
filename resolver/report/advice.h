/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What outputs are made of: the project, what is known of its packages, the
 * rules, and the stacks found. A view, which owns nothing; what is made for an
 * output is in its arena.
 */
#ifndef RESOLVER_REPORT_ADVICE_H
#define RESOLVER_REPORT_ADVICE_H

#include "resolver/input/project.h"
#include "resolver/search/rules.h"

struct advice {
    struct arena *arena;
    const struct project *project;
    const struct closure *closure;
    struct thoth_space *space;
    const struct thoth_bundle *bundle; /* NULL: there are no rules */
    const struct thoth_pipeline *pipeline;
    struct rules *rules;
    const struct thoth_resolve_options *options;
    const struct thoth_resolution *resolution; /* NULL: none was made */
    struct thoth_resolution_facts facts;
};

/* Where a unit is written. */
struct advice_unit {
    struct thoth_text namespace_, name, path;
    uint32_t line;
};

/* False for THOTH_NO_UNIT, which is a rule that is built in. */
bool advice_unit(const struct advice *advice, uint32_t number,
                 struct advice_unit *unit);

struct thoth_text advice_name(const struct advice *advice,
                              struct thoth_choice choice);
struct thoth_text advice_version(const struct advice *advice,
                                 struct thoth_choice choice);
struct thoth_text advice_index(const struct advice *advice,
                               struct thoth_choice choice);

/* A copy of a stack in the order of the packages' names; in the arena. */
struct thoth_choice *advice_by_name(const struct advice *advice,
                                    const struct thoth_choice *stack,
                                    uint32_t count);

#endif
