/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The versions that fit a requirement, as ranges of their numbers.
 */
#include "resolver/kb/closure_builder.h"

static void add_range(struct closure_builder *builder, uint32_t first,
                      uint32_t end)
{
    struct closure *closure = &builder->store->closure;

    builder->ranges =
        closure_grow(builder->ranges, closure->range_count,
                     &builder->range_room, sizeof *builder->ranges);
    closure->ranges = builder->ranges;
    builder->ranges[closure->range_count++] =
        (struct closure_range){first, end};
}

/* NULL for any version. */
static bool fits(const struct closure_builder *builder,
                 const struct thoth_specifier *specifier, uint32_t version)
{
    return !builder->versions[version].refusal &&
           (!specifier || thoth_specifier_contains(
                              specifier, builder->parsed[version], true));
}

/* A set asks for pre-releases if it takes one by its own rule. */
static bool asks_prereleases(const struct closure_builder *builder,
                             const struct thoth_specifier *specifier,
                             struct closure_range versions)
{
    for (uint32_t i = versions.first; specifier && i < versions.end; i++)
        if (builder->versions[i].prerelease &&
            thoth_specifier_contains(specifier, builder->parsed[i], false))
            return true;
    return false;
}

static void make_ranges(struct closure_builder *builder,
                        struct closure_requirement *requirement,
                        const struct thoth_specifier *specifier)
{
    struct closure *closure = &builder->store->closure;
    struct closure_range versions =
        builder->packages[requirement->package].versions;
    uint32_t i = versions.first;

    requirement->ranges.first = closure->range_count;
    while (i < versions.end) {
        uint32_t first;

        while (i < versions.end && !fits(builder, specifier, i))
            i++;
        first = i;
        while (i < versions.end && fits(builder, specifier, i))
            i++;
        if (first < i)
            add_range(builder, first, i);
    }
    requirement->ranges.end = closure->range_count;
    requirement->prereleases = asks_prereleases(builder, specifier, versions);
}

void closure_make_ranges(struct closure_builder *builder)
{
    for (uint32_t i = 0; i < builder->store->closure.requirement_count; i++) {
        struct closure_requirement *requirement = &builder->requirements[i];
        struct thoth_specifier *specifier = NULL;

        /* What is no specifier set fits nothing, as a URL does. */
        if (requirement->direct_url ||
            (requirement->specifier.length &&
             thoth_specifier_parse(requirement->specifier, NULL, &specifier)))
            continue;
        make_ranges(builder, requirement, specifier);
        thoth_specifier_release(specifier);
    }
}
