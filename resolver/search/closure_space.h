/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes a space of a closure: packages keep their numbers, and version `v` of
 * the closure is version `v - first` of its package. Here is also where the
 * rule on pre-releases is: a requirement takes them when its specifier asks
 * for them, when a direct requirement of the package does, or when the project
 * allows them.
 */
#ifndef RESOLVER_SEARCH_CLOSURE_SPACE_H
#define RESOLVER_SEARCH_CLOSURE_SPACE_H

#include "resolver/kb/closure.h"
#include "resolver/search/space.h"

struct closure_policy {
    bool prereleases; /* allowed for all packages */
    /* By package of the closure: allowed for it; NULL: for none. */
    const bool *prereleases_of;
    uint32_t root_count; /* the roots from there on are only candidates */
};

enum thoth_status closure_space_create(const struct closure *closure,
                                       const struct closure_policy *policy,
                                       struct thoth_space **space);

/* Whether the rule on pre-releases lets a requirement take them. */
bool closure_allows_prereleases(const struct closure *closure,
                                const struct closure_policy *policy,
                                const struct closure_requirement *requirement);

static inline uint32_t closure_version_of(const struct closure *closure,
                                          struct thoth_choice choice)
{
    return closure->packages[choice.package].versions.first + choice.version;
}

#endif
